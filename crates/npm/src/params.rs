//! From a JavaScript object to a draft that the capability table checks.
//!
//! Read member by member. Reading through serde costs twelve kilobytes more, names no field in its errors, and drops
//! unknown members without a word; here every one of them becomes an issue with its path.

use crate::issue::{Issue, item as item_path};
use crate::names::{meant, param, written};
use crate::object::get;
use ideomix_api::capability::{Capability, Field, Kind};
use ideomix_api::slips::nearest;
use ideomix_api::{Draft, Format, Model, Palette, Reason, Request, Swatch, Upload, Value};
use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// Reads and checks. All issues at once, in the order of the table's fields, unknown ones last.
pub(crate) fn request(row: &'static Capability, params: &Object) -> Result<Request<Blob>, Vec<Issue>> {
    let mut read = Read { draft: Draft::new(row, None), issues: Vec::new() };
    for field in row.fields {
        let value = get(params, param(field.name));
        if !value.is_undefined() {
            read.member(row, field, &value);
        }
    }
    let Read { draft, issues: said } = read;
    let checked = draft.check();
    let problems = checked.as_ref().err().map_or(&[][..], Vec::as_slice);
    let mut issues = Vec::new();
    let mut said = said.into_iter().peekable();
    for field in row.fields {
        // What could not be read is not in the draft: the check would only say that it is missing.
        if let Some((_, issue)) = said.next_if(|(of, _)| *of == field.name) {
            issues.push(issue);
            continue;
        }
        for problem in problems.iter().filter(|problem| problem.field == field.name) {
            let place = draft.get(field.name).and_then(|value| place(value, &problem.reason));
            issues.push(Issue::of(row, problem, place));
        }
    }
    for name in Object::keys(params).iter() {
        let name = name.as_string().unwrap_or_default();
        if !row.fields.iter().any(|field| param(field.name) == name) && !get(params, &name).is_undefined() {
            let suggestion = nearest(&name, row.fields.iter().map(|field| param(field.name)));
            let suggestion = suggestion.map(str::to_owned);
            issues.push(Issue { suggestion, ..Issue::new(name, "unknown_field") });
        }
    }
    match checked {
        Ok(request) if issues.is_empty() => Ok(request),
        _ => Err(issues),
    }
}

struct Read {
    draft: Draft<Blob>,
    issues: Vec<(&'static str, Issue)>,
}

impl Read {
    fn member(&mut self, row: &'static Capability, field: &'static Field, value: &JsValue) {
        let name = param(field.name);
        let read = match field.kind {
            Kind::Model => return self.model(row, name, value),
            Kind::Text { .. } => {
                value.as_string().map(Value::Text).ok_or_else(|| Issue::new(name, "no_text"))
            }
            Kind::Integer { .. } => integer(name, value),
            Kind::Choice(_) => choice(field, name, value),
            Kind::File => upload(name, value).map(|file| Value::Files(vec![file])),
            Kind::Files { .. } => each(name, value, upload).map(Value::Files),
            Kind::Palette => palette(name, value).map(Value::Palette),
            Kind::StyleCodes { .. } => {
                each(name, value, |path, code| code.as_string().ok_or_else(|| Issue::new(path, "no_text")))
                    .map(Value::Texts)
            }
        };
        match read {
            Ok(value) => {
                self.draft.set(field.name, value);
            }
            Err(issue) => self.issues.push((field.name, issue)),
        }
    }

