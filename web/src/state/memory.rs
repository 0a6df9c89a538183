//! What was typed survives a reload: one note in the gallery per form, written a moment after the last change.
//!
//! Files are kept under names of their own that are used again and again, so that nothing is left behind. How many
//! pictures were asked for is not remembered: a count that comes back by itself is paid for by somebody.

use super::forms::first_draft;
use super::recipe::{draft_of, palette_words};
use super::{Form, Studio};
use crate::parts::Deed;
use gloo_timers::callback::Timeout;
use ideomix_api::{Draft, Operation, Value};
use ideomix_client::upload;
use ideomix_gallery::{Field, Job};
use leptos::prelude::*;
use web_sys::Blob;

/// How long nobody must have changed anything, in milliseconds.
const CALM_MS: u32 = 400;
/// A larger file is not kept with a draft, in bytes: it would be written anew at every choice of another.
const FILE_KEPT_MAX: u64 = 8_000_000;

/// Between the parts of a field, and between fields. Nobody types them, and the check takes them out of prompts.
const UNIT: char = '\u{1f}';
const RECORD: char = '\u{1e}';

/// The files that are kept with a form, by the ids they are kept under.
pub(crate) type Kept = StoredValue<Vec<(String, Option<Blob>)>, LocalStorage>;

impl Studio {
    /// Follows the forms and keeps what stands in them. Call it once, in the root component.
    pub(crate) fn remember_forms(self) {
        for form in Operation::ALL.map(|operation| self.forms.of(operation)) {
            let changes = StoredValue::new(0_u32);
            let kept = StoredValue::new_local(Vec::new());
            Effect::new(move |_| {
                form.draft.track();
                if !self.forms_restored.get() {
                    return;
                }
                let now = changes.get_value() + 1;
                changes.set_value(now);
                Timeout::new(CALM_MS, move || {
                    if changes.get_value() == now {
                        self.work(Deed::KeepForm(form, kept));
                    }
                })
                .forget();
            });
        }
    }

    /// Fills the forms with what an earlier visit left in them. What was typed since then stays.
    pub(super) async fn restore_forms(self) {
        for form in Operation::ALL.map(|operation| self.forms.of(operation)) {
            let Ok(Some(note)) = self.gallery().note(&note_name(form)).await else { continue };
            let Some((mut draft, files)) = draft_of(&read(&note)) else { continue };
            let (first, now) = (first_draft(form.operation), form.draft.get_untracked());
            if draft.capability.operation != form.operation || now.model != first.model {
                continue;
            }
            for (name, value) in now.values().filter(|(name, value)| first.get(name) != Some(value)) {
                draft.set(name, value.clone());
            }
            form.draft.set(draft);
            for field in files {
                let mut uploads = Vec::new();
                for id in &field.files {
                    // Looked at anew, as whatever comes out of a database.
                    if let Ok(Some(blob)) = self.gallery().asset(id).await
                        && let Ok(picked) = upload(&blob).await
                    {
                        uploads.push(picked.upload);
                    }
                }
                form.set(&field.name, Value::Files(uploads));
            }
        }
        self.forms_restored.set(true);
    }

    pub(crate) async fn keep_form(self, form: Form, kept: Kept) {
        let draft = form.draft.get_untracked();
        let files = files_of(form, &draft);
        let gallery = self.gallery();
        for (id, blob) in &files {
            let known = kept.with_value(|kept| kept.iter().any(|kept| kept.0 == *id && kept.1 == *blob));
            if !known && let Some(blob) = blob {
                // A draft that cannot be kept is no reason to bother anybody.
                let _ = gallery.put_asset(id, blob, None).await;
            }
        }
        for (id, _) in kept.get_value() {
            if !files.iter().any(|(used, _)| *used == id)
                && let Ok(nothing) = Blob::new()
            {
                let _ = gallery.put_asset(&id, &nothing, None).await;
            }
        }
        kept.set_value(files);
        let note = (draft != first_draft(form.operation)).then(|| written(form, &draft));
        let _ = gallery.set_note(&note_name(form), note.as_deref()).await;
    }
}

fn note_name(form: Form) -> String {
    format!("draft-{}", form.operation.name())
}

/// The files of a draft that are small enough to be kept, by the ids they are kept under.
fn files_of(form: Form, draft: &Draft<Blob>) -> Vec<(String, Option<Blob>)> {
    let mut files = Vec::new();
    for (name, value) in draft.values() {
        if let Value::Files(uploads) = value {
            for (n, upload) in uploads.iter().enumerate() {
                if upload.bytes <= FILE_KEPT_MAX {
                    files.push((file_id(form, name, n), Some(upload.blob.clone())));
                }
            }
        }
    }
    files
}

fn file_id(form: Form, field: &str, n: usize) -> String {
    format!("draft-{}-{field}-{n}", form.operation.name())
}

fn written(form: Form, draft: &Draft<Blob>) -> String {
    let mut note = draft.capability.id.to_owned();
    note.push(UNIT);
    note.push_str(draft.model.map(|model| model.wire()).unwrap_or_default());
    for (name, value) in draft.values().filter(|(name, _)| *name != "num_images") {
        note.push(RECORD);
        note.push_str(name);
        let parts = match value {
            Value::Text(words) => vec![words.clone()],
            Value::Integer(number) => vec![number.to_string()],
            Value::Texts(words) => words.clone(),
            Value::Palette(palette) => palette_words(palette),
            Value::Files(files) => {
                let kept = files.iter().enumerate().filter(|(_, file)| file.bytes <= FILE_KEPT_MAX);
                kept.map(|(n, _)| file_id(form, name, n)).collect()
            }
        };
        for part in parts {
            note.push(UNIT);
            note.extend(part.chars().filter(|letter| *letter != UNIT && *letter != RECORD));
        }
    }
    note
}

/// A note as the record of a job that was never run, which is what [`draft_of`] reads.
fn read(note: &str) -> Job {
    let mut records = note.split(RECORD).map(|record| record.split(UNIT).map(str::to_owned));
    let mut job = Job::new(String::new(), 0.0);
    if let Some(mut head) = records.next() {
        job.operation = head.next().unwrap_or_default();
        job.model = head.next().unwrap_or_default();
    }
    job.fields = records
        .map(|mut parts| {
            let name = parts.next().unwrap_or_default();
            let parts: Vec<String> = parts.collect();
            Field { name, texts: parts.clone(), files: parts }
        })
        .collect();
    job
}
