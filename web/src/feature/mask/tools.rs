//! The bar above the canvas, the tools beside it, and the size slider under a thumb.

use super::{Around, glyph};
use crate::state::{percent, studio};
use crate::text::text;
use crate::ui::{Button, ButtonVariant, Choice, IconName, Segmented, all, tell};
use leptos::prelude::*;

/// The keys of the tools, in the engine's order.
const KEYS: [&str; 9] = ["B", "E", "R", "O", "L", "P", "G", "W", "H"];
/// The end of the size slider, which goes by ratios: each of its steps makes the brush a little wider.
const STEPS: u32 = 240;

#[component]
pub(super) fn TopBar(around: Around, on_leave: Callback<()>) -> impl IntoView {
    let desk = studio().desk;
    let (shot, words) = (desk.shot, text().mask);
    let button = move |icon: IconName,
                       label: &'static str,
                       word: &'static str,
                       off: fn(crate::browser::Snapshot) -> bool| {
        view! {
            <Button
                variant=ButtonVariant::Ghost
                icon=icon
                label=label
                disabled=Signal::derive(move || off(shot.get()))
                on_press=move |()| desk.act(word, 0)
            />
        }
        .into_any()
    };
    let looks: Vec<Choice> =
        words.looks.iter().enumerate().map(|(at, label)| Choice::new(at.to_string(), *label)).collect();
    view! {
        <div class="easel-top">
            <Button variant=ButtonVariant::Quiet icon=IconName::Back label=words.done on_press=on_leave attr:id="mask-done">
                {words.done}
            </Button>
            {button(IconName::Undo, words.undo, "undo", |shot| shot.undo == 0 && shot.waiting == 0)}
            {button(IconName::Redo, words.redo, "redo", |shot| shot.redo == 0)}
            <span class="easel-share num easel-narrow">{tell(move || percent(shot.get().permille))}</span>
            <span class="easel-gap"></span>
            <span class="not-phone">
                <Segmented
                    options=Signal::stored(looks)
                    value=Signal::derive(move || shot.get().look.to_string())
                    on_change=move |look: String| desk.act("look", look.parse().unwrap_or_default())
                    label=words.view
                />
            </span>
            <span class="easel-gap not-phone"></span>
            <span class="not-phone">{button(IconName::Minus, words.zoom_out, "zoom_out", |_| false)}</span>
            <button type="button" class="btn is-ghost num" title=words.fit on:click=move |_| desk.act("fit", 0)>
                {tell(move || format!("{} %", shot.get().zoom))}
            </button>
            <span class="not-phone">{button(IconName::Plus, words.zoom_in, "zoom_in", |_| false)}</span>
            <span class="easel-narrow">
                <Button
                    variant=ButtonVariant::Ghost
                    icon=IconName::More
                    label=words.more
                    pressed=Signal::derive(move || Some(around.sheet.get() > 0))
                    on_press=move |()| around.sheet.update(|sheet| *sheet = (*sheet + 1) % 3)
                />
            </span>
        </div>
    }
}

#[component]
pub(super) fn Tools(around: Around) -> impl IntoView {
    let desk = studio().desk;
    let words = text().mask;
    let tool = move |at: usize| {
        view! {
            <button
                type="button"
                class="easel-tool"
                title=format!("{} ({})", words.tools[at], KEYS[at])
                aria-keyshortcuts=KEYS[at]
                aria-pressed=tell(move || (desk.shot.get().tool as usize == at).to_string())
                on:click=move |_| {
                    desk.act("tool", at as u32);
                    around.sheet.set(0);
                }
            >
                {glyph::tool(at)}
                <span>{words.tools[at]}</span>
            </button>
        }
    };
    view! {
        <div class="easel-tools" role="group" aria-label=words.tools_label>
            {all((0..words.tools.len()).map(tool))}
        </div>
    }
}

/// The brush's size under a thumb, for phones; the panel has the number.
#[component]
pub(super) fn ThumbSize() -> impl IntoView {
    let desk = studio().desk;
    view! {
        <input
            type="range"
            class="easel-thumb easel-narrow"
            aria-label=text().mask.size
            min="0"
            max=STEPS.to_string()
            prop:value=tell(move || step_of(desk.shot.get().size).to_string())
            on:input:target=move |event| desk.act("size", size_of(event.target().value().parse().unwrap_or_default()))
        />
    }
}

/// The brush's size, by ratio on a slider and by number beside it.
#[component]
pub(super) fn Size() -> impl IntoView {
    let desk = studio().desk;
    view! {
        <div class="slider easel-size">
            <input
                type="range"
                aria-label=text().mask.size
                aria-valuetext=tell(move || desk.shot.get().size.to_string())
                min="0"
                max=STEPS.to_string()
                prop:value=tell(move || step_of(desk.shot.get().size).to_string())
                on:input:target=move |event| desk.act("size", size_of(event.target().value().parse().unwrap_or_default()))
            />
            <input
                type="number"
                class="slider-number"
                inputmode="numeric"
                aria-label=text().mask.size
                min="1"
                max="1000"
                prop:value=tell(move || desk.shot.get().size.to_string())
                on:change:target=move |event| {
                    if let Ok(size) = event.target().value().parse() {
                        desk.act("size", size);
                    }
                    event.target().set_value(&desk.shot.get_untracked().size.to_string());
                }
            />
        </div>
    }
}

/// A width in pixels for a step of the slider: 1 at its beginning, 1000 at its end, equal ratios between.
fn size_of(step: u32) -> u32 {
    // Whole numbers: millionths of a pixel, three percent more with each step.
    let millionths = (0..step.min(STEPS)).fold(1_000_000_u64, |width, _| width + width * 292 / 10_000);
    if step >= STEPS { 1000 } else { (millionths / 1_000_000).clamp(1, 1000) as u32 }
}

/// The first step that gives at least this width.
fn step_of(size: u32) -> u32 {
    (0..=STEPS).find(|step| size_of(*step) >= size).unwrap_or(STEPS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slider_goes_from_one_to_a_thousand_pixels_and_never_back() {
        assert_eq!((size_of(0), size_of(STEPS)), (1, 1000));
        assert!((0..STEPS).all(|step| size_of(step) <= size_of(step + 1)));
        assert!((900..=1000).contains(&size_of(STEPS - 1)));
    }

    #[test]
    fn a_width_finds_its_step() {
        for size in [1, 2, 41, 164, 500, 1000] {
            let found = size_of(step_of(size));
            assert!(found >= size && found <= size + size / 30 + 1, "{size}: {found}");
        }
    }
}
