//! The functions of the mask core. Masks are kept by number: no Rust object is handed out that could be freed twice or
//! borrowed twice.

use ideomix_mask::import::{Channel, Fit, Reading, Values, look, read};
use ideomix_mask::png::{Depth, Polarity, write};
use ideomix_mask::{Mode, Picture, Point, Raster, Rect, SUBPIXELS, Shape, Size, Tip, compare};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    static MASKS: RefCell<Vec<Option<Raster>>> = const { RefCell::new(Vec::new()) };
}

/// A mask without a painted pixel; nothing where no mask can have that size.
#[wasm_bindgen]
pub fn blank(width: u32, height: u32) -> Option<u32> {
    Size::new(width, height).ok().map(|size| keep(Raster::new(size)))
}

/// The same mask once more.
#[wasm_bindgen]
pub fn copy(mask: u32) -> Option<u32> {
    get(mask, |raster| raster.clone()).map(keep)
}

/// Forgets a mask.
#[wasm_bindgen]
pub fn forget(mask: u32) {
    MASKS.with_borrow_mut(|masks| {
        if let Some(place) = masks.get_mut(mask as usize) {
            *place = None;
        }
    });
}

/// Paints or clears a rectangle of whole pixels.
#[wasm_bindgen]
pub fn rect(mask: u32, x: i32, y: i32, width: u32, height: u32, edit: bool) {
    stamp(mask, &Shape::Rectangle(Rect::new(x, y, width, height)), edit);
}

/// Paints or clears the ellipse that touches the sides of a rectangle.
#[wasm_bindgen]
pub fn ellipse(mask: u32, x: i32, y: i32, width: u32, height: u32, edit: bool) {
    stamp(mask, &Shape::Ellipse(Rect::new(x, y, width, height)), edit);
}

/// Paints or clears the area inside a closed line, given as x, y, x, y… in pixels.
#[wasm_bindgen]
pub fn polygon(mask: u32, line: &[f64], edit: bool) {
    stamp(mask, &Shape::Polygon(points(line)), edit);
}

/// Paints or clears what a round brush covers along a line; `width` is its diameter in pixels.
#[wasm_bindgen]
pub fn stroke(mask: u32, line: &[f64], width: f64, edit: bool) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts of floats saturate")]
    let width = (width * f64::from(SUBPIXELS)) as u32;
    let points = points(line);
    for (n, to) in points.iter().enumerate() {
        let from = points[n.saturating_sub(1)];
        if n > 0 || points.len() == 1 {
            stamp(mask, &Shape::Stroke { tip: Tip::Round, from, to: *to, width }, edit);
        }
    }
}

/// Turns a mask around.
#[wasm_bindgen]
pub fn invert(mask: u32) {
    change(mask, Raster::invert);
}

/// Grows a mask by whole pixels, or shrinks it by a negative number of them.
#[wasm_bindgen]
pub fn grow(mask: u32, by: i32) {
    change(
        mask,
        |raster| {
            if by < 0 { raster.shrink(by.unsigned_abs()) } else { raster.grow(by.unsigned_abs()) }
        },
    );
}

/// Adds another mask of the same size, or takes it away; `false` where the sizes differ.
#[wasm_bindgen]
pub fn join(mask: u32, other: u32, add: bool) -> bool {
    let Some(other) = get(other, Raster::clone) else { return false };
    let fits = get(mask, |raster| raster.size() == other.size()).unwrap_or_default();
    if fits {
        change(mask, |raster| raster.join(&other, if add { Mode::Add } else { Mode::Subtract }));
    }
    fits
}

/// How many pixels are painted.
#[wasm_bindgen]
pub fn painted(mask: u32) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a mask has at most 2^28 pixels")]
    get(mask, |raster| raster.painted() as f64).unwrap_or_default()
}

/// How many painted pieces are smaller than 64 pixels, made by accident as a rule.
#[wasm_bindgen]
pub fn specks(mask: u32) -> u32 {
    get(mask, |raster| u32::try_from(raster.specks(64)).unwrap_or(u32::MAX)).unwrap_or_default()
}

