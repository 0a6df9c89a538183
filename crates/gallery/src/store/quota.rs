//! Room: how much there is, and asking to keep it.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{StorageEstimate, StorageManager};

/// Room of this origin, in bytes, as the browser estimates it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usage {
    /// In use.
    pub used: f64,
    /// What the browser is ready to give.
    pub quota: f64,
}

pub(super) async fn usage() -> Option<Usage> {
    let estimate: StorageEstimate = manager()?.estimate().ok()?.await.ok()?.unchecked_into();
    Some(Usage { used: estimate.get_usage()?, quota: estimate.get_quota()? })
}

pub(super) async fn persist() -> bool {
    let Some(promise) = manager().and_then(|manager| manager.persist().ok()) else { return false };
    promise.await.is_ok_and(|answer| answer.is_truthy())
}

/// The storage manager of a window or a worker; insecure pages have none.
fn manager() -> Option<StorageManager> {
    let member = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).ok();
    let manager = member(&member(&js_sys::global(), "navigator")?, "storage")?;
    manager.is_object().then(|| manager.unchecked_into())
}
