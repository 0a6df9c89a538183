//! A command line into its words, as a POSIX shell, `cmd` and PowerShell would take it.

use core::iter::Peekable;
use core::str::Chars;

/// The words of the first command of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    if is_windows(&text) {
        return windows(&text.replace("^\n\n", "\n").replace("^\n", " "));
    }
    let mut words = Words::default();
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        match sign {
            '\n' if !goes_on(&rest) => break,
            '|' | ';' | '&' | '>' => break,
            '\'' => words.extend(single(&mut rest)),
            '"' => words.extend(double(&mut rest)),
            '$' if rest.next_if_eq(&'\'').is_some() => words.extend(ansi(&mut rest)),
            // A line goes on after its last sign, even when spaces were copied with it. PowerShell has its own sign.
            '\\' | '`' if ends_line(&rest) => {
                rest.by_ref().find(|sign| *sign == '\n');
                words.end();
            }
            // Line ends that became spaces leave their sign behind.
            '\\' if rest.peek() == Some(&' ') && goes_on(&rest) => words.end(),
            '\\' => words.extend(rest.next().into_iter().collect()),
            sign if sign.is_whitespace() => words.end(),
            sign => words.push(sign),
        }
    }
    words.done()
}

/// Whether the command is for `cmd`: it goes on in the next line, or quotes for the first time, with a caret.
fn is_windows(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.trim_end().ends_with('^') || text.find(['\'', '"']).is_some_and(|at| text[..at].ends_with('^'))
}

#[derive(Default)]
struct Words {
    done: Vec<String>,
    word: Option<String>,
}

impl Words {
    fn push(&mut self, sign: char) {
        self.word.get_or_insert_default().push(sign);
    }

    fn extend(&mut self, text: String) {
        self.word.get_or_insert_default().push_str(&text);
    }

    fn end(&mut self) {
        self.done.extend(self.word.take());
    }

    fn done(mut self) -> Vec<String> {
        self.end();
        self.done
    }
}

/// Whether only blanks are left on the line.
fn ends_line(rest: &Peekable<Chars<'_>>) -> bool {
    rest.clone().find(|sign| !matches!(sign, ' ' | '\t')).is_none_or(|sign| sign == '\n')
}

/// Whether the next line looks like more of this command: its line ends were lost.
fn goes_on(rest: &Peekable<Chars<'_>>) -> bool {
    rest.clone().find(|sign| !sign.is_whitespace()) == Some('-')
}

fn single(rest: &mut Peekable<Chars<'_>>) -> String {
    rest.by_ref().take_while(|sign| *sign != '\'').collect()
}

fn double(rest: &mut Peekable<Chars<'_>>) -> String {
    let mut out = String::new();
    while let Some(sign) = rest.next() {
        match sign {
            '"' => break,
            '\\' => match rest.next_if(|next| matches!(next, '"' | '\\' | '$' | '`' | '\n')) {
                Some('\n') => {}
                Some(next) => out.push(next),
                None => out.push('\\'),
            },
            sign => out.push(sign),
        }
    }
    out
}

/// `$'…'`, as browsers copy what has line breaks or quotes in it.
fn ansi(rest: &mut Peekable<Chars<'_>>) -> String {
    let mut out = String::new();
    while let Some(sign) = rest.next() {
        match sign {
            '\'' => break,
            '\\' => out.extend(escaped(rest)),
            sign => out.push(sign),
        }
    }
    out
}

