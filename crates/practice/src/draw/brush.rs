//! Painting in a few words: the shapes and inks that the motifs share.

use tiny_skia::{
    Color, FillRule, GradientStop, LineCap, LinearGradient, Paint, Path, PathBuilder, Pixmap, Point,
    RadialGradient, Rect, Shader, SpreadMode, Stroke, Transform,
};

use super::palette::Tone;
use super::rows::{self, Fall};

/// A picture in the making.
#[derive(Debug)]
pub(crate) struct Canvas {
    pub(crate) pixmap: Pixmap,
    /// Width in pixels.
    pub(crate) w: f32,
    /// Height in pixels.
    pub(crate) h: f32,
    /// A thousandth of the geometric middle of both sides: the unit in which details are measured.
    pub(crate) u: f32,
}

/// What a shape is filled with.
#[derive(Debug, Clone)]
pub(crate) enum Ink {
    /// One color.
    Plain(Color),
    /// From one height to another, in pixels from the top; offsets from 0 to 1 between them.
    Fall(f32, f32, Vec<(f32, Color)>),
    /// From a center outwards to a radius.
    Ring(f32, f32, f32, Vec<(f32, Color)>),
}

impl Ink {
    /// An opaque color.
    pub(crate) fn solid(tone: Tone) -> Self {
        Self::Plain(tone.alpha(1.0))
    }

    /// From one opaque color to another between two heights.
    pub(crate) fn fade(top: f32, upper: Tone, bottom: f32, lower: Tone) -> Self {
        Self::Fall(top, bottom, vec![(0.0, upper.alpha(1.0)), (1.0, lower.alpha(1.0))])
    }

    fn shader(&self) -> Shader<'static> {
        let stops = |list: &[(f32, Color)]| {
            list.iter().map(|&(at, color)| GradientStop::new(at, color)).collect::<Vec<_>>()
        };
        let last = |list: &[(f32, Color)]| list.last().map_or(Color::TRANSPARENT, |stop| stop.1);
        match self {
            Self::Plain(color) => Shader::SolidColor(*color),
            Self::Fall(top, bottom, list) => LinearGradient::new(
                Point::from_xy(0.0, *top),
                Point::from_xy(0.0, *bottom),
                stops(list),
                SpreadMode::Pad,
                Transform::identity(),
            )
            .unwrap_or_else(|| Shader::SolidColor(last(list))),
            Self::Ring(x, y, radius, list) => {
                let center = Point::from_xy(*x, *y);
                RadialGradient::new(
                    center,
                    0.0,
                    center,
                    *radius,
                    stops(list),
                    SpreadMode::Pad,
                    Transform::identity(),
                )
                .unwrap_or_else(|| Shader::SolidColor(last(list)))
            }
        }
    }
}

impl Canvas {
    /// A blank picture, or `None` for a size that has no pixels or too many.
    pub(crate) fn new(width: u32, height: u32) -> Option<Self> {
        Some(Self::around(Pixmap::new(width, height)?))
    }

    /// Paints on top of what is there.
    pub(crate) fn around(pixmap: Pixmap) -> Self {
        let (w, h) = (pixmap.width() as f32, pixmap.height() as f32);
        Self { pixmap, w, h, u: (w * h).sqrt() / 1000.0 }
    }

    pub(crate) fn fill(&mut self, path: &Path, ink: &Ink) {
        let paint = Paint { shader: ink.shader(), anti_alias: true, ..Paint::default() };
        self.pixmap.fill_path(path, &paint, FillRule::Winding, Transform::identity(), None);
    }

    pub(crate) fn line(&mut self, path: &Path, width: f32, ink: &Ink) {
        let paint = Paint { shader: ink.shader(), anti_alias: true, ..Paint::default() };
        let stroke = Stroke { width, line_cap: LineCap::Round, ..Stroke::default() };
        self.pixmap.stroke_path(path, &paint, &stroke, Transform::identity(), None);
    }

    pub(crate) fn rect(&mut self, x: f32, y: f32, w: f32, h: f32, ink: &Ink) {
        match ink {
            Ink::Plain(color) => rows::rect(
                &mut self.pixmap,
                (x, y, w, h),
                Fall { top: 0.0, bottom: 1.0, stops: &[(0.0, *color)] },
            ),
            Ink::Fall(top, bottom, stops) => {
                rows::rect(&mut self.pixmap, (x, y, w, h), Fall { top: *top, bottom: *bottom, stops });
            }
            Ink::Ring(..) => {
                if let Some(rect) = Rect::from_xywh(x, y, w, h) {
                    let paint = Paint { shader: ink.shader(), anti_alias: true, ..Paint::default() };
                    self.pixmap.fill_rect(rect, &paint, Transform::identity(), None);
                }
            }
        }
    }

