//! Decoded pictures, and masks made from their colors.

use std::fmt;

use crate::flood::{connected, set_run};
use crate::geom::{Size, SizeError};
use crate::raster::{Plane, Raster, next_bit};
use crate::tool::ColorRange;

/// Decoded pixels: four bytes each (red, green, blue, alpha, not premultiplied), row by row, as a canvas's `ImageData`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Picture<'a> {
    size: Size,
    rgba: &'a [u8],
}

/// Why bytes are no picture of a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PictureError {
    /// There can be no picture of this size.
    Size(SizeError),
    /// There are not four bytes for each pixel.
    Length {
        /// Bytes that the size needs.
        needs: u64,
        /// Bytes that were given.
        given: u64,
    },
}

impl fmt::Display for PictureError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size(error) => error.fmt(out),
            Self::Length { needs, given } => {
                write!(out, "a picture of {needs} bytes was given as {given} bytes")
            }
        }
    }
}

impl std::error::Error for PictureError {}

impl From<SizeError> for PictureError {
    fn from(error: SizeError) -> Self {
        Self::Size(error)
    }
}

impl<'a> Picture<'a> {
    /// Checks that there are four bytes for each pixel.
    ///
    /// # Errors
    /// [`PictureError`] for a size that no mask can have, and for a wrong number of bytes.
    pub fn new(width: u32, height: u32, rgba: &'a [u8]) -> Result<Self, PictureError> {
        let size = Size::new(width, height)?;
        let (needs, given) = (size.pixels() * 4, rgba.len() as u64);
        if needs != given {
            return Err(PictureError::Length { needs, given });
        }
        Ok(Self { size, rgba })
    }

    /// Width and height.
    pub const fn size(&self) -> Size {
        self.size
    }

    /// All pixels, row by row.
    pub const fn pixels(&self) -> &'a [[u8; 4]] {
        self.rgba.as_chunks().0
    }

    /// The pixels of one row.
    pub(crate) fn row(&self, y: usize) -> &'a [[u8; 4]] {
        let width = self.size.width() as usize;
        &self.pixels()[y * width..(y + 1) * width]
    }
}

impl fmt::Debug for Picture<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Picture").field("size", &self.size).finish_non_exhaustive()
    }
}

/// The pixels whose color is like that of `range.pixel`: no channel differs by more than the tolerance. `size` is the
/// mask's. The picture may be smaller, such as a preview; then its nearest pixel counts.
///
/// A pixel outside the image finds nothing. Takes about 30 ms for 16 million pixels, so large pictures belong into a worker.
pub fn select_colors(picture: Picture<'_>, range: ColorRange, size: Size) -> Raster {
    let (x, y) = range.pixel;
    if !size.rect().contains(x, y) {
        return Raster::new(size);
    }
    let own = picture.size();
    let scale =
        |at: i32, own: u32, all: u32| ((2 * at as u64 + 1) * u64::from(own) / (2 * u64::from(all))) as usize;
    let (x, y) = (scale(x, own.width(), size.width()), scale(y, own.height(), size.height()));
    let color = picture.row(y)[x];
    let mut plane = Plane::new(own);
    let mut make =
        |plane: &mut Plane, y: usize| match_row(picture.row(y), color, range.tolerance, plane.row_mut(y));
    if range.contiguous {
        plane = connected(&mut plane, x, y, &mut make);
    } else {
        for y in 0..own.height() as usize {
            make(&mut plane, y);
        }
    }
    Raster::of_plane(&plane.scaled(size))
}

fn match_row(pixels: &[[u8; 4]], color: [u8; 4], tolerance: u8, row: &mut [u64]) {
    for (word, pixels) in row.iter_mut().zip(pixels.chunks(64)) {
        *word = 0;
        for (bit, pixel) in pixels.iter().enumerate() {
            *word |= u64::from(distance(*pixel, color) <= tolerance) << bit;
        }
    }
}

/// The largest difference of a channel.
pub(crate) fn distance(a: [u8; 4], b: [u8; 4]) -> u8 {
    let [r, g, b, a] = [0, 1, 2, 3].map(|n: usize| a[n].abs_diff(b[n]));
    r.max(g).max(b.max(a))
}

impl Plane {
    /// The bitmap at another size: each pixel takes the one under its center.
    pub(crate) fn scaled(self, size: Size) -> Self {
        if self.size == size {
            return self;
        }
        let mut out = Self::new(size);
        let (own, all) = (u64::from(self.size.width()), u64::from(size.width()));
        // The first new pixel whose center does not lie left of an old pixel's left border.
        let first = |x: usize| ((2 * all * x as u64).saturating_sub(own)).div_ceil(2 * own) as usize;
        let (own_rows, rows) = (u64::from(self.size.height()), u64::from(size.height()));
        for y in 0..size.height() as usize {
            let row = self.row(((2 * y as u64 + 1) * own_rows / (2 * rows)) as usize);
            let mut at = 0;
            while let Some(from) = next_bit(row, at, 0) {
                at = next_bit(row, from, !0).unwrap_or(row.len() * 64);
                set_run(out.row_mut(y), first(from), first(at.min(own as usize)), true);
            }
        }
        out
    }

    /// The bitmap's middle on the middle of another size, cut or surrounded by nothing.
    pub(crate) fn centered(self, size: Size) -> Self {
        let mut out = Self::new(size);
        let shift = |own: u32, all: u32| (i64::from(all) - i64::from(own)).div_euclid(2);
        let dx = shift(self.size.width(), size.width());
        let dy = shift(self.size.height(), size.height());
        for y in 0..i64::from(size.height()) {
            let from = y - dy;
            if from < 0 || from >= i64::from(self.size.height()) {
                continue;
            }
            let row = self.row(from as usize);
            let clip = |x: usize| (x as i64 + dx).clamp(0, i64::from(size.width())) as usize;
            let mut at = 0;
            while let Some(start) = next_bit(row, at, 0) {
                at = next_bit(row, start, !0).unwrap_or(row.len() * 64);
                set_run(out.row_mut(y as usize), clip(start), clip(at), true);
            }
        }
        out
    }
}
