//! What is drawn follows the request, and nothing else.
#![expect(clippy::unwrap_used, reason = "a test helper fails its test by panicking")]

use ideomix_practice::draw::{Scene, TEXT_KEY, draw};

fn scene(prompt: &str, seed: u32) -> Scene {
    Scene { width: 192, height: 144, prompt: prompt.to_owned(), seed, ..Scene::default() }
}

fn pixels(scene: &Scene) -> Vec<u8> {
    image::load_from_memory(&draw(scene).unwrap()).unwrap().into_rgb8().into_raw()
}

/// How far two pictures are apart, as the mean difference of their parts, of 255.
fn apart(a: &[u8], b: &[u8]) -> f64 {
    a.iter().zip(b).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / a.len() as f64
}

#[test]
fn the_same_scene_is_the_same_file() {
    let scene = scene("a fox in the snow", 42);
    assert_eq!(draw(&scene).unwrap(), draw(&scene).unwrap());
}

#[test]
fn other_seeds_and_other_words_are_clearly_other_pictures() {
    let first = pixels(&scene("a fox in the snow", 1));
    for other in [scene("a fox in the snow", 2), scene("a harbor at dawn", 1), scene("雪中的狐狸", 1)] {
        assert!(apart(&first, &pixels(&other)) > 8.0, "{other:?}");
    }
}

#[test]
fn style_negative_prompt_and_colors_take_part() {
    let plain = scene("quiet", 3);
    let first = pixels(&plain);
    let others = [
        Scene { style_type: Some("DESIGN".to_owned()), ..plain.clone() },
        Scene { style_preset: Some("MONOCHROME".to_owned()), ..plain.clone() },
        Scene { negative_prompt: "sun, clouds".to_owned(), ..plain.clone() },
        Scene { colors: vec![[200, 20, 20], [250, 240, 230]], ..plain.clone() },
    ];
    for other in others {
        assert!(apart(&first, &pixels(&other)) > 2.0, "{other:?}");
    }
}

#[test]
fn any_size_any_text_is_drawn() {
    let long = "all the words of the world ".repeat(400);
    let texts = [
        "",
        " \n ",
        "🦊🌲 и 狐狸 ﷽ \u{200D}\u{FE0F}",
        "a",
        &long,
        "Donaudampfschifffahrtsgesellschaft".repeat(20).as_str(),
    ]
    .map(str::to_owned);
    for (width, height) in [(1, 1), (1, 300), (300, 1), (17, 23), (768, 256), (256, 768)] {
        for text in &texts {
            let file = draw(&Scene { width, height, ..scene(text, 9) }).unwrap();
            let decoded = image::load_from_memory(&file).unwrap();
            assert_eq!((decoded.width(), decoded.height()), (width, height));
        }
    }
}

#[test]
fn a_size_without_pixels_or_beyond_reason_is_refused() {
    for (width, height) in [(0, 10), (10, 0), (8_193, 1), (8_000, 8_000)] {
        assert!(draw(&Scene { width, height, ..scene("x", 1) }).is_err());
    }
}

#[test]
fn the_caption_is_legible_over_any_picture() {
    // White letters on the band, in every composition and palette: the band's ground must stay dark.
    for seed in 0..24 {
        let scene = Scene { width: 400, height: 300, ..scene("m", seed) };
        let picture = image::load_from_memory(&draw(&scene).unwrap()).unwrap().into_rgb8();
        for x in 200..390 {
            let [r, g, b] = picture.get_pixel(x, 294).0.map(f64::from);
            assert!(0.2126 * r + 0.7152 * g + 0.0722 * b < 90.0, "seed {seed}, x {x}");
        }
    }
}

#[test]
fn the_file_says_that_it_is_practice() {
    let file = draw(&scene("x", 77)).unwrap();
    let reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let texts = &reader.info().uncompressed_latin1_text;
    assert!(texts.iter().any(|chunk| chunk.keyword == TEXT_KEY && chunk.text.contains("77")));
}
