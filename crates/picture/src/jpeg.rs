//! JPEG: the size stands in the frame header, behind any number of other segments (ITU-T T.81, B.1 and B.2.2).

use crate::Head;

pub(crate) const SIGNATURE: [u8; 3] = [0xFF, 0xD8, 0xFF];

/// Goes from marker to marker, and leaves in the head where the last one stands, or should.
pub(crate) fn size(head: &mut Head<'_>) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        head.from = at;
        let marker = head.high_first(at, 2);
        if marker < 0xFF00 {
            return None;
        }
        match marker & 0xFF {
            // Any number of fill bytes may stand before a marker.
            0xFF => at += 1,
            // Markers that stand alone: TEM, and the restart markers that have no business here but do no harm.
            0x01 | 0xD0..=0xD7 => at += 2,
            // A second start, the end, or picture data before any frame header.
            0x00 | 0xD8 | 0xD9 | 0xDA => return None,
            // Frame headers; C4, C8 and CC in the same row are tables and extensions.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let height = head.high_first(at + 5, 2);
                return Some((head.high_first(at + 7, 2), height));
            }
            _ => {
                let length = head.high_first(at + 2, 2) as usize;
                if length < 2 {
                    return None;
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
        let Err(Problem::NeedMore { from }) = sniff(&file[..HEAD]) else { panic!("must ask for more") };
        assert!(from > HEAD && from <= file.len());
        let facts = sniff(&file).unwrap();
        assert_eq!((facts.width, facts.height), (800, 600));
    }

    #[test]
    fn metadata_can_be_left_out_wherever_a_head_ends() {
        let file = with_metadata(2);
        // One segment that ends at each of the places around the end of a head.
        for before in (HEAD - 60_000 - 20)..(HEAD - 60_000 + 20) {
            let mut moved = vec![0xFF, 0xD8, 0xFF, 0xE1];
            moved.extend(u16::try_from(before - 4).unwrap().to_be_bytes());
            moved.resize(before, 0);
            moved.extend_from_slice(&file[2..]);
            moved.resize(moved.len().max(3 * HEAD), 0);
            let mut head = moved[..HEAD].to_vec();
            let mut skipped = 0;
            let facts = loop {
                match sniff(&head) {
                    Err(Problem::NeedMore { from }) => skipped += from - 2,
                    other => break other.unwrap(),
                }
                head = [&moved[..2], &moved[skipped + 2..skipped + HEAD]].concat();
            };
            assert_eq!((facts.width, facts.height), (800, 600), "{before}");
        }
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
