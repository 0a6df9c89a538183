//! How full the browser's room is, and what could go.

use super::Chosen;
use crate::state::studio;
use crate::text::{bytes, sift_words, text};
use crate::ui::{Button, Notice, Tone, draw};
use ideomix_gallery::Usage;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// From this share on there is something to say.
const FULL: f64 = 0.7;
/// The share of what is used that is proposed to go.
const TO_GO: f64 = 0.25;

#[component]
pub(super) fn Room(chosen: Chosen) -> impl IntoView {
    let studio = studio();
    let usage = RwSignal::new(None::<Usage>);
    let said = RwSignal::new(None::<String>);
    spawn_local(async move {
        let found = studio.gallery().usage().await;
        usage.try_set(found);
    });
    let propose = move |used: f64| {
        spawn_local(async move {
            while studio.jobs.more.get_untracked() {
                studio.load_more(super::PAGE).await;
            }
            let (mut ids, mut size) = (Vec::new(), 0.0);
            studio.jobs.entries.with_untracked(|entries| {
                for entry in entries.iter().rev() {
                    let job = entry.job.get_untracked();
                    let bytes: f64 = job.pictures.iter().filter_map(|picture| picture.bytes).sum();
                    let starred = job.pictures.iter().any(|picture| picture.starred);
                    if size < used * TO_GO && bytes > 0.0 && !starred {
                        size += bytes;
                        ids.push(entry.id.clone());
                    }
                }
            });
            said.try_set(Some((sift_words().proposed)(ids.len(), &bytes(size))));
            chosen.choose(ids);
        });
    };
    draw(move || {
        let usage = usage.get().filter(|usage| usage.used > usage.quota * FULL)?;
        let (used, quota) = (usage.used, usage.quota);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a hundred")]
        let percent = (used / quota * 100.0) as u8;
        let actions = move || {
            view! { <Button on_press=move |()| propose(used)>{sift_words().propose}</Button> }
        };
        Some(
            view! {
                <Notice tone=Tone::Warn title=sift_words().filling actions=actions>
                    <meter class="room" min="0" max="100" value=percent.to_string() aria-label=text().settings.storage></meter>
                    <p>{said.get().unwrap_or_else(|| (text().settings.storage_used)(&bytes(used), &bytes(quota)))}</p>
                </Notice>
            }
            .into_any(),
        )
    })
}
