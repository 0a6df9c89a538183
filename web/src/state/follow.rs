//! What other tabs do: they say which record changed, and this tab reads it anew.

use super::history::unfetched;
use super::runner::lock_name;
use super::{Entry, Live, Studio};
use crate::browser::{self, Channel};
use crate::parts::Deed;
use ideomix_gallery::{Job, Phase};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The name of the line between the tabs.
const LINE: &str = "ideomix";

impl Studio {
    /// Hears what other tabs change, from now on.
    pub(crate) fn follow_other_tabs(self) {
        let channel = Channel::open(LINE, move |id| self.work(Deed::ReadAnew(id)));
        self.channel.set_value(Some(channel));
    }

    /// Tells the other tabs that a record has changed.
    pub(super) fn tell_tabs(self, id: &str) {
        self.channel.with_value(|channel| channel.iter().for_each(|channel| channel.say(id)));
    }

    pub(crate) async fn read_anew(self, id: String) {
        let kept = self.gallery().job(&id).await.ok().flatten();
        let known = untrack(|| self.jobs.find(&id));
        // What this tab itself is at is known better here, but for what a person marks elsewhere.
        if let Some(entry) = &known
            && let live = entry.live.get_untracked()
            && !matches!(live, Live::Ended | Live::Elsewhere)
        {
            if let Some(kept) = kept {
                entry.job.update(|job| job.join(&kept));
                // A call that is still out stays in sight until it is known what it cost.
                if kept.trashed_ms.is_some() && live == Live::Saving {
                    self.hide(&id);
                }
            }
            return;
        }
        // The tab that made the pictures is still fetching them: their links are its own until it has.
        let ended = known.as_ref().is_some_and(|entry| entry.live.get_untracked() == Live::Ended);
        if !ended && kept.as_ref().is_some_and(|job| !unfetched(job).is_empty()) {
            return;
        }
        match (kept.filter(|job| job.trashed_ms.is_none()), known) {
            (Some(job), Some(entry)) => {
                entry.job.set(job);
                self.watch(&entry);
            }
            (Some(job), None) => self.show_from_elsewhere(job),
            (None, Some(_)) => self.hide(&id),
            (None, None) => {}
        }
        self.count_spending();
    }

    fn hide(self, id: &str) {
        self.jobs.entries.update(|entries| entries.retain(|entry| entry.id != id));
        self.jobs.shown.update(|shown| {
            shown.take_if(|shown| *shown == id);
        });
    }

    fn show_from_elsewhere(self, job: Job) {
        let entry = Entry::new(job, Live::Ended);
        let created = entry.job.with_untracked(|job| job.created_ms);
        self.jobs.entries.update(|entries| {
            let older = |other: &Entry| other.job.with_untracked(|job| job.created_ms <= created);
            let place = entries.iter().position(older).unwrap_or(entries.len());
            entries.insert(place, entry.clone());
        });
        self.watch(&entry);
    }

    /// Follows a job that another tab is at: until it has ended, or that tab has.
    pub(super) fn watch(self, entry: &Entry) {
        let running = entry.job.with_untracked(|job| job.phase == Phase::Sent);
        let watched = entry.live.get_untracked() == Live::Elsewhere;
        if !running {
            entry.live.set(Live::Ended);
        } else if !watched {
            entry.live.set(Live::Elsewhere);
            spawn_local(self.wait_for(entry.clone()));
        }
    }

    async fn wait_for(self, entry: Entry) {
        if !browser::when_free(&lock_name(&entry.id)).await {
            return;
        }
        // Nobody is at it any more. Whoever finds it still open settles it; finding it settled changes nothing.
        let now_ms = browser::now_ms();
        let gallery = self.gallery();
        let settle = |job: &mut Job| {
            job.recover(now_ms);
        };
        if let Ok(Some(job)) = gallery.change_job(&entry.id, settle).await {
            entry.job.set(job);
        }
        entry.live.set(Live::Ended);
    }
}
