//! Tools as state machines: typed events in, actions and a preview out.
//!
//! A [`Toolbox`] knows no pixels. It turns events into [`Action`]s, which [`Editor`] does to a [`Mask`](crate::Mask).
//! Cancelling is an event like any other and restores what was there.

mod area;
mod brush;
mod editor;
mod keyboard;

use crate::geom::{Point, Rect};
use crate::raster::Mode;
use crate::shape::{MAX_WIDTH, Shape, Tip};
use area::{Drag, Lasso, Outline};
use brush::Stroke;

pub use editor::{Editor, Outcome};
pub use keyboard::{Key, Reach};

/// What a press on the image does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tool {
    /// Paints along the pointer's way.
    #[default]
    Brush,
    /// Removes along the pointer's way.
    Eraser,
    /// A rectangle between two corners.
    Rectangle,
    /// An ellipse in such a rectangle.
    Ellipse,
    /// The area inside a line drawn by hand.
    Lasso,
    /// The area inside a line of clicked points.
    Polygon,
    /// The connected area under the pointer.
    Bucket,
    /// Pixels of the picture whose color is like the clicked one's.
    Colors,
    /// Nothing: the caller moves the view.
    Hand,
}

impl Tool {
    /// Every tool, in the order they are offered.
    pub const ALL: [Self; 9] = [
        Self::Brush,
        Self::Eraser,
        Self::Rectangle,
        Self::Ellipse,
        Self::Lasso,
        Self::Polygon,
        Self::Bucket,
        Self::Colors,
        Self::Hand,
    ];

    /// A stable name for storage and translations.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Brush => "brush",
            Self::Eraser => "eraser",
            Self::Rectangle => "rectangle",
            Self::Ellipse => "ellipse",
            Self::Lasso => "lasso",
            Self::Polygon => "polygon",
            Self::Bucket => "bucket",
            Self::Colors => "colors",
            Self::Hand => "hand",
        }
    }

    /// Whether it paints with the brush's width and tip.
    pub const fn has_width(self) -> bool {
        matches!(self, Self::Brush | Self::Eraser)
    }
}

/// What a person can set about the tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The brush's diameter in image pixels, from 1 to 1000.
    pub width: u32,
    /// The brush's form.
    pub tip: Tip,
    /// Whether a pen's pressure makes the brush narrower.
    pub pressure: bool,
    /// How areas are joined to what is painted. Brush and eraser do not ask.
    pub mode: Mode,
    /// How far a color may be from the clicked one, from 0 to 255.
    pub tolerance: u8,
    /// Whether only pixels that hang together with the clicked one are taken.
    pub contiguous: bool,
}

impl Settings {
    /// The widest brush, in pixels.
    pub const MAX_WIDTH: u32 = 1000;

    /// The settings to begin with: a brush of 4 % of the shorter side.
    pub fn new(size: crate::Size) -> Self {
        let shorter = size.width().min(size.height());
        Self {
            width: (shorter + 12).div_euclid(25).clamp(1, Self::MAX_WIDTH),
            tip: Tip::Round,
            pressure: false,
            mode: Mode::Add,
            tolerance: 20,
            contiguous: true,
        }
    }

    /// The next width: a tenth more or less, but at least one pixel.
    pub fn next_width(&self, larger: bool) -> u32 {
        let step = (self.width / 10).max(1);
        let next = if larger { self.width + step } else { self.width.saturating_sub(step) };
        next.clamp(1, Self::MAX_WIDTH)
    }
}

/// Where a pointer was, and how hard it was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// The place in the image, which may lie outside.
    pub at: Point,
    /// From 0 to 1000. 0 is a real pressure and paints the narrowest line. Give 1000 for a mouse or a finger.
    pub pressure: u16,
}

impl Sample {
    /// From a pointer event's pressure, 0.0 to 1.0.
    pub fn new(at: Point, pressure: f32) -> Self {
        Self { at, pressure: (pressure.clamp(0.0, 1.0) * 1000.0) as u16 }
    }

    /// With full pressure.
    pub const fn full(at: Point) -> Self {
        Self { at, pressure: 1000 }
    }
}

/// What the pointer is pressed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Button {
    /// The left button, a finger, a pen's tip.
    #[default]
    Main,
    /// The right button or a pen's eraser end: removes, whatever the tool.
    Erasing,
}

/// Keys held while something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Modifiers {
    /// Before a press: add. While dragging: square, circle, straight.
    pub shift: bool,
    /// Before a press: subtract. While dragging: from the center.
    pub alt: bool,
    /// Before a press: intersect, as the other two together do. Control, or Command on a Mac.
    pub command: bool,
}

