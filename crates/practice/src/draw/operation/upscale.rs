//! Upscale: twice the size, by Lanczos' filter.
//!
//! Resemblance says how closely the result follows the source in its parts: the less, the more of them give way to
//! plain areas. Detail says how strongly edges are drawn: at 1 they are soft, at 50 as the filter gives them, at 100
//! crisp.

use image::{RgbImage, imageops};
use tiny_skia::Pixmap;

use super::source::{decode, pixmap};
use crate::draw::brush::Canvas;
use crate::draw::note::Note;
use crate::draw::{DrawError, Scene, mark};

pub(super) fn paint(source: &[u8], resemblance: u8, detail: u8, scene: &Scene) -> Result<Pixmap, DrawError> {
    let large = enlarged(&decode(source)?, resemblance, detail);
    let mut canvas = Canvas::around(pixmap(&large)?);
    // What practice has made bears its mark already, and now in twice the size.
    if Note::read(source).is_none() {
        mark(&mut canvas, scene);
    }
    Ok(canvas.pixmap)
}

fn enlarged(source: &RgbImage, resemblance: u8, detail: u8) -> RgbImage {
    let gone = 1.0 - f32::from(resemblance.clamp(1, 100)) / 100.0;
    let detail = (f32::from(detail.clamp(1, 100)) - 1.0) / 99.0;
    let mut large = doubled(source, if detail > 0.5 { 1.0 + (detail - 0.5) * 3.0 } else { detail * 2.0 });
    // The cube keeps the default close to the source.
    let parts = ((1.0 - 0.75 * gone * gone * gone) * 256.0) as i32;
    if parts < 256 {
        // An eighth of the result's size holds its areas and none of its parts.
        let eighth = |side: u32| side.div_ceil(8).max(1);
        let areas = imageops::thumbnail(&large, eighth(large.width()), eighth(large.height()));
        let areas = doubled(&doubled(&doubled(&areas, 0.0), 0.0), 0.0);
        let (row, wide) = (large.width() as usize * 3, areas.width() as usize * 3);
        let lines = large.as_flat_samples_mut().samples.chunks_mut(row).zip(areas.as_raw().chunks(wide));
        for (level, area) in lines.flat_map(|(line, areas)| line.iter_mut().zip(areas)) {
            let (own, area) = (i32::from(*level), i32::from(*area));
            *level = (area + (((own - area) * parts) >> 8)).clamp(0, 255) as u8;
        }
    }
    large
}

/// Twice the size. The filter is a straight line's at a crispness of 0, that of Lanczos (three lobes) at 1, and beyond
/// it overshoots, which draws edges out.
///
/// The general filter of the `image` crate gives the same pixels and takes ten times as long.
fn doubled(source: &RgbImage, crispness: f32) -> RgbImage {
    let taps = taps(crispness);
    let (wide, tall) = (source.width() as usize, source.height() as usize);
    let row = wide * 3;
    // Across first. A margin of three pixels on both sides repeats the border.
    let mut across = vec![0.0f32; row * 2 * tall];
    let mut line = vec![0.0f32; (wide + 6) * 3];
    for (to, from) in across.chunks_mut(row * 2).zip(source.as_raw().chunks(row)) {
        let (first, last) = (&from[..3], &from[row - 3..]);
        let bordered = first.repeat(3).into_iter().chain(from.iter().copied()).chain(last.repeat(3));
        line.iter_mut().zip(bordered).for_each(|(to, level)| *to = f32::from(level));
        for (to, around) in to.as_chunks_mut::<6>().0.iter_mut().zip(line.windows(21).step_by(3)) {
            for part in 0..3 {
                let at = |n: usize| around[n * 3 + part];
                to[part] = (0..6).map(|n| at(n) * taps[5 - n]).sum();
                to[part + 3] = (0..6).map(|n| at(n + 1) * taps[n]).sum();
            }
        }
    }
    let mut large = RgbImage::new(source.width() * 2, source.height() * 2);
    let mut sum = vec![0.0f32; row * 2];
    for (y, to) in large.as_flat_samples_mut().samples.chunks_mut(row * 2).enumerate() {
        // The upper of the two new rows lies nearer to the row before, the lower nearer to the next.
        let (from, upper) = (y / 2, y % 2 == 0);
        sum.fill(0.5);
        for n in 0..6 {
            let tap = if upper { taps[5 - n] } else { taps[n] };
            let near = (from + n + usize::from(!upper)).saturating_sub(3).min(tall - 1);
            let line = across.get(near * row * 2..(near + 1) * row * 2).unwrap_or_default();
            sum.iter_mut().zip(line).for_each(|(sum, level)| *sum += level * tap);
        }
        to.iter_mut().zip(&sum).for_each(|(to, sum)| *to = *sum as u8);
    }
    large
}

