//! Drawing: a [`Scene`] becomes a picture that follows its words, and the same scene always the same picture.

mod brush;
mod caption;
mod chance;
mod encode;
mod face;
mod motif;
mod note;
mod operation;
mod palette;
mod reading;
mod rows;

use tiny_skia::Pixmap;

pub use encode::DrawError;
pub use note::TEXT_KEY;
pub(crate) use operation::{File, MaskFault, Recipe, Work, check_mask, decode, describe};

use brush::Canvas;
use chance::Chance;
use motif::Study;
use note::Note;

/// The longest side that is drawn, in pixels.
pub const SIDE_MAX: u32 = 8_192;
/// The most pixels that are drawn.
const PIXELS_MAX: u64 = 40_000_000;

/// Everything a drawn picture follows from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scene {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The words: they choose what is drawn and are written below it.
    pub prompt: String,
    /// Details to leave out, where they are named.
    pub negative_prompt: String,
    /// The picture's own seed.
    pub seed: u32,
    /// `style_type` as on the wire.
    pub style_type: Option<String>,
    /// `style_preset` as on the wire.
    pub style_preset: Option<String>,
    /// Colors asked for, red, green, blue; empty leaves them to style references, the source or the words.
    pub colors: Vec<[u8; 3]>,
}

/// Draws the scene and writes it as a PNG file.
///
/// # Errors
/// [`DrawError::Size`] for a size without pixels or beyond [`SIDE_MAX`].
pub fn draw(scene: &Scene) -> Result<Vec<u8>, DrawError> {
    encode::png(&paint(scene)?, &Note::of(scene))
}

/// Draws the scene, caption and mark included, as premultiplied RGBA.
pub(crate) fn paint(scene: &Scene) -> Result<Pixmap, DrawError> {
    let (mut canvas, study) = compose(scene)?;
    finish(&mut canvas, &study, scene);
    Ok(canvas.pixmap)
}

/// Caption and mark.
fn finish(canvas: &mut Canvas, study: &Study, scene: &Scene) {
    caption::band(canvas, &scene.prompt, study.palette.near, study.palette.accent);
    mark(canvas, scene);
}

/// The mark that this is practice, in the upper right corner.
fn mark(canvas: &mut Canvas, scene: &Scene) {
    let all = (0.0, 0.0, canvas.w, canvas.h);
    mark_within(canvas, scene, all);
}

/// The mark, in the upper right corner of an area (x, y, width, height).
fn mark_within(canvas: &mut Canvas, scene: &Scene, (x, y, w, _): (f32, f32, f32, f32)) {
    let text = mark_text(scene);
    let (wide, tall) = caption::tag_size(canvas, &text);
    let inset = (tall * 0.5).min(w * 0.03);
    caption::tag(canvas, &text, (x + w - wide - inset).max(x), y + inset);
}

fn mark_text(scene: &Scene) -> String {
    format!("practice · {}", scene.seed)
}

/// The composition alone, without caption and mark.
fn compose(scene: &Scene) -> Result<(Canvas, Study), DrawError> {
    let Scene { width, height, .. } = *scene;
    let fits = width <= SIDE_MAX && height <= SIDE_MAX && u64::from(width) * u64::from(height) <= PIXELS_MAX;
    let blank = if fits { Canvas::new(width, height) } else { None };
    let mut canvas = blank.ok_or(DrawError::Size { width, height })?;
    let mut chance = Chance::of(&[
        scene.prompt.trim().as_bytes(),
        scene.negative_prompt.trim().as_bytes(),
        &scene.seed.to_le_bytes(),
        scene.style_type.as_deref().unwrap_or_default().as_bytes(),
        scene.style_preset.as_deref().unwrap_or_default().as_bytes(),
        scene.colors.as_flattened(),
    ]);
    let motif = reading::motif(scene, &mut chance);
    let palette = reading::palette(scene, &mut chance);
    let mut study = Study { chance, palette, without: reading::without(&scene.negative_prompt) };
    motif::paint(motif, &mut canvas, &mut study);
    Ok((canvas, study))
}
