//! PNG: the size stands in the first chunk, which carries a checksum (PNG specification, 11.2.1).

use crate::{Problem, take};

pub(crate) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

pub(crate) fn size(head: &[u8]) -> Result<(u32, u32), Problem> {
    let [0, 0, 0, 13, b'I', b'H', b'D', b'R'] = take::<8>(head, 8)? else {
        return Err(Problem::Damaged);
    };
    let checked = take::<17>(head, 12)?;
    if crc32(&checked).to_be_bytes() != take::<4>(head, 29)? {
        return Err(Problem::Damaged);
    }
    let (width, height) = (u32::from_be_bytes(take(head, 16)?), u32::from_be_bytes(take(head, 20)?));
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
