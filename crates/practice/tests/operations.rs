//! What each operation does to its source, told from the pixels of the files that come back.
#![expect(clippy::unwrap_used, reason = "a test helper fails its test by panicking")]

mod common;

use common::*;
use ideomix_api::capability::by_id;
use ideomix_practice::Gateway;
use image::{ImageFormat, Rgb, RgbImage, imageops};
use serde_json::{Value, json};

/// A good call to a row with these pictures in its file fields.
fn sample(id: &str, pictures: &[(&str, &RgbImage)]) -> Sample {
    let mut sample = Sample::of(by_id(id).unwrap());
    for (field, picture) in pictures {
        sample = sample.without(field);
        sample.files.push(file(field, "in.png", encoded(picture, ImageFormat::Png)));
    }
    sample
}

fn first(gateway: &Gateway, sample: &Sample) -> Value {
    let answer = sample.send(gateway);
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    body(&answer)["data"][0].clone()
}

fn result(gateway: &Gateway, sample: &Sample) -> RgbImage {
    picture(gateway, &first(gateway, sample)["url"])
}

/// The mean difference of two pictures of one size, of 255.
fn apart(a: &RgbImage, b: &RgbImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let sum: f64 = a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| f64::from(a.abs_diff(*b))).sum();
    sum / a.as_raw().len() as f64
}

fn part(picture: &RgbImage, (x, y): (u32, u32), (width, height): (u32, u32)) -> RgbImage {
    imageops::crop_imm(picture, x, y, width, height).to_image()
}

/// Whether a place (from -1 to 1 on both axes) is on the figure of [`portrait`].
fn on_figure(x: f64, y: f64) -> bool {
    let head = (x / 0.3).powi(2) + ((y + 0.35) / 0.35).powi(2) < 1.0;
    head || (y > -0.05 && x.abs() < 0.3 + y * 0.25)
}

/// A figure before a grainy wall that gets darker downwards. `reach` moves the place outwards or inwards.
fn portrait(side: u32) -> RgbImage {
    RgbImage::from_fn(side, side, |x, y| {
        let (u, v) = place(x, y, side);
        let grain = ((x * 7 + y * 13) % 11) as u8;
        if on_figure(u, v) {
            Rgb(if v < -0.05 { [205 + grain, 150, 120] } else { [120 + grain, 30, 60] })
        } else {
            Rgb([150 + grain, (190.0 - v * 25.0) as u8 + grain, (205.0 - v * 25.0) as u8 + grain])
        }
    })
}

fn place(x: u32, y: u32, side: u32) -> (f64, f64) {
    let part = |at: u32| (f64::from(at) + 0.5) / f64::from(side) * 2.0 - 1.0;
    (part(x), part(y))
}

#[test]
fn an_edit_changes_the_black_pixels_and_no_other() {
    let gateway = gateway();
    let source = colorful(320, 240);
    type Shape = fn(i32, i32) -> bool;
    let shapes: [(&str, Shape); 4] = [
        ("a disc", |x, y| (x - 160).pow(2) + (y - 100).pow(2) < 8000),
        ("two corners", |x, y| x + y < 90 || x + y > 460),
        ("one pixel", |x, y| (x, y) == (319, 239)),
        ("all", |_, _| true),
    ];
    for id in ["v3_edit", "legacy_edit"] {
        let field = by_id(id).unwrap().image_field().unwrap().name;
        for (name, black) in shapes {
            let mask =
                RgbImage::from_fn(320, 240, |x, y| Rgb([u8::from(!black(x as i32, y as i32)) * 255; 3]));
            let edited = result(&gateway, &sample(id, &[(field, &source), ("mask", &mask)]));
            let (mut inside, mut changed) = (0, 0);
            for (x, y, pixel) in edited.enumerate_pixels() {
                if black(x as i32, y as i32) {
                    inside += 1;
                    changed += u32::from(pixel != source.get_pixel(x, y));
                } else {
                    assert_eq!(pixel, source.get_pixel(x, y), "{id}, {name}: {x},{y}");
                }
            }
            assert!(f64::from(changed) >= f64::from(inside) * 0.95, "{id}, {name}: {changed} of {inside}");
        }
    }
}

#[test]
fn a_remix_comes_closer_to_its_source_with_every_step_of_its_weight() {
    let gateway = gateway();
    let source = RgbImage::from_fn(512, 512, |x, y| {
        Rgb([(x / 2) as u8, if (x / 64 + y / 64) % 2 == 0 { 220 } else { 40 }, (y / 2) as u8])
    });
    let ground = imageops::resize(&source, 1024, 1024, imageops::FilterType::Triangle);
    for (id, field) in [("v3_remix", "image"), ("legacy_remix", "image_file")] {
        let sample = sample(id, &[(field, &source)]).with("seed", json!(3));
        let remix = |weight: i32| result(&gateway, &sample.clone().with("image_weight", json!(weight)));
        let far = [1, 12, 25, 50, 75, 90, 100].map(|weight| apart(&remix(weight), &ground));
        assert!(far.is_sorted_by(|a, b| a > b), "{id}: {far:?}");
        assert!(far[0] > 40.0, "{id}: at the least weight it is another picture: {far:?}");
        // At full weight only the caption below and the mark above are new.
        let rest = ((0, 60), (1024, 800));
        let full = apart(&part(&remix(100), rest.0, rest.1), &part(&ground, rest.0, rest.1));
        assert!(full < 2.0, "{id}: {full}");
    }
}

