//! The wasm core of the npm package `ideomix`.
//!
//! Every function is stateless: JavaScript objects in, JavaScript objects out, nothing kept after the call. What the
//! API means is decided here, by `ideomix-api`'s capability table; what only JavaScript does well (promises, signals,
//! timers, streams, error classes) is the facade's in `js/`. No Rust object is visible to the package's users, so a
//! panic cannot poison one: the facade throws the whole instance away and makes a new one.
//!
//! Two things are kept out on purpose. The key: the facade sets its header, wasm memory never holds it. And file
//! bytes: a file is the browser's own `Blob`; only its first bytes are looked at, by [`sniff`].
#![deny(missing_docs)]

mod host;
mod issue;
mod names;
mod object;
mod params;
mod reply;
mod run;
mod sniff;

use ideomix_api::policy;
use js_sys::Object;
use wasm_bindgen::prelude::*;

pub use host::Host;
pub use names::{operation_name, param};

#[wasm_bindgen]
extern "C" {
    /// The facade's ear for panics; a name in the scope that the glue is evaluated in.
    #[wasm_bindgen(js_name = ideomixPanicked)]
    fn panicked(message: &str);
}

/// Makes a panic audible before the instance dies of it.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| panicked(&info.to_string())));
}

/// Checks parameters: `{ issues, warnings, images }`. Files are given as `{ blob, kind, bytes, width, height }`, or as
/// `{ problem }` where [`sniff`] found one.
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

/// What the first bytes of a file say: `{ kind, mime, extension, width, height }`, or `{ problem, name, needs }`.
#[wasm_bindgen]
pub fn sniff(head: &[u8]) -> Object {
    sniff::sniff(head)
}

/// How many milliseconds to wait before a result's bytes are fetched again, after that many tries; nothing means enough.
#[wasm_bindgen(js_name = downloadWait)]
pub fn download_wait(tries: u8, random: u32) -> Option<u32> {
    policy::after_download(tries, random)
}
