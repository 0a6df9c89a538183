//! After an edit: what really changed, and the picture's own pixels put back.

use crate::work::{Pixels, Worked};
use ideomix_mask::Raster;
use ideomix_mask::compare::{self, USUAL_TOLERANCE, Verdict};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array, Uint32Array};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Blob, Window};

thread_local! {
    /// Picture, result and mask of the edit that is being looked at.
    static EDIT: RefCell<Option<(Pixels, Pixels, Raster)>> = const { RefCell::new(None) };
}

/// An edit that was compared, as the studio sees it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Truth {
    work: Worked,
    numbers: Vec<u32>,
    heat: Vec<u8>,
}

#[wasm_bindgen]
impl Truth {
    /// Compares the files of picture, result and mask, in a worker. Rejects with a text that begins with `sizes` when
    /// the three differ in size.
    ///
    /// # Errors
    /// When a file cannot be decoded, or the sizes differ.
    pub async fn of(before: Blob, after: Blob, mask: Blob, black_changes: bool) -> Result<Self, JsValue> {
        let window: Window = js_sys::global().unchecked_into();
        let bitmaps = Array::new();
        for file in [&before, &after, &mask] {
            bitmaps.push(&JsFuture::from(window.create_image_bitmap_with_blob(file)?).await?);
        }
        let work = Worked::default();
        let asked = bitmaps.concat(&Array::of1(&black_changes.into()));
        let found: Array = JsFuture::from(work.ask("compare", &asked, &bitmaps)).await?.unchecked_into();
        let numbers = Uint32Array::new(&found.get(0)).to_vec();
        Ok(Self { work, numbers, heat: Uint8Array::new(&found.get(1)).to_vec() })
    }

    /// The numbers of [`compare`].
    pub fn numbers(&self) -> Vec<u32> {
        self.numbers.clone()
    }

    /// The heat map as a PNG file, one pixel for each field of 64 × 64.
    pub fn heat(&self) -> Promise {
        let side = |at: usize| self.numbers.get(at).copied().unwrap_or_default();
        future_to_promise(png(side(4), side(5), self.heat.clone()))
    }

    /// The result with the picture's own pixels outside the mask, as a PNG file.
    pub fn keep(&self, seam: u32) -> Promise {
        self.work.ask("keep", &Array::of1(&seam.into()), &Array::new())
    }

    /// Lets go of the pixels.
    pub fn close(&self) {
        self.work.end();
    }
}

/// Compares: bitmaps of picture, result and mask file, and whether black changes. Answers with numbers (verdict,
/// thousandths changed inside and outside, largest difference outside, width and height of the heat map, painted
/// thousandths) and the heat map as RGBA.
pub(crate) fn compare(given: &Array) -> Result<JsValue, JsValue> {
    let before = Pixels::of(&given.get(0).unchecked_into())?;
    let after = Pixels::of(&given.get(1).unchecked_into())?;
    let file = Pixels::of(&given.get(2).unchecked_into())?;
    let seen = file.picture()?;
    // The mask was sent, so it is as the service wants it: two values, and black changes unless it is said otherwise.
    let reading = ideomix_mask::import::Reading {
        channel: ideomix_mask::import::Channel::Brightness,
        threshold: 128,
        polarity: if given.get(3).is_truthy() {
            ideomix_mask::png::Polarity::BlackChanges
        } else {
            ideomix_mask::png::Polarity::WhiteChanges
        },
        fit: ideomix_mask::import::Fit::Scale,
    };
    let mask = ideomix_mask::import::read(seen, &reading, seen.size());
    let found = compare::compare(before.picture()?, after.picture()?, &mask, USUAL_TOLERANCE)
        .map_err(|why| JsValue::from(format!("sizes {why}")))?;
    let verdict = match found.verdict() {
        Verdict::Kept => 0,
        Verdict::Drifted => 1,
        Verdict::MaskIgnored => 2,
        Verdict::NothingChanged => 3,
    };
    let rows = found.heat.len() / found.columns.max(1);
    let numbers = [
        verdict,
        found.inside.permille(),
        found.outside.permille(),
        found.outside.largest.into(),
        found.columns as u32,
        rows as u32,
        mask.permille(),
    ];
    let heat = Uint8Array::from(found.heat_rgba().as_slice());
    EDIT.replace(Some((before, after, mask)));
    Ok(Array::of2(&Uint32Array::from(numbers.as_slice()).into(), &heat.into()).into())
}

