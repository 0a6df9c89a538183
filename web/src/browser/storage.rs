//! The few words that must be known before the first paint: language, look, kind of connection. Never a key.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A kept word, where the browser keeps any.
pub(crate) fn read(name: &str) -> Option<String> {
    web_sys::window()?.local_storage().ok()??.get_item(name).ok()?
}

/// Keeps a word, or forgets it. A browser that keeps nothing is no reason to bother anybody.
pub(crate) fn write(name: &str, word: Option<&str>) {
    let Some(storage) = web_sys::window().and_then(|window| window.local_storage().ok()?) else { return };
    let _ = match word {
        Some(word) => storage.set_item(name, word),
        None => storage.remove_item(name),
    };
}

/// Whether the browser may hold a database of this name: it says no for sure or not at all.
pub(crate) async fn may_have_kept(name: &str) -> bool {
    named(name).await.unwrap_or(true)
}

async fn named(name: &str) -> Option<bool> {
    let factory = Reflect::get(&js_sys::global(), &"indexedDB".into()).ok()?;
    let databases: Function = Reflect::get(&factory, &"databases".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = databases.call0(&factory).ok()?.dyn_into().ok()?;
    let list: Array = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    let is_it = |one: JsValue| {
        Reflect::get(&one, &"name".into()).is_ok_and(|it| it.as_string().as_deref() == Some(name))
    };
    Some(list.iter().any(is_it))
}
