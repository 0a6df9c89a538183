//! A call that did not end well: what happened, whether it was billed, what to do next.

use crate::route::Route;
use crate::state::{Entry, studio};
use crate::text::{text, usd};
use crate::ui::{Button, ButtonVariant, Notice, Tone, draw, maybe, say, tell};
use ideomix_api::Cause;
use ideomix_gallery::{Job, Phase};
use leptos::prelude::*;

/// Title, sentence and next step for a failed job, where it failed.
fn advice(job: &Job) -> Option<(&'static str, &'static str, &'static str)> {
    let failure = job.failure.as_ref()?;
    let words = text();
    // A job that a dead tab left open has no cause of the API's.
    if failure.cause == "interrupted" {
        let title = if job.phase == Phase::NotSent { words.jobs.not_sent } else { words.jobs.unknown };
        return Some((title, words.jobs.died, words.jobs.usage_page));
    }
    let advice = (words.advice)(Cause::from_code(&failure.cause).unwrap_or(Cause::BrokenAnswer));
    Some((advice.title, advice.sentence, advice.next))
}

#[component]
pub(crate) fn FailureCard(entry: Entry) -> impl IntoView {
    let studio = studio();
    let job = entry.job.clone();
    let billed = job.with_untracked(|job| job.failure.as_ref().map(|failure| failure.billed.clone()).unwrap_or_default());
    let tone = if billed == "no" { Tone::Error } else { Tone::Warn };
    let (for_title, for_text, for_next, for_said, for_facts) =
        (job.clone(), job.clone(), job.clone(), job.clone(), job.clone());
    let title = move || for_title.with(advice).map(|(title, ..)| title);
    let sentence = move || for_text.with(advice).map(|(_, sentence, _)| sentence);
    let next = move || for_next.with(advice).map(|(_, _, next)| next);
    let said = move || for_said.with(|job| job.failure.as_ref().and_then(|failure| failure.message.clone()));
    let facts = move || {
        for_facts.with(|job| {
            let words = &text().result;
            let failure = job.failure.as_ref()?;
            let status = failure.status.map(|status| format!("{} {status}", words.status));
            let trace = failure.trace.as_ref().map(|trace| format!("{}: {trace}", words.trace));
            let all: Vec<String> = [status, trace].into_iter().flatten().collect();
            (!all.is_empty()).then(|| all.join(" · "))
        })
    };
    let price = job.with_untracked(|job| job.estimate_milli_usd.filter(|_| job.connection != "practice").map(usd));
    let again = job.clone();
    let id = entry.id.clone();
    let keys = matches!(
        job.with_untracked(|job| job.failure.as_ref().and_then(|failure| Cause::from_code(&failure.cause))),
        Some(Cause::KeyMissing | Cause::KeyRefused | Cause::HtmlAnswer | Cause::Unreachable)
    );
    let actions = move || {
        let (again, price, id) = (again.clone(), price.clone(), id.clone());
        view! {
            <Button on_press=move |()| {
                let job = again.get_untracked();
                studio.refill(&job);
            }>{say(|| text().result.use_settings)}</Button>
            {keys
                .then(|| {
                    view! {
                        <a class="btn is-quiet" href=Route::Settings.hash()>
                            {say(|| text().form.open_settings)}
                        </a>
                    }
                })}
            <Button variant=ButtonVariant::Ghost on_press=move |()| studio.delete(id.clone())>
                {say(|| text().jobs.dismiss)}
            </Button>
            {price.map(|price| view! { <span class="tag">{price}</span> })}
        }
    };
    let code = billed.clone();
    view! {
        <div class="failure-card" data-billed=billed.clone()>
            <Notice tone=tone title=title actions=actions>
                <p>{maybe(sentence)}</p>
                <p>{maybe(next)}</p>
                <p>
                    <strong class="billed">{tell(move || (text().billed)(&code))}</strong>
                    {draw(move || facts().map(|facts| view! { <span class="field-hint">{format!(" · {facts}")}</span> }.into_any()))}
                </p>
                {draw(move || {
                    said()
                        .map(|said| {
                            view! {
                                <details>
                                    <summary>{say(|| text().result.gateway_said)}</summary>
                                    <pre class="codebox">{said}</pre>
                                </details>
                            }
                                .into_any()
                        })
                })}
            </Notice>
        </div>
    }
}
