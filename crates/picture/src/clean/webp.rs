//! WebP: chunks in a RIFF container (RFC 9649, 2).

use super::{Fate, Piece, Step, Walk};
use crate::Problem;

const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;
const EXIF: &[u8] = b"Exif\0\0";

/// Steps over one chunk. The first two, container and feature flags, are written anew in [`mend`] if anything goes.
pub(super) fn step(walk: &mut Walk, end: &mut u64, rest: &[u8]) -> Result<Step, Problem> {
    if walk.at == 0 {
        let Some(&[a, b, c, d]) = rest.get(4..8) else { return Ok(Step::More) };
        *end = 8 + u64::from(u32::from_le_bytes([a, b, c, d]));
        if *end > walk.length {
            return Err(walk.cut_off());
        }
        walk.write(rest[..12.min(rest.len())].to_vec());
        return walk.skip(12);
    }
    if walk.at >= *end {
        return Ok(Step::End);
    }
    let Some(&[k0, k1, k2, k3, a, b, c, d]) = rest.get(..8) else { return Ok(Step::More) };
    let inside = u64::from(u32::from_le_bytes([a, b, c, d]));
    // The last chunk's filling byte is missing in some files.
    let length = (8 + inside + inside % 2).min(walk.length - walk.at);
    if length < 8 + inside {
        return Err(walk.cut_off());
    }
    match &[k0, k1, k2, k3] {
        b"VP8X" => {
            let Some(head) = rest.get(..18) else { return Ok(Step::More) };
            walk.write(head.to_vec());
            return walk.skip(length);
        }
        b"VP8 " | b"VP8L" | b"ALPH" | b"ICCP" | b"ANMF" => return walk.keep(length),
        b"ANIM" => {
            walk.animated = true;
            return walk.keep(length);
        }
        b"EXIF" => {
            let to = usize::try_from(8 + inside).unwrap_or(usize::MAX).min(rest.len());
            // Some writers put the JPEG segment's own head in front.
            let block = rest[8..to].strip_prefix(EXIF).unwrap_or_else(|| &rest[8..to]);
            match walk.exif(block) {
                Fate::Keep => return walk.keep(length),
                Fate::Drop => {}
                Fate::Replace(only) => {
                    walk.write([&b"EXIF"[..], &(only.len() as u32).to_le_bytes(), &only].concat());
                }
            }
        }
        b"XMP " => walk.removed.words = true,
        _ => walk.removed.other = true,
    }
    walk.skip(length)
}

/// Puts the container's length and the feature flags right for what is left.
pub(super) fn mend(pieces: &mut [Piece], has_exif: bool) {
    let lengths = pieces.iter().map(|piece| match piece {
        Piece::Keep(from, to) => to - from,
        Piece::Write(bytes) => bytes.len() as u64,
    });
    let length: u64 = lengths.sum();
    for piece in pieces {
        if let Piece::Write(bytes) = piece {
            if bytes.starts_with(b"RIFF") {
                let inside = u32::try_from(length - 8).unwrap_or(u32::MAX);
                bytes[4..8].copy_from_slice(&inside.to_le_bytes());
            } else if bytes.starts_with(b"VP8X") {
                bytes[8] &= !HAS_XMP;
                bytes[8] = if has_exif { bytes[8] | HAS_EXIF } else { bytes[8] & !HAS_EXIF };
            }
        }
    }
}
