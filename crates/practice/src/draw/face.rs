//! Letters: outlines for Latin, Greek, Cyrillic and emoji, a smoothed bitmap for everything else (Chinese above all).
//!
//! No font is read from the machine, so that pictures are the same everywhere. The licences of the three fonts are
//! listed in `FONTS.md` beside this crate's manifest.

use std::sync::LazyLock;

use tiny_skia::{FillRule, Paint, PathBuilder, PremultipliedColorU8, Shader, Transform};
use ttf_parser::{Face, GlyphId, OutlineBuilder};
use unifont::Glyph;

use super::brush::Canvas;
use super::palette::Tone;

static LATIN: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| Face::parse(epaint_default_fonts::UBUNTU_LIGHT, 0).ok());
static EMOJI: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| Face::parse(epaint_default_fonts::NOTO_EMOJI_REGULAR, 0).ok());

/// How one character is drawn.
enum Form {
    Outline(&'static Face<'static>, GlyphId),
    Bitmap(&'static Glyph),
    /// No font has it: an empty frame, so that nobody takes it for a missing word.
    Frame,
}

/// How far the pen moves for a character, in pixels, at a font size.
pub(crate) fn advance(character: char, size: f32) -> f32 {
    match form(character) {
        Form::Outline(face, glyph) => {
            f32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) * size / f32::from(face.units_per_em())
        }
        Form::Bitmap(glyph) => glyph.get_width() as f32 / 16.0 * size,
        Form::Frame => size * 0.6,
    }
}

/// Whether the character takes no room of its own and is left out: joiners, variation selectors, marks of direction.
pub(crate) fn silent(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{1F3FB}'..='\u{1F3FF}'
            | '\u{E0000}'..='\u{E007F}')
}

/// Draws a line of text with its pen starting at `x` on the base line `y`; returns where the pen ends.
pub(crate) fn write(
    canvas: &mut Canvas,
    text: &str,
    mut x: f32,
    y: f32,
    size: f32,
    tone: Tone,
    alpha: f32,
) -> f32 {
    // One path for all outlines of the line: far cheaper than one fill per letter.
    let mut pen = Pen { path: PathBuilder::new(), x: 0.0, y, scale: 1.0 };
    for character in text.chars().filter(|&character| !silent(character)) {
        match form(character) {
            Form::Outline(face, glyph) => {
                pen.x = x;
                pen.scale = size / f32::from(face.units_per_em());
                face.outline_glyph(glyph, &mut pen);
            }
            Form::Bitmap(glyph) => bitmap(canvas, glyph, x, y, size, tone, alpha),
            Form::Frame => frame(&mut pen.path, x, y, size),
        }
        x += advance(character, size);
    }
    if let Some(path) = pen.path.finish() {
        let paint =
            Paint { shader: Shader::SolidColor(tone.alpha(alpha)), anti_alias: true, ..Paint::default() };
        canvas.pixmap.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
    }
    x
}

fn form(character: char) -> Form {
    let outline = |face: &'static LazyLock<Option<Face<'static>>>| {
        let face = face.as_ref()?;
        face.glyph_index(character).filter(|glyph| glyph.0 != 0).map(|glyph| Form::Outline(face, glyph))
    };
    // The bitmap font knows some emoji too, but the drawn ones are prettier.
    outline(&LATIN)
        .or_else(|| if u32::from(character) >= 0x2190 && !cjk(character) { outline(&EMOJI) } else { None })
        .or_else(|| unifont::get_glyph(character).map(Form::Bitmap))
        .unwrap_or(Form::Frame)
}

/// Whether the character belongs to a script that is written without spaces, or to its punctuation.
pub(crate) fn cjk(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Turns font units into pixels while an outline is read.
struct Pen {
    path: PathBuilder,
    x: f32,
    y: f32,
    scale: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }
    fn close(&mut self) {
        self.path.close();
    }
}

