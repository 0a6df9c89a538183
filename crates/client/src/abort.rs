//! Ending a fetch: by hand, by time, or because nobody waits for it any more.

use crate::Stop;
use gloo_timers::callback::Timeout;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{AbortController, AbortSignal};

/// Owns one fetch: aborts it when dropped, after a time, or when its [`Stop`] says so. The controller is aborted
/// without a reason, since the reason becomes the rejection and gloo-net takes nothing but an `Error`.
#[derive(Debug)]
pub(crate) struct AbortGuard {
    controller: Option<AbortController>,
    stop: Stop,
    timed_out: Rc<Cell<bool>>,
    _timer: Option<Timeout>,
}

impl AbortGuard {
    pub(crate) fn new(stop: &Stop, timeout_ms: u32) -> Self {
        let controller = AbortController::new().ok();
        let timed_out = Rc::new(Cell::new(false));
        let timer = controller.clone().map(|controller| {
            let timed_out = Rc::clone(&timed_out);
            Timeout::new(timeout_ms, move || {
                timed_out.set(true);
                controller.abort();
            })
        });
        if let Some(controller) = controller.as_ref().filter(|_| stop.is_asked()) {
            controller.abort();
        }
        stop.runs(controller.clone());
        Self { controller, stop: stop.clone(), timed_out, _timer: timer }
    }

    pub(crate) fn signal(&self) -> Option<AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }

    pub(crate) fn timed_out(&self) -> bool {
        self.timed_out.get()
    }

    pub(crate) fn stopped(&self) -> bool {
        self.stop.is_asked()
    }
}

impl Drop for AbortGuard {
    fn drop(&mut self) {
        self.stop.runs(None);
        // Aborting an ended fetch does nothing; aborting a running one is the point.
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}
