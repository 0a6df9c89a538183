//! Edit: black mask pixels are painted anew, white ones keep the source to the last bit.

use image::RgbImage;
use tiny_skia::Pixmap;

use super::source::{decode, lay};
use crate::draw::brush::Canvas;
use crate::draw::{DrawError, Scene, caption, compose};

/// Why a mask cannot be used (the rules of the gateway's page: pure black and white, same size, not all white).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MaskFault {
    /// Its size differs from the picture's.
    Size,
    /// Some pixel is neither pure black nor pure white.
    Gray,
    /// Nothing is marked for change.
    AllWhite,
}

/// Checks a decoded mask against the size of its picture.
pub(crate) fn check_mask(mask: &RgbImage, size: (u32, u32)) -> Result<(), MaskFault> {
    if mask.dimensions() != size {
        return Err(MaskFault::Size);
    }
    let mut black = false;
    for pixel in mask.as_raw().as_chunks::<3>().0 {
        match pixel {
            [0, 0, 0] => black = true,
            [255, 255, 255] => {}
            _ => return Err(MaskFault::Gray),
        }
    }
    if black { Ok(()) } else { Err(MaskFault::AllWhite) }
}

pub(super) fn paint(source: &[u8], mask: &[u8], scene: &Scene) -> Result<Pixmap, DrawError> {
    let (source, mask) = (decode(source)?, decode(mask)?);
    let (mut canvas, _) = compose(scene)?;
    let change = |n: usize| mask.as_raw().get(n * 3).is_some_and(|&level| level < 128);
    label(&mut canvas, &mask, scene, &change);
    lay(&mut canvas.pixmap, &source, |n| if change(n) { 0 } else { 255 });
    Ok(canvas.pixmap)
}

/// The mark goes where it will be seen: into the painted area, which is all that an edit may touch.
fn label(canvas: &mut Canvas, mask: &RgbImage, scene: &Scene, change: &impl Fn(usize) -> bool) {
    let width = mask.width() as usize;
    let (mut left, mut top, mut right, mut bottom) = (width, usize::MAX, 0, 0);
    for n in (0..width * mask.height() as usize).filter(|&n| change(n)) {
        let (x, y) = (n % width, n / width);
        (left, right) = (left.min(x), right.max(x));
        (top, bottom) = (top.min(y), bottom.max(y));
    }
    if right >= left && bottom >= top {
        let area = (left as f32, top as f32, (right - left + 1) as f32, (bottom - top + 1) as f32);
        caption::tag(canvas, &format!("practice · {}", scene.seed), area);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    #[test]
    fn a_mask_must_be_black_and_white_of_the_right_size_and_change_something() {
        let white = RgbImage::from_pixel(4, 3, Rgb([255; 3]));
        let mut mask = white.clone();
        assert_eq!(check_mask(&mask, (3, 4)), Err(MaskFault::Size));
        assert_eq!(check_mask(&mask, (4, 3)), Err(MaskFault::AllWhite));
        mask.put_pixel(0, 0, Rgb([0; 3]));
        assert_eq!(check_mask(&mask, (4, 3)), Ok(()));
        mask.put_pixel(1, 0, Rgb([1, 0, 0]));
        assert_eq!(check_mask(&mask, (4, 3)), Err(MaskFault::Gray));
    }
}
