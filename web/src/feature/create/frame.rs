//! The frame around a picture that gets a new shape: its edges are dragged, and it shows what will be new.

use crate::browser;
use crate::state::Form;
use crate::text::text;
use crate::ui::{maybe, tell, when};
use ideomix_api::capability::{Kind, Words};
use ideomix_api::sides;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;
use web_sys::Blob;

/// A drag that begins nearer to the middle counts from here, in CSS pixels.
const NEAR: f64 = 24.0;

/// The picture in its new frame, with what will be new hatched. The edges snap to the sizes that there are; a slider from
/// the tallest to the widest of them does the same by keys.
#[component]
pub(crate) fn Frame(form: Form) -> impl IntoView {
    let name = "resolution";
    let words =
        form.draft.with_untracked(|draft| match draft.capability.field(name).map(|field| field.kind) {
            Some(Kind::Choice(words)) => words,
            _ => Words::new(""),
        });
    let url = RwSignal::new(None::<String>);
    let blob = StoredValue::new_local(None::<Blob>);
    let show = move |now: Option<Blob>| {
        if blob.with_value(|before| *before != now) {
            url.get_untracked().iter().for_each(|url| browser::release_url(url));
            url.set(now.as_ref().and_then(browser::object_url));
            blob.set_value(now);
        }
    };
    Effect::new(move |_| show(form.files("image").first().map(|file| file.blob.clone())));
    on_cleanup(move || url.get_untracked().iter().for_each(|url| browser::release_url(url)));

    let all = move || words.iter().filter_map(sides);
    let size = move || sides(&form.text(name)).or_else(|| source(form)).unwrap_or((1, 1));
    let choose = move |place: usize| {
        if let Some(word) = words.get(place) {
            form.set_text(name, word);
        }
    };
    // Along which way an edge is dragged, how far from the middle it was, and the shape then.
    let drag = StoredValue::new(None::<(bool, f64, f64)>);
    let down = move |event: PointerEvent| {
        let Some((x, y, wide, high)) = from_middle(&event) else { return };
        if let Some(frame) = event.current_target().and_then(|frame| frame.dyn_into::<Element>().ok()) {
            // It fails only for a pointer that is gone already.
            let _ = frame.set_pointer_capture(event.pointer_id());
        }
        let sideways = x / wide >= y / high;
        drag.set_value(Some((sideways, if sideways { x } else { y }.max(NEAR), shape(untrack(size)))));
    };
    let moved = move |event: PointerEvent| {
        let Some(((sideways, start, before), (x, y, ..))) = drag.get_value().zip(from_middle(&event)) else {
            return;
        };
        let wished = if sideways { before * x / start } else { before * start / y.max(1.0) };
        choose(nearest(all(), wished));
    };
    let end = move |_| drag.set_value(None);
    let place = move || rank(all(), nearest(all(), shape(size())));
    let slid = move |event| {
        let wished: usize = event_target_value(&event).parse().unwrap_or_default();
        if let Some(place) = (0..words.len()).find(|place| rank(all(), *place) == wished) {
            choose(place);
        }
    };
    let said = move || {
        let (width, height) = size();
        format!("{width} × {height}")
    };
    when(
        move || url.with(Option::is_some),
        move || {
            view! {
                <div class="reframe">
                    <div
                        class="reframe-frame"
                        aria-hidden="true"
                        style:--frame=tell(move || {
                            let (width, height) = size();
                            format!("{width} / {height}")
                        })
                        on:pointerdown=down
                        on:pointermove=moved
                        on:pointerup=end
                        on:pointercancel=end
                    >
                        <img src=maybe(move || url.get()) alt="" draggable="false" />
                    </div>
                </div>
                <label class="slider reframe-slider">
                    <span class="field-hint">{text().slots.frame}</span>
                    <input
                        type="range"
                        min="0"
                        max=words.len().saturating_sub(1).to_string()
                        aria-valuetext=tell(said)
                        prop:value=tell(move || place().to_string())
                        on:input=slid
                    />
                </label>
            }
            .into_any()
        },
    )
}

/// The size of the picture that gets a new frame.
pub(super) fn source(form: Form) -> Option<(u32, u32)> {
    form.files("image").first().map(|file| (file.width, file.height))
}

/// How far an event is from the middle of its frame, to either side, and half the frame's own sides.
fn from_middle(event: &PointerEvent) -> Option<(f64, f64, f64, f64)> {
    let frame = event.current_target()?.dyn_into::<Element>().ok()?.get_bounding_client_rect();
    let (wide, high) = (frame.width() / 2.0, frame.height() / 2.0);
    let x = f64::from(event.client_x()) - frame.left() - wide;
    let y = f64::from(event.client_y()) - frame.top() - high;
    Some((x.abs(), y.abs(), wide.max(1.0), high.max(1.0)))
}

fn shape((width, height): (u32, u32)) -> f64 {
    f64::from(width) / f64::from(height.max(1))
}

/// Which of some sizes comes nearest to a shape. Twice as wide is as far off as half as wide.
fn nearest(sizes: impl Iterator<Item = (u32, u32)>, wished: f64) -> usize {
    let (mut best, mut least) = (0, f64::INFINITY);
    for (place, size) in sizes.enumerate() {
        let off = shape(size) / wished.max(0.01);
        let off = off.max(1.0 / off);
        if off < least {
            (best, least) = (place, off);
        }
    }
    best
}

/// The place of a size among some when they stand from the tallest to the widest.
fn rank(sizes: impl Iterator<Item = (u32, u32)> + Clone, place: usize) -> usize {
    let own = sizes.clone().nth(place).map_or(1.0, shape);
    let before = sizes.enumerate().filter(|(other, size)| {
        let shape = shape(*size);
        shape < own || (shape <= own && *other < place)
    });
    before.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ideomix_api::capability::values::V3_RESOLUTION;

    fn all() -> impl Iterator<Item = (u32, u32)> + Clone {
        V3_RESOLUTION.iter().filter_map(sides)
    }

    #[test]
    fn a_shape_snaps_to_the_size_that_is_nearest_by_proportion() {
        let snapped = |wished: f64| V3_RESOLUTION.get(nearest(all(), wished)).unwrap();
        assert_eq!(snapped(1.0), "1024x1024");
        assert_eq!(snapped(16.0 / 9.0), "1312x736");
        assert_eq!(snapped(99.0), "1536x512");
        assert_eq!(snapped(0.0), "512x1536");
    }

    #[test]
    fn every_size_has_a_place_of_its_own_from_the_tallest_to_the_widest() {
        let mut order = vec![None; V3_RESOLUTION.len()];
        for (place, size) in all().enumerate() {
            let rank = rank(all(), place);
            assert_eq!(order[rank].replace(shape(size)), None, "{rank} is taken twice");
        }
        assert!(order.is_sorted());
    }
}
