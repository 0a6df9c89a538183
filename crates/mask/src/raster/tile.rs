//! One tile of 64 × 64 pixels.

/// Pixels on a tile's side.
pub(crate) const SIDE: usize = 64;

/// The bits of a tile: a word for each row, the lowest bit is the leftmost pixel.
pub(crate) type Block = [u64; SIDE];

/// What is stored of a tile. A tile is never `Mixed` when it could be one of the others.
#[derive(Clone)]
pub(crate) enum Tile {
    Empty,
    Full,
    Mixed(Box<Block>),
}

/// What is laid over a tile.
#[derive(Clone, Copy)]
pub(crate) enum Pattern<'a> {
    None,
    All,
    Some(&'a Block),
}

/// How a pattern changes stored bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    /// Set where the pattern is.
    Or,
    /// Clear where the pattern is.
    AndNot,
    /// Clear where the pattern is not.
    And,
    /// Set where the pattern is not.
    OrNot,
    /// Become the pattern.
    Set,
    /// Become the opposite of the pattern.
    SetNot,
    /// Flip where the pattern is.
    Xor,
}

impl Op {
    /// The bits to keep and then the bits to flip, for one word of the pattern: every operation is `(old & keep) ^ flip`.
    pub(crate) const fn masks(self, pattern: u64) -> (u64, u64) {
        match self {
            Self::Or => (!pattern, pattern),
            Self::AndNot => (!pattern, 0),
            Self::And => (pattern, 0),
            Self::OrNot => (pattern, !pattern),
            Self::Set => (0, pattern),
            Self::SetNot => (0, !pattern),
            Self::Xor => (!0, pattern),
        }
    }
}

/// How many bits are set.
pub(crate) fn count(block: &Block) -> u32 {
    block.iter().map(|row| row.count_ones()).sum()
}
