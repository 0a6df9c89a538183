//! The mask as one flat bitmap, for work that looks at neighbors.

use super::{Block, Mode, Pattern, Raster, SIDE};
use crate::geom::Size;

/// A bit for each pixel, rows padded to whole words; the padding is never set.
#[derive(Clone)]
pub(crate) struct Plane {
    pub(crate) size: Size,
    /// Words in a row.
    pub(crate) stride: usize,
    pub(crate) words: Vec<u64>,
}

impl Plane {
    pub(crate) fn new(size: Size) -> Self {
        let stride = size.width().div_ceil(SIDE as u32) as usize;
        Self { size, stride, words: vec![0; stride * size.height() as usize] }
    }

    pub(crate) fn of(raster: &Raster) -> Self {
        let mut plane = Self::new(raster.size);
        for (y, row) in plane.words.chunks_exact_mut(plane.stride).enumerate() {
            raster.read_row(y as u32, row);
        }
        plane
    }

    pub(crate) fn row(&self, y: usize) -> &[u64] {
        &self.words[y * self.stride..(y + 1) * self.stride]
    }

    pub(crate) fn row_mut(&mut self, y: usize) -> &mut [u64] {
        &mut self.words[y * self.stride..(y + 1) * self.stride]
    }

    /// Turns every pixel around.
    pub(crate) fn invert(&mut self) {
        let last = self.last();
        for row in self.words.chunks_exact_mut(self.stride) {
            for word in row.iter_mut() {
                *word = !*word;
            }
            row[self.stride - 1] &= last;
        }
    }

    /// The bits of a row's last word that lie inside.
    pub(crate) fn last(&self) -> u64 {
        Self::last_of(self.size)
    }

    /// The bits of a row's last word that lie inside an image of a size.
    pub(crate) const fn last_of(size: Size) -> u64 {
        !0 >> (SIDE as u32 * size.width().div_ceil(SIDE as u32) - size.width())
    }

    pub(crate) fn get(&self, x: u32, y: u32) -> bool {
        self.words[y as usize * self.stride + x as usize / SIDE] >> (x as usize % SIDE) & 1 == 1
    }
}

impl Raster {
    pub(crate) fn of_plane(plane: &Plane) -> Self {
        let mut raster = Self::new(plane.size);
        raster.join_plane(plane, Mode::Replace);
        raster
    }

    /// Joins a bitmap of the same size to the mask. Only tiles that differ are touched.
    pub(crate) fn join_plane(&mut self, plane: &Plane, mode: Mode) {
        let op = self.op(mode);
        for index in 0..self.tiles.len() {
            let (tx, ty) = (index % self.columns, index / self.columns);
            let mut block: Block = [0; SIDE];
            let (_, height) = self.extent(index);
            for (row, word) in block.iter_mut().enumerate().take(height) {
                *word = plane.words[(ty * SIDE + row) * plane.stride + tx];
            }
            self.combine(index, Pattern::Some(&block), op);
        }
    }
}
