//! What a finger hides: a round piece of picture and overlay, twice as large, above the finger.

use crate::stage::{Layer, place};
use std::f64::consts::TAU;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlCanvasElement, HtmlElement};

/// Across, in CSS pixels.
const SIDE: f64 = 96.0;
/// How much larger it shows what is under the finger.
const TIMES: f64 = 2.0;
/// From the finger to its middle, in CSS pixels.
const AWAY: f64 = 92.0;

#[derive(Debug)]
pub(crate) struct Loupe {
    frame: HtmlElement,
    glass: Layer,
}

impl Loupe {
    pub(crate) fn new(document: &Document, frame: HtmlElement) -> Result<Self, JsValue> {
        let glass = Layer::new(document, "easel-glass")?;
        frame.append_child(&glass.canvas)?;
        Ok(Self { frame, glass })
    }

    /// Shows a place of the canvases, in CSS pixels, with a ring of the brush's size; or hides it. `wide` is the stage's
    /// width in CSS pixels.
    pub(crate) fn show(
        &self,
        at: Option<(f64, f64)>,
        size: f64,
        layers: [&HtmlCanvasElement; 2],
        ratio: f64,
        wide: f64,
    ) {
        self.frame.set_hidden(at.is_none());
        let Some((x, y)) = at else { return };
        let side = SIDE * ratio;
        self.glass.resize(side as u32, side as u32);
        self.glass.clear();
        let (context, seen) = (&self.glass.context, side / TIMES);
        for layer in layers {
            let _ = context.draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                layer,
                x * ratio - seen / 2.0,
                y * ratio - seen / 2.0,
                seen,
                seen,
                0.0,
                0.0,
                side,
                side,
            );
        }
        for (color, more) in [("#000", 1.0), ("#fff", 0.0)] {
            context.set_stroke_style_str(color);
            context.begin_path();
            let radius = (size * TIMES / 2.0).max(3.0) + more;
            let _ = context.arc(side / 2.0, side / 2.0, radius * ratio, 0.0, TAU);
            context.stroke();
        }
        // Above the finger; near the upper border beside it, where there is more room.
        let (dx, dy) = match (y > AWAY + SIDE / 2.0, x > wide / 2.0) {
            (true, _) => (0.0, -AWAY),
            (false, true) => (-AWAY, 0.0),
            (false, false) => (AWAY, 0.0),
        };
        let left = (x + dx - SIDE / 2.0).clamp(0.0, (wide - SIDE).max(0.0));
        place(&self.frame, left, (y + dy - SIDE / 2.0).max(0.0));
    }
}
