//! A strict stand-in for the gateway that really draws pictures.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod draw;
mod gateway;
mod wire;

pub use gateway::{Config, Gateway};
pub use wire::{Answer, Delivery, Request};
