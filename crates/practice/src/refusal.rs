//! Why a call is refused before anything runs, with the status and the word that the gateway uses for it.

use std::fmt;

use ideomix_api::Model;
use ideomix_picture::{Kind, Problem};

/// A refusal. Nothing ran and nothing is billed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The key is one that practice plays as wrong.
    WrongKey,
    /// A known path asked with another method than POST.
    WrongMethod,
    /// The body is neither JSON nor a form.
    ContentType,
    /// The body does not hold what its content type promises.
    Malformed(&'static str),
    /// The gateway prices V3 by its rendering speed, and found none that it knows.
    Speed,
    /// `num_images` is not a whole number.
    NumImages,
    /// No channel serves the model: it is missing or unknown.
    NoChannel,
    /// The endpoint does not serve this model.
    ModelHere(Model),
    /// A field that the endpoint does not have.
    UnknownField(String),
    /// A field that is there more often than allowed.
    TooMany { field: &'static str, max: usize },
    /// A needed field is missing or blank.
    Missing(&'static str),
    /// A field that the model does not take.
    NotForModel { field: &'static str, model: Model },
    /// Two fields that exclude each other.
    Conflict { field: &'static str, with: &'static str },
    /// A value outside its range or list.
    BadValue { field: &'static str, given: String },
    /// Text where a file belongs.
    NotAFile(&'static str),
    /// A file where text belongs.
    NotText(&'static str),
    /// A file part without a file name, or with an ending that names no accepted kind.
    FileName { field: &'static str, given: String },
    /// The file name says another kind than the bytes.
    WrongEnding { field: &'static str, is: Kind },
    /// The bytes are no accepted picture.
    Picture { field: &'static str, problem: Problem },
    /// The head is fine but the picture cannot be decoded.
    Undecodable(&'static str),
    /// The picture has too many pixels.
    TooManyPixels(&'static str),
    /// The mask breaks a rule.
    Mask { field: &'static str, rule: &'static str },
    /// A file or the whole request is too large.
    TooLarge,
    /// The safety check refused the prompt.
    Unsafe,
}

impl Refusal {
    /// The HTTP status.
    pub(crate) const fn status(&self) -> u16 {
        match self {
            Self::WrongKey => 401,
            Self::WrongMethod => 405,
            Self::TooLarge => 413,
            Self::ContentType => 415,
            Self::Unsafe => 422,
            Self::NoChannel => 500,
            _ => 400,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongKey => f.write_str("Invalid token"),
            Self::WrongMethod => f.write_str("method not allowed: use POST"),
            Self::ContentType => f.write_str("unsupported_content_type"),
            Self::Malformed(what) => write!(f, "invalid_form_request: {what}"),
            Self::Speed => f.write_str("unsupported_model or rendering_speed"),
            Self::NumImages => f.write_str("invalid_num_images"),
            Self::NoChannel => f.write_str("no_valid_channel_error"),
            Self::ModelHere(model) => write!(f, "model {model} is not served by this endpoint"),
            Self::UnknownField(name) => write!(f, "{name}: unknown field"),
            Self::TooMany { field, max } => write!(f, "{field}: at most {max} allowed"),
            Self::Missing(field) => write!(f, "{field}: required"),
            Self::NotForModel { field, model } => write!(f, "{field}: not supported by {model}"),
            Self::Conflict { field, with } => write!(f, "{field}: cannot be used with {with}"),
            Self::BadValue { field, given } => write!(f, "{field}: invalid value {given}"),
            Self::NotAFile(field) => write!(f, "{field}: must be a file part with a file name"),
            Self::NotText(field) => write!(f, "{field}: must be a plain text part"),
            Self::FileName { field, given } => {
                write!(f, "{field}: file name {given:?} names no accepted kind")
            }
            Self::WrongEnding { field, is } => {
                write!(f, "{field}: the file name's ending does not fit its bytes, which are {}", is.mime())
            }
            Self::Picture { field, problem } => write!(f, "{field}: {problem}"),
            Self::Undecodable(field) => write!(f, "{field}: the picture cannot be decoded"),
            Self::TooManyPixels(field) => write!(f, "{field}: the picture has too many pixels"),
            Self::Mask { field, rule } => write!(f, "{field}: {rule}"),
            Self::TooLarge => f.write_str("request entity too large"),
            Self::Unsafe => f.write_str("the prompt was refused by the safety check"),
        }
    }
}
