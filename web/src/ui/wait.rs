//! What stands where something is still coming.

use leptos::prelude::*;

use super::Words;
use super::dynamic::maybe;

/// A small turning ring. It is decoration unless it has a label.
#[component]
pub(crate) fn Spinner(#[prop(into, optional)] label: Words) -> impl IntoView {
    view! {
        <span
            class="spinner"
            role=maybe(move || label.is_some().then_some("img"))
            aria-label=label.view()
            aria-hidden=maybe(move || (!label.is_some()).then_some("true"))
        ></span>
    }
}

/// A calm placeholder with the shape (width, height) of what will stand there, so that nothing shifts later.
#[component]
pub(crate) fn Skeleton(#[prop(into, optional)] ratio: Signal<Option<(u32, u32)>>) -> impl IntoView {
    let ratio =
        move || ratio.get().map_or_else(|| "1".to_owned(), |(width, height)| format!("{width} / {height}"));
    view! { <div class="skeleton" aria-hidden="true" style=("--ratio", ratio)></div> }
}
