//! From a draft to a request that cannot hold a wrong state, or to the list of what is wrong.
//!
//! The gateway loses most of the service's own error texts, so what is not caught here reaches a person as an
//! empty refusal. Everything that the table knows is checked, and all problems are reported at once.

use crate::capability::{Capability, Field, Kind, Words, values};
use crate::draft::{Draft, PALETTE_MEMBERS_MAX, Palette, Swatch, Upload, Value};
use crate::plain::{integer, is_blank};
use crate::slips::nearest;
use crate::{Model, Operation, Problem, Reason, Speed, Warning};

/// Above this a file draws a warning: the older documented limit (OAS30).
const FILE_ADVISED: u64 = 10_000_000;
/// The largest file in bytes (OAS31: 25 MB, read as 25 MiB).
pub const FILE_MAX: u64 = 25 * 1024 * 1024;
/// The largest request in bytes, files, words and wrapping together (OAS31: under 50 MB, read as 50 MiB).
pub const REQUEST_MAX: u64 = 50 * 1024 * 1024;
/// What a browser writes around one part of a form, in bytes, rounded up: boundary, names, media type.
const PART_WRAPPING: u64 = 256;
/// The longest side of a picture, in pixels; our own bound, so that no file can exhaust the reader.
pub const SIDE_MAX: u32 = 8192;
/// The most pixels of a picture; our own bound.
pub const PIXELS_MAX: u64 = 40_000_000;

/// A checked request. It can only be made by [`Draft::check`], so it holds nothing that the table forbids.
#[derive(Clone, Debug, PartialEq)]
pub struct Request<B> {
    capability: &'static Capability,
    model: Option<Model>,
    /// Words without debris, numbers as numbers, at most one file where one is taken.
    fields: Vec<(&'static Field, Value<B>)>,
    warnings: Vec<Warning>,
}

impl<B: Clone> Draft<B> {
    /// Checks everything that can be known before sending.
    ///
    /// # Errors
    ///
    /// All problems at once, in the order of the table's fields, unknown fields last.
    pub fn check(&self) -> Result<Request<B>, Vec<Problem>> {
        let mut report = Report(Vec::new());
        let model = self.model_of_path(&mut report);
        let mut fields = Vec::new();
        for &field in self.capability.fields {
            fields.extend(self.check_field(field, &mut report).map(|value| (field, value)));
        }
        for (name, _) in self.values() {
            if self.capability.field(name).is_none_or(|field| field.kind == Kind::Model) {
                let names = self.capability.fields.iter().map(|field| field.name);
                report.add(name, Reason::UnknownField { suggestion: nearest(name, names) });
            }
        }
        between_fields(&fields, &mut report);
        if !report.0.is_empty() {
            return Err(report.0);
        }
        let mut request = Request { capability: self.capability, model, fields, warnings: Vec::new() };
        request.warnings = warnings(&request);
        Ok(request)
    }

    /// The model of the request. Where the path names the only one, it need not be chosen, and no other can be.
    fn model_of_path(&self, report: &mut Report) -> Option<Model> {
        let models = self.capability.models;
        match (self.model, models) {
            (None, [only]) => return Some(*only),
            (Some(model), [_]) if !models.contains(&model) => {
                report.add("model", Reason::NotForModel { model, models });
            }
            _ => {}
        }
        self.model
    }

    /// What will be sent for a field, unless that is nothing.
    fn check_field(&self, field: &'static Field, report: &mut Report) -> Option<Value<B>> {
        let refused = match (field.kind, self.get(field.name), self.model) {
            (Kind::Model, _, Some(model)) if self.capability.takes(model) => {
                return Some(Value::Text(model.wire().to_owned()));
            }
            (Kind::Model, _, Some(model)) => Reason::NotForModel { model, models: self.capability.models },
            (Kind::Model, _, None) => Reason::Required,
            (_, None, _) if field.required => Reason::Required,
            (_, None, _) => return None,
            (_, Some(value), model) => match (field.models, model) {
                (Some(models), Some(model)) if !models.contains(&model) => {
                    Reason::NotForModel { model, models }
                }
                _ => match field.excludes.iter().find(|with| self.has(with)) {
                    Some(with) => Reason::Conflict { with },
                    None => return checked(field, value, report),
                },
            },
        };
        report.add(field.name, refused);
        None
    }

    /// Whether a field of the endpoint is set.
    fn has(&self, name: &str) -> bool {
        self.get(name).is_some() && self.capability.field(name).is_some()
    }
}

/// What is wrong, in the order in which it was found.
struct Report(Vec<Problem>);

impl Report {
    fn add(&mut self, field: &str, reason: Reason) {
        self.0.push(Problem { field: field.to_owned(), reason });
    }
}

impl<B> Request<B> {
    /// The endpoint.
    pub const fn capability(&self) -> &'static Capability {
        self.capability
    }

