//! A first look at Rust source: what is code, what is a comment, and which string literals there are.
//!
//! It knows just enough of the language for the rules here; a parser would cost this program its quick first build.

/// A Rust file, taken apart.
#[derive(Debug)]
pub(crate) struct RustSource {
    /// The text with comments and the insides of strings replaced by spaces; lines and places are kept.
    pub(crate) code: String,
    /// The string literals in order.
    pub(crate) strings: Vec<Literal>,
}

/// One string literal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    /// Where its opening begins in the text, in bytes.
    pub(crate) start: usize,
    /// Where the text goes on behind it.
    pub(crate) end: usize,
    /// What is between the quotes, as written.
    pub(crate) value: String,
}

impl RustSource {
    /// Takes a text apart, up to the tests at its end: `#[cfg(test)]` at the beginning of a line.
    pub(crate) fn without_tests(text: &str) -> Self {
        let end = text.find("\n#[cfg(test)]").unwrap_or(text.len());
        Self::new(&text[..end])
    }

    /// Takes a text apart.
    pub(crate) fn new(text: &str) -> Self {
        let mut code = text.as_bytes().to_vec();
        let mut strings = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let (kind, end) = next(text, at);
            match kind {
                Kind::Code => {}
                Kind::Comment => blank(&mut code[at..end]),
                Kind::String { open, close } => {
                    blank(&mut code[open..close]);
                    strings.push(Literal { start: at, end, value: text[open..close].to_owned() });
                }
            }
            at = end;
        }
        // Only whole runs of bytes were replaced by spaces, so this is still text.
        Self { code: String::from_utf8_lossy(&code).into_owned(), strings }
    }
}

/// The line of a place, from 1.
pub(crate) fn line_of(text: &str, place: usize) -> usize {
    text.as_bytes()[..place.min(text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1
}

enum Kind {
    Code,
    Comment,
    /// `open` is behind the opening quote and `close` at the closing one.
    String {
        open: usize,
        close: usize,
    },
}

/// What begins at a place, and where it ends.
fn next(text: &str, at: usize) -> (Kind, usize) {
    let rest = &text[at..];
    if rest.starts_with("//") {
        return (Kind::Comment, at + rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return (Kind::Comment, at + block_comment(rest));
    }
    if let Some(inside) = rest.strip_prefix('"') {
        return string(text, at + 1, at + 1 + quoted(inside), 1);
    }
    if rest.starts_with('r') && !follows_a_word(text, at) {
        let hashes = rest[1..].bytes().take_while(|&byte| byte == b'#').count();
        if rest[1 + hashes..].starts_with('"') {
            let open = at + 2 + hashes;
            let closing = format!("\"{}", "#".repeat(hashes));
            let inside = text[open..].find(&closing).unwrap_or(text.len() - open);
            return string(text, open, open + inside, closing.len());
        }
    }
    if rest.starts_with('\'') {
        return (Kind::Code, at + character(rest));
    }
    (Kind::Code, at + rest.chars().next().map_or(1, char::len_utf8))
}

fn string(text: &str, open: usize, close: usize, closing: usize) -> (Kind, usize) {
    (Kind::String { open, close }, (close + closing).min(text.len()))
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// How long the inside of a quoted string is.
fn quoted(inside: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at,
            _ => {}
        }
    }
    inside.len()
}

/// How long a character literal is; a lifetime is taken as its first sign only.
fn character(rest: &str) -> usize {
    let mut chars = rest[1..].char_indices();
    match chars.next() {
        Some((_, '\\')) => {
            2 + rest[2..].char_indices().skip(1).find(|&(_, c)| c == '\'').map_or(0, |(at, _)| at + 1)
        }
        Some((_, first)) if rest[1 + first.len_utf8()..].starts_with('\'') => 2 + first.len_utf8(),
        _ => 1,
    }
}

fn follows_a_word(text: &str, at: usize) -> bool {
    let before = text[..at].bytes().next_back();
    // The `b` of a raw byte string is part of the literal and not of a word.
    before.is_some_and(|byte| byte == b'_' || byte.is_ascii_alphanumeric()) && before != Some(b'b')
}

fn blank(bytes: &mut [u8]) {
    for byte in bytes {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        RustSource::new(text).strings.into_iter().map(|literal| literal.value).collect()
    }

    #[test]
    fn strings_of_every_form_are_found() {
        assert_eq!(values(r#"f("a b", "c\"d")"#), ["a b", r#"c\"d"#]);
        assert_eq!(values("r#\"a \"b\" c\"# r\"x\" b\"y\" br\"z\""), ["a \"b\" c", "x", "y", "z"]);
        assert_eq!(values("\"图片\""), ["图片"]);
    }

    #[test]
    fn what_only_looks_like_a_string_is_none() {
        assert_eq!(
            values("// \"a\"\n/* \"b\" /* \"c\" */ \"d\" */ '\"' '\\'' fn f<'a>(x: &'a str) {}"),
            [""; 0]
        );
        assert_eq!(values("let c = '\\u{22}'; let s = \"x\";"), ["x"]);
    }

    #[test]
    fn code_keeps_its_lines_and_loses_comments_and_the_insides_of_strings() {
        let text = "let a = \"x y\"; // note\n/* é\n */ b();";
        let code = RustSource::new(text).code;
        assert_eq!(code.len(), text.len());
        assert!(code.starts_with("let a = \"   \"; "));
        assert!(code.ends_with("\n    b();"), "{code:?}");
        assert!(!code.contains("note"));
    }

    #[test]
    fn the_tests_at_the_end_are_left_out() {
        let source = RustSource::without_tests("f(\"a\");\n#[cfg(test)]\nmod tests { \"b\" }");
        assert_eq!(source.strings, [Literal { start: 2, end: 5, value: "a".into() }]);
    }

    #[test]
    fn an_unfinished_text_ends_without_panic() {
        for text in ["\"abc", "r#\"abc", "/* abc", "'", "'\\", "\"\\", "é\"é"] {
            let _ = RustSource::new(text);
        }
    }

    #[test]
    fn lines_count_from_one() {
        assert_eq!((line_of("a\nb", 0), line_of("a\nb", 2)), (1, 2));
    }
}
