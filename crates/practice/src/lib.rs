//! A strict stand-in for the gateway that really draws pictures.
//!
//! [`Gateway::handle`] answers an HTTP request without a socket: it reads bodies strictly by the capability table,
//! refuses what the documents forbid with the documented status and shape, draws pictures of the right size, lets its
//! links expire, counts what it billed, and plays any fault that a script asks for.
//!
//! | Path | What |
//! | --- | --- |
//! | `/ideogram/...` | the endpoints of the capability table; any other path gives the web console, as the gateway does |
//! | `/images/<id>.png?exp=..&sig=..` | results |
//! | `/control/state` (GET) | counters and the last calls |
//! | `/control/script` (POST) | `{"faults": [{"kind": "status", "status": 429}, ...]}`, one for each coming call |
//! | `/control/pace` (POST) | `{"ms": 0}`, the thinking time of a call that runs |
//! | `/control/expire` (POST) | lets all links so far expire |
//! | `/control/reset` (POST) | forgets everything |
//!
//! Words in a prompt that it knows: `unsafe-prompt` is refused with 422, `withhold-2` withholds the second picture.
//! A key that begins with `sk-wrong` is refused with 401; any other key, and none, is taken.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod answer;
mod control;
pub mod draw;
mod faults;
mod gateway;
mod intake;
mod ledger;
mod multipart;
mod pictures;
mod refusal;
mod reply;
mod rules;
mod run;
mod sizes;
mod wire;

pub use gateway::{Config, Gateway};
pub use wire::{Answer, Delivery, Request};
