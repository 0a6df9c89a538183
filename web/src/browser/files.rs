//! Files on their way out: object URLs, downloads, the clipboard.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// An address for a blob, valid in this tab until it is [released](release_url).
pub(crate) fn object_url(blob: &Blob) -> Option<String> {
    Url::create_object_url_with_blob(blob).ok()
}

/// Lets go of an address.
pub(crate) fn release_url(url: &str) {
    let _ = Url::revoke_object_url(url);
}

/// Hands a file to the browser's downloads.
pub(crate) fn save_as(url: &str, name: &str) {
    let anchor = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.create_element("a").ok())
        .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(anchor) = anchor {
        anchor.set_href(url);
        anchor.set_download(name);
        anchor.click();
    }
}

/// The bytes of a file.
pub(crate) async fn read_bytes(blob: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Hands a text to the browser's downloads, as a file of a kind.
pub(crate) fn save_text(text: &str, kind: &str, name: &str) {
    save_parts(&js_sys::Array::of1(&text.into()), kind, name);
}

/// Hands a file of a kind to the browser's downloads: texts, bytes and other files, one after the other.
pub(crate) fn save_parts(parts: &js_sys::Array, kind: &str, name: &str) {
    const UNTIL_TAKEN_MS: u32 = 60_000;
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_blob_sequence_and_options(parts, &options).ok();
    let Some(url) = blob.and_then(|blob| object_url(&blob)) else { return };
    save_as(&url, name);
    gloo_timers::callback::Timeout::new(UNTIL_TAKEN_MS, move || release_url(&url)).forget();
}

/// Puts words on the clipboard; says whether that worked.
pub(crate) async fn copy_text(text: String) -> bool {
    let Some(window) = web_sys::window() else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(&text)).await.is_ok()
}
