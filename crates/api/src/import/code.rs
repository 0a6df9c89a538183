//! Names and values in code, without understanding the code: Python, JavaScript and JSON write them alike.

use core::iter::Peekable;
use core::str::Chars;

use super::key::{is_key, is_key_header, is_quiet_header};
use super::shell::escaped;
use super::{Found, Given, Target, path_in};
use crate::{Palette, Swatch};

/// Functions that open a file.
const OPENERS: [&str; 5] = ["open", "openAsBlob", "createReadStream", "readFile", "readFileSync"];
/// Words before a value that change nothing about it.
const WRAPPERS: [&str; 4] = ["await", "new", "Blob", "File"];

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Number(String),
    Sign(char),
}

pub(super) fn read(text: &str, had_key: &mut bool) -> Found {
    let mut reader = Reader { tokens: tokens(text), names: Vec::new(), found: Found::default() };
    let mut at = 0;
    while at < reader.tokens.len() {
        at = reader.step(at, had_key).max(at + 1);
    }
    reader.found
}

struct Reader {
    tokens: Vec<Token>,
    /// What was given a name before.
    names: Vec<(String, Given)>,
    found: Found,
}

impl Reader {
    /// Looks at one token, and says where to go on.
    fn step(&mut self, at: usize, had_key: &mut bool) -> usize {
        let sign = |n: usize, wanted: char| self.tokens.get(n) == Some(&Token::Sign(wanted));
        let text_before = at > 0 && sign(at - 1, '(');
        match self.tokens[at].clone() {
            Token::Text(text) if path_in(&text).is_some() => {
                self.found.target.get_or_insert_with(|| Target::Path(path_in(&text).unwrap_or_default()));
                at + 1
            }
            Token::Text(text) if sign(at + 1, ':') || (text_before && sign(at + 1, ',')) => {
                self.pair(text, at + 2, sign(at + 1, ':'), had_key)
            }
            Token::Word(word) if matches!(word.as_str(), "v3" | "legacy") && sign(at + 1, '.') => {
                if let Some(Token::Word(method)) = self.tokens.get(at + 2) {
                    self.found.target = Some(Target::Row(format!("{word}_{}", snake(method))));
                }
                at + 3
            }
            Token::Word(word) if word == "as" => {
                // `with open(PATH, "rb") as NAME`
                if let (Some(Token::Word(name)), Some(file)) =
                    (self.tokens.get(at + 1).cloned(), self.opened_before(at))
                {
                    self.names.push((name, file));
                }
                at + 2
            }
            Token::Word(word) if sign(at + 1, '=') && !sign(at + 2, '=') => {
                let (value, next) = self.value(at + 2);
                if let Some(value) = value {
                    if let (Given::Text(text), None) = (&value, &self.found.target) {
                        self.found.target = path_in(text).map(Target::Path);
                    }
                    self.names.push((word, value));
                }
                // A list may hold pairs of its own.
                if matches!(self.tokens.get(at + 2), Some(Token::Sign(_))) { at + 2 } else { next }
            }
            Token::Word(word) if sign(at + 1, ':') => self.pair(word, at + 2, false, had_key),
            _ => at + 1,
        }
    }

    /// A name with its value. `named` tells whether a name that the API does not know is worth telling.
    fn pair(&mut self, name: String, at: usize, named: bool, had_key: &mut bool) -> usize {
        if snake(&name) == "color_palette" {
            let (palette, next) = self.palette(at);
            self.found.pairs.extend(palette.map(|palette| (name, Given::Palette(palette))));
            return next;
        }
        let (value, next) = self.value(at);
        match value {
            Some(Given::Text(key)) if is_key_header(&name) => *had_key |= is_key(&key),
            _ if is_quiet_header(&name) => {}
            Some(Given::Text(address)) if !is_field(&name) && path_in(&address).is_some() => {
                self.found.target = path_in(&address).map(Target::Path);
            }
            Some(value) if named || is_field(&name) => self.found.pairs.push((name, value)),
            _ => {}
        }
        next
    }

