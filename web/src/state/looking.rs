//! What the person looks at: the picture opened on the stage, the pictures chosen to be compared, and where Esc leads.

use super::{Entry, Live, Studio};
use crate::browser;
use crate::route::Route;
use leptos::prelude::*;

/// One picture of one job.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pick {
    /// The job's id.
    pub(crate) job: String,
    /// Which of its pictures.
    pub(crate) index: usize,
}

/// What is looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Looking {
    /// The picture that is opened on the stage, in the place of its group.
    pub(crate) open: RwSignal<Option<Pick>>,
    /// The pictures chosen to be compared: two at most.
    pub(crate) picks: RwSignal<Vec<Pick>>,
    /// How pictures are compared, of the four ways: the same as last time.
    pub(crate) mode: RwSignal<usize>,
    /// The last place that was no single picture and no comparison.
    pub(crate) home: RwSignal<Route>,
    /// Jobs that an address named and that are older than what is listed.
    visited: RwSignal<Vec<Entry>>,
}

impl Looking {
    pub(super) fn new() -> Self {
        Self {
            open: RwSignal::new(None),
            picks: RwSignal::new(Vec::new()),
            mode: RwSignal::new(0),
            home: RwSignal::new(Route::Gallery),
            visited: RwSignal::new(Vec::new()),
        }
    }

    /// Chooses a picture, or lets go of it. The second choice stays when a third one comes.
    pub(crate) fn pick(self, pick: Pick) {
        self.picks.update(|picks| {
            let before = picks.len();
            picks.retain(|other| *other != pick);
            if picks.len() == before {
                picks.push(pick);
                if before == 2 {
                    picks.remove(0);
                }
            }
        });
    }

    /// Whether a picture is chosen.
    pub(crate) fn is_picked(self, pick: &Pick) -> bool {
        self.picks.with(|picks| picks.contains(pick))
    }
}

impl Pick {
    /// The picture's own place.
    pub(crate) fn route(&self) -> Route {
        Route::Item { job: self.job.clone(), index: self.index }
    }
}

impl Studio {
    /// Follows the address. A place that is not a look at single pictures is where a look ends.
    pub(crate) fn arrive(self) {
        let left = self.route.get_untracked();
        if !matches!(left, Route::Item { .. } | Route::Compare { .. } | Route::Mask) {
            self.looking.home.set(left);
        }
        self.route.set(Route::parse(&browser::hash()));
        self.drawer.set(false);
        browser::to_top();
    }

    /// The job of an id, also one that is older than what is listed. Follows both lists.
    pub(crate) fn find_any(self, id: &str) -> Option<Entry> {
        let visited = || self.looking.visited.with(|all| all.iter().find(|entry| entry.id == id).cloned());
        self.jobs.find(id).or_else(visited)
    }

    /// Reads a job from the gallery that is not listed. Says whether there is one.
    pub(crate) async fn visit(self, id: &str) -> bool {
        let known = untrack(|| self.find_any(id)).is_some();
        if !known && let Ok(Some(job)) = self.gallery().job(id).await {
            if job.trashed_ms.is_some() {
                return false;
            }
            self.looking.visited.update(|all| all.push(Entry::new(job, Live::Ended)));
            return true;
        }
        known
    }

    /// Compares two pictures: the chosen ones, or this one with what it was made from or with its neighbor. A picture
    /// without either is chosen, and waits for a second.
    pub(crate) fn compare(self, entry: &Entry, index: usize) {
        let this = Pick { job: entry.id.clone(), index };
        let other =
            self.looking.picks.with_untracked(|picks| picks.iter().rfind(|pick| **pick != this).cloned());
        let other = other.or_else(|| self.parents(entry).into_iter().next()).or_else(|| {
            let shown = entry.job.with_untracked(super::pictures::shown);
            shown.into_iter().find(|other| *other != index).map(|index| Pick { job: entry.id.clone(), index })
        });
        match other {
            Some(other) => {
                self.looking.picks.set(Vec::new());
                self.go(&Route::Compare { a: other, b: this });
            }
            None => self.looking.pick(this),
        }
    }

    /// The pictures that a job was made from, as far as they are listed.
    pub(crate) fn parents(self, entry: &Entry) -> Vec<Pick> {
        let files: Vec<String> =
            entry.job.with(|job| job.fields.iter().flat_map(|field| field.files.clone()).collect());
        self.pictures_where(|_, asset| files.iter().any(|file| file == asset))
    }

    /// The pictures that were made from one, as far as they are listed.
    pub(crate) fn children(self, asset: &str) -> Vec<Pick> {
        self.pictures_where(|job, _| {
            job.fields.iter().any(|field| field.files.iter().any(|file| file == asset))
        })
    }

    fn pictures_where(self, wanted: impl Fn(&ideomix_gallery::Job, &str) -> bool) -> Vec<Pick> {
        let mut found = Vec::new();
        self.jobs.entries.with(|entries| {
            for entry in entries {
                entry.job.with(|job| {
                    for (index, picture) in job.pictures.iter().enumerate() {
                        if picture.is_there()
                            && picture.asset.as_ref().is_some_and(|asset| wanted(job, asset))
                        {
                            found.push(Pick { job: entry.id.clone(), index });
                        }
                    }
                });
            }
        });
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_choice_takes_the_place_of_the_first() {
        let owner = Owner::new();
        owner.set();
        let looking = Looking::new();
        let pick = |index| Pick { job: "a".to_owned(), index };
        for index in 0..3 {
            looking.pick(pick(index));
        }
        assert_eq!(looking.picks.get_untracked(), [pick(1), pick(2)]);
        looking.pick(pick(1));
        assert_eq!(looking.picks.get_untracked(), [pick(2)]);
    }
}
