//! One form per operation: a draft, its files, and what the last change of model did.

use super::intake::{Trouble, room};
use super::memory::Kept;
use crate::browser::Typed;
use ideomix_api::capability::{self, Field};
use ideomix_api::{
    Draft, Estimate, Model, Operation, Problem, Reason, Request, Speed, Upload, Value, estimate,
};
use ideomix_client::Picked;
use ideomix_picture::Removed;
use leptos::prelude::*;
use web_sys::Blob;

/// All forms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Forms([Form; 7]);

/// The form of one operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// The operation.
    pub(crate) operation: Operation,
    /// What was typed and chosen.
    pub(crate) draft: RwSignal<Draft<Blob>, LocalStorage>,
    /// Whether running was tried: from then on missing fields are marked.
    pub(crate) tried: RwSignal<bool>,
    /// A prompt that was typed and not run, while older ones are looked through.
    pub(super) unsent_prompt: StoredValue<String>,
    /// What the last change of model did, until the next change of anything about the model.
    pub(crate) switch: RwSignal<Option<Switch>>,
    /// Files that could not be used, until something is done about them.
    pub(crate) troubles: RwSignal<Vec<Trouble>, LocalStorage>,
    /// The field whose file is being looked at.
    pub(crate) reading: RwSignal<Option<&'static str>>,
    /// Whether the mask in the form paints nothing, which the service refuses.
    pub(crate) mask_empty: RwSignal<bool>,
    /// What of it is kept for the next visit.
    pub(super) kept: StoredValue<Kept, LocalStorage>,
    removed: StoredValue<Vec<(Blob, Removed)>, LocalStorage>,
    aside: StoredValue<Aside, LocalStorage>,
    before: StoredValue<Option<(Draft<Blob>, Aside)>, LocalStorage>,
}

/// Values that wait for a model that takes them.
type Aside = Vec<(String, Value<Blob>)>;

/// What a change of model did, by wire name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Switch {
    /// Values that stayed as they are.
    pub(crate) kept: Vec<String>,
    /// Values that are spelled in another way now.
    pub(crate) converted: Vec<String>,
    /// Values that the new model does not take.
    pub(crate) dropped: Vec<String>,
    /// Values that an earlier change had put aside.
    pub(crate) back: Vec<String>,
}

impl Forms {
    pub(super) fn new(typed: &Typed) -> Self {
        let forms = Self(Operation::ALL.map(Form::new));
        if !typed.text.is_empty() {
            forms.of(Operation::Generate).set_text("prompt", &typed.text);
        }
        forms
    }

    /// The form of an operation.
    pub(crate) fn of(self, operation: Operation) -> Form {
        let at = Operation::ALL.iter().position(|other| *other == operation).unwrap_or_default();
        self.0[at]
    }
}

impl Form {
    fn new(operation: Operation) -> Self {
        Self {
            operation,
            draft: RwSignal::new_local(first_draft(operation)),
            tried: RwSignal::new(false),
            unsent_prompt: StoredValue::new(String::new()),
            switch: RwSignal::new(None),
            troubles: RwSignal::new_local(Vec::new()),
            reading: RwSignal::new(None),
            mask_empty: RwSignal::new(false),
            kept: StoredValue::new_local(Kept::default()),
            removed: StoredValue::new_local(Vec::new()),
            aside: StoredValue::new_local(Vec::new()),
            before: StoredValue::new_local(None),
        }
    }

    /// The words of a field, as they stand in its text box.
    pub(crate) fn text(self, name: &str) -> String {
        self.draft.with(|draft| match draft.get(name) {
            Some(Value::Text(words)) => words.clone(),
            Some(Value::Integer(number)) => number.to_string(),
            Some(Value::Texts(words)) => words.join(" "),
            _ => String::new(),
        })
    }

    /// Sets the words of a field; empty words unset it.
    pub(crate) fn set_text(self, name: &str, words: &str) {
        self.set(name, Value::Text(words.to_owned()));
    }

    /// Sets a field.
    pub(crate) fn set(self, name: &str, value: Value<Blob>) {
        self.draft.update(|draft| {
            draft.set(name, value);
        });
    }

    /// Unsets a field.
    pub(crate) fn clear(self, name: &str) {
        self.draft.update(|draft| draft.clear(name));
    }

    /// Whether a field is set.
    pub(crate) fn is_set(self, name: &str) -> bool {
        self.draft.with(|draft| draft.get(name).is_some())
    }

    /// What it would cost as it stands.
    pub(crate) fn estimate(self) -> Estimate {
        self.draft.with(estimate)
    }

    /// Checks it.
    pub(crate) fn check(self) -> Result<Request<Blob>, Vec<Problem>> {
        self.draft.with(Draft::check)
    }

