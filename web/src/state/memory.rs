//! What was typed survives a reload: one note in the gallery per form, written a moment after the last change.
//!
//! A page that goes away before that leaves the words behind where writing needs no waiting, for the next visit to find;
//! they lie there for that long only. Files are kept under names of their own that are used again and again, so that
//! nothing is left behind. How many pictures were asked for is not remembered: a count that comes back by itself is paid
//! for by somebody.

use super::forms::first_draft;
use super::recipe::{draft_of, palette_words};
use super::{Form, Studio};
use crate::browser;
use crate::parts::Deed;
use gloo_timers::callback::Timeout;
use ideomix_api::{Draft, Operation, Value};
use ideomix_client::upload;
use ideomix_gallery::{Asset, Field, Job};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

/// How long nobody must have changed anything, in milliseconds.
const CALM_MS: u32 = 400;
/// A larger file is not kept with a draft, in bytes: it would be written anew at every choice of another.
const FILE_KEPT_MAX: u64 = 8_000_000;

/// Between the parts of a field, between fields, and between notes. Nobody types them, and the check takes them out of
/// prompts.
const UNIT: &str = "\u{1f}";
const RECORD: &str = "\u{1e}";
const GROUP: &str = "\u{1d}";

/// What of a form is kept.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// How often the form was changed since it held what an earlier visit left.
    changes: u32,
    /// How often it had been changed when it was last kept.
    kept_at: u32,
    /// The files that are kept, by the ids they are kept under.
    files: Vec<(String, Blob)>,
}

impl Studio {
    /// Follows the forms and keeps what stands in them. Call it once, in the root component.
    pub(crate) fn remember_forms(self) {
        for form in Operation::ALL.map(|operation| self.forms.of(operation)) {
            Effect::new(move |_| {
                form.draft.track();
                if !self.forms_restored.get() {
                    return;
                }
                let now = form.changes() + 1;
                form.kept.update_value(|kept| kept.changes = now);
                Timeout::new(CALM_MS, move || {
                    if form.changes() == now {
                        self.work(Deed::KeepForm(form));
                    }
                })
                .forget();
            });
        }
        browser::on_leave(move || {
            if !self.keep_now() {
                Operation::ALL.iter().for_each(|operation| leave_words(self.forms.of(*operation)));
            }
        });
    }

    /// Whether a page that went away left words behind.
    pub(crate) fn has_left_words(self) -> bool {
        Operation::ALL.iter().any(|operation| browser::read(&left_name(self.forms.of(*operation))).is_some())
    }

    /// Keeps at once what is not kept yet.
    pub(crate) fn leave(self) {
        let restored = self.forms_restored.get_untracked();
        for form in Operation::ALL.map(|operation| self.forms.of(operation)) {
            let draft = form.draft.get_untracked();
            if !restored {
                // What an earlier visit left is not known yet, so this is all that may be said of it: on top of that.
                if draft != first_draft(form.operation) {
                    put_on_top(form, &written(form, &draft, false));
                }
            } else if form.kept.with_value(|kept| kept.changes != kept.kept_at) {
                browser::write(&left_name(form), Some(&written(form, &draft, false)));
                // Browsers that still let a page write to its database keep the files as well.
                spawn_local(self.keep_form(form));
            }
        }
        if self.desk.engine().is_some() {
            self.keep_draft();
        }
    }

    /// Fills the forms with what an earlier visit left in them. What was typed since then stays.
    pub(super) async fn restore_forms(self) {
        for form in Operation::ALL.map(|operation| self.forms.of(operation)) {
            let note = self.gallery().note(&note_name(form)).await.ok().flatten();
            let left = browser::read(&left_name(form)).unwrap_or_default();
            let Some((mut draft, files)) = joined(&note.unwrap_or_default(), &left) else { continue };
            let (first, now) = (first_draft(form.operation), form.draft.get_untracked());
            if draft.capability.operation != form.operation || now.model != first.model {
                continue;
            }
            lay_over(&mut draft, &now);
            form.draft.set(draft);
            for field in files {
                let mut uploads = Vec::new();
                for id in &field.files {
                    // Looked at anew, as whatever comes out of a database.
                    if let Ok(Some(blob)) = self.gallery().asset(id).await
                        && let Ok(picked) = upload(&blob).await
                    {
                        let kept = (id.clone(), picked.upload.blob.clone());
                        form.kept.update_value(|all| all.files.push(kept));
                        uploads.push(picked.upload);
                    }
                }
                // A change of model in the last moment may have given the slot another name.
                let row = form.draft.with_untracked(|draft| draft.capability);
                let slot = row.field(&field.name).or_else(|| row.image_field());
                form.set(slot.map_or(field.name.as_str(), |slot| slot.name), Value::Files(uploads));
            }
        }
        self.forms_restored.set(true);
    }