    /// The whole ground, by colors spread evenly from top to bottom.
    pub(crate) fn wash(&mut self, tones: &[Tone]) {
        let (w, h) = (self.w, self.h);
        let steps = tones.len().saturating_sub(1).max(1) as f32;
        let stops = tones.iter().enumerate().map(|(n, tone)| (n as f32 / steps, tone.alpha(1.0))).collect();
        self.rect(0.0, 0.0, w, h, &Ink::Fall(0.0, h, stops));
    }

    pub(crate) fn disc(&mut self, x: f32, y: f32, radius: f32, ink: &Ink) {
        if let Some(path) = PathBuilder::from_circle(x, y, radius) {
            self.fill(&path, ink);
        }
    }

    /// Light around a point that fades to nothing at `radius`.
    pub(crate) fn glow(&mut self, x: f32, y: f32, radius: f32, tone: Tone, strength: f32) {
        let stops = [(0.0, 1.0), (0.25, 0.62), (0.55, 0.22), (1.0, 0.0)]
            .map(|(at, share)| (at, tone.alpha(share * strength)))
            .to_vec();
        self.disc(x, y, radius, &Ink::Ring(x, y, radius, stops));
    }

    /// Everything below a line that is given by its height at each of evenly spread points.
    pub(crate) fn ground(&mut self, heights: &[f32], ink: &Ink) {
        match ink {
            Ink::Plain(color) => rows::ground(
                &mut self.pixmap,
                heights,
                Fall { top: 0.0, bottom: 1.0, stops: &[(0.0, *color)] },
            ),
            Ink::Fall(top, bottom, stops) => {
                rows::ground(&mut self.pixmap, heights, Fall { top: *top, bottom: *bottom, stops });
            }
            Ink::Ring(..) => {
                let h = self.h;
                if let Some(path) = band(self.w, heights, &[h + 2.0, h + 2.0]) {
                    self.fill(&path, ink);
                }
            }
        }
    }

    /// Darkens the corners, gently.
    pub(crate) fn vignette(&mut self, tone: Tone, strength: f32) {
        let (w, h) = (self.w, self.h);
        let radius = (w * w + h * h).sqrt() / 2.0;
        let stops = vec![(0.0, tone.alpha(0.0)), (0.62, tone.alpha(0.0)), (1.0, tone.alpha(strength))];
        self.rect(0.0, 0.0, w, h, &Ink::Ring(w / 2.0, h / 2.0, radius, stops));
    }
}

/// The area between an upper and a lower line, both given at evenly spread points over the width.
pub(crate) fn band(width: f32, upper: &[f32], lower: &[f32]) -> Option<Path> {
    let mut path = PathBuilder::new();
    let spread =
        |n: usize, count: usize| -2.0 + (width + 4.0) * n as f32 / count.saturating_sub(1).max(1) as f32;
    path.move_to(-2.0, *upper.first()?);
    for (n, &y) in upper.iter().enumerate().skip(1) {
        path.line_to(spread(n, upper.len()), y);
    }
    for (n, &y) in lower.iter().enumerate().rev() {
        path.line_to(spread(n, lower.len()), y);
    }
    path.close();
    path.finish()
}

/// The heights of a line at about one point for each `step` pixels; `f` maps 0..1 across the width to a height.
pub(crate) fn across(width: f32, step: f32, f: impl Fn(f32) -> f32) -> Vec<f32> {
    let count = (width / step.max(1.0)).ceil().max(2.0) as usize;
    (0..=count).map(|n| f(n as f32 / count as f32)).collect()
}

/// A closed shape through corner points.
pub(crate) fn shape(points: &[(f32, f32)]) -> Option<Path> {
    let mut path = PathBuilder::new();
    let (first, rest) = points.split_first()?;
    path.move_to(first.0, first.1);
    for point in rest {
        path.line_to(point.0, point.1);
    }
    path.close();
    path.finish()
}

/// A rectangle with round corners.
pub(crate) fn rounded(x: f32, y: f32, w: f32, h: f32, radius: f32) -> Option<Path> {
    let r = radius.min(w / 2.0).min(h / 2.0);
    // The usual distance of control points for a quarter of a circle.
    let k = r * 0.447_715_2;
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.line_to(x + w - r, y);
    path.cubic_to(x + w - k, y, x + w, y + k, x + w, y + r);
    path.line_to(x + w, y + h - r);
    path.cubic_to(x + w, y + h - k, x + w - k, y + h, x + w - r, y + h);
    path.line_to(x + r, y + h);
    path.cubic_to(x + k, y + h, x, y + h - k, x, y + h - r);
    path.line_to(x, y + r);
    path.cubic_to(x, y + k, x + k, y, x + r, y);
    path.close();
    path.finish()
}
