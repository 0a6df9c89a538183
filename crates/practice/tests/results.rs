//! Sizes, seeds, prompts and pixels of what comes back.
#![expect(clippy::unwrap_used, reason = "a test helper fails its test by panicking")]

mod common;

use common::*;
use ideomix_api::capability::{by_id, values};
use serde_json::{Value, json};

fn sample(id: &str) -> Sample {
    Sample::of(by_id(id).unwrap())
}

fn data(sample: &Sample, gateway: &ideomix_practice::Gateway) -> Vec<Value> {
    let answer = sample.send(gateway);
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    body(&answer)["data"].as_array().unwrap().clone()
}

/// Asks for every word of a size field, and decodes what comes back.
fn sizes_agree(id: &str, field: &str, model: Option<&str>, words: impl IntoIterator<Item = &'static str>) {
    let gateway = gateway();
    for word in words {
        let mut sample = sample(id).with(field, json!(word));
        if let Some(model) = model {
            sample.set("model", json!(model));
        }
        let data = data(&sample, &gateway);
        let (width, height) = picture(&gateway, &data[0]["url"]).dimensions();
        assert_eq!(data[0]["resolution"], format!("{width}x{height}"), "{word}");
        let numbers: Vec<f64> = word.split(['x', '_']).filter_map(|part| part.parse().ok()).collect();
        let asked = numbers[0] / numbers[1];
        assert!(
            (f64::from(width) / f64::from(height) / asked - 1.0).abs() < 0.03,
            "{word}: {width}x{height}"
        );
        if field == "resolution" {
            assert_eq!((f64::from(width), f64::from(height)), (numbers[0], numbers[1]));
        }
    }
}

#[test]
fn every_ratio_of_v3_is_drawn_in_its_size() {
    sizes_agree("v3_generate", "aspect_ratio", None, values::V3_ASPECT_RATIO.iter());
}

#[test]
fn every_ratio_of_the_legacy_models_is_drawn_in_its_size() {
    sizes_agree("legacy_generate", "aspect_ratio", None, values::LEGACY_ASPECT_RATIO.iter());
}

#[test]
fn resolutions_are_exact() {
    // Every eighth, and all of the smallest and largest: drawing all of them would only take longer.
    sizes_agree("v3_generate", "resolution", None, values::V3_RESOLUTION.iter().step_by(8));
    sizes_agree("v3_reframe", "resolution", None, ["512x1536", "1536x640"]);
    sizes_agree("legacy_generate", "resolution", Some("V_2"), values::LEGACY_RESOLUTION.iter().step_by(8));
}

#[test]
fn a_given_seed_makes_all_pictures_the_same_and_none_makes_them_differ() {
    let gateway = gateway();
    let base = sample("v3_generate").with("aspect_ratio", json!("1x3")).with("num_images", json!(3));
    let files = |data: &[Value]| -> Vec<Vec<u8>> {
        data.iter().map(|entry| look(&gateway, &entry["url"]).body).collect()
    };
    let same = data(&base.clone().with("seed", json!(7)), &gateway);
    assert!(same.iter().all(|entry| entry["seed"] == 7));
    let drawn = files(&same);
    assert!(drawn[0] == drawn[1] && drawn[1] == drawn[2]);
    let other = data(&base, &gateway);
    let drawn = files(&other);
    assert!(other[0]["seed"] != other[1]["seed"] && drawn[0] != drawn[1] && drawn[1] != drawn[2]);
    // Asking again with the seed that was told gives the very same picture.
    let again = data(&base.with("num_images", json!(1)).with("seed", other[1]["seed"].clone()), &gateway);
    assert_eq!(files(&again)[0], drawn[1]);
}

#[test]
fn an_upscale_doubles_and_says_both_sizes() {
    let gateway = gateway();
    let data = data(&sample("legacy_upscale"), &gateway);
    assert_eq!(
        (&data[0]["resolution"], &data[0]["upscaled_resolution"]),
        (&json!("64x48"), &json!("128x96"))
    );
    assert_eq!(picture(&gateway, &data[0]["url"]).dimensions(), (128, 96));
}

#[test]
fn a_transparent_source_is_taken() {
    let gateway = gateway();
    let clear = image::RgbaImage::from_pixel(32, 32, image::Rgba([255, 0, 0, 0]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    clear.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let mut sample = sample("legacy_describe").without("image_file");
    sample.files.push(file("image_file", "a.png", bytes.into_inner()));
    let answer = sample.send(&gateway);
    assert!(body(&answer)["descriptions"][0]["text"].as_str().unwrap().contains("white"));
}

#[test]
fn links_are_signed_and_private() {
    let gateway = gateway();
    let data = data(&sample("v3_generate").with("aspect_ratio", json!("1x3")), &gateway);
    let link = data[0]["url"].as_str().unwrap();
    assert!(link.starts_with(&format!("{BASE}/images/")) && link.contains(".png?exp=1795457109&sig="));
    let answer = look(&gateway, &data[0]["url"]);
    assert_eq!(header(&answer, "access-control-allow-origin"), Some("*"));
    for bad in
        [link.replace("exp=1", "exp=2"), format!("{link}0"), link.split('?').next().unwrap().to_owned()]
    {
        assert_eq!(look(&gateway, &json!(bad)).status, 403, "{bad}");
    }
    assert_eq!(ask(&gateway, "POST", link.strip_prefix(BASE).unwrap(), &[], b"").status, 405);
}
