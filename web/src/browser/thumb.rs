//! Small copies of pictures for lists. A canvas may blur or dither them; nothing is ever uploaded from here.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ImageBitmap, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

/// The longest side of a thumbnail, in pixels: sharp at 2× on a card of the history strip.
const SIDE: f64 = 384.0;

/// A thumbnail as WebP (or PNG, where the browser writes no WebP); `None` where the browser cannot make one.
pub(crate) async fn thumbnail(blob: &Blob) -> Option<Blob> {
    let window = web_sys::window()?;
    let bitmap = JsFuture::from(window.create_image_bitmap_with_blob(blob).ok()?).await.ok()?;
    let bitmap: ImageBitmap = bitmap.dyn_into().ok()?;
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (SIDE / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most SIDE")]
    let canvas = OffscreenCanvas::new(width as u32, height as u32).ok()?;
    let context: OffscreenCanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height).ok()?;
    bitmap.close();
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &"image/webp".into()).ok()?;
    Reflect::set(&options, &"quality".into(), &0.82.into()).ok()?;
    let convert: js_sys::Function = Reflect::get(&canvas, &"convertToBlob".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = convert.call1(&canvas, &options).ok()?.dyn_into().ok()?;
    let made: JsValue = JsFuture::from(promise).await.ok()?;
    made.dyn_into().ok()
}
