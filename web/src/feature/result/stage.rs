//! The stage: the newest job, or the one chosen from the history.

use super::{Card, FailureCard, elapsed};
use crate::feature::create::example;
use crate::feature::look::Viewer;
use crate::parts::{Show, part};
use crate::state::{Entry, Form, Live, Studio, studio};
use crate::text::{job_words, text, usd};
use crate::ui::{
    Button, ButtonSize, EmptyArt, Icon, IconName, Notice, Tone, all, draw, each, maybe, numbers, tell, when,
};
use ideomix_api::{Operation, sides, usual_size};
use ideomix_gallery::{Job, Phase};
use leptos::prelude::*;

#[component]
pub(crate) fn Stage(form: Form) -> impl IntoView {
    let jobs = studio().jobs;
    let entry = move || jobs.shown.get().and_then(|id| jobs.find(&id));
    view! {
        {draw(move || match entry() {
            Some(entry) => Some(part(Show::Group(entry))),
            None => Some(view! { <Empty form=form /> }.into_any()),
        })}
    }
}

#[component]
fn Empty(form: Form) -> impl IntoView {
    let examples = move || {
        all((0..text().result.examples.len()).map(|n| {
            view! {
                <Button size=ButtonSize::Small on_press=move |()| example(form, n)>
                    {text().result.examples[n]}
                </Button>
            }
        }))
    };
    view! {
            <div class="stage-head">
                <Drawer />
            </div>
            <div class="stage-body">
                <div class="empty">
                    <EmptyArt />
                    <h2>{text().result.empty_title}</h2>
                    <p>{text().result.empty_text}</p>
                    {when(move || form.operation == Operation::Generate, move || view! {
                        <p class="field-hint">{text().result.try_one}</p>
                        <div class="empty-actions">{examples()}</div>
    }.into_any())}
                </div>
            </div>
        }
}

/// The button of the history drawer, for screens on which the history has no place of its own.
#[component]
fn Drawer() -> impl IntoView {
    let drawer = studio().drawer;
    view! {
        <div class="stage-tools not-phone">
            <button
                type="button"
                class="btn is-ghost is-small is-square"
                aria-label=text().places.history
                title=text().places.history
                aria-controls="strip"
                aria-expanded=tell(move || drawer.get().to_string())
                on:click=move |_| drawer.update(|open| *open = !*open)
            >
                <Icon name=IconName::History />
            </button>
        </div>
    }
}

#[component]
pub(crate) fn Group(entry: Entry) -> impl IntoView {
    let studio = studio();
    let open = studio.looking.open;
    let title = {
        let entry = entry.clone();
        move || entry.title()
    };
    let facts = {
        let entry = entry.clone();
        move || facts(&entry)
    };
    let places = {
        let job = entry.job.clone();
        move || job.with(cards)
    };
    let ratio = {
        let job = entry.job.clone();
        move || job.with(|job| ratio_of(job, 0))
    };
    let shape = {
        let job = entry.job.clone();
        move || match job.with(|job| size_of(job, 0)) {
            Some((width, height)) if width >= 2 * height => Some("wide"),
            Some((width, height)) if height >= 2 * width => Some("tall"),
            _ => None,
        }
    };
    let failed = {
        let job = entry.job.clone();
        Memo::new(move |_| job.with(|job| job.failure.is_some()))
    };
    // The picture of this job that is looked at in the place of the group.
    let opened = {
        let id = entry.id.clone();
        Memo::new(move |_| open.get().filter(|pick| pick.job == id).map(|pick| pick.index))
    };
    let withheld = {
        let job = entry.job.clone();
        move || {
            let counts = job.with(Job::counts);
            let all = job.with(|job| job.pictures.len());
            (counts.withheld > 0).then(|| (text().result.partly_withheld)(counts.withheld, all))
        }
    };
    let (for_cards, for_texts, for_words) = (entry.clone(), entry.clone(), entry.clone());
    let blocked = move || {
        let (words, job) = (withheld()?, for_words.job.clone());
        let actions = move || {
            let job = job.clone();
            view! {
                <Button size=ButtonSize::Small on_press=move |()| studio.refill(&job.get_untracked())>
                    {text().look.change_words}
                </Button>
            }
        };
        Some(
            view! { <Notice tone=Tone::Warn icon=IconName::Shield actions=actions>{words}</Notice> }
                .into_any(),
        )
    };
    let body = move || {
        if failed.get() {
            return Some(view! { <FailureCard entry=for_cards.clone() /> }.into_any());
        }
        if let Some(index) = opened.get() {
            return Some(view! { <Viewer entry=for_cards.clone() index=index on_stage=true /> }.into_any());
        }
        let entry = for_cards.clone();
        let (shape, ratio, count, names) = (shape.clone(), ratio.clone(), places.clone(), places.clone());
        let card = move |index: String| {
            view! { <Card entry=entry.clone() index=index.parse().unwrap_or_default() /> }.into_any()
        };
        Some(
            view! {
                <div
                    class="grid"
                    data-count=tell(move || count().len().to_string())
                    data-shape=maybe(shape)
                    style:--ratio=tell(ratio)
                >
                    {each(names, card)}
                </div>
            }
            .into_any(),
        )
    };
    let (live, id) = (entry.live, entry.id);
    let held = move || (live.get() == Live::Held).then(|| kept_back(studio, &id));
    view! {
        <div class="stage-head">
            <h2 class="stage-title">{tell(title)}</h2>
            <p class="stage-facts">{tell(facts)}</p>
            <Drawer />
        </div>
        <div class="stage-body">
            {draw(held)}
            {draw(blocked)}
            {draw(body)}
            <Descriptions entry=for_texts />
        </div>
    }
}

