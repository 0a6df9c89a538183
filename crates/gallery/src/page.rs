//! Walking through the gallery, newest first.

use crate::Job;

/// A place in the gallery's order: creation time, then id.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Creation time, Unix milliseconds.
    pub created_ms: f64,
    /// Record id; it settles the order of jobs made in the same millisecond.
    pub id: String,
}

/// One page of the gallery.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Jobs, newest first.
    pub jobs: Vec<Job>,
    /// Where the next page begins; absent on the last one.
    pub next: Option<Place>,
    /// How many records were found broken on the way and moved aside. Tell the person, once.
    pub quarantined: usize,
}

impl Place {
    /// The place of a job.
    pub fn of(job: &Job) -> Self {
        Self { created_ms: job.created_ms, id: job.id.clone() }
    }

    /// Whether `job` comes after this place, that is, whether it is older.
    pub(crate) fn is_before(&self, job: &Job) -> bool {
        job.created_ms.total_cmp(&self.created_ms).then_with(|| job.id.cmp(&self.id)).is_lt()
    }
}
