//! One picture, large: on the stage in the place of its group, or in a place of its own with all that is known of it.

use super::glass::{Glass, Pane, ZoomBar};
use crate::browser;
use crate::feature::TruthPanel;
use crate::feature::result::{Act, Actions, Facts, Lineage, Shown, focus_link};
use crate::route::Route;
use crate::shortcuts::{Action, Scope};
use crate::state::{Entry, Pick, Studio, Version, shown, studio};
use crate::text::text;
use crate::ui::{Button, ButtonSize, ButtonVariant, Icon, IconName, draw, maybe, tell};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The place of one picture.
#[component]
pub(crate) fn Item(job: String, index: usize) -> impl IntoView {
    let studio = studio();
    let missing = RwSignal::new(false);
    let id = job.clone();
    let found = Memo::new(move |_| studio.find_any(&id).map(|_| ()));
    spawn_local({
        let id = job.clone();
        async move {
            // Before the gallery is open nothing is found; its jobs come by themselves then.
            let there = studio.visit(&id).await;
            missing.try_set(!there);
        }
    });
    draw(move || {
        Some(match found.get().and_then(|()| untrack(|| studio.find_any(&job))) {
            Some(entry) => view! { <Viewer entry=entry index=index on_stage=false /> }.into_any(),
            None => view! {
                <main class="page" id="place" tabindex="-1">
                    <div class="page-body">
                        <p class="field-hint">{tell(move || if missing.get() { text().look.gone } else { "" })}</p>
                        <a class="btn is-quiet" href=Route::Gallery.hash()>{text().places.gallery}</a>
                    </div>
                </main>
            }
            .into_any(),
        })
    })
}

