//! The list of shortcuts, read from their table.

use crate::browser;
use crate::shortcuts::{ALL, Action, Scope, Shortcut};
use crate::state::studio;
use crate::text::{action_words, keys_words, scope_words, text};
use crate::ui::{Dialog, all};
use leptos::prelude::*;

#[component]
pub(crate) fn ShortcutList() -> impl IntoView {
    let open = studio().keys.list;
    let mut scopes: Vec<Scope> = Vec::new();
    for row in ALL {
        if !scopes.contains(&row.scope) {
            scopes.push(row.scope);
        }
    }
    let scopes = StoredValue::new(scopes);
    let title = action_words(Action::Shortcuts);
    view! {
        <Dialog
            open=open
            on_close=move |()| open.set(false)
            title=title
            close_label=text().common.close
            wide=true
        >
            // Longer than most windows: who has no wheel scrolls it by keys.
            <div class="shortcuts" tabindex="0" role="region" aria-label=title>
                {all(scopes.get_value().into_iter().map(section))}
            </div>
            <p class="field-hint">{keys_words().typing}</p>
        </Dialog>
    }
}

fn section(scope: Scope) -> AnyView {
    let rows = ALL.iter().filter(move |row| row.scope == scope && !row.keys.is_empty());
    view! {
        <section>
            <h3>{scope_words(scope)}</h3>
            <dl>{all(rows.map(line))}</dl>
        </section>
    }
    .into_any()
}

fn line(row: &'static Shortcut) -> AnyView {
    view! {
        <div class="shortcut" data-keys=row.keys>
            <dt>{action_words(row.action)}</dt>
            <dd>{keys(row.keys)}</dd>
        </div>
    }
    .into_any()
}

/// Keys as they stand on the keyboard.
pub(super) fn keys(chord: &'static str) -> AnyView {
    let apple = browser::has_apple_keys();
    let name = move |key: &'static str| match key {
        "Mod" => if apple { "⌘" } else { "Ctrl" }.to_owned(),
        "Alt" if apple => "⌥".to_owned(),
        "ArrowUp" => "↑".to_owned(),
        "ArrowDown" => "↓".to_owned(),
        "ArrowLeft" => "←".to_owned(),
        "ArrowRight" => "→".to_owned(),
        "Escape" => "Esc".to_owned(),
        "Plus" => "+".to_owned(),
        "Space" => keys_words().space.to_owned(),
        other => other.to_owned(),
    };
    let parts = chord.split('+').filter(|key| !key.is_empty());
    all(parts.map(move |key| view! { <kbd>{name(key)}</kbd> }))
}
