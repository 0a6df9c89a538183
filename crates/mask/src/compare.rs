//! After an edit: what really changed, and putting the picture's own pixels back.

use std::fmt;

use crate::colors::{Picture, distance};
use crate::geom::Size;
use crate::raster::{Plane, Raster, SIDE};

/// A channel's difference up to which a pixel counts as unchanged. Compression alone changes most pixels a little.
pub const USUAL_TOLERANCE: u8 = 16;

/// The widest seam, in pixels.
pub const MAX_SEAM: u32 = 32;

/// Picture, result and mask have different sizes. Scaling one of them is a choice for a person to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SizesDiffer {
    /// The picture before the edit.
    pub before: Size,
    /// The result.
    pub after: Size,
    /// The mask.
    pub mask: Size,
}

impl fmt::Display for SizesDiffer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { before, after, mask } = self;
        write!(
            out,
            "the picture is {}×{}, the result {}×{}, the mask {}×{}",
            before.width(),
            before.height(),
            after.width(),
            after.height(),
            mask.width(),
            mask.height()
        )
    }
}

impl std::error::Error for SizesDiffer {}

/// How one side of the mask fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Side {
    /// Its pixels.
    pub pixels: u64,
    /// Those that differ by more than the tolerance.
    pub changed: u64,
    /// The largest difference of any channel of any pixel, tolerated or not.
    pub largest: u8,
}

impl Side {
    /// Thousandths changed, rounded down, but never 0 while a pixel changed.
    pub const fn permille(&self) -> u32 {
        if self.changed == 0 {
            return 0;
        }
        let share = (self.changed * 1000 / self.pixels) as u32;
        if share == 0 { 1 } else { share }
    }
}

/// One field of the heat map: 64 × 64 pixels, less at the right and lower border.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Heat {
    /// Share of the field's painted pixels that changed, 0 to 255; at least 1 if one did.
    pub inside: u8,
    /// Share of its unpainted pixels that changed, likewise.
    pub outside: u8,
}

/// What to say about an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The painted area changed and hardly anything else.
    Kept,
    /// Something outside changed too, though less than inside.
    Drifted,
    /// The outside changed nearly as much as the inside: the mask may have been ignored.
    MaskIgnored,
    /// Nothing changed to speak of.
    NothingChanged,
}

/// What changed between a picture and the result of its edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Painted pixels.
    pub inside: Side,
    /// Unpainted pixels.
    pub outside: Side,
    /// Fields of the heat map in a row.
    pub columns: usize,
    /// The heat map, row by row.
    pub heat: Vec<Heat>,
}

impl Comparison {
    /// The verdict: up to 1 % changed counts as nothing. The mask may have been ignored when at least a fifth of the
    /// outside changed, and at least three quarters as large a share as of the inside.
    pub const fn verdict(&self) -> Verdict {
        let (inside, outside) = (self.inside.permille(), self.outside.permille());
        if outside >= 200 && outside * 4 >= inside * 3 {
            Verdict::MaskIgnored
        } else if outside > 10 {
            Verdict::Drifted
        } else if inside <= 10 {
            Verdict::NothingChanged
        } else {
            Verdict::Kept
        }
    }

    /// The heat map as RGBA, one pixel for each field: red where the outside changed, blue where the inside did, the
    /// more opaque the more. To be drawn over the picture, enlarged without smoothing.
    pub fn heat_rgba(&self) -> Vec<u8> {
        let color = |heat: &Heat| match (heat.inside, heat.outside) {
            (0, 0) => [0, 0, 0, 0],
            (inside, 0) => [30, 110, 230, 80 + inside / 2],
            (_, outside) => [225, 30, 45, 100 + outside / 2],
        };
        self.heat.iter().flat_map(color).collect()
    }
}

/// Compares a picture with the result of its edit, pixel by pixel. About 50 ms for 16 million pixels.
///
/// # Errors
/// [`SizesDiffer`] unless all three have one size.
pub fn compare(
    before: Picture<'_>,
    after: Picture<'_>,
    mask: &Raster,
    tolerance: u8,
) -> Result<Comparison, SizesDiffer> {
    let size = one_size(before, after, mask)?;
    let columns = size.width().div_ceil(SIDE as u32) as usize;
    let mut sides = [Side::default(); 2];
    let mut heat = Vec::new();
    let mut fields = vec![[Side::default(); 2]; columns];
    let mut painted = vec![0; columns];
    for y in 0..size.height() as usize {
        mask.read_row(y as u32, &mut painted);
        let pairs = before.row(y).chunks(SIDE).zip(after.row(y).chunks(SIDE));
        for (((before, after), word), field) in pairs.zip(&painted).zip(&mut fields) {
            for (bit, (before, after)) in before.iter().zip(after).enumerate() {
                let side = &mut field[usize::from(word >> bit & 1 == 0)];
                let by = distance(*before, *after);
                side.pixels += 1;
                side.changed += u64::from(by > tolerance);
                side.largest = side.largest.max(by);
            }
        }
        if (y + 1) % SIDE == 0 || y + 1 == size.height() as usize {
            for field in &mut fields {
                let share = |side: &Side| (side.changed * 255).div_ceil(side.pixels.max(1)) as u8;
                heat.push(Heat { inside: share(&field[0]), outside: share(&field[1]) });
                for (all, part) in sides.iter_mut().zip(std::mem::take(field)) {
                    all.pixels += part.pixels;
                    all.changed += part.changed;
                    all.largest = all.largest.max(part.largest);
                }
            }
        }
    }
    Ok(Comparison { inside: sides[0], outside: sides[1], columns, heat })
}