    /// The model, where the endpoint has models.
    pub const fn model(&self) -> Option<Model> {
        self.model
    }

    /// What its sender would want to know before paying.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// How many pictures are asked for.
    pub fn images(&self) -> u8 {
        match self.get("num_images") {
            Some(Value::Integer(count)) => u8::try_from(*count).unwrap_or(1),
            _ => 1,
        }
    }

    /// The rendering speed.
    pub fn speed(&self) -> Speed {
        match self.get("rendering_speed") {
            Some(Value::Text(word)) => Speed::from_wire(word).unwrap_or_default(),
            _ => Speed::default(),
        }
    }

    /// Whether a price is known for what it asks: character pictures have their own, unpublished one.
    pub fn has_character(&self) -> bool {
        self.get("character_reference_images").is_some()
    }

    pub(crate) fn fields(&self) -> &[(&'static Field, Value<B>)] {
        &self.fields
    }

    fn get(&self, name: &str) -> Option<&Value<B>> {
        self.fields.iter().find(|(field, _)| field.name == name).map(|(_, value)| value)
    }
}

/// A value as it will be sent. What is wrong with it is reported.
fn checked<B: Clone>(field: &'static Field, value: &Value<B>, report: &mut Report) -> Option<Value<B>> {
    let reason = match (field.kind, value) {
        (Kind::Text { .. }, Value::Text(words)) => {
            let words = without_controls(words);
            match (words.chars().all(is_blank), field.required) {
                (true, true) => Some(Reason::Required),
                (true, false) => return None,
                (false, _) => return Some(Value::Text(words)),
            }
        }
        (Kind::Integer { .. }, Value::Text(digits)) => match integer(digits.trim_ascii()) {
            Some(number) => return checked(field, &Value::Integer(number), report),
            None => Some(Reason::NotAnInteger { given: digits.clone() }),
        },
        (Kind::Integer { min, max }, Value::Integer(number)) => {
            let given = *number;
            (!(min..=max).contains(&given)).then_some(Reason::OutOfRange { given, min, max })
        }
        (Kind::Choice(allowed), Value::Text(word)) => choice(word, allowed),
        (Kind::File, Value::Files(files)) => uploads(files, 1),
        (Kind::Files { max }, Value::Files(files)) => uploads(files, max),
        (Kind::Palette, Value::Palette(Palette::Preset(name))) => choice(name, values::COLOR_PALETTE_PRESET),
        (Kind::Palette, Value::Palette(Palette::Members(members))) => {
            too_many(members.len(), PALETTE_MEMBERS_MAX).or_else(|| members.iter().find_map(swatch))
        }
        (Kind::StyleCodes { max }, Value::Texts(codes)) => {
            too_many(codes.len(), max).or_else(|| codes.iter().find_map(|code| style_code(code)))
        }
        _ => Some(Reason::WrongType),
    };
    match reason {
        None => Some(value.clone()),
        Some(reason) => {
            report.add(field.name, reason);
            None
        }
    }
}

fn too_many(given: usize, max: usize) -> Option<Reason> {
    (given > max).then_some(Reason::TooMany { given, max })
}

/// Line breaks and tabs are part of a prompt; other control characters are debris of pasting.
fn without_controls(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        if !c.is_control() || c == '\n' || c == '\t' {
            out.push(c);
        }
    }
    out
}

fn choice(word: &str, allowed: Words) -> Option<Reason> {
    if allowed.contains(word) {
        return None;
    }
    let suggestion = nearest(word, allowed.iter());
    Some(Reason::NotAllowed { given: word.to_owned(), allowed, suggestion })
}

fn uploads<B>(files: &[Upload<B>], max: usize) -> Option<Reason> {
    too_many(files.len(), max).or_else(|| {
        files.iter().find_map(|&Upload { bytes, width, height, .. }| {
            if bytes > FILE_MAX {
                return Some(Reason::FileTooLarge { bytes, max: FILE_MAX });
            }
            let pixels = u64::from(width) * u64::from(height);
            (width > SIDE_MAX || height > SIDE_MAX || pixels > PIXELS_MAX)
                .then_some(Reason::TooManyPixels { width, height })
        })
    })
}

