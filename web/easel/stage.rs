//! What stands on the screen: picture, overlay, outlines, the brush's ring, the minimap. Two canvases as large as the
//! view and no larger, whatever the picture's size.

use crate::loupe::Loupe;
use ideomix_mask::overlay::{self, Show, Style};
use ideomix_mask::tool::Preview;
use ideomix_mask::{Point, Raster, Rect, Tip, View};
use std::fmt::Write as _;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{
    CanvasRenderingContext2d, Document, Element, HtmlCanvasElement, HtmlElement, ImageBitmap, ImageData,
    Window,
};

/// Canvas pixels painted at once, so that the buffer stays at a megabyte.
const BAND: u32 = 256 * 1024;
/// From this zoom on pixels are shown as squares and not smoothed.
const SHARP: f64 = 3.0;
/// From this zoom on a grid separates the pixels.
const GRID: f64 = 16.0;
/// From this zoom on the minimap is there.
const MAP: f64 = 2.0;
/// The minimap's longer side in CSS pixels.
const MAP_SIDE: f64 = 148.0;
/// From this cover on a place of the minimap counts as painted.
const HALF: u8 = 128;
/// A narrower ring, in CSS pixels, gets a cross to be found by.
const SMALL_RING: f64 = 5.0;

/// What of picture and mask is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Look {
    #[default]
    Overlay,
    MaskOnly,
    PictureOnly,
}

impl Look {
    pub(crate) const fn next(self) -> Self {
        match self {
            Self::Overlay => Self::MaskOnly,
            Self::MaskOnly => Self::PictureOnly,
            Self::PictureOnly => Self::Overlay,
        }
    }

    pub(crate) const fn from_number(number: u32) -> Self {
        match number {
            1 => Self::MaskOnly,
            2 => Self::PictureOnly,
            _ => Self::Overlay,
        }
    }
}

/// The elements.
#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) host: HtmlElement,
    pub(crate) window: Window,
    picture: Layer,
    overlay: Layer,
    lines: [Element; 2],
    ring: HtmlElement,
    cross: HtmlElement,
    map: Layer,
    map_frame: HtmlElement,
    loupe: Loupe,
    buffer: Vec<u8>,
}

/// A canvas and what draws on it.
#[derive(Debug)]
pub(crate) struct Layer {
    pub(crate) canvas: HtmlCanvasElement,
    pub(crate) context: CanvasRenderingContext2d,
}

impl Layer {
    pub(crate) fn new(document: &Document, class: &str) -> Result<Self, JsValue> {
        let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
        canvas.set_class_name(class);
        let context = canvas.get_context("2d")?.ok_or("no 2d context")?.unchecked_into();
        Ok(Self { canvas, context })
    }

    pub(crate) fn clear(&self) {
        self.context.clear_rect(0.0, 0.0, self.canvas.width().into(), self.canvas.height().into());
    }

    pub(crate) fn resize(&self, width: u32, height: u32) {
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
    }
}

impl Stage {
    /// Builds the elements inside `host`.
    pub(crate) fn new(host: HtmlElement) -> Result<Self, JsValue> {
        let document = host.owner_document().ok_or("no document")?;
        let window = document.default_view().ok_or("no window")?;
        let div = |class: &str| -> Result<HtmlElement, JsValue> {
            let element: HtmlElement = document.create_element("div")?.unchecked_into();
            element.set_class_name(class);
            element.set_hidden(true);
            Ok(element)
        };
        let svg = |name: &str| document.create_element_ns(Some("http://www.w3.org/2000/svg"), name);
        let (picture, overlay) =
            (Layer::new(&document, "easel-picture")?, Layer::new(&document, "easel-overlay")?);
        let outline = svg("svg")?;
        outline.set_attribute("class", "easel-lines")?;
        let lines = [svg("path")?, svg("path")?];
        for line in &lines {
            outline.append_child(line)?;
        }
        let (ring, cross, map_frame) = (div("easel-ring")?, div("easel-cross")?, div("easel-map")?);
        let map = Layer::new(&document, "easel-map-picture")?;
        map_frame.append_child(&map.canvas)?;
        for element in [&picture.canvas, &overlay.canvas] {
            host.append_child(element)?;
        }
        host.append_child(&outline)?;
        let loupe_frame = div("easel-loupe")?;
        for element in [&ring, &cross, &map_frame, &loupe_frame] {
            host.append_child(element)?;
        }
        let loupe = Loupe::new(&document, loupe_frame)?;
        let buffer = Vec::new();
        Ok(Self { host, window, picture, overlay, lines, ring, cross, map, map_frame, loupe, buffer })
    }

