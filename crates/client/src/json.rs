//! Reading JSON with the browser's own parser.

use ideomix_api::Loose;

/// Text to JSON, or `None` where it is none.
pub fn parse(text: &str) -> Option<Loose> {
    let value = js_sys::JSON::parse(text).ok()?;
    serde_wasm_bindgen::from_value(value).ok()
}
