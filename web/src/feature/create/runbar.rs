//! The run button with the price in it, and the one line above it that says what stands in the way.

use super::guards::Guards;
use crate::browser;
use crate::feature::spending::ThisMonth;
use crate::route::Route;
use crate::state::{Connection, Form, Settings, Studio, studio};
use crate::text::{model_name, text, usd};
use crate::ui::{Button, ButtonSize, ButtonVariant, Icon, IconName, draw, tell, when};
use ideomix_api::{Price, Warning, cheaper};
use leptos::prelude::*;

#[component]
pub(super) fn RunBar(form: Form) -> impl IntoView {
    let studio = studio();
    let estimate = move || form.estimate();
    let price = move || (!studio.settings.is_free()).then(|| estimate().total().map(usd)).flatten();
    let label = move || (text().form.run)(form.operation, estimate().images, price().as_deref());
    let explanation = move || {
        let words = &text().form;
        let estimate = estimate();
        let said = match (studio.settings.is_free(), estimate.price) {
            (true, _) => text().places.practice_about.to_owned(),
            (_, Price::Unpublished) => words.price_unknown.to_owned(),
            (_, Price::Published(unit)) => sum(unit, estimate.images),
            (_, Price::Disputed(unit, lower)) => {
                format!("{} {}", sum(unit, estimate.images), (words.price_disputed)(&usd(lower)))
            }
        };
        let others = if studio.settings.is_free() { Vec::new() } else { form.draft.with(cheaper) };
        let others: Vec<String> = others
            .into_iter()
            .map(|(model, speed, price)| format!("{} {}", model_name(model, speed, words.speed), usd(price)))
            .collect();
        if others.is_empty() {
            said
        } else {
            format!("{said} {}", (text().slots.cheaper)(&others.join(", ")))
        }
    };
    // A button is pressed again and again while Enter is held down on it.
    let held = |event: leptos::ev::KeyboardEvent| {
        if event.repeat() {
            event.prevent_default();
        }
    };
    view! {
        <div class="runbar" on:keydown=held>
            <Note form=form />
            <Guards form=form />
            <div class="runbar-row">
                <Button
                    variant=ButtonVariant::Primary
                    size=ButtonSize::Large
                    on_press=move |()| run(studio, form)
                    attr:id="run"
                    attr:title=explanation
                    attr:aria-keyshortcuts="Control+Enter Meta+Enter"
                >
                    <span class="btn-text">{tell(label)}</span>
                </Button>
            </div>
            <p class="runbar-budget not-phone">
                <span>{tell(move || connection(studio))}</span>
                <ThisMonth />
                <kbd>{text().form.run_hint}</kbd>
            </p>
        </div>
    }
}

fn sum(unit: u32, images: u8) -> String {
    let total = usd(unit * u32::from(images));
    (text().form.price_of)(&usd(unit), images, &total, Settings::prices_as_of())
}

fn connection(studio: Studio) -> String {
    let words = &text().places;
    match studio.settings.connection() {
        Connection::Practice => words.practice.to_owned(),
        Connection::Direct => words.direct.to_owned(),
        Connection::Proxy(_) => words.proxy.to_owned(),
    }
}

/// What stands in the way, or what is worth knowing, in one line.
#[component]
fn Note(form: Form) -> impl IntoView {
    let studio = studio();
    let keyless = move || {
        studio.settings.connection() == Connection::Direct && studio.settings.key_hint.get().is_none()
    };
    let words = move || {
        let text = text();
        if keyless() {
            return Some(("runbar-note is-warn", text.form.key_needed.to_owned()));
        }
        match form.check() {
            Err(problems) if form.tried.get() => {
                let missing = problems.iter().find(|problem| problem.reason == ideomix_api::Reason::Required);
                Some((
                    "runbar-note is-error",
                    match missing {
                        Some(problem) => (text.form.missing)((text.field)(&problem.field)),
                        None => (text.form.problems)(problems.len()),
                    },
                ))
            }
            Err(_) => None,
            Ok(request) => {
                let free = studio.settings.is_free();
                let mut warnings = request
                    .warnings()
                    .iter()
                    // What can be mended with one press is said by the guards.
                    .filter(|warning| {
                        !matches!(warning, Warning::SeedWithManyImages { .. } | Warning::TurboAtDefaultPrice)
                    })
                    .filter(|warning| !free || !matches!(warning, Warning::PriceUnknown));
                warnings.next().map(|warning| ("runbar-note is-warn", (text.warning)(warning)))
            }
        }
    };
    draw(move || {
        words().map(|(class, words)| {
            view! {
                            <p class=class role="status">
                                <Icon name=IconName::Warning />
                                <span>{words}</span>
                                {when(keyless, move || view! {
                                    <a href=Route::Settings.hash()>{text().form.open_settings}</a>
            }.into_any())}
                            </p>
                        }
            .into_any()
        })
    })
}

/// Runs the form, or shows what is wrong with it and goes to the first such field.
pub(crate) fn run(studio: Studio, form: Form) {
    if form.mask_empty.get_untracked() {
        studio.messages.alert(text().slots.mask_empty.to_owned());
        return browser::focus("mask-panel");
    }
    let draft = form.draft.get_untracked();
    match studio.run(&draft) {
        Ok(()) => {
            form.tried.set(false);
            browser::show_on_phone("stage");
        }
        Err(problems) => {
            form.tried.set(true);
            let words = text();
            let all: Vec<String> = problems.iter().map(|problem| (words.problem)(problem)).collect();
            studio.messages.alert(all.join(" "));
            browser::focus_first_invalid();
        }
    }
}
