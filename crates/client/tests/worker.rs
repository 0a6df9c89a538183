//! The client in a dedicated worker of a real browser.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "the lints do not know that this whole file is tests")]

#[path = "common/cases.rs"]
mod cases;
mod common;
#[path = "common/pictures.rs"]
mod pictures;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);
