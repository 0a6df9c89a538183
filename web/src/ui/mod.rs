//! The studio's own primitives: each one is a thin wrapper over one native element.
//!
//! They know no word of the domain and contain no text a person can read: every label comes in as a property,
//! so that both languages stay in `text`. Looks live in `web/styles/ui.css`; a primitive only names classes.
//!
//! Conventions:
//! - Properties that may change are `Signal<T>` and convert from a plain value, a signal or a closure; texts are [`Words`],
//!   which also convert from closures that return a `&'static str`, a `String` or an `Option` of them.
//! - A control never owns its value: `value` comes down, `on_change` (or `on_input`) goes up.
//! - Extra attributes, classes and events spread onto the root element: `<Button attr:data-x="1" on:focus=f>`.
//! - A control inside a [`Field`] takes its id, name, help and error wiring from it through context.
//! - Slots that hold more than text are [`leptos::prelude::ViewFn`]: pass a closure that returns a view.
//!
//! | primitive | element | module |
//! |---|---|---|
//! | [`Icon`] | `svg` | `icon` |
//! | [`Mark`], [`EmptyArt`] | `svg` | `art` |
//! | [`Button`] | `button` | `button` |
//! | [`Segmented`], [`RatioPicker`] | radio inputs in a `fieldset` | `choice` |
//! | [`Select`] | `select` | `choice` |
//! | [`Stepper`], [`Slider`] | number and range inputs | `number` |
//! | [`Check`] | checkbox | `toggle` |
//! | [`TextField`], [`TextArea`] | `input`, `textarea` | `text_input` |
//! | [`Field`] | `label` with its help, hint and error | `field` |
//! | [`Details`] | `details` | `details` |
//! | [`Dialog`], [`Menu`], [`MenuItem`] | `dialog`, elements with `popover` | `overlay` |
//! | [`Notice`], [`Toasts`], [`LiveRegion`] | message boxes and live regions | `message` |
//! | [`Spinner`], [`Skeleton`] | waiting | `wait` |

#![allow(
    unreachable_pub,
    reason = "the component macro writes its items with `pub`, whatever the function says"
)]

mod art;
mod button;
mod choice;
mod details;
mod dynamic;
mod field;
mod icon;
mod message;
mod number;
mod overlay;
mod text_input;
mod toggle;
mod wait;
mod words;

pub(crate) use art::{EmptyArt, Mark};
pub(crate) use button::{Button, ButtonSize, ButtonVariant};
pub(crate) use choice::{Choice, RatioChoice, RatioPicker, Segmented, Select, SelectGroup};
pub(crate) use details::Details;
pub(crate) use dynamic::{Drawn, all, draw, each, flag, maybe, numbers, tell, when};
pub(crate) use field::Field;
pub(crate) use icon::{Icon, IconName};
pub(crate) use message::{LiveRegion, Notice, ToastItem, Toasts, Tone};
pub(crate) use number::{Slider, Stepper};
pub(crate) use overlay::{Dialog, Menu, MenuItem};
pub(crate) use text_input::{TextArea, TextField};
pub(crate) use toggle::Check;
pub(crate) use wait::{Skeleton, Spinner};
pub(crate) use words::Words;

use std::sync::atomic::{AtomicUsize, Ordering};

/// An element id nobody else has, for wiring a label, a help text or a popover to its control.
pub(crate) fn fresh_id(prefix: &str) -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
