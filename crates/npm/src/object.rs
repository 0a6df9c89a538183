//! Making and reading plain JavaScript objects.

#[cfg(feature = "core")]
use js_sys::Array;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// The member of that name; `undefined` where there is none.
#[cfg(feature = "core")]
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// Sets a member of an object of our own, which nothing forbids.
pub(crate) fn set(object: &Object, name: &str, value: impl Into<JsValue>) {
    let _ = Reflect::set(object, &name.into(), &value.into());
}

/// An array of words.
#[cfg(feature = "core")]
pub(crate) fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Array {
    words.into_iter().map(JsValue::from_str).collect()
}

/// An object with one member.
pub(crate) fn single(name: &str, value: impl Into<JsValue>) -> Object {
    let object = Object::new();
    set(&object, name, value);
    object
}
