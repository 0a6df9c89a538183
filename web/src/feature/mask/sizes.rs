//! The saved brush sizes: each is a button and a key.

use crate::state::{FIRST_KEY, studio};
use crate::text::text;
use crate::ui::{all, tell};
use leptos::prelude::*;

#[component]
pub(super) fn SavedSizes() -> impl IntoView {
    let studio = studio();
    let (desk, words) = (studio.desk, text().mask);
    // Whether the next press saves the size instead of taking one.
    let saving = RwSignal::new(false);
    let place = move |at: usize| {
        let key = FIRST_KEY + at;
        let size = move || desk.sizes.get()[at];
        let name = move || match saving.get() {
            true => (words.save_here)(size(), desk.shot.get().size, key),
            false => (words.saved_size)(size(), key),
        };
        let press = move |event: leptos::ev::MouseEvent| {
            if saving.get_untracked() || event.shift_key() {
                studio.save_size(at);
                saving.set(false);
            } else {
                studio.pick_size(at);
            }
        };
        view! {
            <button
                type="button"
                class="easel-saved num"
                title=tell(name)
                aria-label=tell(name)
                aria-keyshortcuts=key.to_string()
                data-key=key.to_string()
                aria-pressed=tell(move || (desk.shot.get().size == size()).to_string())
                on:click=press
            >{tell(move || size().to_string())}</button>
        }
    };
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && saving.get_untracked() {
            event.stop_propagation();
            saving.set(false);
        }
    };
    view! {
        <div
            class="easel-sizes"
            role="group"
            aria-label=words.saved_sizes
            data-saving=tell(move || saving.get().to_string())
            on:keydown=escape
        >
            {all((0..desk.sizes.get_untracked().len()).map(place))}
            <button
                type="button"
                class="easel-saved"
                title=words.save_size_about
                aria-pressed=tell(move || saving.get().to_string())
                on:click=move |_| saving.update(|saving| *saving = !*saving)
            >{words.save_size}</button>
        </div>
    }
}
