//! Describe: words for what can be measured, and the colors of a picture.

use image::{DynamicImage, RgbImage, imageops::FilterType};

/// The most frequent colors, coarsely grouped, most frequent first; at most `count`.
pub(super) fn dominant(picture: &RgbImage, count: usize) -> Vec<[u8; 3]> {
    let small = shrink(picture);
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

/// Several descriptions of a picture, all of them true: shape, colors, light, calm or busy.
pub(crate) fn describe(picture: &RgbImage) -> Vec<String> {
    let (width, height) = picture.dimensions();
    let shape = if width * 10 > height * 11 {
        "wide"
    } else if height * 10 > width * 11 {
        "tall"
    } else {
        "square"
    };
    let colors = dominant(picture, 3).iter().map(|&color| name(color)).fold(Vec::new(), |mut names, name| {
        if !names.contains(&name) {
            names.push(name);
        }
        names
    });
    let colors = match colors.as_slice() {
        [] => "no color".to_owned(),
        [only] => (*only).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    };
    let (light, contrast) = light(picture);
    let light_word = match light {
        0..=70 => "dark",
        71..=110 => "dim",
        111..=170 => "evenly lit",
        _ => "bright",
    };
    let contrast_word = match contrast {
        0..=25 => "soft, with little contrast",
        26..=60 => "moderate in contrast",
        _ => "strong in contrast",
    };
    vec![
        format!(
            "A {shape} picture of {width} by {height} pixels, mostly {colors}, {light_word}, {contrast_word}."
        ),
        format!("A {light_word} composition in {colors}."),
        format!("{colors}, {shape} format, {contrast_word}; mean brightness {light} of 255."),
        format!(
            "Practice description: the measured colors are {colors}; nothing in the picture was recognized."
        ),
    ]
}

/// Mean brightness and its spread, both of 255.
fn light(picture: &RgbImage) -> (u32, u32) {
    let small = shrink(picture);
    let levels: Vec<u32> = small
        .as_raw()
        .as_chunks::<3>()
        .0
        .iter()
        .map(|&[r, g, b]| (u32::from(r) * 54 + u32::from(g) * 183 + u32::from(b) * 19) >> 8)
        .collect();
    let count = levels.len().max(1) as u32;
    let mean = levels.iter().sum::<u32>() / count;
    let spread = levels.iter().map(|level| level.abs_diff(mean).pow(2)).sum::<u32>() / count;
    (mean, spread.isqrt())
}

fn shrink(picture: &RgbImage) -> RgbImage {
    DynamicImage::ImageRgb8(picture.clone()).resize_exact(64, 64, FilterType::Triangle).into_rgb8()
}

fn name([r, g, b]: [u8; 3]) -> &'static str {
    let (high, low) = (r.max(g).max(b), r.min(g).min(b));
    let spread = high - low;
    if high < 46 {
        return "black";
    }
    if spread < 24 {
        return if low > 212 { "white" } else { "gray" };
    }
    let [red, green, blue] = [r, g, b].map(f32::from);
    let turn = if high == r {
        (green - blue) / f32::from(spread)
    } else if high == g {
        2.0 + (blue - red) / f32::from(spread)
    } else {
        4.0 + (red - green) / f32::from(spread)
    };
    match (turn * 60.0).rem_euclid(360.0) as u32 {
        0..=14 | 345..=360 => "red",
        15..=44 if high < 150 => "brown",
        15..=44 => "orange",
        45..=69 => "yellow",
        70..=164 => "green",
        165..=199 => "teal",
        200..=254 => "blue",
        255..=289 => "violet",
        _ => "pink",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    #[test]
    fn a_plain_picture_is_called_by_its_color_and_shape() {
        let blue = RgbImage::from_pixel(300, 100, Rgb([20, 60, 230]));
        let text = describe(&blue).concat();
        assert!(text.contains("blue") && text.contains("wide") && text.contains("300 by 100"), "{text}");
    }

    #[test]
    fn the_most_frequent_color_comes_first() {
        let mut picture = RgbImage::from_pixel(64, 64, Rgb([250, 250, 250]));
        for x in 0..64 {
            for y in 0..16 {
                picture.put_pixel(x, y, Rgb([200, 10, 10]));
            }
        }
        let names: Vec<_> = dominant(&picture, 2).into_iter().map(name).collect();
        assert_eq!(names, ["white", "red"]);
    }
}
