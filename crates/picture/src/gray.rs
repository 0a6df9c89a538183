//! Writing a gray PNG around rows that somebody else has compressed, such as a browser.

use crate::png::{SIGNATURE, crc32};

/// A PNG of eight-bit grays. `zlib` holds the rows from top to bottom in zlib's form, each one a zero and then a byte per
/// pixel.
pub fn gray_png(width: u32, height: u32, zlib: &[u8]) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 0, 0, 0, 0]);
    let mut file = SIGNATURE.to_vec();
    for (kind, inside) in [(b"IHDR", &header[..]), (b"IDAT", zlib), (b"IEND", b"")] {
        let named = [kind, inside].concat();
        file.extend((inside.len() as u32).to_be_bytes());
        file.extend(&named);
        file.extend(crc32(&named).to_be_bytes());
    }
    file
}

#[cfg(test)]
mod tests {
    use super::gray_png;

    #[test]
    fn any_decoder_reads_the_grays_back() {
        // Two rows of three, stored without compression: header, one last block of eight bytes, checksum.
        let rows = [0, 0, 255, 0, 0, 255, 0, 255];
        let (mut a, mut b) = (1u32, 0u32);
        for byte in rows {
            a = (a + u32::from(byte)) % 65_521;
            b = (b + a) % 65_521;
        }
        let zlib = [&[0x78, 1, 1, 8, 0, 247, 255], &rows[..], &(b << 16 | a).to_be_bytes()].concat();
        let picture = image::load_from_memory(&gray_png(3, 2, &zlib)).unwrap();
        assert_eq!(picture.as_luma8().unwrap().as_raw(), &[0, 255, 0, 255, 0, 255]);
    }
}
