//! From a draft to a request that cannot hold a wrong state, or to the list of what is wrong.
//!
//! The gateway loses most of the service's own error texts, so what is not caught here reaches a person as an
//! empty refusal. Everything that the table knows is checked, and all problems are reported at once.

use crate::capability::{Capability, Field, Kind, Words, values};
use crate::draft::{Draft, PALETTE_MEMBERS_MAX, Palette, Swatch, Upload, Value};
use crate::plain::{integer as integer_of, is_blank};
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
        let mut fields = Vec::new();
        let mut problems = Vec::new();
        let model = self.model_of_path().unwrap_or_else(|reason| {
            problems.push(Problem { field: "model".to_owned(), reason });
            None
        });
        for &field in self.capability.fields {
            match self.check_field(field) {
                Ok(Some(value)) => fields.push((field, value)),
                Ok(None) => {}
                Err(reason) => problems.push(Problem { field: field.name.to_owned(), reason }),
            }
        }
        problems.extend(self.unknown_fields());
        problems.extend(between_fields(&fields));
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut request = Request { capability: self.capability, model, fields, warnings: Vec::new() };
        request.warnings = warnings(&request);
        Ok(request)
    }

    /// The model of the request. Where the path names the only one, it need not be chosen, and no other can be.
    fn model_of_path(&self) -> Result<Option<Model>, Reason> {
        let models = self.capability.models;
        match (self.model, models) {
            (None, [only]) => Ok(Some(*only)),
            (Some(model), [_]) if !models.contains(&model) => Err(Reason::NotForModel { model, models }),
            (chosen, _) => Ok(chosen),
        }
    }

    fn check_field(&self, field: &'static Field) -> Result<Option<Value<B>>, Reason> {
        if field.kind == Kind::Model {
            return self.check_model().map(Some);
        }
        let Some(value) = self.get(field.name) else {
            return if field.required { Err(Reason::Required) } else { Ok(None) };
        };
        if let (Some(models), Some(model)) = (field.models, self.model)
            && !models.contains(&model)
        {
            return Err(Reason::NotForModel { model, models });
        }
        for with in field.excludes {
            if self.get(with).is_some() && self.capability.field(with).is_some() {
                return Err(Reason::Conflict { with });
            }
        }
        checked(field, value)
    }

    fn check_model(&self) -> Result<Value<B>, Reason> {
        let model = self.model.ok_or(Reason::Required)?;
        if self.capability.takes(model) {
            Ok(Value::Text(model.wire().to_owned()))
        } else {
            Err(Reason::NotForModel { model, models: self.capability.models })
        }
    }

    fn unknown_fields(&self) -> impl Iterator<Item = Problem> {
        self.values()
            .filter(|(name, _)| self.capability.field(name).is_none_or(|field| field.kind == Kind::Model))
            .map(|(name, _)| Problem {
                field: name.to_owned(),
                reason: Reason::UnknownField {
                    suggestion: nearest(name, self.capability.fields.iter().map(|field| field.name)),
                },
            })
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

fn checked<B: Clone>(field: &'static Field, value: &Value<B>) -> Result<Option<Value<B>>, Reason> {
    match (field.kind, value) {
        (Kind::Text { .. }, Value::Text(words)) => {
            let words = without_controls(words);
            match (words.chars().all(is_blank), field.required) {
                (true, true) => Err(Reason::Required),
                (true, false) => Ok(None),
                (false, _) => Ok(Some(Value::Text(words))),
            }
        }
        (Kind::Integer { min, max }, value) => integer(value, min, max),
        (Kind::Choice(allowed), Value::Text(word)) => choice(word, allowed),
        (Kind::File, Value::Files(files)) => uploads(files, 1),
        (Kind::Files { max }, Value::Files(files)) => uploads(files, max),
        (Kind::Palette, Value::Palette(palette)) => self::palette(palette),
        (Kind::StyleCodes { max }, Value::Texts(codes)) => style_codes(codes, max),
        _ => Err(Reason::WrongType),
    }
}

/// Line breaks and tabs are part of a prompt; other control characters are debris of pasting.
fn without_controls(words: &str) -> String {
    words.chars().filter(|&c| !c.is_control() || c == '\n' || c == '\t').collect()
}

fn integer<B>(value: &Value<B>, min: i64, max: i64) -> Result<Option<Value<B>>, Reason> {
    let number = match value {
        Value::Integer(number) => *number,
        Value::Text(digits) => {
            integer_of(digits.trim_ascii()).ok_or_else(|| Reason::NotAnInteger { given: digits.clone() })?
        }
        _ => return Err(Reason::WrongType),
    };
    if (min..=max).contains(&number) {
        Ok(Some(Value::Integer(number)))
    } else {
        Err(Reason::OutOfRange { given: number, min, max })
    }
}

fn choice<B>(word: &str, allowed: Words) -> Result<Option<Value<B>>, Reason> {
    if allowed.contains(word) {
        return Ok(Some(Value::Text(word.to_owned())));
    }
    let suggestion = nearest(word, allowed.iter());
    Err(Reason::NotAllowed { given: word.to_owned(), allowed, suggestion })
}

fn uploads<B: Clone>(files: &[Upload<B>], max: usize) -> Result<Option<Value<B>>, Reason> {
    if files.len() > max {
        return Err(Reason::TooMany { given: files.len(), max });
    }
    for file in files {
        if file.bytes > FILE_MAX {
            return Err(Reason::FileTooLarge { bytes: file.bytes, max: FILE_MAX });
        }
        let (width, height) = (file.width, file.height);
        if width > SIDE_MAX || height > SIDE_MAX || u64::from(width) * u64::from(height) > PIXELS_MAX {
            return Err(Reason::TooManyPixels { width, height });
        }
    }
    Ok(Some(Value::Files(files.to_vec())))
}

fn palette<B>(palette: &Palette) -> Result<Option<Value<B>>, Reason> {
    match palette {
        Palette::Preset(name) => {
            choice::<B>(name, values::COLOR_PALETTE_PRESET)?;
        }
        Palette::Members(members) => {
            if members.len() > PALETTE_MEMBERS_MAX {
                return Err(Reason::TooMany { given: members.len(), max: PALETTE_MEMBERS_MAX });
            }
            members.iter().try_for_each(swatch)?;
        }
    }
    Ok(Some(Value::Palette(palette.clone())))
}

fn swatch(swatch: &Swatch) -> Result<(), Reason> {
    let digits = swatch.hex.strip_prefix('#').unwrap_or_default();
    if !matches!(digits.len(), 3 | 6) || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Err(Reason::BadColor { given: swatch.hex.clone() });
    }
    match swatch.weight {
        Some(weight) if !(5..=100).contains(&weight) => Err(Reason::BadWeight),
        _ => Ok(()),
    }
}

