//! A panic leaves a dead program behind: the page says so, and what was kept is still kept.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Shows the failure panel of the page on a panic, besides the console's words.
pub(crate) fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let report =
            Reflect::get(&js_sys::global(), &"ideomixFailure".into()).and_then(JsCast::dyn_into::<Function>);
        if let Ok(report) = report {
            let _ = report.call2(&JsValue::UNDEFINED, &"panic".into(), &info.to_string().into());
        }
    }));
}
