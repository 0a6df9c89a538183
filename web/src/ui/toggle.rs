//! On or off.

use leptos::prelude::*;

use super::dynamic::maybe;
use super::{Words, fresh_id};

/// A switch for something that takes effect at once.
#[component]
pub(crate) fn Switch(
    #[prop(into)] on: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
    #[prop(into)] label: Words,
    /// A second line that says what it does.
    #[prop(into, optional)]
    hint: Words,
    #[prop(into, optional)] disabled: Signal<bool>,
) -> impl IntoView {
    Toggle(ToggleProps {
        class: "toggle is-switch",
        role: Some("switch"),
        on,
        on_change,
        label,
        hint,
        disabled,
    })
}

/// A check box for something that takes effect together with a form.
#[component]
pub(crate) fn Check(
    #[prop(into)] on: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
    #[prop(into)] label: Words,
    /// A second line that says what it does.
    #[prop(into, optional)]
    hint: Words,
    #[prop(into, optional)] disabled: Signal<bool>,
) -> impl IntoView {
    Toggle(ToggleProps { class: "toggle is-check", role: None, on, on_change, label, hint, disabled })
}

#[component]
fn Toggle(
    class: &'static str,
    role: Option<&'static str>,
    on: Signal<bool>,
    on_change: Callback<bool>,
    label: Words,
    hint: Words,
    disabled: Signal<bool>,
) -> impl IntoView {
    let hint_id = StoredValue::new(fresh_id("hint"));
    view! {
        <label class=class>
            <input
                type="checkbox"
                role=role
                disabled=move || disabled.get()
                prop:checked=move || on.get()
                aria-describedby=maybe(move || hint.get().map(|_| hint_id.get_value()))
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            <span class="toggle-text">
                <span class="toggle-label">{label.view()}</span>
                {move || {
                    hint.get().map(|text| view! { <span class="toggle-hint" id=hint_id.get_value()>{text}</span> })
                }}
            </span>
        </label>
    }
}