fn swatch(swatch: &Swatch) -> Option<Reason> {
    let digits = swatch.hex.strip_prefix('#').unwrap_or_default();
    if !matches!(digits.len(), 3 | 6) || !is_hex(digits) {
        return Some(Reason::BadColor { given: swatch.hex.clone() });
    }
    swatch.weight.is_some_and(|weight| !(5..=100).contains(&weight)).then_some(Reason::BadWeight)
}

fn style_code(code: &str) -> Option<Reason> {
    (code.len() != 8 || !is_hex(code)).then(|| Reason::BadStyleCode { given: code.to_owned() })
}

fn is_hex(digits: &str) -> bool {
    digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// Rules that look at more than one field and are no plain exclusion.
fn between_fields<B>(fields: &[(&'static Field, Value<B>)], report: &mut Report) {
    let files = |name: &str| {
        fields.iter().find(|(field, _)| field.name == name).and_then(|(_, value)| match value {
            Value::Files(files) => Some(files.as_slice()),
            _ => None,
        })
    };
    let size = |files: &[Upload<B>]| files.first().map(|file| (file.width, file.height));
    let image = files("image").or_else(|| files("image_file")).and_then(size);
    if let (Some(image), Some(mask)) = (image, files("mask").and_then(size))
        && image != mask
    {
        report.add("mask", Reason::MaskSize { image, mask });
    }

    let (character, mask) = ("character_reference_images", "character_reference_images_mask");
    if let Some(masks) = files(mask) {
        match files(character) {
            Some(pictures) if pictures.len() == masks.len() => {
                if let (Some(image), Some(size)) = (size(pictures), size(masks))
                    && image != size
                {
                    report.add(mask, Reason::MaskSize { image, mask: size });
                }
            }
            _ => report.add(mask, Reason::CountMismatch { with: character }),
        }
    }

    let sizes = || fields.iter().map(|(field, value)| (field.name, size_on_the_wire(value)));
    let bytes = PART_WRAPPING + sizes().map(|(_, bytes)| bytes).sum::<u64>();
    if bytes > REQUEST_MAX
        && let Some((largest, _)) = sizes().max_by_key(|&(_, bytes)| bytes)
    {
        report.add(largest, Reason::RequestTooLarge { bytes, max: REQUEST_MAX });
    }
}

/// An upper bound of the bytes that a value adds to the body.
fn size_on_the_wire<B>(value: &Value<B>) -> u64 {
    match value {
        Value::Files(files) => files.iter().map(|file| file.bytes + PART_WRAPPING).sum(),
        // Line breaks and quotes take two bytes, in a form as in JSON.
        Value::Text(words) => 2 * words.len() as u64 + PART_WRAPPING,
        // Numbers, codes and palettes are a few hundred bytes at most.
        Value::Integer(_) => PART_WRAPPING,
        Value::Texts(words) => words.len() as u64 * PART_WRAPPING,
        Value::Palette(_) => 4 * PART_WRAPPING,
    }
}

fn warnings<B>(request: &Request<B>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for (field, value) in &request.fields {
        match (field.kind, value) {
            (Kind::Text { advised_max }, Value::Text(words)) => {
                // Bytes that begin a character; the standard count is a page of code.
                let characters = words.bytes().filter(|byte| byte & 0xC0 != 0x80).count();
                if characters > advised_max {
                    warnings.push(Warning::PromptLong { field: field.name, characters });
                }
            }
            (_, Value::Files(files)) => {
                let large = files.iter().filter(|file| file.bytes > FILE_ADVISED);
                warnings
                    .extend(large.map(|file| Warning::FileLarge { field: field.name, bytes: file.bytes }));
            }
            _ => {}
        }
    }
    if request.images() > 1 && request.get("seed").is_some() {
        warnings.push(Warning::SeedWithManyImages { images: request.images() });
    }
    let restrained = matches!(request.get("style_type"), Some(Value::Text(style)) if style != "AUTO" && style != "GENERAL");
    if restrained && request.get("style_reference_images").is_some() {
        warnings.push(Warning::StyleReferenceWithStyle);
    }
    if request.has_character() || request.capability.operation == Operation::Describe {
        warnings.push(Warning::PriceUnknown);
    }
    let dear = matches!(
        request.capability.operation,
        Operation::Edit | Operation::Reframe | Operation::ReplaceBackground
    );
    if dear && request.model == Some(Model::V3) && request.speed() == Speed::Turbo {
        warnings.push(Warning::TurboAtDefaultPrice);
    }
    if request.capability.operation == Operation::Reframe
        && let Some(Value::Files(files)) = request.get("image")
        && files.iter().any(|file| file.width != file.height)
    {
        warnings.push(Warning::SourceNotSquare);
    }
    warnings
}