/// The PNG file that the service takes: eight bits, black where something changes.
#[wasm_bindgen]
pub fn png(mask: u32) -> Vec<u8> {
    get(mask, |raster| write(raster, Polarity::BlackChanges, Depth::Eight)).unwrap_or_default()
}

/// The mask as RGBA, the painted part in a color and the rest transparent.
#[wasm_bindgen]
pub fn tinted(mask: u32, color: u32) -> Vec<u8> {
    let paint = |raster: &Raster| {
        let (width, height) = (raster.size().width() as usize, raster.size().height());
        let mut out = vec![0; width * height as usize * 4];
        for (y, row) in (0..height).zip(out.chunks_exact_mut(width * 4)) {
            for (from, to) in raster.spans(y) {
                let (from, to) = (from as usize * 4, to as usize * 4);
                for pixel in row[from..to].as_chunks_mut::<4>().0 {
                    *pixel = color.to_be_bytes();
                }
            }
        }
        out
    };
    get(mask, paint).unwrap_or_default()
}

/// A mask from decoded pixels. `edit` says what changes: 0 black, 1 white, 2 transparent, 3 what the file suggests.
#[wasm_bindgen(js_name = fromPixels)]
pub fn from_pixels(width: u32, height: u32, rgba: &[u8], edit: u8, threshold: u8) -> Option<u32> {
    let picture = Picture::new(width, height, rgba).ok()?;
    let (channel, polarity) = match edit {
        0 => (Channel::Brightness, Polarity::BlackChanges),
        1 => (Channel::Brightness, Polarity::WhiteChanges),
        2 => (Channel::Alpha, Polarity::WhiteChanges),
        _ => {
            let suggested = look(picture).suggested;
            (suggested.channel, suggested.polarity)
        }
    };
    let reading = Reading { channel, threshold, polarity, fit: Fit::Scale };
    Some(keep(read(picture, &reading, picture.size())))
}

/// What decoded pixels look like: thousandths that are neither dark nor bright, and 10,000 more where alpha differs.
#[wasm_bindgen]
pub fn inspect(width: u32, height: u32, rgba: &[u8]) -> Option<u32> {
    let look = look(Picture::new(width, height, rgba).ok()?);
    let gray = match look.values {
        Values::Fringed { permille } | Values::Gray { permille } => permille,
        Values::One | Values::Two => 0,
    };
    Some(gray + if look.has_alpha { 10_000 } else { 0 })
}

/// Which share of the pixels outside the mask differs between two pictures; nothing where the sizes differ.
#[wasm_bindgen(js_name = changedOutside)]
pub fn changed_outside(mask: u32, width: u32, height: u32, before: &[u8], after: &[u8]) -> Option<f64> {
    let (before, after) =
        (Picture::new(width, height, before).ok()?, Picture::new(width, height, after).ok()?);
    let tolerance = compare::USUAL_TOLERANCE;
    let outside = get(mask, |raster| compare::compare(before, after, raster, tolerance).ok())??.outside;
    #[expect(clippy::cast_precision_loss, reason = "a picture has at most 2^28 pixels")]
    Some(outside.changed as f64 / outside.pixels.max(1) as f64)
}

fn keep(raster: Raster) -> u32 {
    MASKS.with_borrow_mut(|masks| {
        let place = masks.iter().position(Option::is_none).unwrap_or(masks.len());
        if place == masks.len() {
            masks.push(None);
        }
        masks[place] = Some(raster);
        u32::try_from(place).unwrap_or(u32::MAX)
    })
}

fn get<T>(mask: u32, look: impl FnOnce(&Raster) -> T) -> Option<T> {
    MASKS.with_borrow(|masks| masks.get(mask as usize)?.as_ref().map(look))
}

fn change(mask: u32, change: impl FnOnce(&mut Raster)) {
    MASKS.with_borrow_mut(|masks| {
        if let Some(Some(raster)) = masks.get_mut(mask as usize) {
            change(raster);
        }
    });
}

fn stamp(mask: u32, shape: &Shape, edit: bool) {
    change(mask, |raster| raster.stamp(shape, if edit { Mode::Add } else { Mode::Subtract }));
}

fn points(line: &[f64]) -> Vec<Point> {
    line.as_chunks::<2>().0.iter().map(|[x, y]| Point::from_pixels(*x, *y)).collect()
}
