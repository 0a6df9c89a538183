//! After an edit: what really changed, and one's own pixels back. Measured from the kept files, not from the screen.

use crate::browser::{Edit, Truth};
use crate::state::{Entry, Studio, percent, studio};
use crate::text::text;
use crate::ui::{Button, ButtonSize, ButtonVariant, IconName, Notice, Slider, Tone, draw, maybe, when};
use ideomix_api::capability::{self, MaskPolarity};
use ideomix_gallery::Job;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

/// The seam to begin with, in pixels: wide enough to hide a border, too narrow to hide anything else.
const SEAM: i64 = 8;

/// How far measuring has come.
#[derive(Clone, Debug)]
enum Found {
    Not,
    Under,
    Failed(&'static str),
    Here(Rc<Truth>),
}

/// The kept files of an edit: picture before, result, mask.
fn files(job: &Job, index: usize) -> Option<(String, String, String, bool)> {
    let row = capability::by_id(&job.operation)?;
    let polarity = row.mask?;
    let of = |name: &str| job.fields.iter().find(|field| field.name == name)?.files.first().cloned();
    let after = job.pictures.get(index)?.asset.clone()?;
    Some((of(row.image_field()?.name)?, after, of("mask")?, polarity == MaskPolarity::BlackChanges))
}

/// What the service changed, for a picture that came of an edit; nothing for any other.
#[component]
pub(crate) fn TruthPanel(entry: Entry, index: usize) -> impl IntoView {
    let studio = studio();
    let job = entry.job.clone();
    draw(move || {
        let found = job.with(|job| files(job, index))?;
        Some(panel(studio, entry.clone(), index, found))
    })
}

fn panel(studio: Studio, entry: Entry, index: usize, kept: (String, String, String, bool)) -> AnyView {
    let words = text().mask;
    let found = RwSignal::new_local(Found::Not);
    let seam = RwSignal::new(SEAM);
    let saving = RwSignal::new(false);
    let (picture, mask) = (kept.1.clone(), kept.2.clone());
    let shown = studio.asset_url(Signal::stored(Some(kept.1.clone())), crate::state::Version::Whole);
    let measure = move |()| {
        let (before, after, mask, black_changes) = kept.clone();
        found.set(Found::Under);
        spawn_local(async move {
            let gallery = studio.gallery();
            let files =
                (gallery.asset(&before).await, gallery.asset(&after).await, gallery.asset(&mask).await);
            let (Ok(Some(before)), Ok(Some(after)), Ok(Some(mask))) = files else {
                return found.set(Found::Failed(words.cannot_measure));
            };
            let edit = Edit { before, after, mask, black_changes };
            found.set(match Truth::of(&edit).await {
                Ok(truth) => Found::Here(Rc::new(truth)),
                Err(true) => Found::Failed(words.sizes_differ),
                Err(false) => Found::Failed(words.cannot_measure),
            });
        });
    };
    let keep = move |()| {
        let Found::Here(truth) = found.get_untracked() else { return };
        let (entry, width) = (entry.clone(), u32::try_from(seam.get_untracked()).unwrap_or_default());
        saving.set(true);
        spawn_local(async move {
            let kept = match truth.keep(width).await {
                Some(file) => studio.keep_version(&entry, index, file).await,
                None => None,
            };
            saving.set(false);
            match kept {
                Some(at) => {
                    studio.messages.note(Tone::Good, words.kept.to_owned(), None);
                    studio.go(&crate::route::Route::Item { job: entry.id, index: at });
                }
                None => studio.messages.note(Tone::Error, words.cannot_measure.to_owned(), None),
            }
        });
    };
    let told = move |truth: &Truth| {
        let tone = match truth.verdict {
            0 => Tone::Good,
            1 => Tone::Info,
            _ => Tone::Warn,
        };
        let verdict = words.verdicts[(truth.verdict as usize).min(3)];
        let changed = (words.changed)(&percent(truth.inside), &percent(truth.outside), truth.largest);
        let keep = keep.clone();
        view! {
            <div role="status"><Notice tone=tone title=verdict>{changed}</Notice></div>
            <figure class="truth-map">
                <div>
                    <img src=maybe(move || shown.get()) alt="" />
                    <img class="truth-heat" src=truth.heat.clone() alt=words.heat />
                </div>
                <figcaption class="field-hint">{words.heat}</figcaption>
            </figure>
            <p class="field-hint">{words.keep_about}</p>
            <label class="easel-part"><span>{words.seam}</span>
                <Slider
                    value=Signal::derive(move || seam.get())
                    on_change=move |value: i64| seam.set(value)
                    min=0
                    max=32
                    label=words.seam
                />
            </label>
            <Button variant=ButtonVariant::Primary icon=IconName::Disk busy=Signal::derive(move || saving.get()) on_press=keep>
                {words.keep}
            </Button>
        }
        .into_any()
    };
    view! {
        <section class="truth">
            <h2>{words.truth}</h2>
            {when(move || !matches!(found.get(), Found::Here(_)), move || view! {
                <Button
                    size=ButtonSize::Small
                    icon=IconName::Compare
                    busy=Signal::derive(move || matches!(found.get(), Found::Under))
                    on_press=measure.clone()
                >{words.measure}</Button>
            }.into_any())}
            {draw(move || match found.get() {
                Found::Failed(why) => Some(view! { <Notice tone=Tone::Warn>{why}</Notice> }.into_any()),
                Found::Here(truth) => Some(told(&truth)),
                _ => None,
            })}
            <Button
                size=ButtonSize::Small
                icon=IconName::Edit
                on_press=move |()| studio.paint_on(picture.clone(), Some(mask.clone()))
            >{words.again}</Button>
        </section>
    }
    .into_any()
}
