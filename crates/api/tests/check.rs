//! What a draft is refused for, field by field, and what it is only warned about.

use ideomix_api::capability::{ALL, Capability, Kind, by_id};
use ideomix_api::{Draft, Format, Model, Operation, Palette, Reason, Swatch, Upload, Value, Warning};

fn file(bytes: u64, width: u32, height: u32) -> Upload<u8> {
    Upload { blob: 0, format: Format::Png, bytes, width, height }
}

/// A draft of the row that has what it needs and nothing else.
fn minimal(row: &'static Capability) -> Draft<u8> {
    let mut draft = Draft::new(row, row.models.first().copied());
    for field in row.fields.iter().filter(|field| field.required) {
        match field.kind {
            Kind::Text { .. } => draft.text(field.name, "a cat"),
            Kind::Choice(words) => draft.text(field.name, words.get(0).unwrap()),
            Kind::File => draft.file(field.name, file(1_000, 512, 512)),
            _ => &mut draft,
        };
    }
    draft
}

fn v3() -> Draft<u8> {
    minimal(by_id("v3_generate").unwrap())
}

fn reason(draft: &Draft<u8>, field: &str) -> Option<&'static str> {
    draft
        .check()
        .err()?
        .into_iter()
        .find(|problem| problem.field == field)
        .map(|problem| problem.reason.code())
}

#[test]
fn what_is_needed_is_enough_for_every_row() {
    for row in ALL {
        assert!(minimal(row).check().is_ok(), "{}: {:?}", row.id, minimal(row).check());
    }
}

#[test]
fn every_required_field_is_missed_by_name() {
    for row in ALL {
        for field in row.fields.iter().filter(|field| field.required && field.kind != Kind::Model) {
            let mut draft = minimal(row);
            draft.clear(field.name);
            assert_eq!(reason(&draft, field.name), Some("required"), "{} {}", row.id, field.name);
        }
    }
}

#[test]
fn every_integer_is_held_to_its_range_and_to_whole_numbers() {
    for row in ALL {
        for field in row.fields {
            let Kind::Integer { min, max } = field.kind else { continue };
            for (text, expected) in [
                ((min - 1).to_string(), Some("out_of_range")),
                ((max + 1).to_string(), Some("out_of_range")),
                (min.to_string(), None),
                (max.to_string(), None),
                ("1.5".to_owned(), Some("not_an_integer")),
                ("NaN".to_owned(), Some("not_an_integer")),
                ("9".repeat(40), Some("not_an_integer")),
            ] {
                let mut draft = minimal(row);
                draft.text(field.name, &text);
                assert_eq!(reason(&draft, field.name), expected, "{} {} {text}", row.id, field.name);
            }
        }
    }
}

#[test]
fn every_choice_refuses_a_foreign_word_and_takes_each_of_its_own() {
    for row in ALL {
        for field in row.fields {
            let Kind::Choice(words) = field.kind else { continue };
            for word in words.iter() {
                let mut draft = minimal(row);
                if let (Some(models), true) = (field.models, draft.model.is_some()) {
                    draft.model = models.first().copied();
                }
                draft.text(field.name, word);
                assert_eq!(reason(&draft, field.name), None, "{} {} {word}", row.id, field.name);
                draft.text(field.name, &format!("{word}?"));
                assert_eq!(reason(&draft, field.name), Some("not_allowed"), "{} {}", row.id, field.name);
            }
        }
    }
}

