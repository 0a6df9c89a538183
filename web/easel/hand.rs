//! What fingers, pen and mouse mean together: painting, moving the picture, taking back. Pointers in, deeds out; no browser.

use ideomix_mask::tool::Button;

/// A second finger that lands this soon after the first was meant to be there from the start, in milliseconds.
const TOGETHER_MS: f64 = 120.0;
/// A stroke shorter than this, in CSS pixels, is no stroke yet when a second finger lands.
const TOGETHER_PX: f64 = 8.0;
/// A tap with several fingers is over by then, in milliseconds.
const TAP_MS: f64 = 350.0;
/// How far the fingers of a tap may move, in CSS pixels.
const TAP_PX: f64 = 10.0;
/// A touch this near to the pen's, in milliseconds, is the palm.
const PALM_MS: f64 = 500.0;
/// A touch wider than this, in CSS pixels, is a palm.
const PALM_RADIUS: f64 = 30.0;

/// What touches the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    #[default]
    Mouse,
    Finger,
    Pen,
}

/// One pointer at one moment. Places are CSS pixels of the canvas, times milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Pointer {
    pub(crate) id: i32,
    pub(crate) kind: Kind,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) time: f64,
    /// The button that changed, as the browser counts: 0 left, 1 middle, 2 right, 5 eraser.
    pub(crate) button: i16,
    /// Half the contact's larger side.
    pub(crate) radius: f64,
    pub(crate) alt: bool,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Deed {
    /// The tool is pressed on the image.
    Press(Button),
    /// The pressed tool moves.
    Draw,
    /// The tool moves without being pressed.
    Hover,
    /// The tool is lifted.
    Lift,
    /// The press came to nothing.
    Cancel,
    /// The picture moves by so many CSS pixels.
    Pan(f64, f64),
    /// The picture is zoomed at a place by a factor.
    Zoom(f64, f64, f64),
    /// The brush grows by so many CSS pixels.
    Widen(f64),
    Undo,
    Redo,
    /// A pen was seen for the first time: fingers move the picture from now on.
    PenFound,
}

/// What the hands are doing.
#[derive(Debug, Default)]
pub(crate) struct Hand {
    /// Whether only the pen paints.
    pub(crate) pen_only: bool,
    /// Whether a press moves the picture: the hand tool, or the space bar.
    pub(crate) moves: bool,
    doing: Doing,
    fingers: Vec<Finger>,
    tap: Tap,
    pen_seen: bool,
    pen_at: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Doing {
    #[default]
    Nothing,
    Painting {
        id: i32,
        kind: Kind,
        since: f64,
        from: (f64, f64),
        far: bool,
    },
    Panning {
        id: i32,
        last: (f64, f64),
    },
    Sizing {
        id: i32,
        last: f64,
    },
    Fingers,
}

#[derive(Clone, Copy, Debug)]
struct Finger {
    id: i32,
    x: f64,
    y: f64,
    from: (f64, f64),
}

#[derive(Clone, Copy, Debug, Default)]
struct Tap {
    since: f64,
    most: usize,
    moved: bool,
}

impl Hand {
    /// Whether a press is under way, of the tool or of the picture.
    pub(crate) fn is_busy(&self) -> bool {
        self.doing != Doing::Nothing
    }

    /// Whether the tool is pressed by a finger: the ring would be hidden under it.
    pub(crate) const fn is_finger_painting(&self) -> bool {
        matches!(self.doing, Doing::Painting { kind: Kind::Finger, .. })
    }

    /// Whether a finger is pressed and stays where it is.
    pub(crate) const fn is_finger_resting(&self) -> bool {
        matches!(self.doing, Doing::Painting { kind: Kind::Finger, far: false, .. })
    }

    /// A finger rested for long: its press was no paint, and it does nothing more until it is lifted.
    pub(crate) fn hold(&mut self, deeds: &mut Vec<Deed>) {
        if self.is_finger_resting() {
            deeds.push(Deed::Cancel);
            self.doing = Doing::Fingers;
            self.tap.moved = true;
        }
    }

