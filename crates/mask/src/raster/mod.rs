//! The mask itself: one bit for each pixel of the image.
//!
//! The bits live in tiles of 64 × 64, of which most are empty or full and take no memory. A flag turns all of them
//! around, so that inverting costs the same for every size. Bits outside the image are never set.

mod change;
mod plane;
mod read;
mod tile;

use std::fmt;
use std::mem;

use crate::geom::{Rect, Size};
use crate::shape::Shape;

pub use change::Change;
use change::Journal;
pub(crate) use plane::Plane;
pub use read::Spans;
pub(crate) use read::next_bit;
pub(crate) use tile::{Block, Op, Pattern, SIDE, Tile, count};

/// How a shape, or another mask, is joined to what is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// What is painted, and the shape.
    #[default]
    Add,
    /// What is painted, without the shape.
    Subtract,
    /// The shape alone.
    Replace,
    /// What is painted and also in the shape.
    Intersect,
}

/// The painted pixels of an image. Painted means "will change", whatever color a file gives it.
#[derive(Clone)]
pub struct Raster {
    size: Size,
    columns: usize,
    tiles: Vec<Tile>,
    inverted: bool,
    /// Bits set in the tiles, before `inverted` is looked at.
    stored: u64,
    dirty: Rect,
    journal: Option<Box<Journal>>,
}

impl Raster {
    /// A mask without a painted pixel. Takes 16 bytes or less for each tile of 64 × 64 pixels until something is painted.
    pub fn new(size: Size) -> Self {
        let columns = size.width().div_ceil(SIDE as u32) as usize;
        let rows = size.height().div_ceil(SIDE as u32) as usize;
        Self {
            size,
            columns,
            tiles: vec![Tile::Empty; columns * rows],
            inverted: false,
            stored: 0,
            dirty: Rect::EMPTY,
            journal: None,
        }
    }

    /// Width and height.
    pub const fn size(&self) -> Size {
        self.size
    }

    /// Painted pixels. Kept up to date by every edit, so asking costs nothing.
    pub const fn painted(&self) -> u64 {
        if self.inverted { self.size.pixels() - self.stored } else { self.stored }
    }

    /// Painted pixels in thousandths of all, rounded down, but never 0 while something is painted and never 1000 while
    /// something is not.
    pub fn permille(&self) -> u32 {
        let (painted, all) = (self.painted(), self.size.pixels());
        let share = (painted * 1000 / all) as u32;
        if painted == 0 { 0 } else { share.max(1) }
    }

    /// Whether nothing is painted.
    pub const fn is_empty(&self) -> bool {
        self.painted() == 0
    }

    /// Whether everything is painted.
    pub const fn is_full(&self) -> bool {
        self.painted() == self.size.pixels()
    }

    /// Paints or removes a shape. What lies outside the image is cut off.
    pub fn stamp(&mut self, shape: &Shape, mode: Mode) {
        let area = shape.bounds().intersect(self.size.rect());
        self.outside(area, mode);
        if area.is_empty() {
            return;
        }
        let op = self.op(mode);
        let drawing = shape.prepare();
        let side = SIDE as i32;
        let (left, right) = (area.x0 / side, (area.x1 - 1) / side);
        let mut band = vec![[0; SIDE]; (right - left + 1) as usize];
        for ty in area.y0 / side..=(area.y1 - 1) / side {
            band.fill([0; SIDE]);
            let rows = area.y0.max(ty * side)..area.y1.min((ty + 1) * side);
            drawing.rows(rows, &mut |y, x0, x1| {
                let (x0, x1) = (x0.max(area.x0), x1.min(area.x1));
                if x0 < x1 {
                    fill_row(&mut band, (y - ty * side) as usize, x0 - left * side, x1 - left * side);
                }
            });
            for (tx, block) in (left..).zip(&band) {
                self.combine(ty as usize * self.columns + tx as usize, Pattern::Some(block), op);
            }
        }
    }

    /// Joins another mask to this one. A mask of another size is laid on the upper left corner.
    pub fn join(&mut self, other: &Self, mode: Mode) {
        let op = self.op(mode);
        let rows = self.tiles.len() / self.columns;
        for ty in 0..rows {
            for tx in 0..self.columns {
                let block = other.logical(tx, ty);
                let pattern = block.as_ref().map_or(Pattern::None, Pattern::Some);
                self.combine(ty * self.columns + tx, pattern, op);
            }
        }
    }

    /// Paints everything.
    pub fn fill(&mut self) {
        self.all(self.op(Mode::Add));
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        self.all(self.op(Mode::Subtract));
    }

    /// Paints what is not painted, and the other way round. Costs the same for every size.
    pub fn invert(&mut self) {
        self.inverted = !self.inverted;
        self.dirty = self.size.rect();
    }

