//! Real picture files, made once and named by their number.

use std::sync::LazyLock;

use ideomix_api::{Format, Upload, Value};
use image::{ImageFormat, Rgb, RgbImage};

use crate::common::{colorful, encoded};

/// Sizes in which both a picture and a mask exist.
pub(crate) const SIZES: [(u32, u32); 4] = [(16, 16), (24, 16), (8, 24), (1, 1)];

/// The formats, in the order in which each size has them.
const FORMATS: [Format; 3] = [Format::Png, Format::Jpeg, Format::Webp];

struct Picture {
    format: Format,
    size: (u32, u32),
    bytes: Vec<u8>,
}

/// Pictures by size and format, then masks by size and format, then the two long ones.
static POOL: LazyLock<Vec<Picture>> = LazyLock::new(|| {
    let made = |picture: &RgbImage, format: Format| {
        let bytes = match format {
            Format::Png => encoded(picture, ImageFormat::Png),
            Format::Jpeg => encoded(picture, ImageFormat::Jpeg),
            Format::Webp => encoded(picture, ImageFormat::WebP),
        };
        Picture { format, size: picture.dimensions(), bytes }
    };
    let mut pool = Vec::new();
    for (width, height) in SIZES {
        pool.extend(FORMATS.map(|format| made(&colorful(width, height), format)));
    }
    for (width, height) in SIZES {
        // JPEG blurs edges into gray, so its masks are black all over.
        pool.extend(FORMATS.map(|format| {
            let white = |x| format != Format::Jpeg && x > width / 2;
            let level = |x| if white(x) { 255 } else { 0 };
            made(&RgbImage::from_fn(width, height, |x, _| Rgb([level(x); 3])), format)
        }));
    }
    pool.push(made(&colorful(8_192, 1), Format::Png));
    pool.push(made(&colorful(8_193, 1), Format::Png));
    pool
});

/// A picture of the size with that number in [`SIZES`].
pub(crate) fn picture(size: usize, format: usize) -> usize {
    size * FORMATS.len() + format
}

/// A mask of the size with that number in [`SIZES`].
pub(crate) fn mask(size: usize, format: usize) -> usize {
    (SIZES.len() + size) * FORMATS.len() + format
}

/// The longest picture that is taken.
pub(crate) fn longest() -> usize {
    2 * SIZES.len() * FORMATS.len()
}

/// One pixel longer than taken.
pub(crate) fn too_long() -> usize {
    longest() + 1
}

pub(crate) fn bytes(number: usize) -> &'static [u8] {
    &POOL[number].bytes
}

/// What an honest reader says about a file of the pool.
pub(crate) fn upload(number: usize) -> Upload<usize> {
    let Picture { format, size: (width, height), bytes } = &POOL[number];
    Upload { blob: number, format: *format, bytes: bytes.len() as u64, width: *width, height: *height }
}

pub(crate) fn uploads(numbers: &[usize]) -> Value<usize> {
    Value::Files(numbers.iter().map(|&number| upload(number)).collect())
}
