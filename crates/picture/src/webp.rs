//! WebP: the size stands in the first chunk, in one of three layouts (RFC 9649).

use crate::{Head, begins};

/// Whether this is a WebP file, or one cut off within its signature.
pub(crate) fn claims(head: &[u8]) -> bool {
    begins(head, b"RIFF") && (head.len() < 8 || begins(&head[8..], b"WEBP"))
}

pub(crate) fn size(head: &mut Head<'_>) -> Option<(u32, u32)> {
    if head.names(12, b"VP8 ") {
        // Three bytes of frame tag, the start code, then two 14-bit sizes whose upper bits are a scale.
        let begins = head.high_first(23, 3) == 0x9D_012A;
        begins.then(|| (head.low_first(26, 2) & 0x3FFF, head.low_first(28, 2) & 0x3FFF))
    } else if head.names(12, b"VP8L") {
        let begins = head.high_first(20, 1) == 0x2F;
        let bits = head.low_first(21, 4);
        begins.then_some(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1))
    } else if head.names(12, b"VP8X") {
        Some((head.low_first(24, 3) + 1, head.low_first(27, 3) + 1))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::{Kind, Problem, sniff};

    fn riff(chunk: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let mut file = b"RIFF\0\0\0\0WEBP".to_vec();
        file.extend(chunk);
        file.extend((data.len() as u32).to_le_bytes());
        file.extend(data);
        file
    }

    #[test]
    fn a_lossy_file_states_its_size_in_fourteen_bits() {
        let facts = sniff(&riff(b"VP8 ", &[0x30, 1, 0, 0x9D, 1, 0x2A, 0x40, 0x41, 0xF0, 0x80])).unwrap();
        assert_eq!((facts.kind, facts.width, facts.height), (Kind::Webp, 320, 240));
    }

    #[test]
    fn an_extended_file_states_its_canvas_less_one() {
        let facts = sniff(&riff(b"VP8X", &[0x10, 0, 0, 0, 0xFF, 1, 0, 0x57, 2, 0])).unwrap();
        assert_eq!((facts.width, facts.height), (512, 600));
    }

    #[test]
    fn a_wrong_start_code_or_chunk_is_damage() {
        assert_eq!(sniff(&riff(b"VP8 ", &[0; 10])), Err(Problem::Damaged));
        assert_eq!(sniff(&riff(b"VP8L", &[0; 10])), Err(Problem::Damaged));
        assert_eq!(sniff(&riff(b"ALPH", &[0; 10])), Err(Problem::Damaged));
    }

    #[test]
    fn another_riff_file_is_not_a_picture() {
        assert_eq!(sniff(b"RIFF\0\0\0\0WAVEfmt "), Err(Problem::NotAPicture));
    }
}
