//! Replace background: the subject stays, everything behind it is painted anew.

use tiny_skia::Pixmap;

use super::matte::Matte;
use super::source::{decode, lay};
use crate::draw::{DrawError, Scene, compose, mark_within};

pub(super) fn paint(source: &[u8], scene: &Scene) -> Result<Pixmap, DrawError> {
    let matte = Matte::of(&decode(source)?);
    let (mut canvas, _) = compose(scene)?;
    // No caption: it would cut through the subject. The mark goes behind it, into the emptier upper corner.
    let (w, h) = (canvas.w, canvas.h);
    let (left, right) = (matte.within((0.0, 0.0, 0.3, 0.1)), matte.within((0.7, 0.0, 1.0, 0.1)));
    let area = if left + 0.05 < right { (0.0, 0.0, w * 0.3, h) } else { (0.0, 0.0, w, h) };
    mark_within(&mut canvas, scene, area);
    lay(&mut canvas.pixmap, &matte.ink, |n| matte.share.get(n).copied().map_or(0, u32::from));
    Ok(canvas.pixmap)
}
