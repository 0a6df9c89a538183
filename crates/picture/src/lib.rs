//! Image files as bytes: kind and pixel size from the first bytes, without decoding.
//!
//! [`sniff`] needs the head of a file only, so a browser can look at a picture without pulling all of it into memory.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod clean;
mod gray;
mod jpeg;
mod other;
mod png;
mod problem;
mod webp;

pub use clean::{Clean, Piece, Removed, Survey, WINDOW, survey};
pub use gray::gray_png;
pub use problem::{OtherKind, Problem};

/// How many bytes of a file [`sniff`] wants to see. A shorter head means: this is the whole file.
pub const HEAD: usize = 64 * 1024;

/// The kinds of picture the API takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Portable Network Graphics.
    Png,
    /// JPEG, whatever its wrapper (JFIF, Exif).
    Jpeg,
    /// WebP: lossy, lossless or extended.
    Webp,
}

impl Kind {
    /// Every kind, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Png, Self::Jpeg, Self::Webp];

    /// The media type, for example `image/png`.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }

    /// The file name ending to write, without a dot.
    ///
    /// The gateway drops a part's media type and keeps its file name only, so this must fit the bytes.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
        }
    }

    /// The kind a file name claims by its ending (any case), or `None` if it claims none of ours.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        if ending.eq_ignore_ascii_case("png") {
            Some(Self::Png)
        } else if ending.eq_ignore_ascii_case("jpg") || ending.eq_ignore_ascii_case("jpeg") {
            Some(Self::Jpeg)
        } else if ending.eq_ignore_ascii_case("webp") {
            Some(Self::Webp)
        } else {
            None
        }
    }
}

/// What the head of a picture file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Facts {
    /// What the bytes are, whatever the file is called.
    pub kind: Kind,
    /// Stored pixels from left to right, before any orientation is applied; at least 1.
    pub width: u32,
    /// Stored pixels from top to bottom, before any orientation is applied; at least 1.
    pub height: u32,
}

/// Reads kind and size from the first [`HEAD`] bytes of a file (or from all of a shorter file).
///
/// # Errors
/// Any [`Problem`]. [`Problem::NeedMore`] is the only one that a longer head can heal, or a head without its metadata.
pub fn sniff(head: &[u8]) -> Result<Facts, Problem> {
    if head.is_empty() {
        return Err(Problem::Empty);
    }
    let mut read = Head { bytes: head, needs: 0, from: 0 };
    let (kind, size) = if begins(head, &png::SIGNATURE) {
        (Kind::Png, png::size(&mut read))
    } else if begins(head, &jpeg::SIGNATURE) {
        (Kind::Jpeg, jpeg::size(&mut read))
    } else if webp::claims(head) {
        (Kind::Webp, webp::size(&mut read))
    } else {
        return Err(other::name(head).map_or(Problem::NotAPicture, Problem::Unsupported));
    };
    match (read.needs, size) {
        (0, None) => Err(Problem::Damaged),
        // No format has sides of more than 31 bits.
        (0, Some((width, height))) if width == 0 || height == 0 || (width | height) >> 31 > 0 => {
            Err(Problem::BadSize { width, height })
        }
        (0, Some((width, height))) => Ok(Facts { kind, width, height }),
        (1.., _) if head.len() >= HEAD && read.from > 0 => Err(Problem::NeedMore { from: read.from }),
        (needs, _) => Err(Problem::Truncated { needs }),
    }
}

/// Like [`sniff`], for a caller that holds the whole file: what is missing then is missing for good.
///
/// # Errors
/// Any [`Problem`] but [`Problem::NeedMore`].
pub fn sniff_file(file: &[u8]) -> Result<Facts, Problem> {
    sniff(file).map_err(|problem| match problem {
        Problem::NeedMore { from } => Problem::Truncated { needs: from + 2 },
        other => other,
    })
}

/// Whether the head starts with the signature, or is a file cut off within it.
fn begins(head: &[u8], signature: &[u8]) -> bool {
    head.iter().zip(signature).all(|(byte, wanted)| byte == wanted)
}

/// The first bytes of a file, read without asking each time whether they are there.
struct Head<'a> {
    bytes: &'a [u8],
    /// How many bytes the first read needed that found too few; 0 as long as none did.
    needs: usize,
    /// Where the part begins that says the size, should it lie behind the end.
    from: usize,
}

impl Head<'_> {
    /// Up to four bytes as a number, the highest first; 0 where the file ends before.
    fn high_first(&mut self, from: usize, count: usize) -> u32 {
        let end = from.saturating_add(count);
        match self.bytes.get(from..end) {
            Some(bytes) => bytes.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)),
            None => {
                if self.needs == 0 {
                    self.needs = end;
                }
                0
            }
        }
    }

    /// Up to four bytes as a number, the lowest first; 0 where the file ends before.
    fn low_first(&mut self, from: usize, count: usize) -> u32 {
        self.high_first(from, count).swap_bytes() >> (32 - 8 * count)
    }

    /// Whether four bytes are those.
    fn names(&mut self, from: usize, name: &[u8; 4]) -> bool {
        self.high_first(from, 4) == u32::from_be_bytes(*name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_empty() {
        assert_eq!(sniff(b""), Err(Problem::Empty));
    }

    #[test]
    fn text_is_not_a_picture() {
        assert_eq!(sniff(b"hello, world"), Err(Problem::NotAPicture));
    }

    #[test]
    fn a_name_tells_its_kind_in_any_case() {
        assert_eq!(Kind::of_name("a.b.PNG"), Some(Kind::Png));
        assert_eq!(Kind::of_name("photo.JPEG"), Some(Kind::Jpeg));
        assert_eq!(Kind::of_name("photo.webp"), Some(Kind::Webp));
        assert_eq!(Kind::of_name("photo.gif"), None);
        assert_eq!(Kind::of_name("png"), None);
        for kind in Kind::ALL {
            assert_eq!(Kind::of_name(&format!("x.{}", kind.extension())), Some(kind));
        }
    }
}
