//! Checking parameters, and the wire form of what passes.

use crate::issue::{Issue, warning};
use crate::names::row;
use crate::params::request;
use crate::value;
use crate::writer::Writer;
use ideomix_api::{Body, PartValue, Request};

pub(crate) fn plan(operation: &str, params: &str) -> String {
    #[cfg(feature = "panics")]
    if operation == "panic" {
        boom();
    }
    let checked = match row(operation) {
        Some(row) => request(row, &value::read(params)),
        None => Err(vec![Issue::new("operation", "unknown_operation")]),
    };
    let mut out = Writer::object();
    match checked {
        Ok(request) => wire(&request, &mut out),
        Err(issues) => {
            out.name("issues");
            out.open('[');
            for issue in issues {
                out.json(&issue.done());
            }
            out.close(']');
        }
    }
    out.done()
}

fn wire(request: &Request<u32>, out: &mut Writer) {
    out.name("warnings");
    out.open('[');
    for each in request.warnings() {
        warning(each, out);
    }
    out.close(']');
    let call = request.call();
    out.number_of("images", call.images.into());
    out.text_of("path", call.path);
    match &call.body {
        Body::Json(json) => out.text_of("json", json),
        Body::Parts(parts) => {
            out.name("parts");
            out.open('[');
            for part in parts {
                out.open('[');
                out.text(part.name);
                match &part.value {
                    PartValue::Text(text) => out.text(text),
                    PartValue::File { file_name, blob, .. } => {
                        out.number((*blob).into());
                        out.text(file_name);
                    }
                }
                out.close(']');
            }
            out.close(']');
        }
    }
}

/// Panics.
#[cfg(feature = "panics")]
#[expect(clippy::panic, reason = "what becomes of a panic is what this feature is there to test")]
pub(crate) fn boom() {
    panic!("asked to panic");
}
