//! Fast filling of what makes up most of a picture: areas whose color changes from row to row only.
//!
//! A general path filler evaluates the gradient for every pixel. Here it is evaluated once for a row, and rows that
//! are covered from edge to edge are copied.

use tiny_skia::{Color, ColorU8, Pixmap, PremultipliedColorU8};

/// A color for each row: between `top` and `bottom` by the stops, beyond them by the nearest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fall<'a> {
    pub(super) top: f32,
    pub(super) bottom: f32,
    pub(super) stops: &'a [(f32, Color)],
}

impl Fall<'_> {
    fn at(&self, y: f32) -> PremultipliedColorU8 {
        let span = self.bottom - self.top;
        let t = if span.abs() < f32::EPSILON { 1.0 } else { ((y - self.top) / span).clamp(0.0, 1.0) };
        let after = self.stops.iter().position(|stop| stop.0 >= t).unwrap_or(self.stops.len());
        let upper = self.stops.get(after.saturating_sub(1));
        let lower = self.stops.get(after).or(upper);
        let (Some((at, from)), Some((end, to))) = (upper, lower) else {
            return PremultipliedColorU8::TRANSPARENT;
        };
        let share = if end > at { ((t - at) / (end - at)).clamp(0.0, 1.0) } else { 0.0 };
        let part = |a: f32, b: f32| ((a + (b - a) * share) * 255.0).round() as u8;
        ColorU8::from_rgba(
            part(from.red(), to.red()),
            part(from.green(), to.green()),
            part(from.blue(), to.blue()),
            part(from.alpha(), to.alpha()),
        )
        .premultiply()
    }
}

/// Fills a rectangle; edges between pixels are blended by their share.
pub(super) fn rect(pixmap: &mut Pixmap, (x, y, w, h): (f32, f32, f32, f32), fall: Fall<'_>) {
    let (wide, tall) = (pixmap.width() as usize, pixmap.height() as usize);
    let (left, right) = (x.clamp(0.0, wide as f32), (x + w).clamp(0.0, wide as f32));
    let (top, bottom) = (y.clamp(0.0, tall as f32), (y + h).clamp(0.0, tall as f32));
    if left >= right || top >= bottom {
        return;
    }
    let (from, to) = (left.ceil() as usize, right.floor() as usize);
    for row in top as usize..(bottom.ceil() as usize).min(tall) {
        let share = bottom.min(row as f32 + 1.0) - top.max(row as f32);
        let color = fall.at(row as f32 + 0.5);
        let pixels = &mut pixmap.pixels_mut()[row * wide..(row + 1) * wide];
        if from > to {
            // Within one pixel.
            blend(&mut pixels[to], color, share * (right - left));
            continue;
        }
        if (from as f32) > left {
            blend(&mut pixels[from - 1], color, share * (from as f32 - left));
        }
        if (to as f32) < right {
            blend(&mut pixels[to], color, share * (right - to as f32));
        }
        if color.is_opaque() && share >= 1.0 {
            flood(&mut pixels[from..to], color);
        } else {
            pixels[from..to].iter_mut().for_each(|pixel| blend(pixel, color, share));
        }
    }
}

/// Fills everything below a line that is given by its height at evenly spread points, from two pixels left of the
/// picture to two pixels right of it.
pub(super) fn ground(pixmap: &mut Pixmap, heights: &[f32], fall: Fall<'_>) {
    let (wide, tall) = (pixmap.width() as usize, pixmap.height() as usize);
    let columns: Vec<(f32, f32)> = (0..wide)
        .map(|column| {
            let (a, b) = (height(heights, column as f32, wide), height(heights, column as f32 + 1.0, wide));
            (a.min(b), a.max(b))
        })
        .collect();
    let first = columns.iter().fold(f32::MAX, |least, column| least.min(column.0));
    let last = columns.iter().fold(f32::MIN, |most, column| most.max(column.1));
    for row in (first.max(0.0) as usize).min(tall)..tall {
        let color = fall.at(row as f32 + 0.5);
        let pixels = &mut pixmap.pixels_mut()[row * wide..(row + 1) * wide];
        if row as f32 >= last && color.is_opaque() {
            flood(pixels, color);
            continue;
        }
        let lower = row as f32 + 1.0;
        for (pixel, &(high, low)) in pixels.iter_mut().zip(&columns) {
            if lower > high {
                // How much of the pixel lies below a slope from `high` to `low`.
                let share =
                    if row as f32 >= low { 1.0 } else { (lower - (high + low) / 2.0).clamp(0.0, 1.0) };
                let steep = low - high;
                let share =
                    if steep > 1.0 && row as f32 + 1.0 < low { (lower - high) / steep } else { share };
                blend(pixel, color, share.min(1.0));
            }
        }
    }
}

