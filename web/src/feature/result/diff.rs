//! What changed from one text to another, word by word.

/// The largest table that is filled: beyond it, what stands between the common ends counts as changed.
const CELLS_MAX: usize = 400_000;

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// It is in both.
    Kept,
    /// It is in the first only.
    Removed,
    /// It is in the second only.
    Added,
}

/// The pieces of both texts in order. Kept and added ones together are `after`, kept and removed ones are `before`, but
/// for the white space at the end of a piece.
pub(super) fn diff(before: &str, after: &str) -> Vec<(Change, String)> {
    let (old, new) = (words(before), words(after));
    let same = |(a, b): &(&&str, &&str)| a.trim_end() == b.trim_end();
    let head = old.iter().zip(&new).take_while(same).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    let mut pieces = Pieces(Vec::new());
    new[..head].iter().for_each(|word| pieces.push(Change::Kept, word));
    middle(&old[head..old.len() - tail], &new[head..new.len() - tail], &mut pieces);
    new[new.len() - tail..].iter().for_each(|word| pieces.push(Change::Kept, word));
    pieces.0
}

/// The part of a diff that is common to both texts, in hundredths of the first one's length.
pub(super) fn likeness(pieces: &[(Change, String)]) -> usize {
    let length = |wanted: fn(Change) -> bool| -> usize {
        pieces.iter().filter(|(change, _)| wanted(*change)).map(|(_, text)| text.len()).sum()
    };
    length(|change| change == Change::Kept) * 100 / length(|change| change != Change::Added).max(1)
}

/// Walks the longest common run of words, taken from a table of what is still to come.
fn middle(old: &[&str], new: &[&str], pieces: &mut Pieces) {
    let width = new.len() + 1;
    let fits = (old.len() + 1) * width <= CELLS_MAX;
    let mut common = vec![0u16; if fits { (old.len() + 1) * width } else { 0 }];
    if fits {
        for (i, a) in old.iter().enumerate().rev() {
            for (j, b) in new.iter().enumerate().rev() {
                common[i * width + j] = if a.trim_end() == b.trim_end() {
                    common[(i + 1) * width + j + 1] + 1
                } else {
                    common[(i + 1) * width + j].max(common[i * width + j + 1])
                };
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let both = fits && i < old.len() && j < new.len();
        if both && old[i].trim_end() == new[j].trim_end() {
            pieces.push(Change::Kept, new[j]);
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (!both || common[(i + 1) * width + j] >= common[i * width + j + 1]) {
            pieces.push(Change::Removed, old[i]);
            i += 1;
        } else {
            pieces.push(Change::Added, new[j]);
            j += 1;
        }
    }
}

struct Pieces(Vec<(Change, String)>);

impl Pieces {
    fn push(&mut self, change: Change, word: &str) {
        match self.0.last_mut() {
            Some((last, text)) if *last == change => text.push_str(word),
            _ => self.0.push((change, word.to_owned())),
        }
    }
}

/// Words with the white space behind them. Scripts without spaces are taken character by character.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut ended) = (0, false);
    for (at, character) in text.char_indices() {
        let alone = character >= '\u{2e80}';
        if at > start && ((ended && !character.is_whitespace()) || alone) {
            words.push(&text[start..at]);
            start = at;
        }
        ended = alone || character.is_whitespace();
    }
    words.push(&text[start..]);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> String {
        let mark = |(change, text): (Change, String)| match change {
            Change::Kept => text,
            Change::Removed => format!("[-{text}-]"),
            Change::Added => format!("[+{text}+]"),
        };
        diff(before, after).into_iter().map(mark).collect()
    }

    #[test]
    fn words_that_were_put_in_between_are_marked_and_nothing_else() {
        assert_eq!(shown("a red fox", "a small red fox"), "a [+small +]red fox");
        assert_eq!(shown("a red fox", "a red fox, in snow"), "a red [-fox-][+fox, in snow+]");
        assert_eq!(shown("same words", "same words"), "same words");
    }

    #[test]
    fn chinese_is_compared_by_character() {
        assert_eq!(shown("雪中的狐狸", "雪地中的红狐狸"), "雪[+地+]中的[+红+]狐狸");
        assert_eq!(shown("一只 fox", "一只 red fox"), "一只 [+red +]fox");
    }

    #[test]
    fn empty_texts_and_white_space_change_nothing() {
        assert_eq!(shown("", ""), "");
        assert_eq!(shown("", "new"), "[+new+]");
        assert_eq!(shown("a  b\n", "a b"), "a b");
    }

    #[test]
    fn long_texts_are_compared_at_their_ends_only_and_still_whole() {
        let long = |word: &str| format!("start {} end", vec![word; 2_000].join(" "));
        let pieces = diff(&long("old"), &long("new"));
        assert_eq!(pieces.len(), 4);
        assert_eq!(pieces[0], (Change::Kept, "start ".to_owned()));
        assert_eq!(pieces[3], (Change::Kept, "end".to_owned()));
    }

    #[test]
    fn both_texts_can_be_read_out_of_their_difference() {
        let (before, after) = ("one two three four five", "zero two four 4 five six");
        let read = |without: Change| -> String {
            diff(before, after)
                .into_iter()
                .filter(|(change, _)| *change != without)
                .map(|(_, text)| text)
                .collect()
        };
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(squeezed(&read(Change::Added)), before);
        assert_eq!(squeezed(&read(Change::Removed)), after);
    }

    #[test]
    fn likeness_is_the_part_that_stayed() {
        assert_eq!(likeness(&diff("a b", "a b c")), 100);
        assert_eq!(likeness(&diff("red", "blue")), 0);
    }
}