#[test]
fn every_exclusion_of_the_table_is_a_conflict_in_both_fields() {
    let value = |kind: Kind| match kind {
        Kind::Choice(words) => Value::Text(words.get(0).unwrap().to_owned()),
        Kind::Files { .. } => Value::Files(vec![file(10, 8, 8)]),
        Kind::StyleCodes { .. } => Value::Texts(vec!["00000000".to_owned()]),
        _ => Value::Integer(1),
    };
    for row in ALL {
        for field in row.fields {
            for other in field.excludes.iter().filter_map(|name| row.field(name)) {
                let mut draft = minimal(row);
                draft.model = row
                    .models
                    .iter()
                    .copied()
                    .find(|model| field.takes(Some(*model)) && other.takes(Some(*model)));
                draft.set(field.name, value(field.kind)).set(other.name, value(other.kind));
                assert_eq!(reason(&draft, field.name), Some("conflict"), "{} {}", row.id, field.name);
                assert_eq!(reason(&draft, other.name), Some("conflict"), "{} {}", row.id, other.name);
            }
        }
    }
}

#[test]
fn a_field_that_the_model_refuses_names_the_models_that_take_it() {
    let table = [
        (Model::V1, "style_type", "ANIME"),
        (Model::V1Turbo, "style_type", "AUTO"),
        (Model::V2A, "negative_prompt", "blur"),
        (Model::V2ATurbo, "negative_prompt", "blur"),
        (Model::V2A, "resolution", "RESOLUTION_1024_1024"),
        (Model::V1, "resolution", "RESOLUTION_1024_1024"),
    ];
    for (model, field, word) in table {
        let mut draft = minimal(by_id("legacy_generate").unwrap());
        draft.model = Some(model);
        draft.text(field, word);
        let problems = draft.check().unwrap_err();
        assert!(
            matches!(&problems[0].reason, Reason::NotForModel { model: refused, models } if *refused == model && !models.contains(&model)),
            "{model}: {problems:?}"
        );
    }
}

#[test]
fn legacy_edit_takes_version_two_only() {
    for model in [Model::V1, Model::V2A, Model::V3] {
        let mut draft = minimal(by_id("legacy_edit").unwrap());
        draft.model = Some(model);
        assert_eq!(reason(&draft, "model"), Some("not_for_model"));
    }
}

