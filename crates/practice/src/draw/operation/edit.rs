//! Edit: black mask pixels are painted anew, white ones keep the source to the last bit.

use image::RgbImage;
use tiny_skia::Pixmap;

use super::region::Region;
use super::source::{decode, pixmap};
use crate::draw::{DrawError, Scene, caption, compose, mark_text};

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

/// How many pixels the painted area takes to blend into what is around it.
const BLEND: u8 = 5;

pub(super) fn paint(source: &[u8], mask: &[u8], scene: &Scene) -> Result<Pixmap, DrawError> {
    let (source, mask) = (decode(source)?, decode(mask)?);
    let (wide, tall) = (mask.width() as usize, mask.height() as usize);
    let levels = mask.as_raw();
    let change = Region::new(wide, tall, |n| levels.get(n * 3).is_some_and(|&level| level < 128));
    let (left, top, width, height) = change.bounds().unwrap_or((0, 0, wide, tall));
    // The whole composition goes into the bounds of the mask, so that something of it shows however small they are.
    let scene = Scene { width: width as u32, height: height as u32, ..scene.clone() };
    let (mut canvas, _) = compose(&scene)?;
    let (text, inside) = (mark_text(&scene), |x, y| change.holds((y + top) * wide + x + left));
    let (x, y) = free(caption::tag_size(&canvas, &text), (width, height), inside);
    caption::tag(&mut canvas, &text, x as f32, y as f32);
    let depth = change.depth(BLEND);
    let mut result = pixmap(&source)?;
    let painted = canvas.pixmap.data().as_chunks::<4>().0;
    let pixels = result.data_mut().as_chunks_mut::<4>().0;
    for (n, pixel) in pixels.iter_mut().enumerate().filter(|(n, _)| change.holds(*n)) {
        let inside = (n / wide - top) * width + n % wide - left;
        let share = u16::from(depth.get(n).copied().unwrap_or(BLEND));
        for (level, new) in pixel.iter_mut().zip(painted.get(inside).copied().unwrap_or_default()) {
            *level = ((u16::from(*level) * (u16::from(BLEND) - share) + u16::from(new) * share)
                / u16::from(BLEND)) as u8;
        }
    }
    Ok(result)
}

/// Where a label of this size shows most of itself within the changed area, nearest to the upper right corner of the
/// bounds.
fn free(
    label: (f32, f32),
    (width, height): (usize, usize),
    inside: impl Fn(usize, usize) -> bool,
) -> (usize, usize) {
    let (wide, tall) = (label.0.ceil() as usize, label.1.ceil() as usize);
    let (wide, tall) = (wide.min(width), tall.min(height));
    // sums[y][x]: how many pixels are inside, above and left of (x, y).
    let row = width + 1;
    let mut sums = vec![0u32; row * (height + 1)];
    for y in 0..height {
        let mut line = 0;
        for x in 0..width {
            line += u32::from(inside(x, y));
            sums[(y + 1) * row + x + 1] = sums[y * row + x + 1] + line;
        }
    }
    let covered = |x: usize, y: usize| {
        sums[(y + tall) * row + x + wide] + sums[y * row + x]
            - sums[y * row + x + wide]
            - sums[(y + tall) * row + x]
    };
    // A little way off the edges, where there is room.
    let inset = |room: usize| (tall / 2).min(room / 2);
    let (from, last) = (inset(height - tall), width - wide - inset(width - wide));
    let rows = (from..=height - tall).step_by(3);
    let places = rows.flat_map(|y| (0..=last).rev().step_by(3).map(move |x| (x, y)));
    let best = places.max_by_key(|&(x, y)| (covered(x, y), std::cmp::Reverse((last - x) + y)));
    best.unwrap_or((last, from))
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

    #[test]
    fn the_label_finds_the_place_where_it_shows() {
        // A disc: the corner of its bounds is outside of it.
        let disc = |x: usize, y: usize| (x as i32 - 50).pow(2) + (y as i32 - 50).pow(2) < 2500;
        let (x, y) = free((30.0, 10.0), (100, 100), disc);
        assert!((0..30).all(|dx| (0..10).all(|dy| disc(x + dx, y + dy))), "{x}, {y}");
        // A whole rectangle: near its corner.
        let (x, y) = free((30.0, 10.0), (100, 100), |_, _| true);
        assert!(x > 60 && y < 10, "{x}, {y}");
        // Smaller than the label.
        assert_eq!(free((30.0, 10.0), (3, 2), |_, _| true), (0, 0));
    }
}
