//! One form per operation: a draft, and what the last change of model put aside.

use crate::browser::Typed;
use ideomix_api::capability;
use ideomix_api::{Draft, Estimate, Model, Operation, Problem, Reason, Request, Speed, Value, estimate};
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
    /// Wire names of what the last change of model could not keep.
    pub(crate) put_aside: RwSignal<Vec<String>>,
    /// A prompt that was typed and not run, while older ones are looked through.
    pub(super) unsent_prompt: StoredValue<String>,
    aside: StoredValue<Vec<(String, Value<Blob>)>, LocalStorage>,
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
            put_aside: RwSignal::new(Vec::new()),
            unsent_prompt: StoredValue::new(String::new()),
            aside: StoredValue::new_local(Vec::new()),
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

    /// Takes the form to another model. What the new one refuses is put aside and comes back with a model that
    /// takes it.
    pub(crate) fn choose_model(self, model: Model, speed: Option<Speed>) {
        if let Some(capability) = capability::for_model(self.operation, model) {
            let switched = self.draft.with_untracked(|draft| draft.switched(capability, Some(model)));
            let mut draft = switched.draft;
            let mut aside = self.aside.get_value();
            aside.retain(|(name, value)| {
                let welcome = draft.capability.field(name).is_some_and(|field| {
                    field.takes(Some(model)) && field.excludes.iter().all(|other| draft.get(other).is_none())
                });
                if welcome && draft.get(name).is_none() {
                    draft.set(name, value.clone());
                }
                !welcome
            });
            // The speed is part of the choice of a model, not a wish of its own.
            let dropped: Vec<_> =
                switched.dropped.into_iter().filter(|(name, _)| name != "rendering_speed").collect();
            self.put_aside.set(dropped.iter().map(|(name, _)| name.clone()).collect());
            aside.extend(dropped);
            self.aside.set_value(aside);
            self.draft.set(draft);
        }
        if let Some(speed) = speed {
            self.set_text("rendering_speed", speed.wire());
        }
    }

    /// Empties the form but for the model.
    pub(crate) fn reset(self) {
        self.tried.set(false);
        self.put_aside.set(Vec::new());
        self.aside.set_value(Vec::new());
        self.draft.set(first_draft(self.operation));
    }
}

/// An operation's draft at the start: V3 where it exists, at the default speed, one picture.
fn first_draft(operation: Operation) -> Draft<Blob> {
    let row = capability::ALL.iter().find(|row| row.operation == operation).unwrap_or(&capability::ALL[0]);
    let mut draft = Draft::new(row, row.models.first().copied());
    if row.field("rendering_speed").is_some() {
        draft.text("rendering_speed", Speed::Default.wire());
    }
    draft
}