    /// The problem to show at a field. A field that is only missing is left in peace until running was tried.
    pub(crate) fn problem(self, name: &str) -> Option<Problem> {
        let tried = self.tried.get();
        let problems = self.check().err()?;
        let mut shown = problems.into_iter().filter(|problem| tried || problem.reason != Reason::Required);
        shown.find(|problem| problem.field == name)
    }

    /// The files of a field.
    pub(crate) fn files(self, name: &str) -> Vec<Upload<Blob>> {
        self.draft.with(|draft| match draft.get(name) {
            Some(Value::Files(files)) => files.clone(),
            _ => Vec::new(),
        })
    }

    /// Puts a file into a field: in the place of the old one, or behind the others.
    pub(super) fn accept(self, field: &'static Field, picked: Picked) {
        let Picked { upload, removed, .. } = picked;
        if removed.any() {
            self.removed.update_value(|known| known.push((upload.blob.clone(), removed)));
        }
        // The model may have been changed meanwhile, and the field with it.
        let name = self.draft.with_untracked(|draft| match draft.capability.field(field.name) {
            Some(field) => field.name,
            None => draft.capability.image_field().map_or(field.name, |field| field.name),
        });
        let mut files = if room(field) == 1 { Vec::new() } else { untrack(|| self.files(name)) };
        files.push(upload);
        self.set(name, Value::Files(files));
    }

    /// What was taken out of a file of this form.
    pub(crate) fn removed_from(self, blob: &Blob) -> Removed {
        self.removed.with_value(|known| {
            known.iter().find(|(known, _)| known == blob).map(|(_, removed)| *removed).unwrap_or_default()
        })
    }

    /// Takes a file out of a field, and with `to` puts it back in that place.
    pub(crate) fn move_file(self, name: &str, at: usize, to: Option<usize>) {
        let mut files = untrack(|| self.files(name));
        if at < files.len() {
            let file = files.remove(at);
            if let Some(to) = to {
                files.insert(to.min(files.len()), file);
            }
        }
        self.set(name, Value::Files(files));
    }

    /// Takes the form to another model. What the new one refuses is put aside and comes back with a model that
    /// takes it.
    pub(crate) fn choose_model(self, model: Model, speed: Option<Speed>) {
        let before = self.draft.get_untracked();
        let changes = before.model != Some(model);
        if let Some(capability) = capability::for_model(self.operation, model).filter(|_| changes) {
            self.before.set_value(Some((before.clone(), self.aside.get_value())));
            let switched = before.switched(capability, Some(model));
            let mut draft = switched.draft;
            let mut note = Switch::default();
            for (name, value) in draft.values() {
                let same = before.values().any(|(_, old)| old == value);
                let names = if same { &mut note.kept } else { &mut note.converted };
                names.push(name.to_owned());
            }
            let mut aside = self.aside.get_value();
            aside.retain(|(name, value)| {
                let welcome = draft.capability.field(name).is_some_and(|field| {
                    field.takes(Some(model)) && field.excludes.iter().all(|other| draft.get(other).is_none())
                });
                if welcome && draft.get(name).is_none() {
                    draft.set(name, value.clone());
                    note.back.push(name.clone());
                }
                !welcome
            });
            // The speed is part of the choice of a model, not a wish of its own.
            let dropped = switched.dropped.into_iter().filter(|(name, _)| name != "rendering_speed");
            for (name, value) in dropped {
                note.dropped.push(name.clone());
                aside.push((name, value));
            }
            note.kept.retain(|name| name != "rendering_speed");
            let quiet = note.converted.is_empty() && note.dropped.is_empty() && note.back.is_empty();
            self.switch.set((!quiet).then_some(note));
            self.aside.set_value(aside);
            self.draft.set(draft);
        }
        if let Some(speed) = speed {
            self.set_text("rendering_speed", speed.wire());
        }
    }

    /// Takes the last change of model back.
    pub(crate) fn undo_switch(self) {
        self.switch.set(None);
        if let Some((draft, aside)) = self.before.try_update_value(Option::take).flatten() {
            self.aside.set_value(aside);
            self.draft.set(draft);
        }
    }

    /// Empties the form.
    pub(crate) fn reset(self) {
        self.tried.set(false);
        self.switch.set(None);
        self.troubles.set(Vec::new());
        self.aside.set_value(Vec::new());
        self.draft.set(first_draft(self.operation));
    }
}

/// An operation's draft at the start: V3 where it exists, at the default speed, one picture.
pub(super) fn first_draft(operation: Operation) -> Draft<Blob> {
    let row = capability::ALL.iter().find(|row| row.operation == operation).unwrap_or(&capability::ALL[0]);
    let mut draft = Draft::new(row, row.models.first().copied());
    if row.field("rendering_speed").is_some() {
        draft.text("rendering_speed", Speed::Default.wire());
    }
    draft
}
