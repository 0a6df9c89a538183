//! The capability table: one row per operation and model family, the source of everything else.
//!
//! Validation, wire form, prices, the studio's forms, the practice gateway and the documentation read these rows.
//! Adding an endpoint or a model is a change here and nowhere else.

mod table;
pub mod values;
mod words;

pub use table::ALL;
pub use words::Words;

use crate::{Family, Model, Operation};

/// What one endpoint of the gateway takes and gives.
#[derive(Debug, PartialEq)]
pub struct Capability {
    /// The stable name of the row, for example `v3_generate`; used in records, tests and documentation.
    pub id: &'static str,
    /// What it does.
    pub operation: Operation,
    /// Which generation of endpoint it belongs to.
    pub family: Family,
    /// The path below the gateway's base address. Always called with POST.
    pub path: &'static str,
    /// How the fields travel.
    pub body: BodyKind,
    /// What a success holds.
    pub reply: ReplyKind,
    /// The models it takes; empty where the endpoint has no model (upscale, describe).
    pub models: &'static [Model],
    /// The fields, in the order in which they are sent.
    pub fields: &'static [&'static Field],
    /// Which color of the mask means "change this", where a mask is taken.
    pub mask: Option<MaskPolarity>,
    /// Where the facts of the row come from.
    pub source: &'static str,
}

/// How the fields of an endpoint travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// `multipart/form-data`, one part per field; numbers as decimal text, objects as a JSON string.
    Parts,
    /// `application/json`: `{"image_request": {…}}`.
    Json,
    /// `multipart/form-data`: files as parts, everything else in one text part `image_request` that holds JSON.
    PartsWithEnvelope,
}

/// What a success of an endpoint holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyKind {
    /// `data`: a list of pictures.
    Images,
    /// `descriptions`: a list of texts.
    Descriptions,
}

/// Which color of a mask means "change this".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaskPolarity {
    /// Black is the part to change, white is kept (SEED, both families).
    BlackChanges,
    /// White is the part to change. No endpoint of the table uses it today; other services do.
    WhiteChanges,
}

/// One field of an endpoint.
#[derive(Debug, PartialEq)]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// Whether a call without it is refused.
    pub required: bool,
    /// What the service does when it is left out, where the documents agree.
    pub default: Option<&'static str>,
    /// The models that take it; `None` means all of the row.
    pub models: Option<&'static [Model]>,
    /// Fields it cannot be sent together with.
    pub excludes: &'static [&'static str],
    /// How sure it is that the gateway takes it.
    pub standing: Standing,
    /// Where the facts come from.
    pub source: &'static str,
}

/// The values that a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Free text, in characters; more than `advised_max` draws a warning and no refusal.
    Text {
        /// Length above which other clients and the v2 documents stop (10,000 characters).
        advised_max: usize,
    },
    /// A whole number, both ends included.
    Integer {
        /// Smallest value.
        min: i64,
        /// Largest value.
        max: i64,
    },
    /// One of a list of words.
    Choice(Words),
    /// The model's own name; always sent, since the gateway finds its channel by it (GW).
    Model,
    /// One picture file.
    File,
    /// Several picture files under one repeated name.
    Files {
        /// The most that are taken.
        max: usize,
    },
    /// A [color palette](crate::Palette): a preset or up to eight weighted colors.
    Palette,
    /// Style codes of eight hexadecimal digits under one repeated name.
    StyleCodes {
        /// The most that are taken.
        max: usize,
    },
}

/// How sure it is that the gateway takes a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The gateway's own page names it.
    Documented,
    /// Only Ideogram's own documents name it; the gateway passes it on as far as its source shows.
    OfficialOnly,
    /// The gateway's page and Ideogram's schema disagree about it; sent only when a person sets it.
    Disputed,
}

impl Capability {
    /// The field of that wire name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().copied().find(|field| field.name == name)
    }

    /// The one required picture, where there is one: `image` or `image_file`.
    pub fn image_field(&self) -> Option<&'static Field> {
        let is_it = |field: &&Field| field.required && field.kind == Kind::File && field.name != "mask";
        self.fields.iter().copied().find(is_it)
    }

    /// Whether the endpoint can be asked for `model`.
    pub fn takes(&self, model: Model) -> bool {
        self.models.contains(&model)
    }
}

impl Field {
    /// Whether `model` takes this field. An endpoint without models takes all its fields.
    pub fn takes(&self, model: Option<Model>) -> bool {
        match (self.models, model) {
            (Some(models), Some(model)) => models.contains(&model),
            _ => true,
        }
    }
}

/// The row of that [id](Capability::id).
pub fn by_id(id: &str) -> Option<&'static Capability> {
    ALL.iter().find(|row| row.id == id)
}

/// The row of that exact path.
pub fn by_path(path: &str) -> Option<&'static Capability> {
    ALL.iter().find(|row| row.path == path)
}

/// The row for an operation in a family, where the gateway has one.
pub fn find(operation: Operation, family: Family) -> Option<&'static Capability> {
    ALL.iter().find(|row| row.operation == operation && row.family == family)
}

/// The row that serves `operation` with `model`: V3 has no upscale, and no legacy model reframes.
pub fn for_model(operation: Operation, model: Model) -> Option<&'static Capability> {
    ALL.iter().find(|row| row.operation == operation && row.takes(model))
}
