//! What is shown, one folder or file per place.

mod create;
mod gallery;
mod jobs;
mod keys;
mod look;
mod mask;
mod result;
mod settings;
mod spending;
mod strip;
mod tray;

pub(crate) use create::Create;
pub(crate) use gallery::Gallery;
pub(crate) use jobs::Jobs;
pub(crate) use keys::Keyboard;
pub(crate) use look::{Chosen, Compare, Item};
pub(crate) use mask::{MaskEditor, TruthPanel};
pub(crate) use result::Act;
pub(crate) use settings::SettingsPage;
pub(crate) use spending::Spending;
