//! Sends a call of `ideomix-api` through the browser's fetch, in a window or in a worker.
//!
//! A Rust API only: nothing here is exported to JavaScript. File bytes stay in the browser's own `Blob`s on the way
//! out and on the way in; only the first bytes of a fetched picture are looked at.
//!
//! Three rules hold everywhere: the key travels in one header, to the configured address, and only in direct mode;
//! a paid call is sent again only where [`ideomix_api::policy`] says that nothing ran; dropping a future of this
//! crate tears its connection down.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod abort;
mod client;
mod download;
mod fetch;
mod form;
mod global;
mod json;
mod stream;
mod transport;
mod upload;

pub use abort::Stop;
pub use client::{Client, Event};
pub use download::{DownloadFault, Picture, decode, download};
pub use fetch::Fetch;
pub use form::form_data;
pub use global::is_online;
pub use json::parse;
pub use transport::{Fault, Incoming, Outgoing, OutgoingBody, Transport};
pub use upload::{Picked, UploadProblem, format_of, read_facts, upload};
