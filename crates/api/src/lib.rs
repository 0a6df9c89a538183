//! What the Ideogram API behind the AiHubMix gateway means, as data and pure functions.
//!
//! Everything starts at the [capability table](capability::ALL): one row per operation and model family, with its
//! path, body, fields and price. A [`Draft`] is what a person typed; [`Draft::check`] turns it into a [`Request`]
//! that cannot hold a wrong state, or into a list of [`Problem`]s that name their fields. [`Request::call`] is the
//! wire form as data, [`reply::read`] makes sense of the answer, [`Failure`] says what went wrong and what it cost,
//! and [`policy`] says whether a program may try again.
//!
//! The crate knows no browser, no clock, no network and no JSON parser. Sources of facts are named by the tags of
//! the field tables: `SEED` (the gateway's own page), `OAS30`/`OAS31` (Ideogram's schemas), `GW` (the gateway's
//! public source), `OV2` (Ideogram's v2 reference), `ODOC` (Ideogram's documentation).
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod capability;
mod check;
mod draft;
mod endpoint;
mod failure;
mod guard;
mod import;
mod json;
mod loose;
mod model;
mod plain;
pub mod policy;
mod price;
mod problem;
pub mod reply;
pub mod slips;
pub mod snippet;
mod switch;
mod wire;

pub use capability::Capability;
pub use check::{FILE_MAX, PIXELS_MAX, REQUEST_MAX, Request, SIDE_MAX};
pub use draft::{Draft, Format, PALETTE_MEMBERS_MAX, Palette, Swatch, Upload, Value};
pub use endpoint::{ApiKey, Base, BaseProblem, KeyProblem};
pub use failure::{Billed, Cause, Failure, Outcome, redact, scrub};
pub use guard::{Guard, REFERENCES_MAX, cheaper, guards, nearest_ratio, refused, shared_share};
pub use import::{Imported, NoCall, import};
pub use json::quote;
pub use loose::Loose;
pub use model::{Family, Model, Operation, Speed};
pub use plain::decimal;
pub use price::{Estimate, MilliUsd, PRICES_AS_OF, Price, estimate, unit_price};
pub use problem::{Problem, Reason, Warning};
pub use snippet::Snippet;
pub use switch::{Switched, sides, usual_size};
pub use wire::{Body, Call, Part, PartValue};
