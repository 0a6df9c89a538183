//! Key presses, and what has the focus.

use crate::shortcuts::Press;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};

/// A key press as data; nothing while a person composes a word, since those keys belong to the input method.
pub(crate) fn press(event: &KeyboardEvent) -> Option<Press> {
    const COMPOSING: u32 = 229;
    let composing = event.is_composing() || event.key_code() == COMPOSING;
    (!composing && !event.default_prevented()).then(|| Press {
        key: event.key(),
        code: event.code(),
        command: event.ctrl_key() || event.meta_key(),
        alt: event.alt_key(),
        shift: event.shift_key(),
    })
}

/// Whether a key press goes into a text, or moves what has the focus: a slider, one of several choices.
pub(crate) fn is_typing(event: &KeyboardEvent) -> bool {
    const NO_TEXT: [&str; 6] = ["button", "checkbox", "color", "file", "radio", "range"];
    let Some(target) = event.target() else { return false };
    match target.dyn_ref::<HtmlInputElement>() {
        Some(input) => {
            let kind = input.type_();
            let moves = matches!(kind.as_str(), "radio" | "range") && event.key().starts_with("Arrow");
            moves || !NO_TEXT.contains(&kind.as_str())
        }
        None => target.dyn_ref::<Element>().is_some_and(|element| {
            element.matches("textarea, select, [contenteditable]").unwrap_or_default()
        }),
    }
}

/// Whether a dialog or a list stands above the page: the keys are its own then.
pub(crate) fn is_open_above() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let open = document
        .and_then(|document| document.query_selector("dialog[open], .menu-list:popover-open").ok()?);
    open.is_some()
}

/// Whether the keyboard has Apple's keys.
pub(crate) fn has_apple_keys() -> bool {
    let platform = web_sys::window().and_then(|window| window.navigator().platform().ok());
    platform.is_some_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}
