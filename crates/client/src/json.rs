//! Reading JSON with the browser's own parser, whose value is then walked by hand: serde's way through the same value
//! carries the formatting of floating point along, which costs more than everything else here.

use ideomix_api::Loose;
use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue};

/// Below this depth everything is ignored: an answer is three deep, and a hostile one must not exhaust the stack.
const DEPTH_MAX: u8 = 32;

/// Largest whole number that a JavaScript number holds exactly, 2^53.
const EXACT_MAX: f64 = 9_007_199_254_740_992.0;

/// Text to JSON, or `None` where it is none.
pub fn parse(text: &str) -> Option<Loose> {
    Some(loose(&js_sys::JSON::parse(text).ok()?))
}

/// A parsed value as the API's reader takes it.
pub fn loose(value: &JsValue) -> Loose {
    below(value, DEPTH_MAX)
}

fn below(value: &JsValue, depth: u8) -> Loose {
    let Some(depth) = depth.checked_sub(1) else { return Loose::Null };
    if let Some(text) = value.as_string() {
        return Loose::Text(text);
    }
    if let Some(number) = value.as_f64() {
        #[expect(clippy::cast_possible_truncation, reason = "only exact whole numbers pass the guard")]
        let whole = number as i64;
        #[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "exact below 2^53")]
        let is_whole = number.abs() <= EXACT_MAX && whole as f64 == number;
        return if is_whole { Loose::Integer(whole) } else { Loose::Number(number) };
    }
    if let Some(truth) = value.as_bool() {
        return Loose::Bool(truth);
    }
    if Array::is_array(value) {
        return Loose::List(value.unchecked_ref::<Array>().iter().map(|item| below(&item, depth)).collect());
    }
    // Not asked by `instanceof`: a value of another frame or a test's own realm is as good.
    if !value.is_object() {
        return Loose::Null;
    }
    let members = Object::entries(value.unchecked_ref()).into_iter().filter_map(|entry| {
        let entry: Array = entry.unchecked_into();
        Some((entry.get(0).as_string()?, below(&entry.get(1), depth)))
    });
    Loose::Map(members.collect())
}
