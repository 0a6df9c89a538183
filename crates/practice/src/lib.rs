//! A strict stand-in for the gateway that really draws pictures.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod wire;

mod gateway;

pub use gateway::{Config, Gateway};
pub use wire::{Answer, Delivery, Request};
