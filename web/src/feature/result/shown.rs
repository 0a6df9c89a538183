//! One picture of a job as something to look at: the picture, and the address under which it can be shown now.

use super::facts::link_of;
use crate::state::{Entry, Version, studio};
use ideomix_gallery::{Picture, View};
use leptos::prelude::*;

/// A picture and its address, followed together.
#[derive(Clone, Copy)]
pub(crate) struct Shown {
    /// The picture, once the answer has it.
    pub(crate) picture: Memo<Option<Picture>>,
    /// The address of its kept bytes, once they are here.
    pub(crate) kept: Signal<Option<String>>,
    source: Memo<Option<String>>,
}

impl Shown {
    /// Follows a picture of a job, in the copy that is wanted.
    pub(crate) fn new(entry: &Entry, index: usize, version: Version) -> Self {
        let job = entry.job.clone();
        let picture = Memo::new(move |_| job.with(|job| job.pictures.get(index).cloned()));
        let asset = Signal::derive(move || picture.get().and_then(|picture| picture.asset));
        let kept = studio().asset_url(asset, version);
        let link = move || picture.get().and_then(|picture| link_of(&picture));
        Self { picture, kept, source: Memo::new(move |_| kept.get().or_else(link)) }
    }

    /// The kept bytes, else the service's link while it may still work.
    pub(crate) fn source(self) -> Option<String> {
        self.source.get()
    }

    /// Books that an address gave no picture. Bytes that are here are not given up for it.
    pub(crate) fn broken(self, entry: &Entry, index: usize) {
        if self.kept.get_untracked().is_none() {
            entry.job.update(|job| {
                if let Some(picture) = job.pictures.get_mut(index) {
                    picture.view = View::Broken;
                }
            });
        }
    }
}
