//! Where the subject of a picture is, estimated from its colors: what differs from the border belongs to it.

use image::{RgbImage, imageops};

use super::lab::{Lab, apart, lab};
use super::region::{Region, on_border, soft};

/// The longest side of the grid on which the subject is looked for.
const GRID: u32 = 224;
/// How many colors of the border make up the background.
const GROUNDS: usize = 5;
/// A border color that is rarer than this belongs to a subject that touches the border.
const RARE: f32 = 0.06;
/// The least and the most that a color may differ from the background and still be part of it.
const TOLERANCE: (f32, f32) = (7.0, 26.0);

/// The grid that is looked at: the picture, scaled down.
pub(super) fn grid(picture: &RgbImage) -> RgbImage {
    let (width, height) = picture.dimensions();
    let long = width.max(height).max(1);
    let side = |side: u32| (side * GRID.min(long)).div_ceil(long).max(1);
    imageops::thumbnail(picture, side(width), side(height))
}

/// The cells of the grid that belong to the subject: by the border's colors, else by what stands out, else the middle.
pub(super) fn find(grid: &RgbImage) -> Region {
    let (wide, tall) = (grid.width() as usize, grid.height() as usize);
    let colors: Vec<Lab> = grid.as_raw().as_chunks::<3>().0.iter().map(|rgb| lab(*rgb)).collect();
    let sensible = |region: &Region| (0.015..=0.85).contains(&region.share());
    [before_border(&colors, wide, tall), standing_out(&colors, wide, tall)]
        .into_iter()
        .find(sensible)
        .unwrap_or_else(|| middle(wide, tall))
}

/// Everything that a flood from the border through background colors does not reach.
fn before_border(colors: &[Lab], wide: usize, tall: usize) -> Region {
    let grounds = grounds(colors, wide, tall);
    let far: Vec<f32> = colors
        .iter()
        .map(|color| grounds.iter().map(|ground| apart(*color, *ground)).fold(f32::MAX, f32::min))
        .collect();
    // Where the border's own colors lie close together, little else is taken for background.
    let mut own: Vec<f32> =
        far.iter().enumerate().filter(|(n, _)| on_border(*n, wide, tall)).map(|(_, far)| *far).collect();
    own.sort_by(f32::total_cmp);
    let usual = own.get(own.len() * 4 / 5).copied().unwrap_or(0.0);
    let tolerance = valley(&far).min(usual * 2.0 + 5.0).clamp(TOLERANCE.0, TOLERANCE.1);
    let at = |n: usize| far.get(n).copied().unwrap_or(f32::MAX);
    let step = |from: usize, to: usize| match (colors.get(from), colors.get(to)) {
        // A slow change of color may go on a little further than a sudden one.
        (Some(a), Some(b)) => at(to) < tolerance || (at(to) < tolerance * 1.3 && apart(*a, *b) < 2.0),
        _ => false,
    };
    let background = Region::flood(wide, tall, |n| at(n) < tolerance, step);
    background.inverse().opened().largest(0.12).filled()
}

/// The colors of the border, the rare ones left out. The middle of the lower edge is not asked: people and things
/// stand there.
fn grounds(colors: &[Lab], wide: usize, tall: usize) -> Vec<Lab> {
    let rim = (wide.min(tall) / 40).max(1);
    let samples: Vec<Lab> = (0..wide * tall)
        .filter(|n| {
            let (x, y) = (n % wide, n / wide);
            let side = x < rim || x + rim >= wide;
            let upper = y < rim;
            let lower = y + rim >= tall && (x * 5 < wide || x * 5 >= wide * 4);
            (side && y * 10 < tall * 9) || upper || lower
        })
        .filter_map(|n| colors.get(n).copied())
        .collect();
    let mut centers: Vec<Lab> = Vec::new();
    let nearest = |centers: &[Lab], color: Lab| {
        let far = centers.iter().map(|center| apart(*center, color));
        far.enumerate().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, f32::MAX))
    };
    // Each new center is the color that those before explain worst; then all move to the middle of their own.
    while centers.len() < GROUNDS {
        let worst =
            samples.iter().max_by(|a, b| nearest(&centers, **a).1.total_cmp(&nearest(&centers, **b).1));
        match worst {
            Some(worst) if nearest(&centers, *worst).1 > 4.0 => centers.push(*worst),
            _ => break,
        }
    }
    let mut counts = vec![0u32; centers.len()];
    for _ in 0..8 {
        let mut sums = vec![[0.0f32; 3]; centers.len()];
        counts = vec![0; centers.len()];
        for sample in &samples {
            let (own, _) = nearest(&centers, *sample);
            if let (Some(sum), Some(count)) = (sums.get_mut(own), counts.get_mut(own)) {
                *count += 1;
                sum.iter_mut().zip(sample).for_each(|(sum, part)| *sum += part);
            }
        }
        for ((center, sum), count) in centers.iter_mut().zip(sums).zip(&counts) {
            if *count > 0 {
                *center = sum.map(|part| part / *count as f32);
            }
        }
    }
    let least = samples.len() as f32 * RARE;
    centers
        .into_iter()
        .zip(counts)
        .filter(|(_, count)| *count as f32 >= least)
        .map(|(center, _)| center)
        .collect()
}

