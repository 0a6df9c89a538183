//! Shapes and which pixels they paint. A pixel is painted when its center lies in the shape, border included.
//!
//! Everything is reckoned in whole numbers, so that every machine paints the same pixels.

use std::ops::Range;

use crate::geom::{Point, Rect, SUBPIXELS};

/// The widest a stroke can be, in pixels.
pub const MAX_WIDTH: u32 = 1024;

/// The form of a brush.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tip {
    /// A disc.
    #[default]
    Round,
    /// A square with upright sides.
    Square,
}

/// What can be painted at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// What a brush covers on its straight way between two points; the same point twice is a single dab.
    Stroke {
        /// The brush.
        tip: Tip,
        /// Where it begins.
        from: Point,
        /// Where it ends.
        to: Point,
        /// The brush's diameter, or the square's side, in sixteenths of a pixel; at most [`MAX_WIDTH`] pixels.
        width: u32,
    },
    /// All pixels of a rectangle.
    Rectangle(Rect),
    /// The ellipse that touches the four sides of a rectangle.
    Ellipse(Rect),
    /// The area that a closed line winds around. The last point is joined to the first. Where the line crosses itself,
    /// every area that it winds around is inside, whatever the direction (the nonzero rule): a lasso has no holes.
    Polygon(Vec<Point>),
}

impl Shape {
    /// A dab of a brush whose width is given in whole pixels.
    pub const fn dab(tip: Tip, at: Point, width: u32) -> Self {
        Self::Stroke { tip, from: at, to: at, width: width.saturating_mul(SUBPIXELS as u32) }
    }

    /// A rectangle that holds every painted pixel; it may be a little larger.
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Stroke { from, to, width, .. } => {
                Rect::around(*from, *to).grown(radius(*width) / SUBPIXELS + 1)
            }
            Self::Rectangle(rect) | Self::Ellipse(rect) => *rect,
            Self::Polygon(points) => {
                points.iter().map(|point| Rect::around(*point, *point)).fold(Rect::EMPTY, Rect::union)
            }
        }
    }

    /// What can be worked out before the first row.
    pub(crate) fn prepare(&self) -> Drawing<'_> {
        match self {
            Self::Stroke { tip, from, to, width } => {
                Drawing::Stroke(Stroke::new(*tip, *from, *to, radius(*width)))
            }
            Self::Rectangle(rect) => Drawing::Rectangle(*rect),
            Self::Ellipse(rect) => Drawing::Ellipse(*rect),
            Self::Polygon(points) => Drawing::Polygon(points),
        }
    }
}

/// Where a brush of a width in whole pixels has to stand so that its dabs are all alike: on the middle of a pixel when
/// the width is odd, on a corner when it is even. The nearest such place.
pub fn snap(at: Point, width: u32) -> Point {
    let half = SUBPIXELS / 2;
    let (dx, dy) = if width % 2 == 1 {
        (at.x().rem_euclid(SUBPIXELS) - half, at.y().rem_euclid(SUBPIXELS) - half)
    } else {
        ((at.x() + half).rem_euclid(SUBPIXELS) - half, (at.y() + half).rem_euclid(SUBPIXELS) - half)
    };
    at.moved(-dx, -dy)
}

/// A shape that is ready to say its rows.
pub(crate) enum Drawing<'a> {
    Stroke(Stroke),
    Rectangle(Rect),
    Ellipse(Rect),
    Polygon(&'a [Point]),
}

impl Drawing<'_> {
    /// The spans of some rows as `(row, from, to)`, without the pixel `to`. They may overlap and may be empty.
    pub(crate) fn rows(&self, rows: Range<i32>, span: &mut dyn FnMut(i32, i32, i32)) {
        match self {
            Self::Stroke(stroke) => {
                for y in rows {
                    let (x0, x1) = stroke.row(y);
                    span(y, x0, x1);
                }
            }
            Self::Rectangle(rect) => {
                for y in rows {
                    span(y, rect.x0, rect.x1);
                }
            }
            Self::Ellipse(rect) => {
                for y in rows {
                    let (x0, x1) = ellipse_row(*rect, y);
                    span(y, x0, x1);
                }
            }
            Self::Polygon(points) => polygon_rows(points, rows, span),
        }
    }
}

