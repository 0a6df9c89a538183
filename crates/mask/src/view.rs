//! Where the image stands on the screen. The one place, with pressure, where floats are right: nothing painted depends on
//! more of them than the point a pointer touched.

use crate::geom::{Point, Rect, Size};

/// The smallest zoom: 5 %.
pub const MIN_ZOOM: f64 = 0.05;
/// The largest zoom: 3200 %.
pub const MAX_ZOOM: f64 = 32.0;

/// The zooms at which steps come to rest.
const STOPS: [f64; 12] = [0.05, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0, 8.0, 16.0, 32.0];

/// Zoom and place of the image in a canvas.
///
/// Screen places are CSS pixels from the canvas's upper left corner, as pointer events have them. The canvas's own
/// pixels are finer: [`ratio`](Self::ratio) of them to one CSS pixel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    image: Size,
    canvas: (f64, f64),
    ratio: f64,
    /// CSS pixels for one image pixel.
    zoom: f64,
    /// Where the image's upper left corner stands, in CSS pixels.
    left: f64,
    top: f64,
}

impl View {
    /// A view that fits the image into a canvas of a width and height in CSS pixels. `ratio` is the device's pixel ratio.
    pub fn new(image: Size, width: f64, height: f64, ratio: f64) -> Self {
        let mut view = Self { image, canvas: (1.0, 1.0), ratio: 1.0, zoom: 1.0, left: 0.0, top: 0.0 };
        view.resize(width, height, ratio);
        view.fit();
        view
    }

    /// CSS pixels for one image pixel, from [`MIN_ZOOM`] to [`MAX_ZOOM`].
    pub const fn zoom(&self) -> f64 {
        self.zoom
    }

    /// Canvas pixels for one CSS pixel.
    pub const fn ratio(&self) -> f64 {
        self.ratio
    }

    /// Canvas pixels for one image pixel.
    pub const fn scale(&self) -> f64 {
        self.zoom * self.ratio
    }

    /// Where the image's upper left corner stands, in CSS pixels.
    pub const fn origin(&self) -> (f64, f64) {
        (self.left, self.top)
    }

    /// The canvas's own width and height, in canvas pixels: what to set on the element.
    pub fn canvas_pixels(&self) -> (u32, u32) {
        let pixels = |length: f64| (length * self.ratio).round().max(1.0) as u32;
        (pixels(self.canvas.0), pixels(self.canvas.1))
    }

    /// Takes the canvas's new size and ratio. What was in the middle stays there.
    pub fn resize(&mut self, width: f64, height: f64, ratio: f64) {
        let sane = |length: f64| if length.is_finite() { length.clamp(1.0, 32_768.0) } else { 1.0 };
        let (width, height) = (sane(width), sane(height));
        self.left += (width - self.canvas.0) / 2.0;
        self.top += (height - self.canvas.1) / 2.0;
        self.canvas = (width, height);
        self.ratio = if ratio.is_finite() { ratio.clamp(0.25, 8.0) } else { 1.0 };
        self.keep_in_sight();
    }

    /// Shows the whole image as large as it fits, but not above 100 %, in the middle.
    pub fn fit(&mut self) {
        let (width, height) = (f64::from(self.image.width()), f64::from(self.image.height()));
        self.zoom = (self.canvas.0 / width).min(self.canvas.1 / height).clamp(MIN_ZOOM, 1.0);
        self.left = (self.canvas.0 - width * self.zoom) / 2.0;
        self.top = (self.canvas.1 - height * self.zoom) / 2.0;
    }

    /// Sets the zoom and keeps the image under a screen place where it is.
    pub fn zoom_at(&mut self, x: f64, y: f64, zoom: f64) {
        if !(x.is_finite() && y.is_finite() && zoom.is_finite()) {
            return;
        }
        let zoom = zoom.clamp(MIN_ZOOM, MAX_ZOOM);
        let factor = zoom / self.zoom;
        self.left = x - (x - self.left) * factor;
        self.top = y - (y - self.top) * factor;
        self.zoom = zoom;
        self.keep_in_sight();
    }

