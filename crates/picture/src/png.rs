//! PNG: the size stands in the first chunk, which carries a checksum (PNG specification, 11.2.1).

use crate::Head;

pub(crate) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

pub(crate) fn size(head: &mut Head<'_>) -> Option<(u32, u32)> {
    if head.high_first(8, 4) != 13 || !head.names(12, b"IHDR") {
        return None;
    }
    let checked = head.bytes.get(12..29).unwrap_or_default();
    if crc32(checked) != head.high_first(29, 4) {
        return None;
    }
    Some((head.high_first(16, 4), head.high_first(20, 4)))
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
