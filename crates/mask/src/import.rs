//! Masks from files of other programs, which may be gray, soft, turned around, transparent, or of another size.
//!
//! [`look`] says what a file seems to be and how to read it; a person may decide otherwise; [`read`] makes the mask.

use crate::colors::Picture;
use crate::geom::Size;
use crate::png::Polarity;
use crate::raster::{Plane, Raster};

/// What of a pixel says whether it is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Channel {
    /// Its brightness, laid over white where it is transparent.
    #[default]
    Brightness,
    /// Its alpha, where what is transparent counts as bright: cut-out files have a hole where something shall change.
    Alpha,
}

/// How a file of another size is brought to the picture's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Fit {
    /// Scaled to the picture; each pixel takes the nearest one.
    #[default]
    Scale,
    /// Laid on the picture's middle without scaling.
    Center,
}

/// How to read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Where to look.
    pub channel: Channel,
    /// Values from here on are bright, below they are dark.
    pub threshold: u8,
    /// Whether dark or bright changes. For [`Channel::Alpha`]: whether opaque counts as dark (black) or bright.
    pub polarity: Polarity,
    /// What to do about another size.
    pub fit: Fit,
}

/// What the values of a file look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Values {
    /// All the same: there is no mask in it.
    One,
    /// Two values only: a mask as it should be.
    Two,
    /// Nearly all near two ends: a mask with soft borders, from anti-aliasing or from JPEG. A threshold heals it.
    Fringed {
        /// Thousandths of pixels that are neither dark nor bright.
        permille: u32,
    },
    /// Gray: perhaps a mask with a feathered border, perhaps a photo. Show a threshold.
    Gray {
        /// Thousandths of pixels that are neither dark nor bright.
        permille: u32,
    },
}

/// What a file seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The file's width and height.
    pub size: Size,
    /// The brightness of its pixels.
    pub values: Values,
    /// Whether pixels differ in alpha: offer to read that instead.
    pub has_alpha: bool,
    /// Whether it has colors: more likely a picture than a mask.
    pub has_colors: bool,
    /// Whether, read as suggested, most is painted and so are all four corners: offer to swap.
    pub looks_inverted: bool,
    /// How to read it as far as one can tell.
    pub suggested: Reading,
}

/// How far from black or white a value may be and still count as it, in fringes.
const NEAR: usize = 32;

/// Looks at a decoded file. Every file gives an answer.
pub fn look(file: Picture<'_>) -> Look {
    let mut bright = [0_u64; 256];
    let mut alpha = [0_u64; 256];
    let mut has_colors = false;
    for pixel in file.pixels() {
        bright[usize::from(brightness(*pixel))] += 1;
        alpha[usize::from(pixel[3])] += 1;
        let [r, g, b, _] = *pixel;
        // JPEG gives gray pixels a breath of color.
        has_colors |= r.abs_diff(g).max(g.abs_diff(b)) > 24 && pixel[3] > 0;
    }
    let (brights, alphas) = (values(&bright), values(&alpha));
    let has_alpha = alphas != Values::One;
    // A file whose colors say nothing, or that is a cut-out photo, can only mean its alpha.
    let by_alpha = has_alpha && (brights == Values::One || has_colors || all_opaque_alike(file));
    let threshold = match (by_alpha, brights, alphas) {
        (false, Values::Two, _) => between(&bright),
        (true, _, Values::Two) => between(&alpha),
        _ => 128,
    };
    let suggested = Reading {
        channel: if by_alpha { Channel::Alpha } else { Channel::Brightness },
        threshold,
        polarity: if by_alpha { Polarity::WhiteChanges } else { Polarity::BlackChanges },
        fit: Fit::Scale,
    };
    let painted = |pixel: &[u8; 4]| is_painted(*pixel, &suggested);
    let (width, pixels) = (file.size().width() as usize, file.pixels());
    let corners = [0, width - 1, pixels.len() - width, pixels.len() - 1];
    let most = pixels.iter().filter(|pixel| painted(pixel)).count() * 2 > pixels.len();
    Look {
        size: file.size(),
        values: if by_alpha { alphas } else { brights },
        has_alpha,
        has_colors,
        looks_inverted: most && corners.iter().all(|corner| painted(&pixels[*corner])),
        suggested,
    }
}

/// Makes the mask for a picture of a size.
pub fn read(file: Picture<'_>, reading: &Reading, size: Size) -> Raster {
    let mut plane = Plane::new(file.size());
    for y in 0..file.size().height() as usize {
        for (word, pixels) in plane.row_mut(y).iter_mut().zip(file.row(y).chunks(64)) {
            for (bit, pixel) in pixels.iter().enumerate() {
                *word |= u64::from(is_painted(*pixel, reading)) << bit;
            }
        }
    }
    Raster::of_plane(&match reading.fit {
        Fit::Scale => plane.scaled(size),
        Fit::Center => plane.centered(size),
    })
}

fn is_painted(pixel: [u8; 4], reading: &Reading) -> bool {
    let bright = match reading.channel {
        Channel::Brightness => brightness(pixel) >= reading.threshold,
        // What is transparent is bright.
        Channel::Alpha => pixel[3] < reading.threshold,
    };
    bright == (reading.polarity == Polarity::WhiteChanges)
}

/// Brightness as television reckons it (Rec. 601), in whole numbers, over white.
fn brightness([r, g, b, a]: [u8; 4]) -> u8 {
    let gray = (u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114 + 500) / 1000;
    let alpha = u32::from(a);
    ((gray * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

fn values(counts: &[u64; 256]) -> Values {
    let all: u64 = counts.iter().sum();
    let gray: u64 = counts[NEAR..256 - NEAR].iter().sum();
    let permille = (gray * 1000 / all.max(1)) as u32;
    match counts.iter().filter(|count| **count > 0).count() {
        0 | 1 => Values::One,
        2 => Values::Two,
        _ if permille <= 50 => Values::Fringed { permille },
        _ => Values::Gray { permille },
    }
}

/// A threshold that tells two values apart: the greater of them.
fn between(counts: &[u64; 256]) -> u8 {
    counts.iter().rposition(|count| *count > 0).unwrap_or(128) as u8
}

/// Whether all pixels that can be seen have one color, so that only alpha tells them apart.
fn all_opaque_alike(file: Picture<'_>) -> bool {
    let mut seen = file.pixels().iter().filter(|pixel| pixel[3] > 0).map(|[r, g, b, _]| [*r, *g, *b]);
    let first = seen.next();
    seen.all(|color| Some(color) == first)
}
