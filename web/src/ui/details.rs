//! What is folded away until it is asked for.

use leptos::html;
use leptos::prelude::*;

use super::dynamic::draw;
use super::{Icon, IconName, Words};

/// A section with a line to open it. `note` says what is inside, for example how many values differ from the default.
#[component]
pub(crate) fn Details(
    #[prop(into)] summary: Words,
    #[prop(into, optional)] note: Words,
    /// Keeps the state outside, so that it survives the section.
    #[prop(optional)]
    open: Option<RwSignal<bool>>,
    children: Children,
) -> impl IntoView {
    let open = open.unwrap_or_else(|| RwSignal::new(false));
    let node = NodeRef::<html::Details>::new();
    let remember = move |_| {
        if let Some(details) = node.get_untracked() {
            let now = details.open();
            if now != open.get_untracked() {
                open.set(now);
            }
        }
    };
    view! {
        <details class="fold" node_ref=node prop:open=open on:toggle=remember>
            <summary>
                <Icon name=IconName::Chevron />
                <span class="fold-title">{summary.view()}</span>
                {draw(move || note.get().map(|text| view! { <span class="fold-note">{text}</span> }.into_any()))}
            </summary>
            <div class="fold-body">{children()}</div>
        </details>
    }
}