/// The sign after a backslash, in the notation that C, JavaScript, Python and JSON share.
pub(super) fn escaped(rest: &mut Peekable<Chars<'_>>) -> Option<char> {
    let digits = |rest: &mut Peekable<Chars<'_>>, most: usize| {
        let mut number = 0;
        for _ in 0..most {
            let Some(digit) = rest.next_if(char::is_ascii_hexdigit).and_then(|sign| sign.to_digit(16)) else {
                break;
            };
            number = number * 16 + digit;
        }
        number
    };
    let code = match rest.next()? {
        'n' => return Some('\n'),
        'r' => return Some('\r'),
        't' => return Some('\t'),
        'b' => return Some('\u{8}'),
        'f' => return Some('\u{c}'),
        '0' => return Some('\0'),
        '\n' => return None,
        'x' => digits(rest, 2),
        'U' => digits(rest, 8),
        'u' if rest.next_if_eq(&'{').is_some() => {
            let code = digits(rest, 6);
            rest.next_if_eq(&'}');
            code
        }
        'u' => match digits(rest, 4) {
            high @ 0xD800..0xDC00 => {
                // The second half of a sign that UTF-16 writes in two.
                rest.next_if_eq(&'\\');
                rest.next_if_eq(&'u');
                0x1_0000 + ((high - 0xD800) << 10) + (digits(rest, 4).wrapping_sub(0xDC00) & 0x3FF)
            }
            code => code,
        },
        other => return Some(other),
    };
    char::from_u32(code)
}

/// A command for `cmd`: carets escape outside of quotes, double quotes are the only quotes, and a backslash means
/// something before a quote only.
fn windows(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = text.chars();
    while let Some(sign) = rest.next() {
        plain.extend(if sign == '^' { rest.next() } else { Some(sign) });
    }
    let (mut words, mut quoted, mut slashes) = (Words::default(), false, 0usize);
    let mut rest = plain.chars().peekable();
    while let Some(sign) = rest.next() {
        if sign == '\\' {
            slashes += 1;
            continue;
        }
        let before = core::mem::take(&mut slashes);
        let kept = if sign == '"' { before / 2 } else { before };
        if kept > 0 {
            words.extend("\\".repeat(kept));
        }
        match sign {
            '"' if before % 2 == 1 => words.push('"'),
            '"' if quoted && rest.next_if_eq(&'"').is_some() => words.push('"'),
            '"' => {
                quoted = !quoted;
                words.extend(String::new());
            }
            sign if !quoted && sign.is_whitespace() => words.end(),
            sign => words.push(sign),
        }
    }
    words.done()
}

#[cfg(test)]
mod tests {
    use super::words;
    use proptest::prelude::*;

    #[test]
    fn quotes_of_every_shell_are_understood() {
        assert_eq!(
            words(r#"curl -F 'a=it'\''s' "b \"c\" \$d" e\ f ''"#),
            ["curl", "-F", "a=it's", "b \"c\" $d", "e f", ""]
        );
        assert_eq!(words(r"curl $'a\nb\'c\u4f60\x41'"), ["curl", "a\nb'c你A"]);
        assert_eq!(
            words("curl ^\n ^\"https://a^\" ^\n  -d ^\"^{^\\^\"a^\\^\":1^}^\""),
            ["curl", "https://a", "-d", "{\"a\":1}"]
        );
        assert_eq!(words("curl.exe `\n  -X POST"), ["curl.exe", "-X", "POST"]);
    }

    #[test]
    fn lost_and_trailing_line_ends_do_no_harm() {
        assert_eq!(words("curl a \\  \n -F b"), ["curl", "a", "-F", "b"]);
        assert_eq!(words("curl a\n-F b\n\n-F c\necho no"), ["curl", "a", "-F", "b", "-F", "c"]);
        assert_eq!(words("curl a | jq ."), ["curl", "a"]);
        assert_eq!(words("curl a \\"), ["curl", "a"]);
    }

    proptest! {
        #[test]
        fn a_single_quoted_word_comes_back(text in "[^\0\r]*") {
            prop_assume!(!text.lines().next().unwrap_or_default().trim_end().ends_with('^'));
            let quoted = format!("curl '{}'", text.replace('\'', "'\\''"));
            prop_assert_eq!(words(&quoted), ["curl".to_owned(), text]);
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in ".*") {
            words(&text);
        }
    }
}
