//! The two drawings that belong to the studio itself. `index.html` draws the same before the app exists.

use leptos::prelude::*;

/// The studio's mark: two frames, and where they meet, something new.
#[component]
pub(crate) fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
            <path class="art-mix" d="M8.5 9.5H14v8H8.5z" />
            <path d="M3.5 3.5H14v14H3.5zM8.5 9.5h12v9.25h-12z" />
        </svg>
    }
}

/// The drawing of an empty place: the mark as two sheets with their crop marks.
#[component]
pub(crate) fn EmptyArt() -> impl IntoView {
    let sheets = "M52 18h72v96H52zM92 62h112v63H92z";
    let crop_marks =
        "M40 18h6M52 6v6M124 6v6M130 18h6M40 114h6M52 120v6M204 50v6M210 62h6M210 125h6M204 131v6M92 131v6";
    view! {
        <svg class="empty-art" viewBox="0 0 240 150" aria-hidden="true">
            <path class="art-sheet" d=sheets />
            <path class="art-mix" d="M92 62h32v52H92z" />
            <path class="art-edge" d=sheets />
            <path d=crop_marks />
        </svg>
    }
}
