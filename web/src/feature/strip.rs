//! The history strip: what was made lately, newest first, by day.

use super::result::{PickLink, Shown};
use crate::browser;
use crate::parts::{Show, part};
use crate::route::Route;
use crate::state::{Entry, Pick, Version, needs_a_look, shown, studio};
use crate::text::text;
use crate::ui::{Button, ButtonSize, ButtonVariant, Icon, IconName, draw, each, maybe, tell, when};
use ideomix_api::Operation;
use ideomix_api::capability::{ReplyKind, by_id};
use ideomix_gallery::{Job, Phase};
use leptos::prelude::*;

#[component]
pub(super) fn Strip() -> impl IntoView {
    let studio = studio();
    let empty = move || studio.jobs.entries.with(Vec::is_empty);
    let close = move || {
        view! {
            <Button
                variant=ButtonVariant::Ghost
                size=ButtonSize::Small
                icon=IconName::Close
                label=text().common.close
                on_press=move |()| studio.drawer.set(false)
            />
        }
        .into_any()
    };
    view! {
        <aside class="strip" id="strip" aria-label=text().places.history>
            <div class="strip-head">
                <h2>{text().places.history}</h2>
                {when(move || studio.drawer.get(), close)}
            </div>
            <div class="strip-body">
                {when(empty, || view! { <p class="field-hint">{text().gallery.empty_text}</p> }.into_any())}
                {when(move || !empty(), || part(Show::Days))}
            </div>
        </aside>
    }
}

/// How many jobs the strip shows; the gallery has them all.
const SHOWN: usize = 60;

/// The newest jobs under their days, each as its pictures or as the sign of what went wrong.
#[component]
pub(crate) fn Days() -> impl IntoView {
    let jobs = studio().jobs;
    let ids = move || {
        jobs.entries.with(|entries| entries.iter().take(SHOWN).map(|entry| entry.id.clone()).collect())
    };
    // A day's name stands above its first job, so jobs stay where they are when one comes or goes.
    let heading = move |id: &str| {
        jobs.entries.with(|entries| {
            let at = entries.iter().position(|entry| entry.id == id)?;
            let day = day(&entries[at]);
            (at == 0 || day != self::day(&entries[at - 1])).then_some(day)
        })
    };
    let row = move |id: String| {
        let entry = jobs.find(&id);
        view! {
            {draw(move || heading(&id).map(|day| view! { <h3 class="strip-day">{day}</h3> }.into_any()))}
            {entry.map(|entry| view! { <Thumbs entry=entry /> })}
        }
        .into_any()
    };
    each(ids, row)
}

/// The day of a job, as people say it.
fn day(entry: &Entry) -> String {
    day_words(entry.job.with_untracked(|job| job.created_ms))
}

/// The number of a day.
pub(super) fn day_of(ms: f64) -> i32 {
    browser::day_number(ms)
}

/// A day as people say it.
pub(super) fn day_words(ms: f64) -> String {
    match browser::day_number(browser::now_ms()) - browser::day_number(ms) {
        0 => text().gallery.today.to_owned(),
        1 => text().gallery.yesterday.to_owned(),
        _ => browser::local_day(ms, text().tag),
    }
}

/// The pictures of one job as thumbnails.
#[component]
fn Thumbs(entry: Entry) -> impl IntoView {
    let made = {
        let job = entry.job.clone();
        move || job.with(|job| shown(job).into_iter().map(|index| index.to_string()).collect::<Vec<_>>())
    };
    let none = made.clone();
    let (for_mark, for_pictures) = (entry.clone(), entry);
    let picture = move |index: String| {
        view! { <Thumb entry=for_pictures.clone() index=index.parse().unwrap_or_default() /> }.into_any()
    };
    view! {
        {when(move || none().is_empty(), move || view! { <Mark entry=for_mark.clone() /> }.into_any())}
        {each(made, picture)}
    }
}

