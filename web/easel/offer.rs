//! Masks from files: looked at once, read as often as the person changes their mind.

use crate::work::Pixels;
use ideomix_mask::import::{self, Channel, Fit, Reading, Values};
use ideomix_mask::png::Polarity;
use ideomix_mask::{Raster, Size};
use js_sys::Uint32Array;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::ImageBitmap;

thread_local! {
    /// The file that is being read.
    static FILE: RefCell<Pixels> = RefCell::default();
}

/// What a file seems to be, as numbers: width, height, kind of values, thousandths of gray, whether it has alpha, whether
/// it has colors, whether it looks inverted, and the reading that is suggested: channel, threshold, polarity.
pub(crate) fn look(bitmap: &ImageBitmap) -> Result<JsValue, JsValue> {
    let pixels = Pixels::of(bitmap)?;
    let look = import::look(pixels.picture()?);
    let (kind, gray) = match look.values {
        Values::One => (0, 0),
        Values::Two => (1, 0),
        Values::Fringed { permille } => (2, permille),
        Values::Gray { permille } => (3, permille),
    };
    let suggested = look.suggested;
    let numbers = [
        look.size.width(),
        look.size.height(),
        kind,
        gray,
        look.has_alpha.into(),
        look.has_colors.into(),
        look.looks_inverted.into(),
        u32::from(suggested.channel == Channel::Alpha),
        suggested.threshold.into(),
        u32::from(suggested.polarity == Polarity::WhiteChanges),
    ];
    FILE.replace(pixels);
    Ok(Uint32Array::from(numbers.as_slice()).into())
}

/// Reads the file as a mask: channel, threshold, polarity, fit, and the picture's width and height.
pub(crate) fn read(wish: &[u32]) -> Result<Raster, JsValue> {
    let [channel, threshold, polarity, fit, width, height] = *wish else { return Err("six numbers".into()) };
    let reading = Reading {
        channel: if channel == 1 { Channel::Alpha } else { Channel::Brightness },
        threshold: threshold as u8,
        polarity: if polarity == 1 { Polarity::WhiteChanges } else { Polarity::BlackChanges },
        fit: if fit == 1 { Fit::Center } else { Fit::Scale },
    };
    let size = Size::new(width, height).map_err(|why| JsValue::from(why.to_string()))?;
    FILE.with_borrow(|pixels| Ok(import::read(pixels.picture()?, &reading, size)))
}