#[test]
fn an_unknown_field_is_refused_with_the_nearest_name() {
    let mut draft = v3();
    draft.text("magic_prompt_option", "ON").text("colour_pallete", "x").text("model", "V_2");
    let problems = draft.check().unwrap_err();
    let suggestions: Vec<_> = problems
        .iter()
        .map(|problem| match &problem.reason {
            Reason::UnknownField { suggestion } => (problem.field.as_str(), *suggestion),
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(suggestions.contains(&("colour_pallete", Some("color_palette"))), "{suggestions:?}");
    assert_eq!(problems.len(), 3);
}

#[test]
fn blank_prompts_and_bare_control_characters_are_missing_prompts() {
    for words in ["", " ", "\n\t ", "\u{0}\u{7}"] {
        let mut draft = v3();
        draft.text("prompt", words);
        assert_eq!(reason(&draft, "prompt"), Some("required"), "{words:?}");
    }
}

#[test]
fn a_blank_optional_text_is_left_out() {
    let mut draft = v3();
    draft.text("negative_prompt", "   ");
    assert_eq!(draft.check().unwrap().call(), v3().check().unwrap().call());
}

#[test]
fn files_are_held_to_bytes_pixels_and_sum() {
    const MIB: u64 = 1024 * 1024;
    let row = by_id("v3_remix").unwrap();
    for (upload, expected) in [
        (file(25 * MIB, 64, 64), None),
        (file(25 * MIB + 1, 64, 64), Some("file_too_large")),
        (file(10, 8192, 1), None),
        (file(10, 8193, 1), Some("too_many_pixels")),
        (file(10, 8000, 8000), Some("too_many_pixels")),
    ] {
        let mut draft = minimal(row);
        draft.file("image", upload.clone());
        assert_eq!(reason(&draft, "image"), expected, "{upload:?}");
    }
    let mut draft = minimal(row);
    draft.file("image", file(20 * MIB, 64, 64));
    draft.set("style_reference_images", Value::Files(vec![file(20 * MIB, 64, 64), file(20 * MIB, 64, 64)]));
    assert_eq!(reason(&draft, "style_reference_images"), Some("request_too_large"));
    draft.set("style_reference_images", Value::Files(vec![file(1, 8, 8); 11]));
    assert_eq!(reason(&draft, "style_reference_images"), Some("too_many"));
}

#[test]
fn a_request_is_measured_with_its_words_and_wrapping() {
    const MIB: u64 = 1024 * 1024;
    let mut draft = minimal(by_id("v3_remix").unwrap());
    draft.file("image", file(25 * MIB, 64, 64));
    draft.file("style_reference_images", file(25 * MIB - 4_096, 64, 64));
    assert!(draft.check().is_ok());
    draft.text("prompt", &"a".repeat(4_096));
    assert_eq!(reason(&draft, "image"), Some("request_too_large"));
    let mut draft = v3();
    draft.text("prompt", &"a".repeat(50 * 1024 * 1024));
    assert_eq!(reason(&draft, "prompt"), Some("request_too_large"));
}

#[test]
fn a_path_that_names_its_model_needs_no_choice_and_takes_no_other() {
    for row in ALL.iter().filter(|row| row.models.len() == 1) {
        let mut draft = minimal(row);
        draft.model = None;
        assert_eq!(draft.check().unwrap().model(), Some(Model::V3), "{}", row.id);
        draft.model = Some(Model::V2);
        assert_eq!(reason(&draft, "model"), Some("not_for_model"), "{}", row.id);
    }
}

#[test]
fn a_mask_must_have_the_size_of_its_picture() {
    for id in ["v3_edit", "legacy_edit"] {
        let mut draft = minimal(by_id(id).unwrap());
        draft.file("mask", file(10, 512, 511));
        assert_eq!(reason(&draft, "mask"), Some("mask_size"));
    }
}

#[test]
fn palettes_are_held_to_presets_colors_weights_and_number() {
    let members = |hex: &str, weight, count| {
        Value::Palette(Palette::Members(vec![Swatch { hex: hex.to_owned(), weight }; count]))
    };
    for (value, expected) in [
        (Value::Palette(Palette::Preset("EMBER".into())), None),
        (Value::Palette(Palette::Preset("ember".into())), Some("not_allowed")),
        (members("#abc", None, 8), None),
        (members("#abcdef", Some(5), 1), None),
        (members("#abcdef", Some(4), 1), Some("bad_weight")),
        (members("#abcdef", Some(101), 1), Some("bad_weight")),
        (members("abcdef", None, 1), Some("bad_color")),
        (members("#abcd", None, 1), Some("bad_color")),
        (members("#ggg", None, 1), Some("bad_color")),
        (members("#abc", None, 9), Some("too_many")),
    ] {
        let mut draft = v3();
        draft.set("color_palette", value.clone());
        assert_eq!(reason(&draft, "color_palette"), expected, "{value:?}");
    }
}

#[test]
fn a_fixed_seed_with_several_pictures_is_warned_about_and_sent() {
    let mut draft = v3();
    draft.text("seed", "0").text("num_images", "4");
    assert_eq!(draft.check().unwrap().warnings(), [Warning::SeedWithManyImages { images: 4 }]);
}

#[test]
fn turbo_at_the_default_price_is_warned_about() {
    for row in ALL.iter().filter(|row| row.models == [Model::V3]) {
        let mut draft = minimal(row);
        draft.text("rendering_speed", "TURBO");
        let warned = draft.check().unwrap().warnings().contains(&Warning::TurboAtDefaultPrice);
        let dear = !matches!(row.operation, Operation::Generate | Operation::Remix);
        assert_eq!(warned, dear, "{}", row.id);
    }
}

#[test]
fn all_problems_are_reported_at_once() {
    let mut draft = v3();
    draft.text("prompt", "").text("num_images", "9").text("aspect_ratio", "16:9").text("seed", "-1");
    let fields: Vec<_> = draft.check().unwrap_err().into_iter().map(|problem| problem.field).collect();
    assert_eq!(fields, ["prompt", "num_images", "aspect_ratio", "seed"]);
}
