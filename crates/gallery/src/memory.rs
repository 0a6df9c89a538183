//! The fallback: a gallery that lives as long as the tab.

use std::collections::BTreeMap;

use crate::{Asset, Job, Page, Phase, Place, Removed};

/// Keeps jobs and files in memory, with the same rules as the database: newest first, and a file goes when the last
/// record that names it goes. `B` is the kind of file; cloning it should be cheap, as it is for a `Blob`.
#[derive(Debug, Clone)]
pub struct Memory<B> {
    jobs: BTreeMap<String, Job>,
    assets: BTreeMap<String, Asset<B>>,
    notes: BTreeMap<String, String>,
}

impl<B: Clone> Memory<B> {
    /// Keeps or replaces a job.
    pub fn put_job(&mut self, job: &Job) {
        self.jobs.insert(job.id.clone(), job.clone());
    }

    /// The job of an id.
    pub fn job(&self, id: &str) -> Option<&Job> {
        self.jobs.get(id)
    }

    /// The job of an id, to be changed.
    pub fn job_mut(&mut self, id: &str) -> Option<&mut Job> {
        self.jobs.get_mut(id)
    }

    /// How many jobs there are.
    pub fn count(&self) -> usize {
        self.jobs.len()
    }

    /// Jobs that stand in one phase.
    pub fn in_phase(&self, phase: Phase) -> Vec<Job> {
        self.jobs.values().filter(|job| job.phase == phase).cloned().collect()
    }

    /// Up to `limit` jobs that come after `before`, newest first.
    pub fn page(&self, before: Option<&Place>, limit: usize) -> Page {
        let mut jobs: Vec<&Job> =
            self.jobs.values().filter(|job| before.is_none_or(|place| place.is_before(job))).collect();
        jobs.sort_by(|a, b| b.created_ms.total_cmp(&a.created_ms).then_with(|| b.id.cmp(&a.id)));
        let more = jobs.len() > limit;
        jobs.truncate(limit);
        let next = if more { jobs.last().copied().map(Place::of) } else { None };
        Page { next, jobs: jobs.into_iter().cloned().collect(), quarantined: 0 }
    }

    /// Keeps or replaces a file.
    pub fn put_asset(&mut self, asset: Asset<B>) {
        self.assets.insert(asset.id.clone(), asset);
    }

    /// The file of an id.
    pub fn asset(&self, id: &str) -> Option<&Asset<B>> {
        self.assets.get(id)
    }

    /// Takes away a job and the files that no other job names.
    pub fn delete_job(&mut self, id: &str) -> Option<Removed<B>> {
        let job = self.jobs.remove(id)?;
        let mut assets = Vec::new();
        for asset in job.asset_ids() {
            if !self.is_named(asset) {
                assets.extend(self.assets.remove(asset));
            }
        }
        Some(Removed { job, assets })
    }

    /// Undoes a delete.
    pub fn restore(&mut self, removed: &Removed<B>) {
        self.put_job(&removed.job);
        for asset in &removed.assets {
            self.put_asset(asset.clone());
        }
    }

    /// Takes away files that no job and no entry of `keep` names, and says how many.
    pub fn sweep(&mut self, keep: &[String]) -> usize {
        let unnamed: Vec<String> =
            self.assets.keys().filter(|id| !keep.contains(id) && !self.is_named(id)).cloned().collect();
        for id in &unnamed {
            self.assets.remove(id);
        }
        unnamed.len()
    }

    /// A small text that was noted under a name.
    pub fn note(&self, name: &str) -> Option<&str> {
        self.notes.get(name).map(String::as_str)
    }

    /// Notes a small text under a name, or forgets it.
    pub fn set_note(&mut self, name: &str, text: Option<&str>) {
        match text {
            Some(text) => self.notes.insert(name.to_owned(), text.to_owned()),
            None => self.notes.remove(name),
        };
    }

    fn is_named(&self, asset: &str) -> bool {
        self.jobs.values().any(|job| job.asset_ids().contains(&asset))
    }
}

impl<B> Default for Memory<B> {
    fn default() -> Self {
        Self { jobs: BTreeMap::new(), assets: BTreeMap::new(), notes: BTreeMap::new() }
    }
}
