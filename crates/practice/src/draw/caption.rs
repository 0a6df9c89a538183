//! The words below a picture, and the mark that it is practice.

use super::brush::{Canvas, Ink, rounded};
use super::face::{advance, cjk, silent, write};
use super::palette::Tone;

/// A text set into lines for a picture's size.
struct Setting {
    lines: Vec<String>,
    /// The size of letters, in pixels.
    size: f32,
    /// From line to line.
    leading: f32,
    /// The height of the band that holds them; 0 without lines.
    height: f32,
    /// From the side of the picture to the bar before the lines.
    margin: f32,
    /// The width of that bar.
    bar: f32,
}

impl Setting {
    fn of(text: &str, w: f32, h: f32) -> Self {
        let small = w.min(h);
        let margin = (w * 0.05).clamp(6.0, 56.0);
        let bar = (small * 0.006).clamp(2.0, 5.0);
        let room = w - 2.0 * margin - bar * 4.0;
        let ceiling = h * 0.34;
        let text = tidy(text);
        // Long texts are set smaller before they are cut.
        let mut size = (small * 0.036).clamp(15.0, 34.0);
        let mut lines = wrap(&text, size, room);
        while size > 15.0 && lines.len() as f32 * size * 1.36 > ceiling * 0.62 {
            size = (size * 0.88).max(15.0);
            lines = wrap(&text, size, room);
        }
        let leading = size * 1.36;
        let most = (((ceiling - size) / leading) as usize).max(1);
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                shorten(last, size, room);
            }
        }
        let height = if lines.is_empty() { 0.0 } else { lines.len() as f32 * leading + size * 1.15 };
        Self { lines, size, leading, height, margin, bar }
    }
}

/// How much of a picture's height the band for a text takes, in pixels.
pub(crate) fn height(text: &str, w: f32, h: f32) -> f32 {
    Setting::of(text, w, h).height
}

/// Writes the text into a dark band along the lower edge. Does nothing for a text without visible characters.
///
/// The band covers 86 of 100 parts of what is below it, so white letters keep a contrast of more than 7:1
/// even over a white picture.
pub(crate) fn band(canvas: &mut Canvas, text: &str, ground: Tone, accent: Tone) {
    let Setting { lines, size, leading, height, margin, bar } = Setting::of(text, canvas.w, canvas.h);
    if lines.is_empty() {
        return;
    }
    let top = canvas.h - height;
    let dark = ground.mix(Tone(0.02, 0.02, 0.04), 0.72);
    let (w, rise) = (canvas.w, size * 1.6);
    let soft = vec![(0.0, dark.alpha(0.0)), (1.0, dark.alpha(0.5))];
    canvas.rect(0.0, top - rise, w, rise, &Ink::Fall(top - rise, top, soft));
    canvas.rect(0.0, top, w, height + 1.0, &Ink::Plain(dark.alpha(0.86)));
    let lit = accent.mix(Tone::WHITE, 0.25);
    let tall = lines.len() as f32 * leading - size * 0.3;
    if let Some(path) = rounded(margin, top + size * 0.72, bar, tall, bar / 2.0) {
        canvas.fill(&path, &Ink::solid(lit));
    }
    for (n, line) in lines.iter().enumerate() {
        let base = (top + size * 1.4 + n as f32 * leading).round();
        write(canvas, line, margin + bar * 4.0, base, size, Tone(0.985, 0.98, 0.965), 1.0);
    }
}

/// The width and height of a label on this canvas.
pub(crate) fn tag_size(canvas: &Canvas, text: &str) -> (f32, f32) {
    let size = tag_letters(canvas);
    (width(text, size) + size * 1.5, size * 1.75)
}

/// Writes a small label on a dark pill whose upper left corner is at `left` and `top`.
pub(crate) fn tag(canvas: &mut Canvas, text: &str, left: f32, top: f32) {
    let size = tag_letters(canvas);
    let (wide, tall) = tag_size(canvas, text);
    if let Some(path) = rounded(left, top, wide, tall, tall / 2.0) {
        canvas.fill(&path, &Ink::Plain(Tone(0.04, 0.04, 0.07).alpha(0.86)));
    }
    write(canvas, text, left + size * 0.75, (top + size * 1.2).round(), size, Tone::WHITE, 0.95);
}

