//! What is taken and what is refused, driven by the capability table.
#![expect(clippy::unwrap_used, reason = "a test helper fails its test by panicking")]

mod common;

use common::*;
use ideomix_api::capability::{ALL, BodyKind, Kind, by_id};
use ideomix_api::{Family, Model, unit_price};
use serde_json::json;

fn row(id: &str) -> &'static ideomix_api::Capability {
    by_id(id).unwrap()
}

#[test]
fn every_endpoint_answers_a_minimal_call_in_its_shape() {
    for row in ALL {
        let gateway = gateway();
        let answer = Sample::of(row).send(&gateway);
        assert_eq!(answer.status, 200, "{}: {}", row.id, String::from_utf8_lossy(&answer.body));
        let body = body(&answer);
        if row.id == "legacy_describe" {
            assert!(body["descriptions"].as_array().unwrap().len() > 1);
            assert!(body["descriptions"].to_string().contains("64 by 48"));
        } else {
            assert_eq!(body["created"], "2026-11-22T18:05:09Z");
            assert_eq!(body["data"].as_array().unwrap().len(), 1);
            assert_eq!(body["data"][0]["is_image_safe"], true);
        }
        assert_eq!(header(&answer, "access-control-allow-origin"), Some("*"));
    }
}

#[test]
fn every_required_field_is_required() {
    for row in ALL {
        for field in row.fields.iter().filter(|field| field.required) {
            let answer = Sample::of(row).without(field.name).send(&gateway());
            let expected = if field.kind == Kind::Model { 500 } else { 400 };
            assert_eq!(answer.status, expected, "{} without {}", row.id, field.name);
            message(&answer);
        }
    }
}

#[test]
fn every_choice_takes_its_words_and_no_other() {
    let gateway = gateway();
    for row in ALL {
        for field in row.fields {
            let Kind::Choice(words) = field.kind else { continue };
            for word in words.iter() {
                let mut sample = Sample::of(row);
                // Where the field is for some models only, one of them is asked.
                if let Some(models) = field.models {
                    sample.set("model", json!(models[0].wire()));
                }
                let sample = field.excludes.iter().fold(sample, |sample, other| sample.without(other));
                let answer = sample.with(field.name, json!(word)).send(&gateway);
                assert_eq!(answer.status, 200, "{}: {} = {word}", row.id, field.name);
            }
            for word in ["", "nonsense", &words.get(0).unwrap().to_lowercase()] {
                if words.contains(word) {
                    continue;
                }
                let mut sample = Sample::of(row).with(field.name, json!(word));
                if let Some(models) = field.models {
                    sample.set("model", json!(models[0].wire()));
                }
                assert_eq!(sample.send(&gateway).status, 400, "{}: {} = {word:?}", row.id, field.name);
            }
        }
    }
}

#[test]
fn every_number_takes_its_range_and_nothing_outside() {
    let gateway = gateway();
    for row in ALL {
        for field in row.fields {
            let Kind::Integer { min, max } = field.kind else { continue };
            let status = |value| Sample::of(row).with(field.name, value).send(&gateway).status;
            for (value, expected) in [(min, 200), (max, 200), (min - 1, 400), (max + 1, 400)] {
                assert_eq!(status(json!(value)), expected, "{}: {} = {value}", row.id, field.name);
            }
            for value in [json!("x"), json!(""), json!(" 1"), json!("1e1"), json!(1.5)] {
                assert_eq!(status(value.clone()), 400, "{}: {} = {value}", row.id, field.name);
            }
        }
    }
}

#[test]
fn every_exclusion_is_kept() {
    let gateway = gateway();
    for row in ALL {
        for field in row.fields {
            for other in field.excludes {
                let Some(other) = row.field(other) else { continue };
                let mut sample = Sample::of(row);
                if let Some(models) = field.models.or(other.models) {
                    sample.set("model", json!(models[0].wire()));
                }
                for field in [field, other] {
                    match field.kind {
                        Kind::Choice(words) => sample.set(field.name, json!(words.get(0).unwrap())),
                        Kind::StyleCodes { .. } => sample.set(field.name, json!(["0123abcd"])),
                        Kind::Files { .. } => sample.files.push(file(field.name, "s.png", png(8, 8))),
                        kind => panic!("no sample for {kind:?}"),
                    }
                }
                let answer = sample.send(&gateway);
                assert_eq!(answer.status, 400, "{}: {} with {}", row.id, field.name, other.name);
                assert!(message(&answer).contains("cannot be used with"));
            }
        }
    }
}