/// The area that a brush covers between two points.
pub(crate) struct Stroke {
    tip: Tip,
    ax: i64,
    ay: i64,
    dx: i64,
    dy: i64,
    radius: i64,
    /// Half the band's width times the way's length: how large the cross product with the way may become.
    cross: i64,
}

/// No columns; narrower than anything it is joined with.
const NOTHING: (i64, i64) = (i64::MAX, i64::MIN);

impl Stroke {
    fn new(tip: Tip, from: Point, to: Point, radius: i32) -> Self {
        let (ax, ay) = (i64::from(from.x()), i64::from(from.y()));
        let (dx, dy) = (i64::from(to.x()) - ax, i64::from(to.y()) - ay);
        let radius = i64::from(radius);
        let cross = match tip {
            Tip::Round => {
                let square = (radius * radius) as u128 * (dx * dx + dy * dy) as u128;
                square_root(square) as i64
            }
            Tip::Square => radius * (dx.abs() + dy.abs()),
        };
        Self { tip, ax, ay, dx, dy, radius, cross }
    }

    /// The covered columns of a row. The area is convex, so they are one span.
    fn row(&self, y: i32) -> (i32, i32) {
        let py = center(y);
        let first = self.end(self.ax, py - self.ay);
        let last = self.end(self.ax + self.dx, py - self.ay - self.dy);
        let (x0, x1) = match self.tip {
            Tip::Round => {
                let band = self.band(py, true);
                (first.0.min(last.0).min(band.0), first.1.max(last.1).max(band.1))
            }
            // Two squares and what lies between them: the box around both, cut by the band.
            Tip::Square => {
                let within = py >= self.ay.min(self.ay + self.dy) - self.radius
                    && py <= self.ay.max(self.ay + self.dy) + self.radius;
                if within { self.band(py, false) } else { NOTHING }
            }
        };
        columns(x0, x1)
    }

    /// The places on a row, relative to nothing, that a disc around (`x`, the row's center minus `dy`) covers.
    fn end(&self, x: i64, dy: i64) -> (i64, i64) {
        let rest = self.radius * self.radius - dy * dy;
        if rest < 0 {
            return NOTHING;
        }
        let half = square_root(rest as u128) as i64;
        (x - half, x + half)
    }

    /// The places on a row within the band along the way. With `between`, without what lies before or behind the way;
    /// otherwise within the box around both squares.
    fn band(&self, py: i64, between: bool) -> (i64, i64) {
        let (dx, dy, ry) = (self.dx, self.dy, py - self.ay);
        let mut range = if between {
            (i64::MIN / 4, i64::MAX / 4)
        } else {
            (dx.min(0) - self.radius, dx.max(0) + self.radius)
        };
        // -cross <= dx * ry - dy * x <= cross
        narrow(&mut range, dy, dx * ry - self.cross, dx * ry + self.cross);
        if between {
            if dx == 0 && dy == 0 {
                return NOTHING;
            }
            // 0 <= dx * x + dy * ry <= length²
            narrow(&mut range, dx, -dy * ry, dx * dx + dy * dy - dy * ry);
        }
        if range.0 > range.1 { NOTHING } else { (range.0 + self.ax, range.1 + self.ax) }
    }
}

/// Narrows a range of whole `x` to those with `low <= factor * x <= high`.
fn narrow(range: &mut (i64, i64), factor: i64, low: i64, high: i64) {
    if factor == 0 {
        if low > 0 || high < 0 {
            *range = NOTHING;
        }
        return;
    }
    let (low, high) = if factor > 0 { (low, high) } else { (-high, -low) };
    let factor = factor.abs();
    range.0 = range.0.max(-(-low).div_euclid(factor));
    range.1 = range.1.min(high.div_euclid(factor));
}

/// The pixels whose centers lie from `x0` to `x1`, both included, as a span without its end.
fn columns(x0: i64, x1: i64) -> (i32, i32) {
    if x0 > x1 {
        return (0, 0);
    }
    let (sub, half) = (i64::from(SUBPIXELS), i64::from(SUBPIXELS / 2));
    (-(half - x0).div_euclid(sub) as i32, (x1 - half).div_euclid(sub) as i32 + 1)
}

