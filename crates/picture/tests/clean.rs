//! Cleaning a file: the same pixels, and nothing about whoever took them.
#![expect(clippy::unwrap_used, reason = "a test helper outside a test function fails the test by panicking")]

use std::io::Cursor;

use ideomix_picture::{Clean, Kind, Piece, Problem, Survey, WINDOW, sniff_file, survey};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

const PLACE: &[u8] = b"49.1951 N 16.6068 E";

fn picture(width: u32, height: u32) -> DynamicImage {
    let color = |x: u32, y: u32| Rgb([(x * 7) as u8, (y * 5) as u8, (x ^ y) as u8]);
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, color))
}

fn encoded(kind: Kind, picture: &DynamicImage) -> Vec<u8> {
    let format = match kind {
        Kind::Png => ImageFormat::Png,
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Webp => ImageFormat::WebP,
    };
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// A block of Exif with an orientation, a place, and the place's words behind it.
fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    block.extend([orientation, 0, 0, 0]);
    block.extend(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0");
    block.extend(PLACE);
    block
}

fn jpeg_segment(marker: u8, inside: &[u8]) -> Vec<u8> {
    let length = (inside.len() + 2) as u16;
    [&[0xFF, marker], &length.to_be_bytes()[..], inside].concat()
}

fn png_chunk(name: &[u8; 4], inside: &[u8]) -> Vec<u8> {
    let named = [name, inside].concat();
    let crc = !named.iter().fold(!0u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    });
    [&(inside.len() as u32).to_be_bytes()[..], &named, &crc.to_be_bytes()].concat()
}

fn riff_chunk(name: &[u8; 4], inside: &[u8]) -> Vec<u8> {
    let mut chunk = [name, &(inside.len() as u32).to_le_bytes()[..], inside].concat();
    if inside.len() % 2 == 1 {
        chunk.push(0);
    }
    chunk
}

/// A file with everything in it that people do not know they send.
fn talkative(kind: Kind, orientation: u8) -> (DynamicImage, Vec<u8>) {
    let picture = picture(60, 40);
    let plain = encoded(kind, &picture);
    let exif = exif(orientation);
    let file = match kind {
        Kind::Jpeg => [
            &plain[..2],
            &jpeg_segment(0xE1, &[b"Exif\0\0", &exif[..]].concat()),
            &jpeg_segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", PLACE].concat()),
            &jpeg_segment(0xE2, b"ICC_PROFILE\0\x01\x01profile"),
            &jpeg_segment(0xED, PLACE),
            &jpeg_segment(0xFE, PLACE),
            &plain[2..],
            b"film",
            PLACE,
        ]
        .concat(),
        Kind::Png => [
            &plain[..33],
            &png_chunk(b"gAMA", &45_455u32.to_be_bytes()),
            &png_chunk(b"eXIf", &exif),
            &png_chunk(b"tEXt", &[b"Location\0", PLACE].concat()),
            &png_chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", PLACE].concat()),
            &png_chunk(b"prVt", PLACE),
            &plain[33..],
            PLACE,
        ]
        .concat(),
        Kind::Webp => {
            let mut head = vec![0x2C, 0, 0, 0];
            head.extend([59, 0, 0, 39, 0, 0]);
            let inside = [
                &b"WEBP"[..],
                &riff_chunk(b"VP8X", &head),
                &riff_chunk(b"ICCP", b"profile"),
                &plain[12..],
                &riff_chunk(b"EXIF", &exif),
                &riff_chunk(b"XMP ", PLACE),
            ]
            .concat();
            [b"RIFF", &(inside.len() as u32).to_le_bytes()[..], &inside, PLACE].concat()
        }
    };
    (picture, file)
}

fn contains(file: &[u8], words: &[u8]) -> bool {
    file.windows(words.len()).any(|window| window == words)
}

#[test]
fn the_place_is_gone_and_every_pixel_is_as_it_was() {
    for kind in Kind::ALL {
        let (_, file) = talkative(kind, 1);
        let before = image::load_from_memory(&file).unwrap();
        let clean = survey(&file).unwrap();
        let after = clean.apply(&file);
        assert!(contains(&file, PLACE) && !contains(&after, PLACE), "{kind:?}");
        assert_eq!(image::load_from_memory(&after).unwrap(), before, "{kind:?}");
        assert_eq!(sniff_file(&after), sniff_file(&file), "{kind:?}");
        let removed = clean.removed;
        assert!(removed.place && removed.camera && removed.words && removed.other, "{kind:?}: {removed:?}");
        assert!(!contains(&after, b"Exif") && !contains(&after, b"EXIF") && !contains(&after, b"eXIf"));
    }
}