/// The result with the picture's own pixels wherever nothing is painted, as RGBA.
///
/// Every unpainted pixel is the picture's, to the last bit. With a seam of some pixels (at most [`MAX_SEAM`]) the two
/// are blended *inside* the mask, so that its border cannot be seen: the farther from the nearest unpainted pixel, the
/// more of the result. The image's border is no seam.
///
/// # Errors
/// [`SizesDiffer`] unless all three have one size.
pub fn keep_my_pixels(
    before: Picture<'_>,
    after: Picture<'_>,
    mask: &Raster,
    seam: u32,
) -> Result<Vec<u8>, SizesDiffer> {
    let size = one_size(before, after, mask)?;
    let seam = seam.min(MAX_SEAM);
    let mut out: Vec<[u8; 4]> = before.pixels().to_vec();
    let width = size.width() as usize;
    let mut whole = Plane::of(mask);
    whole.erode(seam);
    let whole = Raster::of_plane(&whole);
    for (y, row) in out.chunks_exact_mut(width).enumerate() {
        for (from, to) in whole.spans(y as u32) {
            let (from, to) = (from as usize, to as usize);
            row[from..to].copy_from_slice(&after.row(y)[from..to]);
        }
    }
    if seam > 0 {
        let mut band = mask.clone();
        band.join(&whole, crate::Mode::Subtract);
        blend(&mut out, after, mask, &band, seam as usize);
    }
    Ok(out.into_flattened())
}

/// Blends the pixels of the band by their distance to the nearest unpainted one.
fn blend(out: &mut [[u8; 4]], after: Picture<'_>, mask: &Raster, band: &Raster, seam: usize) {
    let (width, height) = (mask.size().width() as usize, mask.size().height() as usize);
    let far = seam as u8 + 1;
    // For a strip of rows: how far up or down in its column the nearest unpainted pixel is, at most `far`.
    let mut away = vec![far; width * SIDE];
    let mut words = vec![0; width.div_ceil(SIDE)];
    for top in (0..height).step_by(SIDE) {
        let bottom = (top + SIDE).min(height);
        if (top..bottom).all(|y| band.spans(y as u32).next().is_none()) {
            continue;
        }
        away.fill(far);
        let down: Vec<usize> = (top.saturating_sub(seam)..bottom).collect();
        let up: Vec<usize> = (top..(bottom + seam).min(height)).rev().collect();
        for rows in [down, up] {
            let mut nearest = vec![far; width];
            for y in rows {
                mask.read_row(y as u32, &mut words);
                for (x, nearest) in nearest.iter_mut().enumerate() {
                    let painted = words[x / SIDE] >> (x % SIDE) & 1 == 1;
                    *nearest = if painted { (*nearest + 1).min(far) } else { 0 };
                    if (top..bottom).contains(&y) {
                        let away = &mut away[(y - top) * width + x];
                        *away = (*away).min(*nearest);
                    }
                }
            }
        }
        for y in top..bottom {
            let away = &away[(y - top) * width..(y - top + 1) * width];
            for (from, to) in band.spans(y as u32) {
                for x in from as usize..to as usize {
                    let first = x.saturating_sub(seam);
                    let near = &away[first..(x + seam + 1).min(width)];
                    let square = near.iter().enumerate().map(|(n, away)| {
                        let (dx, dy) = ((first + n).abs_diff(x) as u32, u32::from(*away));
                        dx * dx + dy * dy
                    });
                    let square = square.min().unwrap_or(0);
                    // 256 times the distance, and of that the share of the seam.
                    let weight = ((square << 16).isqrt() / u32::from(far)).min(256);
                    let at = y * width + x;
                    out[at] = mix(out[at], after.pixels()[at], weight);
                }
            }
        }
    }
}

/// `weight` parts of 256 of the second color.
fn mix(a: [u8; 4], b: [u8; 4], weight: u32) -> [u8; 4] {
    let part = |n: usize| ((u32::from(a[n]) * (256 - weight) + u32::from(b[n]) * weight + 128) >> 8) as u8;
    [part(0), part(1), part(2), part(3)]
}

fn one_size(before: Picture<'_>, after: Picture<'_>, mask: &Raster) -> Result<Size, SizesDiffer> {
    let sizes = SizesDiffer { before: before.size(), after: after.size(), mask: mask.size() };
    if sizes.before == sizes.after && sizes.after == sizes.mask { Ok(sizes.mask) } else { Err(sizes) }
}
