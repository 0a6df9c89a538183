//! One picture: being made, made, withheld, saved or not.

use super::facts::file_name;
use super::shown::Shown;
use crate::browser;
use crate::route::Route;
use crate::state::{Entry, Version, studio};
use crate::text::text;
use crate::ui::{
    Button, ButtonSize, ButtonVariant, Icon, IconName, Menu, MenuItem, Skeleton, all, draw, tell, when,
};
use ideomix_api::Operation;
use ideomix_gallery::{Made, Picture, Saved};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(crate) fn Card(entry: Entry, index: usize) -> impl IntoView {
    let shown = Shown::new(&entry, index, Version::Whole);
    let Shown { picture, kept } = shown;
    let gone = move || {
        picture.get().is_some_and(|picture| picture.saved == Saved::Expired && picture.asset.is_none())
    };
    let class = move || match picture.get() {
        None => "card is-pending",
        Some(Picture { made: Made::Withheld, .. }) => "card is-withheld",
        Some(Picture { made: Made::NoLink, .. }) => "card is-error",
        Some(Picture { saved: Saved::Saved, .. }) => "card is-done",
        Some(Picture { saved: Saved::Expired, .. }) => "card is-expired",
        Some(Picture { saved: Saved::Pending, .. }) => "card",
        Some(_) => "card is-unsaved",
    };
    let count = {
        let job = entry.job.clone();
        move || job.with(|job| job.pictures.len())
    };
    let alt = {
        let count = count.clone();
        move || {
            let prompt = picture.get().map(|picture| picture.prompt).unwrap_or_default();
            (text().result.picture)(index + 1, count(), &prompt)
        }
    };
    let place = Route::Item { job: entry.id.clone(), index }.hash();
    let inside = {
        let (alt, place) = (alt, place.clone());
        move || {
            Some(match picture.get().map(|picture| picture.made) {
                None => view! { <Skeleton /> }.into_any(),
                Some(Made::Withheld) => {
                    message(IconName::Shield, || text().result.withheld_title, || text().result.withheld_text)
                        .into_any()
                }
                Some(Made::NoLink) => {
                    message(IconName::Warning, || text().result.no_link_title, || text().result.no_link_text)
                        .into_any()
                }
                Some(Made::Made) if gone() => {
                    message(IconName::Clock, || text().result.expired, || text().result.expired_text)
                        .into_any()
                }
                Some(Made::Made) => {
                    let alt = alt.clone();
                    let place = place.clone();
                    view! {
                    <a class="card-link" href=place>
                        {draw(move || {
                            let alt = alt.clone();
                            Some(match shown.source() {
                                Some(source) => {
                                    view! {
                                        <img src=source alt=tell(alt) decoding="async" referrerpolicy="no-referrer" />
                                    }
                                        .into_any()
                                }
                                None => view! { <Skeleton /> }.into_any(),
                            })
                        })}
                    </a>
                }
                    .into_any()
                }
            })
        }
    };
    let status = move || {
        let words = &text().result;
        picture.get().filter(|picture| picture.made == Made::Made).and_then(|picture| match picture.saved {
            Saved::Pending => Some((IconName::Disk, words.saving.to_owned())),
            Saved::Saved => None,
            Saved::NoRoom => Some((IconName::Disk, words.no_room.to_owned())),
            Saved::Expired => None,
            Saved::Unreadable { reason } => {
                Some((IconName::Disk, format!("{}. {}", words.not_saved, (text().unreadable)(&reason))))
            }
        })
    };
    let actions = {
        let entry = entry.clone();
        move || {
            let shown = picture.get()?;
            (shown.made == Made::Made).then(|| actions(&entry, index, &shown, kept))
        }
    };
    let ratio = {
        let job = entry.job.clone();
        move || job.with(|job| super::stage::ratio_of(job, index))
    };
    view! {
        <article class=tell(class) style:--ratio=tell(ratio)>
            <div class="card-frame">
                {draw(inside)}
                {draw(move || {
                    status()
                        .map(|(icon, words)| {
                            view! {
                                <p class="card-status">
                                    <Icon name=icon />
                                    <span>{words}</span>
                                </p>
                            }
                                .into_any()
                        })
                })}
            </div>
            <div class="card-actions">{draw(actions)}</div>
        </article>
    }
}

