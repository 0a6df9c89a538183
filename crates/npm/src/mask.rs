//! The functions of the mask core. Masks are kept by number: no Rust object is handed out that could be freed twice or
//! borrowed twice.

use crate::boundary::{give, given};
use ideomix_mask::import::{Channel, Fit, Reading, Values, look, read};
use ideomix_mask::png::{Depth, Polarity, write};
use ideomix_mask::{Mode, Picture, Point, Raster, Rect, SUBPIXELS, Shape, Size, Tip, compare};
use std::cell::RefCell;

thread_local! {
    static MASKS: RefCell<Vec<Option<Raster>>> = const { RefCell::new(Vec::new()) };
}

/// A mask without a painted pixel; -1 where no mask can have that size.
#[unsafe(no_mangle)]
pub extern "C" fn blank(width: u32, height: u32) -> i32 {
    keep(Size::new(width, height).ok().map(Raster::new))
}

/// The same mask once more.
#[unsafe(no_mangle)]
pub extern "C" fn copy(mask: u32) -> i32 {
    keep(get(mask, Raster::clone))
}

/// Forgets a mask.
#[unsafe(no_mangle)]
pub extern "C" fn forget(mask: u32) {
    MASKS.with_borrow_mut(|masks| {
        if let Some(place) = masks.get_mut(mask as usize) {
            *place = None;
        }
    });
}

/// Paints or clears a rectangle of whole pixels.
#[unsafe(no_mangle)]
pub extern "C" fn rect(mask: u32, x: i32, y: i32, width: u32, height: u32, edit: bool) {
    stamp(mask, &Shape::Rectangle(Rect::new(x, y, width, height)), edit);
}

/// Paints or clears the ellipse that touches the sides of a rectangle.
#[unsafe(no_mangle)]
pub extern "C" fn ellipse(mask: u32, x: i32, y: i32, width: u32, height: u32, edit: bool) {
    stamp(mask, &Shape::Ellipse(Rect::new(x, y, width, height)), edit);
}

/// Paints or clears the area inside a closed line, given in pixels.
#[unsafe(no_mangle)]
pub extern "C" fn polygon(mask: u32, edit: bool) {
    stamp(mask, &Shape::Polygon(points()), edit);
}

/// Paints or clears what a round brush covers along a line; `width` is its diameter in pixels.
#[unsafe(no_mangle)]
pub extern "C" fn stroke(mask: u32, width: f64, edit: bool) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts of floats saturate")]
    let width = (width * f64::from(SUBPIXELS)) as u32;
    let points = points();
    for (n, to) in points.iter().enumerate() {
        let from = points[n.saturating_sub(1)];
        if n > 0 || points.len() == 1 {
            stamp(mask, &Shape::Stroke { tip: Tip::Round, from, to: *to, width }, edit);
        }
    }
}

/// Turns a mask around.
#[unsafe(no_mangle)]
pub extern "C" fn invert(mask: u32) {
    change(mask, Raster::invert);
}

/// Grows a mask by whole pixels, or shrinks it by a negative number of them.
#[unsafe(no_mangle)]
pub extern "C" fn grow(mask: u32, by: i32) {
    change(
        mask,
        |raster| {
            if by < 0 { raster.shrink(by.unsigned_abs()) } else { raster.grow(by.unsigned_abs()) }
        },
    );
}

/// Adds another mask of the same size, or takes it away; `false` where the sizes differ.
#[unsafe(no_mangle)]
pub extern "C" fn join(mask: u32, other: u32, add: bool) -> bool {
    let Some(other) = get(other, Raster::clone) else { return false };
    let fits = get(mask, |raster| raster.size() == other.size()).unwrap_or_default();
    if fits {
        change(mask, |raster| raster.join(&other, if add { Mode::Add } else { Mode::Subtract }));
    }
    fits
}

/// How many pixels are painted.
#[unsafe(no_mangle)]
pub extern "C" fn painted(mask: u32) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a mask has at most 2^28 pixels")]
    get(mask, |raster| raster.painted() as f64).unwrap_or_default()
}

/// The PNG file that the service takes: eight bits, black where something changes.
#[unsafe(no_mangle)]
pub extern "C" fn png(mask: u32) -> usize {
    give(get(mask, |raster| write(raster, Polarity::BlackChanges, Depth::Eight)).unwrap_or_default())
}

/// The mask as RGBA, the painted part in a color and the rest transparent.
#[unsafe(no_mangle)]
pub extern "C" fn tinted(mask: u32, color: u32) -> usize {
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
    give(get(mask, paint).unwrap_or_default())
}

/// A mask from decoded pixels. `edit` says what changes: 0 black, 1 white, 2 transparent, 3 what the file suggests.
#[unsafe(no_mangle)]
pub extern "C" fn from_pixels(width: u32, height: u32, edit: u8, threshold: u8) -> i32 {
    let rgba = given();
    let Ok(picture) = Picture::new(width, height, &rgba) else { return -1 };
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
    keep(Some(read(picture, &reading, picture.size())))
}

/// What decoded pixels look like: thousandths that are neither dark nor bright, and 10,000 more where alpha differs.
#[unsafe(no_mangle)]
pub extern "C" fn inspect(width: u32, height: u32) -> u32 {
    let rgba = given();
    let Ok(picture) = Picture::new(width, height, &rgba) else { return 0 };
    let look = look(picture);
    let gray = match look.values {
        Values::Fringed { permille } | Values::Gray { permille } => permille,
        Values::One | Values::Two => 0,
    };
    gray + if look.has_alpha { 10_000 } else { 0 }
}

/// Which share of the pixels outside the mask differs between two pictures, given one after the other; -1 where the
/// sizes differ.
#[unsafe(no_mangle)]
pub extern "C" fn changed_outside(mask: u32, width: u32, height: u32) -> f64 {
    let both = given();
    let share = || {
        let (before, after) = both.split_at_checked(both.len() / 2)?;
        let (before, after) =
            (Picture::new(width, height, before).ok()?, Picture::new(width, height, after).ok()?);
        let tolerance = compare::USUAL_TOLERANCE;
        let outside = get(mask, |raster| compare::compare(before, after, raster, tolerance).ok())??.outside;
        #[expect(clippy::cast_precision_loss, reason = "a picture has at most 2^28 pixels")]
        Some(outside.changed as f64 / outside.pixels.max(1) as f64)
    };
    share().unwrap_or(-1.0)
}

/// Keeps a mask, where there is one, and gives its number.
fn keep(raster: Option<Raster>) -> i32 {
    let Some(raster) = raster else { return -1 };
    MASKS.with_borrow_mut(|masks| {
        let place = masks.iter().position(Option::is_none).unwrap_or(masks.len());
        if place == masks.len() {
            masks.push(None);
        }
        if let Some(free) = masks.get_mut(place) {
            *free = Some(raster);
        }
        i32::try_from(place).unwrap_or(-1)
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

/// The line that was given as x, y, x, y…, doubles of eight bytes.
fn points() -> Vec<Point> {
    let line = given();
    let number = |bytes: &[u8; 8]| f64::from_le_bytes(*bytes);
    line.as_chunks::<8>()
        .0
        .as_chunks::<2>()
        .0
        .iter()
        .map(|[x, y]| Point::from_pixels(number(x), number(y)))
        .collect()
}