    fn model(&mut self, row: &'static Capability, name: &str, value: &JsValue) {
        self.draft.model = value.as_string().and_then(|word| Model::from_wire(&word));
        if self.draft.model.is_none() {
            let reason = if value.is_string() { "not_allowed" } else { "no_text" };
            let allowed = row.models.iter().map(|model| model.wire().to_owned()).collect();
            let models = row.models.iter().map(|model| model.wire());
            let suggestion = value.as_string().and_then(|word| nearest(&word, models)).map(str::to_owned);
            self.issues.push(("model", Issue { allowed, suggestion, ..Issue::new(name, reason) }));
        }
    }
}

/// Which of several files or codes a reason speaks of.
fn place(value: &Value<Blob>, reason: &Reason) -> Option<usize> {
    match (value, reason) {
        (Value::Files(files), Reason::FileTooLarge { bytes, .. }) => {
            files.iter().position(|file| file.bytes == *bytes)
        }
        (Value::Files(files), Reason::TooManyPixels { width, height }) => {
            files.iter().position(|file| (file.width, file.height) == (*width, *height))
        }
        (Value::Texts(codes), Reason::BadStyleCode { given }) => codes.iter().position(|code| code == given),
        _ => None,
    }
}

/// A whole number, and nothing that merely looks like one.
fn integer(name: &str, value: &JsValue) -> Result<Value<Blob>, Issue> {
    let number = value.as_f64().ok_or_else(|| Issue::new(name, "not_an_integer"))?;
    #[expect(clippy::cast_possible_truncation, reason = "only whole numbers below 2^53 pass the guard")]
    let whole = number as i64;
    #[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "exact for the numbers that pass")]
    if number.abs() < 9e15 && whole as f64 == number {
        Ok(Value::Integer(whole))
    } else {
        Err(Issue::new(name, "not_an_integer"))
    }
}

fn choice(field: &'static Field, name: &str, value: &JsValue) -> Result<Value<Blob>, Issue> {
    let word = value.as_string().ok_or_else(|| Issue::not_allowed(name, field, None))?;
    if let Some(word) = written(field, &word) {
        return Ok(Value::Text(word.to_owned()));
    }
    let words = if let Kind::Choice(words) = field.kind { words } else { &[] };
    let near = || nearest(&word, words.iter().copied()).map(|near| crate::names::shown(field, near));
    Err(Issue::not_allowed(name, field, meant(field, &word).or_else(near)))
}

fn each<T>(
    name: &str,
    value: &JsValue,
    read: impl Fn(&str, &JsValue) -> Result<T, Issue>,
) -> Result<Vec<T>, Issue> {
    if !Array::is_array(value) {
        return Err(Issue::new(name, "no_list"));
    }
    let items = value.unchecked_ref::<Array>();
    items.iter().enumerate().map(|(place, item)| read(&item_path(name, place), &item)).collect()
}

/// A file as the facade prepares it.
fn upload(path: &str, value: &JsValue) -> Result<Upload<Blob>, Issue> {
    if let Some(problem) = get(value, "problem").as_string() {
        let reason = match problem.as_str() {
            "unreadable" => "unreadable",
            "empty" => "empty",
            "truncated" => "truncated",
            "unsupported" => "unsupported",
            "damaged" => "damaged",
            _ => "not_a_picture",
        };
        return Err(Issue { suggestion: get(value, "name").as_string(), ..Issue::new(path, reason) });
    }
    let blob = get(value, "blob");
    let format = match get(value, "kind").as_string().as_deref() {
        Some("png") => Format::Png,
        Some("jpg") => Format::Jpeg,
        Some("webp") => Format::Webp,
        _ => return Err(Issue::new(path, "no_picture")),
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes are whole numbers")]
    let number = |name| get(value, name).as_f64().unwrap_or_default() as u64;
    let side = |name| u32::try_from(number(name)).unwrap_or(u32::MAX);
    Ok(Upload {
        blob: blob.unchecked_into(),
        format,
        bytes: number("bytes"),
        width: side("width"),
        height: side("height"),
    })
}

fn palette(name: &str, value: &JsValue) -> Result<Palette, Issue> {
    if let Some(preset) = get(value, "name").as_string() {
        return Ok(Palette::Preset(preset));
    }
    each(&[name, ".members"].concat(), &get(value, "members"), swatch).map(Palette::Members)
}

fn swatch(path: &str, value: &JsValue) -> Result<Swatch, Issue> {
    let hex = get(value, "colorHex")
        .as_string()
        .ok_or_else(|| Issue::new([path, ".colorHex"].concat(), "no_text"))?;
    let weight = get(value, "colorWeight");
    if weight.is_undefined() {
        return Ok(Swatch { hex, weight: None });
    }
    let weight = weight.as_f64().ok_or_else(|| Issue::new([path, ".colorWeight"].concat(), "no_number"))?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates, and is checked next"
    )]
    let hundredths = (weight * 100.0 + 0.5) as u8;
    Ok(Swatch { hex, weight: Some(hundredths) })
}
