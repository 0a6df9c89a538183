//! What came back: the stage, the cards, the words for what went wrong.

mod actions;
mod card;
mod diff;
mod facts;
mod failure;
mod lineage;
mod pick;
mod rescue;
mod shown;
mod stage;

pub(crate) use actions::Act;
pub(super) use actions::Actions;
pub(super) use card::Card;
pub(super) use facts::{Facts, elapsed, file_name, got_of, prompt_of};
pub(super) use failure::FailureCard;
pub(super) use lineage::Lineage;
pub(super) use pick::{PickLink, focus_link};
pub(super) use shown::Shown;
pub(crate) use stage::Group;
pub(super) use stage::{Stage, decisions, state_words};
