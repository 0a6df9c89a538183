//! One picture of a job as something to look at: the picture, and the address under which it can be shown now.

use super::facts::link_of;
use crate::state::{Entry, Version, studio};
use ideomix_gallery::Picture;
use leptos::prelude::*;

/// A picture and its address, followed together.
#[derive(Clone, Copy)]
pub(crate) struct Shown {
    /// The picture, once the answer has it.
    pub(crate) picture: Memo<Option<Picture>>,
    /// The address of its kept bytes, once they are here.
    pub(crate) kept: Signal<Option<String>>,
}

impl Shown {
    /// Follows a picture of a job, in the copy that is wanted.
    pub(crate) fn new(entry: &Entry, index: usize, version: Version) -> Self {
        let job = entry.job.clone();
        let picture = Memo::new(move |_| job.with(|job| job.pictures.get(index).cloned()));
        let asset = Signal::derive(move || picture.get().and_then(|picture| picture.asset));
        Self { picture, kept: studio().asset_url(asset, version) }
    }

    /// The kept bytes, else the service's link while it may still work.
    pub(crate) fn source(self) -> Option<String> {
        self.kept.get().or_else(|| self.picture.get().and_then(|picture| link_of(&picture)))
    }
}
