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
    let found = if begins(head, &png::SIGNATURE) {
        png::size(head).map(|size| (Kind::Png, size))
    } else if begins(head, &jpeg::SIGNATURE) {
        jpeg::size(head).map(|size| (Kind::Jpeg, size))
    } else if webp::claims(head) {
        webp::size(head).map(|size| (Kind::Webp, size))
    } else {
        return Err(other::name(head).map_or(Problem::NotAPicture, Problem::Unsupported));
    };
    match found {
        Ok((_, (width, height))) if width == 0 || height == 0 => Err(Problem::BadSize { width, height }),
        Ok((kind, (width, height))) => Ok(Facts { kind, width, height }),
        Err(problem) => Err(problem),
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

/// So many bytes from there on, or how many bytes would have been needed.
fn take(head: &[u8], from: usize, count: usize) -> Result<&[u8], Problem> {
    let needs = from.saturating_add(count);
    head.get(from..needs).ok_or(Problem::Truncated { needs })
}

/// The number that up to four bytes from there on make, the first being the highest.
fn high_first(head: &[u8], from: usize, count: usize) -> Result<u32, Problem> {
    Ok(take(head, from, count)?.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

/// The same, the first being the lowest.
fn low_first(head: &[u8], from: usize, count: usize) -> Result<u32, Problem> {
    Ok(take(head, from, count)?.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
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
