//! From a body to named values, by the kind of body that the capability table says.

use ideomix_api::capability::{BodyKind, Capability};
use serde_json::{Map, Value};

use crate::Request;
use crate::multipart::{self, Part};
use crate::refusal::Refusal;

/// The name of the wrapper object in legacy bodies.
pub(crate) const ENVELOPE: &str = "image_request";

/// One value as it came over the wire.
#[derive(Debug, Clone)]
pub(crate) enum Given {
    /// A text part.
    Text(String),
    /// A member of a JSON object.
    Json(Value),
    /// A file part.
    File(Part),
}

/// All values, in the order in which they came; names may repeat.
pub(crate) type Values = Vec<(String, Given)>;

/// Reads the body of a call to `row`.
pub(crate) fn read(row: &Capability, request: &Request<'_>) -> Result<Values, Refusal> {
    let full = request.header("content-type").unwrap_or_default();
    let kind = full.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match (row.body, kind.as_str()) {
        (BodyKind::Json, "application/json") => json(request.body),
        (BodyKind::Json, "multipart/form-data" | "application/x-www-form-urlencoded") => {
            Err(Refusal::Malformed("this endpoint takes JSON"))
        }
        // Without a form the gateway finds no rendering speed, and says so (GW).
        (BodyKind::Parts, "application/json") if row.field("rendering_speed").is_some() => {
            Err(Refusal::Speed)
        }
        (BodyKind::Parts | BodyKind::PartsWithEnvelope, "application/json") => {
            Err(Refusal::Malformed("this endpoint takes a form"))
        }
        (BodyKind::Parts, "multipart/form-data") => Ok(parts(multipart::read(full, request.body)?)?.0),
        (BodyKind::PartsWithEnvelope, "multipart/form-data") => {
            let (mut values, envelope) = parts(multipart::read(full, request.body)?)?;
            if values.iter().any(|(_, given)| matches!(given, Given::Text(_))) {
                let stray = values.into_iter().find(|(_, given)| matches!(given, Given::Text(_)));
                return Err(Refusal::UnknownField(stray.map(|(name, _)| name).unwrap_or_default()));
            }
            values.extend(members(envelope.ok_or(Refusal::Missing(ENVELOPE))?)?);
            Ok(values)
        }
        _ => Err(Refusal::ContentType),
    }
}

/// `{"image_request": {…}}` and nothing beside it.
fn json(body: &[u8]) -> Result<Values, Refusal> {
    let mut outer: Map<String, Value> =
        serde_json::from_slice(body).map_err(|_| Refusal::Malformed("the body is not a JSON object"))?;
    let inner = outer.remove(ENVELOPE).ok_or(Refusal::Missing(ENVELOPE))?;
    if let Some((name, _)) = outer.into_iter().next() {
        return Err(Refusal::UnknownField(name));
    }
    match inner {
        Value::Object(inner) => {
            Ok(inner.into_iter().map(|(name, value)| (name, Given::Json(value))).collect())
        }
        _ => Err(Refusal::Malformed("image_request is not an object")),
    }
}

fn members(text: String) -> Result<Values, Refusal> {
    let inner: Map<String, Value> =
        serde_json::from_str(&text).map_err(|_| Refusal::Malformed("image_request is not a JSON object"))?;
    Ok(inner.into_iter().map(|(name, value)| (name, Given::Json(value))).collect())
}

/// The parts as values, with the wrapper's text taken out.
fn parts(parts: Vec<Part>) -> Result<(Values, Option<String>), Refusal> {
    let (mut values, mut envelope) = (Values::new(), None);
    for part in parts {
        if part.file_name.is_some() {
            values.push((part.name.clone(), Given::File(part)));
            continue;
        }
        let text = part.text().ok_or(Refusal::Malformed("a text part is not UTF-8"))?.to_owned();
        if part.name == ENVELOPE && envelope.is_none() {
            envelope = Some(text.clone());
        } else {
            values.push((part.name, Given::Text(text)));
        }
    }
    Ok((values, envelope))
}