#[test]
fn a_reframe_keeps_its_source_to_the_last_pixel_where_it_has_room_and_goes_on_around_it() {
    let gateway = gateway();
    let source = portrait(480);
    for (size, word, at) in [((512, 1536), "512x1536", (16, 528)), ((1536, 512), "1536x512", (528, 16))] {
        let sample = sample("v3_reframe", &[("image", &source)]).with("resolution", json!(word));
        let reframed = result(&gateway, &sample.clone().with("seed", json!(1)));
        assert_eq!(reframed.dimensions(), size);
        assert!(part(&reframed, at, (480, 480)) == source, "{word}: the source has changed");
        // Nothing at the edge tells where the source ends: the step over it is like any step beside it.
        let rows = |y: u32| part(&reframed, (at.0, y), (480, 1));
        let columns = |x: u32| part(&reframed, (x, at.1), (1, 480));
        let steps: [f64; 2] = if size.1 > size.0 {
            [at.1, at.1 + 480].map(|y| apart(&rows(y - 1), &rows(y)))
        } else {
            [at.0, at.0 + 480].map(|x| apart(&columns(x - 1), &columns(x)))
        };
        assert!(steps.iter().all(|step| *step < 9.0), "{word}: {steps:?}");
        // And what is far away is drawn: it has details, and another seed draws others.
        let corner = |picture: &RgbImage| part(picture, (0, 0), (200.min(size.0), 200.min(size.1)));
        let other = result(&gateway, &sample.with("seed", json!(2)));
        assert!(apart(&corner(&reframed), &corner(&other)) > 2.0, "{word}");
    }
}

#[test]
fn a_reframe_of_a_source_that_is_too_large_shows_all_of_it() {
    let gateway = gateway();
    let source = portrait(1024);
    let sample = sample("v3_reframe", &[("image", &source)]).with("resolution", json!("1536x640"));
    let reframed = result(&gateway, &sample);
    let small = imageops::resize(&source, 640, 640, imageops::FilterType::Triangle);
    assert!(apart(&part(&reframed, (448, 0), (640, 640)), &small) < 4.0);
}

#[test]
fn a_new_background_leaves_the_subject_as_it_was_and_nothing_of_the_wall() {
    let gateway = gateway();
    let side = 400;
    let source = portrait(side);
    let sample = sample("v3_replace_background", &[("image", &source)]).with("prompt", json!("an aurora"));
    let result = result(&gateway, &sample);
    assert_eq!(result.dimensions(), (side, side));
    let (mut kept, mut figure, mut wall, mut gone) = (0, 0, 0, 0);
    for (x, y, pixel) in result.enumerate_pixels() {
        let (u, v) = place(x, y, side);
        // Well within and well outside: some pixels off the edge on all sides.
        let near = [(0.05, 0.0), (-0.05, 0.0), (0.0, 0.05), (0.0, -0.05)];
        let same = *pixel == *source.get_pixel(x, y);
        if near.iter().all(|(dx, dy)| on_figure(u + dx, (v + dy).min(1.0))) && on_figure(u, v) {
            figure += 1;
            kept += u32::from(same);
        } else if !near.iter().any(|(dx, dy)| on_figure(u + dx, v + dy)) {
            wall += 1;
            gone += u32::from(!same);
        }
    }
    assert!(f64::from(kept) > f64::from(figure) * 0.99, "{kept} of {figure} pixels of the figure are left");
    assert!(f64::from(gone) > f64::from(wall) * 0.99, "{gone} of {wall} pixels of the wall are gone");
}

#[test]
fn a_plain_source_keeps_its_middle() {
    let gateway = gateway();
    let source = RgbImage::from_pixel(300, 300, Rgb([250, 10, 10]));
    for (id, size) in [("v3_reframe", (512, 1536)), ("v3_replace_background", (300, 300))] {
        let result = result(&gateway, &sample(id, &[("image", &source)]));
        assert_eq!(result.dimensions(), size, "{id}");
        assert_eq!(result.get_pixel(size.0 / 2, size.1 / 2).0, [250, 10, 10], "{id}");
        assert_ne!(result.get_pixel(2, 2).0, [250, 10, 10], "{id}");
    }
}

