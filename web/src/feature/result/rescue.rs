//! A picture whose bytes are not here: how long its link still works, and the ways to get it all the same.

use crate::browser;
use crate::state::{Entry, studio};
use crate::text::text;
use crate::ui::{Button, ButtonSize, Icon, IconName, draw};
use ideomix_gallery::Saved;
use leptos::html;
use leptos::prelude::*;
use std::time::Duration;

/// How often the time that is left is told anew.
const TICK: Duration = Duration::from_secs(20);

/// The ways out, for as long as the bytes are missing: try again, look elsewhere, give the file.
#[component]
pub(super) fn Rescue(entry: Entry, index: usize) -> impl IntoView {
    let studio = studio();
    let Some(picture) = entry.job.with_untracked(|job| job.pictures.get(index).cloned()) else {
        return ().into_any();
    };
    let now = RwSignal::new(browser::now_ms());
    let input = NodeRef::<html::Input>::new();
    let over = picture.saved == Saved::Expired;
    let expires = picture.expires_ms.filter(|_| !over && picture.asset.is_none());
    let ticking = {
        let entry = entry.clone();
        set_interval_with_handle(
            move || {
                now.set(browser::now_ms());
                if expires.is_some_and(|expires| expires <= now.get_untracked()) {
                    studio.call_expired(&entry, index);
                }
            },
            TICK,
        )
    };
    on_cleanup(move || {
        if let Ok(ticking) = ticking {
            ticking.clear();
        }
    });
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of some days")]
    let left = move || {
        let minutes = ((expires? - now.get()) / 60_000.0).max(0.0) as u32;
        Some((text().look.left)(minutes / 60, minutes % 60))
    };
    let why = match &picture.saved {
        Saved::Unreadable { reason } => (text().unreadable)(reason),
        _ => "",
    };
    // What is only not on the disk is here for as long as the tab lives, and needs neither link nor file.
    let missing = picture.asset.is_none();
    let link = picture.url.clone().filter(|_| !over);
    let (again, refill, given) = (entry.clone(), entry.clone(), entry);
    let take = move |_| {
        let file = input.get_untracked().and_then(|input| input.files()?.get(0));
        if let Some(file) = file {
            studio.adopt(&given, index, file.into());
        }
    };
    let small = |icon: IconName, label: &'static str, press: Callback<()>| {
        view! {
            <Button size=ButtonSize::Small icon=icon on_press=press>
                {label}
            </Button>
        }
    };
    let words = &text().result;
    let by_link = link.map(|link| {
        let copied = link.clone();
        view! {
            {small(IconName::Disk, words.try_saving, Callback::new(move |()| studio.save_again(&again, index)))}
            {missing.then(|| view! {
                {small(IconName::OpenExternal, words.open_link, Callback::new(move |()| browser::open_link(&link)))}
                {small(IconName::Copy, text().look.copy_link, Callback::new(move |()| studio.copy(copied.clone())))}
            })}
        }
    });
    let by_recipe = over.then(|| {
        let refill = Callback::new(move |()| studio.refill(&refill.job.get_untracked()));
        small(IconName::Refresh, words.use_settings, refill)
    });
    view! {
        <div class="rescue">
            <p class="field-hint">{why}" "{draw(move || left().map(|left| view! { <span class="rescue-left">{left}</span> }.into_any()))}</p>
            <div class="rescue-ways">
                {by_link}
                {by_recipe}
                {missing
                    .then(|| {
                        view! {
                            <label class="btn is-quiet is-small">
                                <Icon name=IconName::Upload />
                                <span class="btn-text">{text().look.give_file}</span>
                                <input
                                    class="unseen"
                                    type="file"
                                    node_ref=input
                                    accept="image/png,image/jpeg,image/webp"
                                    on:change=take
                                />
                            </label>
                        }
                    })}
            </div>
        </div>
    }
    .into_any()
}
