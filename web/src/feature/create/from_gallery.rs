//! Choosing one of the kept pictures for a slot: open, press.

use crate::state::{Form, Version, room, studio};
use crate::text::text;
use crate::ui::{Button, Dialog, all, draw, maybe, when};
use ideomix_api::capability::Field;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(crate) fn FromGallery(form: Form, field: &'static Field, open: RwSignal<bool>) -> impl IntoView {
    let studio = studio();
    let kept = move || -> Vec<(String, String)> {
        let of_job = |job: &ideomix_gallery::Job| -> Vec<(String, String)> {
            let pictures = job.pictures.iter().filter_map(|picture| picture.asset.clone());
            let prompt = job.fields.iter().find(|field| field.name == "prompt");
            let words = prompt.and_then(|field| field.texts.first()).cloned().unwrap_or_default();
            pictures.map(|id| (id, words.clone())).collect()
        };
        studio.jobs.entries.with(|entries| entries.iter().flat_map(|entry| entry.job.with(of_job)).collect())
    };
    let choose = move |id: String| {
        studio.take_asset(form, field, id);
        if room(field) == 1 || untrack(|| form.files(field.name)).len() + 1 >= room(field) {
            open.set(false);
        }
    };
    let picture = move |(id, words): (String, String)| {
        let url = studio.asset_url(Signal::stored(Some(id.clone())), Version::Thumb);
        view! {
            <button type="button" class="kept-picture" aria-label=words.clone() title=words on:click=move |_| choose(id.clone())>
                <img alt="" src=maybe(move || url.get()) />
            </button>
        }
    };
    view! {
        <Dialog
            open=open
            on_close=move |()| open.set(false)
            title=(text().slots.gallery_title)((text().field)(field.name))
            close_label=text().common.close
            wide=true
        >
            {draw(move || {
                let kept = kept();
                Some(if kept.is_empty() {
                    view! { <p class="field-hint">{text().slots.gallery_empty}</p> }.into_any()
                } else {
                    view! { <div class="kept-pictures">{all(kept.into_iter().map(picture))}</div> }.into_any()
                })
            })}
            {when(move || studio.jobs.more.get(), move || view! {
                <Button on_press=move |()| spawn_local(studio.load_more(40))>{text().gallery.more}</Button>
            }.into_any())}
        </Dialog>
    }
}
