//! What came back: the stage, the cards, the words for what went wrong.

mod card;
mod facts;
mod failure;
mod shown;
mod stage;

pub(super) use card::{Card, SendTo};
pub(super) use facts::{Facts, elapsed, file_name, prompt_of};
pub(super) use failure::FailureCard;
pub(super) use shown::Shown;
pub(super) use stage::{Stage, state_words};