#[test]
fn every_field_keeps_to_its_models() {
    let gateway = gateway();
    for row in ALL.iter().filter(|row| row.family == Family::Legacy) {
        for field in row.fields {
            let Some(models) = field.models else { continue };
            for model in row.models {
                let value = match field.kind {
                    Kind::Choice(words) => json!(words.get(0).unwrap()),
                    Kind::Palette => json!({"name": "EMBER"}),
                    _ => json!("rain"),
                };
                let sample = Sample::of(row).with("model", json!(model.wire())).with(field.name, value);
                let expected = if models.contains(model) { 200 } else { 400 };
                assert_eq!(sample.send(&gateway).status, expected, "{}: {} with {model}", row.id, field.name);
            }
        }
    }
}

#[test]
fn every_model_has_its_endpoints_and_an_unknown_one_has_no_channel() {
    let gateway = gateway();
    for row in ALL.iter().filter(|row| row.field("model").is_some()) {
        for model in Model::ALL {
            let answer = Sample::of(row).with("model", json!(model.wire())).send(&gateway);
            let expected = match (row.takes(model), model.family()) {
                (true, _) => 200,
                (false, Family::Legacy) => 400,
                (false, Family::V3) => 500,
            };
            assert_eq!(answer.status, expected, "{}: {model}", row.id);
        }
        let answer = Sample::of(row).with("model", json!("V_9")).send(&gateway);
        assert_eq!(answer.status, 500);
        assert!(message(&answer).contains("no_valid_channel_error"));
    }
}

#[test]
fn what_runs_is_billed_by_the_table_and_what_is_refused_is_not() {
    for row in ALL {
        let gateway = gateway();
        let (mut sample, mut images) = (Sample::of(row), 1);
        if row.field("num_images").is_some() {
            (sample, images) = (sample.with("num_images", json!(3)), 3);
        }
        sample.send(&gateway);
        Sample::of(row).with("nonsense", json!("1")).send(&gateway);
        let state = state(&gateway);
        let model = row.models.first().copied();
        let price = unit_price(row, model, ideomix_api::Speed::Default).milli_usd();
        assert_eq!(state["billed_milli_usd"], price.unwrap_or(0) * images, "{}", row.id);
        assert_eq!(state["unpublished_runs"], i32::from(price.is_none()));
        assert_eq!((&state["calls"], &state["runs"]), (&json!(2), &json!(1)));
    }
}

#[test]
fn a_body_of_the_wrong_kind_is_refused_as_the_gateway_does() {
    let gateway = gateway();
    let json = |path| post_json(&gateway, path, &json!({"prompt": "x"}));
    let v3 = json(row("v3_generate").path);
    assert_eq!(v3.status, 400);
    assert!(message(&v3).contains("unsupported_model or rendering_speed"));
    assert_eq!(json(row("legacy_remix").path).status, 400);
    assert_eq!(post_form(&gateway, row("legacy_generate").path, &[text("prompt", "x")]).status, 400);
    for row in ALL {
        assert_eq!(ask(&gateway, "POST", row.path, &[("content-type", "text/plain")], b"x").status, 415);
        assert_eq!(ask(&gateway, "POST", row.path, &[], b"").status, 415);
    }
}

#[test]
fn the_gateways_own_words_are_used() {
    let gateway = gateway();
    let v3 = Sample::of(row("v3_generate"));
    let words = |sample: Sample| message(&sample.send(&gateway));
    assert!(words(v3.clone().with("num_images", json!("two"))).contains("invalid_num_images"));
    assert!(
        words(v3.clone().with("rendering_speed", json!("FLASH")))
            .contains("unsupported_model or rendering_speed")
    );
    let legacy = Sample::of(row("legacy_generate"));
    assert!(words(legacy.clone().with("num_images", json!(2.0))).contains("invalid_num_images"));
    assert!(words(legacy.with("num_images", json!("2"))).contains("invalid_num_images"));
}

