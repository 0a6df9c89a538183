//! The history strip: what was made lately, newest first, by day.

use crate::browser;
use crate::route::Route;
use crate::state::{Version, Entry, needs_a_look, studio};
use crate::text::text;
use crate::ui::{Icon, IconName, all, draw, each, say, tell};
use ideomix_gallery::{Made, Phase};
use leptos::prelude::*;

#[component]
pub(super) fn Strip() -> impl IntoView {
    view! {
        <aside class="strip" aria-label=say(|| text().places.history)>
            <div class="strip-head">
                <h2>{say(|| text().places.history)}</h2>
            </div>
            <div class="strip-body">
                <Days />
            </div>
        </aside>
    }
}

/// All loaded jobs under their days, each as its pictures or as the sign of what went wrong.
#[component]
pub(super) fn Days() -> impl IntoView {
    let jobs = studio().jobs;
    let days = move || {
        let tag = text().tag;
        let now = browser::now_ms();
        let today = browser::local_day(now, tag);
        let yesterday = browser::local_day(now - 86_400_000.0, tag);
        let mut days: Vec<(String, Vec<String>)> = Vec::new();
        for (id, created_ms) in jobs.entries.with(|entries| {
            entries.iter().map(|entry| (entry.id.clone(), entry.job.with_untracked(|job| job.created_ms))).collect::<Vec<_>>()
        }) {
            let day = match browser::local_day(created_ms, tag) {
                day if day == today => text().gallery.today.to_owned(),
                day if day == yesterday => text().gallery.yesterday.to_owned(),
                day => day,
            };
            match days.last_mut() {
                Some((last, ids)) if *last == day => ids.push(id),
                _ => days.push((day, vec![id])),
            }
        }
        days
    };
    // A day's name stands above its first job; so jobs stay where they are while days are counted anew.
    let rows = Memo::new(move |_| days());
    let heading = move |id: &str| {
        rows.with(|days| days.iter().find(|(_, ids)| ids.first().is_some_and(|first| first == id)).map(|(day, _)| day.clone()))
    };
    let ids = move || rows.with(|days| days.iter().flat_map(|(_, ids)| ids.clone()).collect());
    each(ids, move |id| {
        let entry = jobs.find(&id);
        view! {
            {draw(move || heading(&id).map(|day| view! { <h3 class="strip-day">{day}</h3> }.into_any()))}
            {entry.map(|entry| view! { <Thumbs entry=entry /> })}
        }
        .into_any()
    })
}

/// The pictures of one job as thumbnails.
#[component]
fn Thumbs(entry: Entry) -> impl IntoView {
    let count = {
        let job = entry.job.clone();
        Memo::new(move |_| job.with(|job| job.pictures.iter().filter(|picture| picture.made == Made::Made).count()))
    };
    let state = {
        let job = entry.job.clone();
        Memo::new(move |_| job.with(|job| (job.phase, needs_a_look(job), job.descriptions.first().cloned())))
    };
    let for_pictures = entry.clone();
    let mark = move || {
        let id = entry.id.clone();
        let show = move |_| {
            let jobs = studio().jobs;
            jobs.shown.set(Some(id.clone()));
        };
        let (phase, look, words) = state.get();
        let icon = match phase {
            Phase::Done if words.is_some() => IconName::Describe,
            Phase::Done => IconName::Shield,
            Phase::Prepared | Phase::Sent => IconName::Clock,
            _ if look => IconName::Help,
            _ => IconName::Error,
        };
        let title = entry.clone();
        view! {
            <button type="button" class="thumb" on:click=show title=tell(move || title.title())>
                <span class="thumb-mark">
                    <Icon name=icon label={
                        let title = entry.clone();
                        move || title.title()
                    } />
                </span>
            </button>
        }
    };
    draw(move || {
        if count.get() == 0 {
            return Some(mark().into_any());
        }
        let indexes: Vec<usize> = for_pictures.job.with(|job| {
            (0..job.pictures.len()).filter(|index| job.pictures[*index].made == Made::Made).collect()
        });
        Some(all(indexes.into_iter().map(|index| view! { <Thumb entry=for_pictures.clone() index=index /> })))
    })
}

#[component]
fn Thumb(entry: Entry, index: usize) -> impl IntoView {
    let studio = studio();
    let job = entry.job.clone();
    let picture = Memo::new(move |_| job.with(|job| job.pictures.get(index).cloned()));
    let asset = Signal::derive(move || picture.get().and_then(|picture| picture.asset));
    let kept = studio.asset_url(asset, Version::Thumb);
    let source = move || {
        kept.get().or_else(|| picture.get().filter(|picture| picture.asset.is_none()).and_then(|picture| picture.url))
    };
    let id = entry.id.clone();
    // In the workspace a thumbnail puts its job on the stage; elsewhere it leads to the picture.
    let press = move |event: leptos::ev::MouseEvent| {
        if matches!(studio.route.get_untracked(), Route::Create(_)) && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            studio.jobs.shown.set(Some(id.clone()));
        }
    };
    let alt = move || picture.get().map(|picture| picture.prompt).unwrap_or_default();
    view! {
        <a class="thumb" href=Route::Item { job: entry.id, index }.hash() on:click=press>
            {draw(move || source().map(|source| view! { <img src=source alt=alt loading="lazy" decoding="async" referrerpolicy="no-referrer" /> }.into_any()))}
        </a>
    }
}
