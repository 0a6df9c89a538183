//! The wire form of a call as the browser sends it.

use crate::transport::OutgoingBody;
use ideomix_api::{Body, Part, PartValue};
use wasm_bindgen::JsValue;
use web_sys::{Blob, FormData};

/// Parts as form data. Files go in as they are: their bytes are never copied.
///
/// # Errors
///
/// Whatever the browser throws; it has no reason to.
pub fn form_data(parts: &[Part<Blob>]) -> Result<FormData, JsValue> {
    let form = FormData::new()?;
    for part in parts {
        match &part.value {
            PartValue::Text(text) => form.append_with_str(part.name, text)?,
            PartValue::File { file_name, blob, .. } => {
                form.append_with_blob_and_filename(part.name, blob, file_name)?;
            }
        }
    }
    Ok(form)
}

pub(crate) fn outgoing(body: &Body<Blob>) -> Result<OutgoingBody, JsValue> {
    match body {
        Body::Json(json) => Ok(OutgoingBody::Json(json.clone())),
        Body::Parts(parts) => form_data(parts).map(OutgoingBody::Form),
    }
}
