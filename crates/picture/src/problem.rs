//! Why a file cannot be used.

/// Why a file cannot be used as a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The file ends before its size is stated.
    #[error("the file is cut off: at least {needs} bytes are needed")]
    Truncated {
        /// The length that would have been enough for the next step.
        needs: usize,
    },
    /// The bytes are of no kind known here.
    #[error("the file is not a picture")]
    NotAPicture,
    /// A file of a known kind that the API does not take.
    #[error("{0} files are not accepted")]
    Unsupported(OtherKind),
    /// The kind is right but the header contradicts itself or its checksum.
    #[error("the file is damaged")]
    Damaged,
    /// The stated size has no pixels.
    #[error("the picture claims a size of {width} x {height} pixels")]
    BadSize {
        /// The stated width in pixels.
        width: u32,
        /// The stated height in pixels.
        height: u32,
    },
    /// The size is stated further on (a JPEG with much metadata in front): call again with a longer head.
    #[error("the size is stated after the first {from} bytes")]
    NeedMore {
        /// Where the part begins that was not seen. What stands before it says nothing of the size: a head of the
        /// first two bytes and of what stands from here on says the same.
        from: usize,
    },
}

/// Kinds of file that people take for pictures (or that servers send instead of them).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OtherKind {
    /// GIF.
    Gif,
    /// Scalable Vector Graphics.
    Svg,
    /// HEIF with HEVC, as phones store it.
    Heic,
    /// HEIF with AV1.
    Avif,
    /// Windows bitmap.
    Bmp,
    /// TIFF, and the camera files built on it.
    Tiff,
    /// Windows icon.
    Ico,
    /// Portable Document Format.
    Pdf,
    /// A web page, most often an error page saved under a picture's name.
    Html,
    /// JPEG XL.
    JpegXl,
}

impl OtherKind {
    /// The usual short name, for example `HEIC`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gif => "GIF",
            Self::Svg => "SVG",
            Self::Heic => "HEIC",
            Self::Avif => "AVIF",
            Self::Bmp => "BMP",
            Self::Tiff => "TIFF",
            Self::Ico => "ICO",
            Self::Pdf => "PDF",
            Self::Html => "HTML",
            Self::JpegXl => "JPEG XL",
        }
    }
}

impl std::fmt::Display for OtherKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