#[test]
fn an_upscale_follows_resemblance_and_detail() {
    let gateway = gateway();
    let source = portrait(128);
    let base = sample("legacy_upscale", &[("image_file", &source)]);
    let plain = imageops::resize(&source, 256, 256, imageops::FilterType::Lanczos3);
    let faithful = result(&gateway, &base.clone().with("resemblance", json!(100)));
    let lower = |picture: &RgbImage| part(picture, (0, 60), (256, 196));
    assert!(apart(&lower(&faithful), &lower(&plain)) < 2.0);
    let loose = result(&gateway, &base.clone().with("resemblance", json!(1)));
    assert!(apart(&loose, &plain) > apart(&faithful, &plain) + 1.0);
    let soft = result(&gateway, &base.clone().with("detail", json!(1)));
    let crisp = result(&gateway, &base.with("detail", json!(100)));
    assert!(apart(&soft, &crisp) > 1.0);
}

#[test]
fn style_references_and_style_codes_lend_their_colors() {
    let gateway = gateway();
    let base = sample("v3_generate", &[]).with("aspect_ratio", json!("3x1")).with("seed", json!(5));
    let mean = |picture: &RgbImage, channel: usize| -> f64 {
        picture.pixels().map(|pixel| f64::from(pixel.0[channel])).sum::<f64>()
            / f64::from(picture.width() * picture.height())
    };
    let styled = |color: [u8; 3]| {
        let mut sample = base.clone();
        let style = RgbImage::from_pixel(40, 40, Rgb(color));
        sample.files.push(file("style_reference_images", "s.png", encoded(&style, ImageFormat::Png)));
        result(&gateway, &sample)
    };
    let (red, blue) = (styled([230, 40, 30]), styled([30, 60, 230]));
    assert!(mean(&red, 0) > mean(&blue, 0) + 40.0 && mean(&blue, 2) > mean(&red, 2) + 40.0);
    let coded = |code: &str| result(&gateway, &base.clone().with("style_codes", json!([code])));
    assert!(coded("0A1B2C3D") == coded("0A1B2C3D") && apart(&coded("0A1B2C3D"), &coded("FF8800AA")) > 8.0);
}

#[test]
fn magic_prompt_rewrites_when_it_is_on_and_never_when_it_is_off() {
    let gateway = gateway();
    for (id, field) in [("v3_generate", "magic_prompt"), ("legacy_generate", "magic_prompt_option")] {
        let base = sample(id, &[]).with("prompt", json!("a red fox")).with("model", json!("V_2"));
        let base = if id == "v3_generate" { base.without("model") } else { base };
        let told = |sample: &Sample| first(&gateway, sample)["prompt"].as_str().unwrap().to_owned();
        assert_eq!(
            told(&base.clone().with(field, json!("OFF")).with("negative_prompt", json!("snow"))),
            "a red fox"
        );
        assert_eq!(told(&base.clone().with(field, json!("AUTO"))), "a red fox");
        let on = told(&base.clone().with(field, json!("ON")));
        assert!(on.starts_with("a red fox, ") && on.len() > 30, "{on}");
        let negative = told(&base.with(field, json!("ON")).with("negative_prompt", json!("snow")));
        assert!(negative.ends_with(", without snow."), "{negative}");
    }
}

#[test]
fn the_same_call_with_a_seed_is_the_same_file_whatever_the_operation() {
    let gateway = gateway();
    let source = portrait(160);
    let mask = half_mask(160, 160);
    for row in ideomix_api::capability::ALL.iter().filter(|row| row.field("seed").is_some()) {
        let mut pictures = vec![];
        if let Some(field) = row.image_field() {
            pictures.push((field.name, &source));
        }
        if row.mask.is_some() {
            pictures.push(("mask", &mask));
        }
        let sample = sample(row.id, &pictures).with("seed", json!(11));
        let file = |sample: &Sample| look(&gateway, &first(&gateway, sample)["url"]).body;
        assert!(file(&sample) == file(&sample), "{}", row.id);
    }
}

#[test]
fn a_described_practice_picture_tells_its_words_and_what_was_done_to_it() {
    let gateway = gateway();
    let describe = |bytes: Vec<u8>| {
        let mut sample = Sample::of(by_id("legacy_describe").unwrap()).without("image_file");
        sample.files.push(file("image_file", "a.png", bytes));
        body(&sample.send(&gateway))["descriptions"][0]["text"].as_str().unwrap().to_owned()
    };
    let made = |sample: &Sample| look(&gateway, &first(&gateway, sample)["url"]).body;
    let drawn = made(&sample("v3_generate", &[]).with("prompt", json!("雪中的狐狸")));
    assert_eq!(describe(drawn.clone()), "雪中的狐狸");
    let mut edit = sample("v3_edit", &[("mask", &half_mask(1024, 1024))]).without("image");
    edit.files.push(file("image", "a.png", drawn));
    let edited = describe(made(&edit.with("prompt", json!("a bear"))));
    assert!(edited.contains("雪中的狐狸") && edited.contains("a bear"), "{edited}");
}
