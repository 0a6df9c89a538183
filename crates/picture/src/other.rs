//! The kinds that are refused by name, so that a person learns what to do.

use crate::OtherKind;

/// How files begin that need no further look.
const SIGNATURES: &[(&[u8], OtherKind)] = &[
    (b"GIF8", OtherKind::Gif),
    (b"II\x2A\0", OtherKind::Tiff),
    (b"II\x2B\0", OtherKind::Tiff),
    (b"MM\0\x2A", OtherKind::Tiff),
    (b"MM\0\x2B", OtherKind::Tiff),
    (b"\0\0\x01\0", OtherKind::Ico),
    (b"%PDF-", OtherKind::Pdf),
    (b"\xFF\x0A", OtherKind::JpegXl),
    (b"\0\0\0\x0CJXL ", OtherKind::JpegXl),
];

/// Names a file that is none of ours.
pub(crate) fn name(head: &[u8]) -> Option<OtherKind> {
    for (signature, kind) in SIGNATURES {
        if head.starts_with(signature) {
            return Some(*kind);
        }
    }
    if head.starts_with(b"BM") {
        // Two letters alone prove nothing: the length of the second header must be one of those in use.
        let known = matches!(head.get(14..18)?, [12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]);
        return known.then_some(OtherKind::Bmp);
    }
    if head.get(4..8) == Some(b"ftyp") { heif(head) } else { markup(head) }
}

/// Tells the two HEIF codings apart by the main brand and, for the neutral brands, by the compatible ones.
fn heif(head: &[u8]) -> Option<OtherKind> {
    let length = usize::try_from(u32::from_be_bytes(head.get(..4)?.try_into().ok()?)).ok()?;
    let end = length.clamp(16, 256).min(head.len());
    head.get(8..end)?.chunks_exact(4).find_map(|brand| match brand {
        b"avif" | b"avis" => Some(OtherKind::Avif),
        b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" => Some(OtherKind::Heic),
        _ => None,
    })
}

/// A tag of a text, and what it means: the kind of the file, or nothing, and then how the tag ends.
type Tag = (&'static [u8], Result<OtherKind, &'static [u8]>);

const TAGS: &[Tag] = &[
    (b"<svg", Ok(OtherKind::Svg)),
    (b"<!doctype svg", Ok(OtherKind::Svg)),
    (b"<!doctype html", Ok(OtherKind::Html)),
    (b"<html", Ok(OtherKind::Html)),
    (b"<head", Ok(OtherKind::Html)),
    (b"<body", Ok(OtherKind::Html)),
    (b"<!--", Err(b"-->")),
    (b"<?xml", Err(b"?>")),
];

/// SVG and HTML are text: the first tag that is neither a declaration nor a comment decides.
fn markup(head: &[u8]) -> Option<OtherKind> {
    let mut rest = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    // A handful of prologue items is all that real files have; the bound keeps hostile ones cheap.
    for _ in 0..16 {
        rest = rest.trim_ascii_start();
        match TAGS.iter().find(|(name, _)| tag(rest, name))?.1 {
            Ok(kind) => return Some(kind),
            Err(end) => {
                let at = rest.windows(end.len()).position(|window| window == end)?;
                rest = rest.get(at + end.len()..)?;
            }
        }
    }
    None
}

fn tag(text: &[u8], name: &[u8]) -> bool {
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Problem, sniff};

    #[test]
    fn every_other_kind_is_called_by_its_name() {
        let mut bmp = b"BM".to_vec();
        bmp.resize(14, 0);
        bmp.extend([40, 0, 0, 0]);
        let cases: [(&[u8], OtherKind); 16] = [
            (b"GIF89a", OtherKind::Gif),
            (b"<svg xmlns='x'>", OtherKind::Svg),
            (b"\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- made --><svg>", OtherKind::Svg),
            (b"\0\0\0\x18ftypheic", OtherKind::Heic),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", OtherKind::Heic),
            (b"\0\0\0\x18ftypavif", OtherKind::Avif),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", OtherKind::Avif),
            (&bmp, OtherKind::Bmp),
            (b"II*\0", OtherKind::Tiff),
            (b"MM\0*", OtherKind::Tiff),
            (b"\0\0\x01\0\x01\0", OtherKind::Ico),
            (b"%PDF-1.7", OtherKind::Pdf),
            (b" <!DOCTYPE html><html>", OtherKind::Html),
            (b"<HTML>", OtherKind::Html),
            (b"\xFF\x0A\0", OtherKind::JpegXl),
            (b"\0\0\0\x0CJXL \r\n", OtherKind::JpegXl),
        ];
        for (head, kind) in cases {
            assert_eq!(sniff(head), Err(Problem::Unsupported(kind)));
        }
    }

    #[test]
    fn two_letters_and_a_film_are_no_pictures() {
        assert_eq!(name(b"BMW is a car, not a bitmap"), None);
        assert_eq!(name(b"\0\0\0\x18ftypisom\0\0\0\0mp41"), None);
    }
}
