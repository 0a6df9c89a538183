//! Describe: sentences that are all true of a picture, since every word of them was measured.

use image::RgbImage;

use super::measure::{Measures, measure};
use crate::draw::note::Note;

/// Several texts for a picture. One that was drawn for practice tells the words it was made from, and they come first.
pub(crate) fn describe(file: &[u8], picture: &RgbImage) -> Vec<String> {
    let measures = measure(picture);
    let words = Words::of(&measures);
    let Words { shape, colors, light, contrast, texture, .. } = &words;
    let told = Note::read(file).map(|note| note.prompt).filter(|prompt| !prompt.is_empty());
    let mut texts: Vec<String> = told.into_iter().collect();
    texts.push(format!(
        "{} {light} {shape} picture in {colors}, {contrast} and {texture}{}, {}.",
        if light.starts_with('e') { "An" } else { "A" },
        words.layout.iter().map(|part| format!(", {part}")).collect::<String>(),
        words.mood,
    ));
    texts.push(format!(
        "{} and {light}: a {shape} composition in {colors}, {}.",
        capital(texture),
        words.mood
    ));
    texts.push(format!("{}, {shape} format, {light}, {contrast}, {texture}", capital(colors)));
    texts.push(format!(
        "Measured by practice, which recognizes nothing: {} by {} pixels, mean brightness {:.0} of 255, contrast {:.0}, \
         colors {colors}.",
        measures.width, measures.height, measures.light, measures.contrast
    ));
    texts
}

/// The words for each measure.
struct Words {
    shape: &'static str,
    colors: String,
    light: &'static str,
    contrast: &'static str,
    texture: &'static str,
    mood: &'static str,
    layout: Vec<&'static str>,
}

impl Words {
    fn of(measures: &Measures) -> Self {
        let Measures { width, height, .. } = *measures;
        let shape = match u64::from(width) * 100 / u64::from(height.max(1)) {
            0..=55 => "very tall",
            56..=90 => "tall",
            91..=110 => "square",
            111..=179 => "wide",
            _ => "panoramic",
        };
        let mut names: Vec<String> = Vec::new();
        for name in measures.colors.iter().map(|color| name(*color)) {
            if !names.contains(&name) && names.len() < 3 {
                names.push(name);
            }
        }
        let colors = match names.as_slice() {
            [] => "no color".to_owned(),
            [only] => only.clone(),
            [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
        };
        let light = match measures.light {
            ..50.0 => "dark",
            ..95.0 => "dim",
            ..165.0 => "evenly lit",
            ..220.0 => "bright",
            _ => "very bright",
        };
        let contrast = match measures.contrast {
            ..22.0 => "soft in contrast",
            ..55.0 => "moderate in contrast",
            _ => "strong in contrast",
        };
        let texture = match measures.texture {
            ..1.5 => "smooth",
            ..4.5 => "calm",
            ..10.0 => "finely detailed",
            _ => "busy",
        };
        let mood = match measures.color {
            ..14.0 => "nearly without color",
            ..60.0 => "muted in color",
            ..120.0 => "clear in color",
            _ => "vivid in color",
        };
        Self { shape, colors, light, contrast, texture, mood, layout: layout(measures) }
    }
}

/// Where light and detail are.
fn layout(measures: &Measures) -> Vec<&'static str> {
    let mut layout = Vec::new();
    match measures.upper {
        30.0.. => layout.push("brighter above than below"),
        ..-30.0 => layout.push("darker above than below"),
        _ => {}
    }
    match measures.left {
        30.0.. => layout.push("with light from the left"),
        ..-30.0 => layout.push("with light from the right"),
        _ => {}
    }
    // Bands and symmetry mean nothing in a picture without steps.
    if measures.texture > 1.0 {
        if measures.center > 0.3 {
            layout.push("with most detail in the middle");
        }
        match measures.level {
            0.64.. => layout.push("in level bands"),
            ..0.36 => layout.push("in upright bands"),
            _ => {}
        }
        if measures.symmetry > 0.85 {
            layout.push("symmetrical");
        }
    }
    layout
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A color's name, with a word for its lightness where it has one.
fn name([r, g, b]: [u8; 3]) -> String {
    let (high, low) = (r.max(g).max(b), r.min(g).min(b));
    let spread = high - low;
    if high < 40 {
        return "black".to_owned();
    }
    if spread < 22 || (high > 225 && spread < 30) {
        let gray = match low {
            ..90 => "dark gray",
            90..180 => "gray",
            180..224 => "light gray",
            _ => "white",
        };
        return gray.to_owned();
    }
    let [red, green, blue] = [r, g, b].map(f32::from);
    let turn = if high == r {
        (green - blue) / f32::from(spread)
    } else if high == g {
        2.0 + (blue - red) / f32::from(spread)
    } else {
        4.0 + (red - green) / f32::from(spread)
    };
    let hue = match (turn * 60.0).rem_euclid(360.0) as u32 {
        0..=14 | 345..=360 => "red",
        15..=44 if high < 160 => "brown",
        15..=44 => "orange",
        45..=69 => "yellow",
        70..=164 => "green",
        165..=194 => "teal",
        195..=254 => "blue",
        255..=289 => "violet",
        _ => "pink",
    };
    match (high, low) {
        (..110, _) if hue != "brown" => format!("dark {hue}"),
        (_, 170..) => format!("pale {hue}"),
        _ => hue.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::{Scene, draw};
    use image::Rgb;

    fn texts(picture: &RgbImage) -> String {
        describe(b"", picture).join("\n")
    }

    #[test]
    fn a_plain_picture_is_called_by_its_color_and_shape() {
        let blue = texts(&RgbImage::from_pixel(300, 100, Rgb([20, 60, 230])));
        for word in ["blue", "panoramic", "300 by 100", "smooth", "vivid"] {
            assert!(blue.contains(word), "{word}: {blue}");
        }
        assert!(!blue.contains("bands") && !blue.contains(" red"), "{blue}");
    }

    #[test]
    fn light_detail_and_layout_are_told_where_they_are() {
        let sky = texts(&RgbImage::from_fn(200, 300, |_, y| {
            Rgb(if y < 150 { [230, 240, 250] } else { [20, 60, 30] })
        }));
        for word in ["tall", "brighter above than below", "strong in contrast", "green"] {
            assert!(sky.contains(word), "{word}: {sky}");
        }
        let board = texts(&RgbImage::from_fn(200, 200, |x, y| {
            Rgb(if (x / 8 + y / 8) % 2 == 0 { [0; 3] } else { [255; 3] })
        }));
        for word in ["square", "busy", "nearly without color", "black", "white"] {
            assert!(board.contains(word), "{word}: {board}");
        }
    }

    #[test]
    fn a_practice_picture_tells_its_own_words_first() {
        let scene = Scene { width: 64, height: 64, prompt: "雪中的狐狸".to_owned(), ..Scene::default() };
        let file = draw(&scene).unwrap();
        let texts = describe(&file, &super::super::decode(&file).unwrap());
        assert_eq!(texts[0], "雪中的狐狸");
        assert!(texts.len() > 3 && texts.iter().skip(1).all(|text| !text.contains('狐')));
    }

    #[test]
    fn no_two_texts_are_alike() {
        let texts = describe(b"", &RgbImage::from_pixel(9, 9, Rgb([200, 100, 20])));
        for (n, text) in texts.iter().enumerate() {
            assert!(!texts[n + 1..].contains(text));
        }
    }
}
