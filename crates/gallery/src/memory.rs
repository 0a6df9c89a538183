//! The fallback: a gallery that lives as long as the tab.

use crate::{Asset, Job, Line, Page, Phase, Place, Removed};

/// Keeps jobs and files in memory, with the same rules as the database: newest first, and a file goes when the last
/// record that names it goes. `B` is the kind of file; cloning it should be cheap, as it is for a `Blob`.
#[derive(Debug, Clone)]
pub struct Memory<B> {
    jobs: Shelf<Job>,
    assets: Shelf<Asset<B>>,
    notes: Shelf<String>,
    ledger: Shelf<Line>,
}

impl<B: Clone> Memory<B> {
    /// Keeps or replaces a job.
    pub fn put_job(&mut self, job: &Job) {
        self.jobs.put(&job.id, job.clone());
        self.ledger.put(&job.id, Line::of(job));
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

    /// What the calls from one time up to another cost, oldest first; those of deleted jobs as well.
    pub fn ledger(&self, from_ms: f64, to_ms: f64) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for line in self.ledger.values().filter(|line| (from_ms..to_ms).contains(&line.created_ms)) {
            let older = |other: &Line| other.created_ms <= line.created_ms;
            lines.insert(lines.partition_point(older), line.clone());
        }
        lines
    }

    /// Jobs that stand in one phase.
    pub fn in_phase(&self, phase: Phase) -> Vec<Job> {
        self.jobs.values().filter(|job| job.phase == phase).cloned().collect()
    }

    /// Up to `limit` jobs that come after `before`, newest first.
    pub fn page(&self, before: Option<&Place>, limit: usize) -> Page {
        // Put in one by one: there are few, and a general sort is larger than all of this file.
        let mut jobs: Vec<&Job> = Vec::new();
        for job in self.jobs.values().filter(|job| before.is_none_or(|place| place.is_before(job))) {
            let newer = |other: &&Job| {
                other.created_ms.total_cmp(&job.created_ms).then_with(|| other.id.cmp(&job.id)).is_gt()
            };
            jobs.insert(jobs.partition_point(newer), job);
        }
        let more = jobs.len() > limit;
        jobs.truncate(limit);
        let next = if more { jobs.last().copied().map(Place::of) } else { None };
        Page { next, jobs: jobs.into_iter().cloned().collect(), quarantined: 0 }
    }

    /// Keeps or replaces a file.
    pub fn put_asset(&mut self, asset: Asset<B>) {
        let id = asset.id.clone();
        self.assets.put(&id, asset);
    }

    /// The file of an id.
    pub fn asset(&self, id: &str) -> Option<&Asset<B>> {
        self.assets.get(id)
    }

    /// Keeps a small picture of a file that is there.
    pub fn put_thumb(&mut self, id: &str, thumb: B) {
        if let Some(asset) = self.assets.get_mut(id) {
            asset.thumb = Some(thumb);
        }
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
            self.assets.names().filter(|id| !keep.contains(id) && !self.is_named(id)).cloned().collect();
        for id in &unnamed {
            self.assets.remove(id);
        }
        unnamed.len()
    }

    /// Takes away those of the files that no job names.
    pub fn drop_files(&mut self, ids: &[String]) {
        for id in ids {
            if !self.is_named(id) {
                self.assets.remove(id);
            }
        }
    }

    /// A small text that was noted under a name.
    pub fn note(&self, name: &str) -> Option<&str> {
        self.notes.get(name).map(String::as_str)
    }

    /// Notes a small text under a name, or forgets it.
    pub fn set_note(&mut self, name: &str, text: Option<&str>) {
        match text {
            Some(text) => self.notes.put(name, text.to_owned()),
            None => drop(self.notes.remove(name)),
        }
    }

    fn is_named(&self, asset: &str) -> bool {
        self.jobs.values().any(|job| job.asset_ids().contains(&asset))
    }
}

/// Values by name, in the order of their names. There are few: a tree of them costs a browser more bytes than this file.
#[derive(Debug, Clone)]
struct Shelf<T>(Vec<(String, T)>);

