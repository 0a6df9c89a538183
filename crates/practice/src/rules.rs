//! What the documents forbid, checked against the capability table row by row and field by field.

use std::sync::Arc;

use ideomix_api::capability::{Capability, Field, Kind, values};
use ideomix_api::{FILE_MAX, Model, Operation, PALETTE_MEMBERS_MAX, Speed};
use ideomix_picture::{Facts, sniff_file};
use serde_json::Value;

use crate::draw::{File, MaskFault, SIDE_MAX, check_mask, decode};
use crate::intake::{Given, Values};
use crate::multipart::Part;
use crate::refusal::Refusal;

/// The most pixels of an uploaded picture.
const PIXELS_MAX: u64 = 40_000_000;

/// A call that the rules let through.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) row: &'static Capability,
    pub(crate) model: Option<Model>,
    pub(crate) speed: Speed,
    words: Vec<(&'static str, String)>,
    numbers: Vec<(&'static str, i64)>,
    files: Vec<(&'static str, File, Facts)>,
    pub(crate) colors: Vec<[u8; 3]>,
    /// Style codes: eight hexadecimal digits each.
    pub(crate) codes: Vec<String>,
}

impl Order {
    /// A text or choice field, unless it was left out.
    pub(crate) fn word(&self, name: &str) -> Option<&str> {
        self.words.iter().find(|(known, _)| *known == name).map(|(_, word)| word.as_str())
    }

    /// A number field, unless it was left out.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.numbers.iter().find(|(known, _)| *known == name).map(|(_, number)| *number)
    }

    /// The first file of a field.
    pub(crate) fn file(&self, name: &str) -> Option<(&File, Facts)> {
        self.files.iter().find(|(known, ..)| *known == name).map(|(_, file, facts)| (file, *facts))
    }

    /// All files of a field.
    pub(crate) fn files(&self, name: &str) -> impl Iterator<Item = &File> {
        self.files.iter().filter(move |(known, ..)| *known == name).map(|(_, file, _)| file)
    }

    /// The picture that the operation works on.
    pub(crate) fn source(&self) -> Option<(&File, Facts)> {
        self.file(self.row.image_field()?.name)
    }

    /// How many pictures are asked for.
    pub(crate) fn images(&self) -> u32 {
        self.number("num_images").and_then(|count| u32::try_from(count).ok()).unwrap_or(1)
    }
}

/// Checks all values of a call to `row`.
pub(crate) fn check(row: &'static Capability, given: &Values) -> Result<Order, Refusal> {
    if let Some((name, _)) = given.iter().find(|(name, _)| row.field(name).is_none()) {
        return Err(Refusal::UnknownField(name.clone()));
    }
    let model = model(row, given)?;
    let speed = speed(row, given)?;
    let (words, numbers, files, colors, codes) = Default::default();
    let mut order = Order { row, model, speed, words, numbers, files, colors, codes };
    for field in row.fields {
        let values: Vec<&Given> =
            given.iter().filter(|(name, _)| name == field.name).map(|(_, value)| value).collect();
        if values.is_empty() {
            if field.required && field.kind != Kind::Model {
                return Err(Refusal::Missing(field.name));
            }
            continue;
        }
        if let Some(model) = model
            && !field.takes(Some(model))
        {
            return Err(Refusal::NotForModel { field: field.name, model });
        }
        if let Some(with) = field.excludes.iter().find(|with| given.iter().any(|(name, _)| name == *with)) {
            return Err(Refusal::Conflict { field: field.name, with });
        }
        let max = match field.kind {
            Kind::Files { max } => max,
            // In JSON the codes are one array; `codes` counts its items.
            Kind::StyleCodes { max } => max,
            _ => 1,
        };
        if values.len() > max {
            return Err(Refusal::TooMany { field: field.name, max });
        }
        for value in values {
            take(&mut order, field, value)?;
        }
    }
    masks(&order)?;
    doubled(&order)?;
    Ok(order)
}

fn model(row: &'static Capability, given: &Values) -> Result<Option<Model>, Refusal> {
    let Some(field) = row.field("model") else {
        return Ok(row.models.first().copied());
    };
    let word = match given.iter().find(|(name, _)| name == field.name) {
        Some((_, Given::Text(word) | Given::Json(Value::String(word)))) => word,
        Some(_) => return Err(Refusal::NotText(field.name)),
        None => return Err(Refusal::NoChannel),
    };
    let known = Model::from_wire(word).filter(|model| model.family() == row.family);
    let model = known.ok_or(Refusal::NoChannel)?;
    if row.takes(model) { Ok(Some(model)) } else { Err(Refusal::ModelHere(model)) }
}

fn speed(row: &Capability, given: &Values) -> Result<Speed, Refusal> {
    let named =
        row.field("rendering_speed").and_then(|field| given.iter().find(|(name, _)| name == field.name));
    match named {
        None => Ok(Speed::default()),
        Some((_, Given::Text(word))) => Speed::from_wire(word).ok_or(Refusal::Speed),
        Some(_) => Err(Refusal::Speed),
    }
}

fn take(order: &mut Order, field: &'static Field, given: &Given) -> Result<(), Refusal> {
    let name = field.name;
    match field.kind {
        Kind::Model => {}
        Kind::Text { .. } => {
            let words = text(name, given)?;
            if words.trim().is_empty() {
                return Err(Refusal::Missing(name));
            }
            order.words.push((name, words.to_owned()));
        }
        Kind::Choice(allowed) => {
            let word = text(name, given)?;
            if !allowed.contains(word) {
                return Err(bad(name, word));
            }
            order.words.push((name, word.to_owned()));
        }
        Kind::Integer { min, max } => {
            let number = integer(name, given)?;
            if !(min..=max).contains(&number) {
                return Err(bad(name, &number.to_string()));
            }
            order.numbers.push((name, number));
        }
        Kind::File | Kind::Files { .. } => {
            let Given::File(part) = given else {
                return Err(Refusal::NotAFile(name));
            };
            let facts = picture(name, part)?;
            order.files.push((name, Arc::from(&part.bytes[..]), facts));
        }
        Kind::Palette => order.colors = palette(name, given)?,
        Kind::StyleCodes { max } => {
            for code in codes(name, given, max)? {
                if code.len() != 8 || !code.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                    return Err(bad(name, &code));
                }
                order.codes.push(code);
            }
        }
    }
    Ok(())
}

