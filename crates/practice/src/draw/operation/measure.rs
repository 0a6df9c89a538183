//! What can be measured in a picture without knowing what it shows.

use image::{RgbImage, imageops};

/// The side of the square that most measures are taken on.
const SIDE: u32 = 96;

/// The measures of a picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measures {
    pub(super) width: u32,
    pub(super) height: u32,
    /// The most frequent colors, most frequent first.
    pub(super) colors: Vec<[u8; 3]>,
    /// Mean brightness, 0 to 255.
    pub(super) light: f32,
    /// How far brightness spreads around its mean (standard deviation), 0 to 128.
    pub(super) contrast: f32,
    /// Mean distance of colors from gray, 0 to 255.
    pub(super) color: f32,
    /// Mean step of brightness between neighbors, 0 to 255: calm or busy.
    pub(super) texture: f32,
    /// Of all those steps, the part that lies between upper and lower neighbors, 0 to 1: high for level bands.
    pub(super) level: f32,
    /// Brightness of the upper less that of the lower third.
    pub(super) upper: f32,
    /// Brightness of the left less that of the right third.
    pub(super) left: f32,
    /// The part of all steps that lies in the middle ninth, 0 to 1; an even picture has 0.11.
    pub(super) center: f32,
    /// How alike the left half and the mirrored right half are, 0 to 1.
    pub(super) symmetry: f32,
}

/// The most frequent colors, coarsely grouped, most frequent first; at most `count`.
pub(super) fn dominant(picture: &RgbImage, count: usize) -> Vec<[u8; 3]> {
    frequent(&shrink(picture), count)
}

/// Measures a picture.
pub(super) fn measure(picture: &RgbImage) -> Measures {
    let small = shrink(picture);
    let side = SIDE as usize;
    let pixels = small.as_raw().as_chunks::<3>().0;
    let light: Vec<f32> = pixels
        .iter()
        .map(|&[r, g, b]| 0.2126 * f32::from(r) + 0.7152 * f32::from(g) + 0.0722 * f32::from(b))
        .collect();
    let at = |x: usize, y: usize| light.get(y * side + x).copied().unwrap_or(0.0);
    let mean = |of: &mut dyn Iterator<Item = f32>| {
        let (sum, count) = of.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
        sum / f32::max(count, 1.0)
    };
    let whole = mean(&mut light.iter().copied());
    let spread = mean(&mut light.iter().map(|value| (value - whole).powi(2))).sqrt();
    let color = mean(&mut pixels.iter().map(|&[r, g, b]| f32::from(r.max(g).max(b) - r.min(g).min(b))));
    let (mut across, mut down, mut center) = (0.0, 0.0, 0.0);
    let (third, two_thirds) = (side / 3, side * 2 / 3);
    for (x, y) in (1..side).flat_map(|y| (1..side).map(move |x| (x, y))) {
        let (a, d) = ((at(x, y) - at(x - 1, y)).abs(), (at(x, y) - at(x, y - 1)).abs());
        across += a;
        down += d;
        if (third..two_thirds).contains(&x) && (third..two_thirds).contains(&y) {
            center += a + d;
        }
    }
    let steps = f32::max(across + down, 1e-3);
    let part = |inside: &dyn Fn(usize, usize) -> bool| {
        mean(
            &mut light
                .iter()
                .enumerate()
                .filter(|(n, _)| inside(n % side, n / side))
                .map(|(_, value)| *value),
        )
    };
    let mirrored = (0..side).flat_map(|y| (0..side / 2).map(move |x| (x, y)));
    let unlike = mean(&mut mirrored.map(|(x, y)| (at(x, y) - at(side - 1 - x, y)).abs()));
    Measures {
        width: picture.width(),
        height: picture.height(),
        colors: frequent(&small, 4),
        light: whole,
        contrast: spread,
        color,
        texture: steps / (2 * (side - 1) * (side - 1)) as f32,
        level: down / steps,
        upper: part(&|_, y| y < third) - part(&|_, y| y >= two_thirds),
        left: part(&|x, _| x < third) - part(&|x, _| x >= two_thirds),
        center: center / steps,
        symmetry: 1.0 - (unlike / f32::max(spread * 1.2, 4.0)).min(1.0),
    }
}

fn shrink(picture: &RgbImage) -> RgbImage {
    imageops::thumbnail(picture, SIDE, SIDE)
}

fn frequent(small: &RgbImage, count: usize) -> Vec<[u8; 3]> {
    // Eight levels for each part of a color: near tones fall together.
    let mut groups = vec![(0u32, [0u32; 3]); 512];
    for pixel in small.as_raw().as_chunks::<3>().0 {
        let [r, g, b] = pixel.map(|part| usize::from(part >> 5));
        if let Some((hits, sum)) = groups.get_mut(r << 6 | g << 3 | b) {
            *hits += 1;
            sum.iter_mut().zip(pixel).for_each(|(sum, &part)| *sum += u32::from(part));
        }
    }
    groups.retain(|(hits, _)| *hits > 0);
    groups.sort_by_key(|(hits, _)| std::cmp::Reverse(*hits));
    groups.iter().take(count).map(|(hits, sum)| sum.map(|part| (part / hits) as u8)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    #[test]
    fn the_most_frequent_color_comes_first() {
        let picture = RgbImage::from_fn(64, 64, |_, y| Rgb(if y < 16 { [200, 10, 10] } else { [250; 3] }));
        let colors = dominant(&picture, 2);
        assert!(colors[0] == [250; 3] && colors[1][0] > 190 && colors[1][1] < 20, "{colors:?}");
    }

    #[test]
    fn light_and_bands_are_where_they_are() {
        let measures = measure(&RgbImage::from_fn(90, 90, |_, y| {
            Rgb(if y < 30 { [240; 3] } else { [(y / 10 % 2 * 40) as u8; 3] })
        }));
        assert!(measures.upper > 180.0 && measures.left.abs() < 1.0, "{measures:?}");
        assert!(measures.level > 0.99 && measures.symmetry > 0.99 && measures.color < 1.0, "{measures:?}");
    }

    #[test]
    fn what_is_busy_in_the_middle_is_so() {
        let busy = |x: u32, y: u32| {
            (100..200).contains(&x) && (100..200).contains(&y) && (x / 10 + y / 10).is_multiple_of(2)
        };
        let measures =
            measure(&RgbImage::from_fn(300, 300, |x, y| Rgb(if busy(x, y) { [0; 3] } else { [200; 3] })));
        assert!(measures.center > 0.8, "{measures:?}");
    }
}
