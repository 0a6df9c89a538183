//! The slips of the pen in the gateway's page, by name, and the nearest right word for a wrong one.
//!
//! People copy samples. A copied slip must lead to the right call or to a clear word, never to a puzzling refusal.

/// Puts right the paths that the gateway's page prints wrongly, and leaves every other path alone:
/// `/ideogram/eidt` in the legacy Edit sample (D2), and the line-continuation backslash left behind
/// `/ideogram/generate` in the legacy Generate heading (D1), which a browser would turn into another path.
///
/// ```
/// assert_eq!(ideomix_api::slips::path("/ideogram/eidt"), "/ideogram/edit");
/// assert_eq!(ideomix_api::slips::path("/ideogram/generate\\"), "/ideogram/generate");
/// ```
pub fn path(path: &str) -> &str {
    let path = path.trim_end().trim_end_matches('\\').trim_end();
    if path == "/ideogram/eidt" { "/ideogram/edit" } else { path }
}

/// Puts right the aspect ratio that the page prints three times as `SPECT_16_10` (D3).
pub fn aspect_ratio(word: &str) -> &str {
    if word == "SPECT_16_10" { "ASPECT_16_10" } else { word }
}

/// Whether a text given for a file field is the page's `"open('<file1>', 'rb')"`: Python code inside quotes, where
/// the file itself belongs (D17).
pub fn is_quoted_open(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("open(") && text.ends_with(')')
}

/// The candidate that is at most a third of its length away from `word`, if there is one; the nearest wins.
/// `16:9` finds `16x9`, `SPECT_16_10` finds `ASPECT_16_10`, `renderingSpeed` finds `rendering_speed`.
pub fn nearest<'a>(word: &str, mut candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    nearest_of(word, &mut candidates)
}

/// The same, once for every kind of list.
fn nearest_of<'a>(word: &str, candidates: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let plain = simplified(word);
    let mut found = (usize::MAX, None);
    for candidate in candidates {
        let distance = distance(&plain, &simplified(candidate));
        if distance * 3 <= candidate.len() && distance < found.0 {
            found = (distance, Some(candidate));
        }
    }
    found.1
}

fn simplified(word: &str) -> Vec<u8> {
    let mut letters = Vec::new();
    for byte in word.bytes() {
        if byte.is_ascii_alphanumeric() && letters.len() < 64 {
            letters.push(byte.to_ascii_lowercase());
        }
    }
    letters
}

/// Levenshtein's distance over two short words.
fn distance(a: &[u8], b: &[u8]) -> usize {
    // Simplified words have at most 64 letters.
    let mut row: [usize; 65] = core::array::from_fn(|n| n);
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capability::{ALL, by_path, values};

    #[test]
    fn the_misprinted_paths_lead_to_rows_of_the_table() {
        for printed in ["/ideogram/eidt", "/ideogram/generate\\", "/ideogram/generate\\ "] {
            assert!(by_path(path(printed)).is_some(), "{printed}");
        }
        for row in ALL {
            assert_eq!(path(row.path), row.path);
        }
    }

    #[test]
    fn the_misprinted_ratio_is_put_right_and_suggested() {
        assert!(values::LEGACY_ASPECT_RATIO.contains(aspect_ratio("SPECT_16_10")));
        assert_eq!(nearest("SPECT_16_10", values::LEGACY_ASPECT_RATIO.iter()), Some("ASPECT_16_10"));
    }

    #[test]
    fn common_spellings_find_their_word() {
        assert_eq!(nearest("16:9", values::V3_ASPECT_RATIO.iter()), Some("16x9"));
        let fields = || ALL[0].fields.iter().map(|field| field.name);
        assert_eq!(nearest("renderingSpeed", fields()), Some("rendering_speed"));
        assert_eq!(nearest("colour_palette", fields()), Some("color_palette"));
        assert_eq!(nearest("zebra", fields()), None);
    }

    #[test]
    fn code_in_quotes_is_no_mask() {
        assert!(is_quoted_open("open('<file1>', 'rb')"));
        assert!(!is_quoted_open("mask.png"));
    }
}
