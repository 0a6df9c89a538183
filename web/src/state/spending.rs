//! What was spent, read from the ledger.

use super::Studio;
use crate::browser;
use ideomix_gallery::{Line, Sums};
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Studio {
    /// Reads anew what this month has cost.
    pub(crate) fn count_spending(self) {
        spawn_local(async move {
            self.spending.set(Sums::of(&self.ledger(0).await));
        });
    }

    /// The lines of a month: this one is 0, the one before it -1.
    pub(crate) async fn ledger(self, month: i32) -> Vec<Line> {
        let (from, to) = (browser::month_start(month), browser::month_start(month + 1));
        self.gallery().ledger(from, to).await.unwrap_or_default()
    }
}
