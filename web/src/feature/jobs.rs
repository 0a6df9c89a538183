//! The jobs page: what runs, what waits, and what ended in a way that wants a look.

use super::result::FailureCard;
use super::spending::ThisMonth;
use super::tray::Row;
use crate::app::StoreNotice;
use crate::state::{PICTURES_AT_MOST, studio};
use crate::text::{job_words, text};
use crate::ui::{Field, Stepper, each, when};
use leptos::prelude::*;

#[component]
pub(crate) fn Jobs() -> impl IntoView {
    let studio = studio();
    let jobs = studio.jobs;
    let active = move || jobs.active().into_iter().map(|entry| entry.id).collect::<Vec<_>>();
    let failed = move || {
        jobs.entries.with(|entries| {
            entries
                .iter()
                .filter(|entry| entry.live.get().is_over() && entry.job.with(|job| job.failure.is_some()))
                .map(|entry| entry.id.clone())
                .collect::<Vec<_>>()
        })
    };
    let nothing = move || active().is_empty() && failed().is_empty();
    view! {
            <main class="page" id="place" tabindex="-1">
                <div class="page-head">
                    <h1>{text().jobs.title}</h1>
                    <ThisMonth />
                </div>
                <div class="page-body is-narrow stack">
                    <StoreNotice />
                    {when(nothing, move || view! {
                        <p class="field-hint">{text().jobs.none}</p>
    }.into_any())}
                    <ul class="tray-list">
                        {each(active, move |id| jobs.find(&id).map(|entry| view! { <Row entry=entry /> }).into_any())}
                    </ul>
                    <Field label=job_words().at_once hint=job_words().at_once_hint>
                        <Stepper
                            value=Signal::derive(move || i64::from(jobs.limit.get()))
                            on_change=move |limit: i64| {
                                jobs.set_limit(u32::try_from(limit).unwrap_or(1));
                                studio.start_next();
                            }
                            min=1
                            max=i64::from(PICTURES_AT_MOST)
                            less=text().form.fewer
                            more=text().form.more
                        />
                    </Field>
                    {each(
                        failed,
                        move |id| jobs.find(&id).map(|entry| view! { <FailureCard entry=entry /> }).into_any(),
                    )}
                </div>
            </main>
        }
}