fn message(icon: IconName, title: fn() -> &'static str, words: fn() -> &'static str) -> impl IntoView {
    view! {
        <div class="card-message">
            <Icon name=icon />
            <p>
                <strong>{title}</strong>
            </p>
            <p>{words}</p>
        </div>
    }
}

/// A list of the operations that take a picture: one press and this one is in their slot.
#[component]
pub(crate) fn SendTo(asset: String) -> impl IntoView {
    let studio = studio();
    let takers = Operation::ALL.into_iter().filter(|operation| *operation != Operation::Generate);
    let items = all(takers.map(move |operation| {
        let asset = asset.clone();
        view! {
            <MenuItem on_press=move |()| studio.send_to(operation, asset.clone())>
                {(text().operation)(operation)}
            </MenuItem>
        }
    }));
    view! {
        <Menu
            label=text().result.send_to
            icon=IconName::Send
            variant=ButtonVariant::Ghost
            size=ButtonSize::Small
            square=true
        >
            {items}
        </Menu>
    }
}

fn actions(entry: &Entry, index: usize, shown: &Picture, kept: Signal<Option<String>>) -> AnyView {
    let studio = studio();
    let name = entry.job.with_untracked(|job| file_name(job, shown));
    let unsaved = !matches!(shown.saved, Saved::Saved | Saved::Pending);
    let link = shown.url.clone().filter(|_| shown.asset.is_none());
    let (again, refill, prompt) = (entry.clone(), entry.clone(), shown.prompt.clone());
    let download = move |()| {
        if let Some(url) = kept.get_untracked() {
            browser::save_as(&url, &name);
        }
    };
    let id = entry.id.clone();
    let copy = move |()| {
        let prompt = prompt.clone();
        spawn_local(async move {
            if browser::copy_text(prompt).await {
                studio.messages.note(crate::ui::Tone::Good, text().result.copied.to_owned(), None);
            }
        });
    };
    view! {
            {when(move || kept.get().is_some(), move || view! {
                <Button
                    variant=ButtonVariant::Ghost
                    size=ButtonSize::Small
                    icon=IconName::Download
                    label=text().result.download
                    on_press=download.clone()
                />
    }.into_any())}
            {unsaved
                .then(|| {
                    view! {
                        <Button
                            variant=ButtonVariant::Ghost
                            size=ButtonSize::Small
                            icon=IconName::Disk
                            label=text().result.try_saving
                            on_press=move |()| studio.save_again(&again, index)
                        />
                    }
                })}
            {link
                .map(|link| {
                    view! {
                        <Button
                            variant=ButtonVariant::Ghost
                            size=ButtonSize::Small
                            icon=IconName::OpenExternal
                            label=text().result.open_link
                            on_press=move |()| browser::open_link(&link)
                        />
                    }
                })}
            {shown
                .asset
                .clone()
                .map(|asset| {
                    view! {
                        <Button
                            variant=ButtonVariant::Ghost
                            size=ButtonSize::Small
                            icon=IconName::Edit
                            label=text().mask.edit_result
                            on_press=move |()| studio.paint_on(asset.clone(), None)
                        />
                    }
                })}
            {shown.asset.clone().map(|asset| view! { <SendTo asset=asset /> })}
            <Button
                variant=ButtonVariant::Ghost
                size=ButtonSize::Small
                icon=IconName::Copy
                label=text().result.copy_prompt
                on_press=copy
            />
            <Button
                variant=ButtonVariant::Ghost
                size=ButtonSize::Small
                icon=IconName::Refresh
                label=text().result.use_settings
                on_press=move |()| {
                    let job = refill.job.get_untracked();
                    studio.refill(&job);
                }
            />
            <Button
                variant=ButtonVariant::Ghost
                size=ButtonSize::Small
                icon=IconName::Trash
                label=text().result.remove
                on_press=move |()| studio.delete(&id)
            />
        }
    .into_any()
}
