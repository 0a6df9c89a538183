//! A labelled place for one control, with its help, hint and error.

use leptos::context::Provider;
use leptos::prelude::*;

use super::dynamic::{draw, flag};
use super::{Icon, IconName, Words, fresh_id};

/// What a [`Field`] tells the control inside it.
#[derive(Clone, Debug)]
struct FieldContext {
    control: String,
    label: String,
    group: bool,
    described_by: Signal<Option<String>>,
    invalid: Signal<bool>,
}

/// The id and the ARIA attributes of a control, taken from the field around it or from its own label.
#[derive(Clone, Debug)]
pub(super) struct Wiring {
    /// The id of the control's element.
    pub(super) id: String,
    /// The id of a label that `for` cannot point from, because the control is a group.
    pub(super) labelled_by: Option<String>,
    /// The id of the field's label, for a second input of the same control.
    pub(super) field_label: Option<String>,
    /// The ids of hint and error, as far as they are shown.
    pub(super) described_by: Signal<Option<String>>,
    /// "true" while the field shows an error.
    pub(super) invalid: Signal<Option<&'static str>>,
}

impl Wiring {
    /// Reads the surrounding field. Call it once, in the body of the control's component.
    pub(super) fn find() -> Self {
        match use_context::<FieldContext>() {
            Some(field) => {
                let invalid = field.invalid;
                Self {
                    id: field.control,
                    labelled_by: field.group.then(|| field.label.clone()),
                    field_label: Some(field.label),
                    described_by: field.described_by,
                    invalid: Signal::derive(move || invalid.get().then_some("true")),
                }
            }
            None => Self {
                id: fresh_id("control"),
                labelled_by: None,
                field_label: None,
                described_by: Signal::stored(None),
                invalid: Signal::stored(None),
            },
        }
    }
}

/// Label, help, note, control, hint and error of one value, wired together.
///
/// Put exactly one control inside. `group` is for controls made of several inputs (`Segmented`, `RatioPicker`), whose
/// label cannot use `for`.
#[component]
pub(crate) fn Field(
    #[prop(into)] label: Words,
    /// A longer explanation behind a question mark; needs `help_label`, the name of that button.
    #[prop(into, optional)]
    help: Words,
    #[prop(into, optional)] help_label: Words,
    /// A line that always stands below the control.
    #[prop(into, optional)]
    hint: Words,
    /// What is wrong with the value; marks the control invalid.
    #[prop(into, optional)]
    error: Words,
    /// A short word at the end of the label line: a unit, a default marker, a count.
    #[prop(into, optional)]
    note: Words,
    #[prop(optional)] group: bool,
    /// Small buttons at the end of the label line, for example a reset.
    #[prop(into, optional)]
    actions: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let control = fresh_id("field");
    let ids = StoredValue::new(FieldIds {
        label: format!("{control}-label"),
        help: format!("{control}-help"),
        hint: format!("{control}-hint"),
        error: format!("{control}-error"),
    });
    let described_by = Signal::derive(move || {
        ids.with_value(|ids| match (hint.is_some(), error.is_some()) {
            (false, false) => None,
            (true, false) => Some(ids.hint.clone()),
            (false, true) => Some(ids.error.clone()),
            (true, true) => Some(format!("{} {}", ids.error, ids.hint)),
        })
    });
    let context = FieldContext {
        control: control.clone(),
        label: ids.with_value(|ids| ids.label.clone()),
        group,
        described_by,
        invalid: Signal::derive(move || error.is_some()),
    };
    let label_id = ids.with_value(|ids| ids.label.clone());
    let name = if group {
        view! { <span class="field-label" id=label_id>{label.view()}</span> }.into_any()
    } else {
        view! { <label class="field-label" id=label_id for=control>{label.view()}</label> }.into_any()
    };
    let help_view = move || {
        help.get().map(|text| {
            let id = ids.with_value(|ids| ids.help.clone());
            view! {
                <button type="button" class="field-help" popovertarget=id.clone() aria-label=help_label.view()>
                    <Icon name=IconName::Help />
                </button>
                <div class="pop help-pop" id=id popover="auto">{text}</div>
            }
            .into_any()
        })
    };
    let hint_view = move || {
        hint.get().map(|text| {
            view! { <p class="field-hint" id=ids.with_value(|ids| ids.hint.clone())>{text}</p> }.into_any()
        })
    };
    let error_view = move || {
        error.get().map(|text| {
            view! {
                <p class="field-error" id=ids.with_value(|ids| ids.error.clone())>
                    <Icon name=IconName::Error />
                    <span>{text}</span>
                </p>
            }
            .into_any()
        })
    };
    view! {
        <div class="field" class:is-invalid=flag(move || error.is_some())>
            <div class="field-head">
                {name}
                {draw(help_view)}
                {draw(move || note.get().map(|text| view! { <span class="field-note">{text}</span> }.into_any()))}
                {actions.map(|actions| view! { <span class="field-actions">{actions.run()}</span> })}
            </div>
            <Provider value=context>{children()}</Provider>
            {draw(error_view)}
            {draw(hint_view)}
        </div>
    }
}

struct FieldIds {
    label: String,
    help: String,
    hint: String,
    error: String,
}