fn tag_letters(canvas: &Canvas) -> f32 {
    (canvas.w.min(canvas.h) * 0.021).clamp(11.0, 20.0)
}

/// One line of visible characters with single spaces.
fn tidy(text: &str) -> String {
    let spaced: String =
        text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|&c| !silent(c)).collect();
    let mut words: Vec<&str> = Vec::new();
    for word in spaced.split(' ').filter(|word| !word.is_empty()) {
        let word = if word.contains(right_to_left) { LEFT_OUT } else { word };
        if word != LEFT_OUT || words.last() != Some(&LEFT_OUT) {
            words.push(word);
        }
    }
    words.join(" ")
}

/// Stands for words that are written from right to left. To draw them takes the rules of their order and the joined
/// forms of their letters, which neither the fonts nor the pen here have: letters in a row would be no words.
const LEFT_OUT: &str = "[right-to-left text]";

/// Whether the character belongs to a script that runs from right to left (by the blocks that Unicode keeps for them).
fn right_to_left(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

fn width(text: &str, size: f32) -> f32 {
    text.chars().map(|character| advance(character, size)).sum()
}

/// Breaks at spaces and between characters of scripts without spaces, never before their closing punctuation; a
/// word longer than the line is cut.
fn wrap(text: &str, size: f32, room: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut filled) = (String::new(), 0.0);
    for piece in pieces(text) {
        let wide = width(piece.trim_end(), size);
        if filled + wide > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            filled = 0.0;
        }
        if wide > room {
            for character in piece.chars() {
                let step = advance(character, size);
                if filled + step > room && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    filled = 0.0;
                }
                line.push(character);
                filled += step;
            }
        } else {
            line.push_str(piece);
            filled += width(piece, size);
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The unbreakable pieces of a text, each with the space that follows it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        let breaks = before.is_some_and(|before| {
            let closing = matches!(
                character,
                '，' | '。'
                    | '、'
                    | '！'
                    | '？'
                    | '；'
                    | '：'
                    | '）'
                    | '》'
                    | '」'
                    | '』'
                    | '】'
                    | '”'
                    | '’'
                    | '…'
                    | ' '
            );
            let opening = matches!(before, '（' | '《' | '「' | '『' | '【' | '“' | '‘');
            (before == ' ' && character != ' ') || (!closing && !opening && (cjk(before) || cjk(character)))
        });
        if breaks && at > start {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(character);
    }
    pieces.push(&text[start..]);
    pieces
}

/// Takes characters off the end until an ellipsis fits.
fn shorten(line: &mut String, size: f32, room: f32) {
    while width(line, size) + advance('…', size) > room && line.pop().is_some() {}
    let kept = line.trim_end_matches([' ', ',', '，', '、', '.', '。']).len();
    line.truncate(kept);
    line.push('…');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_never_exceed_the_room_and_lose_no_character() {
        for text in [
            "the quick brown fox jumps over the lazy dog",
            "一只狐狸，站在雪地里。它看着月亮（满月）",
            "Averyveryveryverylongwordwithoutanyspace",
        ] {
            let lines = wrap(text, 20.0, 150.0);
            assert!(lines.len() > 1);
            assert!(lines.iter().all(|line| width(line, 20.0) <= 150.0 + 20.0), "{lines:?}");
            let glued: String = lines.concat().chars().filter(|c| *c != ' ').collect();
            assert_eq!(glued, text.replace(' ', ""));
        }
    }

    #[test]
    fn no_line_begins_with_closing_punctuation() {
        let lines = wrap("一只狐狸，站在雪地里。它看着月亮，月亮看着它。", 20.0, 100.0);
        assert!(lines.iter().all(|line| !line.starts_with(['，', '。'])), "{lines:?}");
    }

    #[test]
    fn a_blank_text_is_no_caption() {
        assert_eq!(tidy(" \n\t\u{200B} "), "");
        assert_eq!(tidy("a\n  b"), "a b");
    }

    #[test]
    fn words_that_cannot_be_drawn_rightly_are_left_out_and_said_to_be() {
        assert_eq!(tidy("a cat named مرحبا بالعالم in snow"), "a cat named [right-to-left text] in snow");
        assert_eq!(tidy("שלום"), "[right-to-left text]");
        assert_eq!(tidy("Привет, 狐狸"), "Привет, 狐狸");
    }
}
