//! Keys in pasted texts, and the headers around them.

/// Letters and digits that make a key and no example of one.
const LONG: usize = 16;

/// The text with every key taken out, and whether there was one.
pub(super) fn without_keys(text: &str) -> (String, bool) {
    let (mut out, mut rest, mut found) = (String::new(), text, false);
    while let Some(at) = rest.find("sk-") {
        let tail = &rest[at + 3..];
        let end = tail
            .find(|sign: char| !(sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_')))
            .unwrap_or(tail.len());
        out.push_str(&rest[..at]);
        if end >= LONG {
            found = true;
        } else {
            out.push_str(&rest[at..at + 3 + end]);
        }
        rest = &tail[end..];
    }
    out.push_str(rest);
    (out, found)
}

/// Whether the name is that of a header that carries a key.
pub(super) fn is_key_header(name: &str) -> bool {
    ["api-key", "authorization", "x-api-key"].iter().any(|header| name.eq_ignore_ascii_case(header))
}

/// Whether the name is that of a header that follows from the call itself.
pub(super) fn is_quiet_header(name: &str) -> bool {
    ["content-type", "accept"].iter().any(|header| name.eq_ignore_ascii_case(header))
}

/// Whether a header's value is a key: not a variable, not a row of stars, not a word in angle brackets.
pub(super) fn is_key(value: &str) -> bool {
    let value = value.trim();
    let value = value.strip_prefix("Bearer ").unwrap_or(value);
    value.len() >= LONG
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        && value.bytes().any(|byte| byte.is_ascii_digit())
}
