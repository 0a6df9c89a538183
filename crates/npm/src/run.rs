//! Check, wire form and run of one call.

use crate::host::Host;
use crate::issue::{self, Issue};
use crate::names::row;
use crate::object::{set, single};
use crate::params::request;
use crate::reply;
use ideomix_api::{Base, Body, Part, PartValue, Request};
use ideomix_client::{Client, Limits, Stop};
use js_sys::{Array, Object};
use wasm_bindgen::JsValue;
use web_sys::Blob;

pub(crate) fn check(operation: &str, params: &Object) -> Object {
    match checked(operation, params) {
        Ok(request) => {
            let object = single("issues", Array::new());
            set(&object, "warnings", issue::warnings(request.warnings()));
            set(&object, "images", request.images());
            object
        }
        Err(issues) => issues_only(issues),
    }
}

pub(crate) fn wire(operation: &str, params: &Object) -> Object {
    let call = match checked(operation, params) {
        Ok(request) => request.call(),
        Err(issues) => return issues_only(issues),
    };
    let object = single("path", call.path);
    match &call.body {
        Body::Json(json) => set(&object, "json", json.write()),
        Body::Parts(parts) => set(&object, "parts", parts.iter().map(part).collect::<Array>()),
    }
    object
}

pub(crate) async fn run(operation: &str, params: &Object, host: Host) -> Object {
    let call = match checked(operation, params) {
        Ok(request) => request.call(),
        Err(issues) => return issues_only(issues),
    };
    let limits = Limits { tries: host.tries(), wait_ms: host.wait_ms(), timeout_ms: host.timeout_ms() };
    // No base address and no key: the facade puts both to the path, so that neither is ever kept here.
    let client = Client::proxied(Base::own(), &host).limited(limits);
    let answer = client.send(&call, &Stop::new(), |event| host.tell(&event)).await;
    #[cfg(feature = "panics")]
    if host.tries() == 99 {
        boom();
    }
    match answer {
        Ok(reply) => reply::object(&reply),
        Err(failure) => single("failure", reply::failure(&failure)),
    }
}

fn checked(operation: &str, params: &Object) -> Result<Request<Blob>, Vec<Issue>> {
    #[cfg(feature = "panics")]
    if operation == "panic" {
        boom();
    }
    match row(operation) {
        Some(row) => request(row, params),
        None => Err(vec![Issue::new("operation", "unknown_operation")]),
    }
}

fn issues_only(issues: Vec<Issue>) -> Object {
    single("issues", issue::list(issues))
}

fn part(part: &Part<Blob>) -> Array {
    match &part.value {
        PartValue::Text(text) => Array::of2(&part.name.into(), &text.into()),
        PartValue::File { file_name, blob, .. } => {
            Array::of3(&part.name.into(), &JsValue::from(blob), &file_name.into())
        }
    }
}

#[cfg(feature = "panics")]
#[expect(clippy::panic, reason = "what becomes of a panic is what this feature is there to test")]
fn boom() {
    panic!("asked to panic");
}
