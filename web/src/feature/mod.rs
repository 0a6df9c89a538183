//! What is shown, one folder or file per place.

mod create;
mod gallery;
mod item;
mod jobs;
mod keys;
mod mask;
mod result;
mod settings;
mod strip;
mod tray;

pub(crate) use create::Create;
pub(crate) use gallery::Gallery;
pub(crate) use item::Item;
pub(crate) use jobs::Jobs;
pub(crate) use keys::Keyboard;
pub(crate) use mask::{MaskEditor, TruthPanel};
pub(crate) use settings::SettingsPage;
