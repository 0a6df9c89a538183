//! A pasted call into a form.

use super::Studio;
use crate::route::Route;
use crate::text::{names, request_words};
use ideomix_api::{Imported, Value};
use leptos::prelude::*;
use web_sys::Blob;

impl Studio {
    /// Fills the form of the call's operation, shows it, and says what was put right, left out and still to be chosen.
    /// Files that the form has already stay where the call names a file.
    pub(crate) fn fill_in(self, imported: Imported<Blob>) {
        let words = request_words();
        let Imported { mut draft, files, mended, ignored, had_key } = imported;
        let form = self.forms.of(draft.capability.operation);
        let mut missing = Vec::new();
        for (name, file) in files {
            match form.draft.with_untracked(|old| old.get(name).cloned()) {
                Some(value @ Value::Files(_)) if draft.get(name).is_none() => drop(draft.set(name, value)),
                _ => missing.push([&names(&[name]), " (", &file, ")"].concat()),
            }
        }
        let list = |heading: &str, items: Vec<String>| {
            (!items.is_empty()).then(|| [heading, &items.join(", ")].concat())
        };
        let mended = mended.into_iter().map(|(given, now)| [&given, " → ", &now].concat()).collect();
        let mut lines = vec![words.filled.to_owned()];
        lines.extend(had_key.then(|| words.had_key.to_owned()));
        lines.extend(list(words.mended, mended));
        lines.extend(list(words.ignored, ignored));
        lines.extend(list(words.choose, missing));
        let operation = draft.capability.operation;
        form.reset();
        form.draft.set(draft);
        self.messages.say(lines.join(" "));
        self.pasted.set(lines);
        self.request_shown.set(false);
        self.go(&Route::Create(operation));
    }
}