    pub(crate) async fn keep_form(self, form: Form) {
        let (draft, gallery, now) = (form.draft.get_untracked(), self.gallery(), form.changes());
        let files = files_of(form, &draft);
        let changed = form.kept.with_value(|kept| {
            let fresh = files.iter().filter(|file| !kept.files.contains(file)).cloned();
            let gone = kept.files.iter().filter(|(id, _)| !files.iter().any(|(used, _)| used == id));
            let emptied = gone.filter_map(|(id, _)| Some((id.clone(), Blob::new().ok()?)));
            let asset = |(id, blob)| Asset { id, blob, thumb: None };
            fresh.chain(emptied).map(asset).collect::<Vec<_>>()
        });
        let changed_at_all = draft != first_draft(form.operation);
        let note = |files: bool| changed_at_all.then(|| written(form, &draft, files));
        let name = note_name(form);
        let mut kept = gallery.set_note_with(&name, note(true).as_deref(), &changed).await;
        if kept.is_ok() {
            form.kept.update_value(|kept| kept.files = files);
        } else {
            // A draft that cannot be kept is no reason to bother anybody; the words need less room than the files.
            kept = gallery.set_note(&name, note(false).as_deref()).await;
        }
        if kept.is_ok() && gallery.is_lasting() {
            form.kept.update_value(|kept| kept.kept_at = now);
            if form.changes() == now {
                browser::write(&left_name(form), None);
            }
        }
    }
}

impl Form {
    fn changes(self) -> u32 {
        self.kept.with_value(|kept| kept.changes)
    }
}

fn note_name(form: Form) -> String {
    format!("draft-{}", form.operation.name())
}

/// Where a page that goes away leaves the words that are not in the gallery yet.
fn left_name(form: Form) -> String {
    format!("ideomix.draft-{}", form.operation.name())
}

/// Leaves the words of a form behind before anything is here that could do more.
fn leave_words(form: Form) {
    let mut note = String::new();
    form.draft.with_untracked(|draft| {
        for (name, value) in draft.values() {
            // The speed is set from the start.
            if let Value::Text(words) = value
                && name != "rendering_speed"
            {
                note.push_str(RECORD);
                note.push_str(name);
                note.push_str(UNIT);
                note.push_str(words);
            }
        }
        if !note.is_empty() {
            let model = draft.model.map(|model| model.wire()).unwrap_or_default();
            let head = [draft.capability.id, UNIT, model].concat();
            note.insert_str(0, &head);
            put_on_top(form, &note);
        }
    });
}

/// Leaves a note behind, to be laid on top of what was left or kept before.
fn put_on_top(form: Form, note: &str) {
    let name = left_name(form);
    let before = browser::read(&name).unwrap_or_default();
    // A page can be hidden more than once.
    if !before.ends_with(note) {
        browser::write(&name, Some(&[&before, GROUP, note].concat()));
    }
}

/// The files of a draft that are small enough to be kept, by the ids they are kept under.
fn files_of(form: Form, draft: &Draft<Blob>) -> Vec<(String, Blob)> {
    let mut files = Vec::new();
    for (name, value) in draft.values() {
        if let Value::Files(uploads) = value {
            for (n, upload) in uploads.iter().enumerate() {
                if upload.bytes <= FILE_KEPT_MAX {
                    files.push((file_id(form, name, n), upload.blob.clone()));
                }
            }
        }
    }
    files
}

fn file_id(form: Form, field: &str, n: usize) -> String {
    format!("draft-{}-{field}-{n}", form.operation.name())
}

/// A draft as a note: all of it, or only its words.
fn written(form: Form, draft: &Draft<Blob>, files: bool) -> String {
    let mut note = draft.capability.id.to_owned();
    note.push_str(UNIT);
    note.push_str(draft.model.map(|model| model.wire()).unwrap_or_default());
    for (name, value) in draft.values().filter(|(name, _)| *name != "num_images") {
        let parts = match value {
            Value::Text(words) => vec![words.clone()],
            Value::Integer(number) => vec![number.to_string()],
            Value::Texts(words) => words.clone(),
            Value::Palette(palette) => palette_words(palette),
            Value::Files(_) if !files => continue,
            Value::Files(files) => {
                let kept = files.iter().enumerate().filter(|(_, file)| file.bytes <= FILE_KEPT_MAX);
                kept.map(|(n, _)| file_id(form, name, n)).collect()
            }
        };
        note.push_str(RECORD);
        note.push_str(name);
        for part in parts {
            note.push_str(UNIT);
            note.extend(part.chars().filter(|letter| !('\u{1d}'..='\u{1f}').contains(letter)));
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

/// The draft of the gallery's note and of what was left behind after it: first all words of a form, where the page knew
/// them, then any number of notes of words that were typed on top.
fn joined(note: &str, left: &str) -> Option<(Draft<Blob>, Vec<Field>)> {
    let mut found = draft_of(&read(note));
    let (all, typed) = left.split_once(GROUP).unwrap_or((left, ""));
    if let Some((draft, _)) = draft_of(&read(all)) {
        found = Some((draft, found.map(|(_, files)| files).unwrap_or_default()));
    }
    for layer in typed.split(GROUP) {
        if let Some((over, _)) = draft_of(&read(layer)) {
            match &mut found {
                Some((draft, _)) => lay_over(draft, &over),
                None => found = Some((over, Vec::new())),
            }
        }
    }
    found
}

/// Sets what differs from a form that nobody has touched.
fn lay_over(draft: &mut Draft<Blob>, over: &Draft<Blob>) {
    let first = first_draft(over.capability.operation);
    for (name, value) in over.values().filter(|(name, value)| first.get(name) != Some(value)) {
        draft.set(name, value.clone());
    }
}
