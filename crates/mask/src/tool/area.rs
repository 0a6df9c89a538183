//! Areas: rectangle and ellipse by dragging, lasso by hand, polygon by clicks.

use super::brush::direction;
use super::{Modifiers, Preview};
use crate::geom::{Point, Rect, SUBPIXELS};
use crate::raster::Mode;
use crate::shape::Shape;

/// A rectangle, or the ellipse in it, being dragged.
#[derive(Debug)]
pub(super) struct Drag {
    ellipse: bool,
    from: Point,
    to: Point,
    mode: Mode,
    slop: u32,
    /// Keys still held from before the press: those chose the mode and do not constrain.
    held: Modifiers,
    square: bool,
    centered: bool,
    moved: bool,
}

impl Drag {
    pub(super) const fn new(ellipse: bool, at: Point, mode: Mode, held: Modifiers, slop: u32) -> Self {
        Self { ellipse, from: at, to: at, mode, slop, held, square: false, centered: false, moved: false }
    }

    pub(super) const fn mode(&self) -> Mode {
        self.mode
    }

    pub(super) const fn go(&mut self, to: Point, modifiers: Modifiers) {
        self.to = to;
        self.moved |= self.from.reach(to) >= self.slop;
        self.held.shift &= modifiers.shift;
        self.held.alt &= modifiers.alt;
        self.square = modifiers.shift && !self.held.shift;
        self.centered = modifiers.alt && !self.held.alt;
    }

    pub(super) fn preview(&self) -> Preview<'_> {
        match (self.moved, self.ellipse) {
            (false, _) => Preview::None,
            (true, false) => Preview::Rectangle(self.rect()),
            (true, true) => Preview::Ellipse(self.rect()),
        }
    }

    /// The dragged shape; a mere click is none.
    pub(super) fn shape(&self) -> Option<Shape> {
        let rect = self.rect();
        self.moved.then_some(if self.ellipse { Shape::Ellipse(rect) } else { Shape::Rectangle(rect) })
    }

    fn rect(&self) -> Rect {
        let ((ax, ay), (bx, by)) = (self.from.pixel(), self.to.pixel());
        let (mut dx, mut dy) = (bx - ax, by - ay);
        if self.square {
            let side = dx.abs().max(dy.abs());
            dx = if dx < 0 { -side } else { side };
            dy = if dy < 0 { -side } else { side };
        }
        let (x, y) = (ax + dx, ay + dy);
        let (ax, ay) = if self.centered { (ax - dx, ay - dy) } else { (ax, ay) };
        Rect { x0: ax.min(x), y0: ay.min(y), x1: ax.max(x) + 1, y1: ay.max(y) + 1 }
    }
}

/// A line drawn by hand around an area.
#[derive(Debug)]
pub(super) struct Lasso {
    points: Vec<Point>,
    mode: Mode,
    slop: u32,
    moved: bool,
}

impl Lasso {
    /// More points than a hand draws. What comes after them moves the last one.
    const MOST: usize = 50_000;

    pub(super) fn new(at: Point, mode: Mode, slop: u32) -> Self {
        Self { points: vec![at], mode, slop, moved: false }
    }

    pub(super) const fn mode(&self) -> Mode {
        self.mode
    }

    pub(super) fn points(&self) -> &[Point] {
        &self.points
    }

    pub(super) fn go(&mut self, to: Point) {
        let near = self.points.last().is_some_and(|last| last.reach(to) < SUBPIXELS as u32 / 2);
        self.moved |= self.points.first().is_some_and(|first| first.reach(to) >= self.slop);
        if self.points.len() >= Self::MOST {
            self.points.pop();
        } else if near {
            return;
        }
        self.points.push(to);
    }

    pub(super) fn shape(self) -> Option<Shape> {
        (self.moved && self.points.len() > 2).then_some(Shape::Polygon(self.points))
    }
}

/// A polygon whose corners are clicked one after the other.
#[derive(Debug)]
pub(super) struct Outline {
    points: Vec<Point>,
    next: Option<Point>,
    mode: Mode,
    /// How near to the first point a press closes the line.
    near: u32,
}

impl Outline {
    pub(super) fn new(at: Point, mode: Mode, slop: u32) -> Self {
        Self { points: vec![at], next: None, mode, near: slop.saturating_mul(3) }
    }

    pub(super) const fn mode(&self) -> Mode {
        self.mode
    }

    pub(super) fn preview(&self) -> Preview<'_> {
        let closes = self.next.is_some_and(|next| self.closes(next));
        Preview::Line { points: &self.points, next: self.next, closes }
    }

    /// Adds a corner. Returns whether the press closed the line instead.
    pub(super) fn press(&mut self, at: Point, straight: bool, slop: u32) -> bool {
        self.near = slop.saturating_mul(3);
        if self.closes(at) {
            return true;
        }
        let at = self.aim(at, straight);
        if self.points.last() != Some(&at) {
            self.points.push(at);
        }
        self.next = None;
        false
    }

    pub(super) fn hover(&mut self, at: Point, straight: bool) {
        self.next = Some(if self.closes(at) { at } else { self.aim(at, straight) });
    }

    /// Takes the last corner back. Returns whether one is left.
    pub(super) fn back(&mut self) -> bool {
        self.points.pop();
        !self.points.is_empty()
    }

    pub(super) fn shape(self) -> Option<Shape> {
        (self.points.len() > 2).then_some(Shape::Polygon(self.points))
    }

    fn closes(&self, at: Point) -> bool {
        self.points.len() > 2 && self.points.first().is_some_and(|first| first.reach(at) <= self.near)
    }

    /// The place itself, or the nearest in one of the eight directions from the last corner.
    fn aim(&self, at: Point, straight: bool) -> Point {
        let Some(last) = self.points.last().filter(|_| straight) else { return at };
        let (dx, dy) = (at.x() - last.x(), at.y() - last.y());
        let (ax, ay) = direction(dx, dy);
        let length = (dx * ax + dy * ay) / (ax * ax + ay * ay).max(1);
        last.moved(length * ax, length * ay)
    }
}
