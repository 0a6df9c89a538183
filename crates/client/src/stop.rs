//! The handle by which a person ends a call.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::AbortController;

/// A handle that tears a running call down. Cloned freely; does nothing once the call has ended.
///
/// Tearing down stops no work at the service and may leave a charge behind: it is a person's second, explicit choice.
#[derive(Clone, Debug, Default)]
pub struct Stop(Rc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    asked: Cell<bool>,
    running: RefCell<Option<AbortController>>,
}

impl Stop {
    /// A handle for a call to come.
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends the call: at once if it is running, before it starts otherwise.
    pub fn stop(&self) {
        self.0.asked.set(true);
        if let Some(controller) = self.0.running.borrow().as_ref() {
            controller.abort();
        }
    }

    /// Whether [`Stop::stop`] was called.
    pub fn is_asked(&self) -> bool {
        self.0.asked.get()
    }

    /// The fetch to tear down when asked, or that there is none any more.
    pub(crate) fn runs(&self, controller: Option<AbortController>) {
        self.0.running.replace(controller);
    }
}
