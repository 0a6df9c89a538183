//! What the check lets through, practice answers; what the check refuses, practice refuses too.

mod common;
#[path = "drafts/pool.rs"]
mod pool;
#[path = "drafts/strategy.rs"]
mod strategy;
#[path = "drafts/wire.rs"]
mod wire;

use std::cell::Cell;

use common::{body, gateway};
use ideomix_api::capability::{ALL, BodyKind, Capability, Field, Kind, by_id};
use ideomix_api::{Draft, FILE_MAX, Family, Model, Palette, REQUEST_MAX, Reason, Swatch, Upload, Value};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

#[test]
fn any_draft_is_refused_by_the_name_of_a_field_or_answered() {
    let gateway = gateway();
    let (answered, refused) = (Cell::new(0), Cell::new(0));
    let config = ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() };
    let verdict = TestRunner::new(config).run(&strategy::draft(), |(draft, tidy)| {
        match draft.check() {
            Ok(request) => {
                answered.set(answered.get() + 1);
                let call = request.call();
                let answer = wire::send(&gateway, &call);
                let said = String::from_utf8_lossy(&answer.body);
                prop_assert_eq!(answer.status, 200, "{}: {}", draft.capability.id, said);
                if let Some(data) = body(&answer)["data"].as_array() {
                    prop_assert_eq!(data.len(), usize::from(call.images));
                }
            }
            Err(problems) => {
                refused.set(refused.get() + 1);
                prop_assert!(!tidy, "a right draft is refused: {problems:?}");
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    let name = problem.field.as_str();
                    let given = draft.values().any(|(known, _)| known == name);
                    let model = name == "model" && draft.model.is_some();
                    let required = draft.capability.field(name).is_some_and(|field| field.required);
                    prop_assert!(given || model || required, "{name} was neither given nor needed");
                }
            }
        }
        Ok(())
    });
    verdict.unwrap_or_else(|failure| panic!("{failure}"));
    // Neither side may be proved by a handful of cases.
    assert!(answered.get() > 500 && refused.get() > 300, "{answered:?} answered, {refused:?} refused");
}

#[test]
fn whatever_the_check_refuses_practice_refuses_when_it_is_sent_all_the_same() {
    let gateway = gateway();
    let mut tried = 0;
    for row in ALL {
        for field in row.fields {
            for (what, draft) in violations(row, field) {
                let problems = draft.check().err().unwrap_or_default();
                let named = problems.iter().any(|problem| problem.field == field.name);
                assert!(named, "{} {} {what}: {problems:?}", row.id, field.name);
                let answer = wire::forced(&draft).send(&gateway);
                let expected = matches!(answer.status, 400 | 413 | 500);
                assert!(expected, "{} {} {what} was answered {}", row.id, field.name, answer.status);
                tried += 1;
            }
        }
        let mut draft = minimal(row, row.models.first().copied());
        draft.text("colour", "red");
        assert!(draft.check().is_err());
        assert_eq!(wire::forced(&draft).send(&gateway).status, 400, "{}: an unknown field", row.id);
    }
    assert!(tried > 400, "only {tried} violations");
    assert_eq!(common::state(&gateway)["billed_milli_usd"], 0);
}

#[test]
fn the_largest_request_that_the_check_lets_through_is_taken() {
    let row = by_id("v3_remix").expect("the row");
    let sized = |bytes: u64| Upload { bytes, ..pool::upload(pool::picture(0, 0)) };
    let draft = |second: u64| {
        let mut draft = minimal(row, Some(Model::V3));
        draft.file("image", sized(FILE_MAX)).file("style_reference_images", sized(second));
        draft
    };
    let mut second = FILE_MAX;
    while draft(second).check().is_err() {
        second -= 64;
    }
    let sent = |second: u64| {
        // A picture may be followed by anything: readers stop at its end.
        let padded = |name: &str, bytes: u64| {
            let mut picture = pool::bytes(pool::picture(0, 0)).to_vec();
            picture.resize(usize::try_from(bytes).expect("a size"), 0);
            common::file(name, &format!("{name}.png"), picture)
        };
        let mut sample = common::Sample::of(row).without("image");
        sample.files = vec![padded("image", FILE_MAX), padded("style_reference_images", second)];
        sample.send(&gateway()).status
    };
    assert_eq!(sent(second), 200);
    assert_eq!(sent(FILE_MAX + 1), 413);
    let mut three = draft(second);
    three.set("style_reference_images", Value::Files(vec![sized(FILE_MAX), sized(1)]));
    let reason = three.check().expect_err("too large").remove(0).reason;
    assert!(matches!(reason, Reason::RequestTooLarge { max: REQUEST_MAX, .. }), "{reason:?}");
    assert_eq!(sent(FILE_MAX), 413);
}

/// A draft that has what it needs and nothing else.
fn minimal(row: &'static Capability, model: Option<Model>) -> Draft<usize> {
    let mut draft = Draft::new(row, model);
    for field in row.fields.iter().filter(|field| field.required) {
        match field.kind {
            Kind::Text { .. } => draft.text(field.name, "a quiet harbor"),
            Kind::Choice(words) => draft.text(field.name, words.get(0).unwrap()),
            Kind::File if field.name == "mask" => draft.file(field.name, pool::upload(pool::mask(0, 0))),
            Kind::File => draft.file(field.name, pool::upload(pool::picture(0, 0))),
            _ => &mut draft,
        };
    }
    draft
}

