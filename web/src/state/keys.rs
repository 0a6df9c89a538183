//! Who does what a shortcut asks for: the places in sight, the innermost first.

use super::Studio;
use crate::shortcuts::{Action, Press, Scope, chord, find};
use leptos::prelude::*;

type Doer = (u32, Scope, Callback<Action, bool>);

/// The places that listen, outermost first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keys {
    doers: StoredValue<Vec<Doer>>,
    next: StoredValue<u32>,
    /// Whether the list of shortcuts is open.
    pub(crate) list: RwSignal<bool>,
    /// Whether the search box is to get the focus once it is there.
    pub(crate) searching: RwSignal<bool>,
    /// Whether the command palette is open.
    pub(crate) palette: RwSignal<bool>,
}

impl Keys {
    pub(super) fn new() -> Self {
        Self {
            doers: StoredValue::new(Vec::new()),
            next: StoredValue::new(0),
            list: RwSignal::new(false),
            searching: RwSignal::new(false),
            palette: RwSignal::new(false),
        }
    }

    fn inner_first(self) -> Vec<Doer> {
        self.doers.with_value(|doers| doers.iter().rev().copied().collect())
    }
}

impl Studio {
    /// Does the actions of a scope as long as the calling component is in sight. `act` says whether it did one; if not,
    /// the next outer scope is asked.
    pub(crate) fn on_action(self, scope: Scope, act: impl Fn(Action) -> bool + Send + Sync + 'static) {
        let keys = self.keys;
        let id = keys.next.get_value();
        keys.next.set_value(id + 1);
        keys.doers.update_value(|doers| doers.push((id, scope, Callback::new(act))));
        on_cleanup(move || {
            keys.doers.try_update_value(|doers| doers.retain(|(other, ..)| *other != id));
        });
    }

    /// Takes a key press; says whether it was a shortcut. A held key repeats nothing, but stays taken.
    pub(crate) fn press(self, press: &Press, typing: bool, repeated: bool) -> bool {
        let chord = chord(press);
        self.keys.inner_first().into_iter().any(|(_, scope, act)| match find(scope, &chord, typing) {
            Some(action) => (repeated && !action.may_repeat()) || act.run(action),
            None => false,
        })
    }

    /// Whether somebody in sight does the actions of a scope.
    pub(crate) fn hears(self, scope: Scope) -> bool {
        self.keys.inner_first().iter().any(|(_, other, _)| *other == scope)
    }

    /// Does an action as if its keys had been pressed.
    pub(crate) fn act(self, action: Action) {
        self.keys.inner_first().into_iter().any(|(.., act)| act.run(action));
    }
}
