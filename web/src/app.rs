//! The frame: rail, the place shown, messages.

use crate::browser::{self, Typed};
use crate::feature::{Chosen, Create, Keyboard};
use crate::parts::{Show, part};
use crate::route::Route;
use crate::state::{DATABASE, Studio, needs_a_look, studio};
use crate::text::{language, spending_words, text};
use crate::ui::{Icon, IconName, LiveRegion, Mark, Notice, Toasts, Tone, all, draw, flag, maybe, tell, when};
use ideomix_api::Operation;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The whole studio.
#[component]
pub(crate) fn App(typed: Typed) -> impl IntoView {
    let studio = Studio::new(&typed);
    provide_context(studio);
    provide_context(StoredValue::new(Some(typed)));
    let follow = window_event_listener(leptos::ev::hashchange, move |_| studio.arrive());
    on_cleanup(move || follow.remove());
    browser::reload_guard(move || studio.jobs.is_busy());
    studio.follow_other_tabs();
    studio.remember_forms();
    spawn_local(studio.ask_server());
    spawn_local(async move {
        // On a first visit there is nothing to look at, and the form is all that is needed.
        if studio.has_left_words() || browser::may_have_kept(DATABASE).await {
            studio.wake();
        }
    });

    // Words are not followed one by one: a change of language draws everything anew. What is known lives above.
    draw(move || {
        language().get();
        Some(view! { <Frame /> }.into_any())
    })
}

#[component]
fn Frame() -> impl IntoView {
    let studio = studio();
    let messages = studio.messages;
    let place = move || {
        Some(match studio.route.get() {
            Route::Create(operation) => view! { <Create operation=operation /> }.into_any(),
            place => part(Show::Place(place)),
        })
    };
    view! {
        <div class="app" data-strip=maybe(move || studio.drawer.get().then_some("open"))>
            <a class="skip" href="#place" on:click=move |event| {
                event.prevent_default();
                browser::focus("place");
            }>{text().places.skip}</a>
            <Rail />
            {draw(place)}
        </div>
        <Keyboard />
        <Chosen />
        <Toasts
            items=messages.notes
            on_close=move |id| messages.close(id)
            close_label=text().common.close
        />
        <LiveRegion polite=messages.polite assertive=messages.assertive />
    }
}

/// A lasting word about the store, where there is one. Places show it above their content.
#[component]
pub(crate) fn StoreNotice() -> impl IntoView {
    let store = studio().messages.store;
    draw(move || {
        store.get().map(|error| {
            view! {
                <Notice
                    tone=Tone::Warn
                    title=text().gallery.memory_only
                    on_close=Callback::new(move |()| store.set(None))
                    close_label=text().common.close
                >
                    {(text().store)(&error)}
                </Notice>
            }
            .into_any()
        })
    })
}

#[component]
fn Rail() -> impl IntoView {
    let studio = studio();
    let item = move |place: Route, icon: IconName, label: &'static str| {
        let here = place.clone();
        let current = move || (studio.route.get() == here).then_some("page");
        view! {
            <a class="rail-item" href=place.hash() aria-current=maybe(current)>
                <Icon name=icon />
                <span>{label}</span>
            </a>
        }
    };
    let operations = Operation::ALL.map(|operation| {
        let label = (text().operation)(operation);
        view! { <li>{item(Route::Create(operation), icon(operation), label)}</li> }
    });
    Effect::new(move |_| {
        studio.route.track();
        // A frame later the new place is marked.
        request_animation_frame(|| browser::show_current(".rail-ops"));
    });
    let create = move || matches!(studio.route.get(), Route::Create(_)).then_some("page");
    let at_jobs = move || (studio.route.get() == Route::Jobs).then_some("page");
    let open = move || {
        studio.jobs.entries.with(|entries| {
            entries.iter().filter(|entry| !entry.live.get().is_over() || entry.job.with(needs_a_look)).count()
        })
    };
    let warn =
        move || studio.jobs.entries.with(|entries| entries.iter().any(|entry| entry.job.with(needs_a_look)));
    view! {
            <nav class="rail" aria-label=text().places.operations>
                <a class="rail-mark" href=Route::Create(Operation::Generate).hash() aria-label="Ideomix">
                    <Mark />
                </a>
                <ul class="rail-ops">{all(operations.into_iter())}</ul>
                <ul class="rail-places" aria-label=text().places.places>
                    <li class="only-phone">
                        <a class="rail-item" href=Route::Create(Operation::Generate).hash() aria-current=maybe(create)>
                            <Icon name=IconName::Plus />
                            <span>{text().places.create}</span>
                        </a>
                    </li>
                    <li>
                        <a class="rail-item" href=Route::Jobs.hash() aria-current=maybe(at_jobs)>
                            <Icon name=IconName::Jobs />
                            <span>{text().places.jobs}</span>
                            {when(move || open() != 0, move || view! {
                                <span class="badge" class:is-warn=flag(warn)>{tell(move || open().to_string())}</span>
    }.into_any())}
                        </a>
                    </li>
                    <li>{item(Route::Gallery, IconName::Gallery, text().places.gallery)}</li>
                    <li>{item(Route::Spending, IconName::Spending, spending_words().title)}</li>
                    <li>{item(Route::Settings, IconName::Settings, text().places.settings)}</li>
                </ul>
            </nav>
        }
}

const fn icon(operation: Operation) -> IconName {
    match operation {
        Operation::Generate => IconName::Generate,
        Operation::Remix => IconName::Remix,
        Operation::Edit => IconName::Edit,
        Operation::Reframe => IconName::Reframe,
        Operation::ReplaceBackground => IconName::Background,
        Operation::Upscale => IconName::Upscale,
        Operation::Describe => IconName::Describe,
    }
}