#[test]
fn the_color_profile_stays() {
    for (kind, profile) in [(Kind::Jpeg, &b"ICC_PROFILE\0\x01\x01profile"[..]), (Kind::Webp, b"profile")] {
        let (_, file) = talkative(kind, 1);
        assert!(contains(&survey(&file).unwrap().apply(&file), profile));
    }
    let plain = encoded(Kind::Png, &picture(9, 9));
    let with = |length: usize| {
        let chunk = png_chunk(b"iCCP", &[&b"a\0\0"[..], &vec![7; length]].concat());
        [&plain[..33], &chunk, &plain[33..]].concat()
    };
    assert_eq!(survey(&with(3_000)).unwrap().pieces.len(), 1);
    assert!(survey(&with(292_000)).unwrap().removed.other, "a profile that is a bomb goes");
}

#[test]
fn how_a_picture_is_turned_is_told_and_still_said_by_the_clean_file() {
    for kind in Kind::ALL {
        for orientation in 2..=8 {
            let (_, file) = talkative(kind, orientation);
            let clean = survey(&file).unwrap();
            assert_eq!(clean.orientation, orientation);
            let after = clean.apply(&file);
            assert!(!contains(&after, PLACE));
            image::load_from_memory(&after).unwrap();
            let again = survey(&after).unwrap();
            assert_eq!(again.orientation, orientation, "{kind:?}");
            assert!(!again.removed.any(), "a clean file stays as it is: {kind:?} {:?}", again.removed);
        }
    }
}

#[test]
fn a_file_with_nothing_to_remove_is_one_piece() {
    for kind in Kind::ALL {
        let file = encoded(kind, &picture(300, 200));
        let Clean { pieces, removed, orientation, animated } = survey(&file).unwrap();
        assert_eq!(pieces, [Piece::Keep(0, file.len() as u64)]);
        assert!(!removed.any() && orientation == 1 && !animated);
    }
}

#[test]
fn a_file_that_is_cut_off_is_said_to_be() {
    for kind in Kind::ALL {
        let file = encoded(kind, &picture(50, 50));
        for end in 34..file.len() - 1 {
            assert!(
                matches!(survey(&file[..end]), Err(Problem::Truncated { .. } | Problem::Damaged)),
                "{kind:?} {end}"
            );
        }
    }
}

#[test]
fn films_are_noticed() {
    let plain = encoded(Kind::Png, &picture(9, 9));
    let film = [&plain[..33], &png_chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]), &plain[33..]].concat();
    assert!(survey(&film).unwrap().animated);
}

#[test]
fn windows_of_any_file_come_to_the_same_as_the_whole() {
    // Larger than a window, with the borders of windows in pixels, chunks and segments.
    let mut noise = 1u32;
    let big = RgbImage::from_fn(700, 500, |_, _| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb(noise.to_le_bytes()[1..].try_into().unwrap())
    });
    for kind in Kind::ALL {
        let mut file = encoded(kind, &DynamicImage::ImageRgb8(big.clone()));
        file.extend(if kind == Kind::Webp { &b""[..] } else { b"behind the end" });
        assert!(file.len() > WINDOW);
        let mut walk = Survey::new(kind, file.len() as u64);
        let mut windows = 0;
        while let Some(at) = walk.wants() {
            let from = at as usize;
            walk.look(&file[from..file.len().min(from + WINDOW)]);
            windows += 1;
            assert!(windows < 100, "the walk goes on");
        }
        let clean = walk.finish().unwrap();
        let after = image::load_from_memory(&clean.apply(&file)).unwrap();
        assert_eq!(after, image::load_from_memory(&file).unwrap());
        assert_eq!(clean.removed.other, kind != Kind::Webp);
    }
}

#[test]
fn no_damaged_file_makes_it_panic_or_run_for_ever() {
    let mut noise = 7u32;
    let mut random = || {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (noise >> 8) as usize
    };
    for kind in Kind::ALL {
        let (_, file) = talkative(kind, 6);
        for _ in 0..3_000 {
            let mut damaged = file.clone();
            for _ in 0..=random() % 4 {
                let at = random() % damaged.len();
                damaged[at] = random() as u8;
            }
            if let Ok(clean) = survey(&damaged) {
                assert!(clean.apply(&damaged).len() <= damaged.len() + 64);
            }
        }
    }
}
