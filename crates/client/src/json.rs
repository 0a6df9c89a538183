//! Reading JSON with the browser's own parser.

use ideomix_api::Loose;
use js_sys::{Array, JSON, Object};
use wasm_bindgen::{JsCast, JsValue};

/// Below this depth everything is nothing: an answer is three deep, and a hostile one must not exhaust the stack.
const DEPTH_MAX: u8 = 32;

/// Largest whole number that a JavaScript number holds exactly, 2^53.
const EXACT_MAX: f64 = 9_007_199_254_740_992.0;

/// Text to JSON, or `None` where it is none.
pub fn parse(text: &str) -> Option<Loose> {
    JSON::parse(text).ok().map(|value| loose(&value, 0))
}

/// A parsed value. Written out by hand: there are six kinds, and a general deserializer is larger than this crate.
fn loose(value: &JsValue, depth: u8) -> Loose {
    if let Some(truth) = value.as_bool() {
        Loose::Bool(truth)
    } else if let Some(number) = value.as_f64() {
        #[expect(clippy::cast_possible_truncation, reason = "only exact whole numbers pass the guard")]
        if number.trunc() == number && number.abs() <= EXACT_MAX {
            Loose::Integer(number as i64)
        } else {
            Loose::Number(number)
        }
    } else if let Some(text) = value.as_string() {
        Loose::Text(text)
    } else if depth == DEPTH_MAX {
        Loose::Null
    } else if let Some(items) = value.dyn_ref::<Array>() {
        Loose::List(items.iter().map(|item| loose(&item, depth + 1)).collect())
    } else if let Some(map) = value.dyn_ref::<Object>() {
        let member = |entry: JsValue| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string().unwrap_or_default(), loose(&entry.get(1), depth + 1))
        };
        Loose::Map(Object::entries(map).iter().map(member).collect())
    } else {
        Loose::Null
    }
}
