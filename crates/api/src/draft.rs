//! What a person has typed and chosen so far, before anything is known to be right.

use crate::capability::Capability;
use crate::{Model, Speed};

/// The most colors that a palette may have (OAS30).
pub const PALETTE_MEMBERS_MAX: usize = 8;

/// An unchecked request: an endpoint, a model, and values by wire name. `B` is whatever stands for a file's
/// bytes: a browser's `Blob`, a vector in tests, a path on a command line. The bytes themselves are never looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft<B> {
    /// The endpoint asked.
    pub capability: &'static Capability,
    /// The model, where the endpoint has models.
    pub model: Option<Model>,
    values: Vec<(String, Value<B>)>,
}

/// One value of a [`Draft`].
#[derive(Clone, Debug, PartialEq)]
pub enum Value<B> {
    /// Words; also the way in for numbers and choices that come out of text boxes.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Several words, for style codes.
    Texts(Vec<String>),
    /// One or more files.
    Files(Vec<Upload<B>>),
    /// A color palette.
    Palette(Palette),
}

/// A picture file to be sent, with what its first bytes say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload<B> {
    /// The handle to the bytes.
    pub blob: B,
    /// The format that the bytes have; a file name's ending is not asked.
    pub format: Format,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// The picture formats that the service takes (SEED).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// `image/png`
    Png,
    /// `image/jpeg`
    Jpeg,
    /// `image/webp`
    Webp,
}

/// Colors that the picture should follow (OAS31): a preset, or colors from heaviest to lightest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Palette {
    /// One of [`COLOR_PALETTE_PRESET`](crate::capability::values::COLOR_PALETTE_PRESET).
    Preset(String),
    /// One to [`PALETTE_MEMBERS_MAX`] colors.
    Members(Vec<Swatch>),
}

/// One color of a [`Palette`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swatch {
    /// `#RGB` or `#RRGGBB`.
    pub hex: String,
    /// Weight in hundredths, 5 to 100; left to the service when absent.
    pub weight: Option<u8>,
}

impl Format {
    /// The media type.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }

    /// The file name ending without the dot. The gateway drops a part's media type and keeps its file name, so the
    /// ending is the only thing that tells the service what it gets (GW).
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
        }
    }
}

impl<B> Draft<B> {
    /// An empty draft for an endpoint. `model` is ignored by endpoints that have none.
    pub fn new(capability: &'static Capability, model: Option<Model>) -> Self {
        let model = if capability.models.is_empty() { None } else { model };
        Self { capability, model, values: Vec::new() }
    }

    /// Sets a value by wire name, in place of an earlier one.
    pub fn set(&mut self, name: &str, value: Value<B>) -> &mut Self {
        match self.values.iter_mut().find(|(known, _)| known == name) {
            Some(entry) => entry.1 = value,
            None => self.values.push((name.to_owned(), value)),
        }
        self
    }

    /// Sets words, the commonest case.
    pub fn text(&mut self, name: &str, words: &str) -> &mut Self {
        self.set(name, Value::Text(words.to_owned()))
    }

    /// Sets a whole number.
    pub fn integer(&mut self, name: &str, number: i64) -> &mut Self {
        self.set(name, Value::Integer(number))
    }

    /// Sets one file.
    pub fn file(&mut self, name: &str, upload: Upload<B>) -> &mut Self {
        self.set(name, Value::Files(vec![upload]))
    }

    /// Forgets a value.
    pub fn clear(&mut self, name: &str) {
        self.values.retain(|(known, _)| known != name);
    }

    /// The value of that wire name, unless it is unset or empty: an empty text box means "not said".
    pub fn get(&self, name: &str) -> Option<&Value<B>> {
        self.values
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
            .filter(|value| !value.is_empty())
    }

    /// Everything that was set, in the order in which it was set.
    pub fn values(&self) -> impl Iterator<Item = (&str, &Value<B>)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value)).filter(|(_, value)| !value.is_empty())
    }

    /// The rendering speed as far as it can be understood; the default when unset or wrong. For price tags, which
    /// must show something while a person is still typing.
    pub fn speed(&self) -> Speed {
        match self.get("rendering_speed") {
            Some(Value::Text(word)) => Speed::from_wire(word).unwrap_or_default(),
            _ => Speed::default(),
        }
    }

    /// How many pictures the draft asks for, as far as it can be understood; 1 when unset or wrong.
    pub fn images(&self) -> u8 {
        match self.get("num_images") {
            Some(Value::Integer(count)) => u8::try_from(*count).unwrap_or(1).clamp(1, 8),
            Some(Value::Text(count)) => count.trim().parse().unwrap_or(1).clamp(1, 8),
            _ => 1,
        }
    }
}

impl<B> Value<B> {
    fn is_empty(&self) -> bool {
        match self {
            Self::Text(words) => words.is_empty(),
            Self::Integer(_) => false,
            Self::Texts(words) => words.is_empty(),
            Self::Files(files) => files.is_empty(),
            Self::Palette(Palette::Preset(name)) => name.is_empty(),
            Self::Palette(Palette::Members(members)) => members.is_empty(),
        }
    }
}
