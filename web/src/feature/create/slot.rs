//! A place for picture files: browse, drop, paste, camera, gallery. A file that cannot be used is named here, with what
//! can be done about it.

use super::control::FieldFrame;
use crate::browser;
use crate::parts::{Deed, Show, once};
use crate::state::{Form, Studio, Trouble, room, studio};
use crate::text::{bytes, text};
use crate::ui::{
    Button, ButtonSize, ButtonVariant, Icon, IconName, Spinner, all, draw, flag, maybe, tell, when,
};
use ideomix_api::Upload;
use ideomix_api::capability::{Field, Kind};
use leptos::html;
use leptos::prelude::*;
use web_sys::{Blob, DataTransfer, Event};

#[component]
pub(super) fn Slot(form: Form, field: &'static Field) -> impl IntoView {
    let name = field.name;
    let most = room(field);
    let studio = studio();
    let over = RwSignal::new(false);
    let choosing = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let picked = move |event: Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        studio.work(Deed::TakeFiles(form, field, browser::picked(input.files())));
        // The same file can be picked again after it was removed.
        input.set_value("");
    };
    let troubles = move || {
        form.troubles
            .with(|all| all.iter().filter(|trouble| trouble.field.name == name).cloned().collect::<Vec<_>>())
    };
    let full = move || form.files(name).len() >= most;
    let reading = move || form.reading.get() == Some(name);
    let together = move || {
        let files = form.files(name);
        let sum: u64 = files.iter().map(|file| file.bytes).sum();
        (files.len() > 1)
            .then(|| view! { <p class="field-hint">{(text().slots.together)(&weigh(sum))}</p> }.into_any())
    };
    view! {
        <FieldFrame form=form field=field group=true>
            <div
                class="slot-area"
                data-slot=name
                class:is-over=flag(move || over.get())
                on:dragover=move |_| over.set(true)
                on:dragleave=move |_| over.set(false)
                on:drop=move |_| over.set(false)
            >
                {draw(move || Some(all(form.files(name).into_iter().enumerate().map(move |(at, file)| filled(form, field, at, file)))))}
                {draw(move || Some(all(troubles().into_iter().map(move |trouble| named(studio, form, trouble)))))}
                {when(reading, || view! {
                    <p class="slot-reading" role="status"><Spinner />{text().slots.reading}</p>
                }.into_any())}
                {(name == "mask").then(|| paint(studio, form))}
                <div class="slot-empty" class:is-full=flag(full)>
                    <label class="slot" class:is-invalid=flag(move || form.problem(name).is_some())>
                        <Icon name=IconName::Image />
                        <span class="slot-main">
                            <span class="slot-name">{text().form.choose_file}</span>
                            <span class="slot-facts">{text().form.drop_here}</span>
                        </span>
                        <input
                            class="unseen"
                            type="file"
                            node_ref=input
                            accept="image/png,image/jpeg,image/webp"
                            multiple={most > 1}
                            aria-label=format!("{}: {}", (text().field)(name), text().form.choose_file)
                            aria-invalid=maybe(move || form.problem(name).map(|_| "true"))
                            on:change=picked
                        />
                    </label>
                    <div class="slot-ways">
                        <Button
                            variant=ButtonVariant::Ghost
                            size=ButtonSize::Small
                            icon=IconName::Gallery
                            on_press=move |()| choosing.set(true)
                        >
                            {text().slots.from_gallery}
                        </Button>
                        <label class="btn is-ghost is-small slot-camera">
                            <Icon name=IconName::Image />
                            <span class="btn-text">{text().slots.take_photo}</span>
                            <input
                                class="unseen"
                                type="file"
                                accept="image/jpeg,image/png,image/webp"
                                capture="environment"
                                aria-label=format!("{}: {}", (text().field)(name), text().slots.take_photo)
                                on:change=picked
                            />
                        </label>
                    </div>
                </div>
                {draw(together)}
            </div>
            {once(choosing, Show::Kept(form, field, choosing))}
        </FieldFrame>
    }
}

