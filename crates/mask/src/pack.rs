//! A mask in few bytes, for drafts and recipes.
//!
//! `IXM`, a version, width and height; then groups of equal rows: how many rows, how many spans, and where these begin
//! and end. A row with as many spans as the one above says only how far each end moved. Last comes a checksum. All
//! numbers are in groups of seven bits, the lowest first.

use std::fmt;

use crate::flood::set_run;
use crate::geom::{Size, SizeError};
use crate::png::crc;
use crate::raster::{Plane, Raster};

const NAME: [u8; 3] = *b"IXM";
const VERSION: u8 = 1;

/// Why bytes are not a packed mask. The repair is to begin anew: nothing of a damaged draft is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PackError {
    /// They do not begin as a packed mask does.
    NotAMask,
    /// They were written by a later version of this program.
    Version {
        /// The version they name.
        found: u8,
    },
    /// The checksum does not fit: a part is missing or was changed.
    Damaged,
    /// The checksum fits, but what is said makes no mask. A faulty writer.
    Nonsense,
    /// There can be no mask of the size they name.
    Size(SizeError),
}

impl PackError {
    /// A stable name for logs, tests and translations.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAMask => "not_a_mask",
            Self::Version { .. } => "version",
            Self::Damaged => "damaged",
            Self::Nonsense => "nonsense",
            Self::Size(error) => error.code(),
        }
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAMask => out.write_str("this is not a packed mask"),
            Self::Version { found } => {
                write!(out, "this mask has version {found}, which is newer than this program")
            }
            Self::Damaged => out.write_str("this packed mask is damaged"),
            Self::Nonsense => out.write_str("this packed mask makes no sense"),
            Self::Size(error) => error.fmt(out),
        }
    }
}

impl std::error::Error for PackError {}

impl Raster {
    /// The mask in few bytes: about one for each place where a border crosses a row. The same painted pixels always give
    /// the same bytes.
    pub fn pack(&self) -> Vec<u8> {
        let mut out = Vec::from(NAME);
        out.push(VERSION);
        put(&mut out, self.size().width());
        put(&mut out, self.size().height());
        let mut above: Vec<u32> = Vec::new();
        let mut here = self.ends(0);
        let mut rows = 0;
        for y in 0..self.size().height() {
            rows += 1;
            let next = if y + 1 < self.size().height() { self.ends(y + 1) } else { Vec::new() };
            if y + 1 < self.size().height() && next == here {
                continue;
            }
            put(&mut out, rows);
            put(&mut out, here.len() as u32 / 2);
            let moved = above.len() == here.len();
            let mut before = 0;
            for (n, &at) in here.iter().enumerate() {
                if moved {
                    let by = at.wrapping_sub(above[n]) as i32;
                    put(&mut out, (by << 1 ^ by >> 31) as u32);
                } else {
                    put(&mut out, at - before);
                    before = at;
                }
            }
            above = std::mem::replace(&mut here, next);
            rows = 0;
        }
        let sum = crc(&out);
        out.extend(sum.to_le_bytes());
        out
    }

    /// The mask that was packed. Any bytes are read without panic, and memory stays in proportion to the size they name.
    ///
    /// # Errors
    /// [`PackError`] for whatever [`pack`](Self::pack) did not write.
    pub fn unpack(bytes: &[u8]) -> Result<Self, PackError> {
        let [b'I', b'X', b'M', version, ..] = bytes else { return Err(PackError::NotAMask) };
        if *version != VERSION {
            return Err(PackError::Version { found: *version });
        }
        let (body, sum) = bytes.split_last_chunk::<4>().ok_or(PackError::Damaged)?;
        if body.len() < 4 || crc(body) != u32::from_le_bytes(*sum) {
            return Err(PackError::Damaged);
        }
        Self::read(&body[4..])
    }

    /// What stands between version and checksum.
    fn read(mut body: &[u8]) -> Result<Self, PackError> {
        let mut number = || take(&mut body).ok_or(PackError::Nonsense);
        let size = Size::new(number()?, number()?).map_err(PackError::Size)?;
        let mut plane = Plane::new(size);
        let mut above: Vec<u32> = Vec::new();
        let mut y = 0;
        while y < size.height() {
            let rows = number()?;
            let ends = number()?
                .checked_mul(2)
                .filter(|ends| *ends <= size.width() + 1)
                .ok_or(PackError::Nonsense)?;
            if rows == 0 || rows > size.height() - y {
                return Err(PackError::Nonsense);
            }
            let moved = above.len() == ends as usize;
            let mut here = Vec::new();
            // A span may begin at 0, so the place before the first is one to the left.
            let mut before = -1;
            let mut old = above.iter();
            for _ in 0..ends {
                let said = number()?;
                let at = if let (true, Some(old)) = (moved, old.next()) {
                    i64::from(*old) + i64::from((said >> 1) as i32 ^ -((said & 1) as i32))
                } else {
                    before.max(0) + i64::from(said)
                };
                if at <= before || at > i64::from(size.width()) {
                    return Err(PackError::Nonsense);
                }
                before = at;
                here.push(at as u32);
            }
            for y in y..y + rows {
                let row = plane.row_mut(y as usize);
                for span in here.as_chunks::<2>().0 {
                    set_run(row, span[0] as usize, span[1] as usize, true);
                }
            }
            y += rows;
            above = here;
        }
        if !body.is_empty() {
            return Err(PackError::Nonsense);
        }
        Ok(Self::of_plane(&plane))
    }

    /// Where the spans of a row begin and end, one after the other.
    fn ends(&self, y: u32) -> Vec<u32> {
        self.spans(y).flat_map(|(from, to)| [from, to]).collect()
    }
}

fn put(out: &mut Vec<u8>, mut number: u32) {
    while number >= 128 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

fn take(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0u64;
    for shift in [0, 7, 14, 21, 28] {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return u32::try_from(number).ok();
        }
    }
    None
}
