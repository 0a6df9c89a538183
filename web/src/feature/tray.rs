//! The tray: everything that is not over, wherever the person is.

use super::result::{decisions, prompt_of, state_words};
use crate::browser;
use crate::state::{Entry, Live, Studio, studio};
use crate::text::{job_words, text};
use crate::ui::{Button, ButtonSize, ButtonVariant, Dialog, Icon, IconName, Spinner, draw, each, tell, when};
use leptos::prelude::*;
use std::time::Duration;

#[component]
pub(crate) fn Tray() -> impl IntoView {
    let jobs = studio().jobs;
    let active = move || jobs.active().into_iter().map(|entry| entry.id).collect::<Vec<_>>();
    let count = move || active().len();
    view! {
            {when(move || count() != 0, move || view! {
                <section class="tray" aria-label=text().jobs.title>
                    <div class="tray-head">
                        <span>{tell(move || (text().jobs.running)(count()))}</span>
                    </div>
                    <ul class="tray-list">
                        {each(active, move |id| jobs.find(&id).map(|entry| view! { <Row entry=entry /> }).into_any())}
                    </ul>
                </section>
    }.into_any())}
        }
}

/// One running or waiting job.
#[component]
pub(super) fn Row(entry: Entry) -> impl IntoView {
    let studio = studio();
    let now = RwSignal::new(browser::now_ms());
    let tick = set_interval_with_handle(move || now.set(browser::now_ms()), Duration::from_secs(1));
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
    });
    let asking = RwSignal::new(false);
    let live: Signal<Live> = entry.live.clone().into();
    let state = {
        let job = entry.job.clone();
        move || {
            now.track();
            job.with(|job| state_words(job, live.get()))
        }
    };
    let seconds = move || match live.get() {
        Live::Sending { since_ms } => super::result::elapsed(now.get() - since_ms),
        _ => String::new(),
    };
    let title = {
        let entry = entry.clone();
        move || {
            let prompt = entry.job.with(prompt_of);
            if prompt.is_empty() { entry.title() } else { prompt }
        }
    };
    let class = move || match live.get() {
        Live::Queued | Live::Held | Live::Waiting { .. } => "job is-waiting",
        _ => "job is-running",
    };
    let queued = move || live.get() == Live::Queued;
    let held = move || live.get() == Live::Held;
    let decided = entry.id.clone();
    let sent = move || matches!(live.get(), Live::Sending { .. } | Live::Waiting { .. });
    let (shown, cancelled, moved) = (entry.id.clone(), entry.id.clone(), entry.id.clone());
    let stopped = entry.id;
    let footer = move || {
        let stopped = stopped.clone();
        view! {
            <Button on_press=move |()| asking.set(false)>{text().jobs.keep_waiting}</Button>
            <Button
                variant=ButtonVariant::Danger
                on_press=move |()| {
                    asking.set(false);
                    studio.stop(&stopped);
                }
            >
                {text().jobs.stop_confirm}
            </Button>
        }
    };
    view! {
            <li class=class>
                <span class="job-state">
                    {draw(move || Some(match live.get() {
                        Live::Queued => view! { <Icon name=IconName::Clock /> }.into_any(),
                        Live::Held => view! { <Icon name=IconName::Warning /> }.into_any(),
                        _ => view! { <Spinner /> }.into_any(),
                    }))}
                </span>
                <button type="button" class="job-main" on:click=move |_| studio.jobs.shown.set(Some(shown.clone()))>
                    <span class="job-title">{title}</span>
                    <span class="job-facts">{state}" "{seconds}</span>
                </button>
                <span class="job-actions">
                    {when(move || queued() && studio.jobs.line.with(Vec::len) > 1, move || view! {
                        {shift(studio, &moved, -1)}
                        {shift(studio, &moved, 1)}
    }.into_any())}
                    {when(queued, move || view! {
                        <Button size=ButtonSize::Small on_press={
                            let cancelled = cancelled.clone();
                            move |()| studio.cancel(&cancelled)
                        }>{text().jobs.cancel}</Button>
    }.into_any())}
                    {when(held, move || decisions(studio, &decided))}
                    {when(sent, move || view! {
                        <Button
                            variant=ButtonVariant::Ghost
                            size=ButtonSize::Small
                            on_press=move |()| asking.set(true)
                        >
                            {text().jobs.stop}
                        </Button>
    }.into_any())}
                </span>
                <Dialog
                    open=asking
                    on_close=move |()| asking.set(false)
                    title=text().jobs.stop_title
                    close_label=text().common.close
                    footer=footer
                >
                    <p>{text().jobs.stop_text}</p>
                </Dialog>
            </li>
        }
}

/// Moves a waiting job by one place.
fn shift(studio: Studio, id: &str, by: isize) -> AnyView {
    let id = id.to_owned();
    let label = if by < 0 { job_words().up } else { job_words().down };
    view! {
        <Button
            variant=ButtonVariant::Ghost
            size=ButtonSize::Small
            icon=IconName::Chevron
            label=label
            on_press=move |()| studio.move_in_line(&id, by)
            attr:data-up=(by < 0).then_some("")
        />
    }
    .into_any()
}
