//! A place for a picture file: browse, drop, paste. A file that cannot be used is named and refused at once.

use super::control::FieldFrame;
use crate::browser;
use crate::state::{Form, studio};
use crate::text::{bytes, text};
use crate::ui::{Button, ButtonSize, ButtonVariant, Icon, IconName, all, draw, flag, maybe};
use ideomix_api::capability::{Field, Kind};
use ideomix_api::{Upload, Value};
use ideomix_client::{UploadProblem, upload};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Blob, FileList};

#[component]
pub(super) fn Slot(form: Form, field: &'static Field) -> impl IntoView {
    let name = field.name;
    let max = if let Kind::Files { max } = field.kind { max } else { 1 };
    let studio = studio();
    let problem = RwSignal::new(None::<UploadProblem>);
    let over = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let files = move || {
        form.draft.with(|draft| match draft.get(name) {
            Some(Value::Files(files)) => files.clone(),
            _ => Vec::new(),
        })
    };
    let take = move |list: Option<FileList>| {
        let Some(list) = list else { return };
        for at in 0..list.length() {
            let Some(file) = list.get(at) else { continue };
            spawn_local(async move {
                match upload(&file).await {
                    Ok(upload) => {
                        problem.set(None);
                        let mut kept = untrack(files);
                        if max == 1 {
                            kept.clear();
                        }
                        kept.push(upload);
                        form.set(name, Value::Files(kept));
                    }
                    Err(why) => {
                        problem.set(Some(why));
                        studio.messages.alert((text().file)(&why));
                    }
                }
            });
        }
    };
    let drop = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        take(event.data_transfer().and_then(|data| data.files()));
    };
    let paste =
        move |event: leptos::ev::ClipboardEvent| take(event.clipboard_data().and_then(|data| data.files()));
    let picked = move |_| {
        if let Some(input) = input.get_untracked() {
            take(input.files());
            // The same file can be picked again after it was removed.
            input.set_value("");
        }
    };
    let remove = move |at: usize| {
        let mut kept = untrack(files);
        kept.remove(at);
        if kept.is_empty() { form.clear(name) } else { form.set(name, Value::Files(kept)) }
    };
    let full = move || files().len() >= max;
    let thumb = move |(at, file): (usize, Upload<Blob>)| {
        let url = browser::object_url(&file.blob);
        let shown = url.clone();
        on_cleanup(move || {
            if let Some(url) = url {
                browser::release_url(&url);
            }
        });
        #[expect(clippy::cast_precision_loss, reason = "shown with one digit after the point")]
        let size = file.bytes as f64;
        let facts = format!(
            "{} × {} · {} · {}",
            file.width,
            file.height,
            bytes(size),
            file.format.extension().to_ascii_uppercase()
        );
        view! {
            <div class="slot is-filled">
                <img class="slot-thumb" src=shown alt="" />
                <div class="slot-main">
                    <span class="slot-name">{(text().field)(name)}</span>
                    <span class="slot-facts">{facts}</span>
                </div>
                <div class="slot-actions">
                    <Button
                        variant=ButtonVariant::Ghost
                        size=ButtonSize::Small
                        icon=IconName::Close
                        label=(text().form.remove_file)((text().field)(name))
                        on_press=move |()| remove(at)
                    />
                </div>
            </div>
        }
    };
    view! {
        <FieldFrame form=form field=field group=true>
            {draw(move || Some(all(files().into_iter().enumerate().map(thumb))))}
            <label
                class="slot"
                class:is-over=flag(move || over.get())
                class:is-invalid=flag(move || problem.with(Option::is_some))
                class:is-full=flag(full)
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=drop
                on:paste=paste
            >
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
                    multiple={max > 1}
                    aria-label=format!("{}: {}", (text().field)(name), text().form.choose_file)
                    aria-invalid=maybe(move || form.problem(name).map(|_| "true"))
                    on:change=picked
                />
            </label>
            {draw(move || {
                problem
                    .get()
                    .map(|why| {
                        view! {
                            <p class="field-error">
                                <Icon name=IconName::Error />
                                <span>{(text().file)(&why)}</span>
                            </p>
                        }
                            .into_any()
                    })
            })}
        </FieldFrame>
    }
}