    /// The value that begins here, if it is one that says something, and where it ends.
    fn value(&self, at: usize) -> (Option<Given>, usize) {
        match self.tokens.get(at) {
            Some(Token::Text(text)) => {
                let (mut text, mut next) = (text.clone(), at + 1);
                // Neighbors are one text in Python, and with a plus between them everywhere.
                loop {
                    let plus = usize::from(self.tokens.get(next) == Some(&Token::Sign('+')));
                    let Some(Token::Text(more)) = self.tokens.get(next + plus) else { break };
                    text.push_str(more);
                    next += plus + 1;
                }
                (Some(Given::Text(text)), next)
            }
            Some(Token::Number(number)) => (Some(Given::Text(number.clone())), at + 1),
            Some(Token::Sign('-')) => match self.tokens.get(at + 1) {
                Some(Token::Number(number)) => (Some(Given::Text(["-", number].concat())), at + 2),
                _ => (None, at + 1),
            },
            Some(Token::Sign('[')) => self.list(at + 1, ']'),
            // A tuple: the value that is no `None`, which may be a file under a name of its own.
            Some(Token::Sign('(')) => self.list(at + 1, ')'),
            Some(Token::Word(word)) if WRAPPERS.contains(&word.as_str()) => self.value(at + 1),
            Some(Token::Word(word)) if word == "JSON" || word == "json" => self.value(at + 4),
            Some(Token::Word(word)) => {
                if let Some(file) = self.opened(at) {
                    let end = (at..self.tokens.len()).find(|n| self.tokens[*n] == Token::Sign(')'));
                    return (Some(file), end.map_or(at + 1, |end| end + 1));
                }
                let known = self.names.iter().rev().find(|(name, _)| name == word);
                (known.map(|(_, value)| value.clone()), at + 1)
            }
            _ => (None, at),
        }
    }

    /// The values up to a closing sign: a file wins, one text is that text, more are a list.
    fn list(&self, mut at: usize, close: char) -> (Option<Given>, usize) {
        let (mut texts, mut files) = (Vec::new(), Vec::new());
        while let Some(token) = self.tokens.get(at).filter(|token| **token != Token::Sign(close)) {
            if *token == Token::Sign('{') {
                // A list of objects is for the caller to look into.
                return (None, at);
            }
            let (value, next) = self.value(at);
            match value {
                Some(Given::Text(text)) => texts.push(text),
                Some(Given::Texts(more)) => texts.extend(more),
                Some(Given::File(file)) => files.push(file),
                _ => {}
            }
            at = next.max(at + 1);
        }
        let value = match (files.pop(), texts.len()) {
            (Some(file), _) => Some(Given::File(file)),
            (None, 0) => None,
            (None, _) if close == ')' => texts.pop().map(Given::Text),
            (None, _) => Some(Given::Texts(texts)),
        };
        (value, at + 1)
    }

    /// The file that a call at this place opens.
    fn opened(&self, at: usize) -> Option<Given> {
        let Some(Token::Word(word)) = self.tokens.get(at) else { return None };
        if word == "fs" || word == "io" {
            return self.opened(at + 2);
        }
        if !OPENERS.contains(&word.as_str()) || self.tokens.get(at + 1) != Some(&Token::Sign('(')) {
            return None;
        }
        Some(Given::File(match self.value(at + 2).0 {
            Some(Given::Text(path) | Given::File(path)) => path,
            _ => String::new(),
        }))
    }

    /// The last file that was opened before this place.
    fn opened_before(&self, at: usize) -> Option<Given> {
        (0..at).rev().find_map(|n| self.opened(n))
    }