impl<T> Shelf<T> {
    const fn new() -> Self {
        Self(Vec::new())
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(name))
    }

    fn put(&mut self, name: &str, value: T) {
        match self.place(name) {
            Ok(place) => self.0[place].1 = value,
            Err(place) => self.0.insert(place, (name.to_owned(), value)),
        }
    }

    fn get(&self, name: &str) -> Option<&T> {
        self.place(name).ok().map(|place| &self.0[place].1)
    }

    fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.place(name).ok().map(|place| &mut self.0[place].1)
    }

    fn remove(&mut self, name: &str) -> Option<T> {
        self.place(name).ok().map(|place| self.0.remove(place).1)
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(name, _)| name)
    }

    fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }
}

impl<B> Default for Memory<B> {
    fn default() -> Self {
        Self { jobs: Shelf::new(), assets: Shelf::new(), notes: Shelf::new(), ledger: Shelf::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Field, Picture, id_from};

    fn job(number: u8, created_ms: f64, assets: &[&str]) -> Job {
        let files = assets.iter().map(|&id| id.to_owned()).collect();
        let fields = vec![Field { name: "image".to_owned(), files, ..Field::default() }];
        Job { fields, ..Job::new(id_from([number; 16]), created_ms) }
    }

    fn asset(id: &str) -> Asset<Vec<u8>> {
        Asset { id: id.to_owned(), blob: id.as_bytes().to_vec(), thumb: None }
    }

    #[test]
    fn pages_run_from_the_newest_job_to_the_oldest_and_miss_none() {
        let mut memory = Memory::<Vec<u8>>::default();
        // Two jobs share each millisecond, so that pages also break between equals.
        for number in 0..50 {
            memory.put_job(&job(number, f64::from(number / 2 + 1), &[]));
        }
        let (mut seen, mut before) = (Vec::new(), None);
        loop {
            let page = memory.page(before.as_ref(), 7);
            seen.extend(page.jobs.iter().map(|job| job.id.clone()));
            before = page.next;
            if before.is_none() {
                break;
            }
            assert_eq!(page.jobs.len(), 7);
        }
        let expected: Vec<String> = (0..50).rev().map(|number| id_from([number; 16])).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_last_page_that_is_exactly_full_has_no_next() {
        let mut memory = Memory::<Vec<u8>>::default();
        memory.put_job(&job(1, 1.0, &[]));
        memory.put_job(&job(2, 2.0, &[]));
        assert_eq!(memory.page(None, 2).next, None);
        assert_eq!(memory.page(None, 1).next, Some(Place { created_ms: 2.0, id: id_from([2; 16]) }));
        assert_eq!(memory.page(None, 0), Page::default());
    }

    #[test]
    fn a_file_goes_with_the_last_job_that_names_it_and_comes_back() {
        let mut memory = Memory::default();
        memory.put_asset(asset("shared"));
        memory.put_asset(asset("own"));
        let first = job(1, 1.0, &["shared", "own"]);
        memory.put_job(&first);
        let picture = Picture { asset: Some("shared".to_owned()), ..Picture::default() };
        memory.put_job(&Job { pictures: vec![picture], ..job(2, 2.0, &[]) });

        let removed = memory.delete_job(&first.id).expect("the job is there");
        assert_eq!(removed, Removed { job: first.clone(), assets: vec![asset("own")] });
        assert_eq!(memory.asset("own"), None);
        assert_eq!(memory.asset("shared"), Some(&asset("shared")));

        memory.restore(&removed);
        assert_eq!(memory.job(&first.id), Some(&first));
        assert_eq!(memory.asset("own"), Some(&asset("own")));
        assert_eq!(memory.delete_job("nobody"), None);
    }

    #[test]
    fn a_sweep_takes_only_what_nobody_names() {
        let mut memory = Memory::default();
        for id in ["named", "kept", "left"] {
            memory.put_asset(asset(id));
        }
        memory.put_job(&job(1, 1.0, &["named"]));
        assert_eq!(memory.sweep(&["kept".to_owned()]), 1);
        assert_eq!(memory.asset("left"), None);
        assert_eq!(memory.sweep(&[]), 1);
        assert!(memory.asset("named").is_some());
    }

    #[test]
    fn a_file_that_somebody_still_names_is_not_dropped() {
        let mut memory = Memory::default();
        for id in ["named", "left"] {
            memory.put_asset(asset(id));
        }
        memory.put_job(&job(1, 1.0, &["named"]));
        memory.drop_files(&["named".to_owned(), "left".to_owned()]);
        assert!(memory.asset("named").is_some());
        assert_eq!(memory.asset("left"), None);
    }
}
