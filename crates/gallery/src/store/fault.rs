//! From what the browser throws to [`StoreError`].

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::StoreError;

/// Reads a thrown value by its name, as DOM exceptions have one.
pub(super) fn from_js(value: &JsValue) -> StoreError {
    let name = member(value, "name");
    match name.as_str() {
        "QuotaExceededError" => StoreError::NoRoom,
        "VersionError" => StoreError::VersionTooNew,
        // Embedded frames and browsers with storage switched off throw these at the first touch.
        "SecurityError" | "NotAllowedError" => StoreError::NoDatabase,
        _ => StoreError::Other(format!("{name}: {}", member(value, "message"))),
    }
}

/// Whether a thrown value says that the connection is closed.
pub(super) fn is_dead_connection(value: &JsValue) -> bool {
    member(value, "name") == "InvalidStateError"
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

fn member(value: &JsValue, name: &str) -> String {
    Reflect::get(value, &JsValue::from_str(name))
        .ok()
        .and_then(|member| member.as_string())
        .unwrap_or_default()
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;
    use web_sys::DomException;

    use super::*;

    fn thrown(name: &str) -> JsValue {
        DomException::new_with_message_and_name("words", name).expect("the call is valid").into()
    }

    #[wasm_bindgen_test]
    fn a_full_disk_is_no_room_whichever_way_it_is_thrown() {
        assert_eq!(from_js(&thrown("QuotaExceededError")), StoreError::NoRoom);
        assert_eq!(StoreError::from(idb::Error::AddFailed(thrown("QuotaExceededError"))), StoreError::NoRoom);
        let exception = thrown("QuotaExceededError").into();
        assert_eq!(StoreError::from(idb::Error::DomException(exception)), StoreError::NoRoom);
    }

    #[wasm_bindgen_test]
    fn every_other_name_keeps_its_words() {
        assert_eq!(from_js(&thrown("VersionError")), StoreError::VersionTooNew);
        assert_eq!(from_js(&thrown("SecurityError")), StoreError::NoDatabase);
        assert_eq!(from_js(&thrown("UnknownError")), StoreError::Other("UnknownError: words".to_owned()));
        assert_eq!(from_js(&JsValue::NULL), StoreError::Other(": ".to_owned()));
    }
}
