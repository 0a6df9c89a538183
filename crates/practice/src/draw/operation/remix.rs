//! Remix: the new composition in the colors of its source, which shows through in ever larger patches by its weight.

use image::RgbImage;
use tiny_skia::Pixmap;

use super::measure::dominant;
use super::source::{cover, decode, lay};
use crate::draw::chance::{Chance, Noise};
use crate::draw::note::Note;
use crate::draw::{DrawError, Scene, caption, compose, finish};

/// How far patches of the source run ahead of one another: 0 would be an even blend, 1 hard patches.
const PATCHY: f32 = 0.55;

pub(super) fn paint(file: &[u8], weight: u8, scene: &Scene) -> Result<Pixmap, DrawError> {
    let source = decode(file)?;
    let captioned = captioned(file, &source, scene);
    let source = cover(source, scene.width, scene.height);
    let mut scene = scene.clone();
    if scene.colors.is_empty() {
        scene.colors = dominant(&source, 4);
    }
    let (mut canvas, study) = compose(&scene)?;
    let weight = f32::from(weight.min(100)) / 100.0;
    let late = patches(&scene);
    // No pixel's share ever falls when the weight rises, and at full weight all shares are whole.
    lay(&mut canvas.pixmap, &source, |n| {
        if n >= captioned {
            return 0;
        }
        let late = late.get(n).copied().unwrap_or(0.0) * PATCHY;
        ((weight - late) / (1.0 - late) * 255.0).round().clamp(0.0, 255.0) as u32
    });
    finish(&mut canvas, &study, &scene);
    Ok(canvas.pixmap)
}

/// The index of the first pixel below which the source shows nothing but its own caption: two captions, one through
/// the other, could not be read.
fn captioned(file: &[u8], source: &RgbImage, scene: &Scene) -> usize {
    let (w, h) = (scene.width as f32, scene.height as f32);
    let same_shape = (source.width() as f32 / source.height() as f32 / (w / h) - 1.0).abs() < 0.02;
    let caption = Note::read(file).filter(|_| same_shape).map(|note| note.caption).unwrap_or_default();
    let rows = (h - caption::height(&caption, w, h)).max(0.0) as usize;
    rows * scene.width as usize
}

/// Soft patches over the picture, 0 to 1, row by row: where the source comes through early, and where late.
fn patches(scene: &Scene) -> Vec<f32> {
    let mut chance = Chance::of(&[b"remix", &scene.seed.to_le_bytes()]);
    let waves: [Noise; 4] = std::array::from_fn(|_| Noise::new(&mut chance, 2));
    let (wide, tall) = (scene.width as usize, scene.height as usize);
    let step = 3.5 / wide.max(tall).max(1) as f32;
    let line = |noise: &Noise, count: usize| -> Vec<f32> {
        (0..count).map(|at| noise.at(at as f32 * step)).collect()
    };
    // Sums of lines along the sides and along both diagonals: as soft as clouds, and cheap.
    let [across, down, falling, rising] = &waves;
    let (across, down) = (line(across, wide), line(down, tall));
    let (falling, rising) = (line(falling, wide + tall), line(rising, wide + tall));
    let mut field = Vec::with_capacity(wide * tall);
    for (y, down) in down.iter().enumerate() {
        for (x, across) in across.iter().enumerate() {
            let sum =
                across + down + falling.get(x + y).unwrap_or(&0.0) + rising.get(x + tall - y).unwrap_or(&0.0);
            field.push((0.5 + sum * 0.35).clamp(0.0, 1.0));
        }
    }
    field
}
