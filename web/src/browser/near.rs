//! Whether an element is in sight or close to it.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far outside of the window still counts as near: about one more window in each direction.
const MARGIN: &str = "1000px";

/// Watches an element until it is dropped.
#[derive(Debug)]
pub(crate) struct Near {
    observer: Option<IntersectionObserver>,
    _heard: Closure<dyn Fn(Array)>,
}

impl Near {
    /// Tells whether an element is near, now and whenever that changes.
    pub(crate) fn watch(element: &Element, tell: impl Fn(bool) + 'static) -> Self {
        let heard = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            if let Some(entry) = entries.pop().dyn_ref::<IntersectionObserverEntry>() {
                tell(entry.is_intersecting());
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(MARGIN);
        let observer = IntersectionObserver::new_with_options(heard.as_ref().unchecked_ref(), &options).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Self { observer, _heard: heard }
    }
}

impl Drop for Near {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
