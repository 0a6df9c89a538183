//! What is wrong with parameters, as data: the facade makes the sentences, and adds what was received.

use crate::names::{joined, param, shown};
use crate::writer::Writer;
use ideomix_api::capability::{Field, Kind};
use ideomix_api::{Problem, Reason, Warning, decimal};

/// One issue: `{ path, reason, allowed, suggestion, numbers }`. `path` says where, as in `styleReferenceImages[2]`;
/// `reason` is a [code](Reason::code) or the word for what could not even be read; `numbers` are those of the sentence.
#[derive(Debug)]
pub(crate) struct Issue(Writer);

impl Issue {
    pub(crate) fn new(path: &str, reason: &str) -> Self {
        let mut out = Writer::object();
        out.text_of("path", path);
        out.text_of("reason", reason);
        Self(out)
    }

    /// Adds the words that would be taken, or the models, or the other fields.
    pub(crate) fn allow(&mut self, words: &mut dyn Iterator<Item = String>) {
        self.0.name("allowed");
        self.0.open('[');
        for word in words {
            self.0.text(&word);
        }
        self.0.close(']');
    }

    /// Adds what was probably meant.
    pub(crate) fn suggest(&mut self, suggestion: Option<&str>) {
        self.0.maybe("suggestion", suggestion);
    }

    fn number(&mut self, numbers: &[i64]) {
        self.0.name("numbers");
        self.0.open('[');
        for number in numbers {
            self.0.number(*number);
        }
        self.0.close(']');
    }

    /// A word that is none of the words of a field.
    pub(crate) fn not_allowed(path: &str, field: &Field, suggestion: Option<&str>) -> Self {
        let mut issue = Self::new(path, "not_allowed");
        if let Kind::Choice(list) = field.kind {
            issue.allow(&mut list.iter().map(|word| shown(field, word)));
        }
        issue.suggest(suggestion);
        issue
    }

    /// What the check of a draft found. `place` finds the one of several files or codes that is meant.
    pub(crate) fn of(problem: &Problem, place: Option<usize>) -> Self {
        let mut path = param(&problem.field);
        if let Some(place) = place {
            path = item(&path, place);
        }
        let mut issue = Self::new(&path, problem.reason.code());
        match &problem.reason {
            Reason::Conflict { with } | Reason::CountMismatch { with } => {
                issue.allow(&mut core::iter::once(param(with)));
            }
            Reason::FileTooLarge { bytes, max } | Reason::RequestTooLarge { bytes, max } => {
                issue.number(&[*bytes as i64, *max as i64]);
            }
            Reason::MaskSize { image, mask } => {
                issue.number(&[image.0.into(), image.1.into(), mask.0.into(), mask.1.into()]);
            }
            Reason::NotAllowed { allowed, suggestion, .. } => {
                issue.allow(&mut allowed.iter().map(|word| (*word).to_owned()));
                issue.suggest(*suggestion);
            }
            Reason::NotForModel { models, .. } => {
                issue.allow(&mut models.iter().map(|model| model.wire().to_owned()));
            }
            Reason::OutOfRange { min, max, .. } => issue.number(&[*min, *max]),
            Reason::TooMany { given, max } => issue.number(&[*given as i64, *max as i64]),
            Reason::TooManyPixels { width, height } => issue.number(&[(*width).into(), (*height).into()]),
            _ => {}
        }
        issue
    }

    /// As JSON.
    pub(crate) fn done(self) -> String {
        self.0.done()
    }
}

/// The path of one item of a list: `styleReferenceImages[2]`.
pub(crate) fn item(path: &str, place: usize) -> String {
    let mut path = joined(&[path, "["]);
    decimal(i64::try_from(place).unwrap_or(i64::MAX), &mut path);
    path.push(']');
    path
}

/// A warning: `{ code, path, number }`.
pub(crate) fn warning(warning: &Warning, out: &mut Writer) {
    let (code, field, number) = match warning {
        Warning::FileLarge { field, bytes } => ("file_large", *field, *bytes as i64),
        Warning::PriceUnknown => ("price_unknown", "", 0),
        Warning::PromptLong { field, characters } => ("prompt_long", *field, *characters as i64),
        Warning::SeedWithManyImages { images } => ("seed_with_many_images", "seed", i64::from(*images)),
        Warning::SourceNotSquare => ("source_not_square", "image", 0),
        Warning::StyleReferenceWithStyle => ("style_reference_with_style", "style_type", 0),
        Warning::TurboAtDefaultPrice => ("turbo_at_default_price", "rendering_speed", 0),
        // A warning that this package has no words for yet is better kept than lost.
        _ => ("other", "", 0),
    };
    out.open('{');
    out.text_of("code", code);
    out.text_of("path", &param(field));
    out.number_of("number", number);
    out.close('}');
}
