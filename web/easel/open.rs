//! Pictures from files: decoded once, upright, and no larger than a screen can use.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ImageBitmap, ImageBitmapOptions, ResizeQuality, Window};

/// More pixels than these are shown by a smaller copy: phones draw no larger picture.
const SHOWN_MAX: u64 = 16_777_216;

/// A decoded picture, and its size in full.
pub(crate) struct Opened {
    pub(crate) bitmap: ImageBitmap,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// Decodes a picture file.
pub(crate) async fn open(window: &Window, file: &Blob) -> Result<Opened, JsValue> {
    let bitmap: ImageBitmap =
        JsFuture::from(window.create_image_bitmap_with_blob(file)?).await?.unchecked_into();
    let (width, height) = (bitmap.width(), bitmap.height());
    let pixels = u64::from(width) * u64::from(height);
    if pixels <= SHOWN_MAX {
        return Ok(Opened { bitmap, width, height });
    }
    let share = (SHOWN_MAX as f64 / pixels as f64).sqrt();
    let options = ImageBitmapOptions::new();
    options.set_resize_width((f64::from(width) * share).floor().max(1.0) as u32);
    options.set_resize_height((f64::from(height) * share).floor().max(1.0) as u32);
    options.set_resize_quality(ResizeQuality::Medium);
    let smaller = JsFuture::from(
        window.create_image_bitmap_with_image_bitmap_and_image_bitmap_options(&bitmap, &options)?,
    )
    .await?;
    bitmap.close();
    Ok(Opened { bitmap: smaller.unchecked_into(), width, height })
}

/// Another handle on the same pixels, to be given away.
pub(crate) async fn copy(window: &Window, bitmap: &ImageBitmap) -> Result<ImageBitmap, JsValue> {
    Ok(JsFuture::from(window.create_image_bitmap_with_image_bitmap(bitmap)?).await?.unchecked_into())
}
