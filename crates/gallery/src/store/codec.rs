//! Between records and JavaScript objects.

use js_sys::{Array, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::{fault, schema};
use crate::{Flaw, Job, StoreError};

/// A job as the object that is kept. A seed beyond what a JavaScript number holds exactly stays exact.
pub(super) fn encode(job: &Job) -> Result<JsValue, StoreError> {
    job.check().map_err(corrupt)?;
    let serializer = Serializer::new().serialize_large_number_types_as_bigints(true);
    let record = job.serialize(&serializer).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let assets: Array = job.asset_ids().into_iter().map(JsValue::from_str).collect();
    Reflect::set(&record, &schema::ASSETS_MEMBER.into(), &assets).map_err(|value| fault::from_js(&value))?;
    Ok(record)
}

/// A kept object as a job, if it is one.
pub(super) fn decode(record: JsValue) -> Result<Job, Flaw> {
    serde_wasm_bindgen::from_value::<Job>(record).map_err(|error| Flaw::Shape(error.to_string()))?.admit()
}

/// A kept value as a file.
pub(super) fn as_blob(value: JsValue) -> Result<Blob, StoreError> {
    value.dyn_into().map_err(|_| StoreError::Corrupt("not a file".to_owned()))
}

pub(super) fn corrupt(flaw: Flaw) -> StoreError {
    StoreError::Corrupt(flaw.to_string())
}
