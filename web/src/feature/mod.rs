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

pub(crate) use create::{Create, Frame, FromGallery, MaskPanel, RequestPanel};
pub(crate) use gallery::Gallery;
pub(crate) use ideomix_api::capability::Field;
pub(crate) use jobs::Jobs;
pub(crate) use keys::{Keyboard, Palette, ShortcutList};
pub(crate) use look::{Chosen, Compare, Item};
pub(crate) use mask::{MaskEditor, TruthPanel};
pub(crate) use result::{Act, Group};
pub(crate) use settings::SettingsPage;
pub(crate) use spending::Spending;
pub(crate) use strip::Days;
pub(crate) use tray::Tray;
