//! How well a text fits a few typed letters.

/// How well `text` fits `query`: lower is better, nothing is no fit. The letters must come in this order; letters side by
/// side and at the starts of words fit better, and so do shorter texts. No letters fit everything.
pub(super) fn fit(query: &str, text: &str) -> Option<usize> {
    if query.trim().is_empty() {
        return Some(0);
    }
    let plain = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<Vec<_>>();
    let (query, text) = (plain(query.trim()), plain(text));
    let (mut at, mut cost) = (0, text.len() / 8);
    for (n, wanted) in query.iter().enumerate().filter(|(_, letter)| !letter.is_whitespace()) {
        let found = at + text[at..].iter().position(|letter| letter == wanted)?;
        let starts_word = found == 0 || !text[found - 1].is_alphanumeric();
        if found != at || n == 0 {
            cost += if starts_word { 2 } else { 8 + (found - at).min(8) };
        }
        at = found + 1;
    }
    Some(cost)
}

#[cfg(test)]
mod tests {
    use super::fit;

    fn best<'a>(query: &str, texts: &[&'a str]) -> Option<&'a str> {
        let fits = texts.iter().filter_map(|text| Some((fit(query, text)?, *text)));
        fits.min_by_key(|(cost, _)| *cost).map(|(_, text)| text)
    }

    #[test]
    fn letters_in_order_fit_and_others_do_not() {
        assert!(fit("glr", "Gallery").is_some());
        assert!(fit("rlg", "Gallery").is_none());
        assert!(fit("", "anything").is_some());
        assert!(fit("图库", "搜索图库").is_some());
    }

    #[test]
    fn whole_words_and_starts_win() {
        assert_eq!(best("set", &["Use these tulips", "Settings", "Reset"]), Some("Settings"));
        assert_eq!(best("rb", &["Carb", "Replace background"]), Some("Replace background"));
        assert_eq!(best("up", &["Undo the last delete", "Upscale"]), Some("Upscale"));
    }
}