/// A job that could not be written down, and what a person may decide.
fn kept_back(studio: Studio, id: &str) -> AnyView {
    let id = id.to_owned();
    let actions = move || decisions(studio, &id);
    let words = job_words();
    view! {
        <Notice tone=Tone::Warn title=words.held actions=actions>
            {words.held_about}
        </Notice>
    }
    .into_any()
}

/// What a person may decide about a job that is held.
pub(crate) fn decisions(studio: Studio, id: &str) -> AnyView {
    let (sent, cancelled) = (id.to_owned(), id.to_owned());
    view! {
        <Button size=ButtonSize::Small on_press=move |()| studio.send_anyway(&sent)>
            {job_words().send_anyway}
        </Button>
        <Button size=ButtonSize::Small on_press=move |()| studio.cancel(&cancelled)>
            {text().jobs.cancel}
        </Button>
    }
    .into_any()
}

/// The texts of a describe job: to copy, to draw from, or to draw the same picture anew.
#[component]
fn Descriptions(entry: Entry) -> impl IntoView {
    let studio = studio();
    let job = entry.job;
    let source = {
        let job = job.clone();
        move || job.with_untracked(|job| job.asset_ids().first().map(|id| (*id).to_owned()))
    };
    let card = move |words: String| {
        let press = |label: &'static str, icon: IconName, operation: Option<Operation>| {
            let (words, source) = (words.clone(), source());
            let act = move |()| match operation {
                None => studio.copy(words.clone()),
                Some(Operation::Remix) => studio.use_words(Operation::Remix, &words, source.clone()),
                Some(operation) => studio.use_words(operation, &words, None),
            };
            view! {
                <Button size=ButtonSize::Small icon=icon on_press=act>
                    {label}
                </Button>
            }
        };
        let buttons = [
            press(text().result.generate_with, IconName::Generate, Some(Operation::Generate)),
            press(text().look.remix_with, IconName::Remix, Some(Operation::Remix)),
            press(text().result.copy_prompt, IconName::Copy, None),
        ];
        view! {
            <article class="text-card">
                <p>{words}</p>
                <div class="card-actions">{all(buttons.into_iter())}</div>
            </article>
        }
    };
    draw(move || Some(all(job.with(|job| job.descriptions.clone()).into_iter().map(card.clone()))))
}

/// The cards of a job: what came and was not deleted, or what was asked for; none for texts.
fn cards(job: &Job) -> Vec<String> {
    let texts = ideomix_api::capability::by_id(&job.operation)
        .is_some_and(|row| row.reply == ideomix_api::capability::ReplyKind::Descriptions);
    match (job.pictures.len(), texts) {
        (_, true) => Vec::new(),
        (0, _) => numbers(usize::from(job.images_asked.max(1))),
        (count, _) => (0..count).filter(|n| !job.pictures[*n].removed).map(|n| n.to_string()).collect(),
    }
}

/// The line under the title: state, time, price, and where it was made.
fn facts(entry: &Entry) -> String {
    let job = entry.job.get();
    let mut facts = vec![job.model.clone(), state_words(&job, entry.live.get())];
    if let Some(finished) = job.finished_ms {
        facts.push(elapsed(finished - job.created_ms));
    }
    match (job.connection.as_str(), job.estimate_milli_usd) {
        ("practice", _) => facts.push(text().places.practice.to_owned()),
        (_, Some(sum)) => facts.push(usd(sum)),
        (_, None) => facts.push(text().form.price_unknown.to_owned()),
    }
    facts.retain(|fact| !fact.is_empty());
    facts.join(" · ")
}

/// The state of a job in words.
pub(crate) fn state_words(job: &Job, live: Live) -> String {
    let words = &text().jobs;
    match (live, job.phase) {
        (Live::Held, _) => job_words().held.to_owned(),
        (Live::Queued, _) => (words.waiting_place)(studio().jobs.place(&job.id)),
        (Live::Sending { .. }, _) => words.sending.to_owned(),
        (Live::Waiting { until_ms }, _) => {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a wait of seconds")]
            let seconds = ((until_ms - crate::browser::now_ms()) / 1000.0).ceil().max(0.0) as u32;
            (words.waiting_retry)(seconds)
        }
        (Live::Saving, _) => words.saving.to_owned(),
        (Live::Elsewhere, _) => job_words().elsewhere.to_owned(),
        (Live::Ended, Phase::Done) => words.done.to_owned(),
        (Live::Ended, Phase::Refused) => words.refused.to_owned(),
        (Live::Ended, Phase::NotSent) => words.not_sent.to_owned(),
        (Live::Ended, Phase::Failed) => words.failed.to_owned(),
        (Live::Ended, _) => words.unknown.to_owned(),
    }
}

/// The proportions of a picture as CSS wants them; square until something is known.
pub(super) fn ratio_of(job: &Job, index: usize) -> String {
    let (width, height) = size_of(job, index).unwrap_or((1, 1));
    format!("{width} / {height}")
}

/// The size of a picture: of its file, else as the service said, else as was asked.
fn size_of(job: &Job, index: usize) -> Option<(u32, u32)> {
    let picture = job.pictures.get(index);
    let asked = |name: &str| {
        job.fields.iter().find(|field| field.name == name).and_then(|field| sides(field.texts.first()?))
    };
    picture
        .and_then(|picture| picture.width.zip(picture.height))
        .or_else(|| picture.and_then(|picture| sides(picture.resolution.as_deref()?)))
        .or_else(|| asked("resolution"))
        .or_else(|| {
            asked("aspect_ratio").map(|(width, height)| usual_size(width, height).unwrap_or((width, height)))
        })
        .filter(|(width, height)| *width > 0 && *height > 0)
}