fn style_codes<B>(codes: &[String], max: usize) -> Result<Option<Value<B>>, Reason> {
    if codes.len() > max {
        return Err(Reason::TooMany { given: codes.len(), max });
    }
    match codes.iter().find(|code| code.len() != 8 || !code.bytes().all(|digit| digit.is_ascii_hexdigit())) {
        Some(code) => Err(Reason::BadStyleCode { given: code.clone() }),
        None => Ok(Some(Value::Texts(codes.to_vec()))),
    }
}

/// Rules that look at more than one field and are no plain exclusion.
fn between_fields<B>(fields: &[(&'static Field, Value<B>)]) -> Vec<Problem> {
    let files = |name: &str| {
        fields.iter().find(|(field, _)| field.name == name).and_then(|(_, value)| match value {
            Value::Files(files) => Some(files.as_slice()),
            _ => None,
        })
    };
    let mut problems = Vec::new();
    let mut report = |field: &str, reason| problems.push(Problem { field: field.to_owned(), reason });

    let size = |files: &[Upload<B>]| files.first().map(|file| (file.width, file.height));
    let image = files("image").or_else(|| files("image_file")).and_then(size);
    if let (Some(image), Some(mask)) = (image, files("mask").and_then(size))
        && image != mask
    {
        report("mask", Reason::MaskSize { image, mask });
    }

    let (character, mask) = ("character_reference_images", "character_reference_images_mask");
    if let Some(masks) = files(mask) {
        match files(character) {
            Some(pictures) if pictures.len() == masks.len() => {
                if let (Some(image), Some(size)) = (size(pictures), size(masks))
                    && image != size
                {
                    report(mask, Reason::MaskSize { image, mask: size });
                }
            }
            _ => report(mask, Reason::CountMismatch { with: character }),
        }
    }

    let sizes = || fields.iter().map(|(field, value)| (field.name, size_on_the_wire(value)));
    let bytes = PART_WRAPPING + sizes().map(|(_, bytes)| bytes).sum::<u64>();
    if bytes > REQUEST_MAX
        && let Some((largest, _)) = sizes().max_by_key(|&(_, bytes)| bytes)
    {
        report(largest, Reason::RequestTooLarge { bytes, max: REQUEST_MAX });
    }
    problems
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