fn height(heights: &[f32], x: f32, wide: usize) -> f32 {
    let at = (x + 2.0) / (wide as f32 + 4.0) * heights.len().saturating_sub(1) as f32;
    let cell = at.floor().max(0.0) as usize;
    let (a, b) = (heights.get(cell), heights.get(cell + 1));
    match (a, b) {
        (Some(a), Some(b)) => a + (b - a) * (at - cell as f32),
        (Some(only), None) => *only,
        _ => f32::MAX,
    }
}

/// Sets all pixels by doubling copies, which are fast in every build.
fn flood(pixels: &mut [PremultipliedColorU8], color: PremultipliedColorU8) {
    let Some(first) = pixels.first_mut() else { return };
    *first = color;
    let mut done = 1;
    while done < pixels.len() {
        let next = done.min(pixels.len() - done);
        pixels.copy_within(0..next, done);
        done += next;
    }
}

fn blend(pixel: &mut PremultipliedColorU8, color: PremultipliedColorU8, share: f32) {
    if share >= 1.0 && color.is_opaque() {
        *pixel = color;
        return;
    }
    let share = (share.clamp(0.0, 1.0) * 255.0) as u32;
    let keep = 255 - div(u32::from(color.alpha()) * share);
    let mix = |new: u8, old: u8| (div(u32::from(new) * share) + div(u32::from(old) * keep)).min(255) as u8;
    let alpha = mix(color.alpha(), pixel.alpha());
    let (red, green, blue) =
        (mix(color.red(), pixel.red()), mix(color.green(), pixel.green()), mix(color.blue(), pixel.blue()));
    let safe = PremultipliedColorU8::from_rgba(red.min(alpha), green.min(alpha), blue.min(alpha), alpha);
    *pixel = safe.unwrap_or(*pixel);
}

/// Divides by 255, rounded.
fn div(product: u32) -> u32 {
    (product + 128 + ((product + 128) >> 8)) >> 8
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: [(f32, Color); 1] = [(0.0, Color::WHITE)];
    const FALL: Fall<'_> = Fall { top: 0.0, bottom: 1.0, stops: &WHITE };

    fn alpha(pixmap: &Pixmap, x: u32, y: u32) -> u8 {
        pixmap.pixel(x, y).map_or(0, |pixel| pixel.alpha())
    }

    #[test]
    fn a_rectangle_covers_its_pixels_and_part_of_those_at_its_edge() {
        let mut pixmap = Pixmap::new(8, 8).unwrap();
        rect(&mut pixmap, (1.5, 2.0, 3.0, 2.5), FALL);
        assert_eq!(alpha(&pixmap, 2, 2), 255);
        assert!((126..=128).contains(&alpha(&pixmap, 1, 2)) && (126..=128).contains(&alpha(&pixmap, 4, 3)));
        assert!((126..=128).contains(&alpha(&pixmap, 3, 4)) && (62..=64).contains(&alpha(&pixmap, 1, 4)));
        assert_eq!((alpha(&pixmap, 0, 2), alpha(&pixmap, 5, 2), alpha(&pixmap, 2, 5)), (0, 0, 0));
    }

    #[test]
    fn a_rectangle_within_one_pixel_or_outside_the_picture_is_harmless() {
        let mut pixmap = Pixmap::new(4, 4).unwrap();
        rect(&mut pixmap, (1.25, 1.0, 0.5, 1.0), FALL);
        assert!((126..=128).contains(&alpha(&pixmap, 1, 1)));
        for outside in
            [(-9.0, 0.0, 3.0, 3.0), (9.0, 9.0, 1.0, 1.0), (0.0, 0.0, f32::NAN, 1.0), (3.5, 3.5, 9.0, 9.0)]
        {
            rect(&mut pixmap, outside, FALL);
        }
        assert_eq!(alpha(&pixmap, 0, 0), 0);
    }

    #[test]
    fn ground_lies_below_its_line() {
        let mut pixmap = Pixmap::new(40, 40).unwrap();
        ground(&mut pixmap, &[10.0, 30.0], FALL);
        for x in 0..40u32 {
            let line = 10.0 + 20.0 * (x as f32 + 2.5) / 44.0;
            assert_eq!(alpha(&pixmap, x, line as u32 + 2), 255);
            assert_eq!(alpha(&pixmap, x, line as u32 - 2), 0);
        }
        assert_eq!(alpha(&pixmap, 39, 39), 255);
    }
}