/// What happens to the tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    /// A pointer is pressed.
    Down {
        /// Where.
        sample: Sample,
        /// With what.
        button: Button,
        /// Keys held now.
        modifiers: Modifiers,
        /// How far, in sixteenths of a pixel, a hand trembles: what moves less is a click. Three CSS pixels are right;
        /// see [`View::length`](crate::View::length).
        slop: u32,
    },
    /// The pointer moved; pressed or not. All coalesced samples at once, oldest first.
    Move {
        /// Where it was.
        samples: &'a [Sample],
        /// Keys held now.
        modifiers: Modifiers,
    },
    /// The pointer is released where it last was.
    Up,
    /// The press came to nothing: `pointercancel`, or a second finger landed. What it painted is taken back.
    Cancel,
    /// Enter: closes a polygon, accepts a color range.
    Accept,
    /// Escape: drops the shape that is being made.
    Escape,
    /// Backspace: takes a polygon's last point back.
    Back,
}

/// What a tool wants done to the mask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Begin a step of the history.
    Begin,
    /// Paint or remove a shape within the step.
    Stamp(Shape, Mode),
    /// Fill the connected area around a pixel within the step.
    Flood((i32, i32), Mode),
    /// End the step.
    Commit,
    /// Take the step back.
    Rollback,
    /// Find the pixels of a color range and hand them to [`Editor::offer`].
    Ask(ColorRange),
}

/// A color range to be found by [`select_colors`](crate::select_colors), here or in a worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColorRange {
    /// The clicked pixel of the image.
    pub pixel: (i32, i32),
    /// See [`Settings::tolerance`].
    pub tolerance: u8,
    /// See [`Settings::contiguous`].
    pub contiguous: bool,
    /// How the found pixels will be joined.
    pub mode: Mode,
}

/// What to draw above the mask while a shape is being made. All places are in the image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preview<'a> {
    /// Nothing.
    None,
    /// A rectangle's border.
    Rectangle(Rect),
    /// The border of the ellipse in a rectangle.
    Ellipse(Rect),
    /// A line through points. `next` is where the next point would be; `closes` says that a press would end it.
    Line {
        /// The points so far.
        points: &'a [Point],
        /// The pointer.
        next: Option<Point>,
        /// Whether a press here would join the last point to the first.
        closes: bool,
    },
    /// The found color range is shown in the mask and waits for Enter or Escape.
    Tentative,
}

/// The tool in the hand, its settings, and how far a gesture has come.
#[derive(Debug)]
pub struct Toolbox {
    tool: Tool,
    /// What a person can set. Takes effect at the next press.
    pub settings: Settings,
    state: State,
    /// Where the last stroke ended, for straight lines.
    last: Option<Point>,
}

#[derive(Debug)]
enum State {
    Idle,
    Stroke(Stroke),
    Drag(Drag),
    Lasso(Lasso),
    Polygon(Outline),
    Colors(ColorRange),
}

impl Toolbox {
    /// With the brush in the hand.
    pub const fn new(settings: Settings) -> Self {
        Self { tool: Tool::Brush, settings, state: State::Idle, last: None }
    }

    /// The tool in the hand.
    pub const fn tool(&self) -> Tool {
        self.tool
    }

    /// Takes another tool. A stroke or a found color range ends and is kept; an unfinished shape is dropped.
    pub fn take(&mut self, tool: Tool, actions: &mut Vec<Action>) {
        match std::mem::replace(&mut self.state, State::Idle) {
            State::Stroke(_) | State::Colors(_) => actions.push(Action::Commit),
            State::Idle | State::Drag(_) | State::Lasso(_) | State::Polygon(_) => {}
        }
        self.tool = tool;
    }

    /// Whether a gesture is under way that Escape would end.
    pub const fn is_busy(&self) -> bool {
        !matches!(self.state, State::Idle)
    }