/// What differs most from the border's mean color, more so near the middle.
fn standing_out(colors: &[Lab], wide: usize, tall: usize) -> Region {
    let border = (0..wide * tall).filter(|n| on_border(*n, wide, tall)).filter_map(|n| colors.get(n));
    let (mut sum, mut count) = ([0.0f32; 3], 0.0f32);
    for color in border {
        sum.iter_mut().zip(color).for_each(|(sum, part)| *sum += part);
        count += 1.0;
    }
    let mean = sum.map(|part| part / count.max(1.0));
    let salience: Vec<f32> = colors
        .iter()
        .enumerate()
        .map(|(n, color)| {
            let (x, y) = place(n, wide, tall);
            apart(*color, mean) * (-(x * x + y * y) * 1.4).exp()
        })
        .collect();
    let salience = soft(&salience, wide, tall, 3);
    let least = valley(&salience).max(6.0);
    Region::new(wide, tall, |n| salience.get(n).is_some_and(|value| *value > least)).largest(0.5).filled()
}

/// An upright oval, for pictures in which nothing differs from anything.
fn middle(wide: usize, tall: usize) -> Region {
    Region::new(wide, tall, |n| {
        let (x, y) = place(n, wide, tall);
        (x / 0.56).powi(2) + ((y - 0.06) / 0.74).powi(2) < 1.0
    })
}

/// From -1 to 1 on both axes.
fn place(n: usize, wide: usize, tall: usize) -> (f32, f32) {
    let part = |at: usize, of: usize| (at as f32 + 0.5) / of as f32 * 2.0 - 1.0;
    (part(n % wide, wide), part(n / wide, tall))
}

/// The level that best parts the values into a low and a high group (Otsu's method).
fn valley(values: &[f32]) -> f32 {
    const LEVELS: usize = 128;
    let most = values.iter().copied().fold(0.0f32, f32::max);
    if most <= 0.0 {
        return 0.0;
    }
    let mut counts = [0.0f32; LEVELS];
    for value in values {
        let level = (value / most * (LEVELS - 1) as f32) as usize;
        counts[level.min(LEVELS - 1)] += 1.0;
    }
    let all: f32 = counts.iter().enumerate().map(|(level, count)| level as f32 * count).sum();
    let total = values.len() as f32;
    let (mut below, mut sum) = (0.0, 0.0);
    let (mut best, mut found) = (0.0, 0);
    for (level, count) in counts.iter().enumerate() {
        below += count;
        sum += level as f32 * count;
        let above = total - below;
        if below == 0.0 || above <= 0.0 {
            continue;
        }
        let gap = sum / below - (all - sum) / above;
        let parted = below * above * gap * gap;
        if parted > best {
            (best, found) = (parted, level);
        }
    }
    (found as f32 + 1.0) / LEVELS as f32 * most
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    /// How much two regions agree: what both hold, of what either holds.
    fn agreement(found: &Region, truth: impl Fn(f32, f32) -> bool) -> f32 {
        let (mut both, mut either) = (0.0, 0.0);
        for n in 0..found.set.len() {
            let (x, y) = place(n, found.wide, found.tall);
            let (a, b) = (found.holds(n), truth(x, y));
            both += f32::from(a && b);
            either += f32::from(a || b);
        }
        both / either
    }

    fn painted(color: impl Fn(f32, f32) -> [u8; 3]) -> RgbImage {
        RgbImage::from_fn(300, 200, |x, y| {
            Rgb(color((x as f32 + 0.5) / 150.0 - 1.0, (y as f32 + 0.5) / 100.0 - 1.0))
        })
    }

    #[test]
    fn a_figure_before_a_plain_wall_is_found() {
        let figure = |x: f32, y: f32| (x - 0.2).abs() < 0.3 && y > -0.5;
        let picture = painted(|x, y| if figure(x, y) { [180, 60, 40] } else { [220, 225, 230] });
        assert!(agreement(&find(&grid(&picture)), figure) > 0.93);
    }

    #[test]
    fn a_background_that_runs_from_color_to_color_is_background() {
        let disc = |x: f32, y: f32| (x * 1.5).powi(2) + y * y < 0.3;
        let picture = painted(|x, y| {
            let fade = (y * 60.0) as i16;
            if disc(x, y) { [250, 200, 40] } else { [90, (120 + fade) as u8, (170 + fade) as u8] }
        });
        assert!(agreement(&find(&grid(&picture)), disc) > 0.93);
    }

    #[test]
    fn a_hole_in_the_colors_of_the_wall_belongs_to_the_figure() {
        let figure = |x: f32, y: f32| x.abs() < 0.5 && y.abs() < 0.6;
        let hole = |x: f32, y: f32| x.abs() < 0.1 && y.abs() < 0.1;
        let picture =
            painted(|x, y| if figure(x, y) && !hole(x, y) { [20, 40, 60] } else { [240, 240, 240] });
        assert!(agreement(&find(&grid(&picture)), figure) > 0.93);
    }

    #[test]
    fn a_plain_picture_has_its_subject_in_the_middle() {
        let found = find(&grid(&painted(|_, _| [10, 200, 30])));
        assert!(found.holds(found.wide * (found.tall / 2) + found.wide / 2) && !found.holds(0));
    }

    #[test]
    fn a_picture_of_one_pixel_is_harmless() {
        for (width, height) in [(1, 1), (1, 400), (400, 1), (2, 3)] {
            let grid = grid(&RgbImage::new(width, height));
            assert_eq!(find(&grid).set.len(), (grid.width() * grid.height()) as usize);
        }
    }
}
