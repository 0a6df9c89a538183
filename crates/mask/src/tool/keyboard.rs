//! Painting without a pointer: a cursor that keys move.

use super::{Button, Editor, Event, Modifiers, Outcome, Sample, Tool};
use crate::geom::{Point, SUBPIXELS};

/// How far an arrow key moves the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// One pixel.
    Pixel,
    /// Half the brush's width.
    Brush,
    /// Five times that.
    Far,
}

/// What a key does on the image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// Moves the cursor; `dx` and `dy` are -1, 0 or 1.
    Move {
        /// To the right.
        dx: i32,
        /// Downwards.
        dy: i32,
        /// How far.
        reach: Reach,
    },
    /// Presses once: a dab, the first or second corner, the next point, the bucket.
    Press,
    /// Puts the brush down, or lifts it. While it is down, moving paints.
    Pen,
    /// Removes once, as the eraser would.
    Erase,
}

impl Editor {
    /// The keyboard's cursor. It begins in the middle of the image and is always inside.
    pub const fn cursor(&self) -> Point {
        self.cursor
    }

    /// Whether keys hold a press now: the brush is down, or a first corner is set.
    pub const fn is_pen_down(&self) -> bool {
        self.pen_down
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) -> Outcome {
        match key {
            Key::Move { dx, dy, reach } => {
                let radius = (self.tools.settings.width / 2).max(1) as i32;
                let pixels = match reach {
                    Reach::Pixel => 1,
                    Reach::Brush => radius,
                    Reach::Far => radius.saturating_mul(5),
                };
                let rect = self.mask().raster().size().rect();
                let (x, y) = self.cursor.pixel();
                let x = x.saturating_add(dx.saturating_mul(pixels)).clamp(0, rect.x1 - 1);
                let y = y.saturating_add(dy.saturating_mul(pixels)).clamp(0, rect.y1 - 1);
                self.cursor = Point::center_of(x, y);
                let samples = [Sample::full(self.cursor)];
                self.handle(Event::Move { samples: &samples, modifiers: Modifiers::default() })
            }
            // A press of the pen that is down lifts it: Escape is not needed to get out.
            Key::Press | Key::Pen if self.pen_down => self.release(),
            Key::Press => match self.tools.tool() {
                Tool::Rectangle | Tool::Ellipse | Tool::Lasso => self.hold(Button::Main),
                Tool::Brush | Tool::Eraser | Tool::Polygon | Tool::Bucket | Tool::Colors | Tool::Hand => {
                    self.click(Button::Main)
                }
            },
            Key::Pen if self.tools.tool().has_width() => self.hold(Button::Main),
            Key::Pen => Outcome::default(),
            Key::Erase if self.pen_down || self.tools.is_busy() => self.handle(Event::Back),
            Key::Erase => self.click(Button::Erasing),
        }
    }

    fn hold(&mut self, button: Button) -> Outcome {
        self.pen_down = true;
        // No hand trembles on a key: every move counts.
        let slop = SUBPIXELS as u32 / 2;
        let sample = Sample::full(self.cursor);
        self.handle(Event::Down { sample, button, modifiers: Modifiers::default(), slop })
    }

    fn release(&mut self) -> Outcome {
        self.pen_down = false;
        self.handle(Event::Up)
    }

    fn click(&mut self, button: Button) -> Outcome {
        let pressed = self.hold(button);
        pressed.then(self.release())
    }
}
