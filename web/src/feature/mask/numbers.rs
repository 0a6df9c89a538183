//! Painting by numbers: exact edges, and no pointer needed at all.

use crate::state::studio;
use crate::text::text;
use crate::ui::{Button, ButtonSize, Details, all};
use leptos::prelude::*;

#[component]
pub(super) fn Numbers() -> impl IntoView {
    let studio = studio();
    let words = text().mask;
    let values = RwSignal::new([0_u32, 0, 256, 256]);
    let field = move |(at, label): (usize, &'static str)| {
        view! {
            <label class="easel-number">
                <span>{label}</span>
                <input
                    type="number"
                    inputmode="numeric"
                    min="0"
                    max="40000"
                    prop:value=values.get_untracked()[at].to_string()
                    on:input:target=move |event| {
                        if let Ok(number) = event.target().value().parse() {
                            values.update(|values| values[at] = number);
                        }
                    }
                />
            </label>
        }
    };
    let add = move |ellipse: bool, area: [u32; 4]| {
        if let Some(engine) = studio.desk.engine() {
            engine.shape(ellipse, area, studio.desk.shot.get_untracked().mode);
        }
    };
    let cell = move |at: u32| {
        let (column, row) = (at % 3, at / 3);
        let paint = move |_| {
            let shot = studio.desk.shot.get_untracked();
            let (x, y) = (shot.width * column / 3, shot.height * row / 3);
            add(false, [x, y, shot.width * (column + 1) / 3 - x, shot.height * (row + 1) / 3 - y]);
        };
        let name = (words.cell)(column + 1, row + 1);
        view! { <button type="button" class="easel-cell" aria-label=name on:click=paint></button> }
    };
    let labels = [words.left, words.top, words.width, words.height];
    view! {
        <Details summary=words.numbers>
            <div class="easel-numbers">{all(labels.into_iter().enumerate().map(field))}</div>
            <div class="easel-row">
                <Button size=ButtonSize::Small on_press=move |()| add(false, values.get_untracked())>{words.add_rectangle}</Button>
                <Button size=ButtonSize::Small on_press=move |()| add(true, values.get_untracked())>{words.add_ellipse}</Button>
            </div>
            <p class="field-hint">{words.grid}</p>
            <div class="easel-cells" role="group" aria-label=words.grid>{all((0..9).map(cell))}</div>
        </Details>
    }
}
