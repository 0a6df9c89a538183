//! One of several: radio groups and the drop-down list.

use leptos::prelude::*;

use super::dynamic::{all, draw, flag};
use super::field::Wiring;
use super::{Words, fresh_id};

/// One option of a [`Segmented`] control or a [`Select`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Choice {
    /// What `on_change` reports.
    pub(crate) value: String,
    /// What people read.
    pub(crate) label: String,
    /// A second, smaller line, for example a price.
    pub(crate) hint: Option<String>,
    /// Whether it can be chosen now.
    pub(crate) disabled: bool,
}

impl Choice {
    /// An option that can be chosen and has no hint.
    pub(crate) fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, disabled: false }
    }

    /// The same option with a second line.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A row of radio buttons that looks like one control. The browser supplies the arrow keys.
#[component]
pub(crate) fn Segmented(
    #[prop(into)] options: Signal<Vec<Choice>>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    /// The group's name when no field around it gives one.
    #[prop(into, optional)]
    label: Words,
    /// One option per line, for long labels.
    #[prop(optional)]
    stacked: bool,
) -> impl IntoView {
    let wiring = Wiring::find();
    let name = StoredValue::new(fresh_id("choice"));
    let option = move |choice: Choice| {
        let Choice { value: own, label, hint, disabled } = choice;
        let chosen = {
            let own = own.clone();
            flag(move || value.with(|value| *value == own))
        };
        view! {
            <label class="seg-item">
                <input
                    type="radio"
                    name=name.get_value()
                    value=own.clone()
                    disabled=disabled
                    prop:checked=chosen
                    on:change=move |_| on_change.run(own.clone())
                />
                <span class="seg-face">
                    <span class="seg-label">{label}</span>
                    {hint.map(|hint| view! { <span class="seg-hint">{hint}</span> })}
                </span>
            </label>
        }
    };
    view! {
        <fieldset
            class="seg"
            class:is-stacked=stacked
            role="radiogroup"
            id=wiring.id
            aria-labelledby=wiring.labelled_by
            aria-label=label.view()
            aria-describedby=wiring.described_by
            aria-invalid=wiring.invalid
        >
            {draw(move || Some(all(options.get().into_iter().map(option))))}
        </fieldset>
    }
}

/// Options of a [`Select`] under one heading; without a label they stand at the top level.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct SelectGroup {
    /// The heading.
    pub(crate) label: Option<String>,
    /// The options below it.
    pub(crate) options: Vec<Choice>,
}

impl SelectGroup {
    /// A list without headings, as the only group.
    pub(crate) fn plain(options: Vec<Choice>) -> Vec<Self> {
        vec![Self { label: None, options }]
    }

    /// A group with a heading.
    pub(crate) fn named(label: impl Into<String>, options: Vec<Choice>) -> Self {
        Self { label: Some(label.into()), options }
    }
}

/// The native drop-down list. A hint stands behind its label, since an option holds text only.
#[component]
pub(crate) fn Select(
    #[prop(into)] groups: Signal<Vec<SelectGroup>>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    /// The name when no field around it gives one.
    #[prop(into, optional)]
    label: Words,
) -> impl IntoView {
    let wiring = Wiring::find();
    let option = move |choice: Choice| {
        let own = choice.value.clone();
        let text = match choice.hint {
            Some(hint) => format!("{} · {hint}", choice.label),
            None => choice.label,
        };
        view! {
            <option value=choice.value disabled=choice.disabled prop:selected=flag(move || value.with(|value| *value == own))>
                {text}
            </option>
        }
    };
    let group = move |group: SelectGroup| {
        let options = all(group.options.into_iter().map(option));
        match group.label {
            Some(label) => view! { <optgroup label=label>{options}</optgroup> }.into_any(),
            None => options.into_any(),
        }
    };
    view! {
        <span class="select">
            <select
                id=wiring.id
                aria-label=label.view()
                aria-describedby=wiring.described_by
                aria-invalid=wiring.invalid
                on:change:target=move |event| on_change.run(event.target().value())
            >
                {draw(move || Some(all(groups.get().into_iter().map(group))))}
            </select>
        </span>
    }
}

/// A shape of a [`RatioPicker`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct RatioChoice {
    /// What `on_change` reports.
    pub(crate) value: String,
    /// What people read, for example "16:9".
    pub(crate) label: String,
    /// The size in pixels, shown below the grid for the chosen shape and as a tooltip for the others.
    pub(crate) hint: String,
    /// The shape's proportions; only their ratio matters.
    pub(crate) width: u32,
    /// See `width`.
    pub(crate) height: u32,
}

/// A radio group of drawn rectangles.
#[component]
pub(crate) fn RatioPicker(
    #[prop(into)] options: Signal<Vec<RatioChoice>>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    /// The group's name when no field around it gives one.
    #[prop(into, optional)]
    label: Words,
) -> impl IntoView {
    let wiring = Wiring::find();
    let name = StoredValue::new(fresh_id("ratio"));
    let option = move |choice: RatioChoice| {
        let RatioChoice { value: own, label, hint, width, height } = choice;
        let shape = Shape::fit(width, height);
        let chosen = {
            let own = own.clone();
            flag(move || value.with(|value| *value == own))
        };
        view! {
            <label class="ratio" title=hint.clone()>
                <input
                    type="radio"
                    name=name.get_value()
                    value=own.clone()
                    aria-label=format!("{label}, {hint}")
                    prop:checked=chosen
                    on:change=move |_| on_change.run(own.clone())
                />
                <span class="ratio-face" aria-hidden="true">
                    <svg viewBox="0 0 32 32" width="32" height="32">
                        <rect x=shape.x y=shape.y width=shape.width height=shape.height rx="2" />
                    </svg>
                    <span class="ratio-label">{label}</span>
                </span>
            </label>
        }
    };
    let chosen_hint = move || {
        value.with(|value| {
            options.with(|options| {
                options.iter().find(|option| option.value == *value).map(|option| option.hint.clone())
            })
        })
    };
    view! {
        <fieldset
            class="ratios"
            role="radiogroup"
            id=wiring.id
            aria-labelledby=wiring.labelled_by
            aria-label=label.view()
            aria-describedby=wiring.described_by
            aria-invalid=wiring.invalid
        >
            {draw(move || Some(all(options.get().into_iter().map(option))))}
            <output class="ratio-size" aria-hidden="true">{chosen_hint}</output>
        </fieldset>
    }
}

/// A rectangle of given proportions, centered in a 32-unit square with a margin for its stroke.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shape {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Shape {
    const BOX: f64 = 32.0;
    const ROOM: f64 = 26.0;
    /// Even 1:3 keeps an inside that can be seen.
    const THINNEST: f64 = 7.0;

    fn fit(width: u32, height: u32) -> Self {
        let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
        let scale = Self::ROOM / width.max(height);
        let (width, height) = ((width * scale).max(Self::THINNEST), (height * scale).max(Self::THINNEST));
        Self { x: (Self::BOX - width) / 2.0, y: (Self::BOX - height) / 2.0, width, height }
    }
}

#[cfg(test)]
mod tests {
    use super::Shape;

    #[test]
    fn a_wide_shape_fills_the_width_and_is_centered() {
        let shape = Shape::fit(2, 1);
        assert_eq!(shape, Shape { x: 3.0, y: 9.5, width: 26.0, height: 13.0 });
    }

    #[test]
    fn a_shape_without_a_size_is_still_drawn() {
        assert_eq!(Shape::fit(0, 0), Shape { x: 3.0, y: 3.0, width: 26.0, height: 26.0 });
    }
}