fn bad(field: &'static str, given: &str) -> Refusal {
    Refusal::BadValue { field, given: given.chars().take(80).collect() }
}

fn text<'a>(name: &'static str, given: &'a Given) -> Result<&'a str, Refusal> {
    match given {
        Given::Text(text) | Given::Json(Value::String(text)) => Ok(text),
        Given::Json(other) => Err(bad(name, &other.to_string())),
        Given::File(_) => Err(Refusal::NotText(name)),
    }
}

/// Digits in a form, an integer in JSON; the gateway reads `num_images` itself and has a word of its own for it.
fn integer(name: &'static str, given: &Given) -> Result<i64, Refusal> {
    let number = match given {
        Given::Text(digits) if digits.bytes().all(|b| b.is_ascii_digit() || b == b'-') => digits.parse().ok(),
        Given::Json(Value::Number(number)) => number.as_i64(),
        _ => None,
    };
    match number {
        Some(number) => Ok(number),
        None if name == "num_images" => Err(Refusal::NumImages),
        None => Err(match given {
            Given::Text(text) => bad(name, text),
            Given::Json(value) => bad(name, &value.to_string()),
            Given::File(_) => Refusal::NotText(name),
        }),
    }
}

fn codes(name: &'static str, given: &Given, max: usize) -> Result<Vec<String>, Refusal> {
    let codes = match given {
        Given::Text(code) => vec![code.clone()],
        Given::Json(Value::Array(items)) => items
            .iter()
            .map(|item| item.as_str().map(str::to_owned))
            .collect::<Option<_>>()
            .ok_or_else(|| bad(name, "array"))?,
        Given::Json(other) => return Err(bad(name, &other.to_string())),
        Given::File(_) => return Err(Refusal::NotText(name)),
    };
    if codes.len() > max { Err(Refusal::TooMany { field: name, max }) } else { Ok(codes) }
}

/// `{"name": PRESET}` or `{"members": [{"color_hex": "#RRGGBB", "color_weight": 0.5}]}`, never both.
fn palette(name: &'static str, given: &Given) -> Result<Vec<[u8; 3]>, Refusal> {
    let value = match given {
        Given::Text(text) => serde_json::from_str(text).map_err(|_| bad(name, text))?,
        Given::Json(value) => value.clone(),
        Given::File(_) => return Err(Refusal::NotText(name)),
    };
    let wrong = || bad(name, &value.to_string());
    let object = value.as_object().filter(|object| object.len() == 1).ok_or_else(wrong)?;
    if let Some(preset) = object.get("name").and_then(Value::as_str) {
        let known = values::COLOR_PALETTE_PRESET.contains(preset);
        return if known { Ok(preset_colors(preset)) } else { Err(wrong()) };
    }
    let members = object.get("members").and_then(Value::as_array).ok_or_else(wrong)?;
    if members.is_empty() || members.len() > PALETTE_MEMBERS_MAX {
        return Err(wrong());
    }
    members.iter().map(|member| swatch(member).ok_or_else(wrong)).collect()
}

