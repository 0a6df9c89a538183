//! A picture drawn anew, because a person asked for it: converted, turned upright, or made smaller. This is the one way
//! in which pixels of an upload come out of a canvas, and it is never taken unasked.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ImageBitmap, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

/// A picture without losses that grows larger than this becomes a JPEG, in bytes.
const LOSSLESS_MAX: f64 = 10e6;
/// How often a picture is made smaller before one gives up.
const TRIES: u32 = 8;

/// What the new file must keep to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Longest side, in pixels.
    pub(crate) side: f64,
    /// Pixels in all.
    pub(crate) pixels: f64,
    /// Size of the file, in bytes.
    pub(crate) bytes: f64,
}

/// Whether the browser can show a picture to its last line.
pub(crate) async fn decodes(blob: &Blob) -> bool {
    match bitmap(blob).await {
        Some(bitmap) => {
            bitmap.close();
            true
        }
        None => false,
    }
}

/// The picture as a new file, upright and within bounds; `None` where the browser cannot do it.
pub(crate) async fn redraw(blob: &Blob, mut lossy: bool, bounds: Bounds) -> Option<Blob> {
    if !is_truthful() {
        return None;
    }
    let bitmap = bitmap(blob).await?;
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let fit = (bounds.side / width.max(height)).min((bounds.pixels / (width * height)).sqrt());
    let mut scale = fit.min(1.0);
    for _ in 0..TRIES {
        // Rounded down, so that the bounds hold.
        let size = ((width * scale).floor().max(1.0), (height * scale).floor().max(1.0));
        let (mime, quality) = if lossy { ("image/jpeg", 0.94) } else { ("image/png", 1.0) };
        let made = copy(&bitmap, size, mime, quality).await?;
        if made.size() <= if lossy { bounds.bytes } else { bounds.bytes.min(LOSSLESS_MAX) } {
            bitmap.close();
            return Some(made);
        }
        if lossy {
            scale *= 0.8;
        }
        lossy = true;
    }
    None
}

/// Whether the browser gives out what was drawn. Some hide behind noise, so that pages cannot tell machines apart; a
/// picture of noise must not be paid for.
pub(super) fn is_truthful() -> bool {
    let read = || {
        let canvas = OffscreenCanvas::new(1, 1).ok()?;
        let context: OffscreenCanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        context.set_fill_style_str("#369");
        context.fill_rect(0.0, 0.0, 1.0, 1.0);
        Some(context.get_image_data(0.0, 0.0, 1.0, 1.0).ok()?.data().to_vec())
    };
    let near = |(seen, drawn): (&u8, u8)| seen.abs_diff(drawn) <= 2;
    read().is_some_and(|seen| seen.iter().zip([0x33, 0x66, 0x99, 0xFF]).all(near))
}

/// A copy of a picture in a size and kind, by way of a canvas.
pub(super) async fn copy(
    bitmap: &ImageBitmap,
    (width, height): (f64, f64),
    mime: &str,
    quality: f64,
) -> Option<Blob> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size in pixels")]
    let canvas = OffscreenCanvas::new(width as u32, height as u32).ok()?;
    let context: OffscreenCanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    if mime == "image/jpeg" {
        // Where nothing is, JPEG has black; paper is white.
        context.set_fill_style_str("#fff");
        context.fill_rect(0.0, 0.0, width, height);
    }
    let _ = Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into());
    context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height).ok()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &mime.into()).ok()?;
    Reflect::set(&options, &"quality".into(), &quality.into()).ok()?;
    let convert: js_sys::Function = Reflect::get(&canvas, &"convertToBlob".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = convert.call1(&canvas, &options).ok()?.dyn_into().ok()?;
    let made: JsValue = JsFuture::from(promise).await.ok()?;
    made.dyn_into().ok()
}

/// The decoded picture, turned as its file says.
pub(super) async fn bitmap(blob: &Blob) -> Option<ImageBitmap> {
    let window = web_sys::window()?;
    JsFuture::from(window.create_image_bitmap_with_blob(blob).ok()?).await.ok()?.dyn_into().ok()
}
