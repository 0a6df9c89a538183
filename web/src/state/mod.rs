//! What the studio knows while it runs: signals over the pure state of the other crates. Nothing else starts a call.

mod assets;
mod desk;
mod follow;
mod forms;
mod history;
mod intake;
mod jobs;
mod keys;
mod looking;
mod memory;
mod messages;
mod pasted;
mod pictures;
mod prompts;
pub(crate) mod recipe;
mod records;
mod runner;
mod settings;
mod sizes;
mod spending;

pub(crate) use assets::{Assets, Version};
pub(crate) use desk::{Desk, Opening, percent};
pub(crate) use forms::{Form, Forms, Switch};
pub(crate) use history::DATABASE;
pub(crate) use intake::{Repair, Trouble, Why, room};
pub(crate) use jobs::{Entry, Jobs, Live, PICTURES_AT_MOST, needs_a_look};
pub(crate) use keys::Keys;
pub(crate) use looking::{Looking, Pick};
pub(crate) use messages::Messages;
pub(crate) use pictures::shown;
pub(crate) use settings::{Connection, Settings, Theme};
pub(crate) use sizes::FIRST_KEY;

use crate::browser;
use crate::parts::Parts;
use crate::route::Route;
use ideomix_gallery::{Gallery, Sums};
use leptos::prelude::*;
use records::Writes;

/// Everything, as one handle that is copied into every closure that needs it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Studio {
    /// The place shown.
    pub(crate) route: RwSignal<Route>,
    /// Connection, key, look.
    pub(crate) settings: Settings,
    /// The forms, one per operation.
    pub(crate) forms: Forms,
    /// Running and past jobs.
    pub(crate) jobs: Jobs,
    /// The mask editor.
    pub(crate) desk: Desk,
    /// Addresses of kept pictures.
    pub(crate) assets: Assets,
    /// What is looked at, and what is chosen to be compared.
    pub(crate) looking: Looking,
    /// Notes in the corner and words for screen readers.
    pub(crate) messages: Messages,
    /// Who does what a shortcut asks for.
    pub(crate) keys: Keys,
    /// Whether the panel shows the request instead of the form.
    pub(crate) request_shown: RwSignal<bool>,
    /// What a pasted call did to the form, as lines, until it is closed.
    pub(crate) pasted: RwSignal<Vec<String>>,
    /// Whether the history drawer is open, on screens that have one.
    pub(crate) drawer: RwSignal<bool>,
    /// Whether the forms hold again what an earlier visit left in them.
    pub(crate) forms_restored: RwSignal<bool>,
    /// What this month has cost.
    pub(crate) spending: RwSignal<Sums>,
    /// Who may write a record now.
    writes: Writes,
    /// The parts that are fetched when they are wanted.
    pub(crate) parts: Parts,
    /// The line to the other tabs.
    channel: StoredValue<Option<browser::Channel>, LocalStorage>,
    /// Where pictures are kept, once it is open.
    gallery: StoredValue<Option<Gallery>, LocalStorage>,
}

impl Studio {
    /// The studio at its start. Call it once, in the root component.
    pub(crate) fn new(typed: &browser::Typed) -> Self {
        Self {
            route: RwSignal::new(Route::parse(&browser::hash())),
            settings: Settings::load(),
            forms: Forms::new(typed),
            jobs: Jobs::new(),
            desk: Desk::new(),
            assets: Assets::new(),
            looking: Looking::new(),
            messages: Messages::new(),
            keys: Keys::new(),
            request_shown: RwSignal::new(false),
            pasted: RwSignal::new(Vec::new()),
            drawer: RwSignal::new(false),
            forms_restored: RwSignal::new(false),
            spending: RwSignal::new(Sums::default()),
            writes: Writes::new(),
            parts: Parts::new(),
            channel: StoredValue::new_local(None),
            gallery: StoredValue::new_local(None),
        }
    }

    /// Goes to a place.
    pub(crate) fn go(self, place: &Route) {
        browser::go_to(&place.hash());
    }

    /// Where pictures are kept. In memory until the database is open.
    pub(crate) fn gallery(self) -> Gallery {
        self.gallery.with_value(Clone::clone).unwrap_or_else(|| {
            let gallery = Gallery::in_memory();
            self.gallery.set_value(Some(gallery.clone()));
            gallery
        })
    }

    fn set_gallery(self, gallery: Gallery) {
        self.gallery.set_value(Some(gallery));
    }
}

/// The studio, from any component.
pub(crate) fn studio() -> Studio {
    expect_context()
}
