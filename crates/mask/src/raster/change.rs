//! What an edit changed, small enough to keep thousands.

use super::tile::{Block, SIDE, Tile};

/// What stood in the touched tiles when a recording began.
#[derive(Clone)]
pub(crate) struct Journal {
    /// Tiles as they were, each once.
    pub(super) before: Vec<(usize, Tile)>,
    /// Whether the mask was inverted.
    pub(super) inverted: bool,
    seen: Vec<u64>,
}

impl Journal {
    pub(super) fn new(tiles: usize, inverted: bool) -> Self {
        Self { before: Vec::new(), inverted, seen: vec![0; tiles.div_ceil(64)] }
    }

    /// Whether a tile changes for the first time; it counts as seen from now on.
    pub(super) fn is_first(&mut self, index: usize) -> bool {
        let (word, bit) = (&mut self.seen[index / 64], 1 << (index % 64));
        let first = *word & bit == 0;
        *word |= bit;
        first
    }
}

/// What an edit changed: the flipped bits of the touched rows of the touched tiles, and whether all was inverted.
///
/// Flipping is its own opposite, so one change serves undo and redo.
#[derive(Debug)]
pub struct Change {
    tiles: Vec<Flip>,
    inverts: bool,
}

/// The flipped bits of one tile.
#[derive(Debug)]
struct Flip {
    index: u32,
    /// A bit for each row in which something flipped.
    rows: u64,
    bits: Bits,
}

/// What flipped in those rows.
#[derive(Debug)]
enum Bits {
    /// Everything: the whole tile.
    All,
    /// One run in each, as where it begins and how long it is. What a brush leaves is nearly always of this kind, and
    /// takes a quarter.
    Runs(Box<[(u8, u8)]>),
    /// Anything.
    Words(Box<[u64]>),
}

impl Change {
    /// Bytes that keeping this takes, with what the allocator needs beside.
    pub fn bytes(&self) -> usize {
        const ALLOCATION: usize = 8;
        let flip = |flip: &Flip| size_of::<Flip>() + flip.bits.bytes() + ALLOCATION;
        size_of::<Self>() + ALLOCATION + self.tiles.iter().map(flip).sum::<usize>()
    }

    /// What differs between a recording's beginning and now, or `None` if nothing does.
    pub(super) fn between(journal: Journal, now: &[Tile], inverted: bool) -> Option<Self> {
        let mut tiles = Vec::with_capacity(journal.before.len());
        for (index, before) in journal.before {
            if let Some(flip) = Flip::between(index, &before, &now[index]) {
                tiles.push(flip);
            }
        }
        tiles.shrink_to_fit();
        let inverts = journal.inverted != inverted;
        (inverts || !tiles.is_empty()).then_some(Self { tiles, inverts })
    }

    /// Whether everything was turned around as well.
    pub(super) const fn inverts(&self) -> bool {
        self.inverts
    }

    /// The flipped bits by tile; `None` stands for the whole tile.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (usize, Option<Block>)> {
        self.tiles.iter().map(|flip| (flip.index as usize, flip.block()))
    }
}

impl Flip {
    fn between(index: usize, before: &Tile, now: &Tile) -> Option<Self> {
        let index = index as u32;
        let whole = |bit| [if bit { !0 } else { 0 }; SIDE];
        let bits = |tile: &Tile| match tile {
            Tile::Empty => whole(false),
            Tile::Full => whole(true),
            Tile::Mixed(bits) => **bits,
        };
        match (before, now) {
            (Tile::Empty, Tile::Empty) | (Tile::Full, Tile::Full) => return None,
            (Tile::Empty, Tile::Full) | (Tile::Full, Tile::Empty) => {
                return Some(Self { index, rows: !0, bits: Bits::All });
            }
            _ => {}
        }
        // A full tile at the border is taken as all ones here: the bits outside the image are cut when it is applied.
        let (before, now) = (bits(before), bits(now));
        let mut rows = 0;
        let mut words = Vec::new();
        for row in 0..SIDE {
            let flipped = before[row] ^ now[row];
            if flipped != 0 {
                rows |= 1 << row;
                words.push(flipped);
            }
        }
        (rows != 0).then(|| Self { index, rows, bits: Bits::of(&words) })
    }

    fn block(&self) -> Option<Block> {
        let mut block = [0; SIDE];
        let rows = block.iter_mut().enumerate().filter(|(row, _)| self.rows >> row & 1 == 1);
        match &self.bits {
            Bits::All => return None,
            Bits::Runs(runs) => {
                for ((_, word), (from, length)) in rows.zip(runs) {
                    *word = !0 >> (64 - length) << from;
                }
            }
            Bits::Words(words) => {
                for ((_, word), flipped) in rows.zip(words) {
                    *word = *flipped;
                }
            }
        }
        Some(block)
    }
}

impl Bits {
    fn of(words: &[u64]) -> Self {
        let run = |word: &u64| {
            let (from, end) = (word.trailing_zeros(), 64 - word.leading_zeros());
            (word.count_ones() == end - from).then_some((from as u8, (end - from) as u8))
        };
        match words.iter().map(run).collect::<Option<Box<[_]>>>() {
            Some(runs) => Self::Runs(runs),
            None => Self::Words(words.into()),
        }
    }

    const fn bytes(&self) -> usize {
        match self {
            Self::All => 0,
            Self::Runs(runs) => size_of_val::<[_]>(runs),
            Self::Words(words) => size_of_val::<[_]>(words),
        }
    }
}
