//! The pictures that were chosen to be compared, as a bar above everything until there is nothing chosen.

use crate::route::Route;
use crate::shortcuts::{Action, Scope};
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
    when(
        move || count() != 0,
        move || {
            studio.on_action(Scope::Chosen, move |action| {
                let looking =
                    matches!(studio.route.get_untracked(), Route::Item { .. } | Route::Compare { .. })
                        || studio.looking.open.with_untracked(Option::is_some);
                match action {
                    // What is looked at has its own keys.
                    _ if looking => return false,
                    Action::Compare => compare(),
                    Action::Back => picks.set(Vec::new()),
                    _ => return false,
                }
                true
            });
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
