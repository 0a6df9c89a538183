//! The matte: how much of each pixel belongs to the subject, fine and soft at its edge.

use image::RgbImage;

use super::region::soft;
use super::subject;

/// A subject, cut out.
pub(super) struct Matte {
    /// The part of each pixel that is subject, 0 to 255, row by row.
    pub(super) share: Vec<u8>,
    /// The colors of the subject; at its edge without what shone through from the old background.
    pub(super) ink: RgbImage,
}

/// A field on the coarse grid, read at any place between its cells.
struct Field {
    wide: usize,
    tall: usize,
    values: Vec<f32>,
}

impl Matte {
    /// Cuts the subject out of the picture.
    pub(super) fn of(picture: &RgbImage) -> Self {
        let grid = subject::grid(picture);
        let region = subject::find(&grid);
        let (wide, tall) = (region.wide, region.tall);
        let field = |values: Vec<f32>| Field { wide, tall, values };
        let inside: Vec<f32> = region.set.iter().map(|set| f32::from(*set)).collect();
        let edge = field(soft(&inside, wide, tall, 1));
        // The mean colors of subject and background near each place.
        let near = |weights: &[f32]| -> [Field; 3] {
            let total = soft(weights, wide, tall, 6);
            std::array::from_fn(|part| {
                let parts = grid.as_raw().iter().skip(part).step_by(3).zip(weights);
                let sums: Vec<f32> = parts.map(|(level, weight)| f32::from(*level) * weight).collect();
                let means = soft(&sums, wide, tall, 6);
                field(means.iter().zip(&total).map(|(sum, total)| sum / total.max(1e-4)).collect())
            })
        };
        let outside: Vec<f32> = inside.iter().map(|part| 1.0 - part).collect();
        let (own, other) = (near(&inside), near(&outside));
        let (mut share, mut ink) = (Vec::with_capacity(picture.len() / 3), picture.clone());
        for (x, y, pixel) in ink.enumerate_pixels_mut() {
            let at = ((x as f32 + 0.5) / picture.width() as f32, (y as f32 + 0.5) / picture.height() as f32);
            let by_place = edge.at(at);
            if !(0.02..0.98).contains(&by_place) {
                share.push(if by_place < 0.5 { 0 } else { 255 });
                continue;
            }
            let [own, other] = [&own, &other].map(|fields| fields.each_ref().map(|field| field.at(at)));
            let by_color = between(pixel.0.map(f32::from), other, own).unwrap_or(by_place);
            // In the middle of the edge the color knows best, towards its sides the place.
            let trust = 1.0 - (2.0 * by_place - 1.0).powi(2);
            let part = (by_place + (by_color - by_place) * trust).clamp(0.0, 1.0);
            share.push((part * 255.0).round() as u8);
            for (level, own) in pixel.0.iter_mut().zip(own) {
                *level = (f32::from(*level) * part + own * (1.0 - part)).round().clamp(0.0, 255.0) as u8;
            }
        }
        Self { share, ink }
    }

    /// How much subject there is in a part of the picture (left, top, right, bottom, each from 0 to 1), 0 to 1.
    pub(super) fn within(&self, (left, top, right, bottom): (f32, f32, f32, f32)) -> f32 {
        let (wide, tall) = (self.ink.width() as usize, self.ink.height() as usize);
        let cut = |part: f32, of: usize| ((part * of as f32) as usize).min(of);
        let (mut sum, mut count) = (0u64, 0u64);
        for y in cut(top, tall)..cut(bottom, tall) {
            let row =
                self.share.get(y * wide + cut(left, wide)..y * wide + cut(right, wide)).unwrap_or_default();
            sum += row.iter().map(|share| u64::from(*share)).sum::<u64>();
            count += row.len() as u64;
        }
        sum as f32 / (count.max(1) * 255) as f32
    }
}

impl Field {
    /// At a place from 0 to 1 on both axes.
    fn at(&self, (x, y): (f32, f32)) -> f32 {
        let cell = |part: f32, of: usize| {
            let at = (part * of as f32 - 0.5).clamp(0.0, of.saturating_sub(1) as f32);
            (at as usize, (at as usize + 1).min(of.saturating_sub(1)), at.fract())
        };
        let ((left, right, fx), (upper, lower, fy)) = (cell(x, self.wide), cell(y, self.tall));
        let value = |x: usize, y: usize| self.values.get(y * self.wide + x).copied().unwrap_or(0.0);
        let line = |y: usize| value(left, y) + (value(right, y) - value(left, y)) * fx;
        line(upper) + (line(lower) - line(upper)) * fy
    }
}

/// Where a color lies on the way between two others, 0 to 1; nothing where those are too near to tell.
fn between(color: [f32; 3], from: [f32; 3], to: [f32; 3]) -> Option<f32> {
    let way: [f32; 3] = std::array::from_fn(|n| to[n] - from[n]);
    let length: f32 = way.iter().map(|part| part * part).sum();
    let along: f32 = way.iter().zip(color).zip(from).map(|((way, color), from)| way * (color - from)).sum();
    (length > 900.0).then(|| (along / length).clamp(0.0, 1.0))
}
