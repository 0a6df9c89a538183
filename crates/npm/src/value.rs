//! Values as they come from JavaScript.
//!
//! JSON would need a parser of numbers and of escapes. This form is as easy to write there as to read here:
//! `s…\0` is text, `n…\0` a number by the bits of its double, `t` and `f` are true and false, `[` and `]` hold the items
//! of a list, `{` and `}` members of the form `:name\0` and value, and `z` is everything else. A text holds no `\0`
//! itself: the facade puts another control character in its place.

use ideomix_api::Loose;

/// Reads a value. What is not of this form ends it; nothing here trusts that it is.
pub(crate) fn read(text: &str) -> Loose {
    Reader { rest: text }.value()
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn value(&mut self) -> Loose {
        match self.byte() {
            b's' => Loose::Text(self.text().to_owned()),
            b'n' => number(self.text()),
            b't' => Loose::Bool(true),
            b'f' => Loose::Bool(false),
            b'[' => {
                let mut items = Vec::new();
                while !self.ends(b']') {
                    items.push(self.value());
                }
                Loose::List(items)
            }
            b'{' => {
                let mut members = Vec::new();
                while !self.ends(b'}') {
                    self.byte();
                    members.push((self.text().to_owned(), self.value()));
                }
                Loose::Map(members)
            }
            _ => Loose::Null,
        }
    }

    fn byte(&mut self) -> u8 {
        let first = self.rest.as_bytes().first().copied().unwrap_or_default();
        self.rest = self.rest.get(1..).unwrap_or_default();
        first
    }

    /// Up to the next `\0`, and past it.
    fn text(&mut self) -> &'a str {
        let end = self.rest.bytes().position(|byte| byte == 0).unwrap_or(self.rest.len());
        let text = self.rest.get(..end).unwrap_or_default();
        self.rest = self.rest.get(end + 1..).unwrap_or_default();
        text
    }

    /// Whether a list or an object ends here; it does at the end of everything.
    fn ends(&mut self, bracket: u8) -> bool {
        match self.rest.as_bytes().first() {
            Some(byte) if *byte != bracket => false,
            _ => {
                self.byte();
                true
            }
        }
    }
}

fn number(bits: &str) -> Loose {
    let bits = bits.bytes().fold(0u64, |sum, digit| sum.wrapping_mul(10).wrapping_add(u64::from(digit & 15)));
    Loose::Number(f64::from_bits(bits))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_value_is_read() {
        let bits = |number: f64| format!("n{}\0", number.to_bits());
        let text = format!("{{:a\0s中\0:b\0[tfz{}{}]:\0{{}}}}", bits(-7.0), bits(0.25));
        let list = vec![
            Loose::Bool(true),
            Loose::Bool(false),
            Loose::Null,
            Loose::Number(-7.0),
            Loose::Number(0.25),
        ];
        let members = vec![
            ("a".to_owned(), Loose::Text("中".to_owned())),
            ("b".to_owned(), Loose::List(list)),
            (String::new(), Loose::Map(Vec::new())),
        ];
        assert_eq!(read(&text), Loose::Map(members));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_to_an_end(text in "[\\[\\]{}:sntfz\0a中0-9]{0,80}") {
            read(&text);
        }
    }
}
