//! From what the browser throws to [`StoreError`].

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::StoreError;

/// Reads a thrown value by its name, as DOM exceptions have one.
pub(super) fn from_js(value: &JsValue) -> StoreError {
    let member = |name: &str| {
        Reflect::get(value, &JsValue::from_str(name))
            .ok()
            .and_then(|member| member.as_string())
            .unwrap_or_default()
    };
    let name = member("name");
    match name.as_str() {
        "QuotaExceededError" => StoreError::NoRoom,
        "VersionError" => StoreError::VersionTooNew,
        // Embedded frames and browsers with storage switched off throw these at the first touch.
        "SecurityError" | "NotAllowedError" => StoreError::NoDatabase,
        _ => StoreError::Other(format!("{name}: {}", member("message"))),
    }
}

impl From<idb::Error> for StoreError {
    fn from(error: idb::Error) -> Self {
        use idb::Error as E;
        match &error {
            E::IndexedDbNotFound(_) => Self::NoDatabase,
            E::DomException(exception) => from_js(exception),
            E::IndexedDbOpenFailed(value)
            | E::AddFailed(value)
            | E::ClearFailed(value)
            | E::CountFailed(value)
            | E::CursorContinueFailed(value)
            | E::DeleteFailed(value)
            | E::GetAllKeysFailed(value)
            | E::GetFailed(value)
            | E::IndexNotFound(value)
            | E::KeyRangeCreateFailed(value)
            | E::ObjectStoreNotFound(value)
            | E::OpenCursorFailed(value) => from_js(value),
            other => Self::Other(other.to_string()),
        }
    }
}
