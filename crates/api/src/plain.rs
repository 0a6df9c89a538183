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

/// Writes a whole number.
pub fn decimal(number: i64, out: &mut String) {
    if number < 0 {
        out.push('-');
    }
    let mut rest = number.unsigned_abs();
    let mut digits = Vec::with_capacity(20);
    loop {
        digits.push(b'0' + (rest % 10) as u8);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits.iter().rev().map(|digit| char::from(*digit)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
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
