//! What is wrong with parameters, as data: the facade makes the sentences, and adds what was received.

use crate::names::{param, shown};
use crate::object::{set, words};
use ideomix_api::capability::{Capability, Field, Kind};
use ideomix_api::{Problem, Reason, Warning, decimal};
use js_sys::{Array, Object};

/// One issue.
#[derive(Debug, Default)]
pub(crate) struct Issue {
    /// Where: `styleReferenceImages[2]`.
    pub(crate) path: String,
    /// The [code](Reason::code) of a reason, or of a picture problem.
    pub(crate) reason: &'static str,
    /// The words that would be taken, or the models, or the other fields.
    pub(crate) allowed: Vec<String>,
    /// What was probably meant.
    pub(crate) suggestion: Option<String>,
    /// The numbers of the sentence: smallest and largest, given and most.
    pub(crate) numbers: Vec<f64>,
}

impl Issue {
    pub(crate) fn new(path: impl Into<String>, reason: &'static str) -> Self {
        Self { path: path.into(), reason, ..Self::default() }
    }

    /// A word that is none of the words of a field.
    pub(crate) fn not_allowed(path: impl Into<String>, field: &Field, suggestion: Option<String>) -> Self {
        let Kind::Choice(list) = field.kind else { return Self::new(path, "wrong_type") };
        let allowed = list.iter().map(|word| shown(field, word)).collect();
        Self { allowed, suggestion, ..Self::new(path, "not_allowed") }
    }

    /// What the check of a draft found. `place` finds the one of several files or codes that is meant.
    pub(crate) fn of(row: &'static Capability, problem: &Problem, place: Option<usize>) -> Self {
        let field = row.field(&problem.field);
        let mut path = field.map_or(problem.field.as_str(), |field| param(field.name)).to_owned();
        if let (Some(place), Some(Field { kind: Kind::Files { .. } | Kind::StyleCodes { .. }, .. })) =
            (place, field)
        {
            path = item(&path, place);
        }
        let mut issue = Self::new(path, problem.reason.code());
        match &problem.reason {
            Reason::Conflict { with } | Reason::CountMismatch { with } => {
                issue.allowed.push(param(with).to_owned());
            }
            Reason::FileTooLarge { bytes, max } | Reason::RequestTooLarge { bytes, max } => {
                issue.numbers = vec![float(*bytes), float(*max)];
            }
            Reason::MaskSize { image, mask } => {
                issue.numbers = [image.0, image.1, mask.0, mask.1].map(f64::from).to_vec();
            }
            Reason::NotAllowed { allowed, suggestion, .. } => {
                let show = |word: &str| field.map_or_else(|| word.to_owned(), |field| shown(field, word));
                issue.allowed = allowed.iter().map(|word| show(word)).collect();
                issue.suggestion = suggestion.map(show);
            }
            Reason::NotForModel { models, .. } => {
                issue.allowed = models.iter().map(|model| model.wire().to_owned()).collect();
            }
            Reason::OutOfRange { min, max, .. } => issue.numbers = vec![signed(*min), signed(*max)],
            Reason::TooMany { given, max } => issue.numbers = vec![float(*given as u64), float(*max as u64)],
            Reason::TooManyPixels { width, height } => {
                issue.numbers = vec![f64::from(*width), f64::from(*height)];
            }
            _ => {}
        }
        issue
    }

    fn into_object(self) -> Object {
        let object = Object::new();
        set(&object, "path", self.path);
        set(&object, "reason", self.reason);
        set(&object, "allowed", words(self.allowed.iter().map(String::as_str)));
        set(&object, "suggestion", self.suggestion);
        set(&object, "numbers", self.numbers.into_iter().map(wasm_bindgen::JsValue::from).collect::<Array>());
        object
    }
}

/// The path of one item of a list: `styleReferenceImages[2]`.
pub(crate) fn item(path: &str, place: usize) -> String {
    let mut path = [path, "["].concat();
    decimal(i64::try_from(place).unwrap_or(i64::MAX), &mut path);
    path.push(']');
    path
}

/// A list of issues.
pub(crate) fn list(issues: Vec<Issue>) -> Array {
    issues.into_iter().map(Issue::into_object).collect()
}

/// A list of warnings: `{ code, path, number }`.
pub(crate) fn warnings(warnings: &[Warning]) -> Array {
    warnings.iter().map(warning).collect()
}

fn warning(warning: &Warning) -> Object {
    let (code, field, number) = match warning {
        Warning::FileLarge { field, bytes } => ("file_large", *field, float(*bytes)),
        Warning::PriceUnknown => ("price_unknown", "", 0.0),
        Warning::PromptLong { field, characters } => ("prompt_long", *field, float(*characters as u64)),
        Warning::SeedWithManyImages { images } => ("seed_with_many_images", "seed", f64::from(*images)),
        Warning::SourceNotSquare => ("source_not_square", "image", 0.0),
        Warning::StyleReferenceWithStyle => ("style_reference_with_style", "style_type", 0.0),
        Warning::TurboAtDefaultPrice => ("turbo_at_default_price", "rendering_speed", 0.0),
        // A warning that this package has no words for yet is better kept than lost.
        _ => ("other", "", 0.0),
    };
    let object = Object::new();
    set(&object, "code", code);
    set(&object, "path", param(field));
    set(&object, "number", number);
    object
}

#[expect(clippy::cast_precision_loss, reason = "sizes and counts are far below 2^53")]
const fn float(number: u64) -> f64 {
    number as f64
}

#[expect(clippy::cast_precision_loss, reason = "the bounds of a field are far below 2^53")]
const fn signed(number: i64) -> f64 {
    number as f64
}
