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
//! What each operation makes of its source:
//!
//! | Operation | What |
//! | --- | --- |
//! | generate | a composition by the words, in the colors of the palette, the style references, the codes or the words |
//! | remix | a composition in the source's colors; the source shows through by its weight, wholly at 100 |
//! | edit | the composition within the black part of the mask; every other pixel stays |
//! | reframe | the source, to the pixel where it has room, and its edges going on into a drawing |
//! | replace background | the subject as the border's colors set it off, before a composition |
//! | upscale | Lanczos' filter, its edges by detail, its likeness by resemblance |
//! | describe | measured light, color, texture and layout; the words of a practice picture |
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
mod magic;
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
