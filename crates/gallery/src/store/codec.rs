//! Between records and JavaScript objects.

use js_sys::{Array, BigInt, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::{fault, schema};
use crate::shape::{self, Tree};
use crate::{Flaw, Job, Line, StoreError};

/// A record is four deep. What is deeper was not written here, and may be an object that holds itself.
const DEPTH_MAX: u8 = 8;

/// A job as the object that is kept. A seed beyond what a JavaScript number holds exactly stays exact.
pub(super) fn encode(job: &Job) -> Result<JsValue, StoreError> {
    job.check().map_err(corrupt)?;
    let record = to_js(&shape::write(&mut job.clone()))?;
    let assets: Array = job.asset_ids().into_iter().map(JsValue::from_str).collect();
    set(&record, schema::ASSETS_MEMBER, &assets)?;
    Ok(record)
}

/// A line of the ledger as the object that is kept.
pub(super) fn encode_line(line: &Line) -> Result<JsValue, StoreError> {
    to_js(&shape::write(&mut line.clone()))
}

/// A kept object as a line of the ledger, if it is one.
pub(super) fn decode_line(record: &JsValue) -> Result<Line, Flaw> {
    shape::read(from_js(record, 0))
}

/// A kept object as a job, if it is one.
pub(super) fn decode(record: JsValue) -> Result<Job, Flaw> {
    shape::read::<Job>(from_js(&record, 0))?.admit()
}

/// A kept value as a file.
pub(super) fn as_blob(value: JsValue) -> Result<Blob, StoreError> {
    value.dyn_into().map_err(|_| StoreError::Corrupt("not a file".to_owned()))
}

pub(super) fn corrupt(flaw: Flaw) -> StoreError {
    StoreError::Corrupt(flaw.to_string())
}

fn to_js(tree: &Tree) -> Result<JsValue, StoreError> {
    Ok(match tree {
        Tree::Null | Tree::Odd => JsValue::NULL,
        Tree::Flag(flag) => JsValue::from_bool(*flag),
        Tree::Number(number) => JsValue::from_f64(*number),
        Tree::Whole(number) => JsValue::from(*number),
        Tree::Text(text) => JsValue::from_str(text),
        Tree::List(items) => {
            let list = Array::new();
            for item in items {
                list.push(&to_js(item)?);
            }
            list.into()
        }
        Tree::Map(members) => {
            let map = Object::new().into();
            for (name, value) in members {
                set(&map, name, &to_js(value)?)?;
            }
            map
        }
    })
}

fn from_js(value: &JsValue, depth: u8) -> Tree {
    if value.is_null() || value.is_undefined() {
        Tree::Null
    } else if let Some(flag) = value.as_bool() {
        Tree::Flag(flag)
    } else if let Some(number) = value.as_f64() {
        Tree::Number(number)
    } else if let Some(text) = value.as_string() {
        Tree::Text(text)
    } else if let Some(number) = value.dyn_ref::<BigInt>() {
        u64::try_from(number.clone()).map_or(Tree::Odd, Tree::Whole)
    } else if depth == DEPTH_MAX {
        Tree::Odd
    } else if let Some(list) = value.dyn_ref::<Array>() {
        Tree::List(list.iter().map(|item| from_js(&item, depth + 1)).collect())
    } else if let Some(map) = value.dyn_ref::<Object>() {
        let member = |entry: JsValue| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string().unwrap_or_default(), from_js(&entry.get(1), depth + 1))
        };
        Tree::Map(Object::entries(map).iter().map(member).collect())
    } else {
        Tree::Odd
    }
}

fn set(object: &JsValue, name: &str, value: &JsValue) -> Result<(), StoreError> {
    match Reflect::set(object, &JsValue::from_str(name), value) {
        Ok(_) => Ok(()),
        Err(value) => Err(fault::from_js(&value)),
    }
}
