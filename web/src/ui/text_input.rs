//! Typed text.
//!
//! Both inputs write the element's value only when it differs from the signal's: writing the same text back would end an
//! input method's composition in some browsers, and Chinese could not be typed.

use leptos::html;
use leptos::prelude::*;

use super::dynamic::tell;
use super::field::Wiring;
use super::{Icon, IconName, Words};

/// One line of text.
#[component]
pub(crate) fn TextField(
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    /// The input's type: "text" unless given ("password", "search", "url").
    #[prop(into, optional)]
    kind: Words,
    #[prop(into, optional)] placeholder: Words,
    /// The name when no field around it gives one.
    #[prop(into, optional)]
    label: Words,
    #[prop(optional)] input_mode: Option<&'static str>,
    #[prop(default = "off")] autocomplete: &'static str,
    /// A picture before the text.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Small buttons after the text.
    #[prop(into, optional)]
    end: Option<ViewFn>,
    #[prop(optional)] node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let wiring = Wiring::find();
    Effect::new(move |_| {
        let text = value.get();
        if let Some(input) = node_ref.get()
            && input.value() != text
        {
            input.set_value(&text);
        }
    });
    view! {
        <span class="input">
            {icon.map(|name| view! { <Icon name=name /> })}
            <input
                node_ref=node_ref
                type=tell(move || kind.get().unwrap_or_else(|| "text".into()))
                id=wiring.id
                inputmode=input_mode
                autocomplete=autocomplete
                autocapitalize="off"
                spellcheck="false"
                placeholder=placeholder.view()
                aria-label=label.view()
                aria-describedby=wiring.described_by
                aria-invalid=wiring.invalid
                on:input:target=move |event| on_input.run(event.target().value())
            />
            {end.map(|end| end.run())}
        </span>
    }
}

/// Several lines of text, growing with what is typed up to 40 % of the window's height.
///
/// The growth needs no measuring: a hidden copy of the text in the same grid cell gives the cell its height.
#[component]
pub(crate) fn TextArea(
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(into, optional)] placeholder: Words,
    /// The name when no field around it gives one.
    #[prop(into, optional)]
    label: Words,
    #[prop(default = 4)] rows: u32,
    #[prop(optional)] node_ref: NodeRef<html::Textarea>,
) -> impl IntoView {
    let wiring = Wiring::find();
    Effect::new(move |_| {
        let text = value.get();
        if let Some(area) = node_ref.get()
            && area.value() != text
        {
            area.set_value(&text);
        }
    });
    view! {
        <div class="grow" data-value=tell(move || value.get())>
            <textarea
                node_ref=node_ref
                id=wiring.id
                rows=rows.to_string()
                placeholder=placeholder.view()
                aria-label=label.view()
                aria-describedby=wiring.described_by
                aria-invalid=wiring.invalid
                on:input:target=move |event| on_input.run(event.target().value())
            ></textarea>
        </div>
    }
}
