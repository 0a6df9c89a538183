//! The functions of the core.

use crate::{answer, plan};
use ideomix_api::policy;
use wasm_bindgen::prelude::*;

/// What a call would send: `{ issues }`, or `{ warnings, images, path, json }`, or the same with `parts`, a list of
/// `[name, text]` and `[name, file, fileName]`. Files are given as `{ file, kind, bytes, width, height }`, or as
/// `{ problem }` where [`sniff`](crate::sniff) found one.
#[wasm_bindgen]
pub fn plan(operation: &str, params: &str) -> String {
    plan::plan(operation, params)
}

/// What one try of a call came to: `{ images }`, `{ descriptions }` or `{ failure }`, whose `waitMs` is there where the
/// call may be sent once more.
///
/// It reads `{ fault }` or `{ status, contentType, retryAfter, text, json }`, and with either `online`, how many
/// `tries` were made, for how long was `waited`, the most of both that the caller wants, and a `random` number.
#[wasm_bindgen]
pub fn answer(operation: &str, sent: &str) -> String {
    answer::answer(operation, sent)
}

/// How many milliseconds to wait before a result's bytes are fetched again, after that many tries; nothing means enough.
#[wasm_bindgen(js_name = downloadWait)]
pub fn download_wait(tries: u8, random: u32) -> Option<u32> {
    policy::after_download(tries, random)
}
