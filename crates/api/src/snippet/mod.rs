//! A call as code that people can run: curl, JavaScript with plain fetch or with the package `ideomix`, Python.
//!
//! The code sends exactly the bytes of [`Request::call`], and reads the key from the environment variable
//! [`KEY_VARIABLE`]: a key is never part of it. It holds no remarks, since those would need a language.

mod curl;
mod javascript;
mod literal;
mod package;
mod python;

use crate::capability::{Capability, Kind, values::V3_RESOLUTION};
use crate::draft::{Draft, Upload, Value};
use crate::json::Json;
use crate::{Body, Model, PartValue, Request};

/// The environment variable that the code reads the key from.
pub const KEY_VARIABLE: &str = "AIHUBMIX_API_KEY";

/// A way to write a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Snippet {
    /// A command for a POSIX shell.
    Curl,
    /// A JavaScript module for Node.js 20 or later that needs nothing else.
    Fetch,
    /// A JavaScript module that uses the package `ideomix`.
    Package,
    /// Python 3 with the library `requests`.
    Python,
}

/// A call without its bytes: what the writers read, the same for every kind of file handle.
struct Plain<'a> {
    /// The whole address.
    url: String,
    /// Whether a key goes with it.
    keyed: bool,
    body: PlainBody<'a>,
}

enum PlainBody<'a> {
    Json(Json<'a>),
    Parts(Vec<(&'static str, Piece)>),
}

/// The value of a part.
enum Piece {
    Text(String),
    File { name: String, mime: &'static str },
}

impl Snippet {
    /// Every way, simplest first.
    pub const ALL: [Self; 4] = [Self::Curl, Self::Fetch, Self::Package, Self::Python];

    /// Its name, which is the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::Fetch => "fetch",
            Self::Package => "npm",
            Self::Python => "Python",
        }
    }

    /// Writes a request. `base` is the address below which the paths stand, as people would type it: the program that
    /// runs the code has no page whose server it could mean. Files are named as in the call, in the current folder.
    pub fn write<B: Clone>(self, request: &Request<B>, base: &str, keyed: bool) -> String {
        if self == Self::Package {
            return package::write(&package::Params::of(request), base, keyed);
        }
        let plain = Plain::of(request, base, keyed);
        match self {
            Self::Curl => curl::write(&plain),
            Self::Python => python::write(&plain),
            Self::Fetch | Self::Package => javascript::write(&plain),
        }
    }
}

impl<'a> Plain<'a> {
    fn of<B: Clone>(request: &'a Request<B>, base: &str, keyed: bool) -> Self {
        let call = request.call();
        let body = match call.body {
            Body::Json(_) => PlainBody::Json(request.json()),
            Body::Parts(parts) => {
                PlainBody::Parts(parts.into_iter().map(|part| (part.name, Piece::of(part.value))).collect())
            }
        };
        Self { url: [base.trim_end_matches('/'), call.path].concat(), keyed, body }
    }

    /// Whether a file has to be read.
    fn has_files(&self) -> bool {
        let file = |(_, piece): &(&str, Piece)| matches!(piece, Piece::File { .. });
        matches!(&self.body, PlainBody::Parts(parts) if parts.iter().any(file))
    }
}

impl Piece {
    fn of<B>(value: PartValue<B>) -> Self {
        match value {
            PartValue::Text(text) => Self::Text(text),
            PartValue::File { file_name, format, .. } => Self::File { name: file_name, mime: format.mime() },
        }
    }
}

/// A draft with something in every required field, so that a call can be shown before a person has chosen all of it, and
/// the names of the fields that were filled: `words` stand for missing texts, `file` for missing pictures.
pub fn stand_in<B: Clone>(draft: &Draft<B>, words: &str, file: &Upload<B>) -> (Draft<B>, Vec<&'static str>) {
    let (mut full, mut filled) = (draft.clone(), Vec::new());
    full.model = full.model.or_else(|| usual_model(full.capability));
    for field in full.capability.fields.iter().filter(|field| field.required) {
        if draft.get(field.name).is_some() {
            continue;
        }
        let value = match field.kind {
            Kind::File | Kind::Files { .. } => Value::Files(vec![file.clone()]),
            Kind::Choice(V3_RESOLUTION) => Value::Text("1536x640".to_owned()),
            Kind::Choice(words) => Value::Text(words.get(0).unwrap_or_default().to_owned()),
            Kind::Text { .. } => Value::Text(words.to_owned()),
            _ => continue,
        };
        full.set(field.name, value);
        filled.push(field.name);
    }
    (full, filled)
}

/// The model to name where none was chosen.
pub(crate) fn usual_model(row: &Capability) -> Option<Model> {
    [Model::V3, Model::V2].into_iter().find(|model| row.takes(*model))
}
