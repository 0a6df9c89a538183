//! A mask from a file: what will change, seen over the picture; a threshold for grays, black and white exchanged, another
//! size scaled. What is sent is pure black and white.

use crate::browser::{self, MaskFile};
use crate::state::Form;
use crate::text::text;
use crate::ui::Notice;
use crate::ui::{Button, ButtonSize, IconName, Slider, Tone, draw, when};
use ideomix_api::Value;
use ideomix_client::upload;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

/// The service advises at least this much, in tenths of a percent (SEED).
const ADVISED: u32 = 100;

/// How the file in the slot was read.
#[derive(Clone, Debug)]
struct Reading {
    source: Blob,
    threshold: u8,
    swap: bool,
    made: MaskFile,
}

#[component]
pub(crate) fn MaskPanel(form: Form) -> impl IntoView {
    let reading = RwSignal::new_local(None::<Reading>);
    let mask = move || form.files("mask").into_iter().next();
    let picture = move || {
        let name = form.draft.with(|draft| draft.capability.image_field().map(|field| field.name));
        name.and_then(|name| form.files(name).into_iter().next())
    };
    // Reads a file as a mask and puts what came of it into the form. A mask that needs nothing stays byte for byte.
    let read = move |source: Blob, size: (u32, u32), threshold: u8, swap: bool, keep: bool| {
        spawn_local(async move {
            let Some(made) = browser::read_mask(&source, size, threshold, swap).await else { return };
            let file = if keep && made.pure { source.clone() } else { made.file.clone() };
            let Ok(picked) = upload(&file).await else { return };
            reading.set(Some(Reading { source, threshold, swap, made: MaskFile { file, ..made } }));
            form.mask_empty
                .set(reading.with_untracked(|it| it.as_ref().is_some_and(|it| it.made.permille == 0)));
            form.set("mask", Value::Files(vec![picked.upload]));
        });
    };
    Effect::new(move |_| match mask() {
        None => {
            reading.set(None);
            form.mask_empty.set(false);
        }
        Some(file) => {
            let known = reading.with_untracked(|it| it.as_ref().is_some_and(|it| it.made.file == file.blob));
            if !known {
                read(file.blob.clone(), (file.width, file.height), 128, false, true);
            }
        }
    });
    let again = move |threshold: Option<u8>, swap: bool, size: Option<(u32, u32)>| {
        let now = reading.get_untracked();
        if let (Some(it), Some(file)) = (now, untrack(mask)) {
            let threshold = threshold.unwrap_or(it.threshold);
            read(it.source, size.unwrap_or((file.width, file.height)), threshold, it.swap != swap, false);
        }
    };
    let other_size = move || {
        let (mask, picture) = (mask()?, picture()?);
        ((mask.width, mask.height) != (picture.width, picture.height))
            .then_some((picture.width, picture.height))
    };
    let share = move || reading.with(|it| it.as_ref().map(|it| it.made.permille));
    let preview = move || {
        let (under, over) = (picture(), mask()?);
        let urls = [under.map(|it| it.blob), Some(over.blob)].map(|blob| browser::object_url(&blob?));
        let [under, over] = urls.clone();
        on_cleanup(move || urls.iter().flatten().for_each(|url| browser::release_url(url)));
        Some(
            view! {
                <div class="mask-preview">
                    {under.map(|url| view! { <img src=url alt="" /> })}
                    <img class="mask-shade" src=over.clone() alt="" />
                    <img class="mask-paint" src=over alt="" />
                </div>
            }
            .into_any(),
        )
    };
    let said = move || {
        let permille = share()?;
        let words = &text().slots;
        let tone = if permille == 0 { Tone::Error } else { Tone::Warn };
        let said = (words.coverage)(permille / 10, permille % 10);
        Some(match permille {
            0 => view! { <Notice tone=tone>{words.mask_empty}</Notice> }.into_any(),
            1..ADVISED => view! { <Notice tone=tone>{said} " " {words.mask_small}</Notice> }.into_any(),
            1000 => view! { <Notice tone=tone>{words.mask_whole}</Notice> }.into_any(),
            _ => view! { <p class="field-hint">{said}</p> }.into_any(),
        })
    };
    let gray = move || reading.with(|it| it.as_ref().is_some_and(|it| !it.made.pure));
    let threshold = move || reading.with(|it| it.as_ref().map_or(128, |it| i64::from(it.threshold)));
    when(
        move || share().is_some(),
        move || {
            view! {
            <div class="mask-panel" id="mask-panel" tabindex="-1">
                {draw(preview)}
                {draw(said)}
                {when(gray, move || view! {
                    <p class="field-hint">{text().slots.grays}</p>
                    <Slider
                        value=Signal::derive(threshold)
                        on_change=move |level: i64| again(u8::try_from(level).ok(), false, None)
                        min=1
                        max=255
                        label=text().slots.threshold
                    />
                }.into_any())}
                <div class="guard-ways">
                    {draw(move || other_size().map(|size| view! {
                        <Button size=ButtonSize::Small on_press=move |()| again(None, false, Some(size))>
                            {text().slots.scale_mask}
                        </Button>
                    }.into_any()))}
                    <Button size=ButtonSize::Small icon=IconName::Compare on_press=move |()| again(None, true, None)>
                        {text().slots.swap}
                    </Button>
                </div>
            </div>
        }
        .into_any()
        },
    )
}