/// A picture with everything that can be done with it.
#[component]
pub(crate) fn Viewer(entry: Entry, index: usize, on_stage: bool) -> impl IntoView {
    let studio = studio();
    let pick = Pick { job: entry.id.clone(), index };
    let picture = Shown::new(&entry, index, Version::Whole);
    let glass = Glass::new();
    let detailed = RwSignal::new(!on_stage);
    let job = {
        let job = entry.job.clone();
        Signal::derive(move || job.get())
    };
    let step = {
        let pick = pick.clone();
        move |by: isize| {
            if let Some(next) = neighbor(studio, &pick, by) {
                show(studio, next, on_stage);
            }
        }
    };
    let close = {
        let pick = pick.clone();
        move || {
            if on_stage {
                studio.looking.open.set(None);
            } else {
                studio.go(&studio.looking.home.get_untracked());
            }
            focus_link(&pick);
        }
    };
    let remove = {
        let (entry, pick, close) = (entry.clone(), pick.clone(), close.clone());
        move || {
            // The one beside it is shown next, as far as there is one.
            let next = neighbor(studio, &pick, 1).or_else(|| neighbor(studio, &pick, -1));
            studio.delete_picture(&entry, index);
            match next {
                Some(next) => show(studio, next, on_stage),
                None => close(),
            }
        }
    };
    let act = {
        let (entry, step, close) = (entry.clone(), step.clone(), close.clone());
        move |action| {
            match action {
                Action::Previous => step(-1),
                Action::Next => step(1),
                Action::Back => close(),
                Action::Details => detailed.update(|open| *open = !*open),
                Action::Picture(Act::Remove) => remove(),
                Action::Picture(act) => act.run(studio, &entry, index),
                _ => return glass.act(action),
            }
            true
        }
    };
    studio.on_action(Scope::Viewer, act);
    // Keys are heard wherever the focus is; on the stage it comes here, so that screen readers do too.
    if on_stage {
        request_animation_frame(|| browser::focus("looked-at"));
    }
    let alt = move || picture.picture.get().map(|picture| picture.prompt).unwrap_or_default();
    let inside = move || {
        let source = picture.source()?;
        Some(view! { <img src=source alt=tell(alt) decoding="async" draggable="false" referrerpolicy="no-referrer" /> }.into_any())
    };
    let place = {
        let id = pick.job.clone();
        move || {
            let all = studio.find_any(&id).map(|entry| entry.job.with(shown)).unwrap_or_default();
            let at = all.iter().position(|other| *other == index).map_or(1, |at| at + 1);
            (text().look.place)(at, all.len())
        }
    };
    let turn = |label: &'static str, by: isize| {
        let (step, pick) = (step.clone(), pick.clone());
        let last = Signal::derive(move || neighbor(studio, &pick, by).is_none());
        view! {
            <Button
                variant=ButtonVariant::Ghost
                size=ButtonSize::Small
                icon=IconName::Chevron
                label=label
                disabled=last
                on_press=move |()| step(by)
                attr:data-turn=if by < 0 { "back" } else { "on" }
            />
        }
    };
    let (for_actions, for_facts) = (entry.clone(), entry.clone());
    let has_bytes = Memo::new(move |_| picture.picture.get().is_some_and(|picture| picture.asset.is_some()));
    let actions = move || {
        has_bytes.track();
        Some(view! { <Actions entry=for_actions.clone() index=index /> }.into_any())
    };
    let side = move || {
        detailed.get().then(|| {
            view! {
                <aside class="viewer-side" aria-label=text().look.details>
                    <Facts job=job index=index />
                    <TruthPanel entry=for_facts.clone() index=index />
                    <Lineage entry=for_facts.clone() index=index />
                </aside>
            }
            .into_any()
        })
    };
    let swipe = step.clone();
    let body = view! {
        <div class="viewer-bar">
            <Button
                variant=ButtonVariant::Ghost
                size=ButtonSize::Small
                icon=IconName::Close
                label=text().common.close
                on_press=move |()| close()
            />
            {turn(text().result.previous, -1)}
            <span class="viewer-place">{tell(place)}</span>
            {turn(text().result.next, 1)}
            <ZoomBar glass=glass />
            <span class="viewer-actions">{draw(actions)}</span>
            <Button
                variant=ButtonVariant::Ghost
                size=ButtonSize::Small
                icon=IconName::Info
                label=text().look.details
                pressed=Signal::derive(move || Some(detailed.get()))
                on_press=move |()| detailed.update(|open| *open = !*open)
                attr:data-details=""
            />
            {on_stage
                .then(|| {
                    view! {
                        <a
                            class="btn is-ghost is-small is-square"
                            href=pick.route().hash()
                            aria-label=text().look.large
                            title=text().look.large
                        >
                            <Icon name=IconName::OpenExternal />
                        </a>
                    }
                })}
        </div>
        <Pane glass=glass main=true on_swipe=swipe>{draw(inside)}</Pane>
        {draw(side)}
    };
    let open = maybe(move || detailed.get().then_some("open"));
    if on_stage {
        view! { <section class="viewer" id="looked-at" tabindex="-1" data-details=open aria-label=text().look.large>{body}</section> }
            .into_any()
    } else {
        view! { <main class="page viewer" id="place" tabindex="-1" data-details=open>{body}</main> }
            .into_any()
    }
}

/// The picture that comes after or before one, over all jobs that are listed.
fn neighbor(studio: Studio, pick: &Pick, by: isize) -> Option<Pick> {
    let of = |entry: &Entry| {
        let pick = |index| Pick { job: entry.id.clone(), index };
        entry.job.with(shown).into_iter().map(pick).collect::<Vec<_>>()
    };
    studio.jobs.entries.with(|entries| {
        let mut at = entries.iter().position(|entry| entry.id == pick.job)?;
        let own = of(&entries[at]);
        let here = own.iter().position(|other| other.index >= pick.index).unwrap_or(own.len());
        if let Some(next) = here.checked_add_signed(by).and_then(|next| own.get(next)) {
            return Some(next.clone());
        }
        // Jobs without pictures are passed over.
        loop {
            at = at.checked_add_signed(by)?;
            let pictures = of(entries.get(at)?);
            let next = if by > 0 { pictures.first() } else { pictures.last() };
            if let Some(next) = next {
                return Some(next.clone());
            }
        }
    })
}

/// Shows a picture where the last one was shown.
fn show(studio: Studio, pick: Pick, on_stage: bool) {
    if on_stage {
        studio.jobs.shown.set(Some(pick.job.clone()));
        studio.looking.open.set(Some(pick));
    } else {
        studio.go(&pick.route());
    }
}
