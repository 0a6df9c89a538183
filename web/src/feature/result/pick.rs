//! Presses on the link of a picture: with Ctrl or by a long press it is chosen to be compared.

use crate::browser;
use crate::state::{Pick, studio};
use crate::ui::flag;
use gloo_timers::callback::Timeout;
use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;

/// How long a finger rests for a long press, in milliseconds.
const LONG_MS: u32 = 500;

/// A link to a picture's own place. What it does on a plain press can be something nearer.
#[component]
pub(crate) fn PickLink(
    pick: Pick,
    /// The class of the link.
    class: &'static str,
    /// Called on a plain press; says whether that was all.
    #[prop(into)]
    on_press: Callback<(), bool>,
    children: Children,
) -> impl IntoView {
    let looking = studio().looking;
    let resting = StoredValue::new_local(None::<Timeout>);
    let chosen = StoredValue::new(false);
    let place = pick.route().hash();
    let id = link_id(&pick);
    let (by_finger, own) = (pick.clone(), pick.clone());
    let down = move |event: PointerEvent| {
        chosen.set_value(false);
        if event.pointer_type() == "touch" {
            let pick = by_finger.clone();
            let rested = move || {
                chosen.set_value(true);
                looking.pick(pick);
            };
            resting.set_value(Some(Timeout::new(LONG_MS, rested)));
        }
    };
    let rest_ends = move |_: PointerEvent| resting.set_value(None);
    let click = move |event: MouseEvent| {
        let with_key = event.ctrl_key() || event.meta_key();
        if with_key {
            looking.pick(pick.clone());
        }
        let plain = !event.shift_key() && !event.alt_key();
        if with_key || chosen.get_value() || (plain && on_press.run(())) {
            event.prevent_default();
        }
    };
    view! {
        <a
            id=id
            class=class
            href=place
            class:is-picked=flag(move || looking.is_picked(&own))
            on:pointerdown=down
            on:pointerup=rest_ends
            on:pointercancel=rest_ends
            on:contextmenu=move |event| {
                // The browser's own menu of a link comes by a long press too.
                if resting.with_value(Option::is_some) || chosen.get_value() {
                    event.prevent_default();
                }
            }
            on:click=click
        >
            {children()}
        </a>
    }
}

/// The id of a picture's link: where the focus goes back to.
fn link_id(pick: &Pick) -> String {
    format!("picture-{}-{}", pick.job, pick.index)
}

/// Puts the focus on the link of a picture, once it is drawn.
pub(crate) fn focus_link(pick: &Pick) {
    let id = link_id(pick);
    request_animation_frame(move || browser::focus(&id));
}