#[test]
fn the_slips_of_the_pages_are_refused() {
    let gateway = gateway();
    let v3 = Sample::of(row("v3_generate"));
    assert_eq!(v3.clone().with("aspect_ratio", json!("ASPECT_16_9")).send(&gateway).status, 400);
    assert_eq!(v3.clone().with("magic_prompt_option", json!("ON")).send(&gateway).status, 400);
    let legacy = Sample::of(row("legacy_generate"));
    assert_eq!(legacy.clone().with("aspect_ratio", json!("SPECT_16_10")).send(&gateway).status, 400);
    assert_eq!(legacy.with("aspect_ratio", json!("16x9")).send(&gateway).status, 400);
    let answer = post_form(&gateway, "/ideogram/eidt", &[text("prompt", "x")]);
    assert_eq!((answer.status, header(&answer, "content-type")), (200, Some("text/html; charset=utf-8")));
}

#[test]
fn an_unknown_path_is_the_console_and_a_wrong_method_is_refused() {
    let gateway = gateway();
    for path in ["/ideogram/inpaint", "/ideogram/", "/ideogram/v1/ideogram-v3/generate/"] {
        let answer = ask(&gateway, "POST", path, &[], b"");
        assert_eq!((answer.status, header(&answer, "content-type")), (200, Some("text/html; charset=utf-8")));
    }
    assert_eq!(ask(&gateway, "GET", row("v3_generate").path, &[], b"").status, 405);
    assert_eq!(ask(&gateway, "GET", "/elsewhere", &[], b"").status, 404);
    let answer = ask(&gateway, "OPTIONS", row("v3_generate").path, &[], b"");
    assert_eq!((answer.status, header(&answer, "access-control-allow-headers")), (204, Some("*")));
    assert_eq!(state(&gateway)["calls"], 3);
}

#[test]
fn a_wrong_key_is_refused_and_any_other_is_not_needed() {
    let gateway = gateway();
    let sample = Sample::of(row("legacy_generate"));
    let body = json!({ "image_request": sample.values }).to_string();
    let with = |key: &str| {
        let headers = [("content-type", "application/json"), ("api-key", key)];
        ask(&gateway, "POST", sample.row.path, &headers, body.as_bytes())
    };
    let wrong = with("sk-wrong-1");
    assert_eq!(wrong.status, 401);
    message(&wrong);
    assert_eq!(with("sk-anything").status, 200);
    let seen = &state(&gateway)["last"][0];
    assert_eq!(seen["api_key_present"], true);
    assert!(!seen.to_string().contains("sk-"));
}

#[test]
fn prompts_can_be_blank_unsafe_or_partly_withheld() {
    let gateway = gateway();
    let sample = Sample::of(row("v3_generate"));
    assert_eq!(sample.clone().with("prompt", json!(" \n")).send(&gateway).status, 400);
    assert_eq!(sample.clone().with("prompt", json!("an unsafe-prompt")).send(&gateway).status, 422);
    assert_eq!(state(&gateway)["billed_milli_usd"], 0);
    let answer = sample.with("prompt", json!("cats withhold-2")).with("num_images", json!(3)).send(&gateway);
    let data = &body(&answer)["data"];
    let safe: Vec<_> = data.as_array().unwrap().iter().map(|entry| entry["is_image_safe"] == true).collect();
    assert_eq!(safe, [true, false, true]);
    assert_eq!(data[1]["url"], "");
    assert_eq!(state(&gateway)["billed_milli_usd"], 180);
}

#[test]
fn palettes_and_codes_are_read_strictly() {
    let gateway = gateway();
    let sample = Sample::of(row("v3_generate"));
    let status = |name: &str, value: &str| sample.clone().with(name, json!(value)).send(&gateway).status;
    for good in [
        r##"{"name":"MELON"}"##,
        r##"{"members":[{"color_hex":"#abc"}]}"##,
        r##"{"members":[{"color_hex":"#AABBCC","color_weight":0.05},{"color_hex":"#000000","color_weight":1}]}"##,
    ] {
        assert_eq!(status("color_palette", good), 200, "{good}");
    }
    for bad in [
        "EMBER",
        "{}",
        r##"{"name":"GREEN"}"##,
        r##"{"name":"MELON","members":[]}"##,
        r##"{"members":[]}"##,
        r##"{"members":[{"color_hex":"red"}]}"##,
        r##"{"members":[{"color_hex":"#éé"}]}"##,
        r##"{"members":[{"color_hex":"#abc","color_weight":0.04}]}"##,
        r##"{"members":[{"color_hex":"#abc","weight":1}]}"##,
    ] {
        assert_eq!(status("color_palette", bad), 400, "{bad}");
    }
    let codes = |codes: serde_json::Value| sample.clone().with("style_codes", codes).send(&gateway).status;
    assert_eq!(codes(json!(["0123abcd", "FFFFFFFF"])), 200);
    assert_eq!(codes(json!(["0123abcd,FFFFFFFF"])), 400);
    assert_eq!(codes(json!(vec!["0123abcd"; 9])), 400);
}

