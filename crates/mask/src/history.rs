//! Undo and redo within a budget of bytes.

use std::collections::VecDeque;

use crate::geom::{Rect, Size};
use crate::raster::{Change, Raster};

/// A mask with its history. One [`edit`](Self::edit) or one stroke is one step.
///
/// When the steps take more than the budget, the oldest are forgotten. The newest step is always kept.
#[derive(Debug)]
pub struct Mask {
    raster: Raster,
    done: VecDeque<Change>,
    undone: Vec<Change>,
    bytes: usize,
    budget: usize,
}

impl Mask {
    /// The budget for computers: 64 MiB.
    pub const DESKTOP_BUDGET: usize = 64 << 20;
    /// The budget for phones: 24 MiB.
    pub const PHONE_BUDGET: usize = 24 << 20;

    /// A mask without a painted pixel whose history may take `budget` bytes.
    pub fn new(size: Size, budget: usize) -> Self {
        Self::with(Raster::new(size), budget)
    }

    /// A mask that begins as `raster`, for example a draft or an imported file. Beginning is not a step.
    pub fn with(mut raster: Raster, budget: usize) -> Self {
        raster.commit();
        Self { raster, done: VecDeque::new(), undone: Vec::new(), bytes: 0, budget }
    }

    /// What is painted now.
    pub const fn raster(&self) -> &Raster {
        &self.raster
    }

    /// Ends with the painted pixels alone.
    pub fn into_raster(self) -> Raster {
        self.raster
    }

    /// Does something as one step. Returns whether a pixel changed; if none did, there is no step and redo stays possible.
    pub fn edit(&mut self, work: impl FnOnce(&mut Raster)) -> bool {
        self.begin();
        work(&mut self.raster);
        self.commit()
    }

    /// Begins a step that takes more than one call, such as a stroke.
    pub fn begin(&mut self) {
        self.raster.begin();
    }

    /// The painted pixels, for changes within a step; begins one if there is none.
    pub fn raster_mut(&mut self) -> &mut Raster {
        self.raster.begin();
        &mut self.raster
    }

    /// Ends a step. Returns whether a pixel changed; if none did, there is no step and redo stays possible.
    pub fn commit(&mut self) -> bool {
        let Some(change) = self.raster.commit() else { return false };
        for old in self.undone.drain(..) {
            self.bytes -= old.bytes();
        }
        self.bytes += change.bytes();
        self.done.push_back(change);
        while self.bytes > self.budget && self.done.len() > 1 {
            if let Some(oldest) = self.done.pop_front() {
                self.bytes -= oldest.bytes();
            }
        }
        true
    }

    /// Takes back a step that has not ended. Undo and redo are as they were.
    pub fn rollback(&mut self) {
        self.raster.rollback();
    }

    /// Takes back the newest step. Returns whether there was one. A step that has not ended is rolled back first.
    pub fn undo(&mut self) -> bool {
        self.raster.rollback();
        let Some(change) = self.done.pop_back() else { return false };
        self.raster.toggle(&change);
        self.undone.push(change);
        true
    }

    /// Does again what was last taken back. Returns whether there was something.
    pub fn redo(&mut self) -> bool {
        self.raster.rollback();
        let Some(change) = self.undone.pop() else { return false };
        self.raster.toggle(&change);
        self.done.push_back(change);
        true
    }

    /// Changes the mask for as long as somebody looks, even within a step, which goes on afterwards.
    pub(crate) fn tentatively(&mut self, work: impl FnOnce(&mut Raster), look: impl FnOnce(&Raster, Rect)) {
        let dirty = self.raster.take_dirty();
        let step = self.raster.pause();
        self.raster.begin();
        work(&mut self.raster);
        let changed = self.raster.take_dirty();
        look(&self.raster, changed);
        self.raster.rollback();
        self.raster.resume(step, dirty);
    }

    /// How many steps can be taken back.
    pub fn undo_steps(&self) -> usize {
        self.done.len()
    }

    /// How many steps can be done again.
    pub const fn redo_steps(&self) -> usize {
        self.undone.len()
    }

    /// Bytes that the history takes.
    pub const fn history_bytes(&self) -> usize {
        self.bytes
    }

    /// See [`Raster::take_dirty`].
    pub const fn take_dirty(&mut self) -> Rect {
        self.raster.take_dirty()
    }
}
