//! Reframe: the source goes on beyond its edges until the new size is full.

use image::{RgbImage, imageops, imageops::FilterType};
use tiny_skia::Pixmap;

use super::measure::dominant;
use super::source::{decode, lay_at};
use super::surround::grow;
use crate::draw::note::Note;
use crate::draw::{DrawError, Scene, compose, mark_within};

pub(super) fn paint(file: &[u8], scene: &Scene) -> Result<Pixmap, DrawError> {
    let source = decode(file)?;
    // What is drawn follows the source: its words, where it tells them, and its colors, unless others were asked for.
    let mut scene = scene.clone();
    scene.prompt = Note::read(file).map(|note| note.prompt).unwrap_or_default();
    if scene.colors.is_empty() {
        scene.colors = dominant(&source, 4);
    }
    let inner = fitted(source, scene.width, scene.height);
    let (x, y) = ((scene.width - inner.width()) / 2, (scene.height - inner.height()) / 2);
    let (mut canvas, _) = compose(&scene)?;
    grow(&mut canvas.pixmap, &inner, (x, y));
    // The mark goes where something is new; what of it would cover the source disappears behind the source.
    let (w, h) = (canvas.w, canvas.h);
    let area = if x == 0 && y > 0 { (0.0, 0.0, w, y as f32) } else { (0.0, 0.0, w, h) };
    let whole = inner.dimensions() == (scene.width, scene.height);
    if !whole {
        mark_within(&mut canvas, &scene, area);
    }
    lay_at(&mut canvas.pixmap, &inner, (x, y));
    if whole {
        mark_within(&mut canvas, &scene, area);
    }
    Ok(canvas.pixmap)
}

/// The source as it is where it has room, else scaled down until it has.
fn fitted(source: RgbImage, width: u32, height: u32) -> RgbImage {
    let (w, h) = source.dimensions();
    if w <= width && h <= height {
        return source;
    }
    let scale = (f64::from(width) / f64::from(w)).min(f64::from(height) / f64::from(h));
    let side = |side: u32, most: u32| ((f64::from(side) * scale).round() as u32).clamp(1, most);
    imageops::resize(&source, side(w, width), side(h, height), FilterType::CatmullRom)
}
