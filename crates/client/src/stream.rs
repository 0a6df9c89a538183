//! Reading a body chunk by chunk up to a bound, without its bytes entering wasm memory.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader};

/// Why a body could not be read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// The connection ended before the body did.
    Cut,
    /// The body is longer than allowed; reading was stopped there.
    TooLong,
}

/// Reads all of a body as a blob of the given bound in bytes. No body is an empty blob.
pub(crate) async fn read(body: Option<ReadableStream>, max: u64) -> Result<Blob, Broken> {
    let chunks = Array::new();
    if let Some(body) = body {
        let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
        let mut length = 0;
        while let Some(chunk) = next(&reader).await? {
            length += u64::from(chunk.length());
            if length > max {
                let _ = reader.cancel();
                return Err(Broken::TooLong);
            }
            chunks.push(&chunk);
        }
    }
    Blob::new_with_u8_array_sequence(&chunks).map_err(|_| Broken::Cut)
}

async fn next(reader: &ReadableStreamDefaultReader) -> Result<Option<Uint8Array>, Broken> {
    let step = JsFuture::from(reader.read()).await.map_err(|_| Broken::Cut)?;
    let done = Reflect::get(&step, &"done".into()).is_ok_and(|done| done.is_truthy());
    let value = Reflect::get(&step, &"value".into()).ok().filter(|_| !done);
    Ok(value.and_then(|chunk| chunk.dyn_into().ok()))
}

/// The text of a blob.
pub(crate) async fn text(blob: &Blob) -> Option<String> {
    let text = JsFuture::from(blob.text()).await.ok()?;
    text.as_string()
}

/// Some bytes of a blob from an offset on, copied into wasm memory; fewer where it ends.
pub(crate) async fn slice(blob: &Blob, from: u64, length: usize) -> Option<Vec<u8>> {
    #[expect(clippy::cast_precision_loss, reason = "a place in a file is below 2^53")]
    let (from, to) = (from as f64, from as f64 + length as f64);
    let part = blob.slice_with_f64_and_f64(from, to).ok()?;
    let buffer = JsFuture::from(part.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
