//! The panel: brush, tool, whole mask, coverage, checks, numbers, files.

use super::Around;
use super::numbers::Numbers;
use super::sizes::SavedSizes;
use super::tools::Size;
use crate::browser::Snapshot;
use crate::state::{Studio, percent, studio};
use crate::text::text;
use crate::ui::{
    Button, ButtonSize, ButtonVariant, Check, Choice, Details, Icon, IconName, Segmented, Slider, Stepper,
    all, draw, flag, tell, when,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Painted pieces of fewer pixels are specks.
const SPECK: u32 = 64;
/// Share of the picture below which an edit often does nothing, in thousandths.
const ADVISED: u32 = 100;

#[component]
pub(super) fn Panel(around: Around) -> impl IntoView {
    let studio = studio();
    let desk = studio.desk;
    let (shot, words) = (desk.shot, text().mask);
    let is = move |test: fn(Snapshot) -> bool| Signal::derive(move || test(shot.get()));
    let check = move |on: fn(Snapshot) -> bool, word: &'static str, label: &'static str| {
        view! { <Check on=is(on) on_change=move |on: bool| desk.act(word, on.into()) label=label /> }
            .into_any()
    };
    let shape = vec![Choice::new("0", words.round), Choice::new("1", words.square)];
    let modes: Vec<Choice> =
        words.modes.iter().enumerate().map(|(at, label)| Choice::new(at.to_string(), *label)).collect();
    view! {
        <aside class="easel-panel" aria-label=words.more>
            <p class="field-hint easel-hint">{tell(move || words.hint[(shot.get().tool as usize).min(8)])}</p>
            {when(move || shot.get().tool < 2, move || {
                let shape = shape.clone();
                view! {
                    <section class="easel-part">
                        <h2>{words.size}</h2>
                        <Size />
                        <SavedSizes />
                        <Check
                            on=is(|shot| shot.steady == 1)
                            on_change=move |on: bool| studio.hold_size(on)
                            label=words.steady
                        />
                        <Segmented
                            options=Signal::stored(shape)
                            value=Signal::derive(move || shot.get().square.to_string())
                            on_change=move |form: String| desk.act("square", form.parse().unwrap_or_default())
                            label=words.shape
                        />
                        {check(|shot| shot.pressure == 1, "pressure", words.pressure)}
                    </section>
                }.into_any()
            })}
            {when(move || (2..8).contains(&shot.get().tool), move || {
                let modes = modes.clone();
                view! {
                    <section class="easel-part">
                        <h2>{words.area}</h2>
                        <Segmented
                            options=Signal::stored(modes)
                            value=Signal::derive(move || shot.get().mode.to_string())
                            on_change=move |mode: String| desk.act("mode", mode.parse().unwrap_or_default())
                            label=words.area
                        />
                        {when(move || shot.get().tool == 7, move || view! {
                            <h2>{words.tolerance}</h2>
                            <Slider
                                value=Signal::derive(move || i64::from(shot.get().tolerance))
                                on_change=move |value: i64| desk.act("tolerance", u32::try_from(value).unwrap_or_default())
                                min=0
                                max=255
                                label=words.tolerance
                            />
                            {check(|shot| shot.contiguous == 1, "contiguous", words.contiguous)}
                        }.into_any())}
                    </section>
                }.into_any()
            })}
            <Whole />
            <Coverage />
            <Checks />
            <section class="easel-part">
                <h2>{words.view}</h2>
                {check(|shot| shot.hatch == 1, "hatch", words.hatch)}
                {check(|shot| shot.pen_only == 1, "pen_only", words.pen_only)}
                <div class="easel-narrow">
                    <Check on=around.left on_change=move |on: bool| around.left.set(on) label=words.thumb_side />
                </div>
                <div class="easel-narrow easel-row">
                    {all((0..3).map(|at: usize| {
                        view! {
                            <Button
                                size=ButtonSize::Small
                                pressed=Signal::derive(move || Some(shot.get().look as usize == at))
                                on_press=move |()| desk.act("look", at as u32)
                            >{words.looks[at]}</Button>
                        }
                    }))}
                </div>
            </section>
            <Numbers />
            <Files around=around />
            <div id="easel-keys">
                <Details summary=words.keys open=around.keys>
                    <dl class="easel-keys">
                        {all(words.key_list.iter().map(|(keys, what)| view! { <div><dt><kbd>{*keys}</kbd></dt><dd>{*what}</dd></div> }))}
                    </dl>
                </Details>
            </div>
        </aside>
    }
}

fn act(studio: Studio, label: &'static str, word: &'static str, number: fn(Studio) -> u32) -> AnyView {
    let busy = move || studio.desk.shot.get().busy == 1;
    view! {
        <Button
            size=ButtonSize::Small
            disabled=Signal::derive(busy)
            on_press=move |()| studio.desk.act(word, number(studio))
        >{label}</Button>
    }
    .into_any()
}

/// What is done to the whole mask.
#[component]
fn Whole() -> impl IntoView {
    let studio = studio();
    let words = text().mask;
    let growth = studio.desk.growth;
    let by = |studio: Studio| studio.desk.growth.get_untracked();
    let border = move |()| {
        let shot = studio.desk.shot.get_untracked();
        // As wide as the default brush: a twenty-fifth of the shorter side.
        let edge = (shot.width.min(shot.height) / 25).max(1);
        if let Some(engine) = studio.desk.engine() {
            let (wide, high) = (shot.width.saturating_sub(2 * edge), shot.height.saturating_sub(2 * edge));
            engine.shape(false, [edge, edge, wide.max(1), high.max(1)], 2);
        }
    };
    view! {
        <section class="easel-part">
            <h2>{words.whole}</h2>
            <div class="easel-row">
                {act(studio, words.invert, "invert", |_| 0)}
                {act(studio, words.clear, "clear", |_| 0)}
                {act(studio, words.fill, "fill", |_| 0)}
                {act(studio, words.smooth, "smooth", |_| 3)}
                {act(studio, words.holes, "fill_holes", |_| u32::MAX)}
                {act(studio, words.specks, "remove_specks", |_| SPECK)}
                <Button size=ButtonSize::Small on_press=border>{words.border}</Button>
            </div>
            <div class="easel-row">
                <Stepper
                    value=Signal::derive(move || i64::from(growth.get()))
                    on_change=move |value: i64| growth.set(u32::try_from(value).unwrap_or(1))
                    min=1
                    max=100
                    less=text().form.fewer
                    more=text().form.more
                    label=words.pixels
                />
                {act(studio, words.grow, "grow", by)}
                {act(studio, words.shrink, "shrink", by)}
            </div>
        </section>
    }
}

/// How much is painted, with a mark where it becomes worth while.
#[component]
fn Coverage() -> impl IntoView {
    let shot = studio().desk.shot;
    let words = text().mask;
    let share = move || format!("{}.{}%", shot.get().permille / 10, shot.get().permille % 10);
    view! {
        <section class="easel-part">
            <h2>{words.coverage} <span class="num">{tell(move || percent(shot.get().permille))}</span></h2>
            <div
                class="easel-meter"
                class:is-small=flag(move || shot.get().permille < ADVISED)
                role="meter"
                aria-label=words.coverage
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=tell(move || (shot.get().permille / 10).to_string())
                style=("--share", share)
            ></div>
            <p class="field-hint">{words.meaning}</p>
        </section>
    }
}

/// The rules of the service, each with what heals it.
#[component]
fn Checks() -> impl IntoView {
    let studio = studio();
    let shot = studio.desk.shot;
    let words = text().mask;
    let line = move |icon: IconName, class: &'static str, said: String, repair: Option<AnyView>| {
        view! { <li class=class><Icon name=icon /><span>{said}</span>{repair}</li> }.into_any()
    };
    let lines = move || {
        let shot = shot.get();
        let good = move |said: String| line(IconName::Check, "is-good", said, None);
        let mut lines =
            vec![good((words.size_fits)(shot.width, shot.height)), good(words.two_colors.to_owned())];
        lines.push(match shot.permille {
            0 => line(IconName::Error, "is-error", words.is_empty.to_owned(), None),
            1000 => {
                let repair = act(studio, words.invert, "invert", |_| 0);
                line(IconName::Error, "is-error", words.is_full.to_owned(), Some(repair))
            }
            1..ADVISED => {
                let repair = act(studio, words.grow, "grow", |studio| studio.desk.growth.get_untracked());
                line(IconName::Warning, "is-warn", words.is_small.to_owned(), Some(repair))
            }
            _ => good(words.is_enough.to_owned()),
        });
        lines.push(match shot.specks {
            0 => good(words.no_specks.to_owned()),
            count => {
                let repair = act(studio, words.specks, "remove_specks", |_| SPECK);
                line(IconName::Warning, "is-warn", (words.has_specks)(count), Some(repair))
            }
        });
        if shot.reduced == 1 {
            lines.push(line(IconName::Info, "", words.reduced.to_owned(), None));
        }
        lines
    };
    view! {
        <section class="easel-part">
            <h2>{words.checks}</h2>
            <ul class="easel-checks">
                {draw(move || (shot.get().width > 0).then(|| all(lines().into_iter())))}
            </ul>
        </section>
    }
}

#[component]
fn Files(around: Around) -> impl IntoView {
    let studio = studio();
    let words = text().mask;
    let last = move |()| {
        spawn_local(async move {
            match studio.last_mask().await {
                Some(last) => studio.join(&last),
                None => studio.messages.note(crate::ui::Tone::Info, words.no_last.to_owned(), None),
            }
        });
    };
    view! {
        <section class="easel-part">
            <h2>{words.files}</h2>
            <div class="easel-row">
                <label class="btn is-quiet is-small">
                    <Icon name=IconName::Upload />
                    <span class="btn-text">{words.import}</span>
                    <input
                        class="unseen"
                        type="file"
                        accept="image/png,image/jpeg,image/webp"
                        on:change:target=move |event| {
                            let file = event.target().files().and_then(|files| files.get(0));
                            event.target().set_value("");
                            if let Some(file) = file {
                                around.file.set(Some(file.into()));
                            }
                        }
                    />
                </label>
                <Button size=ButtonSize::Small icon=IconName::Download on_press=move |()| studio.save_mask()>
                    {words.save}
                </Button>
                <Button size=ButtonSize::Small variant=ButtonVariant::Quiet icon=IconName::History on_press=last>
                    {words.last}
                </Button>
            </div>
        </section>
    }
}