/// Takes what was dropped on the page or pasted into it: for the slot it happened in, else for the first free one.
pub(super) fn bring(studio: Studio, form: Form, event: &Event, data: Option<DataTransfer>) {
    // A picture of the studio's own travels as what is kept of it, and not as the small copy that was dragged.
    let kept = studio.assets.named_in(&browser::drag_words(data.as_ref()));
    let files = browser::transferred(data);
    if files.is_empty() && kept.is_none() {
        return;
    }
    event.prevent_default();
    let row = form.draft.with_untracked(|draft| draft.capability);
    let is_slot = |field: &&Field| matches!(field.kind, Kind::File | Kind::Files { .. });
    let free = |field: &&Field| untrack(|| form.files(field.name)).len() < room(field);
    let named = browser::slot_of(event).and_then(|name| row.field(&name));
    let first = || {
        let required = row.fields.iter().copied().filter(|field| field.required);
        let slots = required.chain(row.fields.iter().copied().filter(|field| !field.required));
        let mut slots = slots.filter(|field| is_slot(field));
        slots.clone().find(|field| free(field)).or_else(|| slots.next())
    };
    if let Some(field) = named.or_else(first) {
        match kept {
            Some(id) => studio.work(Deed::TakeAsset(form, field, id)),
            None => studio.work(Deed::TakeFiles(form, field, files)),
        }
    }
}

/// The way to the mask editor, once there is a picture to paint on.
fn paint(studio: Studio, form: Form) -> impl IntoView {
    let picture = move || {
        let image = form.draft.with(|draft| draft.capability.image_field());
        image.is_some_and(|image| !form.files(image.name).is_empty())
    };
    when(picture, move || {
        let words = text().mask;
        let label = move || if form.files("mask").is_empty() { words.open } else { words.open_again };
        view! {
            <Button variant=ButtonVariant::Quiet icon=IconName::Edit on_press=move |()| studio.paint()>
                {tell(label)}
            </Button>
        }
        .into_any()
    })
}

fn filled(form: Form, field: &'static Field, at: usize, file: Upload<Blob>) -> impl IntoView {
    let name = field.name;
    let url = browser::object_url(&file.blob);
    let shown = url.clone();
    on_cleanup(move || {
        if let Some(url) = url {
            browser::release_url(&url);
        }
    });
    let kind = file.format.extension().to_ascii_uppercase();
    let facts = format!("{} × {} · {} · {kind}", file.width, file.height, weigh(file.bytes));
    let removed = form.removed_from(&file.blob);
    let label = (text().field)(name);
    view! {
        <div class="slot is-filled">
            <img class="slot-thumb" src=shown alt="" />
            <div class="slot-main">
                <span class="slot-name">{label}</span>
                <span class="slot-facts">{facts}</span>
                {removed.any().then(|| view! {
                    <span class="slot-facts slot-removed">{(text().slots.removed)(removed)}</span>
                })}
            </div>
            <div class="slot-actions">
                {(at > 0).then(|| view! {
                    <Button
                        variant=ButtonVariant::Ghost
                        size=ButtonSize::Small
                        icon=IconName::Back
                        label=format!("{}: {label} {}", text().slots.earlier, at + 1)
                        on_press=move |()| form.move_file(name, at, Some(at - 1))
                    />
                })}
                <Button
                    variant=ButtonVariant::Ghost
                    size=ButtonSize::Small
                    icon=IconName::Close
                    label=(text().form.remove_file)(label)
                    on_press=move |()| form.move_file(name, at, None)
                />
            </div>
        </div>
    }
}

/// A file that cannot be used as it is.
fn named(studio: Studio, form: Form, trouble: Trouble) -> impl IntoView {
    let Trouble { id, name, why, repair, .. } = trouble;
    let close = move |()| form.troubles.update(|all| all.retain(|trouble| trouble.id != id));
    view! {
        <div class="slot-trouble">
            <Icon name=IconName::Error />
            <div class="slot-main">
                {(!name.is_empty()).then(|| view! { <bdi class="slot-name">{name}</bdi> })}
                <span class="field-error">{(text().slots.why)(why)}</span>
                {repair.map(|repair| view! {
                    <span class="slot-actions">
                        <Button size=ButtonSize::Small on_press=move |()| studio.work(Deed::Repair(form, id))>
                            {(text().slots.repair)(repair)}
                        </Button>
                    </span>
                })}
            </div>
            <Button
                variant=ButtonVariant::Ghost
                size=ButtonSize::Small
                icon=IconName::Close
                label=text().common.close
                on_press=close
            />
        </div>
    }
}

#[expect(clippy::cast_precision_loss, reason = "shown with one digit after the point")]
pub(super) fn weigh(size: u64) -> String {
    bytes(size as f64)
}
