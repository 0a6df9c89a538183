//! Lists of words. One text each: a slice of texts has eight bytes more a word, and there are three hundred words.

use crate::plain::cut;

/// The words that a [choice](super::Kind::Choice) takes, in the order in which the documents print them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(&'static str);

impl Words {
    /// The words of a text, with one space between them.
    pub const fn new(text: &'static str) -> Self {
        Self(text)
    }

    /// The words, one after the other.
    pub fn iter(self) -> impl Iterator<Item = &'static str> + Clone {
        let mut rest = self.0;
        core::iter::from_fn(move || {
            let end = rest.bytes().position(|byte| byte == b' ').unwrap_or(rest.len());
            let (word, more) = cut(rest, end);
            rest = cut(more, 1).1;
            (!word.is_empty()).then_some(word)
        })
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The word at a place.
    pub fn get(self, place: usize) -> Option<&'static str> {
        self.iter().nth(place)
    }

    /// Whether it is one of them.
    pub fn contains(self, word: &str) -> bool {
        self.iter().any(|known| known == word)
    }

    /// All of them with something in between.
    pub fn join(self, between: &str) -> String {
        self.0.replace(' ', between)
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_are_told_apart() {
        let words = Words::new("AUTO ON OFF");
        assert_eq!(words.iter().collect::<Vec<_>>(), ["AUTO", "ON", "OFF"]);
        assert_eq!((words.len(), words.get(1), words.get(3)), (3, Some("ON"), None));
        assert!(words.contains("OFF") && !words.contains("OF") && !words.contains(""));
        assert_eq!(words.join(", "), "AUTO, ON, OFF");
        assert_eq!(Words::new("").iter().next(), None);
    }

    #[test]
    fn no_list_of_the_table_has_a_hole_or_a_word_twice() {
        for field in crate::capability::ALL.iter().flat_map(|row| row.fields) {
            let super::super::Kind::Choice(words) = field.kind else { continue };
            assert_eq!(words.iter().collect::<Vec<_>>(), words.0.split(' ').collect::<Vec<_>>());
            let mut all: Vec<_> = words.iter().collect();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), words.len(), "{}", field.name);
        }
    }
}
