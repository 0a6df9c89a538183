//! Any draft over the capability table.

use ideomix_api::capability::{ALL, Capability, Field, Kind, values::COLOR_PALETTE_PRESET};
use ideomix_api::{Draft, Model, PALETTE_MEMBERS_MAX, Palette, Swatch, Value};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::pool;

type Row = &'static Capability;

/// A draft, and whether every part of it was chosen to be right.
pub(crate) type Made = (Draft<usize>, bool);

/// Half of the drafts hold right values only, the other half anything.
pub(crate) fn draft() -> impl Strategy<Value = Made> {
    (0..ALL.len())
        .prop_map(|row| &ALL[row])
        .prop_flat_map(|row| prop_oneof![tidy(row).boxed(), wild(row).boxed()])
}

/// Right values: fields that the model takes and that exclude none before them, masks in their picture's size.
fn tidy(row: Row) -> impl Strategy<Value = Made> {
    let fields: Vec<_> = row
        .fields
        .iter()
        .map(|field| match field.required {
            true => right(field).prop_map(Some).boxed(),
            false => prop::option::weighted(0.3, right(field)).boxed(),
        })
        .collect();
    let model =
        if row.models.is_empty() { Just(None).boxed() } else { select(row.models).prop_map(Some).boxed() };
    (model, fields, 0..pool::SIZES.len(), 0..3usize).prop_map(move |(model, values, size, format)| {
        let mut draft = Draft::new(row, model);
        for (field, value) in row.fields.iter().zip(values) {
            let free = field.excludes.iter().all(|other| draft.get(other).is_none());
            let Some(value) = value.filter(|_| free && field.takes(model) && field.kind != Kind::Model)
            else {
                continue;
            };
            let value = match field.name {
                "image" | "image_file" if row.mask.is_some() => pool::uploads(&[pool::picture(size, format)]),
                "mask" => pool::uploads(&[pool::mask(size, format)]),
                "character_reference_images" => pool::uploads(&[pool::picture(size, 0)]),
                "character_reference_images_mask" if draft.get("character_reference_images").is_none() => {
                    continue;
                }
                "character_reference_images_mask" => pool::uploads(&[pool::mask(size, 0)]),
                _ => value,
            };
            draft.set(field.name, value);
        }
        (draft, true)
    })
}

/// Anything, so that most drafts have several things wrong with them, and some nothing.
fn wild(row: Row) -> impl Strategy<Value = Made> {
    let fields: Vec<_> = row
        .fields
        .iter()
        .map(|field| {
            let value = prop_oneof![9 => right(field), 1 => wrong(field), 1 => foreign(field)];
            prop::option::weighted(if field.required { 0.97 } else { 0.2 }, value)
        })
        .collect();
    let mut models: Vec<_> =
        row.models.iter().cycle().take(row.models.len() * 4).copied().map(Some).collect();
    models.extend(Model::ALL.map(Some));
    models.push(None);
    let name = prop_oneof![
        "[a-z_]{1,12}",
        select(&["model", "image_request", "magic_prompt_option", "stlye_type"][..]).prop_map(str::to_owned)
    ];
    let unknown = prop::option::weighted(0.05, (name, foreign(row.fields[0])));
    (select(models), fields, unknown).prop_map(move |(model, values, unknown)| {
        let mut draft = Draft::new(row, model);
        for (field, value) in row.fields.iter().zip(values) {
            if let (Some(value), true) = (value, field.kind != Kind::Model) {
                draft.set(field.name, value);
            }
        }
        if let Some((name, value)) = unknown {
            draft.set(&name, value);
        }
        (draft, false)
    })
}

/// A value that the field takes, the ends of its range more often than the middle.
fn right(field: &'static Field) -> BoxedStrategy<Value<usize>> {
    match field.kind {
        Kind::Text { advised_max } => prop_oneof![
            8 => words(),
            1 => Just("a\nb\tc\u{7}\r\n  \"d\" \\ é 猫 🐈".to_owned()),
            1 => Just("x".repeat(advised_max + 1)),
        ]
        .prop_map(Value::Text)
        .boxed(),
        Kind::Integer { min, max } => {
            let number = || prop_oneof![Just(min), Just(max), min..=max];
            prop_oneof![
                number().prop_map(Value::Integer),
                number().prop_map(|number| Value::Text(number.to_string())),
                number().prop_map(|number| Value::Text(format!(" +{number}\n"))),
            ]
            .boxed()
        }
        Kind::Choice(words) => {
            select(words.iter().collect::<Vec<_>>()).prop_map(|word| Value::Text(word.to_owned())).boxed()
        }
        // The model is set beside the values.
        Kind::Model => Just(Value::Text(String::new())).boxed(),
        Kind::File => files(field, 1, 1),
        Kind::Files { max } => files(field, 1, max),
        Kind::Palette => palette().prop_map(Value::Palette).boxed(),
        Kind::StyleCodes { max } => vec("[0-9a-fA-F]{8}", 1..=max).prop_map(Value::Texts).boxed(),
    }
}

