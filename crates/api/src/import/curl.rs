//! The words of a curl command.

use super::key::{is_key, is_key_header, is_quiet_header};
use super::{Found, Given, Target, code, path_in, shell};

/// Options that take a value and say nothing about the call.
const VALUED: [&str; 22] = [
    "--output",
    "-o",
    "--user-agent",
    "-A",
    "--cookie",
    "-b",
    "--referer",
    "-e",
    "--max-time",
    "-m",
    "--connect-timeout",
    "--proxy",
    "-x",
    "--retry",
    "--write-out",
    "-w",
    "--user",
    "-u",
    "--cacert",
    "--cert",
    "--key",
    "--resolve",
];

/// The text from its curl command on, where it has one at the start of a line.
pub(super) fn command_in(text: &str) -> Option<&str> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = line.len() - line.trim_start_matches([' ', '\t', '$', '>', '%', '#', '`']).len();
        let command = &line[start..];
        let name = command.split([' ', '\t', '\r', '\n', '\\', '^']).next().unwrap_or_default();
        if name == "curl" || name == "curl.exe" {
            return Some(&text[at + start..]);
        }
        at += line.len();
    }
    None
}

pub(super) fn read(command: &str, had_key: &mut bool) -> Found {
    let mut found = Found::default();
    let mut data: Vec<String> = Vec::new();
    let mut words = shell::words(command).into_iter().skip(1);
    while let Some(word) = words.next() {
        let (option, attached) = split(&word);
        let mut value = || attached.clone().or_else(|| words.next()).unwrap_or_default();
        match option {
            "" => match path_in(&word) {
                Some(path) => found.target = Some(Target::Path(path)),
                None if word.contains("://") => found.target = Some(Target::Path(word)),
                None => found.ignored.push(word),
            },
            "--url" => found.target = path_in(&value()).map(Target::Path),
            "-X" | "--request" => drop(value()),
            "-H" | "--header" => header(&value(), &mut found, had_key),
            "-F" | "--form" => form(&value(), true, &mut found),
            "--form-string" => form(&value(), false, &mut found),
            "-d" | "--data" | "--data-raw" | "--data-binary" | "--data-ascii" | "--data-urlencode"
            | "--json" => {
                data.push(value());
            }
            option if VALUED.contains(&option) => drop(value()),
            // Single letters and switches without a value change how curl speaks, not what it says.
            _ if attached.is_none() => {}
            _ => found.ignored.push(word),
        }
    }
    body(&data, &mut found, had_key);
    found
}

/// An option and the value that is written in one word with it; no option for any other word.
fn split(word: &str) -> (&str, Option<String>) {
    if word.starts_with("--") {
        return match word.split_once('=') {
            Some((option, value)) => (option, Some(value.to_owned())),
            None => (word, None),
        };
    }
    let letters = word.strip_prefix('-').filter(|letters| !letters.is_empty());
    let Some(letters) = letters else { return ("", None) };
    match letters.chars().next() {
        Some(first) if "XHFd".contains(first) && letters.len() > 1 => {
            (&word[..2], Some(letters[1..].to_owned()))
        }
        _ => (word, None),
    }
}

fn header(text: &str, found: &mut Found, had_key: &mut bool) {
    let (name, value) = text.split_once(':').unwrap_or((text, ""));
    let name = name.trim();
    if is_key_header(name) {
        *had_key |= is_key(value);
    } else if !is_quiet_header(name) {
        found.ignored.push(name.to_owned());
    }
}

/// One part of a form. `orders` tells whether signs in the value mean something to curl, as they do in `--form`.
fn form(text: &str, orders: bool, found: &mut Found) {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    let unquoted = |value: &str| {
        let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        inner.map_or_else(|| value.to_owned(), |inner| inner.replace("\\\"", "\""))
    };
    let given = match value.strip_prefix('@') {
        Some(file) if orders => Given::File(unquoted(file.split(';').next().unwrap_or_default())),
        _ if orders && value.starts_with('<') => {
            found.ignored.push(text.to_owned());
            return;
        }
        _ if orders => Given::Text(unquoted(value.split(";type=").next().unwrap_or_default())),
        _ => Given::Text(value.to_owned()),
    };
    found.pairs.push((name.to_owned(), given));
}

/// What `--data` gave: JSON, or a form in an address's notation.
fn body(data: &[String], found: &mut Found, had_key: &mut bool) {
    for text in data {
        if text.trim_start().starts_with(['{', '[']) {
            let inner = code::read(text, had_key);
            found.pairs.extend(inner.pairs);
            found.ignored.extend(inner.ignored);
        } else if text.starts_with('@') {
            found.ignored.push(text.clone());
        } else {
            for pair in text.split('&').filter(|pair| !pair.is_empty()) {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                found.pairs.push((decoded(name), Given::Text(decoded(value))));
            }
        }
    }
}

/// `%E4%BD%A0+a` as `你 a`.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let code = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(if bytes[at] == b'+' { b' ' } else { bytes[at] });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
