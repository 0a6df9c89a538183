//! Files as an encoder writes them, whole and cut.
#![expect(clippy::unwrap_used, reason = "a test helper outside a test function fails the test by panicking")]

use std::io::Cursor;

use ideomix_picture::{Kind, Problem, sniff, sniff_file};
use image::{DynamicImage, ImageFormat};

fn encoded(kind: Kind, width: u32, height: u32) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let format = match kind {
        Kind::Png => ImageFormat::Png,
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Webp => ImageFormat::WebP,
    };
    DynamicImage::new_rgb8(width, height).write_to(&mut file, format).unwrap();
    file.into_inner()
}

#[test]
fn every_kind_and_size_is_read_back() {
    for kind in Kind::ALL {
        for (width, height) in [(1, 1), (1, 700), (641, 3), (320, 200), (1023, 1025)] {
            let facts = sniff(&encoded(kind, width, height)).unwrap();
            assert_eq!((facts.kind, facts.width, facts.height), (kind, width, height));
        }
    }
}

#[test]
fn a_file_cut_anywhere_before_its_size_is_cut_off_and_afterwards_fine() {
    for kind in Kind::ALL {
        let file = encoded(kind, 40, 30);
        let mut known = false;
        for end in 1..=file.len() {
            match sniff(&file[..end]) {
                Ok(facts) => {
                    assert_eq!((facts.kind, facts.width, facts.height), (kind, 40, 30));
                    known = true;
                }
                Err(Problem::Truncated { needs }) => assert!(needs > end && !known),
                Err(other) => panic!("{kind:?} cut at {end}: {other}"),
            }
        }
        assert!(known);
    }
}

#[test]
fn a_flipped_byte_never_panics_and_in_a_png_header_is_noticed() {
    for kind in Kind::ALL {
        let file = encoded(kind, 40, 30);
        for at in 0..file.len() {
            for flip in [1, 0x80, 0xFF] {
                let mut damaged = file.clone();
                damaged[at] ^= flip;
                let told = sniff_file(&damaged);
                if kind == Kind::Png && (8..33).contains(&at) {
                    assert_eq!(told, Err(Problem::Damaged), "byte {at}");
                }
            }
        }
    }
}