    /// A pointer is pressed.
    pub(crate) fn down(&mut self, pointer: Pointer, deeds: &mut Vec<Deed>) {
        match pointer.kind {
            Kind::Finger => self.finger_down(pointer, deeds),
            Kind::Pen => {
                self.pen_at = pointer.time;
                if !self.pen_seen {
                    self.pen_seen = true;
                    self.pen_only = true;
                    deeds.push(Deed::PenFound);
                }
                // What touched just before the pen was its hand.
                self.drop_fingers(deeds);
                self.press(pointer, deeds);
            }
            Kind::Mouse => self.press(pointer, deeds),
        }
    }

    /// A pointer moved, pressed or not.
    pub(crate) fn go(&mut self, pointer: Pointer, deeds: &mut Vec<Deed>) {
        let Pointer { id, x, y, .. } = pointer;
        if pointer.kind == Kind::Pen && self.is_busy() {
            self.pen_at = pointer.time;
        }
        match &mut self.doing {
            Doing::Nothing => deeds.push(Deed::Hover),
            Doing::Painting { id: own, from, far, .. } if *own == id => {
                *far |= (x - from.0).hypot(y - from.1) >= TOGETHER_PX;
                deeds.push(Deed::Draw);
            }
            Doing::Panning { id: own, last } if *own == id => {
                deeds.push(Deed::Pan(x - last.0, y - last.1));
                *last = (x, y);
            }
            Doing::Sizing { id: own, last } if *own == id => {
                deeds.push(Deed::Widen(x - *last));
                *last = x;
            }
            _ => {}
        }
        self.finger_moved(pointer, deeds);
    }

    /// A pointer is released.
    pub(crate) fn up(&mut self, pointer: Pointer, deeds: &mut Vec<Deed>) {
        self.end(pointer, deeds, Deed::Lift);
    }

    /// A pointer was taken away by the system.
    pub(crate) fn cancel(&mut self, pointer: Pointer, deeds: &mut Vec<Deed>) {
        self.tap.most = 0;
        self.end(pointer, deeds, Deed::Cancel);
    }

    fn press(&mut self, pointer: Pointer, deeds: &mut Vec<Deed>) {
        if self.is_busy() {
            return;
        }
        let Pointer { id, kind, x, y, time, button, alt, .. } = pointer;
        self.doing = match button {
            1 => Doing::Panning { id, last: (x, y) },
            2 if alt => Doing::Sizing { id, last: x },
            2 | 5 => Doing::Painting { id, kind, since: time, from: (x, y), far: false },
            _ if self.moves => Doing::Panning { id, last: (x, y) },
            _ => Doing::Painting { id, kind, since: time, from: (x, y), far: false },
        };
        if let Doing::Painting { .. } = self.doing {
            deeds.push(Deed::Press(if matches!(button, 2 | 5) { Button::Erasing } else { Button::Main }));
        }
    }

    fn finger_down(&mut self, pointer: Pointer, deeds: &mut Vec<Deed>) {
        let Pointer { id, x, y, time, .. } = pointer;
        let by_pen = matches!(self.doing, Doing::Painting { kind: Kind::Pen, .. });
        let palm = pointer.radius > PALM_RADIUS || (self.pen_seen && time - self.pen_at < PALM_MS);
        if by_pen || palm {
            return;
        }
        self.fingers.push(Finger { id, x, y, from: (x, y) });
        match (self.fingers.len(), self.doing) {
            (1, Doing::Nothing) => {
                self.tap = Tap { since: time, most: 1, moved: false };
                if self.pen_only || self.moves {
                    self.doing = Doing::Panning { id, last: (x, y) };
                } else {
                    self.press(pointer, deeds);
                }
            }
            (_, Doing::Painting { since, far, .. }) if time - since < TOGETHER_MS || !far => {
                deeds.push(Deed::Cancel);
                self.doing = Doing::Fingers;
            }
            (_, Doing::Panning { .. }) => self.doing = Doing::Fingers,
            _ => {}
        }
        self.tap.most = self.tap.most.max(self.fingers.len());
    }

    fn finger_moved(&mut self, pointer: Pointer, deeds: &mut Vec<Deed>) {
        let Some(at) = self.fingers.iter().position(|finger| finger.id == pointer.id) else { return };
        let before = self.spread();
        let finger = &mut self.fingers[at];
        (finger.x, finger.y) = (pointer.x, pointer.y);
        self.tap.moved |= (finger.x - finger.from.0).hypot(finger.y - finger.from.1) > TAP_PX;
        if self.doing != Doing::Fingers {
            return;
        }
        let after = self.spread();
        deeds.push(Deed::Pan(after.0 - before.0, after.1 - before.1));
        if before.2 > 1.0 && after.2 > 1.0 {
            deeds.push(Deed::Zoom(after.0, after.1, after.2 / before.2));
        }
    }

