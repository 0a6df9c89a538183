//! What the global object says, whether it is a window's or a worker's.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Whether the browser believes that it has a network. `true` where it does not say.
pub fn is_online() -> bool {
    member("navigator", "onLine").and_then(|online| online.as_bool()).unwrap_or(true)
}

/// Whether an origin is this machine; an empty one is the page's own. Such an address works without a network.
pub(crate) fn is_this_machine(origin: &str) -> bool {
    let host = if origin.is_empty() {
        member("location", "hostname").and_then(|host| host.as_string()).unwrap_or_default()
    } else {
        let rest = origin.split_once("://").map_or(origin, |(_, rest)| rest);
        rest.rsplit_once(':').map_or(rest, |(host, _)| host).to_owned()
    };
    matches!(host.as_str(), "localhost" | "127.0.0.1")
}

fn member(object: &str, name: &str) -> Option<JsValue> {
    let object = Reflect::get(&js_sys::global(), &object.into()).ok()?;
    Reflect::get(&object, &name.into()).ok()
}
