//! What a person typed into the page before the program ran.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};

/// The state of the prompt box of the first paint.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed {
    /// The words.
    pub(crate) text: String,
    /// The selection, where the box had the focus, in UTF-16 units.
    pub(crate) selection: Option<(u32, u32)>,
}

/// Reads what was typed into the page of the first paint.
pub(crate) fn take_typed() -> Typed {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return Typed::default();
    };
    let area = document
        .get_element_by_id("boot-prompt")
        .and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(area) = area else { return Typed::default() };
    let focused = document.active_element().is_some_and(|active| active.id() == area.id());
    let selection = || Some((area.selection_start().ok()??, area.selection_end().ok()??));
    Typed { text: area.value(), selection: focused.then(selection).flatten() }
}

/// Empties the element that the app lives in, and gives it.
pub(crate) fn clear_root() -> Option<HtmlElement> {
    let root: HtmlElement = web_sys::window()?.document()?.get_element_by_id("app")?.dyn_into().ok()?;
    root.set_text_content(None);
    Some(root)
}

impl Typed {
    /// Gives focus and selection back to the real prompt box.
    pub(crate) fn hand_over(&self, area: &HtmlTextAreaElement) {
        if let Some((start, end)) = self.selection {
            let _ = area.focus();
            let _ = area.set_selection_range(start, end);
        }
    }
}
