//! A stroke of the brush or the eraser.

use super::{Action, Sample, Settings};
use crate::geom::{Point, SUBPIXELS};
use crate::raster::Mode;
use crate::shape::{Shape, snap};

/// The narrowest that pressure makes a brush, in thousandths of its width.
const LIGHTEST: u32 = 100;

/// A stroke on its way.
#[derive(Debug, Clone)]
pub(super) struct Stroke {
    mode: Mode,
    slop: u32,
    /// The last place painted, not yet snapped.
    at: Point,
    /// The last width painted, in pixels.
    width: u32,
    /// The straight line it is held to.
    line: Option<Line>,
}

/// Where Shift holds a stroke.
#[derive(Debug, Clone, Copy)]
struct Line {
    from: Point,
    /// The direction, once the hand has moved far enough to tell.
    along: Option<(i32, i32)>,
}

impl Stroke {
    /// Begins with a dab, or with a straight line from where the last stroke ended.
    pub(super) fn begin(
        sample: Sample,
        from: Option<Point>,
        mode: Mode,
        slop: u32,
        settings: &Settings,
        actions: &mut Vec<Action>,
    ) -> Self {
        let width = width(sample, settings);
        let mut stroke = Self { mode, slop, at: from.unwrap_or(sample.at), width, line: None };
        actions.push(Action::Begin);
        stroke.paint(sample.at, width, settings, actions);
        stroke
    }

    /// Where it is.
    pub(super) const fn at(&self) -> Point {
        self.at
    }

    /// Goes on to a sample.
    pub(super) fn go(&mut self, sample: Sample, shift: bool, settings: &Settings, actions: &mut Vec<Action>) {
        let width = width(sample, settings);
        let at = if shift { self.straight(sample.at) } else { Some(sample.at) };
        if !shift {
            self.line = None;
        }
        if let Some(at) = at {
            self.paint(at, width, settings, actions);
        }
    }

    /// The place on the held line that is nearest to a sample, or `None` before there is a direction.
    fn straight(&mut self, to: Point) -> Option<Point> {
        let line = self.line.get_or_insert(Line { from: self.at, along: None });
        if line.along.is_none() && line.from.reach(to) < self.slop {
            return None;
        }
        let (dx, dy) = (to.x() - line.from.x(), to.y() - line.from.y());
        let (ax, ay) = *line.along.get_or_insert_with(|| direction(dx, dy));
        // Along a diagonal both parts are the mean of the two.
        let length = (dx * ax + dy * ay) / (ax * ax + ay * ay).max(1);
        Some(line.from.moved(length * ax, length * ay))
    }

    /// Paints from the last place to this one. Where the width changes, in short pieces of one width each.
    fn paint(&mut self, to: Point, width: u32, settings: &Settings, actions: &mut Vec<Action>) {
        let pieces = self.width.abs_diff(width).clamp(1, 32) as i32;
        let (from, before) = (self.at, self.width as i32);
        let part = |a: i32, b: i32, n: i32| {
            (i64::from(a) + i64::from(b - a) * i64::from(n) / i64::from(pieces)) as i32
        };
        for n in 1..=pieces {
            let at = Point::new(part(from.x(), to.x(), n), part(from.y(), to.y(), n));
            let wide = part(before, width as i32, n) as u32;
            let (from, to) = (snap(self.at, wide), snap(at, wide));
            let shape = Shape::Stroke { tip: settings.tip, from, to, width: wide * SUBPIXELS as u32 };
            actions.push(Action::Stamp(shape, self.mode));
            self.at = at;
        }
        self.width = width;
    }
}

/// The brush's width under a pressure, in pixels.
fn width(sample: Sample, settings: &Settings) -> u32 {
    let full = settings.width.clamp(1, Settings::MAX_WIDTH);
    if !settings.pressure {
        return full;
    }
    let share = LIGHTEST + u32::from(sample.pressure.min(1000)) * (1000 - LIGHTEST) / 1000;
    (full * share / 1000).max(1)
}

/// The nearest of the eight directions.
pub(super) const fn direction(dx: i32, dy: i32) -> (i32, i32) {
    // The tangent of 22.5° is 0.4142.
    let (wide, high) = (dx.unsigned_abs() as u64, dy.unsigned_abs() as u64);
    let across = if wide * 1000 > high * 414 { dx.signum() } else { 0 };
    let down = if high * 1000 > wide * 414 { dy.signum() } else { 0 };
    (across, down)
}
