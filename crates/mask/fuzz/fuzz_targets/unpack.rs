#![no_main]

#[path = "../../tests/model/mod.rs"]
#[allow(dead_code, reason = "each target runs one of its bodies")]
mod model;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| model::unpack(bytes));