    /// The smallest rectangle around all changes since this was last asked, for repainting; empty if there were none.
    pub const fn take_dirty(&mut self) -> Rect {
        mem::replace(&mut self.dirty, Rect::EMPTY)
    }

    /// Begins to record what changes. Ends in [`commit`](Self::commit) or [`rollback`](Self::rollback). Beginning again
    /// while recording changes nothing.
    pub fn begin(&mut self) {
        if self.journal.is_none() {
            self.journal = Some(Box::new(Journal::new(self.tiles.len(), self.inverted)));
        }
    }

    /// Whether changes are being recorded.
    pub const fn is_recording(&self) -> bool {
        self.journal.is_some()
    }

    /// Ends recording and keeps what was done. `None` if nothing differs from the beginning.
    pub fn commit(&mut self) -> Option<Change> {
        let journal = self.journal.take()?;
        Change::between(*journal, &self.tiles, self.inverted)
    }

    /// Ends recording and takes back what was done since [`begin`](Self::begin).
    pub fn rollback(&mut self) {
        let Some(journal) = self.journal.take() else { return };
        if journal.inverted != self.inverted {
            self.invert();
        }
        for (index, tile) in journal.before {
            self.stored = self.stored - self.bits_in(index, &self.tiles[index]) + self.bits_in(index, &tile);
            self.tiles[index] = tile;
            self.touch(index);
        }
    }

    /// Stops recording without ending it; [`resume`](Self::resume) goes on. Between the two, the mask must come back to
    /// what it was.
    pub(crate) const fn pause(&mut self) -> Option<Box<Journal>> {
        self.journal.take()
    }

    /// Goes on recording, and takes what must be repainted as it was before the pause.
    pub(crate) fn resume(&mut self, journal: Option<Box<Journal>>, dirty: Rect) {
        self.journal = journal;
        self.dirty = dirty;
    }

    /// Takes a change back, or does it again: both are the same step. The change must be this mask's own newest one, or
    /// the newest that was taken back; [`Mask`](crate::Mask) sees to the order.
    pub fn toggle(&mut self, change: &Change) {
        for (index, block) in change.blocks() {
            if index < self.tiles.len() {
                self.combine(index, block.as_ref().map_or(Pattern::All, Pattern::Some), Op::Xor);
            }
        }
        if change.inverts() {
            self.invert();
        }
    }

    /// Bytes that the mask takes now, without a recording.
    pub fn bytes(&self) -> usize {
        let mixed = self.tiles.iter().filter(|tile| matches!(tile, Tile::Mixed(_))).count();
        self.tiles.len() * size_of::<Tile>() + mixed * size_of::<Block>()
    }

    /// The operation on stored bits that a mode means now.
    pub(crate) const fn op(&self, mode: Mode) -> Op {
        match (mode, self.inverted) {
            (Mode::Add, false) | (Mode::Subtract, true) => Op::Or,
            (Mode::Subtract, false) | (Mode::Add, true) => Op::AndNot,
            (Mode::Intersect, false) => Op::And,
            (Mode::Intersect, true) => Op::OrNot,
            (Mode::Replace, false) => Op::Set,
            (Mode::Replace, true) => Op::SetNot,
        }
    }

    /// The pattern as painted bits, or `None` if none is painted. Tiles outside are empty.
    pub(crate) fn logical(&self, tx: usize, ty: usize) -> Option<Block> {
        if tx >= self.columns {
            return None;
        }
        let index = ty * self.columns + tx;
        let flip = if self.inverted { !0 } else { 0 };
        let mut block = match self.tiles.get(index)? {
            Tile::Empty => [0; SIDE],
            Tile::Full => [!0; SIDE],
            Tile::Mixed(bits) => **bits,
        };
        for (row, word) in block.iter_mut().enumerate() {
            *word = (*word ^ flip) & self.inside(index, row);
        }
        (block != [0; SIDE]).then_some(block)
    }

    /// Lays a pattern over one tile.
    pub(crate) fn combine(&mut self, index: usize, pattern: Pattern<'_>, op: Op) {
        let same;
        let pattern = match pattern {
            Pattern::Some(block) => block,
            Pattern::None | Pattern::All => {
                let word = if matches!(pattern, Pattern::All) { !0 } else { 0 };
                if op.masks(word) == (!0, 0) {
                    return;
                }
                same = [word; SIDE];
                &same
            }
        };
        let old = self.expand(index);
        let mut new = [0; SIDE];
        for (row, word) in new.iter_mut().enumerate() {
            let (keep, flip) = op.masks(pattern[row]);
            *word = ((old[row] & keep) ^ flip) & self.inside(index, row);
        }
        if new != old {
            self.store(index, &old, &new);
        }
    }

