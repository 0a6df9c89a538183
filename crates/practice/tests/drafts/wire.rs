//! Drafts and calls as bytes.

use ideomix_api::{Body, Call, Draft, Palette, PartValue, Value};
use ideomix_practice::{Answer, Gateway};
use serde_json::json;

use crate::common::{Sample, ask, file, post_form, text};
use crate::pool;

/// Sends a call as a browser would: line breaks in form fields are written as two characters.
pub(crate) fn send(gateway: &Gateway, call: &Call<usize>) -> Answer {
    match &call.body {
        Body::Json(json) => {
            let headers = [("content-type", "application/json")];
            ask(gateway, "POST", call.path, &headers, json.as_bytes())
        }
        Body::Parts(parts) => {
            let parts: Vec<_> = parts
                .iter()
                .map(|part| match &part.value {
                    PartValue::Text(words) => text(part.name, &words.replace('\n', "\r\n")),
                    PartValue::File { file_name, blob, .. } => {
                        file(part.name, file_name, pool::bytes(*blob).to_vec())
                    }
                })
                .collect();
            post_form(gateway, call.path, &parts)
        }
    }
}

/// The wire form of a draft that would not pass the check: every value goes where a careless client would put it.
pub(crate) fn forced(draft: &Draft<usize>) -> Sample {
    let row = draft.capability;
    let mut sample = Sample { row, values: Default::default(), files: Vec::new() };
    if let (Some(field), Some(model)) = (row.field("model"), draft.model) {
        sample.set(field.name, json!(model.wire()));
    }
    for (name, value) in draft.values() {
        match value {
            Value::Text(words) => sample.set(name, json!(words)),
            Value::Integer(number) => sample.set(name, json!(number)),
            Value::Texts(words) => sample.set(name, json!(words)),
            Value::Files(files) => sample.files.extend(files.iter().map(|upload| {
                let file_name = format!("{name}.{}", upload.format.extension());
                file(name, &file_name, pool::bytes(upload.blob).to_vec())
            })),
            Value::Palette(Palette::Preset(preset)) => sample.set(name, json!({ "name": preset })),
            Value::Palette(Palette::Members(members)) => {
                let members: Vec<_> = members
                    .iter()
                    .map(|swatch| match swatch.weight {
                        Some(weight) => {
                            json!({"color_hex": swatch.hex, "color_weight": f64::from(weight) / 100.0})
                        }
                        None => json!({"color_hex": swatch.hex}),
                    })
                    .collect();
                sample.set(name, json!({ "members": members }));
            }
        }
    }
    sample
}
