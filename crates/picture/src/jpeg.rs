//! JPEG: the size stands in the frame header, behind any number of other segments (ITU-T T.81, B.1 and B.2.2).

use crate::{Problem, high_first};

pub(crate) const SIGNATURE: [u8; 3] = [0xFF, 0xD8, 0xFF];

pub(crate) fn size(head: &[u8]) -> Result<(u32, u32), Problem> {
    let mut at = 2;
    loop {
        let marker = high_first(head, at, 2)?;
        if marker < 0xFF00 {
            return Err(Problem::Damaged);
        }
        match marker & 0xFF {
            // Any number of fill bytes may stand before a marker.
            0xFF => at += 1,
            // Markers that stand alone: TEM, and the restart markers that have no business here but do no harm.
            0x01 | 0xD0..=0xD7 => at += 2,
            // A second start, the end, or picture data before any frame header.
            0x00 | 0xD8 | 0xD9 | 0xDA => return Err(Problem::Damaged),
            // Frame headers; C4, C8 and CC in the same row are tables and extensions.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let height = high_first(head, at + 5, 2)?;
                return Ok((high_first(head, at + 7, 2)?, height));
            }
            _ => {
                let length = high_first(head, at + 2, 2)? as usize;
                if length < 2 {
                    return Err(Problem::Damaged);
                }
                at += 2 + length;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{HEAD, Problem, sniff, sniff_file};

    /// A JPEG head with so many application segments of 60 000 bytes in front of its frame header.
    fn with_metadata(segments: usize) -> Vec<u8> {
        let mut file = vec![0xFF, 0xD8];
        for _ in 0..segments {
            file.extend([0xFF, 0xE1]);
            file.extend(60_000u16.to_be_bytes());
            file.resize(file.len() + 59_998, 0);
        }
        file.extend([0xFF, 0xFF, 0xC2, 0, 17, 8, 0x02, 0x58, 0x03, 0x20, 3]);
        file
    }

    #[test]
    fn a_size_behind_much_metadata_asks_for_more_and_then_is_found() {
        let file = with_metadata(3);
        let Err(Problem::NeedMore { needs }) = sniff(&file[..HEAD]) else { panic!("must ask for more") };
        assert!(needs > HEAD && needs <= file.len());
        let facts = sniff(&file).unwrap();
        assert_eq!((facts.width, facts.height), (800, 600));
    }

    #[test]
    fn a_short_file_without_a_size_is_cut_off_and_not_asked_for_more() {
        let file = with_metadata(3);
        assert!(matches!(sniff(&file[..50_000]), Err(Problem::Truncated { .. })));
        assert!(matches!(sniff_file(&file[..100_000]), Err(Problem::Truncated { .. })));
    }

    #[test]
    fn a_frame_without_height_has_a_bad_size() {
        let file = [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 0, 0, 9, 3];
        assert_eq!(sniff(&file), Err(Problem::BadSize { width: 9, height: 0 }));
    }

    #[test]
    fn picture_data_before_a_frame_is_damage() {
        assert_eq!(sniff(&[0xFF, 0xD8, 0xFF, 0xDA, 0, 8]), Err(Problem::Damaged));
        assert_eq!(sniff(&[0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0, 0]), Err(Problem::Damaged));
    }
}