    /// The palette that begins here, as an object or as its text.
    fn palette(&self, at: usize) -> (Option<Palette>, usize) {
        if let Some(Token::Text(text)) = self.tokens.get(at) {
            let inner = Self { tokens: tokens(text), names: Vec::new(), found: Found::default() };
            return (inner.palette(0).0, at + 1);
        }
        let (mut depth, mut next) = (0, at);
        let mut members: Vec<Swatch> = Vec::new();
        let mut preset = None;
        while let Some(token) = self.tokens.get(next) {
            match token {
                Token::Sign('{' | '[') => depth += 1,
                Token::Sign('}' | ']') => depth -= 1,
                Token::Text(name) | Token::Word(name) => match (name.as_str(), self.value(next + 2).0) {
                    ("name", Some(Given::Text(name))) => preset = Some(name),
                    ("color_hex", Some(Given::Text(hex))) => members.push(Swatch { hex, weight: None }),
                    ("color_weight", Some(Given::Text(weight))) => {
                        if let Some(member) = members.last_mut() {
                            member.weight = hundredths(&weight);
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
            next += 1;
            if depth == 0 {
                break;
            }
        }
        let palette = match preset {
            Some(name) => Some(Palette::Preset(name)),
            None => (!members.is_empty()).then_some(Palette::Members(members)),
        };
        (palette, next)
    }
}

/// `0.65` as 65. Written by hand, since reading fractions would bring floating point into the browser.
fn hundredths(number: &str) -> Option<u8> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digit = |n: usize| part.as_bytes().get(n).map_or(0, |digit| digit.wrapping_sub(b'0'));
    let part = digit(0).checked_mul(10)?.checked_add(digit(1))?;
    whole.parse::<u8>().ok()?.checked_mul(100)?.checked_add(part)
}

/// Whether any endpoint has a field of that name.
fn is_field(name: &str) -> bool {
    let name = snake(name);
    name == "image_request"
        || crate::capability::ALL.iter().any(|row| crate::switch::place(row, &name).is_some())
}

/// `numImages` as `num_images`.
pub(super) fn snake(name: &str) -> String {
    let mut out = String::new();
    for sign in name.chars() {
        if sign.is_ascii_uppercase() && !out.is_empty() && !out.ends_with(['_', '-']) {
            out.push('_');
        }
        out.push(sign.to_ascii_lowercase());
    }
    out
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        match sign {
            '"' | '\'' | '`' => {
                // Letters right before a quote say how Python reads the text.
                if matches!(tokens.last(), Some(Token::Word(word)) if matches!(word.as_str(), "f" | "r" | "b" | "u"))
                {
                    tokens.pop();
                }
                tokens.push(Token::Text(quoted(&mut rest, sign)));
            }
            '#' => drop(rest.by_ref().find(|sign| *sign == '\n')),
            '/' if rest.peek() == Some(&'/') => drop(rest.by_ref().find(|sign| *sign == '\n')),
            sign if sign.is_ascii_digit() => {
                tokens.push(Token::Number(run(sign, &mut rest, |sign| sign.is_ascii_digit() || sign == '.')));
            }
            sign if sign.is_alphabetic() || sign == '_' => {
                tokens.push(Token::Word(run(sign, &mut rest, |sign| sign.is_alphanumeric() || sign == '_')));
            }
            sign if sign.is_whitespace() => {}
            sign => tokens.push(Token::Sign(sign)),
        }
    }
    tokens
}

fn run(first: char, rest: &mut Peekable<Chars<'_>>, more: impl Fn(char) -> bool) -> String {
    let mut out = String::from(first);
    while let Some(sign) = rest.next_if(|sign| more(*sign)) {
        out.push(sign);
    }
    out
}

/// The text up to its closing quote: three in a row where it began with three, else at most to the end of the line.
fn quoted(rest: &mut Peekable<Chars<'_>>, quote: char) -> String {
    let mut out = String::new();
    let mut ahead = rest.clone();
    let long = quote != '`' && ahead.next() == Some(quote) && ahead.next() == Some(quote);
    if long {
        rest.nth(1);
    }
    while let Some(sign) = rest.next() {
        match sign {
            '\\' => out.extend(escaped(rest)),
            '\n' if !long && quote != '`' => break,
            sign if sign == quote && !long => break,
            sign if sign == quote => {
                let mut ahead = rest.clone();
                if ahead.next() == Some(quote) && ahead.next() == Some(quote) {
                    rest.nth(1);
                    break;
                }
                out.push(sign);
            }
            sign => out.push(sign),
        }
    }
    out
}
