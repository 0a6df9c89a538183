//! WebP: the size stands in the first chunk, in one of three layouts (RFC 9649).

use crate::{Problem, begins, low_first, take};

/// Whether this is a WebP file, or one cut off within its signature.
pub(crate) fn claims(head: &[u8]) -> bool {
    begins(head, b"RIFF") && (head.len() < 8 || begins(&head[8..], b"WEBP"))
}

pub(crate) fn size(head: &[u8]) -> Result<(u32, u32), Problem> {
    take(head, 8, 4)?;
    match take(head, 12, 4)? {
        b"VP8 " => {
            // Three bytes of frame tag, the start code, then two 14-bit sizes whose upper bits are a scale.
            if take(head, 23, 3)? != [0x9D, 0x01, 0x2A] {
                return Err(Problem::Damaged);
            }
            Ok((low_first(head, 26, 2)? & 0x3FFF, low_first(head, 28, 2)? & 0x3FFF))
        }
        b"VP8L" => {
            if take(head, 20, 1)? != [0x2F] {
                return Err(Problem::Damaged);
            }
            let bits = low_first(head, 21, 4)?;
            Ok(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1))
        }
        b"VP8X" => {
            let width = low_first(head, 24, 3)?;
            Ok((width + 1, low_first(head, 27, 3)? + 1))
        }
        _ => Err(Problem::Damaged),
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
