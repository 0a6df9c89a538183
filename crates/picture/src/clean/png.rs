//! PNG: a list of chunks (PNG specification, 5.3).

use super::{Fate, Step, Walk};
use crate::Problem;
use crate::png::{SIGNATURE, crc32};

/// A profile longer than this is dropped: packed as tightly as its packing allows it would unfold to over a hundred
/// megabytes in whoever decodes the picture. Real ones have some kilobytes.
const PROFILE_MAX: u64 = 128 * 1024;

/// Steps over one chunk.
pub(super) fn step(walk: &mut Walk, rest: &[u8]) -> Result<Step, Problem> {
    if walk.at == 0 {
        return walk.keep(SIGNATURE.len() as u64);
    }
    let Some(&[a, b, c, d, k0, k1, k2, k3]) = rest.get(..8) else { return Ok(Step::More) };
    let inside = u64::from(u32::from_be_bytes([a, b, c, d]));
    let length = inside + 12;
    let kind = [k0, k1, k2, k3];
    if !kind.iter().all(u8::is_ascii_alphabetic) {
        return Err(Problem::Damaged);
    }
    match &kind {
        b"IEND" => return walk.keep(length).map(|_| Step::End),
        b"acTL" => walk.animated = true,
        b"iCCP" if inside <= PROFILE_MAX => return walk.keep(length),
        b"tRNS" | b"gAMA" | b"cHRM" | b"sRGB" | b"cICP" | b"mDCV" | b"cLLI" | b"sBIT" | b"bKGD" | b"pHYs" => {
            return walk.keep(length);
        }
        b"eXIf" => {
            let end = usize::try_from(inside).unwrap_or(usize::MAX).saturating_add(8).min(rest.len());
            match walk.exif(&rest[8..end]) {
                Fate::Keep => return walk.keep(length),
                Fate::Drop => {}
                Fate::Replace(only) => {
                    let named = [b"eXIf", &only[..]].concat();
                    let size = (only.len() as u32).to_be_bytes();
                    walk.write([&size[..], &named, &crc32(&named).to_be_bytes()].concat());
                }
            }
        }
        b"tEXt" | b"zTXt" | b"iTXt" => walk.removed.words = true,
        b"tIME" => walk.removed.camera = true,
        // A capital first letter marks what no decoder may skip.
        [b'A'..=b'Z', ..] => return walk.keep(length),
        _ => walk.removed.other = true,
    }
    walk.skip(length)
}
