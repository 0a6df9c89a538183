//! The wire form of every sample call of the seed document, stored under `tests/golden/`, and of the one endpoint
//! that the seed only prices (reframe).
//!
//! `IDEOMIX_BLESS=1 cargo test -p ideomix-api --test golden` writes the files anew; read the difference.

mod common;

use common::{Sample, compare, file, sample, written};
use ideomix_api::capability::ALL;
use ideomix_api::{Format, Model};

fn golden(name: &str, draft: &Sample) {
    let request = draft.check().unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
    compare(&format!("{name}.txt"), &written(&request.call()));
}

const PORTAL: &str = "Delicate 3D cover design with various combat machines flying from an portal. The machines have different shapes, sizes, and colors. The portal is emitting swirling energy. The background contains a futuristic city with tall buildings. The text \" One Gateway, Infinite Models \" is placed in the center with neon lights, expansive view, cinematic lighting, vivid color, bright tone. clean text, cyber punk, smooth render";
const OWL: &str = "3D cartoon, An adorable white owl baby with tilted head, shiny amber eyes with highlight, fluffy body, standing on a trunk with moss and lots of glowing mushrooms, Close up, cinematic lighting, low angle, deep sense of depth. The background is a magical spring landscape, cute and esthetic, huge title design \" Always curious \" ";
const BIRD: &str = "bird playing with a cat in the snow, pixel art style";
const BAD: &str = "blurry, bad anatomy, watermark";

#[test]
fn v3_generate_as_the_curl_sample_sends_it() {
    let mut draft = sample("v3_generate", Some(Model::V3));
    draft
        .text("prompt", PORTAL)
        .text("rendering_speed", "QUALITY")
        .text("num_images", "2")
        .text("aspect_ratio", "2x1");
    golden("v3_generate", &draft);
}

#[test]
fn v3_generate_with_style_references_repeats_the_name() {
    let mut draft = sample("v3_generate", Some(Model::V3));
    let references = vec![file("reference-a", Format::Png), file("reference-b", Format::Jpeg)];
    draft.text("prompt", BIRD).set("style_reference_images", ideomix_api::Value::Files(references));
    golden("v3_generate_with_style_references", &draft);
}

#[test]
fn v3_remix_as_the_python_sample_sends_it() {
    let mut draft = sample("v3_remix", Some(Model::V3));
    draft
        .text("prompt", BIRD)
        .text("image_weight", "60")
        .text("rendering_speed", "QUALITY")
        .integer("num_images", 1)
        .integer("seed", 1)
        .text("aspect_ratio", "16x9")
        .text("magic_prompt", "AUTO")
        .text("style_type", "AUTO")
        .text("negative_prompt", BAD)
        .file("image", file("image.jpeg", Format::Jpeg))
        .file("style_reference_images", file("reference-image.png", Format::Png));
    golden("v3_remix", &draft);
}

#[test]
fn v3_edit_as_the_python_sample_sends_it() {
    let mut draft = sample("v3_edit", Some(Model::V3));
    draft
        .text("prompt", "remove text")
        .text("rendering_speed", "DEFAULT")
        .integer("num_images", 1)
        .integer("seed", 1)
        .text("aspect_ratio", "16x9")
        .text("magic_prompt", "AUTO")
        .text("style_type", "AUTO")
        .text("negative_prompt", BAD)
        .file("image", file("image.jpeg", Format::Jpeg))
        .file("mask", file("mask.jpg", Format::Jpeg));
    golden("v3_edit", &draft);
}

#[test]
fn v3_reframe_as_the_official_schema_asks() {
    let mut draft = sample("v3_reframe", Some(Model::V3));
    draft.text("resolution", "1536x640").file("image", file("square.png", Format::Png));
    golden("v3_reframe", &draft);
}

#[test]
fn v3_replace_background_as_the_python_sample_sends_it() {
    let mut draft = sample("v3_replace_background", Some(Model::V3));
    draft
        .text("prompt", BIRD)
        .text("rendering_speed", "QUALITY")
        .integer("num_images", 1)
        .integer("seed", 1)
        .text("magic_prompt", "AUTO")
        .text("style_type", "AUTO")
        .file("image", file("image.png", Format::Png))
        .file("style_reference_images", file("reference-image.png", Format::Png));
    golden("v3_replace_background", &draft);
}

#[test]
fn legacy_generate_as_the_python_sample_sends_it() {
    let mut draft = sample("legacy_generate", Some(Model::V2));
    draft
        .text("prompt", OWL)
        .text("negative_prompt", BAD)
        .text("aspect_ratio", "ASPECT_3_2")
        .integer("num_images", 2)
        .text("magic_prompt_option", "AUTO")
        .text("style_type", "RENDER_3D");
    golden("legacy_generate", &draft);
}

#[test]
fn legacy_remix_as_the_python_sample_sends_it() {
    let mut draft = sample("legacy_remix", Some(Model::V2));
    draft
        .text("prompt", "watercolor")
        .text("aspect_ratio", "ASPECT_10_16")
        .integer("image_weight", 50)
        .text("magic_prompt_option", "ON")
        .file("image_file", file("file1", Format::Webp));
    golden("legacy_remix", &draft);
}

#[test]
fn legacy_edit_as_the_python_sample_means_it() {
    // The sample misspells the path, gives the mask as a text and leaves values empty; this is what it means.
    let mut draft = sample("legacy_edit", Some(Model::V2));
    draft
        .text("prompt", "\"prompt\"")
        .integer("num_images", 1)
        .text("seed", "")
        .text("style_type", "")
        .file("image_file", file("file1", Format::Png))
        .file("mask", file("file1", Format::Png));
    golden("legacy_edit", &draft);
}

#[test]
fn legacy_upscale_as_the_python_sample_sends_it() {
    let mut draft = sample("legacy_upscale", None);
    draft.file("image_file", file("file1", Format::Png));
    golden("legacy_upscale", &draft);
}

#[test]
fn legacy_describe_as_the_python_sample_sends_it() {
    let mut draft = sample("legacy_describe", None);
    draft.file("image_file", file("file1", Format::Png));
    golden("legacy_describe", &draft);
}

#[test]
fn a_palette_travels_as_json_in_one_text_part() {
    let mut draft = sample("v3_generate", Some(Model::V3));
    let members = vec![
        ideomix_api::Swatch { hex: "#ff8800".into(), weight: Some(65) },
        ideomix_api::Swatch { hex: "#08f".into(), weight: None },
    ];
    draft
        .text("prompt", BIRD)
        .set("color_palette", ideomix_api::Value::Palette(ideomix_api::Palette::Members(members)))
        .set("style_codes", ideomix_api::Value::Texts(vec!["0a1B2c3D".into(), "ffffffff".into()]));
    golden("v3_generate_with_palette_and_codes", &draft);
}

#[test]
fn every_row_of_the_table_has_a_stored_form() {
    for row in ALL {
        let stored = std::fs::read_to_string(common::stored(&format!("{}.txt", row.id))).unwrap_or_default();
        assert!(stored.starts_with(&format!("POST {}\n", row.path)), "{} has no stored wire form", row.id);
    }
}
