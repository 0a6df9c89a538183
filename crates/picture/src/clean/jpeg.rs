//! JPEG: segments before the pixels, and whatever hides behind their end (ITU-T T.81, B.1).

use super::{Fate, Step, Walk};
use crate::Problem;

const EXIF: &[u8] = b"Exif\0\0";

/// Steps over one segment, or over compressed pixels up to the next one.
pub(super) fn step(walk: &mut Walk, in_scan: &mut bool, rest: &[u8]) -> Result<Step, Problem> {
    if walk.at == 0 {
        return walk.keep(2);
    }
    if *in_scan {
        return scan(walk, in_scan, rest);
    }
    let &[0xFF, marker, ..] = rest else {
        return if rest.len() < 2 { Ok(Step::More) } else { Err(Problem::Damaged) };
    };
    match marker {
        0x00 => Err(Problem::Damaged),
        0xFF => walk.keep(1),
        0x01 | 0xD0..=0xD8 => walk.keep(2),
        0xD9 => walk.keep(2).map(|_| Step::End),
        _ => {
            let Some(&[high, low]) = rest.get(2..4) else { return Ok(Step::More) };
            let length = 2 + u64::from(u16::from_be_bytes([high, low]));
            if length < 4 {
                return Err(Problem::Damaged);
            }
            let Some(inside) = rest.get(4..length as usize) else { return Ok(Step::More) };
            *in_scan = marker == 0xDA;
            segment(walk, marker, inside, length)
        }
    }
}

fn segment(walk: &mut Walk, marker: u8, inside: &[u8], length: u64) -> Result<Step, Problem> {
    match marker {
        // What decoders need: the wrapper's own head, color profiles, and Adobe's word on how colors are stored.
        0xE0 if inside.starts_with(b"JFIF\0") => return walk.keep(length),
        0xE2 if inside.starts_with(b"ICC_PROFILE\0") => return walk.keep(length),
        0xEE if inside.starts_with(b"Adobe") => return walk.keep(length),
        0xE1 if inside.starts_with(EXIF) => match walk.exif(&inside[EXIF.len()..]) {
            Fate::Keep => return walk.keep(length),
            Fate::Drop => {}
            Fate::Replace(block) => {
                let size = (2 + EXIF.len() + block.len()) as u8;
                walk.write([&[0xFF, 0xE1, 0, size], EXIF, &block].concat());
            }
        },
        0xE1 | 0xED | 0xFE => walk.removed.words = true,
        0xE0..=0xEF => walk.removed.other = true,
        _ => return walk.keep(length),
    }
    walk.skip(length)
}

/// Steps over compressed pixels up to a marker that may follow them. Others are noise, and decoders skip it.
fn scan(walk: &mut Walk, in_scan: &mut bool, rest: &[u8]) -> Result<Step, Problem> {
    let ends = |pair: &[u8]| pair[0] == 0xFF && matches!(pair[1], 0xC4 | 0xD9..=0xEF | 0xFE);
    let marker = rest.windows(2).position(ends);
    let length = match marker {
        Some(at) => {
            *in_scan = false;
            at
        }
        // The last byte may be the first half of a marker.
        None if rest.len() < 2 => return Ok(Step::More),
        None => rest.len() - 1,
    };
    walk.keep(length as u64)
}
