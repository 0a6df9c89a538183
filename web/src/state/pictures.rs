//! What can be done with one picture of a job: mark it, take it away, give it the file that a person saved by hand.

use super::messages::NOTE_MS;
use super::{Entry, Studio};
use crate::browser;
use crate::text::text;
use ideomix_api::sides;
use ideomix_client::{Picture as Fetched, read_facts};
use ideomix_gallery::{Job, Picture, Saved};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Blob;

/// The pictures of a job that are there to be looked at, by their place in the answer.
pub(crate) fn shown(job: &Job) -> Vec<usize> {
    let pictures = job.pictures.iter().enumerate();
    pictures.filter(|(_, picture)| picture.is_there()).map(|(index, _)| index).collect()
}

impl Studio {
    /// Marks a picture, or takes the mark away.
    pub(crate) fn star(self, entry: &Entry, index: usize) {
        let starred =
            entry.job.with_untracked(|job| job.pictures.get(index).is_some_and(|picture| picture.starred));
        self.set(entry, index, move |picture| picture.starred = !starred);
    }

    fn set(self, entry: &Entry, index: usize, change: impl Fn(&mut Picture) + 'static) {
        spawn_local(self.change(entry, move |job| {
            if let Some(picture) = job.pictures.get_mut(index) {
                change(picture);
            }
        }));
    }

    /// Throws one picture away and offers to take it back; the last one of a job goes with its job.
    pub(crate) fn delete_picture(self, entry: &Entry, index: usize) {
        let entry = entry.clone();
        spawn_local(async move {
            // A delete that is still being written counts.
            drop(self.turn().await);
            if entry.job.with_untracked(shown) == [index] {
                return self.delete(&entry.id);
            }
            self.change(&entry, set_removed(index, true)).await;
            let kept = entry.clone();
            let undo = Callback::new(move |()| spawn_local(self.change(&kept, set_removed(index, false))));
            let words = &text().result;
            let action = Some((words.undo.to_owned(), undo));
            self.messages.note(crate::ui::Tone::Info, words.removed.to_owned(), action);
            gloo_timers::future::TimeoutFuture::new(NOTE_MS).await;
            self.forget_removed(&entry).await;
        });
    }

    /// Takes the files of deleted pictures away for good.
    pub(super) async fn forget_removed(self, entry: &Entry) {
        let is_over = |picture: &Picture| picture.removed && picture.asset.is_some();
        if !entry.job.with_untracked(|job| job.pictures.iter().any(is_over)) {
            return;
        }
        // Looked for when the turn to write comes: an undo of the last moment counts.
        let files = Rc::new(RefCell::new(Vec::new()));
        let found = Rc::clone(&files);
        self.change(entry, move |job| {
            for picture in job.pictures.iter_mut().filter(|picture| is_over(picture)) {
                found.borrow_mut().extend(picture.asset.take());
            }
        })
        .await;
        let files = files.take();
        for id in &files {
            self.assets.forget(id);
        }
        if let Err(error) = self.gallery().drop_files(&files).await {
            self.messages.store.set(Some(error));
        }
    }

    /// Takes a file that a person saved by hand as the bytes of a picture that could not be read. It must be a picture
    /// of the size that the service named.
    pub(crate) fn adopt(self, entry: &Entry, index: usize, file: Blob) {
        let entry = entry.clone();
        spawn_local(async move {
            let facts = match read_facts(&file).await {
                Ok(facts) => facts,
                Err(problem) => return self.refuse((text().file)(&problem)),
            };
            let stated =
                entry.job.with_untracked(|job| sides(job.pictures.get(index)?.resolution.as_deref()?));
            let size = (facts.width, facts.height);
            if let Some(stated) = stated.filter(|stated| *stated != size) {
                return self.refuse((text().look.wrong_size)(size, stated));
            }
            let typed = file.slice_with_f64_and_f64_and_content_type(0.0, file.size(), facts.kind.mime());
            let picture = Fetched { blob: typed.unwrap_or(file), facts };
            self.book_picture(&entry, index, Ok(picture)).await;
            self.messages.say(text().look.adopted.to_owned());
        });
    }

    /// Calls a picture expired whose link has ended before its bytes were kept.
    pub(crate) fn call_expired(self, entry: &Entry, index: usize) {
        self.set(entry, index, |picture| picture.saved = Saved::Expired);
    }

    /// Puts words on the clipboard and says so.
    pub(crate) fn copy(self, words: String) {
        spawn_local(async move {
            if browser::copy_text(words).await {
                self.messages.note(crate::ui::Tone::Good, text().result.copied.to_owned(), None);
            }
        });
    }

    fn refuse(self, words: String) {
        self.messages.alert(words.clone());
        self.messages.note(crate::ui::Tone::Error, words, None);
    }
}

fn set_removed(index: usize, removed: bool) -> impl Fn(&mut Job) {
    move |job| {
        if let Some(picture) = job.pictures.get_mut(index) {
            picture.removed = removed;
        }
    }
}
