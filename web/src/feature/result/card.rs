//! One picture: being made, made, withheld, saved or not.

use super::actions::Actions;
use super::pick::PickLink;
use super::rescue::Rescue;
use super::shown::Shown;
use crate::browser;
use crate::state::{Entry, Pick, Version, studio};
use crate::text::text;
use crate::ui::{Icon, IconName, Skeleton, draw, tell};
use ideomix_gallery::{Made, Picture, Saved, View};
use leptos::prelude::*;

/// What stands in a card's frame.
#[derive(Clone, Copy, PartialEq)]
enum Face {
    Coming,
    Withheld,
    NoLink,
    Expired,
    Broken,
    Picture,
}

#[component]
pub(crate) fn Card(entry: Entry, index: usize) -> impl IntoView {
    let studio = studio();
    let shown = Shown::new(&entry, index, Version::Whole);
    let picture = shown.picture;
    let class = move || match picture.get() {
        None => "card is-pending",
        Some(Picture { made: Made::Withheld, .. }) => "card is-withheld",
        Some(Picture { made: Made::NoLink, .. }) => "card is-error",
        Some(Picture { saved: Saved::Saved, .. }) => "card is-done",
        Some(Picture { saved: Saved::Expired, .. }) => "card is-expired",
        Some(Picture { saved: Saved::Pending, .. }) => "card",
        Some(_) => "card is-unsaved",
    };
    let made = move || picture.get().filter(|picture| picture.made == Made::Made);
    // A star or a kept file changes the picture's record, and not what stands in the frame.
    let face = Memo::new(move |_| match picture.get() {
        None => Face::Coming,
        Some(Picture { made: Made::Withheld, .. }) => Face::Withheld,
        Some(Picture { made: Made::NoLink, .. }) => Face::NoLink,
        Some(Picture { saved: Saved::Expired, asset: None, .. }) => Face::Expired,
        Some(Picture { view: View::Broken, asset: None, .. }) => Face::Broken,
        Some(_) => Face::Picture,
    });
    let inside = {
        let entry = entry.clone();
        move || {
            let words = &text().result;
            Some(match face.get() {
                Face::Coming => view! { <Skeleton /> }.into_any(),
                Face::Withheld => message(IconName::Shield, words.withheld_title, words.withheld_text),
                Face::NoLink => message(IconName::Warning, words.no_link_title, words.no_link_text),
                Face::Expired => message(IconName::Clock, words.expired, words.expired_text),
                Face::Broken => message(IconName::EyeOff, words.not_saved, text().look.not_shown),
                Face::Picture => look(&entry, index, shown),
            })
        }
    };
    let status = move || {
        let words = &text().result;
        match made()?.saved {
            Saved::Pending => Some(words.saving),
            Saved::NoRoom => Some(words.no_room),
            Saved::Unreadable { .. } => Some(words.not_saved),
            Saved::Saved | Saved::Expired => None,
        }
    };
    let line = move || {
        status().map(|words| {
            view! {
                <p class="card-status">
                    <Icon name=IconName::Disk />
                    <span>{words}</span>
                </p>
            }
            .into_any()
        })
    };
    let (for_actions, for_rescue, dropped) = (entry.clone(), entry.clone(), entry.clone());
    let has_bytes = Memo::new(move |_| made().map(|picture| picture.asset.is_some()));
    let actions = move || {
        has_bytes.get().map(|_| view! { <Actions entry=for_actions.clone() index=index /> }.into_any())
    };
    let saved = Memo::new(move |_| made().map(|picture| picture.saved));
    let rescue = move || {
        let lost = !matches!(saved.get()?, Saved::Saved | Saved::Pending);
        lost.then(|| view! { <Rescue entry=for_rescue.clone() index=index /> }.into_any())
    };
    // A file can be dropped anywhere on a card that lacks one.
    let drop = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        let file = event.data_transfer().and_then(|data| data.files()?.get(0));
        if let Some(file) = file.filter(|_| has_bytes.get_untracked() == Some(false)) {
            studio.adopt(&dropped, index, file.into());
        }
    };
    let ratio = {
        let job = entry.job.clone();
        move || job.with(|job| super::stage::ratio_of(job, index))
    };
    view! {
        <article
            class=tell(class)
            style:--ratio=tell(ratio)
            on:dragover=move |event| {
                if has_bytes.get_untracked() == Some(false) {
                    event.prevent_default();
                }
            }
            on:drop=drop
        >
            <div class="card-frame">{draw(inside)}{draw(line)}</div>
            <div class="card-actions">{draw(actions)}</div>
            {draw(rescue)}
        </article>
    }
}

/// The picture itself. On a wide screen it opens in the place of its group, on a small one in a place of its own.
fn look(entry: &Entry, index: usize, shown: Shown) -> AnyView {
    let studio = studio();
    let pick = Pick { job: entry.id.clone(), index };
    let count = entry.job.with_untracked(|job| job.pictures.len());
    let alt = move || {
        let prompt = shown.picture.get().map(|picture| picture.prompt).unwrap_or_default();
        (text().result.picture)(index + 1, count, &prompt)
    };
    let opened = pick.clone();
    let open = move |()| {
        let roomy = browser::is_roomy();
        if roomy {
            studio.looking.open.set(Some(opened.clone()));
        }
        roomy
    };
    let entry = entry.clone();
    let inside = move || {
        let entry = entry.clone();
        Some(match shown.source() {
            Some(source) => view! {
                <img
                    src=source
                    alt=tell(alt)
                    decoding="async"
                    referrerpolicy="no-referrer"
                    on:error=move |_| shown.broken(&entry, index)
                />
            }
            .into_any(),
            None => view! { <Skeleton /> }.into_any(),
        })
    };
    view! {
        <PickLink pick=pick class="card-link" on_press=open>
            {draw(inside)}
        </PickLink>
    }
    .into_any()
}

fn message(icon: IconName, title: &'static str, words: &'static str) -> AnyView {
    view! {
        <div class="card-message">
            <Icon name=icon />
            <p>
                <strong>{title}</strong>
            </p>
            <p>{words}</p>
        </div>
    }
    .into_any()
}
