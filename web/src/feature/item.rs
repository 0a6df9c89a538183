//! One picture, large, with what was asked and what came back.

use super::TruthPanel;
use super::result::{Facts, SendTo, Shown, file_name};
use crate::browser;
use crate::route::Route;
use crate::state::{Entry, Version, studio};
use crate::text::text;
use crate::ui::{Button, ButtonVariant, IconName, draw, flag, tell};
use ideomix_gallery::Made;
use leptos::prelude::*;

#[component]
pub(crate) fn Item(job: String, index: usize) -> impl IntoView {
    let studio = studio();
    let id = job;
    draw(move || match studio.jobs.find(&id) {
        Some(entry) => Some(view! { <Viewer entry=entry index=index /> }.into_any()),
        None => Some(
            view! {
                <main class="page" id="place" tabindex="-1">
                    <div class="page-body">
                        <p class="field-hint">{text().gallery.empty}</p>
                        <a class="btn is-quiet" href=Route::Gallery.hash()>{text().places.gallery}</a>
                    </div>
                </main>
            }
            .into_any(),
        ),
    })
}

#[component]
fn Viewer(entry: Entry, index: usize) -> impl IntoView {
    let studio = studio();
    let edited = entry.clone();
    let whole = RwSignal::new(false);
    let job = {
        let job = entry.job.clone();
        Signal::derive(move || job.get())
    };
    let shown = Shown::new(&entry, index, Version::Whole);
    let (picture, kept) = (move || shown.picture.get(), shown.kept);
    let asset = move || picture().and_then(|picture| picture.asset);
    let alt = move || picture().map(|picture| picture.prompt).unwrap_or_default();
    let name = move || picture().map(|picture| job.with(|job| file_name(job, &picture))).unwrap_or_default();
    let id = entry.id.clone();
    let beside = move |step: isize| {
        let pictures =
            job.with_untracked(|job| job.pictures.iter().map(|picture| picture.made).collect::<Vec<_>>());
        let mut at = index.checked_add_signed(step);
        while let Some(here) = at.filter(|here| *here < pictures.len()) {
            if pictures[here] == Made::Made {
                return Some(Route::Item { job: id.clone(), index: here });
            }
            at = here.checked_add_signed(step);
        }
        None
    };
    let (before, after) = (beside(-1), beside(1));
    let keys = {
        let (before, after) = (before.clone(), after.clone());
        window_event_listener(leptos::ev::keydown, move |event| {
            let place = match event.key().as_str() {
                "ArrowLeft" => before.clone(),
                "ArrowRight" => after.clone(),
                "Escape" => Some(Route::Gallery),
                _ => None,
            };
            if let Some(place) = place.filter(|_| !event.is_composing() && !event.repeat()) {
                studio.go(&place);
            }
        })
    };
    on_cleanup(move || keys.remove());
    let (refill, deleted) = (entry.job.clone(), entry.id);
    let step = move |place: Option<Route>, icon: IconName, label: fn() -> &'static str| {
        let shut = place.is_none();
        view! {
            <Button
                icon=icon
                label=label
                disabled=shut
                on_press=move |()| {
                    if let Some(place) = &place {
                        studio.go(place);
                    }
                }
            />
        }
    };
    view! {
        <main class="page viewer" id="place" tabindex="-1">
            <div class="viewer-picture" class:is-whole=flag(move || whole.get())>
                {draw(move || shown.source().map(|source| view! { <img src=source alt=alt decoding="async" referrerpolicy="no-referrer" /> }.into_any()))}
            </div>
            <div class="viewer-side">
                <div class="toolbar">
                    <a class="btn is-quiet" href=Route::Gallery.hash()>{text().common.back}</a>
                    {step(before, IconName::Back, || text().result.previous)}
                    {step(after, IconName::Send, || text().result.next)}
                    <Button pressed=Signal::derive(move || Some(whole.get())) on_press=move |()| whole.update(|whole| *whole = !*whole)>
                        {tell(move || if whole.get() { text().result.fit } else { text().result.full_size })}
                    </Button>
                </div>
                <div class="toolbar">
                    <Button
                        variant=ButtonVariant::Primary
                        icon=IconName::Download
                        on_press=move |()| {
                            if let Some(url) = kept.get_untracked() {
                                browser::save_as(&url, &untrack(name));
                            }
                        }
                    >
                        {text().result.download}
                    </Button>
                    <Button icon=IconName::Refresh on_press=move |()| {
                        let job = refill.get_untracked();
                        studio.refill(&job);
                    }>{text().result.use_settings}</Button>
                    {draw(move || asset().map(|asset| view! { <SendTo asset=asset /> }.into_any()))}
                    <Button
                        variant=ButtonVariant::Ghost
                        icon=IconName::Trash
                        label=text().result.remove
                        on_press=move |()| {
                            studio.delete(&deleted);
                            studio.go(&Route::Gallery);
                        }
                    />
                </div>
                <Facts job=job index=index />
                <TruthPanel entry=edited index=index />
            </div>
        </main>
    }
}