#[test]
fn files_must_be_files_and_what_their_names_say() {
    let gateway = gateway();
    let good = Sample::of(row("v3_remix"));
    let with = |part: Part| {
        let mut sample = good.clone().without("image");
        sample.files.push(part);
        sample.send(&gateway).status
    };
    let source = colorful(32, 24);
    assert_eq!(with(file("image", "a.PNG", png(32, 24))), 200);
    assert_eq!(with(file("image", "a.jpeg", encoded(&source, image::ImageFormat::Jpeg))), 200);
    assert_eq!(with(file("image", "a.webp", encoded(&source, image::ImageFormat::WebP))), 200);
    assert_eq!(with(text("image", "https://example.com/a.png")), 400);
    assert_eq!(with(file("image", "", png(32, 24))), 400);
    assert_eq!(with(file("image", "blob", png(32, 24))), 400);
    assert_eq!(with(file("image", "a.jpg", png(32, 24))), 400);
    assert_eq!(with(file("image", "a.gif", b"GIF89a".to_vec())), 400);
    assert_eq!(with(file("image", "a.png", Vec::new())), 400);
    let whole = png(32, 24);
    assert_eq!(with(file("image", "a.png", whole[..whole.len() / 2].to_vec())), 400);
    assert_eq!(with(file("image", "a.png", vec![0; 25 * 1024 * 1024 + 1])), 413);
    let mut twice = good.clone();
    twice.files.push(file("image", "b.png", png(8, 8)));
    assert_eq!(twice.send(&gateway).status, 400);
    let mut blob_text = good.clone().without("prompt");
    blob_text.files.push(file("prompt", "blob", b"words".to_vec()));
    assert_eq!(blob_text.send(&gateway).status, 400);
}

#[test]
fn masks_keep_their_rules_in_both_families() {
    let gateway = gateway();
    for id in ["v3_edit", "legacy_edit"] {
        let with = |part: Part| {
            let mut sample = Sample::of(row(id)).without("mask");
            sample.files.push(part);
            sample.send(&gateway)
        };
        let mask = half_mask(64, 48);
        let as_png = |mask: &image::RgbImage| file("mask", "m.png", encoded(mask, image::ImageFormat::Png));
        assert_eq!(with(as_png(&mask)).status, 200);
        assert_eq!(with(text("mask", "open('<file1>', 'rb')")).status, 400);
        assert_eq!(with(as_png(&half_mask(48, 64))).status, 400);
        let mut gray = mask.clone();
        gray.put_pixel(3, 3, image::Rgb([128; 3]));
        assert!(message(&with(as_png(&gray))).contains("pure black and white"));
        let white = image::RgbImage::from_pixel(64, 48, image::Rgb([255; 3]));
        assert!(message(&with(as_png(&white))).contains("all white"));
    }
}

#[test]
fn a_character_mask_needs_its_character() {
    let gateway = gateway();
    let mut sample = Sample::of(row("v3_generate"));
    sample.files.push(file("character_reference_images_mask", "m.png", png(16, 16)));
    assert_eq!(sample.send(&gateway).status, 400);
    sample.files.push(file("character_reference_images", "c.png", png(16, 16)));
    assert_eq!(sample.send(&gateway).status, 200);
    assert_eq!(state(&gateway)["unpublished_runs"], 1);
}

#[test]
fn everything_legacy_but_edit_and_describe_keeps_its_fields_in_the_wrapper() {
    let gateway = gateway();
    for row in ALL.iter().filter(|row| row.body == BodyKind::PartsWithEnvelope) {
        let mut sample = Sample::of(row);
        sample.files.push(text("seed", "5"));
        assert_eq!(sample.send(&gateway).status, 400, "{}", row.id);
    }
    let answer = post_json(&gateway, "/ideogram/generate", &json!({"prompt": "x", "model": "V_2"}));
    assert_eq!(answer.status, 400);
}
