//! The gallery: everything that was kept.

use super::strip::Days;
use crate::app::StoreNotice;
use crate::route::Route;
use crate::state::studio;
use crate::text::text;
use crate::ui::{Button, EmptyArt, Notice, Tone, draw, when};
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
                    <h1>{text().gallery.title}</h1>
                </div>
                <div class="page-body gallery-page">
                    <StoreNotice />
                    {draw(move || set_aside().map(|words| view! { <Notice tone=Tone::Warn>{words}</Notice> }.into_any()))}
                    {when(
                        empty,
                        || {
                            view! {
                                <div class="empty">
                                    <EmptyArt />
                                    <h2>{text().gallery.empty}</h2>
                                    <p>{text().gallery.empty_text}</p>
                                    <a class="btn is-primary" href=Route::Create(Operation::Generate).hash()>
                                        {text().gallery.go_create}
                                    </a>
                                </div>
                            }
                                .into_any()
                        },
                    )}
                    {when(move || !empty(), move || view! {
                        <Days />
                        {when(move || jobs.more.get(), move || view! {
                            <Button on_press=move |()| spawn_local(studio.load_more())>
                                {text().gallery.more}
                            </Button>
    }.into_any())}
                    }.into_any())}
                </div>
            </main>
        }
}
