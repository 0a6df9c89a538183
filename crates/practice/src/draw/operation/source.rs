//! Uploaded pictures as pixels.

use std::io::Cursor;

use image::{DynamicImage, ImageReader, Limits, RgbImage};
use tiny_skia::Pixmap;

use crate::draw::{DrawError, SIDE_MAX};

/// More memory than any picture within the side limit needs, and less than a hostile file would like.
const MEMORY_MAX: u64 = 400 * 1024 * 1024;

/// Decodes the whole file, so that damage anywhere in it shows. Transparency is laid on white.
pub(crate) fn decode(file: &[u8]) -> Result<RgbImage, DrawError> {
    let mut reader =
        ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(image::ImageError::from)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let picture = reader.decode()?;
    if !picture.color().has_alpha() {
        return Ok(picture.into_rgb8());
    }
    let rgba = picture.into_rgba8();
    let mut rgb = RgbImage::new(rgba.width(), rgba.height());
    for (to, from) in rgb
        .as_flat_samples_mut()
        .samples
        .as_chunks_mut::<3>()
        .0
        .iter_mut()
        .zip(rgba.as_raw().as_chunks::<4>().0)
    {
        let alpha = u16::from(from[3]);
        for (to, &from) in to.iter_mut().zip(from) {
            *to = ((u16::from(from) * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
        }
    }
    Ok(rgb)
}

/// Scaled to fill the size; what hangs over is cut off evenly.
pub(super) fn cover(picture: RgbImage, width: u32, height: u32) -> RgbImage {
    if picture.dimensions() == (width, height) {
        return picture;
    }
    DynamicImage::ImageRgb8(picture)
        .resize_to_fill(width, height, image::imageops::FilterType::Triangle)
        .into_rgb8()
}

/// The pixels of a decoded picture as a canvas to paint on.
pub(super) fn pixmap(picture: &RgbImage) -> Result<Pixmap, DrawError> {
    let (width, height) = picture.dimensions();
    let mut pixmap = Pixmap::new(width, height).ok_or(DrawError::Size { width, height })?;
    for (to, from) in
        pixmap.data_mut().as_chunks_mut::<4>().0.iter_mut().zip(picture.as_raw().as_chunks::<3>().0)
    {
        *to = [from[0], from[1], from[2], 255];
    }
    Ok(pixmap)
}

/// Puts `over` onto `under` with its upper left corner at `place`, pixel for pixel. It must lie within.
pub(super) fn lay_at(under: &mut Pixmap, over: &RgbImage, (x, y): (u32, u32)) {
    let (wide, row) = (under.width() as usize, over.width() as usize);
    let lines = under.data_mut().as_chunks_mut::<4>().0.chunks_mut(wide).skip(y as usize);
    for (to, from) in lines.zip(over.as_raw().as_chunks::<3>().0.chunks(row)) {
        for (to, from) in to.iter_mut().skip(x as usize).zip(from) {
            *to = [from[0], from[1], from[2], 255];
        }
    }
}

/// Lays `over` onto `under`, pixel by pixel; `share` gives the part of `over` from 0 to 255 by pixel index.
///
/// Both must have the same size; what one has more is left alone.
pub(super) fn lay(under: &mut Pixmap, over: &RgbImage, share: impl Fn(usize) -> u32) {
    let pairs = under.data_mut().as_chunks_mut::<4>().0.iter_mut().zip(over.as_raw().as_chunks::<3>().0);
    for (n, (to, from)) in pairs.enumerate() {
        let part = share(n).min(255);
        if part == 255 {
            *to = [from[0], from[1], from[2], 255];
        } else if part > 0 {
            for (to, &from) in to.iter_mut().zip(from) {
                *to = ((u32::from(*to) * (255 - part) + u32::from(from) * part + 127) / 255) as u8;
            }
        }
    }
}