/// A value that the field takes.
fn right(field: &Field) -> Value<usize> {
    match field.kind {
        Kind::Text { .. } => Value::Text("words".to_owned()),
        Kind::Integer { min, .. } => Value::Integer(min),
        Kind::Choice(words) => Value::Text(words.get(0).unwrap().to_owned()),
        Kind::Model => Value::Text(String::new()),
        Kind::File | Kind::Files { .. } => pool::uploads(&[pool::picture(0, 0)]),
        Kind::Palette => Value::Palette(Palette::Preset("EMBER".to_owned())),
        Kind::StyleCodes { .. } => Value::Texts(vec!["0123abcd".to_owned()]),
    }
}

/// Every way to break one field that can be put on the wire. A form knows text and files only, so a number where
/// words belong is no violation there, and JSON carries no files.
fn violations(row: &'static Capability, field: &'static Field) -> Vec<(String, Draft<usize>)> {
    let model = field.models.unwrap_or(row.models).first().copied();
    let mut drafts = Vec::new();
    let mut add = |what: String, change: &dyn Fn(&mut Draft<usize>)| {
        let mut draft = minimal(row, model);
        change(&mut draft);
        drafts.push((what, draft));
    };
    if field.required {
        add("left out".to_owned(), &|draft| {
            draft.clear(field.name);
            draft.model = draft.model.filter(|_| field.kind != Kind::Model);
        });
    }
    for value in wrong(row, field) {
        add(format!("{value:?}"), &|draft| {
            draft.set(field.name, value.clone());
        });
    }
    let taken = if field.kind == Kind::Model { row.models } else { field.models.unwrap_or(row.models) };
    for other in Model::ALL {
        // A model of another family is refused in the name of the model; other fields are asked within their row.
        let asked = field.kind == Kind::Model || row.takes(other);
        if !taken.contains(&other) && asked && row.family == Family::Legacy {
            add(format!("for {other}"), &|draft| {
                draft.model = Some(other);
                if field.kind != Kind::Model {
                    draft.set(field.name, right(field));
                }
            });
        }
    }
    for other in field.excludes.iter().filter_map(|name| row.field(name)) {
        add(format!("with {}", other.name), &|draft| {
            draft.model = row
                .models
                .iter()
                .copied()
                .find(|&model| field.takes(Some(model)) && other.takes(Some(model)));
            draft.set(field.name, right(field)).set(other.name, right(other));
        });
    }
    let other_size = pool::uploads(&[pool::mask(1, 0)]);
    match field.name {
        "mask" => add("in another size".to_owned(), &|draft| {
            draft.set("mask", other_size.clone());
        }),
        "character_reference_images_mask" => {
            add("alone".to_owned(), &|draft| {
                draft.set(field.name, other_size.clone());
            });
            add("in another size".to_owned(), &|draft| {
                draft.set("character_reference_images", pool::uploads(&[pool::picture(0, 0)]));
                draft.set(field.name, other_size.clone());
            });
        }
        _ => {}
    }
    drafts
}

/// Values that the field does not take.
fn wrong(row: &Capability, field: &Field) -> Vec<Value<usize>> {
    let text = |words: &str| Value::Text(words.to_owned());
    let mut values = match field.kind {
        Kind::Model => return Vec::new(),
        Kind::Text { .. } if field.required => vec![text("  \n")],
        Kind::Text { .. } => Vec::new(),
        Kind::Integer { min, max } => {
            let numbers = [min - 1, max + 1, i64::MIN, i64::MAX].map(Value::Integer);
            numbers.into_iter().chain(["1.5", "one", "1e1", "٣"].map(text)).collect()
        }
        Kind::Choice(words) => vec![
            text(&words.get(0).unwrap().to_lowercase()),
            text("nonsense"),
            text(&format!("{} ", words.get(0).unwrap())),
        ]
        .into_iter()
        .filter(|value| !matches!(value, Value::Text(word) if words.contains(word)))
        .collect(),
        Kind::File => vec![
            text("https://example.com/a.png"),
            pool::uploads(&[pool::picture(0, 0), pool::picture(0, 1)]),
            pool::uploads(&[pool::too_long()]),
        ],
        Kind::Files { max } => vec![
            text("https://example.com/a.png"),
            pool::uploads(&vec![pool::picture(0, 0); max + 1]),
            pool::uploads(&[pool::too_long()]),
        ],
        Kind::Palette => {
            let swatch = |hex: &str, weight| vec![Swatch { hex: hex.to_owned(), weight }];
            let lists = [
                vec![Swatch { hex: "#abc".to_owned(), weight: None }; 9],
                swatch("#abc", Some(4)),
                swatch("#abc", Some(0)),
                swatch("#abc", Some(101)),
                swatch("abc", None),
                swatch("#abcd", None),
                swatch("#éa", None),
            ];
            let lists = lists.map(|members| Value::Palette(Palette::Members(members)));
            let preset = Value::Palette(Palette::Preset("ember".to_owned()));
            lists.into_iter().chain([preset, text("EMBER")]).collect()
        }
        Kind::StyleCodes { max } => ["0123abc", "0123abcde", "0123abcg"]
            .map(|code| Value::Texts(vec![code.to_owned()]))
            .into_iter()
            .chain([Value::Texts(vec!["0123abcd".to_owned(); max + 1])])
            .collect(),
    };
    let takes_files = matches!(field.kind, Kind::File | Kind::Files { .. });
    if !takes_files && row.body != BodyKind::Json {
        values.push(pool::uploads(&[pool::picture(0, 0)]));
    }
    if matches!(field.kind, Kind::Text { .. } | Kind::Choice(_)) && row.body != BodyKind::Parts {
        values.push(Value::Integer(5));
    }
    values
}
