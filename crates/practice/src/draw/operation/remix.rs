//! Remix: the new composition, with the source shining through by its weight.

use tiny_skia::Pixmap;

use super::source::{cover, decode, lay};
use crate::draw::{DrawError, Scene, compose, finish};

pub(super) fn paint(source: &[u8], weight: u8, scene: &Scene) -> Result<Pixmap, DrawError> {
    let source = cover(decode(source)?, scene.width, scene.height);
    let (mut canvas, study) = compose(scene)?;
    let share = u32::from(weight.min(100)) * 255 / 100;
    lay(&mut canvas.pixmap, &source, |_| share);
    finish(&mut canvas, &study, scene);
    Ok(canvas.pixmap)
}
