//! The mask as a PNG file.
//!
//! A mask has two values and long runs, and the compression here is made for just that: it works on runs of bits and
//! never sees most of the bytes that it compresses. That makes it several times as fast and as small in a browser as a
//! general library. It goes through no canvas, since browsers may change what is read back from one.

mod deflate;
mod huffman;

use crate::raster::{Plane, Raster};
use deflate::Deflate;

/// Which color of a mask's file means "change this".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Polarity {
    /// Black pixels change, white ones stay.
    #[default]
    BlackChanges,
    /// White pixels change, black ones stay.
    WhiteChanges,
}

/// How many bits a pixel takes in the file. All depths are gray, without alpha and without a color profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Depth {
    /// A byte for each pixel, 0 or 255. Read by everything.
    #[default]
    Eight,
    /// A bit for each pixel. Smaller, and legal, but some programs do not read it.
    One,
}

/// The bytes of a PNG file with exactly the mask's size, nothing but black and white in it.
pub fn write(raster: &Raster, polarity: Polarity, depth: Depth) -> Vec<u8> {
    let size = raster.size();
    let mut out = Vec::from(*b"\x89PNG\r\n\x1a\n");
    let mut head = Vec::new();
    head.extend(size.width().to_be_bytes());
    head.extend(size.height().to_be_bytes());
    // Gray, the only compression, the only set of filters, not interlaced.
    head.extend([if depth == Depth::Eight { 8 } else { 1 }, 0, 0, 0, 0]);
    chunk(&mut out, b"IHDR", &head);
    chunk(&mut out, b"IDAT", &compress(raster, polarity, depth));
    chunk(&mut out, b"IEND", &[]);
    out
}

/// The filter that every row names: each byte says how it differs from the one above.
const UP: u8 = 2;

fn compress(raster: &Raster, polarity: Polarity, depth: Depth) -> Vec<u8> {
    let size = raster.size();
    let stride = size.width().div_ceil(64) as usize;
    let flip = if polarity == Polarity::BlackChanges { !0 } else { 0 };
    // The bits that lie in the image; only in the last word of a row some do not.
    let last = Plane::last_of(size);
    let (mut above, mut here) = (vec![0; stride], vec![0; stride]);
    let bytes = match depth {
        Depth::Eight => size.width(),
        Depth::One => size.width().div_ceil(8),
    };
    let mut out = Deflate::new(UP, bytes as usize + 1);
    for y in 0..size.height() {
        raster.read_row(y, &mut here);
        for word in &mut here {
            *word ^= flip;
        }
        here[stride - 1] &= last;
        out.row();
        match depth {
            Depth::Eight => row_of_bytes(&above, &here, size.width() as usize, &mut out),
            Depth::One => row_of_bits(&above, &here, size.width() as usize, &mut out),
        }
        std::mem::swap(&mut above, &mut here);
    }
    out.finish()
}

/// A byte for each pixel: runs of 0 where nothing changed, of 255 where black became white, of 1 the other way round.
fn row_of_bytes(above: &[u64], here: &[u64], width: usize, out: &mut Deflate) {
    let mut done = 0;
    for (index, (above, here)) in above.iter().zip(here).enumerate() {
        let mut changed = above ^ here;
        while changed != 0 {
            let from = changed.trailing_zeros();
            let white = here >> from & 1 == 1;
            // A run ends where nothing changes any more, or where the change goes the other way.
            let run = (changed & if white { *here } else { !*here }) >> from;
            let length = run.trailing_ones();
            let at = index * 64 + from as usize;
            out.zeros(at - done);
            out.run(if white { 255 } else { 1 }, length as usize);
            done = at + length as usize;
            let to = from + length;
            changed = if to == 64 { 0 } else { changed >> to << to };
        }
    }
    out.zeros(width - done);
}

/// A bit for each pixel, the leftmost the highest.
fn row_of_bits(above: &[u64], here: &[u64], width: usize, out: &mut Deflate) {
    let mut done = 0;
    for (index, (above, here)) in above.iter().zip(here).enumerate() {
        if above == here {
            continue;
        }
        let bytes = above.to_le_bytes().into_iter().zip(here.to_le_bytes());
        for (n, (above, here)) in bytes.enumerate().filter(|(_, (above, here))| above != here) {
            let at = index * 8 + n;
            out.zeros(at - done);
            out.byte(here.reverse_bits().wrapping_sub(above.reverse_bits()));
            done = at + 1;
        }
    }
    out.zeros(width.div_ceil(8) - done);
}

fn chunk(out: &mut Vec<u8>, name: &[u8; 4], body: &[u8]) {
    out.extend((body.len() as u32).to_be_bytes());
    let from = out.len();
    out.extend(name);
    out.extend(body);
    let sum = crc(&out[from..]);
    out.extend(sum.to_be_bytes());
}

/// The checksum of PNG chunks (CRC-32 of ISO 3309).
pub(crate) fn crc(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 16] = {
        let mut table = [0; 16];
        let mut n = 0;
        while n < 16 {
            let mut value = n as u32;
            let mut bit = 0;
            while bit < 4 {
                value = if value & 1 == 1 { 0xedb8_8320 ^ value >> 1 } else { value >> 1 };
                bit += 1;
            }
            table[n] = value;
            n += 1;
        }
        table
    };
    let step = |sum: u32, nibble: u32| sum >> 4 ^ TABLE[(sum ^ nibble) as usize & 15];
    !bytes.iter().fold(!0, |sum, &byte| step(step(sum, u32::from(byte)), u32::from(byte >> 4)))
}
