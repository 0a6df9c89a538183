//! Earlier visits: opening the gallery, showing what it holds, settling what a dead tab left open.

use super::runner::lock_name;
use super::{Entry, Live, Studio};
use crate::browser;
use ideomix_gallery::{Gallery, Job, Made, Phase, Place, Saved};
use leptos::prelude::*;

/// The name of the database.
pub(crate) const DATABASE: &str = "ideomix";
/// How many jobs are read at the start.
const PAGE: usize = 40;

impl Studio {
    /// Opens the gallery.
    pub(crate) async fn open_gallery(self) {
        let opened = Gallery::open(DATABASE).await;
        self.set_gallery(opened.gallery);
        if let Some(notice) = opened.notice {
            self.messages.store.set(Some(notice.cause));
        }
    }

    /// Shows what earlier visits left: what stands in the forms, the newest jobs, what was spent.
    pub(crate) async fn look_back(self) {
        self.restore_forms().await;
        self.recover().await;
        self.load_more(PAGE).await;
        self.count_spending();
    }

    /// Asks the server of this page what it offers.
    pub(crate) async fn ask_server(self) {
        self.settings.offer.set(Some(browser::offer().await));
    }

    /// Shows the next older jobs.
    pub(crate) async fn load_more(self, count: usize) {
        let last = self
            .jobs
            .entries
            .with_untracked(|entries| entries.last().map(|entry| Place::of(&entry.job.get_untracked())));
        match self.gallery().page(last.as_ref(), count).await {
            Ok(page) => {
                // Where the browser cannot tell what other tabs do, nothing of theirs is touched.
                let held = browser::held_names().await;
                self.jobs.more.set(page.next.is_some());
                self.jobs.quarantined.update(|count| *count += page.quarantined);
                let (trashed, jobs): (Vec<_>, Vec<_>) =
                    page.jobs.into_iter().partition(|job| job.trashed_ms.is_some());
                for job in trashed {
                    self.take_away(job.id, || true).await;
                }
                let known = |id: &str| untrack(|| self.jobs.find(id)).is_some();
                let fresh: Vec<Entry> = jobs
                    .into_iter()
                    .filter(|job| !known(&job.id))
                    .map(|job| Entry::new(job, Live::Ended))
                    .collect();
                self.jobs.entries.update(|entries| entries.extend(fresh.iter().cloned()));
                for entry in fresh {
                    self.forget_removed(&entry).await;
                    self.resume(&entry, &held);
                }
            }
            Err(error) => self.messages.store.set(Some(error)),
        }
    }

    /// Goes on with what a tab left behind: follows a job that runs elsewhere, and fetches pictures that a dead tab had
    /// not kept yet or for which there was no room, since their links still work for a while. Of several tabs one does it.
    fn resume(self, entry: &Entry, held: &Option<Vec<String>>) {
        let Some(held) = held else { return };
        if held.contains(&lock_name(&entry.id)) {
            return self.watch(entry);
        }
        if entry.job.with_untracked(unfetched).is_empty() {
            return;
        }
        let entry = entry.clone();
        leptos::task::spawn_local(async move {
            let Some(held) = browser::try_hold(&lock_name(&entry.id)).await else { return };
            // The tab that had the lock before may have been quicker.
            if let Ok(Some(job)) = self.gallery().job(&entry.id).await {
                entry.job.set(job);
            }
            for index in entry.job.with_untracked(unfetched) {
                self.fetch_again(&entry, index).await;
            }
            drop(held);
        });
    }

    /// Jobs that were under way when their tab died become "outcome unknown", and nothing is sent again. A job whose
    /// lock is held runs in another tab and is left alone; so is everything where the browser has no locks to ask.
    async fn recover(self) {
        let gallery = self.gallery();
        for phase in [Phase::Prepared, Phase::Sent] {
            let left_open = gallery.in_phase(phase).await.unwrap_or_default();
            // Asked after the records: a job has its lock before it is written, and one that ends now is left as it is.
            let Some(held) = browser::held_names().await else { return };
            for job in left_open.into_iter().filter(|job| !held.contains(&lock_name(&job.id))) {
                let now_ms = browser::now_ms();
                // A record that cannot be settled now is found again at the next start.
                let _ = gallery
                    .change_job(&job.id, |job| {
                        job.recover(now_ms);
                    })
                    .await;
            }
        }
    }
}

/// The pictures of a job that were made and are still to be fetched.
pub(super) fn unfetched(job: &Job) -> Vec<usize> {
    let pictures = job.pictures.iter().enumerate();
    let waiting = pictures.filter(|(_, picture)| {
        picture.made == Made::Made && matches!(picture.saved, Saved::Pending | Saved::NoRoom)
    });
    waiting.map(|(n, _)| n).collect()
}
