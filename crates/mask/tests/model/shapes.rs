//! Which pixels a shape covers, by its definition and one pixel at a time.

use ideomix_mask::{Point, Rect, Shape, Size, Tip};

use super::Numbers;

/// Whether the pixel's center lies in the shape.
pub(crate) fn covers(shape: &Shape, x: i32, y: i32) -> bool {
    let (px, py) = (i128::from(x) * 16 + 8, i128::from(y) * 16 + 8);
    match shape {
        Shape::Stroke { tip, from, to, width } => {
            let (ax, ay) = (i128::from(from.x()), i128::from(from.y()));
            let (bx, by) = (i128::from(to.x()), i128::from(to.y()));
            let radius = i128::from(*width / 2);
            match tip {
                Tip::Round => near_line((px, py), (ax, ay), (bx, by), radius),
                Tip::Square => square_meets_line((px, py), (ax, ay), (bx, by), radius),
            }
        }
        Shape::Rectangle(rect) => rect.contains(x, y),
        Shape::Ellipse(rect) => {
            let (w, h) = (i128::from(rect.x1 - rect.x0), i128::from(rect.y1 - rect.y0));
            let dx = 2 * i128::from(x) + 1 - i128::from(rect.x0 + rect.x1);
            let dy = 2 * i128::from(y) + 1 - i128::from(rect.y0 + rect.y1);
            w > 0 && h > 0 && dx * dx * h * h + dy * dy * w * w <= w * w * h * h
        }
        Shape::Polygon(points) => {
            let mut winds = 0;
            for (n, a) in points.iter().enumerate() {
                let b = points[(n + 1) % points.len()];
                let (ax, ay) = (i128::from(a.x()), i128::from(a.y()));
                let (bx, by) = (i128::from(b.x()), i128::from(b.y()));
                // On which side of the edge the center lies, counted where the edge crosses its row.
                let side = (bx - ax) * (py - ay) - (px - ax) * (by - ay);
                if ay <= py && py < by && side <= 0 {
                    winds += 1;
                } else if by <= py && py < ay && side >= 0 {
                    winds -= 1;
                }
            }
            winds != 0
        }
    }
}

type At = (i128, i128);

fn near_line(p: At, a: At, b: At, radius: i128) -> bool {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let along = (p.0 - a.0) * dx + (p.1 - a.1) * dy;
    let square = |p: At, a: At| (p.0 - a.0).pow(2) + (p.1 - a.1).pow(2);
    if along <= 0 {
        square(p, a) <= radius * radius
    } else if along >= length {
        square(p, b) <= radius * radius
    } else {
        let cross = dx * (p.1 - a.1) - dy * (p.0 - a.0);
        cross * cross <= radius * radius * length
    }
}

/// Whether the square around `p` is met by the way from `a` to `b`: cuts the way at the square's four sides.
fn square_meets_line(p: At, a: At, b: At, radius: i128) -> bool {
    // The part of the way within the square, from `low` to `high`, as fractions of it over a common divisor.
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let divisor = dx.abs().max(1) * dy.abs().max(1);
    let (mut low, mut high) = (0, divisor);
    for (by, gap) in [(dx, p.0 - a.0), (dy, p.1 - a.1)] {
        // -radius <= t * by - gap <= radius
        if by == 0 {
            if gap.abs() > radius {
                return false;
            }
            continue;
        }
        let (from, to) = (gap - radius, gap + radius);
        let (from, to) = if by > 0 { (from, to) } else { (-to, -from) };
        let scale = divisor / by.abs();
        low = low.max(from * scale);
        high = high.min(to * scale);
    }
    low <= high
}

/// Shapes out of numbers.
pub(crate) trait Draw {
    fn point(&mut self, size: Size) -> Point;
    fn shape(&mut self, size: Size) -> Shape;
}

impl Draw for Numbers<'_> {
    /// Inside the image, or up to half an image away.
    fn point(&mut self, size: Size) -> Point {
        let mut place = |side: u32| (self.upto(side * 32) as i32) - side as i32 * 8;
        let x = place(size.width());
        Point::new(x, place(size.height()))
    }

    fn shape(&mut self, size: Size) -> Shape {
        match self.upto(6) {
            0 => Shape::Rectangle(Rect::around(self.point(size), self.point(size))),
            1 => Shape::Ellipse(Rect::around(self.point(size), self.point(size))),
            2 => {
                let count = self.upto(9);
                Shape::Polygon((0..count).map(|_| self.point(size)).collect())
            }
            3 => {
                let tip = if self.upto(2) == 0 { Tip::Round } else { Tip::Square };
                Shape::dab(tip, self.point(size), self.upto(60))
            }
            _ => {
                let tip = if self.upto(2) == 0 { Tip::Round } else { Tip::Square };
                Shape::Stroke { tip, from: self.point(size), to: self.point(size), width: self.upto(640) }
            }
        }
    }
}
