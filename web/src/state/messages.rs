//! Short notes in the corner and words for screen readers. Never the only copy of anything.

use crate::ui::{ToastItem, Tone};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// How long a note stands, in milliseconds: long enough to press its button.
pub(super) const NOTE_MS: u32 = 10_000;

/// Where messages go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Messages {
    /// The notes on screen.
    pub(crate) notes: RwSignal<Vec<ToastItem>>,
    /// The last polite announcement.
    pub(crate) polite: RwSignal<String>,
    /// The last assertive announcement.
    pub(crate) assertive: RwSignal<String>,
    /// A lasting word about the store, until it is closed.
    pub(crate) store: RwSignal<Option<ideomix_gallery::StoreError>>,
    next: StoredValue<u64>,
}

impl Messages {
    pub(super) fn new() -> Self {
        Self {
            notes: RwSignal::new(Vec::new()),
            polite: RwSignal::new(String::new()),
            assertive: RwSignal::new(String::new()),
            store: RwSignal::new(None),
            next: StoredValue::new(0),
        }
    }

    /// Shows a note, with a button where there is something to do.
    pub(crate) fn note(self, tone: Tone, text: String, action: Option<(String, Callback<()>)>) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.notes.update(|notes| notes.push(ToastItem { id, tone, text, action }));
        Timeout::new(NOTE_MS, move || self.close(id)).forget();
    }

    /// Takes a note away.
    pub(crate) fn close(self, id: u64) {
        self.notes.update(|notes| notes.retain(|note| note.id != id));
    }

    /// Presses the button of the newest note that has one of that name; says whether there was one.
    pub(crate) fn press(self, name: &str) -> bool {
        let found = self.notes.with_untracked(|notes| {
            let named = |note: &&ToastItem| note.action.as_ref().is_some_and(|(label, _)| label == name);
            notes.iter().rev().find(named).map(|note| (note.id, note.action.clone()))
        });
        let Some((id, Some((_, action)))) = found else { return false };
        self.close(id);
        action.run(());
        true
    }

    /// Says something when nothing else is being said.
    pub(crate) fn say(self, words: String) {
        self.polite.set(words);
    }

    /// Says something at once.
    pub(crate) fn alert(self, words: String) {
        self.assertive.set(words);
    }
}