    /// A tile's number of columns and rows inside the image.
    fn extent(&self, index: usize) -> (usize, usize) {
        let (tx, ty) = (index % self.columns, index / self.columns);
        let width = (self.size.width() as usize - tx * SIDE).min(SIDE);
        let height = (self.size.height() as usize - ty * SIDE).min(SIDE);
        (width, height)
    }

    /// The bits of a tile's row that lie inside the image.
    fn inside(&self, index: usize, row: usize) -> u64 {
        let (width, height) = self.extent(index);
        if row < height { !0 >> (SIDE - width) } else { 0 }
    }

    /// A tile's stored bits.
    fn expand(&self, index: usize) -> Block {
        match &self.tiles[index] {
            Tile::Empty => [0; SIDE],
            Tile::Full => {
                let mut block = [0; SIDE];
                for (row, word) in block.iter_mut().enumerate() {
                    *word = self.inside(index, row);
                }
                block
            }
            Tile::Mixed(bits) => **bits,
        }
    }

    /// Stored bits of a tile that stands, or stood, at a place.
    fn bits_in(&self, index: usize, tile: &Tile) -> u64 {
        match tile {
            Tile::Empty => 0,
            Tile::Full => {
                let (width, height) = self.extent(index);
                (width * height) as u64
            }
            Tile::Mixed(bits) => u64::from(count(bits)),
        }
    }

    /// Puts new bits into a tile, counts them and records what was there.
    fn store(&mut self, index: usize, old: &Block, new: &Block) {
        let ones = u64::from(count(new));
        self.stored = self.stored - u64::from(count(old)) + ones;
        let (width, height) = self.extent(index);
        let record = self.journal.as_mut().is_some_and(|journal| journal.is_first(index));
        let tile = &mut self.tiles[index];
        let replaced = if ones == 0 {
            Some(mem::replace(tile, Tile::Empty))
        } else if ones == (width * height) as u64 {
            Some(mem::replace(tile, Tile::Full))
        } else if let (Tile::Mixed(bits), false) = (&mut *tile, record) {
            **bits = *new;
            None
        } else {
            Some(mem::replace(tile, Tile::Mixed(Box::new(*new))))
        };
        if record && let (Some(journal), Some(before)) = (&mut self.journal, replaced) {
            journal.before.push((index, before));
        }
        self.touch(index);
    }

    /// Marks a tile for repainting.
    fn touch(&mut self, index: usize) {
        let (tx, ty) = ((index % self.columns) as i32, (index / self.columns) as i32);
        let side = SIDE as i32;
        let tile = Rect::new(tx * side, ty * side, SIDE as u32, SIDE as u32);
        self.dirty = self.dirty.union(tile.intersect(self.size.rect()));
    }

    /// What a mode does to tiles that a shape does not touch.
    fn outside(&mut self, area: Rect, mode: Mode) {
        if matches!(mode, Mode::Add | Mode::Subtract) {
            return;
        }
        let op = self.op(mode);
        let side = SIDE as i32;
        for index in 0..self.tiles.len() {
            let (x, y) = ((index % self.columns) as i32 * side, (index / self.columns) as i32 * side);
            if Rect::new(x, y, SIDE as u32, SIDE as u32).intersect(area).is_empty() {
                self.combine(index, Pattern::None, op);
            }
        }
    }

    fn all(&mut self, op: Op) {
        for index in 0..self.tiles.len() {
            self.combine(index, Pattern::All, op);
        }
    }
}

impl PartialEq for Raster {
    /// Whether both have the same size and the same painted pixels, however they are stored.
    fn eq(&self, other: &Self) -> bool {
        self.size == other.size
            && self.painted() == other.painted()
            && (0..self.tiles.len()).all(|index| {
                let (tx, ty) = (index % self.columns, index / self.columns);
                self.logical(tx, ty) == other.logical(tx, ty)
            })
    }
}

impl Eq for Raster {}

impl fmt::Debug for Raster {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Raster")
            .field("size", &self.size)
            .field("painted", &self.painted())
            .finish_non_exhaustive()
    }
}

/// Sets the bits `x0..x1` of a row in a band of tiles.
fn fill_row(band: &mut [Block], row: usize, x0: i32, x1: i32) {
    let (first, last) = (x0 as usize / SIDE, (x1 - 1) as usize / SIDE);
    for (tx, block) in band.iter_mut().enumerate().take(last + 1).skip(first) {
        let mut word = !0;
        if tx == first {
            word &= !0 << (x0 as usize % SIDE);
        }
        if tx == last {
            word &= !0 >> (SIDE - 1 - (x1 - 1) as usize % SIDE);
        }
        block[row] |= word;
    }
}
