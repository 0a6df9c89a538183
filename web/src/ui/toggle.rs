//! On or off.

use leptos::prelude::*;

use super::Words;

/// A check box.
#[component]
pub(crate) fn Check(
    #[prop(into)] on: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
    #[prop(into)] label: Words,
) -> impl IntoView {
    view! {
        <label class="toggle is-check">
            <input
                type="checkbox"
                prop:checked=on
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            <span class="toggle-text">
                <span class="toggle-label">{label.view()}</span>
            </span>
        </label>
    }
}
