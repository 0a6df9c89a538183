//! A mask out of a picture file: what is darker than a threshold will change, all else is kept.
//!
//! The browser decodes and compresses; what counts as dark is decided here. Only two values come out, so a browser that
//! blurs what a page reads from a canvas changes nothing about them.

use super::redraw::{bitmap, is_truthful};
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, OffscreenCanvas, OffscreenCanvasRenderingContext2d, Response};

/// So many rows are read at a time: a large mask needs no memory in proportion to its pixels.
const ROWS: u32 = 128;

/// A mask that was read.
#[derive(Clone, Debug)]
pub(crate) struct MaskFile {
    /// The mask as a file of pure black and white.
    pub(crate) file: Blob,
    /// How much is black, in tenths of a percent.
    pub(crate) permille: u32,
    /// Whether the file that was read had no other values either.
    pub(crate) pure: bool,
}

/// Reads a picture file as a mask of a size. Brightness below `threshold` is black; `swap` exchanges the two.
pub(crate) async fn read_mask(
    blob: &Blob,
    (width, height): (u32, u32),
    threshold: u8,
    swap: bool,
) -> Option<MaskFile> {
    let bitmap = bitmap(blob).await.filter(|_| is_truthful())?;
    let canvas = OffscreenCanvas::new(width, ROWS).ok()?;
    let context: OffscreenCanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    // Every pixel of the mask is one of the file's: between two values there must be no third.
    context.set_image_smoothing_enabled(false);
    let parts = Array::new();
    let (mut black, mut pure) = (0_u64, true);
    let mut from = 0;
    while from < height {
        let rows = ROWS.min(height - from);
        // What is transparent says nothing, so it is kept.
        context.set_fill_style_str("#fff");
        context.fill_rect(0.0, 0.0, width.into(), ROWS.into());
        let top = -f64::from(from);
        context
            .draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, top, width.into(), height.into())
            .ok()?;
        let pixels = context.get_image_data(0.0, 0.0, width.into(), rows.into()).ok()?.data();
        let mut strip = Vec::with_capacity((width as usize + 1) * rows as usize);
        for row in pixels.chunks_exact(4 * width as usize) {
            strip.push(0);
            for pixel in row.chunks_exact(4) {
                let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
                // The weights of ITU-R BT.709, in thousandths.
                let bright = (213 * red + 715 * green + 72 * blue) / 1000;
                pure &= red == green && green == blue && (bright == 0 || bright == 255);
                let dark = (bright < u32::from(threshold)) != swap;
                black += u64::from(dark);
                strip.push(if dark { 0 } else { 255 });
            }
        }
        parts.push(&Uint8Array::from(strip.as_slice()));
        from += rows;
    }
    bitmap.close();
    let rows = Blob::new_with_u8_array_sequence(&parts).ok()?;
    let zlib = compressed(&rows).await?;
    let bytes = ideomix_picture::gray_png(width, height, &zlib.to_vec());
    let options = BlobPropertyBag::new();
    options.set_type("image/png");
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    let file = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let all = u64::from(width) * u64::from(height);
    let permille = u32::try_from(black * 1000 / all.max(1)).unwrap_or(1000);
    // One black pixel of a million is little, and not nothing.
    Some(MaskFile { file, permille: if black > 0 { permille.max(1) } else { 0 }, pure })
}

async fn compressed(rows: &Blob) -> Option<Uint8Array> {
    let maker: Function =
        Reflect::get(&js_sys::global(), &"CompressionStream".into()).ok()?.dyn_into().ok()?;
    let squeeze = Reflect::construct(&maker, &Array::of1(&"deflate".into())).ok()?;
    let stream = rows.stream().pipe_through(squeeze.unchecked_ref());
    let response = Response::new_with_opt_readable_stream(Some(&stream)).ok()?;
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer))
}
