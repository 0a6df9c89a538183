//! Replace background: what stands in the middle of the source stays, the rest is painted anew.

use tiny_skia::Pixmap;

use super::source::{decode, lay};
use crate::draw::{DrawError, Scene, compose, finish};

pub(super) fn paint(source: &[u8], scene: &Scene) -> Result<Pixmap, DrawError> {
    let source = decode(source)?;
    let (mut canvas, study) = compose(scene)?;
    let (width, w, h) = (source.width() as usize, source.width() as f32, source.height() as f32);
    // An upright oval with a soft rim stands for the subject.
    let share = |n: usize| {
        let x = (n % width) as f32 / w * 2.0 - 1.0;
        let y = (n / width) as f32 / h * 2.0 - 1.06;
        let far = (x / 0.56).powi(2) + (y / 0.74).powi(2);
        ((1.12 - far) / 0.24 * 255.0).clamp(0.0, 255.0) as u32
    };
    lay(&mut canvas.pixmap, &source, share);
    finish(&mut canvas, &study, scene);
    Ok(canvas.pixmap)
}
