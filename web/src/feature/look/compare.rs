//! Two pictures against each other: by a slider, side by side, by turns, and as their difference.
//!
//! Both are fitted into the same frame, so that pictures of different sizes lie on each other, and both take the same
//! zoom. Nothing is computed: the blend modes of the page do it.

use super::glass::{Glass, Pane, ZoomBar};
use crate::browser;
use crate::feature::result::{Shown, got_of, prompt_of};
use crate::route::Route;
use crate::shortcuts::{Action, Scope};
use crate::state::{Entry, Pick, Version, studio};
use crate::text::text;
use crate::ui::{
    Button, ButtonSize, ButtonVariant, Choice, IconName, Segmented, all, draw, flag, maybe, tell, when,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The greatest amplification of a difference.
const GAIN_MAX: u32 = 16;

#[component]
pub(crate) fn Compare(a: Pick, b: Pick) -> impl IntoView {
    let studio = studio();
    for pick in [a.clone(), b.clone()] {
        spawn_local(async move {
            studio.visit(&pick.job).await;
        });
    }
    let both = {
        let (a, b) = (a.clone(), b.clone());
        Memo::new(move |_| [&a, &b].iter().all(|pick| studio.find_any(&pick.job).is_some()))
    };
    draw(move || {
        both.track();
        let (first, second) = untrack(|| (studio.find_any(&a.job), studio.find_any(&b.job)));
        Some(match first.zip(second) {
            Some((first, second)) => {
                view! { <Pair first=first a=a.clone() second=second b=b.clone() /> }.into_any()
            }
            None => view! {
                <main class="page" id="place" tabindex="-1">
                    <div class="page-body">
                        <p class="field-hint">{text().look.gone}</p>
                        <a class="btn is-quiet" href=Route::Gallery.hash()>{text().places.gallery}</a>
                    </div>
                </main>
            }
            .into_any(),
        })
    })
}

#[component]
fn Pair(first: Entry, a: Pick, second: Entry, b: Pick) -> impl IntoView {
    let studio = studio();
    let glass = Glass::new();
    let mode = studio.looking.mode;
    let gain = RwSignal::new(4u32);
    // In hundredths of the frame's width.
    let split = RwSignal::new(50u32);
    let space = RwSignal::new(false);
    let turned = move || mode.get() == 2 && (space.get() || glass.held.get());
    let (left, right) =
        (Shown::new(&first, a.index, Version::Whole), Shown::new(&second, b.index, Version::Whole));
    let swap = {
        let (a, b) = (a.clone(), b.clone());
        move || studio.go(&Route::Compare { a: b.clone(), b: a.clone() })
    };
    let act = {
        let swap = swap.clone();
        move |action| {
            let nudge = |by: i32| split.update(|split| *split = split.saturating_add_signed(by).min(100));
            match action {
                Action::Mode(chosen) => mode.set(chosen),
                Action::SplitLeft if mode.get_untracked() == 0 => nudge(-2),
                Action::SplitRight if mode.get_untracked() == 0 => nudge(2),
                Action::Swap => swap(),
                Action::Back => studio.go(&studio.looking.home.get_untracked()),
                _ => return glass.act(action),
            }
            true
        }
    };
    studio.on_action(Scope::Compare, act);
    // A key that is held is no shortcut; on a button it belongs to the button.
    let pressed = window_event_listener(leptos::ev::keydown, move |event| {
        let free = browser::press(&event).is_some_and(|press| press.key == " ")
            && !browser::is_open_above()
            && !event.target().is_some_and(|target| browser::is_control(&target));
        if free && mode.get_untracked() == 2 {
            space.set(true);
            event.prevent_default();
        }
    });
    let released = window_event_listener(leptos::ev::keyup, move |event| {
        if event.key() == " " {
            space.set(false);
        }
    });
    on_cleanup(move || {
        pressed.remove();
        released.remove();
    });
    let modes = Signal::derive(|| {
        let choice = |(at, words): (usize, &&'static str)| Choice::new(at.to_string(), *words);
        text().look.modes.iter().enumerate().map(choice).collect::<Vec<_>>()
    });
    let look = &text().look;
    let panes = move || {
        let first = layer(left, look.first);
        let second = layer(right, look.second);
        Some(if mode.get() == 1 {
            view! {
                <Pane glass=glass main=true>{first}</Pane>
                <Pane glass=glass>{second}</Pane>
            }
            .into_any()
        } else {
            view! {
                <Pane glass=glass main=true>
                    {first}
                    {second}
                </Pane>
            }
            .into_any()
        })
    };
    let slider = move || {
        view! {
            <input
                class="compare-split"
                type="range"
                min="0"
                max="100"
                aria-label=look.split
                prop:value=tell(move || split.get().to_string())
                on:input=move |event| split.set(event_target_value(&event).parse().unwrap_or(50))
            />
        }
        .into_any()
    };
    let amplify = move || {
        view! {
            <label class="compare-gain">
                <span>{look.gain}</span>
                <input
                    type="range"
                    min="1"
                    max=GAIN_MAX.to_string()
                    prop:value=tell(move || gain.get().to_string())
                    on:input=move |event| gain.set(event_target_value(&event).parse().unwrap_or(1))
                />
                <output>{tell(move || format!("×{}", gain.get()))}</output>
            </label>
        }
        .into_any()
    };
    view! {
        <main class="page viewer compare" id="place" tabindex="-1" data-details="open">
            <div class="viewer-bar">
                <Button
                    variant=ButtonVariant::Ghost
                    size=ButtonSize::Small
                    icon=IconName::Close
                    label=text().common.close
                    on_press=move |()| studio.go(&studio.looking.home.get_untracked())
                />
                <Segmented
                    label=look.compare
                    options=modes
                    value=Signal::derive(move || mode.get().to_string())
                    on_change=move |chosen: String| mode.set(chosen.parse().unwrap_or_default())
                />
                <ZoomBar glass=glass />
                {when(move || mode.get() == 3, amplify)}
                {when(move || mode.get() == 2, move || view! { <span class="field-hint">{look.hold_hint}</span> }.into_any())}
                <Button variant=ButtonVariant::Ghost size=ButtonSize::Small on_press=move |()| swap()>
                    {look.swap}
                </Button>
            </div>
            <div
                class="compare-panes"
                class:is-turned=flag(turned)
                data-mode=tell(move || mode.get().to_string())
                style:--split=tell(move || format!("{}%", split.get()))
                style:--gain=tell(move || gain.get().to_string())
            >
                {draw(panes)}
                {when(move || mode.get() == 0, slider)}
                <span class="compare-name" aria-live="polite">
                    {maybe(move || (mode.get() == 2).then(|| if turned() { look.second } else { look.first }))}
                </span>
            </div>
            <aside class="viewer-side" aria-label=look.differs>
                <Differences first=first a=a second=second b=b />
            </aside>
        </main>
    }
}

/// One of the two pictures, filling the frame as far as its shape allows.
fn layer(shown: Shown, name: &'static str) -> AnyView {
    let alt = move || {
        let prompt = shown.picture.get().map(|picture| picture.prompt).unwrap_or_default();
        format!("{name}: {prompt}")
    };
    let inside = move || {
        let source = shown.source()?;
        Some(
            view! { <img src=source alt=tell(alt) draggable="false" referrerpolicy="no-referrer" /> }
                .into_any(),
        )
    };
    view! { <div class="layer" data-name=name>{draw(inside)}</div> }.into_any()
}

/// What was different when the two were made.
#[component]
fn Differences(first: Entry, a: Pick, second: Entry, b: Pick) -> impl IntoView {
    let rows = move || {
        let look = &text().look;
        let rows = differences(&facts(&first, a.index), &facts(&second, b.index));
        if rows.is_empty() {
            return Some(view! { <p class="field-hint">{look.same}</p> }.into_any());
        }
        let rows = all(rows.into_iter().map(|(name, one, other)| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td>{one}</td>
                    <td>{other}</td>
                </tr>
            }
        }));
        let heads = [look.first, look.second].map(|head| view! { <th scope="col">{head}</th> });
        Some(
            view! {
                <table class="asked">
                    <thead>
                        <tr>
                            <td></td>
                            {all(heads.into_iter())}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any(),
        )
    };
    view! {
        <h2>{text().look.differs}</h2>
        {draw(rows)}
    }
}

/// Everything that is known of a picture by name: what came, where nothing came what was asked.
fn facts(entry: &Entry, index: usize) -> Vec<(String, String)> {
    let mut facts = vec![(text().form.model.to_owned(), entry.title())];
    entry.job.with(|job| {
        let label = |name: &str| (text().field)(name).to_owned();
        let drawn = job.pictures.get(index).map(|picture| picture.prompt.clone()).unwrap_or_default();
        facts.push((label("prompt"), prompt_of(job)));
        facts.push((text().look.rewritten.to_owned(), drawn));
        let known = got_of(job, index).into_iter();
        facts.extend(known.map(|(name, asked, got)| (name, if got.is_empty() { asked } else { got })));
    });
    facts
}

/// The names under which two lists say different things, with what each says.
fn differences(one: &[(String, String)], other: &[(String, String)]) -> Vec<(String, String, String)> {
    let said = |facts: &[(String, String)], name: &str| {
        facts.iter().find(|(known, _)| known == name).map(|(_, words)| words.clone()).unwrap_or_default()
    };
    let new = other.iter().filter(|(name, _)| !one.iter().any(|(known, _)| known == name));
    let names = one.iter().chain(new).map(|(name, _)| name.clone());
    let rows = names.map(|name| {
        let (a, b) = (said(one, &name), said(other, &name));
        (name, a, b)
    });
    rows.filter(|(_, a, b)| a != b).collect()
}

#[cfg(test)]
mod tests {
    use super::differences;

    #[test]
    fn only_what_differs_is_listed_and_a_missing_fact_is_empty() {
        let facts = |rows: &[(&str, &str)]| -> Vec<(String, String)> {
            rows.iter().map(|(name, words)| ((*name).to_owned(), (*words).to_owned())).collect()
        };
        let one = facts(&[("Seed", "1"), ("Style", "General"), ("Weight", "50")]);
        let other = facts(&[("Seed", "2"), ("Style", "General"), ("Speed", "Turbo")]);
        let found = differences(&one, &other);
        let found: Vec<_> =
            found.iter().map(|(name, a, b)| (name.as_str(), a.as_str(), b.as_str())).collect();
        assert_eq!(found, [("Seed", "1", "2"), ("Weight", "50", ""), ("Speed", "", "Turbo")]);
    }
}