    /// Takes the elements away.
    pub(crate) fn clear(&self) {
        self.host.set_text_content(None);
    }

    /// Milliseconds on the page's clock.
    pub(crate) fn now(&self) -> f64 {
        self.window.performance().map_or(0.0, |performance| performance.now())
    }

    /// Whether the person asked for calm.
    pub(crate) fn is_calm(&self) -> bool {
        let asked = self.window.match_media("(prefers-reduced-motion: reduce)");
        asked.ok().flatten().is_some_and(|asked| asked.matches())
    }

    /// Canvas pixels for one CSS pixel, as the device has it now.
    pub(crate) fn ratio(&self) -> f64 {
        self.window.device_pixel_ratio()
    }

    /// Gives the canvases the view's size.
    pub(crate) fn resize(&self, view: &View) {
        let (width, height) = view.canvas_pixels();
        for layer in [&self.picture, &self.overlay] {
            layer.resize(width, height);
            let style = layer.canvas.style();
            let css = |pixels: u32| px(f64::from(pixels) / view.ratio());
            let _ = style.set_property("width", &css(width));
            let _ = style.set_property("height", &css(height));
        }
    }

    /// Draws what can be seen of the picture.
    pub(crate) fn draw_picture(&self, bitmap: &ImageBitmap, image: (u32, u32), view: &View, look: Look) {
        self.picture.clear();
        if look == Look::MaskOnly {
            return;
        }
        let context = &self.picture.context;
        let (scale, (left, top)) = (view.scale(), view.origin());
        let (left, top) = (left * view.ratio(), top * view.ratio());
        context.set_image_smoothing_enabled(view.zoom() < SHARP);
        let seen = view.visible();
        if seen.is_empty() {
            return;
        }
        // The bitmap may be a smaller copy of a picture that is too large to show.
        let (kx, ky) =
            (f64::from(bitmap.width()) / f64::from(image.0), f64::from(bitmap.height()) / f64::from(image.1));
        let (x, y) = (f64::from(seen.x0), f64::from(seen.y0));
        let (width, height) = (f64::from(seen.width()), f64::from(seen.height()));
        let _ = context.draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            bitmap,
            x * kx,
            y * ky,
            width * kx,
            height * ky,
            x * scale + left,
            y * scale + top,
            width * scale,
            height * scale,
        );
        if view.zoom() >= GRID {
            context.set_fill_style_str("rgba(128, 128, 128, 0.5)");
            let line = view.ratio().max(1.0).floor();
            for column in seen.x0..=seen.x1 {
                let at = (f64::from(column) * scale + left).round();
                context.fill_rect(at, y * scale + top, line, height * scale);
            }
            for row in seen.y0..=seen.y1 {
                let at = (f64::from(row) * scale + top).round();
                context.fill_rect(x * scale + left, at, width * scale, line);
            }
        }
    }

    /// Paints a part of the overlay, in canvas pixels; all of it for `None`.
    pub(crate) fn paint(
        &mut self,
        raster: &Raster,
        view: &View,
        area: Option<Rect>,
        style: &Style,
        look: Look,
    ) {
        if look == Look::PictureOnly {
            self.overlay.clear();
            return;
        }
        let (width, height) = view.canvas_pixels();
        let whole = Rect::new(0, 0, width, height);
        // A border runs one pixel beside what changed.
        let area = area.map_or(whole, |area| area.grown(1).intersect(whole));
        if area.is_empty() {
            return;
        }
        let style =
            Style { show: if look == Look::MaskOnly { Show::MaskOnly } else { Show::Overlay }, ..*style };
        let rows = (BAND / area.width()).max(1);
        let mut y = area.y0;
        while y < area.y1 {
            let band = Rect { y0: y, y1: area.y1.min(y.saturating_add_unsigned(rows)), ..area };
            y = band.y1;
            let bytes = band.width() as usize * band.height() as usize * 4;
            self.buffer.resize(bytes, 0);
            overlay::paint(raster, view, band, &style, &mut self.buffer);
            let data = ImageData::new_with_u8_clamped_array_and_sh(
                Clamped(&self.buffer),
                band.width(),
                band.height(),
            );
            if let Ok(data) = data {
                let _ = self.overlay.context.put_image_data(&data, band.x0.into(), band.y0.into());
            }
        }
    }

    /// Draws the shape that is being made.
    pub(crate) fn outline(&self, preview: Preview<'_>, view: &View) {
        let mut path = String::new();
        let spot = |x: f64, y: f64| {
            let (x, y) = view.to_screen(x, y);
            (x.round() as i32, y.round() as i32)
        };
        let corners = |rect: Rect| {
            let (x0, y0) = spot(f64::from(rect.x0), f64::from(rect.y0));
            let (x1, y1) = spot(f64::from(rect.x1), f64::from(rect.y1));
            (x0, y0, x1, y1)
        };
        match preview {
            Preview::None | Preview::Tentative => {}
            Preview::Rectangle(rect) => {
                let (x0, y0, x1, y1) = corners(rect);
                let _ = write!(path, "M{x0} {y0}H{x1}V{y1}H{x0}Z");
            }
            Preview::Ellipse(rect) => {
                let (x0, y0, x1, y1) = corners(rect);
                let (rx, ry, middle) = ((x1 - x0) / 2, (y1 - y0) / 2, i32::midpoint(y0, y1));
                let _ = write!(
                    path,
                    "M{x0} {middle}A{rx} {ry} 0 1 1 {x1} {middle}A{rx} {ry} 0 1 1 {x0} {middle}Z"
                );
            }
            Preview::Line { points, next, closes } => {
                let place = |point: &Point| spot(f64::from(point.x()) / 16.0, f64::from(point.y()) / 16.0);
                for (n, point) in points.iter().enumerate() {
                    let (x, y) = place(point);
                    let _ = write!(path, "{}{x} {y}", if n == 0 { 'M' } else { 'L' });
                }
                match (closes, next) {
                    (true, _) => path.push('Z'),
                    (false, Some(next)) => {
                        let (x, y) = place(&next);
                        let _ = write!(path, "L{x} {y}");
                    }
                    _ => {}
                }
            }
        }
        for line in &self.lines {
            let _ = line.set_attribute("d", &path);
        }
    }

    /// Shows where the brush would paint, or hides the ring. `at` is in CSS pixels, `size` in CSS pixels across.
    pub(crate) fn show_ring(&self, at: Option<(f64, f64)>, size: f64, tip: Tip) {
        self.ring.set_hidden(at.is_none());
        let Some((x, y)) = at else { return };
        let small = size < SMALL_RING;
        let class = match (small, tip) {
            (true, _) => "easel-ring is-small",
            (false, Tip::Square) => "easel-ring is-square",
            (false, Tip::Round) => "easel-ring",
        };
        if self.ring.class_name() != class {
            self.ring.set_class_name(class);
        }
        let across = if small { 15.0 } else { size };
        let style = self.ring.style();
        let _ = style.set_property("width", &px(across));
        let _ = style.set_property("height", &px(across));
        place(&self.ring, x - across / 2.0, y - across / 2.0);
    }

    /// Shows what is under a finger at a place in CSS pixels, with the brush's size across, or hides it.
    pub(crate) fn show_loupe(&self, at: Option<(f64, f64)>, size: f64, view: &View) {
        let wide = f64::from(self.host.client_width());
        self.loupe.show(at, size, [&self.picture.canvas, &self.overlay.canvas], view.ratio(), wide);
    }

    /// Shows the keyboard's cursor at a place in CSS pixels, or hides it.
    pub(crate) fn show_cross(&self, at: Option<(f64, f64)>) {
        self.cross.set_hidden(at.is_none());
        if let Some((x, y)) = at {
            place(&self.cross, x, y);
        }
    }

    /// Shows what part of the picture is in sight, when it is a small part, and where the whole is painted.
    pub(crate) fn draw_map(&self, bitmap: &ImageBitmap, raster: &Raster, view: &View, [r, g, b]: [u8; 3]) {
        let image = (raster.size().width(), raster.size().height());
        let hidden = view.zoom() <= MAP || view.visible() == Rect::new(0, 0, image.0, image.1);
        self.map_frame.set_hidden(hidden);
        if hidden {
            return;
        }
        let (width, height) = (f64::from(image.0), f64::from(image.1));
        let scale = MAP_SIDE / width.max(height);
        let (wide, high) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
        self.map.resize(wide as u32, high as u32);
        let context = &self.map.context;
        let _ = context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, wide, high);
        context.set_fill_style_str(&format!("rgb({r} {g} {b} / 60%)"));
        let covers = overlay::thumbnail(raster, wide as u32, high as u32);
        for (y, line) in covers.chunks_exact(wide as usize).enumerate() {
            // One rectangle for each run, whatever lies between.
            let mut x = 0;
            for run in line.chunk_by(|a, b| (*a < HALF) == (*b < HALF)) {
                if run[0] >= HALF {
                    context.fill_rect(x as f64, y as f64, run.len() as f64, 1.0);
                }
                x += run.len();
            }
        }
        let seen = view.visible();
        let (x, y) = (f64::from(seen.x0) * scale, f64::from(seen.y0) * scale);
        let (w, h) = (f64::from(seen.width()) * scale, f64::from(seen.height()) * scale);
        context.set_fill_style_str("rgba(0, 0, 0, 0.45)");
        context.fill_rect(0.0, 0.0, wide, y);
        context.fill_rect(0.0, y + h, wide, high - y - h);
        context.fill_rect(0.0, y, x, h);
        context.fill_rect(x + w, y, wide - x - w, h);
        context.set_stroke_style_str("#fff");
        context.stroke_rect(x + 0.5, y + 0.5, (w - 1.0).max(1.0), (h - 1.0).max(1.0));
    }

    /// Whether an event hit the minimap.
    pub(crate) fn is_on_map(&self, event: &web_sys::MouseEvent) -> bool {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        target.is_some_and(|target| self.map_frame.contains(Some(&target)))
    }

    /// The image place under a place of the minimap, or the nearest one.
    pub(crate) fn map_place(&self, event: &web_sys::MouseEvent, image: (u32, u32)) -> (f64, f64) {
        let area = self.map.canvas.get_bounding_client_rect();
        let share = |at: f64, from: f64, length: f64| ((at - from) / length.max(1.0)).clamp(0.0, 1.0);
        (
            share(event.client_x().into(), area.left(), area.width()) * f64::from(image.0),
            share(event.client_y().into(), area.top(), area.height()) * f64::from(image.1),
        )
    }
}

/// Moves an element to a place in CSS pixels.
pub(crate) fn place(element: &HtmlElement, x: f64, y: f64) {
    let _ = element.style().set_property("translate", &format!("{} {}", px(x), px(y)));
}

/// A length for CSS, to a hundredth. Printing a float as it is would cost a tenth of this program.
pub(crate) fn px(length: f64) -> String {
    let hundredths = (length * 100.0).round() as i32;
    let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    format!("{}{whole}.{part:02}px", if hundredths < 0 { "-" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::px;

    #[test]
    fn a_length_has_a_sign_and_two_places() {
        assert_eq!(
            [px(0.0), px(12.3), px(-0.256), px(1e12)],
            ["0.00px", "12.30px", "-0.26px", "21474836.47px"]
        );
    }
}
