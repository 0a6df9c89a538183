//! What was spent in a month, by operation and model.

use crate::app::StoreNotice;
use crate::browser;
use crate::route::Route;
use crate::state::{Settings, studio};
use crate::text::{spending_words, text, usd};
use crate::ui::{Button, ButtonVariant, IconName, all, draw, tell};
use ideomix_api::capability::by_id;
use ideomix_gallery::{Line, Sums, csv};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(crate) fn Spending() -> impl IntoView {
    let studio = studio();
    let month = RwSignal::new(0);
    let lines = RwSignal::new(Vec::<Line>::new());
    Effect::new(move |_| {
        // The sums of this month follow every call; that is when the lines are read anew.
        studio.spending.track();
        let shown = month.get();
        spawn_local(async move {
            let found = studio.ledger(shown).await;
            if month.try_get_untracked() == Some(shown) {
                lines.set(found);
            }
        });
    });
    let name = move || browser::local_month(browser::month_start(month.get()), text().tag);
    let export = move |()| {
        let table = lines.with_untracked(|lines| csv(lines));
        browser::save_text(&table, "text/csv", "ideomix-spending.csv");
    };
    view! {
        <main class="page" id="place" tabindex="-1">
            <div class="page-head">
                <h1>{spending_words().title}</h1>
                <div class="toolbar">
                    <Button
                        variant=ButtonVariant::Ghost
                        icon=IconName::Back
                        label=spending_words().earlier
                        on_press=move |()| month.update(|month| *month -= 1)
                    />
                    <span class="month" aria-live="polite">{tell(name)}</span>
                    <Button
                        variant=ButtonVariant::Ghost
                        icon=IconName::Send
                        label=spending_words().later
                        disabled=Signal::derive(move || month.get() == 0)
                        on_press=move |()| month.update(|month| *month += 1)
                    />
                    <Button icon=IconName::Download on_press=export>{spending_words().export}</Button>
                </div>
            </div>
            <div class="page-body is-narrow">
                <StoreNotice />
                {draw(move || Some(lines.with(|lines| table(lines))))}
                <p class="field-hint">{spending_words().kept}</p>
                <p class="field-hint">{(text().settings.prices_as_of)(Settings::prices_as_of())}</p>
            </div>
        </main>
    }
}

fn table(lines: &[Line]) -> AnyView {
    let words = spending_words();
    let sums = Sums::of(lines);
    let practice = lines.iter().filter(|line| line.is_practice()).count();
    let practice = (practice > 0).then(|| (words.practice)(practice));
    if sums.calls == 0 {
        return view! { <p>{words.none}</p> <p class="field-hint">{practice}</p> }.into_any();
    }
    let figure = |label: &'static str, amount: u32| {
        view! { <div class="figure"><dt>{label}</dt><dd>{usd(amount)}</dd></div> }
    };
    let row = |(operation, model, sums): (String, String, Sums)| {
        let name = by_id(&operation).map_or("", |row| (text().operation)(row.operation));
        let name = if model.is_empty() { name.to_owned() } else { [name, " · ", &model].concat() };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{sums.calls}</td>
                <td>{sums.images}</td>
                <td>{usd(sums.spent)}</td>
                <td>{usd(sums.reserved)}</td>
                <td>{usd(sums.unknown)}</td>
            </tr>
        }
    };
    view! {
        <dl class="figures">
            {figure(words.spent, sums.spent)} {figure(words.reserved, sums.reserved)}
            {figure(words.unknown, sums.unknown)}
        </dl>
        {(sums.unknown > 0).then(|| view! { <p class="field-hint">{words.about_unknown}</p> })}
        <div class="table-frame" tabindex="0" role="region" aria-label=words.title>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{words.kind}</th>
                        <th scope="col">{words.calls}</th>
                        <th scope="col">{words.images}</th>
                        <th scope="col">{words.spent}</th>
                        <th scope="col">{words.reserved}</th>
                        <th scope="col">{words.unknown}</th>
                    </tr>
                </thead>
                <tbody>{all(Sums::by_kind(lines).into_iter().map(row))}</tbody>
            </table>
        </div>
        {(sums.unpriced > 0).then(|| view! { <p class="field-hint">{(words.unpriced)(sums.unpriced)}</p> })}
        <p class="field-hint">{practice}</p>
    }
    .into_any()
}

/// The quiet line: what this month has cost so far, where it has.
#[component]
pub(super) fn ThisMonth() -> impl IntoView {
    let spending = studio().spending;
    draw(move || {
        let sums = spending.get();
        (sums.calls > 0).then(|| {
            let words = spending_words();
            let mut parts = vec![[words.this_month, " ", &usd(sums.spent)].concat()];
            for (label, amount) in [(words.reserved, sums.reserved), (words.unknown, sums.unknown)] {
                if amount > 0 {
                    parts.push([label, " ", &usd(amount)].concat());
                }
            }
            view! { <a class="this-month" href=Route::Spending.hash()>{parts.join(" · ")}</a> }.into_any()
        })
    })
}
