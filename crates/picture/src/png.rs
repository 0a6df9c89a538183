//! PNG: the size stands in the first chunk, which carries a checksum (PNG specification, 11.2.1).

use crate::{Problem, high_first, take};

pub(crate) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

pub(crate) fn size(head: &[u8]) -> Result<(u32, u32), Problem> {
    if take(head, 8, 8)? != b"\0\0\0\x0dIHDR" {
        return Err(Problem::Damaged);
    }
    let checked = take(head, 12, 17)?;
    if crc32(checked) != high_first(head, 29, 4)? {
        return Err(Problem::Damaged);
    }
    let (width, height) = (high_first(head, 16, 4)?, high_first(head, 20, 4)?);
    // The specification limits both to 31 bits.
    if width > i32::MAX as u32 || height > i32::MAX as u32 {
        return Err(Problem::BadSize { width, height });
    }
    Ok((width, height))
}

/// The checksum of ISO 3309, bit by bit: 17 bytes are not worth a table.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_standard_one() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }
}