/// The weights of six neighbors for a point a quarter of a pixel beyond the third of them.
fn taps(crispness: f32) -> [f32; 6] {
    let sinc = |x: f32| {
        let x = x * std::f32::consts::PI;
        if x == 0.0 { 1.0 } else { x.sin() / x }
    };
    let far = |n: usize| (n as f32 - 2.25).abs();
    let lanczos: [f32; 6] =
        std::array::from_fn(|n| if far(n) < 3.0 { sinc(far(n)) * sinc(far(n) / 3.0) } else { 0.0 });
    let sum: f32 = lanczos.iter().sum();
    std::array::from_fn(|n| {
        let line = (1.0 - far(n)).max(0.0);
        line + (lanczos[n] / sum - line) * crispness
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, imageops::FilterType};

    fn drawing() -> RgbImage {
        RgbImage::from_fn(96, 64, |x, y| {
            let disc = (x as i32 - 40).pow(2) + (y as i32 - 30).pow(2) < 400;
            let stripe = (x / 5 + y / 7) % 2 == 0;
            Rgb(if disc {
                [200, 60, 40]
            } else if stripe {
                [60, 90, 150]
            } else {
                [150, 190, 230]
            })
        })
    }

    /// The mean difference of neighbors, which is what the eye takes for sharpness.
    fn sharpness(picture: &RgbImage) -> f64 {
        let row = picture.width() as usize * 3;
        let raw = picture.as_raw();
        let sum: f64 = raw.iter().zip(raw.iter().skip(3)).map(|(a, b)| f64::from(a.abs_diff(*b))).sum();
        let down: f64 = raw.iter().zip(raw.iter().skip(row)).map(|(a, b)| f64::from(a.abs_diff(*b))).sum();
        (sum + down) / raw.len() as f64
    }

    /// How far the result is from its source when it is brought back to its size.
    fn strayed(source: &RgbImage, large: &RgbImage) -> f64 {
        let back = imageops::thumbnail(large, source.width(), source.height());
        let sum: f64 =
            back.as_raw().iter().zip(source.as_raw()).map(|(a, b)| f64::from(a.abs_diff(*b))).sum();
        sum / source.len() as f64
    }

    #[test]
    fn more_detail_is_sharper_and_more_resemblance_is_nearer() {
        let source = drawing();
        let sharp = [1, 30, 50, 75, 100].map(|detail| sharpness(&enlarged(&source, 50, detail)));
        assert!(sharp.is_sorted_by(|a, b| a + 0.05 < *b), "{sharp:?}");
        let far = [1, 25, 50, 100].map(|like| strayed(&source, &enlarged(&source, like, 50)));
        assert!(far.is_sorted_by(|a, b| a > b) && far[3] < 4.0, "{far:?}");
    }

    #[test]
    fn at_full_resemblance_and_middling_detail_it_is_the_lanczos_filter() {
        let source = drawing();
        for (crispness, filter) in [(1.0, FilterType::Lanczos3), (0.0, FilterType::Triangle)] {
            let (known, ours) = (imageops::resize(&source, 192, 128, filter), doubled(&source, crispness));
            // The border is another matter: that filter leaves out what lies beyond it, this one repeats it.
            let inner =
                |picture: &RgbImage| imageops::crop_imm(picture, 8, 8, 176, 112).to_image().into_raw();
            let most = inner(&ours).iter().zip(inner(&known)).map(|(a, b)| a.abs_diff(b)).max();
            assert!(most <= Some(1), "{filter:?}: {most:?}");
        }
    }

    #[test]
    fn the_smallest_picture_doubles() {
        assert_eq!(
            enlarged(&RgbImage::from_pixel(1, 1, Rgb([7, 8, 9])), 1, 100).into_raw(),
            [7, 8, 9].repeat(4)
        );
    }
}
