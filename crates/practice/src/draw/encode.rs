//! Pixels to a PNG file, marked as practice in its metadata.

use tiny_skia::Pixmap;

use super::note::Note;

/// Why a picture could not be made.
#[derive(Debug)]
#[non_exhaustive]
pub enum DrawError {
    /// The size has no pixels, or more than memory should hold.
    Size {
        /// The width asked for, in pixels.
        width: u32,
        /// The height asked for, in pixels.
        height: u32,
    },
    /// A picture that the new one is made from cannot be decoded.
    Source(image::ImageError),
    /// The PNG writer failed.
    Encode(png::EncodingError),
}

impl std::fmt::Display for DrawError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Size { width, height } => write!(f, "cannot draw a picture of {width} x {height} pixels"),
            Self::Source(error) => write!(f, "cannot read the picture: {error}"),
            Self::Encode(error) => write!(f, "cannot write the picture: {error}"),
        }
    }
}

impl std::error::Error for DrawError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Size { .. } => None,
            Self::Source(error) => Some(error),
            Self::Encode(error) => Some(error),
        }
    }
}

impl From<image::ImageError> for DrawError {
    fn from(error: image::ImageError) -> Self {
        Self::Source(error)
    }
}

/// Writes an opaque 8-bit RGB file that says about itself what the note says.
pub(crate) fn png(pixmap: &Pixmap, note: &Note) -> Result<Vec<u8>, DrawError> {
    let mut rgb = vec![0; pixmap.data().len() / 4 * 3];
    for (to, from) in rgb.as_chunks_mut::<3>().0.iter_mut().zip(pixmap.data().as_chunks::<4>().0) {
        *to = [from[0], from[1], from[2]];
    }
    let mut file = Vec::with_capacity(rgb.len() / 4);
    let mut encoder = png::Encoder::new(&mut file, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    note.write(&mut encoder).map_err(DrawError::Encode)?;
    let mut writer = encoder.write_header().map_err(DrawError::Encode)?;
    writer.write_image_data(&rgb).map_err(DrawError::Encode)?;
    writer.finish().map_err(DrawError::Encode)?;
    Ok(file)
}
