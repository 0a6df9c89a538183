//! Why a draft cannot be sent, and what is worth knowing about one that can.

use crate::Model;
use crate::capability::Words;
use core::fmt;

/// One reason why a draft cannot become a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The wire name of the field; for an unknown field, the name as it was given.
    pub field: String,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// A palette color is not `#RGB` or `#RRGGBB`.
    BadColor {
        /// The color as given.
        given: String,
    },
    /// A style code is not eight hexadecimal digits.
    BadStyleCode {
        /// The code as given.
        given: String,
    },
    /// A palette weight is outside 5 to 100 hundredths.
    BadWeight,
    /// Cannot be sent together with another field.
    Conflict {
        /// The other field.
        with: &'static str,
    },
    /// The number of masks differs from the number of character pictures.
    CountMismatch {
        /// The other field.
        with: &'static str,
    },
    /// A file is larger than the service takes.
    FileTooLarge {
        /// Size of the file in bytes.
        bytes: u64,
        /// Largest size in bytes.
        max: u64,
    },
    /// The mask's size differs from the picture's.
    MaskSize {
        /// The picture's width and height in pixels.
        image: (u32, u32),
        /// The mask's width and height in pixels.
        mask: (u32, u32),
    },
    /// Not one of the words that the field takes.
    NotAllowed {
        /// What was given.
        given: String,
        /// The words.
        allowed: Words,
        /// The nearest of them, when one is near.
        suggestion: Option<&'static str>,
    },
    /// Not a whole number.
    NotAnInteger {
        /// What was given.
        given: String,
    },
    /// The chosen model does not take this field.
    NotForModel {
        /// The chosen model.
        model: Model,
        /// The models that take it.
        models: &'static [Model],
    },
    /// A whole number outside the range, both ends included.
    OutOfRange {
        /// What was given.
        given: i64,
        /// Smallest value.
        min: i64,
        /// Largest value.
        max: i64,
    },
    /// Needed, and missing or blank.
    Required,
    /// Files and words together are larger than the service takes. Reported on the field that adds most.
    RequestTooLarge {
        /// The size of the whole request in bytes, rounded up.
        bytes: u64,
        /// Largest size in bytes.
        max: u64,
    },
    /// More files, codes or colors than the field takes.
    TooMany {
        /// How many were given.
        given: usize,
        /// How many are taken.
        max: usize,
    },
    /// More pixels, or a longer side, than a picture may have here.
    TooManyPixels {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// The endpoint has no such field.
    UnknownField {
        /// The nearest name, when one is near.
        suggestion: Option<&'static str>,
    },
    /// A number where a file belongs, and the like.
    WrongType,
}

/// Something that does not stop a request, but that its sender would want to know before paying.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// A file above 10 MB, the older of the two documented limits.
    FileLarge {
        /// The field.
        field: &'static str,
        /// Size in bytes.
        bytes: u64,
    },
    /// The price of this combination is not published, so no sum can be promised.
    PriceUnknown,
    /// A prompt above 10,000 characters, where other clients stop.
    PromptLong {
        /// The field.
        field: &'static str,
        /// Length in characters.
        characters: usize,
    },
    /// One seed for several pictures: all of them come back the same, and all are paid for (SEED).
    SeedWithManyImages {
        /// How many are asked for.
        images: u8,
    },
    /// A reframe source that is not square: the documents speak of squares only (OAS31).
    SourceNotSquare,
    /// Style references are said to work with the styles AUTO and GENERAL only (ODOC).
    StyleReferenceWithStyle,
    /// TURBO is listed at the price of DEFAULT for this operation (SEED; other pages say half).
    TurboAtDefaultPrice,
}

impl Reason {
    /// A stable word for programs and tests.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadColor { .. } => "bad_color",
            Self::BadStyleCode { .. } => "bad_style_code",
            Self::BadWeight => "bad_weight",
            Self::Conflict { .. } => "conflict",
            Self::CountMismatch { .. } => "count_mismatch",
            Self::FileTooLarge { .. } => "file_too_large",
            Self::MaskSize { .. } => "mask_size",
            Self::NotAllowed { .. } => "not_allowed",
            Self::NotAnInteger { .. } => "not_an_integer",
            Self::NotForModel { .. } => "not_for_model",
            Self::OutOfRange { .. } => "out_of_range",
            Self::Required => "required",
            Self::RequestTooLarge { .. } => "request_too_large",
            Self::TooMany { .. } => "too_many",
            Self::TooManyPixels { .. } => "too_many_pixels",
            Self::UnknownField { .. } => "unknown_field",
            Self::WrongType => "wrong_type",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, reason } = self;
        match reason {
            Reason::BadColor { given } => {
                write!(f, "{field}: “{given}” is not a color; write #RGB or #RRGGBB")
            }
            Reason::BadStyleCode { given } => {
                write!(f, "{field}: “{given}” is not a style code; a code has eight hexadecimal digits")
            }
            Reason::BadWeight => write!(f, "{field}: a weight must lie between 0.05 and 1"),
            Reason::Conflict { with } => write!(f, "{field} cannot be sent together with {with}"),
            Reason::CountMismatch { with } => write!(f, "{field} must have as many files as {with}"),
            Reason::FileTooLarge { bytes, max } => {
                write!(f, "{field}: the file has {bytes} bytes; the service takes at most {max}")
            }
            Reason::MaskSize { image, mask } => write!(
                f,
                "{field}: the mask is {}×{}, the picture {}×{}; they must be equal",
                mask.0, mask.1, image.0, image.1
            ),
            Reason::NotAllowed { given, allowed, suggestion } => {
                write!(f, "{field}: “{given}” is not allowed")?;
                match suggestion {
                    Some(word) => write!(f, "; did you mean {word}?"),
                    None => write!(f, "; allowed: {}", allowed.join(", ")),
                }
            }
            Reason::NotAnInteger { given } => write!(f, "{field}: “{given}” is not a whole number"),
            Reason::NotForModel { model, models } => {
                let names: Vec<&str> = models.iter().map(|model| model.wire()).collect();
                write!(f, "{field}: {model} does not take it; {} do", names.join(", "))
            }
            Reason::OutOfRange { given, min, max } => {
                write!(f, "{field}: {given} lies outside {min} to {max}")
            }
            Reason::Required => write!(f, "{field} is needed"),
            Reason::RequestTooLarge { bytes, max } => {
                write!(f, "{field}: the whole request has {bytes} bytes; the service takes at most {max}")
            }
            Reason::TooMany { given, max } => write!(f, "{field}: {given} given, at most {max} are taken"),
            Reason::TooManyPixels { width, height } => {
                write!(f, "{field}: {width}×{height} pixels are too many")
            }
            Reason::UnknownField { suggestion } => {
                write!(f, "{field} is no field of this operation")?;
                suggestion.map_or(Ok(()), |name| write!(f, "; did you mean {name}?"))
            }
            Reason::WrongType => write!(f, "{field}: this kind of value does not belong here"),
        }
    }
}

impl core::error::Error for Problem {}
