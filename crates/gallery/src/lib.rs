//! What the studio keeps: the record model and its IndexedDB store.
//!
//! [`Job`] is one request and all that is known about it; [`Picture`] is one picture of its answer, with three separate
//! facts: was it made, can it be viewed, is it saved. These are plain data and build everywhere.
//!
//! `Gallery` keeps jobs as records and files as blobs that never pass through wasm
//! memory. It falls back to memory, and says so, where the browser offers no database. What comes out of the database
//! is treated like data from the network: a record that does not hold is moved aside, and the rest stays readable.
//!
//! Deliberately absent: the meaning of operations and fields (the api crate's), keys, and the words shown to people.

#![deny(missing_docs)]
#![forbid(unsafe_code)]

#[cfg(all(test, target_arch = "wasm32"))]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

mod asset;
mod check;
mod error;
mod join;
mod ledger;
mod memory;
mod page;
mod picture;
mod record;
mod shape;
mod store;
mod zip;

pub use asset::{Asset, MAX_ASSET_ID, Removed, is_asset_id};
pub use check::Flaw;
pub use error::{Notice, StoreError};
pub use ledger::{Line, Money, Sums, csv};
pub use memory::Memory;
pub use page::{Page, Place};
pub use picture::{Made, Picture, Saved, View};
pub use record::{Counts, FailureNote, Field, Job, MAX_RAW, Phase, SCHEMA, id_from};
pub use store::{Gallery, Opened, Usage};
pub use zip::{Crc, Zip};
