//! The functions of the core.

use crate::host::Host;
use crate::run;
use ideomix_api::policy;
use js_sys::Object;
use wasm_bindgen::prelude::*;

/// Checks parameters: `{ issues, warnings, images }`. Files are given as `{ blob, kind, bytes, width, height }`, or as
/// `{ problem }` where [`sniff`](crate::sniff) found one.
#[wasm_bindgen]
pub fn check(operation: &str, params: Object) -> Object {
    run::check(operation, &params)
}

/// The wire form: `{ issues }`, or `{ path, json }`, or `{ path, parts: [[name, text], [name, blob, fileName]] }`.
#[wasm_bindgen]
pub fn wire(operation: &str, params: Object) -> Object {
    run::wire(operation, &params)
}

/// Sends a call and reads its answer: `{ issues }`, `{ failure }`, `{ images }` or `{ descriptions }`.
#[wasm_bindgen]
pub async fn run(operation: String, params: Object, host: Host) -> Object {
    run::run(&operation, &params, host).await
}

/// How many milliseconds to wait before a result's bytes are fetched again, after that many tries; nothing means enough.
#[wasm_bindgen(js_name = downloadWait)]
pub fn download_wait(tries: u8, random: u32) -> Option<u32> {
    policy::after_download(tries, random)
}