    /// The next stop above or below the zoom, for buttons and keys.
    pub fn next_stop(&self, larger: bool) -> f64 {
        // A zoom within a thousandth of a stop counts as standing on it.
        let found = if larger {
            STOPS.into_iter().find(|stop| *stop > self.zoom * 1.001)
        } else {
            STOPS.into_iter().rev().find(|stop| *stop < self.zoom * 0.999)
        };
        found.unwrap_or(if larger { MAX_ZOOM } else { MIN_ZOOM })
    }

    /// Moves the image by CSS pixels.
    pub fn pan(&mut self, dx: f64, dy: f64) {
        if dx.is_finite() && dy.is_finite() {
            self.left += dx;
            self.top += dy;
            self.keep_in_sight();
        }
    }

    /// Shows an image place in the middle of the canvas, as a click on the minimap does.
    pub fn center_on(&mut self, x: f64, y: f64) {
        self.pan(
            self.canvas.0 / 2.0 - self.left - x * self.zoom,
            self.canvas.1 / 2.0 - self.top - y * self.zoom,
        );
    }

    /// The image place, in pixels, under a screen place.
    pub fn to_image(&self, x: f64, y: f64) -> (f64, f64) {
        ((x - self.left) / self.zoom, (y - self.top) / self.zoom)
    }

    /// The screen place of an image place in pixels.
    pub fn to_screen(&self, x: f64, y: f64) -> (f64, f64) {
        (x * self.zoom + self.left, y * self.zoom + self.top)
    }

    /// The image place under a screen place, as tools take it.
    pub fn point(&self, x: f64, y: f64) -> Point {
        let (x, y) = self.to_image(x, y);
        Point::from_pixels(x, y)
    }

    /// A length on the screen, in CSS pixels, as sixteenths of an image pixel, at least 1.
    pub fn length(&self, css: f64) -> u32 {
        ((css / self.zoom * 16.0).round() as u32).max(1)
    }

    /// The canvas pixels that show any of these image pixels: what to repaint.
    pub fn to_canvas(&self, area: Rect) -> Rect {
        if area.is_empty() {
            return Rect::EMPTY;
        }
        let (x0, y0) = self.to_screen(f64::from(area.x0), f64::from(area.y0));
        let (x1, y1) = self.to_screen(f64::from(area.x1), f64::from(area.y1));
        let low = |at: f64| (at * self.ratio).floor() as i32;
        let high = |at: f64| (at * self.ratio).ceil() as i32;
        let (width, height) = self.canvas_pixels();
        Rect { x0: low(x0), y0: low(y0), x1: high(x1), y1: high(y1) }
            .intersect(Rect::new(0, 0, width, height))
    }

    /// The image pixels that can be seen.
    pub fn visible(&self) -> Rect {
        let (x0, y0) = self.to_image(0.0, 0.0);
        let (x1, y1) = self.to_image(self.canvas.0, self.canvas.1);
        let rect =
            Rect { x0: x0.floor() as i32, y0: y0.floor() as i32, x1: x1.ceil() as i32, y1: y1.ceil() as i32 };
        rect.intersect(self.image.rect())
    }

    /// Some of the image always stays in the canvas: at least 32 CSS pixels, or all of a smaller image.
    fn keep_in_sight(&mut self) {
        let hold = |start: f64, length: f64, room: f64| {
            let rest = length.min(32.0).min(room);
            // Not `clamp`: its panic prints floats, which costs a browser nine kilobytes.
            start.max(rest - length).min(room - rest)
        };
        let (width, height) = (f64::from(self.image.width()), f64::from(self.image.height()));
        self.left = hold(self.left, width * self.zoom, self.canvas.0);
        self.top = hold(self.top, height * self.zoom, self.canvas.1);
    }
}
