//! Repeatable randomness: the same words always fall the same way.

use sha2::{Digest, Sha256};

/// A small random stream (SplitMix64). Statistics good enough for pictures, and short enough to never change.
#[derive(Debug, Clone)]
pub(crate) struct Chance {
    state: u64,
}

impl Chance {
    /// A stream that follows from all of `parts`; moving a boundary between parts changes it too.
    pub(crate) fn of(parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let digest = hash.finalize();
        let state = digest.iter().take(8).fold(0u64, |sum, &byte| sum << 8 | u64::from(byte));
        Self { state }
    }

    /// The next 64 random bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// A number from 0 up to and without 1.
    pub(crate) fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// A number between the two.
    pub(crate) fn within(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// A whole number from 0 up to and without `count`; 0 if `count` is 0.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        (self.next() >> 11).checked_rem(count as u64).unwrap_or(0) as usize
    }

    /// True so often (0 never, 1 always).
    pub(crate) fn happens(&mut self, share: f32) -> bool {
        self.unit() < share
    }
}

/// A smooth random line over a whole axis, made of `octaves` ever finer and flatter ones; values lie within -1..1.
#[derive(Debug, Clone)]
pub(crate) struct Noise {
    salt: u64,
    octaves: u32,
}

impl Noise {
    pub(crate) fn new(chance: &mut Chance, octaves: u32) -> Self {
        Self { salt: chance.next(), octaves }
    }

    pub(crate) fn at(&self, x: f32) -> f32 {
        let (mut sum, mut height, mut total, mut x) = (0.0, 1.0, 0.0, x);
        for octave in 0..self.octaves {
            let cell = x.floor();
            let t = x - cell;
            let ease = t * t * (3.0 - 2.0 * t);
            let (a, b) = (self.knot(octave, cell as i64), self.knot(octave, cell as i64 + 1));
            sum += height * (a + (b - a) * ease);
            total += height;
            height *= 0.5;
            x *= 2.0;
        }
        sum / total.max(f32::EPSILON)
    }

    fn knot(&self, octave: u32, cell: i64) -> f32 {
        let mut chance = Chance { state: self.salt ^ (cell as u64).wrapping_mul(0xD134_2543_DE82_EF95) };
        chance.state = chance.state.wrapping_add(u64::from(octave) << 32);
        chance.within(-1.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_parts_give_the_same_stream_and_moved_boundaries_another() {
        let first = |parts: &[&[u8]]| Chance::of(parts).next();
        assert_eq!(first(&[b"ab", b"c"]), first(&[b"ab", b"c"]));
        assert_ne!(first(&[b"ab", b"c"]), first(&[b"a", b"bc"]));
    }

    #[test]
    fn noise_stays_in_bounds_and_is_smooth() {
        let noise = Noise::new(&mut Chance::of(&[b"x"]), 5);
        for step in 0..2_000 {
            let x = step as f32 * 0.01;
            assert!(noise.at(x).abs() <= 1.0);
            assert!((noise.at(x) - noise.at(x + 0.001)).abs() < 0.05);
        }
    }
}
