//! Small copies of pictures for lists. A canvas may blur or dither them; nothing is ever uploaded from here.

use super::redraw::{bitmap, copy};
use web_sys::Blob;

/// The longest side of a thumbnail, in pixels: sharp at 2× on a card of the history strip.
const SIDE: f64 = 384.0;

/// A thumbnail as WebP (or PNG, where the browser writes no WebP); `None` where the browser cannot make one.
pub(crate) async fn thumbnail(blob: &Blob) -> Option<Blob> {
    let bitmap = bitmap(blob).await?;
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (SIDE / width.max(height)).min(1.0);
    let size = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let small = copy(&bitmap, size, "image/webp", 0.82).await;
    bitmap.close();
    small
}