/// A value of the right type that the field does not take.
fn wrong(field: &'static Field) -> BoxedStrategy<Value<usize>> {
    match field.kind {
        Kind::Text { .. } => select(&["", "  ", "\n", "\u{0}\u{1f}"][..]).prop_map(text).boxed(),
        Kind::Integer { min, max } => prop_oneof![
            Just(Value::Integer(min - 1)),
            Just(Value::Integer(max + 1)),
            any::<i64>().prop_map(Value::Integer),
            select(&["1.0", "1e1", "one", "٣", "0x1", "--1", "99999999999999999999"][..]).prop_map(text),
        ]
        .boxed(),
        Kind::Choice(words) => prop_oneof![
            select(words.iter().collect::<Vec<_>>()).prop_map(|word| Value::Text(format!("{word} "))),
            select(words.iter().collect::<Vec<_>>()).prop_map(|word| Value::Text(format!("{word}?"))),
            Just(text("nonsense")),
        ]
        .boxed(),
        Kind::Model | Kind::File => files(field, 2, 3),
        Kind::Files { max } => {
            prop_oneof![files(field, max + 1, max + 2), Just(pool::uploads(&[pool::too_long()]))].boxed()
        }
        Kind::Palette => {
            let swatch = |hex: &str, weight| Palette::Members(vec![Swatch { hex: hex.to_owned(), weight }]);
            let nine = vec![Swatch { hex: "#abc".to_owned(), weight: None }; PALETTE_MEMBERS_MAX + 1];
            select(vec![
                Palette::Preset("ember".to_owned()),
                Palette::Members(nine),
                swatch("#abc", Some(4)),
                swatch("#abc", Some(101)),
                swatch("abcdef", None),
                swatch("#ab", None),
                swatch("#ééé", None),
            ])
            .prop_map(Value::Palette)
            .boxed()
        }
        Kind::StyleCodes { max } => prop_oneof![
            vec("[0-9a-f]{8}", max + 1).prop_map(Value::Texts),
            vec(prop_oneof!["[0-9a-f]{7}", "[0-9a-f]{9}", "[g-z]{8}"], 1..3).prop_map(Value::Texts),
        ]
        .boxed(),
    }
}

/// A value of any type.
fn foreign(field: &'static Field) -> BoxedStrategy<Value<usize>> {
    prop_oneof![
        words().prop_map(Value::Text),
        any::<i64>().prop_map(Value::Integer),
        vec(words(), 0..3).prop_map(Value::Texts),
        files(field, 0, 2),
        palette().prop_map(Value::Palette),
    ]
    .boxed()
}

/// Words of any script, not blank, and none of those to which practice gives a meaning of its own.
fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{1,40}", "\\PC{1,20}", ".{1,20}"].prop_filter(
        "blank, or special to practice",
        |words| {
            let plain: String = words.chars().filter(|c| !c.is_control()).collect();
            !plain.trim().is_empty() && !plain.contains("unsafe-prompt") && !plain.contains("withhold-")
        },
    )
}

/// Files for the field. A mask is always black and white: what is painted on it is no matter of the check.
fn files(field: &'static Field, min: usize, max: usize) -> BoxedStrategy<Value<usize>> {
    let numbers = match (field.name, field.kind) {
        ("mask", _) => pool::mask(0, 0)..pool::longest(),
        (_, Kind::Files { .. }) => 0..pool::longest() + 1,
        // Practice cannot draw twice the longest, which an upscale would ask for.
        _ => 0..pool::longest(),
    };
    vec(numbers, min..=max).prop_map(|numbers| pool::uploads(&numbers)).boxed()
}

fn palette() -> impl Strategy<Value = Palette> {
    let weight = prop::option::of(prop_oneof![Just(5), Just(100), 5u8..=100]);
    let swatch =
        ("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", weight).prop_map(|(hex, weight)| Swatch { hex, weight });
    prop_oneof![
        select(COLOR_PALETTE_PRESET.iter().collect::<Vec<_>>())
            .prop_map(|name| Palette::Preset(name.to_owned())),
        vec(swatch, 1..=PALETTE_MEMBERS_MAX).prop_map(Palette::Members),
    ]
}

fn text(words: &str) -> Value<usize> {
    Value::Text(words.to_owned())
}