/// A pixel center in sixteenths.
const fn center(at: i32) -> i64 {
    at as i64 * SUBPIXELS as i64 + SUBPIXELS as i64 / 2
}

/// Half a width, at most half of [`MAX_WIDTH`].
fn radius(width: u32) -> i32 {
    (width.min(MAX_WIDTH * SUBPIXELS as u32) / 2) as i32
}

/// The covered columns of a row of the ellipse in a rectangle.
fn ellipse_row(rect: Rect, y: i32) -> (i32, i32) {
    // Twice every length, so that centers and middles are whole numbers. Sides stay below 2^16, so
    // the product of two squares stays below 2^64.
    let (width, height) = (u64::from(rect.width().min(0xffff)), u64::from(rect.height().min(0xffff)));
    let away = (2 * i64::from(y) + 1 - i64::from(rect.y0) - i64::from(rect.y1)).unsigned_abs();
    if height == 0 || away > height {
        return (0, 0);
    }
    let half = (width * width * (height * height - away * away) / (height * height)).isqrt() as i64;
    // |2x + 1 - (x0 + x1)| <= half
    let middle = i64::from(rect.x0) + i64::from(rect.x1) - 1;
    (-(half - middle).div_euclid(2) as i32, (middle + half).div_euclid(2) as i32 + 1)
}

/// The spans of a polygon in some rows.
fn polygon_rows(points: &[Point], rows: Range<i32>, span: &mut dyn FnMut(i32, i32, i32)) {
    let (top, bottom) = (center(rows.start), center(rows.end));
    // Edges that cross the rows at all; what is level crosses no row.
    let mut edges = Vec::new();
    for (n, &a) in points.iter().enumerate() {
        let b = points[(n + 1) % points.len()];
        let (upper, lower, winding) = if a.y() < b.y() { (a, b, 1) } else { (b, a, -1) };
        if upper.y() != lower.y() && i64::from(upper.y()) < bottom && i64::from(lower.y()) >= top {
            edges.push((upper, lower, winding));
        }
    }
    let mut crossings: Vec<(i32, i32)> = Vec::new();
    for y in rows {
        let py = center(y);
        crossings.clear();
        for (upper, lower, winding) in &edges {
            let (ay, by) = (i64::from(upper.y()), i64::from(lower.y()));
            // An edge owns its upper end, so that two edges that meet are crossed once.
            if ay <= py && py < by {
                let (ax, bx) = (i64::from(upper.x()), i64::from(lower.x()));
                let (run, rise) = (bx - ax, by - ay);
                let (sub, half) = (i64::from(SUBPIXELS), i64::from(SUBPIXELS / 2));
                // The first pixel whose center is not left of the crossing.
                let ahead = (half - ax) * rise - (py - ay) * run;
                crossings.push((-ahead.div_euclid(sub * rise) as i32, *winding));
            }
        }
        sort(&mut crossings);
        let mut winds = 0;
        let mut from = 0;
        for &(x, winding) in &crossings {
            if winds == 0 {
                from = x;
            }
            winds += winding;
            if winds == 0 {
                span(y, from, x);
            }
        }
    }
}

/// Sorts by column. Rows have few crossings as a rule; the shrinking steps keep a scribble of thousands bearable. The
/// standard sort would cost a browser more bytes than all shapes together.
fn sort(crossings: &mut [(i32, i32)]) {
    let mut gap = crossings.len();
    while gap > 1 {
        gap = (gap * 5 / 11).max(1);
        for n in gap..crossings.len() {
            let mut at = n;
            while at >= gap && crossings[at - gap].0 > crossings[at].0 {
                crossings.swap(at - gap, at);
                at -= gap;
            }
        }
    }
}

/// The whole part of a square root, bit by bit.
pub(crate) const fn square_root(of: u128) -> u64 {
    if of <= u64::MAX as u128 {
        return (of as u64).isqrt();
    }
    let (mut rest, mut root, mut bit) = (of, 0, 1 << 126);
    while bit > of {
        bit >>= 2;
    }
    while bit != 0 {
        if rest >= root + bit {
            rest -= root + bit;
            root = (root >> 1) + bit;
        } else {
            root >>= 1;
        }
        bit >>= 2;
    }
    root as u64
}