fn frame(path: &mut PathBuilder, x: f32, y: f32, size: f32) {
    let (left, top, wide, tall) = (x + size * 0.08, y - size * 0.68, size * 0.44, size * 0.68);
    let line = size * 0.06;
    for (x, y, w, h) in [
        (left, top, wide, line),
        (left, top + tall - line, wide, line),
        (left, top, line, tall),
        (left + wide - line, top, line, tall),
    ] {
        if let Some(rect) = tiny_skia::Rect::from_xywh(x, y, w, h) {
            path.push_rect(rect);
        }
    }
}

/// Draws a 16-dot glyph at any size. Between the dots it goes by bilinear weight with a soft threshold, which turns
/// stairs into strokes.
fn bitmap(canvas: &mut Canvas, glyph: &Glyph, x: f32, y: f32, size: f32, tone: Tone, alpha: f32) {
    let dots = size / 16.0;
    let top = y - 13.6 * dots;
    let (width, stride) = (glyph.get_width() as i32, canvas.pixmap.width() as usize);
    let (columns, rows) = (canvas.pixmap.width() as i32, canvas.pixmap.height() as i32);
    let set = |column: i32, row: i32| {
        let inside = (0..width).contains(&column) && (0..16).contains(&row);
        if inside && glyph.get_pixel(column as usize, row as usize) { 1.0f32 } else { 0.0 }
    };
    let softness = (0.55 / dots).clamp(0.08, 0.5);
    let pixels = canvas.pixmap.pixels_mut();
    let (from_y, to_y) = (top.floor().max(0.0) as i32, ((top + size).ceil() as i32 + 1).min(rows));
    let (from_x, to_x) =
        (x.floor().max(0.0) as i32, ((x + width as f32 * dots).ceil() as i32 + 1).min(columns));
    for py in from_y..to_y {
        let v = (py as f32 + 0.5 - top) / dots - 0.5;
        let (row, fy) = (v.floor(), v - v.floor());
        for px in from_x..to_x {
            let h = (px as f32 + 0.5 - x) / dots - 0.5;
            let (column, fx) = (h.floor(), h - h.floor());
            let (c, r) = (column as i32, row as i32);
            let upper = set(c, r) * (1.0 - fx) + set(c + 1, r) * fx;
            let lower = set(c, r + 1) * (1.0 - fx) + set(c + 1, r + 1) * fx;
            let weight = upper * (1.0 - fy) + lower * fy;
            let cover = ((weight - 0.44 + softness) / (2.0 * softness)).clamp(0.0, 1.0) * alpha;
            if cover > 0.0
                && let Some(pixel) = pixels.get_mut(py as usize * stride + px as usize)
            {
                *pixel = blend(*pixel, tone, cover);
            }
        }
    }
}

fn blend(under: PremultipliedColorU8, tone: Tone, cover: f32) -> PremultipliedColorU8 {
    let part =
        |old: u8, new: f32| (f32::from(old) * (1.0 - cover) + new * 255.0 * cover).round().min(255.0) as u8;
    let alpha = part(under.alpha(), 1.0);
    PremultipliedColorU8::from_rgba(
        part(under.red(), tone.0).min(alpha),
        part(under.green(), tone.1).min(alpha),
        part(under.blue(), tone.2).min(alpha),
        alpha,
    )
    .unwrap_or(under)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_chinese_and_emoji_all_have_a_form() {
        for character in ['a', 'Ж', 'é', '狐', '。', '🌲', '★', 'あ', '한'] {
            assert!(!matches!(form(character), Form::Frame), "{character}");
            assert!(advance(character, 16.0) > 1.0);
        }
        assert!(matches!(form('\u{10FFFF}'), Form::Frame));
    }

    #[test]
    fn joiners_and_selectors_are_silent() {
        assert!(silent('\u{FE0F}') && silent('\u{200D}') && silent('\n'));
        assert!(!silent(' '));
    }
}
