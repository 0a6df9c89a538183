//! The gallery: everything that was kept.

use super::strip::Days;
use crate::app::StoreNotice;
use crate::route::Route;
use crate::state::studio;
use crate::text::text;
use crate::ui::{Button, EmptyArt, Notice, Tone};
use ideomix_api::Operation;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(crate) fn Gallery() -> impl IntoView {
    let studio = studio();
    let jobs = studio.jobs;
    let empty = move || jobs.entries.with(Vec::is_empty);
    let set_aside = move || {
        let count = jobs.quarantined.get();
        (count > 0).then(|| (text().gallery.quarantined)(count))
    };
    view! {
        <main class="page" id="place" tabindex="-1">
            <div class="page-head">
                <h1>{move || text().gallery.title}</h1>
            </div>
            <div class="page-body gallery-page">
                <StoreNotice />
                {move || set_aside().map(|words| view! { <Notice tone=Tone::Warn>{words}</Notice> })}
                <Show
                    when=move || !empty()
                    fallback=move || {
                        view! {
                            <div class="empty">
                                <EmptyArt />
                                <h2>{move || text().gallery.empty}</h2>
                                <p>{move || text().gallery.empty_text}</p>
                                <a class="btn is-primary" href=Route::Create(Operation::Generate).hash()>
                                    {move || text().gallery.go_create}
                                </a>
                            </div>
                        }
                    }
                >
                    <Days />
                    <Show when=move || jobs.more.get()>
                        <Button on_press=move |()| spawn_local(studio.load_more())>
                            {move || text().gallery.more}
                        </Button>
                    </Show>
                </Show>
            </div>
        </main>
    }
}