fn swatch(member: &Value) -> Option<[u8; 3]> {
    let member = member.as_object()?;
    if member.keys().any(|key| key != "color_hex" && key != "color_weight") {
        return None;
    }
    if let Some(weight) = member.get("color_weight")
        && !weight.as_f64().is_some_and(|weight| (0.05..=1.0).contains(&weight))
    {
        return None;
    }
    let digits = member.get("color_hex")?.as_str()?.strip_prefix('#')?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let part = |at: usize, wide: usize| {
        let part = u8::from_str_radix(digits.get(at..at + wide)?, 16).ok()?;
        Some(if wide == 1 { part * 17 } else { part })
    };
    match digits.len() {
        3 => Some([part(0, 1)?, part(1, 1)?, part(2, 1)?]),
        6 => Some([part(0, 2)?, part(2, 2)?, part(4, 2)?]),
        _ => None,
    }
}

/// Colors in the spirit of a preset's name; what the service really uses is not published.
fn preset_colors(preset: &str) -> Vec<[u8; 3]> {
    let colors: [u32; 4] = match preset {
        "EMBER" => [0xB3261E, 0xF2711C, 0x2B1310, 0xFFC857],
        "FRESH" => [0x3EB489, 0xB8F2C8, 0x1B5E57, 0xFFE066],
        "JUNGLE" => [0x1E5631, 0x7BAF6A, 0x0E2417, 0xE9C46A],
        "MAGIC" => [0x5A2A82, 0xB892FF, 0x1D1033, 0xFF8FD8],
        "MELON" => [0xFF8C69, 0xFFD3B6, 0x3A6B52, 0xA8E6CF],
        "MOSAIC" => [0x2364AA, 0xF2C14E, 0x1A1F3A, 0xEA7317],
        "PASTEL" => [0xCDB4DB, 0xFFE5EC, 0x6D6A95, 0xA2D2FF],
        _ => [0x1B3FA0, 0x7FA8FF, 0x0A1438, 0xE8EEFF],
    };
    colors.iter().map(|rgb| [(rgb >> 16) as u8, (rgb >> 8) as u8, *rgb as u8]).collect()
}

/// A file part holds what its name says, and all of it can be decoded.
fn picture(field: &'static str, part: &Part) -> Result<Facts, Refusal> {
    if part.bytes.len() as u64 > FILE_MAX {
        return Err(Refusal::TooLarge);
    }
    let given = part.file_name.clone().unwrap_or_default();
    let claimed = ideomix_picture::Kind::of_name(&given).ok_or(Refusal::FileName { field, given })?;
    let facts = sniff_file(&part.bytes).map_err(|problem| Refusal::Picture { field, problem })?;
    if facts.kind != claimed {
        return Err(Refusal::WrongEnding { field, is: facts.kind });
    }
    let (width, height) = (facts.width, facts.height);
    if width > SIDE_MAX || height > SIDE_MAX || u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(Refusal::TooManyPixels(field));
    }
    let decoded = decode(&part.bytes).map_err(|_| Refusal::Undecodable(field))?;
    if decoded.dimensions() == (width, height) { Ok(facts) } else { Err(Refusal::Undecodable(field)) }
}

/// Twice the size must still be a size that can be drawn.
fn doubled(order: &Order) -> Result<(), Refusal> {
    match (order.row.operation, order.row.image_field(), order.source()) {
        (Operation::Upscale, Some(field), Some((_, Facts { width, height, .. })))
            if width > SIDE_MAX / 2
                || height > SIDE_MAX / 2
                || u64::from(width) * u64::from(height) > PIXELS_MAX / 4 =>
        {
            Err(Refusal::TooManyPixels(field.name))
        }
        _ => Ok(()),
    }
}

/// The edit mask, and the masks of character pictures.
fn masks(order: &Order) -> Result<(), Refusal> {
    if let (Some((_, picture)), Some((mask, _))) = (order.source(), order.file("mask")) {
        let field = "mask";
        let pixels = decode(mask).map_err(|_| Refusal::Undecodable(field))?;
        check_mask(&pixels, (picture.width, picture.height)).map_err(|fault| Refusal::Mask {
            field,
            rule: match fault {
                MaskFault::Size => "must have the size of the picture",
                MaskFault::Gray => "must be pure black and white",
                MaskFault::AllWhite => "must not be all white: black is the area to change",
            },
        })?;
    }
    let field = "character_reference_images_mask";
    if let Some((_, mask)) = order.file(field) {
        let count = |name: &str| order.files(name).count();
        let same = order
            .file("character_reference_images")
            .is_some_and(|(_, picture)| (picture.width, picture.height) == (mask.width, mask.height));
        if !same || count(field) != count("character_reference_images") {
            return Err(Refusal::Mask {
                field,
                rule: "must match character_reference_images in count and size",
            });
        }
    }
    Ok(())
}
