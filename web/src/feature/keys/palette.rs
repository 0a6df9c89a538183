//! The command palette: operations, places, actions and recent prompts behind one box.

use super::fuzzy::fit;
use super::list::keys;
use crate::route::Route;
use crate::shortcuts::{ALL, Action, keys_of};
use crate::state::{Studio, studio};
use crate::text::{action_words, keys_words, text};
use crate::ui::{Dialog, all, draw, flag, maybe};
use ideomix_api::Operation;
use leptos::prelude::*;

/// How many lines are shown.
const LINES: usize = 9;

/// One line of the palette.
#[derive(Clone, Debug, PartialEq)]
enum Line {
    Do(Action),
    Prompt(String),
}

#[component]
pub(crate) fn Palette() -> impl IntoView {
    let studio = studio();
    let open = studio.keys.palette;
    let query = RwSignal::new(String::new());
    let at = RwSignal::new(0usize);
    let lines = Memo::new(move |_| if open.get() { lines(studio, &query.get()) } else { Vec::new() });
    let close = move || {
        open.set(false);
        query.set(String::new());
        at.set(0);
    };
    let choose = move |line: Line| {
        close();
        match line {
            Line::Do(action) => studio.act(action),
            Line::Prompt(prompt) => {
                let operation = match studio.route.get_untracked() {
                    Route::Create(operation) => operation,
                    _ => Operation::Generate,
                };
                studio.forms.of(operation).set_text("prompt", &prompt);
                studio.go(&Route::Create(operation));
            }
        }
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        let count = lines.with_untracked(Vec::len).max(1);
        match event.key().as_str() {
            _ if event.is_composing() => return,
            "ArrowDown" => at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => at.update(|at| *at = (*at + count - 1) % count),
            "Enter" => {
                if let Some(line) = lines.with_untracked(|lines| lines.get(at.get_untracked()).cloned()) {
                    choose(line);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let option = move |(n, line): (usize, Line)| {
        let chosen = flag(move || at.get() == n);
        let (words, aside) = match &line {
            Line::Do(action) => (action_words(*action).to_owned(), keys(keys_of(*action))),
            Line::Prompt(prompt) => (prompt.clone(), keys_words().prompt.into_any()),
        };
        view! {
            <li
                id=format!("palette-{n}")
                class="palette-line"
                role="option"
                aria-selected=maybe(move || Some(if chosen() { "true" } else { "false" }))
                on:click=move |_| choose(line.clone())
            >
                <span class="palette-words">{words}</span>
                <span class="palette-aside">{aside}</span>
            </li>
        }
    };
    let shown = move || {
        let lines = lines.get();
        if lines.is_empty() {
            return Some(view! { <li class="field-hint">{keys_words().nothing}</li> }.into_any());
        }
        Some(all(lines.into_iter().enumerate().map(option)))
    };
    view! {
        <Dialog
            open=open
            on_close=move |()| close()
            title=action_words(Action::Palette)
            close_label=text().common.close
        >
            <span class="input">
                <input
                    type="text"
                    role="combobox"
                    autofocus
                    autocomplete="off"
                    spellcheck="false"
                    aria-expanded="true"
                    aria-controls="palette-lines"
                    aria-activedescendant=maybe(move || Some(format!("palette-{}", at.get())))
                    aria-label=action_words(Action::Palette)
                    placeholder=keys_words().ask
                    on:input:target=move |event| {
                        query.set(event.target().value());
                        at.set(0);
                    }
                    on:keydown=pressed
                />
            </span>
            <ul class="palette" id="palette-lines" role="listbox" aria-label=action_words(Action::Palette)>
                {draw(shown)}
            </ul>
        </Dialog>
    }
}

/// What fits, best first. Actions come before prompts that fit as well.
fn lines(studio: Studio, query: &str) -> Vec<Line> {
    let actions = ALL.iter().filter(|row| studio.hears(row.scope)).map(|row| row.action);
    let actions =
        actions.filter(|action| !action.may_repeat() && !matches!(action, Action::Palette | Action::Back));
    let actions = actions.filter_map(|action| Some((fit(query, action_words(action))?, Line::Do(action))));
    let prompts = studio.recent_prompts().into_iter();
    let prompts = prompts.filter_map(|prompt| Some((fit(query, &prompt)? + 2, Line::Prompt(prompt))));
    let mut found: Vec<(usize, Line)> = Vec::new();
    for (cost, line) in actions.chain(prompts) {
        let place = found.iter().take_while(|(other, _)| *other <= cost).count();
        found.insert(place, (cost, line));
    }
    found.truncate(LINES);
    found.into_iter().map(|(_, line)| line).collect()
}
