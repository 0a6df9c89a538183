//! Where a picture stands in its pane. Pure reckoning: points are CSS pixels from the middle of the pane.

/// The largest size of one picture point, in CSS pixels.
const POINT_MAX: f64 = 16.0;

/// How far a picture is enlarged and moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Zoom {
    /// Enlargement over the size at which the whole picture fits.
    k: f64,
    /// How far its middle is right of the pane's.
    x: f64,
    /// How far its middle is below the pane's.
    y: f64,
}

/// The sizes that bound a zoom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    /// Width and height of the pane.
    pub(crate) pane: (f64, f64),
    /// Width and height of the picture where it fits.
    pub(crate) fitted: (f64, f64),
    /// Width of the picture in its own points.
    pub(crate) natural: f64,
}

impl Zoom {
    /// The whole picture.
    pub(crate) const FIT: Self = Self { k: 1.0, x: 0.0, y: 0.0 };

    /// Whether the whole picture is seen.
    pub(crate) fn is_fit(self) -> bool {
        self.k <= 1.0
    }

    /// Enlarged by a factor; the point of the picture at `at` stays there.
    pub(crate) fn about(self, at: (f64, f64), factor: f64, bounds: &Bounds) -> Self {
        let k = (self.k * factor).min(bounds.full() * POINT_MAX).max(1.0);
        let step = k / self.k;
        Self { k, x: at.0 - (at.0 - self.x) * step, y: at.1 - (at.1 - self.y) * step }.inside(bounds)
    }

    /// One picture point on one CSS pixel, about a point of the pane.
    pub(crate) fn full(self, at: (f64, f64), bounds: &Bounds) -> Self {
        self.about(at, bounds.full() / self.k, bounds)
    }

    /// Moved, and not out of the pane.
    pub(crate) fn moved(self, x: f64, y: f64, bounds: &Bounds) -> Self {
        Self { x: self.x + x, y: self.y + y, ..self }.inside(bounds)
    }

    /// Moved sideways as far as a finger goes: the picture follows it to the next one.
    pub(crate) fn pulled(x: f64) -> Self {
        Self { x, ..Self::FIT }
    }

    /// The size of a picture point in hundredths of a CSS pixel.
    pub(crate) fn percent(self, bounds: &Bounds) -> u32 {
        whole(self.k / bounds.full() * 100.0).unsigned_abs()
    }

    /// As a CSS transform about the picture's middle.
    pub(crate) fn css(self) -> String {
        if self == Self::FIT {
            return "none".to_owned();
        }
        let scale = whole(self.k * 10_000.0);
        let (ones, rest) = (scale / 10_000, scale % 10_000);
        format!("translate({}px, {}px) scale({ones}.{rest:04})", whole(self.x), whole(self.y))
    }

    fn inside(self, bounds: &Bounds) -> Self {
        let keep = |at: f64, fitted: f64, pane: f64| {
            let room = ((fitted * self.k - pane) / 2.0).max(0.0);
            at.min(room).max(-room)
        };
        Self {
            k: self.k,
            x: keep(self.x, bounds.fitted.0, bounds.pane.0),
            y: keep(self.y, bounds.fitted.1, bounds.pane.1),
        }
    }
}

impl Bounds {
    /// The enlargement at which one picture point is one CSS pixel.
    fn full(&self) -> f64 {
        (self.natural / self.fitted.0.max(1.0)).max(1.0)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "pixels on a screen")]
fn whole(number: f64) -> i32 {
    number.round_ties_even() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { pane: (800.0, 600.0), fitted: (600.0, 600.0), natural: 1200.0 };

    #[test]
    fn the_point_under_the_pointer_stays_under_it() {
        let point = (100.0, -50.0);
        let before = Zoom::FIT.about((0.0, 0.0), 3.0, &BOUNDS);
        let after = before.about(point, 1.5, &BOUNDS);
        let of_picture = |zoom: Zoom| ((point.0 - zoom.x) / zoom.k, (point.1 - zoom.y) / zoom.k);
        let (a, b) = (of_picture(before), of_picture(after));
        assert!((a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9, "{a:?} {b:?}");
    }

    #[test]
    fn a_picture_is_never_smaller_than_its_fit_and_never_leaves_the_pane() {
        assert_eq!(Zoom::FIT.about((10.0, 10.0), 0.2, &BOUNDS), Zoom::FIT);
        assert_eq!(Zoom::FIT.moved(500.0, -500.0, &BOUNDS), Zoom::FIT);
        let large = Zoom::FIT.about((0.0, 0.0), 2.0, &BOUNDS);
        let moved = large.moved(9_999.0, -9_999.0, &BOUNDS);
        assert_eq!((moved.x, moved.y), (200.0, -300.0));
    }

    #[test]
    fn full_size_is_one_point_on_one_pixel_and_the_largest_is_sixteen() {
        let full = Zoom::FIT.full((0.0, 0.0), &BOUNDS);
        assert_eq!((full.k, full.percent(&BOUNDS)), (2.0, 100));
        assert_eq!(full.about((0.0, 0.0), 1e6, &BOUNDS).percent(&BOUNDS), 1600);
        assert_eq!(Zoom::FIT.percent(&BOUNDS), 50);
    }

    #[test]
    fn a_picture_smaller_than_its_pane_fits_at_full_size() {
        let small = Bounds { pane: (800.0, 600.0), fitted: (100.0, 100.0), natural: 100.0 };
        assert_eq!(Zoom::FIT.full((0.0, 0.0), &small), Zoom::FIT);
    }

    #[test]
    fn css_has_whole_pixels_and_four_digits_of_scale() {
        assert_eq!(Zoom::FIT.css(), "none");
        let zoom = Zoom { k: 1.25, x: -3.4, y: 7.6 };
        assert_eq!(zoom.css(), "translate(-3px, 8px) scale(1.2500)");
    }
}