/// A job without pictures, as the sign of what became of it. A description stands on the picture that it is of.
#[component]
pub(super) fn Mark(entry: Entry) -> impl IntoView {
    let studio = studio();
    let title = entry.title();
    let (id, job) = (entry.id, entry.job);
    let operation = job.with_untracked(|job| by_id(&job.operation)).map(|row| row.operation);
    let of = {
        let job = job.clone();
        Memo::new(move |_| job.with(|job| described(job).map(str::to_owned)))
    };
    let url = studio.asset_url(of.into(), Version::Thumb);
    let picture = move || {
        let url = url.get()?;
        Some(view! { <img src=url alt="" loading="lazy" decoding="async" /> }.into_any())
    };
    let words = {
        let job = job.clone();
        Memo::new(move |_| job.with(|job| job.descriptions.first().cloned()))
    };
    let icon = move || {
        let icon = job.with(|job| match job.phase {
            Phase::Done if !job.descriptions.is_empty() => IconName::Describe,
            Phase::Done => IconName::Shield,
            Phase::Prepared | Phase::Sent => IconName::Clock,
            _ if needs_a_look(job) => IconName::Help,
            _ => IconName::Error,
        });
        Some(view! { <Icon name=icon /> }.into_any())
    };
    let name = move || match words.get() {
        Some(words) => [&title, " · ", beginning(&words)].concat(),
        None => title.clone(),
    };
    view! {
        <button
            type="button"
            class="thumb"
            title=tell(name.clone())
            aria-label=tell(name)
            on:click=move |_| {
                studio.jobs.shown.set(Some(id.clone()));
                if !matches!(studio.route.get_untracked(), Route::Create(_)) {
                    studio.go(&Route::Create(operation.unwrap_or(Operation::Generate)));
                }
            }
        >
            {draw(picture)}
            {draw(move || words.get().map(|words| view! { <span class="thumb-words">{words}</span> }.into_any()))}
            <span class="thumb-mark">{draw(icon)}</span>
        </button>
    }
}

/// The picture that a job asks words for, once it is kept.
fn described(job: &Job) -> Option<&str> {
    if job.phase == Phase::Prepared {
        return None;
    }
    let row = by_id(&job.operation).filter(|row| row.reply == ReplyKind::Descriptions)?;
    let slot = row.image_field()?;
    let field = job.fields.iter().find(|field| field.name == slot.name)?;
    field.files.first().map(String::as_str)
}

/// The beginning of a text, short enough for a name.
fn beginning(words: &str) -> &str {
    const BYTES: usize = 160;
    &words[..words.floor_char_boundary(BYTES)]
}

#[component]
pub(super) fn Thumb(entry: Entry, index: usize) -> impl IntoView {
    let studio = studio();
    let shown = Shown::new(&entry, index, Version::Thumb);
    let pick = Pick { job: entry.id.clone(), index };
    let id = entry.id;
    let own = id.clone();
    let current = move || {
        let here = studio.jobs.shown.with(|job| job.as_ref() == Some(&own));
        (here && matches!(studio.route.get(), Route::Create(_))).then_some("true")
    };
    // In the workspace a thumbnail puts its job on the stage; elsewhere it leads to the picture.
    let press = move |()| {
        let stage = matches!(studio.route.get_untracked(), Route::Create(_));
        if stage {
            studio.looking.open.set(None);
            studio.jobs.shown.set(Some(id.clone()));
        }
        stage
    };
    let alt = move || shown.picture.get().map(|picture| picture.prompt).unwrap_or_default();
    let inside = move || {
        let source = shown.source()?;
        Some(view! { <img src=source alt=tell(alt) loading="lazy" decoding="async" referrerpolicy="no-referrer" /> }.into_any())
    };
    view! {
        <PickLink pick=pick class="thumb" on_press=press attr:aria-current=maybe(current)>
            {draw(inside)}
        </PickLink>
    }
}
