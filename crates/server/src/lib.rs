//! The program `ideomix`: serves the studio, proxies to the gateway, practises.
//!
//! [`start`] opens the server that [`Settings`] describe; [`pack`] prepares a built studio for any static host. The
//! program in `main.rs` only reads the command line and the environment.
//!
//! What goes where:
//!
//! | Path | Answered by |
//! |---|---|
//! | `/ideomix.json` | this server: its version and what it offers |
//! | `/practice/*` | the practice gateway, unless it is switched off |
//! | `/ideogram/*` | with a key the proxy, without one the practice gateway |
//! | `/relay` | the relay: results whose host forbids a page to read them |
//! | everything else | the files of the studio |
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod app;
pub mod cli;
mod delivery;
mod error;
pub mod headers;
mod listen;
mod log;
mod outgoing;
pub mod pack;
mod practice;
mod proxy;
mod refusal;
mod relay;
mod serve;
mod settings;
mod studio;

pub use error::StartError;
pub use proxy::ProxySettings;
pub use relay::RelaySettings;
pub use serve::{Ended, Running, Stopper, start};
pub use settings::Settings;
pub use studio::Source;
