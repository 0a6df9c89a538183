//! Looking at a mask without changing it.

use super::{Raster, SIDE, Tile};
use crate::geom::Rect;

impl Raster {
    /// Whether a pixel is painted; outside the image nothing is.
    pub fn get(&self, x: i32, y: i32) -> bool {
        if !self.size.rect().contains(x, y) {
            return false;
        }
        let (x, y) = (x as usize, y as usize);
        let stored = match &self.tiles[y / SIDE * self.columns + x / SIDE] {
            Tile::Empty => false,
            Tile::Full => true,
            Tile::Mixed(bits) => bits[y % SIDE] >> (x % SIDE) & 1 == 1,
        };
        stored != self.inverted
    }

    /// The painted spans of a row from left to right, as `(from, to)` without the pixel `to`. Spans never touch. A row
    /// outside the image has none.
    pub fn spans(&self, y: u32) -> Spans {
        let mut words = vec![0; self.columns];
        if y < self.size.height() {
            self.read_row(y, &mut words);
        }
        Spans { words, at: 0 }
    }

    /// The smallest rectangle around all painted pixels; empty if none is.
    pub fn bounds(&self) -> Rect {
        let side = SIDE as i32;
        let mut bounds = Rect::EMPTY;
        for index in 0..self.tiles.len() {
            let (tx, ty) = (index % self.columns, index / self.columns);
            let (x, y) = (tx as i32 * side, ty as i32 * side);
            let tile = Rect::new(x, y, SIDE as u32, SIDE as u32).intersect(self.size.rect());
            if bounds.union(tile) == bounds {
                continue;
            }
            let Some(block) = self.logical(tx, ty) else { continue };
            let columns = block.iter().fold(0, |all, row| all | row);
            let top = block.iter().take_while(|row| **row == 0).count() as i32;
            let bottom = block.iter().rev().take_while(|row| **row == 0).count() as i32;
            bounds = bounds.union(Rect {
                x0: x + columns.trailing_zeros() as i32,
                y0: y + top,
                x1: x + side - columns.leading_zeros() as i32,
                y1: y + side - bottom,
            });
        }
        bounds
    }

    /// The painted bits of a row; `out` has a word for each 64 pixels.
    pub(crate) fn read_row(&self, y: u32, out: &mut [u64]) {
        let (ty, row) = (y as usize / SIDE, y as usize % SIDE);
        let flip = if self.inverted { !0 } else { 0 };
        let tiles = &self.tiles[ty * self.columns..(ty + 1) * self.columns];
        for (word, tile) in out.iter_mut().zip(tiles) {
            *word = flip
                ^ match tile {
                    Tile::Empty => 0,
                    Tile::Full => !0,
                    Tile::Mixed(bits) => bits[row],
                };
        }
        if let Some(last) = out.get_mut(self.columns - 1) {
            *last &= !0 >> (self.columns * SIDE - self.size.width() as usize);
        }
    }
}

/// The painted spans of a row; see [`Raster::spans`].
#[derive(Debug)]
pub struct Spans {
    words: Vec<u64>,
    at: usize,
}

impl Iterator for Spans {
    type Item = (u32, u32);

    fn next(&mut self) -> Option<(u32, u32)> {
        let from = next_bit(&self.words, self.at, 0)?;
        let end = self.words.len() * SIDE;
        let to = next_bit(&self.words, from, !0).unwrap_or(end);
        self.at = to;
        Some((from as u32, to as u32))
    }
}

/// The first place from `at` on where the bits, flipped by `flip`, are set.
pub(crate) fn next_bit(words: &[u64], at: usize, flip: u64) -> Option<usize> {
    let mut index = at / SIDE;
    let mut word = (words.get(index)? ^ flip) & (!0 << (at % SIDE));
    while word == 0 {
        index += 1;
        word = words.get(index)? ^ flip;
    }
    Some(index * SIDE + word.trailing_zeros() as usize)
}
