//! The color palette: a preset, or colors of one's own with weights.

use super::control::FieldFrame;
use crate::state::Form;
use crate::text::text;
use crate::ui::{
    Button, ButtonSize, ButtonVariant, Choice, IconName, Select, SelectGroup, each, numbers, tell, when,
};
use ideomix_api::capability::{Field, values::COLOR_PALETTE_PRESET};
use ideomix_api::{PALETTE_MEMBERS_MAX, Palette, Swatch, Value};
use leptos::prelude::*;

/// The list's word for "colors of my own"; no preset has it.
const OWN: &str = "own";

#[component]
pub(super) fn PaletteControl(form: Form, field: &'static Field) -> impl IntoView {
    let name = field.name;
    let palette = move || {
        form.draft.with(|draft| match draft.get(name) {
            Some(Value::Palette(palette)) => Some(palette.clone()),
            _ => None,
        })
    };
    let members = move || match palette() {
        Some(Palette::Members(members)) => members,
        _ => Vec::new(),
    };
    let put = move |palette: Palette| form.set(name, Value::Palette(palette));
    let groups = Signal::derive(|| {
        let words = &text().form;
        let presets = COLOR_PALETTE_PRESET.iter().map(|preset| {
            let (first, rest) = preset.split_at(1);
            Choice::new(preset, format!("{first}{}", rest.to_ascii_lowercase()))
        });
        let mut options = vec![Choice::new("", words.none), Choice::new(OWN, words.own_colors)];
        options.extend(presets);
        SelectGroup::plain(options)
    });
    let chosen = Signal::derive(move || match palette() {
        None => String::new(),
        Some(Palette::Preset(preset)) => preset,
        Some(Palette::Members(_)) => OWN.to_owned(),
    });
    let choose = move |word: String| match word.as_str() {
        "" => form.clear(name),
        OWN => put(Palette::Members(vec![Swatch { hex: "#d97757".to_owned(), weight: None }])),
        _ => put(Palette::Preset(word)),
    };
    let change = move |at: usize, swatch: Option<Swatch>| {
        let mut all = untrack(members);
        match swatch {
            Some(swatch) if at < all.len() => all[at] = swatch,
            Some(swatch) => all.push(swatch),
            None => {
                all.remove(at);
            }
        }
        put(Palette::Members(all));
    };
    let row = move |at: usize| {
        let swatch =
            move || members().get(at).cloned().unwrap_or(Swatch { hex: String::new(), weight: None });
        let color = move |event| {
            change(at, Some(Swatch { hex: event_target_value(&event), weight: untrack(swatch).weight }));
        };
        let weight = move |event| {
            let weight = event_target_value(&event).parse().ok();
            change(at, Some(Swatch { hex: untrack(swatch).hex, weight }));
        };
        view! {
            <div class="swatch">
                <input
                    type="color"
                    aria-label=(text().form.color)(at + 1)
                    prop:value=tell(move || swatch().hex)
                    on:input=color
                />
                <span class="input">
                    <input
                        type="number"
                        min="5"
                        max="100"
                        step="5"
                        placeholder="%"
                        aria-label=format!("{} {}", text().form.weight, at + 1)
                        prop:value=tell(move || swatch().weight.map(|weight| weight.to_string()).unwrap_or_default())
                        on:input=weight
                    />
                </span>
                <Button
                    variant=ButtonVariant::Ghost
                    size=ButtonSize::Small
                    icon=IconName::Close
                    label=(text().form.remove_color)(at + 1)
                    on_press=move |()| change(at, None)
                />
            </div>
        }
    };
    let is_own = move || chosen.get() == OWN;
    let has_room = move || members().len() < PALETTE_MEMBERS_MAX;
    view! {
            <FieldFrame form=form field=field group=false>
                <Select groups=groups value=chosen on_change=choose />
                {when(is_own, move || view! {
                    <div class="swatches">
                        {each(move || numbers(members().len()), move |at| row(at.parse().unwrap_or_default()).into_any())}
                        {when(has_room, move || view! {
                            <Button
                                size=ButtonSize::Small
                                icon=IconName::Plus
                                on_press=move |()| change(
                                    usize::MAX,
                                    Some(Swatch { hex: "#3f7cac".to_owned(), weight: None }),
                                )
                            >
                                {text().form.add_color}
                            </Button>
    }.into_any())}
                    </div>
                }.into_any())}
            </FieldFrame>
        }
}
