//! The jobs page: what runs, what waits, and what ended in a way that wants a look.

use super::result::FailureCard;
use super::tray::Row;
use crate::app::StoreNotice;
use crate::state::studio;
use crate::text::text;
use crate::ui::{each, say, when};
use leptos::prelude::*;

#[component]
pub(crate) fn Jobs() -> impl IntoView {
    let jobs = studio().jobs;
    let active = Memo::new(move |_| jobs.active().into_iter().map(|entry| entry.id).collect::<Vec<_>>());
    let failed = Memo::new(move |_| {
        jobs.entries.with(|entries| {
            entries
                .iter()
                .filter(|entry| entry.live.get().is_over() && entry.job.with(|job| job.failure.is_some()))
                .map(|entry| entry.id.clone())
                .collect::<Vec<_>>()
        })
    });
    let nothing = move || active.with(Vec::is_empty) && failed.with(Vec::is_empty);
    view! {
        <main class="page" id="place" tabindex="-1">
            <div class="page-head">
                <h1>{say(|| text().jobs.title)}</h1>
            </div>
            <div class="page-body is-narrow stack">
                <StoreNotice />
                {when(nothing, move || view! {
                    <p class="field-hint">{say(|| text().jobs.none)}</p>
}.into_any())}
                <ul class="tray-list">
                    {each(move || active.get(), move |id| jobs.find(&id).map(|entry| view! { <Row entry=entry /> }).into_any())}
                </ul>
                {each(
                    move || failed.get(),
                    move |id| jobs.find(&id).map(|entry| view! { <FailureCard entry=entry /> }).into_any(),
                )}
            </div>
        </main>
    }
}