    /// The middle of the first two fingers, and how far they are apart.
    fn spread(&self) -> (f64, f64, f64) {
        match self.fingers.as_slice() {
            [] => (0.0, 0.0, 0.0),
            [one] => (one.x, one.y, 0.0),
            [one, other, ..] => (
                f64::midpoint(one.x, other.x),
                f64::midpoint(one.y, other.y),
                (one.x - other.x).hypot(one.y - other.y),
            ),
        }
    }

    fn end(&mut self, pointer: Pointer, deeds: &mut Vec<Deed>, deed: Deed) {
        let id = pointer.id;
        if pointer.kind == Kind::Pen {
            self.pen_at = pointer.time;
        }
        self.fingers.retain(|finger| finger.id != id);
        match self.doing {
            Doing::Painting { id: own, .. } if own == id => {
                deeds.push(deed);
                self.doing = Doing::Nothing;
            }
            Doing::Panning { id: own, .. } | Doing::Sizing { id: own, .. } if own == id => {
                self.doing = Doing::Nothing;
            }
            Doing::Fingers if self.fingers.is_empty() => {
                self.doing = Doing::Nothing;
                let tap = std::mem::take(&mut self.tap);
                if !tap.moved && pointer.time - tap.since < TAP_MS {
                    match tap.most {
                        2 => deeds.push(Deed::Undo),
                        3 => deeds.push(Deed::Redo),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn drop_fingers(&mut self, deeds: &mut Vec<Deed>) {
        self.fingers.clear();
        self.tap = Tap::default();
        match self.doing {
            Doing::Painting { kind: Kind::Finger, .. } => {
                deeds.push(Deed::Cancel);
                self.doing = Doing::Nothing;
            }
            Doing::Panning { .. } | Doing::Fingers => self.doing = Doing::Nothing,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finger(id: i32, x: f64, time: f64) -> Pointer {
        Pointer { id, kind: Kind::Finger, x, y: 50.0, time, ..Pointer::default() }
    }

    fn pen(time: f64) -> Pointer {
        Pointer { id: 90, kind: Kind::Pen, x: 10.0, y: 10.0, time, ..Pointer::default() }
    }

    fn mouse(button: i16) -> Pointer {
        Pointer { id: 1, button, ..Pointer::default() }
    }

    fn told(work: impl FnOnce(&mut Vec<Deed>)) -> Vec<Deed> {
        let mut deeds = Vec::new();
        work(&mut deeds);
        deeds
    }

    #[test]
    fn one_finger_paints() {
        let mut hand = Hand::default();
        let deeds = told(|deeds| {
            hand.down(finger(1, 0.0, 0.0), deeds);
            hand.go(finger(1, 20.0, 16.0), deeds);
            hand.up(finger(1, 20.0, 32.0), deeds);
        });
        assert_eq!(deeds, [Deed::Press(Button::Main), Deed::Draw, Deed::Lift]);
        assert!(!hand.is_busy());
    }

    #[test]
    fn a_second_finger_takes_a_young_stroke_back_and_pinches() {
        let mut hand = Hand::default();
        let deeds = told(|deeds| {
            hand.down(finger(1, 0.0, 0.0), deeds);
            hand.down(finger(2, 100.0, 60.0), deeds);
            hand.go(finger(2, 200.0, 400.0), deeds);
            hand.up(finger(2, 200.0, 500.0), deeds);
            hand.up(finger(1, 0.0, 510.0), deeds);
        });
        let pinch = [Deed::Pan(50.0, 0.0), Deed::Zoom(100.0, 50.0, 2.0)];
        assert_eq!(deeds, [&[Deed::Press(Button::Main), Deed::Cancel][..], &pinch].concat());
    }

    #[test]
    fn a_second_finger_leaves_a_grown_stroke_alone() {
        let mut hand = Hand::default();
        let deeds = told(|deeds| {
            hand.down(finger(1, 0.0, 0.0), deeds);
            hand.go(finger(1, 50.0, 200.0), deeds);
            hand.down(finger(2, 100.0, 210.0), deeds);
            hand.go(finger(1, 60.0, 220.0), deeds);
            hand.up(finger(1, 60.0, 230.0), deeds);
        });
        assert_eq!(deeds, [Deed::Press(Button::Main), Deed::Draw, Deed::Draw, Deed::Lift]);
    }

    #[test]
    fn two_fingers_tapping_take_back_and_three_do_again() {
        for (count, last) in [(2, Deed::Undo), (3, Deed::Redo)] {
            let mut hand = Hand::default();
            let deeds = told(|deeds| {
                for id in 1..=count {
                    hand.down(finger(id, f64::from(id) * 40.0, f64::from(id)), deeds);
                }
                for id in 1..=count {
                    hand.up(finger(id, f64::from(id) * 40.0, 100.0), deeds);
                }
            });
            assert_eq!(deeds, [Deed::Press(Button::Main), Deed::Cancel, last]);
        }
    }

    #[test]
    fn a_finger_that_rests_for_long_paints_nothing_until_it_is_lifted() {
        let mut hand = Hand::default();
        let deeds = told(|deeds| {
            hand.down(finger(1, 0.0, 0.0), deeds);
            hand.hold(deeds);
            hand.up(finger(1, 0.0, 700.0), deeds);
        });
        assert_eq!(deeds, [Deed::Press(Button::Main), Deed::Cancel]);
        let deeds = told(|deeds| {
            hand.down(finger(2, 0.0, 900.0), deeds);
            hand.go(finger(2, 50.0, 950.0), deeds);
            hand.hold(deeds);
            hand.up(finger(2, 50.0, 999.0), deeds);
        });
        assert_eq!(deeds, [Deed::Press(Button::Main), Deed::Draw, Deed::Lift], "a stroke is not held");
    }

    #[test]
    fn a_palm_beside_the_pen_does_nothing() {
        let mut hand = Hand::default();
        let deeds = told(|deeds| {
            hand.down(pen(0.0), deeds);
            hand.down(finger(1, 0.0, 10.0), deeds);
            hand.go(finger(1, 90.0, 20.0), deeds);
            hand.up(pen(600.0), deeds);
            hand.down(finger(2, 0.0, 900.0), deeds);
            hand.down(Pointer { radius: 40.0, ..finger(3, 0.0, 5000.0) }, deeds);
        });
        assert_eq!(deeds, [Deed::PenFound, Deed::Press(Button::Main), Deed::Lift]);
        assert!(!hand.is_busy());
    }

    #[test]
    fn a_palm_that_lands_before_the_pen_is_taken_back_and_later_fingers_move_the_picture() {
        let mut hand = Hand::default();
        let deeds = told(|deeds| {
            hand.down(finger(1, 0.0, 0.0), deeds);
            hand.down(pen(100.0), deeds);
            hand.up(pen(200.0), deeds);
            hand.down(finger(2, 0.0, 2000.0), deeds);
            hand.go(finger(2, 7.0, 2010.0), deeds);
        });
        let main = Deed::Press(Button::Main);
        assert_eq!(deeds, [main, Deed::PenFound, Deed::Cancel, main, Deed::Lift, Deed::Pan(7.0, 0.0)]);
    }

    #[test]
    fn every_button_has_its_deed() {
        for (button, expected) in [
            (0, vec![Deed::Press(Button::Main)]),
            (1, vec![]),
            (2, vec![Deed::Press(Button::Erasing)]),
            (5, vec![Deed::Press(Button::Erasing)]),
        ] {
            assert_eq!(told(|deeds| Hand::default().down(mouse(button), deeds)), expected, "{button}");
        }
        let mut hand = Hand::default();
        let deeds = told(|deeds| {
            hand.down(Pointer { alt: true, ..mouse(2) }, deeds);
            hand.go(Pointer { x: 9.0, ..mouse(-1) }, deeds);
        });
        assert_eq!(deeds, [Deed::Widen(9.0)]);
    }

    #[test]
    fn a_press_that_the_system_takes_away_is_cancelled() {
        let mut hand = Hand::default();
        let deeds = told(|deeds| {
            hand.down(finger(1, 0.0, 0.0), deeds);
            hand.cancel(finger(1, 0.0, 30.0), deeds);
        });
        assert_eq!(deeds, [Deed::Press(Button::Main), Deed::Cancel]);
        assert!(!hand.is_busy());
    }
}
