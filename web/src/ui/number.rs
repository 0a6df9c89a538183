//! Whole numbers within bounds.

use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;

use super::dynamic::tell;
use super::field::Wiring;
use super::{Icon, IconName, Words};

/// A small count: minus, the number itself, plus.
///
/// The number input is the spin button (arrow keys, typing); the two buttons are for pointers and leave the tab order alone.
#[component]
pub(crate) fn Stepper(
    #[prop(into)] value: Signal<i64>,
    #[prop(into)] on_change: Callback<i64>,
    #[prop(into)] min: Signal<i64>,
    #[prop(into)] max: Signal<i64>,
    /// The name of the minus button.
    #[prop(into)]
    less: Words,
    /// The name of the plus button.
    #[prop(into)]
    more: Words,
    /// The name when no field around it gives one.
    #[prop(into, optional)]
    label: Words,
) -> impl IntoView {
    let wiring = Wiring::find();
    // Named, because a bare ">" would end the tag below.
    let at_least = move || value.get() <= min.get();
    let at_most = move || value.get() >= max.get();
    let step = move |by: i64| {
        let now = value.get_untracked();
        let next =
            now.saturating_add(by).clamp(min.get_untracked(), max.get_untracked().max(min.get_untracked()));
        if next != now {
            on_change.run(next);
        }
    };
    view! {
        <span class="stepper">
            <button
                type="button"
                tabindex="-1"
                aria-label=less.view()
                disabled=at_least
                on:click=move |_| step(-1)
            >
                <Icon name=IconName::Minus />
            </button>
            <input
                type="number"
                inputmode="numeric"
                step="1"
                id=wiring.id
                min=tell(move || min.get().to_string())
                max=tell(move || max.get().to_string())
                prop:value=tell(move || value.get().to_string())
                aria-label=label.view()
                aria-describedby=wiring.described_by
                aria-invalid=wiring.invalid
                on:change:target=move |event| settle(&event.target(), value, min, max, on_change)
            />
            <button
                type="button"
                tabindex="-1"
                aria-label=more.view()
                disabled=at_most
                on:click=move |_| step(1)
            >
                <Icon name=IconName::Plus />
            </button>
        </span>
    }
}

/// A range with words at its ends and the number beside it, which can also be typed.
#[component]
pub(crate) fn Slider(
    #[prop(into)] value: Signal<i64>,
    #[prop(into)] on_change: Callback<i64>,
    #[prop(into)] min: Signal<i64>,
    #[prop(into)] max: Signal<i64>,
    #[prop(default = 1)] step: i64,
    /// What the low end means.
    #[prop(into, optional)]
    low: Words,
    /// What the high end means.
    #[prop(into, optional)]
    high: Words,
    /// The name when no field around it gives one.
    #[prop(into, optional)]
    label: Words,
) -> impl IntoView {
    let wiring = Wiring::find();
    let filled = move || {
        let span = (max.get() - min.get()).max(1);
        format!("{}%", (value.get() - min.get()).clamp(0, span) * 100 / span)
    };
    let words = move || {
        (low.is_some() || high.is_some()).then(|| {
            view! {
                <span class="slider-words" aria-hidden="true">
                    <span>{low.get()}</span>
                    <span>{high.get()}</span>
                </span>
            }
        })
    };
    view! {
        <div class="slider">
            <input
                type="range"
                id=wiring.id
                min=tell(move || min.get().to_string())
                max=tell(move || max.get().to_string())
                step=step.to_string()
                prop:value=tell(move || value.get().to_string())
                style=("--filled", filled)
                aria-label=label.view()
                aria-describedby=wiring.described_by
                aria-invalid=wiring.invalid
                on:input:target=move |event| {
                    if let Ok(number) = event.target().value().parse() {
                        on_change.run(number);
                    }
                }
            />
            <input
                type="number"
                class="slider-number"
                inputmode="numeric"
                min=tell(move || min.get().to_string())
                max=tell(move || max.get().to_string())
                step=step.to_string()
                prop:value=tell(move || value.get().to_string())
                aria-label=label.view()
                aria-labelledby=wiring.field_label
                on:change:target=move |event| settle(&event.target(), value, min, max, on_change)
            />
            {words}
        </div>
    }
}

/// Takes what was typed, within bounds, and puts the field's text right even when the value did not change.
fn settle(
    input: &HtmlInputElement,
    value: Signal<i64>,
    min: Signal<i64>,
    max: Signal<i64>,
    on_change: Callback<i64>,
) {
    let (min, max) = (min.get_untracked(), max.get_untracked());
    let now = value.get_untracked();
    let next = within(&input.value(), min, max).unwrap_or(now);
    input.set_value(&next.to_string());
    if next != now {
        on_change.run(next);
    }
}

/// A typed number within bounds, or nothing when it is not a number.
fn within(typed: &str, min: i64, max: i64) -> Option<i64> {
    let number: i64 = typed.trim().parse().ok()?;
    Some(number.clamp(min, max.max(min)))
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_typed_number_is_kept_within_its_bounds() {
        assert_eq!(within(" 12 ", 1, 8), Some(8));
        assert_eq!(within("0", 1, 8), Some(1));
        assert_eq!(within("5", 1, 8), Some(5));
    }

    #[test]
    fn text_that_is_no_whole_number_changes_nothing() {
        assert_eq!(within("", 1, 8), None);
        assert_eq!(within("2.5", 1, 8), None);
    }
}