/// The compared result with the picture's own pixels outside the mask, as a promise of the bytes of a PNG file.
pub(crate) fn keep(given: &Array) -> Result<JsValue, JsValue> {
    let seam = given.get(0).as_f64().unwrap_or_default() as u32;
    EDIT.with_borrow(|edit| {
        let (before, after, mask) = edit.as_ref().ok_or("nothing was compared")?;
        let rgba = compare::keep_my_pixels(before.picture()?, after.picture()?, mask, seam)
            .map_err(|why| JsValue::from(why.to_string()))?;
        let promise = future_to_promise(png(before.width, before.height, rgba));
        Ok(promise.into())
    })
}

/// The bytes of a PNG file with these pixels. The browser's own compressor does the packing: it is there already, and
/// unlike a canvas it gives back exactly what it was given.
async fn png(width: u32, height: u32, rgba: Vec<u8>) -> Result<JsValue, JsValue> {
    let opaque = rgba.as_chunks::<4>().0.iter().all(|pixel| pixel[3] == 255);
    let channels = if opaque { 3 } else { 4 };
    let rows = filtered(width as usize, channels, &rgba);
    drop(rgba);
    let packed = deflate(&rows).await?;
    let mut file = vec![0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([8, if opaque { 2 } else { 6 }, 0, 0, 0]);
    chunk(&mut file, *b"IHDR", &head);
    chunk(&mut file, *b"IDAT", &packed);
    chunk(&mut file, *b"IEND", &[]);
    Ok(Uint8Array::from(file.as_slice()).into())
}

/// The rows as PNG wants them, each with the difference to the row above (filter 2), which suits pictures well enough.
fn filtered(width: usize, channels: usize, rgba: &[u8]) -> Vec<u8> {
    let height = rgba.len() / (width.max(1) * 4);
    let mut rows = Vec::with_capacity(height * (width * channels + 1));
    let mut above = vec![0; width * 4];
    for row in rgba.chunks_exact(width * 4) {
        rows.push(2);
        for (pixel, before) in row.as_chunks::<4>().0.iter().zip(above.as_chunks::<4>().0) {
            rows.extend((0..channels).map(|n| pixel[n].wrapping_sub(before[n])));
        }
        above.copy_from_slice(row);
    }
    rows
}

/// The bytes as a zlib stream, by the browser's `CompressionStream`. Reached by name: old browsers have none.
async fn deflate(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    let global = js_sys::global();
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into());
    let class: Function = get(&global, "CompressionStream")?.dyn_into()?;
    let stream = Reflect::construct(&class, &Array::of1(&"deflate".into()))?;
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)))?;
    let source: JsValue = call(&blob, "stream", &[])?;
    let through = call(&source, "pipeThrough", &[stream])?;
    let response: Function = get(&global, "Response")?.dyn_into()?;
    let response: Object = Reflect::construct(&response, &Array::of1(&through))?.unchecked_into();
    let promise: Promise = call(&response, "arrayBuffer", &[])?.dyn_into()?;
    let buffer = JsFuture::from(promise).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn call(object: &JsValue, name: &str, given: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(object, &name.into())?.dyn_into()?;
    function.apply(object, &given.iter().collect::<Array>())
}

fn chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let from = file.len();
    file.extend(name);
    file.extend(data);
    let sum = crc(&file[from..]);
    file.extend(sum.to_be_bytes());
}

/// The checksum of PNG chunks (CRC-32 of ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    let table: [u32; 256] = std::array::from_fn(|n| {
        (0..8).fold(n as u32, |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
    });
    !bytes.iter().fold(!0, |sum, byte| table[usize::from(sum as u8 ^ byte)] ^ (sum >> 8))
}

#[cfg(test)]
mod tests {
    use super::{crc, filtered};

    #[test]
    fn rows_are_differences_to_the_row_above_without_the_alpha_of_opaque_pictures() {
        let rgba = [10, 20, 30, 255, 11, 22, 33, 255];
        assert_eq!(filtered(1, 3, &rgba), [2, 10, 20, 30, 2, 1, 2, 3]);
        assert_eq!(filtered(2, 4, &rgba), [2, 10, 20, 30, 255, 11, 22, 33, 255]);
    }

    #[test]
    fn the_checksum_is_the_one_of_the_empty_end_chunk() {
        assert_eq!(crc(b"IEND"), 0xae42_6082);
    }
}
