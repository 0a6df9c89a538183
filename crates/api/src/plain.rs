//! Small things done with text, for whoever counts bytes: the standard library's search, its slicing (which may panic
//! with a message) and its formatting of numbers are each larger in a browser than the file that needs them.

/// Where `needle` begins in `text`, in bytes; always a place where `text` can be cut.
pub(crate) fn find(text: &str, needle: &str) -> Option<usize> {
    text.as_bytes().windows(needle.len()).position(|window| window == needle.as_bytes())
}

/// As [`find`], the last place.
pub(crate) fn find_last(text: &str, needle: &str) -> Option<usize> {
    text.as_bytes().windows(needle.len()).rposition(|window| window == needle.as_bytes())
}

/// What stands before and from a place on; everything before it where the text cannot be cut there.
pub(crate) fn cut(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// The whole number that a text is, with a sign or without. More than 18 digits are no number that anybody means.
pub(crate) fn integer(text: &str) -> Option<i64> {
    let (minus, digits) = match text.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    if !(1..=18).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = digits.iter().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    Some(if minus { -number } else { number })
}

/// Whether a character is white space; the standard library asks a table.
pub(crate) const fn is_blank(c: char) -> bool {
    matches!(
        c,
        '\t'..='\r' | ' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}'
            | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Writes a whole number.
pub fn decimal(number: i64, out: &mut String) {
    if number < 0 {
        out.push('-');
    }
    digits(number.unsigned_abs(), out);
}

fn digits(number: u64, out: &mut String) {
    if number > 9 {
        digits(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn white_space_is_what_the_standard_library_says() {
        assert!(('\0'..=char::MAX).all(|c| is_blank(c) == c.is_whitespace()));
    }

    proptest! {
        #[test]
        fn numbers_are_read_as_the_standard_library_reads_them(text in "[+-]?[0-9]{0,17}|[a-z0-9.+-]{0,6}") {
            prop_assert_eq!(integer(&text), text.parse().ok());
        }

        #[test]
        fn numbers_are_written_as_the_standard_library_writes_them(number in any::<i64>()) {
            let mut out = String::new();
            decimal(number, &mut out);
            prop_assert_eq!(out, number.to_string());
        }

        #[test]
        fn text_is_found_where_the_standard_library_finds_it(text in "[ab中]{0,12}", needle in "[ab中]{1,3}") {
            prop_assert_eq!(find(&text, &needle), text.find(&needle));
            prop_assert_eq!(find_last(&text, &needle), text.rfind(&needle));
        }
    }
}
