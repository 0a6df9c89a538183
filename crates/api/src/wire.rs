//! The wire form of a call, as data: what will be sent, before anything is.

use crate::capability::{BodyKind, Kind, ReplyKind};
use crate::check::Request;
use crate::draft::{Format, Palette, Upload, Value};
use crate::json::Json;
use crate::plain::decimal;

/// One call to the gateway. Always a POST.
#[derive(Clone, Debug, PartialEq)]
pub struct Call<B> {
    /// The path below the base address.
    pub path: &'static str,
    /// What is sent.
    pub body: Body<B>,
    /// What a success holds.
    pub reply: ReplyKind,
    /// How many pictures are asked for; limits count pictures, not calls (ODOC).
    pub images: u8,
}

/// What a [`Call`] sends.
#[derive(Clone, Debug, PartialEq)]
pub enum Body<B> {
    /// `application/json`.
    Json(String),
    /// `multipart/form-data`, in order. The boundary, and so the content type, belongs to whoever sends it.
    Parts(Vec<Part<B>>),
}

/// One part of a multipart body. Arrays are repeated names without brackets.
#[derive(Clone, Debug, PartialEq)]
pub struct Part<B> {
    /// The name.
    pub name: &'static str,
    /// Text or a file.
    pub value: PartValue<B>,
}

/// The value of a [`Part`].
#[derive(Clone, Debug, PartialEq)]
pub enum PartValue<B> {
    /// A bare string: no media type and no file name, or the gateway takes it for a file (GW).
    Text(String),
    /// A file. Its name is made here, so that no path or name of the sender's machine travels.
    File {
        /// The file name; its ending fits the bytes.
        file_name: String,
        /// The format.
        format: Format,
        /// The handle to the bytes.
        blob: B,
    },
}

impl<B: Clone> Request<B> {
    /// The wire form.
    pub fn call(&self) -> Call<B> {
        let capability = self.capability();
        let body = match capability.body {
            BodyKind::Json => Body::Json(self.json().write()),
            BodyKind::Parts => Body::Parts(self.file_parts(true)),
            BodyKind::PartsWithEnvelope => {
                let mut parts = self.file_parts(false);
                let envelope = PartValue::Text(self.envelope().write());
                parts.push(Part { name: "image_request", value: envelope });
                Body::Parts(parts)
            }
        };
        Call { path: capability.path, body, reply: capability.reply, images: self.images() }
    }

    /// The body of an endpoint that takes JSON.
    pub(crate) fn json(&self) -> Json<'_> {
        Json::Map(vec![("image_request", self.envelope())])
    }

    fn envelope(&self) -> Json<'_> {
        let mut members = Vec::new();
        for (field, value) in self.fields() {
            if let Some(member) = member(value) {
                members.push((field.name, member));
            }
        }
        Json::Map(members)
    }

    fn file_parts(&self, with_scalars: bool) -> Vec<Part<B>> {
        let mut parts = Vec::new();
        for (field, value) in self.fields() {
            let text = |text| Part { name: field.name, value: PartValue::Text(text) };
            match value {
                Value::Files(files) => {
                    let numbered = matches!(field.kind, Kind::Files { .. });
                    parts.extend(files.iter().enumerate().map(|(n, file)| Part {
                        name: field.name,
                        value: file_part(field.name, numbered.then_some(n + 1), file),
                    }));
                }
                _ if !with_scalars => {}
                Value::Text(words) => parts.push(text(words.clone())),
                Value::Integer(number) => {
                    let mut digits = String::new();
                    decimal(*number, &mut digits);
                    parts.push(text(digits));
                }
                Value::Texts(words) => parts.extend(words.iter().cloned().map(text)),
                Value::Palette(colors) => parts.push(text(palette(colors).write())),
            }
        }
        parts
    }
}

/// The value as a member of `image_request`; files travel as parts and have none.
fn member<B>(value: &Value<B>) -> Option<Json<'_>> {
    match value {
        Value::Text(words) => Some(Json::Text(words)),
        Value::Integer(number) => Some(Json::Integer(*number)),
        Value::Texts(words) => {
            let mut items = Vec::new();
            for word in words {
                items.push(Json::Text(word));
            }
            Some(Json::List(items))
        }
        Value::Palette(colors) => Some(palette(colors)),
        Value::Files(_) => None,
    }
}

pub(crate) fn palette(palette: &Palette) -> Json<'_> {
    match palette {
        Palette::Preset(name) => Json::Map(vec![("name", Json::Text(name))]),
        Palette::Members(swatches) => {
            let mut members = Vec::new();
            for swatch in swatches {
                let mut member = vec![("color_hex", Json::Text(&swatch.hex))];
                if let Some(weight) = swatch.weight {
                    member.push(("color_weight", Json::Hundredths(weight)));
                }
                members.push(Json::Map(member));
            }
            Json::Map(vec![("members", Json::List(members))])
        }
    }
}

fn file_part<B: Clone>(name: &str, number: Option<usize>, file: &Upload<B>) -> PartValue<B> {
    let extension = file.format.extension();
    let mut file_name = name.to_owned();
    if let Some(number) = number.and_then(|number| i64::try_from(number).ok()) {
        file_name.push('-');
        decimal(number, &mut file_name);
    }
    file_name.push('.');
    file_name.push_str(extension);
    PartValue::File { file_name, format: file.format, blob: file.blob.clone() }
}