    /// What to draw above the mask now.
    pub fn preview(&self) -> Preview<'_> {
        match &self.state {
            State::Idle | State::Stroke(_) => Preview::None,
            State::Drag(drag) => drag.preview(),
            State::Lasso(lasso) => Preview::Line { points: lasso.points(), next: None, closes: false },
            State::Polygon(outline) => outline.preview(),
            State::Colors(_) => Preview::Tentative,
        }
    }

    /// How an area that is begun with these keys held will be joined.
    pub const fn mode(&self, modifiers: Modifiers) -> Mode {
        match modifiers {
            Modifiers { command: true, .. } | Modifiers { shift: true, alt: true, .. } => Mode::Intersect,
            Modifiers { alt: true, .. } => Mode::Subtract,
            Modifiers { shift: true, .. } => Mode::Add,
            Modifiers { .. } => self.settings.mode,
        }
    }

    /// What a stroke under way would paint if it went on to these places. Nothing else foresees anything.
    pub(crate) fn foresee(&self, samples: &[Sample], modifiers: Modifiers) -> Vec<Action> {
        let mut actions = Vec::new();
        if let State::Stroke(stroke) = &self.state {
            let mut stroke = stroke.clone();
            for sample in samples {
                stroke.go(*sample, modifiers.shift, &self.settings, &mut actions);
            }
        }
        actions
    }

    /// Asks again for the color range that is being chosen, after its tolerance or reach was set anew.
    pub fn ask_again(&mut self, actions: &mut Vec<Action>) {
        if let State::Colors(range) = &mut self.state {
            range.tolerance = self.settings.tolerance;
            range.contiguous = self.settings.contiguous;
            actions.push(Action::Ask(*range));
        }
    }

    /// Whether this very range is being chosen.
    pub(crate) fn waits_for(&self, range: ColorRange) -> bool {
        matches!(&self.state, State::Colors(asked) if *asked == range)
    }

    /// Takes an event and says what is to be done.
    pub fn handle(&mut self, event: Event<'_>, actions: &mut Vec<Action>) {
        let state = std::mem::replace(&mut self.state, State::Idle);
        self.state = match (state, event) {
            (State::Idle | State::Colors(_), Event::Down { sample, button, modifiers, slop }) => {
                self.press(sample, button, modifiers, slop, actions)
            }
            (State::Idle, _) => State::Idle,

            (State::Stroke(mut stroke), Event::Move { samples, modifiers }) => {
                for sample in samples {
                    stroke.go(*sample, modifiers.shift, &self.settings, actions);
                }
                State::Stroke(stroke)
            }
            (State::Stroke(stroke), Event::Up) => {
                self.last = Some(stroke.at());
                actions.push(Action::Commit);
                State::Idle
            }
            (State::Stroke(_), Event::Cancel | Event::Escape) => {
                actions.push(Action::Rollback);
                State::Idle
            }

            (State::Drag(mut drag), Event::Move { samples, modifiers }) => {
                if let Some(sample) = samples.last() {
                    drag.go(sample.at, modifiers);
                }
                State::Drag(drag)
            }
            (State::Drag(drag), Event::Up) => finish(drag.shape(), drag.mode(), actions),
            (State::Drag(_), Event::Cancel | Event::Escape) => State::Idle,

            (State::Lasso(mut lasso), Event::Move { samples, .. }) => {
                for sample in samples {
                    lasso.go(sample.at);
                }
                State::Lasso(lasso)
            }
            (State::Lasso(lasso), Event::Up) => {
                let mode = lasso.mode();
                finish(lasso.shape(), mode, actions)
            }
            (State::Lasso(_), Event::Cancel | Event::Escape) => State::Idle,

            (State::Polygon(mut outline), Event::Down { sample, modifiers, slop, .. }) => {
                if outline.press(sample.at, modifiers.shift, slop) {
                    let mode = outline.mode();
                    finish(outline.shape(), mode, actions)
                } else {
                    State::Polygon(outline)
                }
            }
            (State::Polygon(mut outline), Event::Move { samples, modifiers }) => {
                if let Some(sample) = samples.last() {
                    outline.hover(sample.at, modifiers.shift);
                }
                State::Polygon(outline)
            }
            (State::Polygon(outline), Event::Accept) => {
                let mode = outline.mode();
                finish(outline.shape(), mode, actions)
            }
            (State::Polygon(mut outline), Event::Back | Event::Cancel) => {
                if outline.back() {
                    State::Polygon(outline)
                } else {
                    State::Idle
                }
            }
            (State::Polygon(_), Event::Escape) => State::Idle,

            (State::Colors(_), Event::Accept) => {
                actions.push(Action::Commit);
                State::Idle
            }
            (State::Colors(_), Event::Escape | Event::Back) => {
                actions.push(Action::Rollback);
                State::Idle
            }
            (state, _) => state,
        };
    }

    fn press(
        &self,
        sample: Sample,
        button: Button,
        modifiers: Modifiers,
        slop: u32,
        actions: &mut Vec<Action>,
    ) -> State {
        let erases = button == Button::Erasing;
        let mode = if erases { Mode::Subtract } else { self.mode(modifiers) };
        match self.tool {
            Tool::Brush | Tool::Eraser => {
                let mode = if erases || self.tool == Tool::Eraser { Mode::Subtract } else { Mode::Add };
                let from = self.last.filter(|_| modifiers.shift);
                State::Stroke(Stroke::begin(sample, from, mode, slop, &self.settings, actions))
            }
            Tool::Rectangle | Tool::Ellipse => {
                State::Drag(Drag::new(self.tool == Tool::Ellipse, sample.at, mode, modifiers, slop))
            }
            Tool::Lasso => State::Lasso(Lasso::new(sample.at, mode, slop)),
            Tool::Polygon => State::Polygon(Outline::new(sample.at, mode, slop)),
            Tool::Bucket => {
                actions.extend([Action::Begin, Action::Flood(sample.at.pixel(), mode), Action::Commit]);
                State::Idle
            }
            Tool::Colors => {
                let Settings { tolerance, contiguous, .. } = self.settings;
                let range = ColorRange { pixel: sample.at.pixel(), tolerance, contiguous, mode };
                actions.push(Action::Ask(range));
                State::Colors(range)
            }
            Tool::Hand => State::Idle,
        }
    }
}

/// Paints a finished area as one step, if it is one.
fn finish(shape: Option<Shape>, mode: Mode, actions: &mut Vec<Action>) -> State {
    if let Some(shape) = shape {
        actions.extend([Action::Begin, Action::Stamp(shape, mode), Action::Commit]);
    }
    State::Idle
}

const _: () = assert!(Settings::MAX_WIDTH <= MAX_WIDTH);
