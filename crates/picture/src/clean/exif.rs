//! The little of Exif that matters here: how a picture is turned, and whether it says where it was taken
//! (CIPA DC-008, 4.6; the block is a TIFF file of its own).

const ORIENTATION: u16 = 0x0112;
const GPS: u16 = 0x8825;

/// What a block of Exif says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// 0 where it does not say.
    pub(super) orientation: u8,
    pub(super) place: bool,
}

/// Reads the first directory of a block. What cannot be read says nothing.
pub(super) fn read(block: &[u8]) -> Said {
    let mut said = Said { orientation: 0, place: false };
    let little = block.starts_with(b"II");
    let word = |at: usize| -> Option<u16> {
        let bytes = block.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let offset = || {
        let (first, second) = (usize::from(word(4)?), usize::from(word(6)?));
        Some(if little { second << 16 | first } else { first << 16 | second })
    };
    let directory = offset().unwrap_or(usize::MAX);
    for n in 0..usize::from(word(directory).unwrap_or_default()) {
        let entry = directory + 2 + 12 * n;
        match (word(entry), word(entry.saturating_add(8))) {
            (Some(ORIENTATION), Some(value)) => said.orientation = u8::try_from(value).unwrap_or_default(),
            (Some(GPS), _) => said.place = true,
            (None, _) => break,
            _ => {}
        }
    }
    said
}

/// A block that says how the picture is turned and nothing else.
pub(super) fn only(orientation: u8) -> [u8; 26] {
    let mut block = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    block[19] = orientation;
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_written_here_is_read_here() {
        for orientation in 1..=8 {
            assert_eq!(read(&only(orientation)), Said { orientation, place: false });
        }
    }

    #[test]
    fn both_byte_orders_are_read_and_a_place_is_seen() {
        let block = b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x25\x88\x04\0\x01\0\0\0\0\0\0\0\0\0\0\0";
        assert_eq!(read(block), Said { orientation: 6, place: true });
    }

    #[test]
    fn nonsense_says_nothing() {
        for block in [&b""[..], b"II", b"MM\0*\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff\x01"] {
            assert_eq!(read(block), Said { orientation: 0, place: false });
        }
    }
}
