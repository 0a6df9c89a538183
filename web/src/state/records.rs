//! How records are written: one at a time, in the order in which it was asked for, and first on the disk, then on the
//! screen. So a reload finds what was seen, and a delete, its undo and the next delete never overtake each other. What
//! another tab has written meanwhile is joined within the same transaction, so that neither loses what the other did.

use super::{Entry, Studio};
use ideomix_gallery::{Asset, Job, StoreError};
use js_sys::{Function, Promise};
use leptos::prelude::*;
use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Blob;

/// What is to change in a record. It is done to the copy that is written and to what is shown, which may have it by then:
/// done twice it must be as good as once.
pub(super) type Change = Box<dyn Fn(&mut Job)>;
/// Files that are still to be written; none are left when they are.
pub(super) type Files = Rc<RefCell<Vec<Asset<Blob>>>>;
/// Something that goes on by itself. Boxed, since many tasks wait for the same.
pub(super) type Going<T> = Pin<Box<dyn Future<Output = T>>>;

/// The end of the line of writes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writes(StoredValue<Promise, LocalStorage>);

/// The right to write; dropping it lets the next one.
pub(super) struct Turn(Option<Function>);

impl Writes {
    pub(super) fn new() -> Self {
        Self(StoredValue::new_local(Promise::resolve(&JsValue::UNDEFINED)))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(end) = &self.0 {
            let _ = end.call0(&JsValue::UNDEFINED);
        }
    }
}

impl Studio {
    /// Waits until everything that was asked for before is written. The place in line is taken at once.
    pub(super) fn turn(self) -> Going<Turn> {
        let mut end = None;
        let mine = Promise::new(&mut |resolve, _| end = Some(resolve));
        let before = self.writes.0.get_value();
        self.writes.0.set_value(mine);
        let turn = Turn(end);
        Box::pin(async move {
            let _ = before.await;
            turn
        })
    }

    /// Writes a changed record with files that it names, all or nothing, and then shows the change. What could not be
    /// written is not shown.
    pub(super) fn write(self, entry: &Entry, change: Change, files: &Files) -> Going<Result<(), StoreError>> {
        let (entry, files, turn) = (entry.clone(), Rc::clone(files), self.turn());
        Box::pin(async move {
            let turn = turn.await;
            let now = files.take();
            let written = self.gallery().join_job(entry.job.get_untracked(), &change, &now).await;
            match &written {
                Ok(kept) => entry.job.update(|job| {
                    job.join(kept);
                    change(job);
                }),
                Err(_) => drop(files.replace(now)),
            }
            drop(turn);
            self.tell_tabs(&entry.id);
            self.count_spending();
            written.map(drop)
        })
    }

    /// Changes a record. Where it cannot be written the change is shown all the same, and that it is not kept is said.
    pub(crate) fn change(self, entry: &Entry, change: impl Fn(&mut Job) + 'static) -> Going<()> {
        let change: Rc<dyn Fn(&mut Job)> = Rc::new(change);
        let (shown, entry) = (Rc::clone(&change), entry.clone());
        let written = self.write(&entry, Box::new(move |job| change(job)), &Files::default());
        Box::pin(async move {
            if let Err(error) = written.await {
                entry.job.update(|job| shown(job));
                self.messages.store.set(Some(error));
            }
        })
    }

    /// Writes the record as it stands when its turn comes.
    pub(crate) fn keep(self, entry: &Entry) -> Going<()> {
        self.change(entry, |_| ())
    }

    /// Takes a job from the gallery for good, with the files that only it names, if that is still wished when its turn
    /// comes.
    pub(super) fn take_away(self, id: String, wished: impl Fn() -> bool + 'static) -> Going<()> {
        let turn = self.turn();
        Box::pin(async move {
            let _turn = turn.await;
            if wished() {
                if let Err(error) = self.gallery().delete_job(&id).await {
                    self.messages.store.set(Some(error));
                }
                self.tell_tabs(&id);
            }
        })
    }
}
