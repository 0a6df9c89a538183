//! The pictures that were chosen to be compared, as a bar above everything until there is nothing chosen.

use crate::browser;
use crate::route::Route;
use crate::state::studio;
use crate::text::text;
use crate::ui::{Button, ButtonSize, ButtonVariant, IconName, tell, when};
use leptos::prelude::*;

#[component]
pub(crate) fn Chosen() -> impl IntoView {
    let studio = studio();
    let picks = studio.looking.picks;
    let count = move || picks.with(Vec::len);
    let compare = move || {
        if let [a, b] = picks.get_untracked().as_slice() {
            studio.go(&Route::Compare { a: a.clone(), b: b.clone() });
            picks.set(Vec::new());
        }
    };
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        let looking = !matches!(studio.route.get_untracked(), Route::Item { .. } | Route::Compare { .. })
            && studio.looking.open.with_untracked(Option::is_none);
        if looking && picks.with_untracked(|picks| !picks.is_empty()) && !browser::is_taken(&event) {
            match event.key().as_str() {
                "c" | "C" => compare(),
                "Escape" => picks.set(Vec::new()),
                _ => {}
            }
        }
    });
    on_cleanup(move || keys.remove());
    when(
        move || count() != 0,
        move || {
            view! {
                <div class="chosen" role="status">
                    <span>{tell(move || (text().look.chosen)(count()))}</span>
                    <Button
                        variant=ButtonVariant::Primary
                        size=ButtonSize::Small
                        icon=IconName::Compare
                        disabled=Signal::derive(move || count() < 2)
                        on_press=move |()| compare()
                    >
                        {text().look.compare}
                    </Button>
                    <Button
                        variant=ButtonVariant::Ghost
                        size=ButtonSize::Small
                        on_press=move |()| picks.set(Vec::new())
                    >
                        {text().look.clear}
                    </Button>
                </div>
            }
            .into_any()
        },
    )
}
