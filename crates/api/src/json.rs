//! A writer for the few shapes of JSON that a call needs. Writing five shapes needs no parser and no floating
//! point, both of which would cost a browser more than everything else in this crate.

use crate::plain::decimal;

/// JSON to be sent. Members keep their order, so that equal requests are equal bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json<'a> {
    /// A string.
    Text(&'a str),
    /// A whole number, written without a point: the gateway's parser refuses `1.0` (GW).
    Integer(i64),
    /// A number of hundredths, written as a decimal fraction: 5 is `0.05`, 100 is `1`.
    Hundredths(u8),
    /// An array.
    List(Vec<Self>),
    /// An object.
    Map(Vec<(&'static str, Self)>),
}

impl Json<'_> {
    /// The text, without white space.
    pub(crate) fn write(&self) -> String {
        let mut out = String::new();
        self.write_to(&mut out);
        out
    }

    fn write_to(&self, out: &mut String) {
        match self {
            Self::Text(text) => quote(text, out),
            Self::Integer(number) => decimal(*number, out),
            Self::Hundredths(100) => out.push('1'),
            Self::Hundredths(part) => {
                out.push_str(if *part < 10 { "0.0" } else { "0." });
                decimal(i64::from(if part % 10 == 0 { part / 10 } else { *part }), out);
            }
            Self::List(items) => {
                out.push('[');
                for (n, item) in items.iter().enumerate() {
                    if n > 0 {
                        out.push(',');
                    }
                    item.write_to(out);
                }
                out.push(']');
            }
            Self::Map(members) => {
                out.push('{');
                for (n, (name, value)) in members.iter().enumerate() {
                    if n > 0 {
                        out.push(',');
                    }
                    quote(name, out);
                    out.push(':');
                    value.write_to(out);
                }
                out.push('}');
            }
        }
    }
}

/// Writes a text as a string of JSON.
pub fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Control characters end at 1f, so two digits tell them all.
            c if c < ' ' => {
                let code = u32::from(c);
                out.push_str(if code < 16 { "\\u000" } else { "\\u001" });
                let last = code as usize % 16;
                out.push_str("0123456789abcdef".get(last..=last).unwrap_or_default());
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_comes_back_from_an_independent_parser(text in ".*") {
            let written = Json::Map(vec![("a", Json::Text(&text))]).write();
            let read: serde_json::Value = serde_json::from_str(&written).unwrap();
            prop_assert_eq!(read["a"].as_str(), Some(text.as_str()));
        }

        #[test]
        fn hundredths_read_as_the_same_number(part in 0u8..=100) {
            let read: f64 = serde_json::from_str(&Json::Hundredths(part).write()).unwrap();
            prop_assert!((read * 100.0 - f64::from(part)).abs() < 1e-9);
        }
    }
}
