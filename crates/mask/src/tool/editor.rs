//! The tools joined to a mask.

use super::{Action, ColorRange, Event, Modifiers, Preview, Sample, Settings, Tool, Toolbox};
use crate::geom::{Point, Rect};
use crate::history::Mask;
use crate::raster::{Mode, Raster};

/// A mask, its history, the tools, and the keyboard's cursor: all that an editor is, without a screen.
///
/// The caller feeds [`handle`](Self::handle) with events, repaints [`Outcome::dirty`], draws [`preview`](Self::preview),
/// and answers [`Outcome::ask`].
#[derive(Debug)]
pub struct Editor {
    mask: Mask,
    pub(super) tools: Toolbox,
    pub(super) cursor: Point,
    pub(super) pen_down: bool,
    actions: Vec<Action>,
}

/// What an event led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Image pixels to paint again. It may be larger than what changed.
    pub dirty: Rect,
    /// Whether a step was added to the history, taken back or done again: time to check, to announce and to keep the draft.
    pub committed: bool,
    /// A color range to be found and handed to [`Editor::offer`].
    pub ask: Option<ColorRange>,
}

impl Outcome {
    /// Both, one after the other.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        Self {
            dirty: self.dirty.union(next.dirty),
            committed: self.committed || next.committed,
            ask: next.ask.or(self.ask),
        }
    }
}

impl Editor {
    /// With the brush in the hand and the usual settings.
    pub fn new(mask: Mask) -> Self {
        let size = mask.raster().size();
        Self {
            tools: Toolbox::new(Settings::new(size)),
            cursor: Point::center_of(size.rect().x1 / 2, size.rect().y1 / 2),
            pen_down: false,
            mask,
            actions: Vec::new(),
        }
    }

    /// The mask. Within a gesture it shows what was painted so far.
    pub const fn mask(&self) -> &Mask {
        &self.mask
    }

    /// The painted pixels.
    pub const fn raster(&self) -> &Raster {
        self.mask.raster()
    }

    /// The tool in the hand.
    pub const fn tool(&self) -> Tool {
        self.tools.tool()
    }

    /// What a person can set.
    pub const fn settings(&self) -> &Settings {
        &self.tools.settings
    }

    /// What to draw above the mask now.
    pub fn preview(&self) -> Preview<'_> {
        self.tools.preview()
    }

    /// How an area begun with these keys held will be joined to what is painted.
    pub const fn mode(&self, modifiers: Modifiers) -> Mode {
        self.tools.mode(modifiers)
    }

    /// Whether a gesture is under way that Escape would end.
    pub const fn is_busy(&self) -> bool {
        self.tools.is_busy()
    }

    /// Takes another tool; see [`Toolbox::take`].
    pub fn take(&mut self, tool: Tool) -> Outcome {
        self.pen_down = false;
        self.tools.take(tool, &mut self.actions);
        self.act()
    }

    /// Changes the settings. While a color range is being chosen, it is asked for again.
    pub fn set(&mut self, settings: Settings) -> Outcome {
        let before = std::mem::replace(&mut self.tools.settings, settings);
        if (before.tolerance, before.contiguous) != (settings.tolerance, settings.contiguous) {
            self.tools.ask_again(&mut self.actions);
        }
        self.act()
    }

    /// Takes an event of a pointer or a key.
    pub fn handle(&mut self, event: Event<'_>) -> Outcome {
        if matches!(event, Event::Cancel | Event::Escape) {
            self.pen_down = false;
        }
        self.tools.handle(event, &mut self.actions);
        self.act()
    }

    /// Shows the mask as it would be if the stroke under way went on to `samples`, and then it is as it was. `look` gets
    /// the pixels that differ. For predicted pointer events: what they say may be shown, but never kept.
    pub fn foresee(&mut self, samples: &[Sample], modifiers: Modifiers, look: impl FnOnce(&Raster, Rect)) {
        let actions = self.tools.foresee(samples, modifiers);
        self.mask.tentatively(
            |raster| {
                for action in &actions {
                    if let Action::Stamp(shape, mode) = action {
                        raster.stamp(shape, *mode);
                    }
                }
            },
            look,
        );
    }

    /// Shows a found color range in the mask, until Enter keeps it or Escape drops it. Comes to nothing when the gesture
    /// that asked has ended, or when another range was asked for since.
    pub fn offer(&mut self, range: ColorRange, found: &Raster) -> Outcome {
        if self.tools.waits_for(range) {
            self.mask.rollback();
            self.mask.begin();
            self.mask.raster_mut().join(found, range.mode);
        }
        Outcome { dirty: self.mask.take_dirty(), ..Outcome::default() }
    }

    /// Does something to the whole mask as one step, such as inverting or growing. A gesture under way is dropped first.
    pub fn edit(&mut self, work: impl FnOnce(&mut Raster)) -> Outcome {
        let dropped = self.drop_gesture();
        let committed = self.mask.edit(work);
        dropped.then(Outcome { dirty: self.mask.take_dirty(), committed, ask: None })
    }

    /// Takes back the gesture under way or, if there is none, the newest step.
    pub fn undo(&mut self) -> Outcome {
        if self.tools.is_busy() {
            return self.drop_gesture();
        }
        let committed = self.mask.undo();
        Outcome { dirty: self.mask.take_dirty(), committed, ask: None }
    }

    /// Does again what was last taken back. Comes to nothing within a gesture.
    pub fn redo(&mut self) -> Outcome {
        let committed = !self.tools.is_busy() && self.mask.redo();
        Outcome { dirty: self.mask.take_dirty(), committed, ask: None }
    }

    /// Ends with the mask and its history. A gesture under way is dropped.
    pub fn into_mask(mut self) -> Mask {
        self.drop_gesture();
        self.mask
    }

    fn drop_gesture(&mut self) -> Outcome {
        self.handle(Event::Escape)
    }

    fn act(&mut self) -> Outcome {
        let mut outcome = Outcome::default();
        let mut actions = std::mem::take(&mut self.actions);
        for action in actions.drain(..) {
            match action {
                Action::Begin => {
                    self.mask.rollback();
                    self.mask.begin();
                }
                Action::Stamp(shape, mode) => self.mask.raster_mut().stamp(&shape, mode),
                Action::Flood((x, y), mode) => self.mask.raster_mut().flood(x, y, mode),
                Action::Commit => outcome.committed |= self.mask.commit(),
                Action::Rollback => self.mask.rollback(),
                Action::Ask(range) => outcome.ask = Some(range),
            }
        }
        self.actions = actions;
        outcome.dirty = self.mask.take_dirty();
        outcome
    }
}
