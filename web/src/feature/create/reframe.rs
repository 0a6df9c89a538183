//! The target of a reframe: a frame around the picture (`frame.rs`), a drawn shape that stands for one of the sizes, or
//! any size of the list.

use super::control::{FieldFrame, sizes};
use crate::parts::{Show, part};
use crate::state::Form;
use crate::text::text;
use crate::ui::{RatioChoice, RatioPicker, Select, draw};
use ideomix_api::capability::{Field, Words, values::V3_ASPECT_RATIO};
use ideomix_api::{shared_share, sides, usual_size};
use leptos::prelude::*;

#[component]
pub(super) fn TargetSize(form: Form, field: &'static Field, words: Words) -> impl IntoView {
    let name = field.name;
    let value = Signal::derive(move || form.text(name));
    let set = move |words: String| form.set_text(name, &words);
    let mut shapes: Vec<RatioChoice> = V3_ASPECT_RATIO
        .iter()
        .filter_map(|ratio| {
            let (width, height) = sides(ratio)?;
            let (wide, high) = usual_size(width, height)?;
            let word = words.iter().find(|word| sides(word) == Some((wide, high)))?;
            Some(RatioChoice {
                value: word.to_owned(),
                label: format!("{width}:{height}"),
                hint: format!("{wide} × {high}"),
                width,
                height,
            })
        })
        .collect();
    // The square stands last in the table.
    shapes.reverse();
    let new_area = move || {
        let target = sides(&form.text(name))?;
        let new = 10_000 - shared_share(target, super::frame::source(form)?);
        let words = (text().slots.new_area)((new + 50) / 100);
        Some(view! { <p class="field-hint" id="new-area">{words}</p> }.into_any())
    };
    view! {
        <FieldFrame form=form field=field group=true>
            <div class="stack">
                {part(Show::Frame(form))}
                {draw(new_area)}
                <RatioPicker options=shapes value=value on_change=set />
                <Select groups=sizes(field, words) value=value on_change=set label=text().slots.all_sizes />
            </div>
        </FieldFrame>
    }
}
