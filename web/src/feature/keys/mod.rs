//! The keyboard: one listener for all shortcuts, what they do everywhere, their list, and the command palette.

mod fuzzy;
mod list;
mod palette;

use crate::browser;
use crate::parts::{Show, once};
use crate::route::Route;
use crate::shortcuts::{Action, Scope};
use crate::state::{Studio, studio};
use crate::text::text;
use leptos::prelude::*;
pub(crate) use list::ShortcutList;
pub(crate) use palette::Palette;

/// Listens to the keyboard and holds what opens above every place.
#[component]
pub(crate) fn Keyboard() -> impl IntoView {
    let studio = studio();
    studio.on_action(Scope::Everywhere, move |action| everywhere(studio, action));
    let heard = window_event_listener(leptos::ev::keydown, move |event| {
        let Some(press) = browser::press(&event).filter(|_| !browser::is_open_above()) else { return };
        if studio.press(&press, browser::is_typing(&event), event.repeat()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || heard.remove());
    view! {
        {once(studio.keys.list, Show::Shortcuts)}
        {once(studio.keys.palette, Show::Palette)}
    }
}

/// Does what can be done in every place; says whether it was something of that kind.
fn everywhere(studio: Studio, action: Action) -> bool {
    match action {
        Action::Operation(operation) => studio.go(&Route::Create(operation)),
        Action::Gallery => studio.go(&Route::Gallery),
        Action::Jobs => studio.go(&Route::Jobs),
        Action::Spending => studio.go(&Route::Spending),
        Action::Settings => studio.go(&Route::Settings),
        Action::History => studio.drawer.update(|open| *open = !*open),
        Action::Search if studio.route.get_untracked() == Route::Gallery => browser::focus_search(),
        Action::Search => {
            studio.keys.searching.set(true);
            studio.go(&Route::Gallery);
        }
        Action::Palette => studio.keys.palette.set(true),
        Action::Shortcuts => studio.keys.list.set(true),
        Action::Undo => return studio.messages.press(text().result.undo),
        Action::Back => {
            let open = studio.drawer.get_untracked();
            studio.drawer.set(false);
            return open;
        }
        _ => return false,
    }
    true
}
