//! A call that did not end well: what happened, whether it was billed, what to do next.

use super::facts::prompt_of;
use crate::route::Route;
use crate::state::{Entry, studio};
use crate::text::{text, usd};
use crate::ui::{Button, ButtonVariant, Notice, Tone};
use ideomix_api::Cause;
use ideomix_gallery::{Job, Phase};
use leptos::prelude::*;

/// Title, sentence and next step for a failed job, where it failed.
fn advice(job: &Job) -> Option<(&'static str, &'static str, &'static str)> {
    let failure = job.failure.as_ref()?;
    let words = text();
    // A job that a dead tab left open has no cause of the API's.
    if failure.cause == "interrupted" {
        let jobs = &words.jobs;
        return Some(match job.phase {
            Phase::NotSent => (jobs.not_sent, jobs.died_waiting, jobs.ask_again),
            _ => (jobs.unknown, jobs.died, jobs.usage_page),
        });
    }
    let advice = (words.advice)(Cause::from_code(&failure.cause).unwrap_or(Cause::BrokenAnswer));
    Some((advice.title, advice.sentence, advice.next))
}

/// A failed job does not change any more, so nothing here follows it.
#[component]
pub(crate) fn FailureCard(entry: Entry) -> impl IntoView {
    let studio = studio();
    let job = entry.job.get_untracked();
    let Some((title, sentence, next)) = advice(&job) else { return ().into_any() };
    let failure = job.failure.clone().unwrap_or_default();
    let cause = Cause::from_code(&failure.cause);
    let words = &text().result;
    // Several may stand below each other: each says whose it is.
    let prompt = Some(prompt_of(&job)).filter(|prompt| !prompt.is_empty());
    let status = failure.status.map(|status| format!("{} {status}", words.status));
    let trace = failure.trace.as_ref().map(|trace| format!("{}: {trace}", words.trace));
    let facts: String = [status, trace].into_iter().flatten().map(|fact| format!(" · {fact}")).collect();
    let price = job.estimate_milli_usd.filter(|_| job.connection != "practice").map(usd);
    let about_connection =
        matches!(cause, Some(Cause::KeyMissing | Cause::KeyRefused | Cause::HtmlAnswer | Cause::Unreachable));
    let said = failure.message.clone().map(|said| {
        view! {
            <details>
                <summary>{words.gateway_said}</summary>
                <pre class="codebox">{said}</pre>
            </details>
        }
    });
    let id = entry.id;
    let actions = move || {
        let (job, id, price) = (job.clone(), id.clone(), price.clone());
        view! {
            <Button on_press=move |()| studio.refill(&job)>{text().result.use_settings}</Button>
            {about_connection
                .then(|| view! { <a class="btn is-quiet" href=Route::Settings.hash()>{text().form.open_settings}</a> })}
            <Button variant=ButtonVariant::Ghost on_press=move |()| studio.delete(&id)>
                {text().jobs.dismiss}
            </Button>
            {price.map(|price| view! { <span class="tag">{price}</span> })}
        }
    };
    let billed = (text().billed)(&failure.billed);
    let tone = if failure.billed == "no" { Tone::Error } else { Tone::Warn };
    view! {
        <div class="failure-card" data-billed=failure.billed>
            <Notice tone=tone title=title actions=actions>
                {prompt.map(|prompt| view! { <p class="failure-prompt">{prompt}</p> })}
                <p>{sentence}</p>
                <p>{next}</p>
                <p>
                    <strong class="billed">{billed}</strong>
                    <span class="field-hint">{facts}</span>
                </p>
                {said}
            </Notice>
        </div>
    }
    .into_any()
}
