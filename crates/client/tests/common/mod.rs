//! A transport that plays answers and counts, a fetch that does the same, and calls to send.
#![allow(dead_code, reason = "every test file uses its own part of this")]
#![expect(clippy::unwrap_used, reason = "a test helper fails its test by panicking")]

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::task::Poll;

use ideomix_api::capability::by_id;
use ideomix_api::{Call, Draft, Format, Model, Upload, Value};
use ideomix_client::{Fault, Incoming, Outgoing, Stop, Transport};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};

/// A success with one picture.
pub(crate) const PICTURE: &str = r#"{"created":"2026-11-22","data":[{"url":"https://pictures.example/1.png","is_image_safe":true,"seed":1}]}"#;

pub(crate) fn blob(bytes: &[u8], mime: &str) -> Blob {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options).unwrap()
}

pub(crate) async fn bytes(blob: &Blob) -> Vec<u8> {
    let buffer = JsFuture::from(blob.array_buffer()).await.unwrap();
    Uint8Array::new(&buffer).to_vec()
}

/// Runs JavaScript and gives its value.
pub(crate) fn script(source: &str) -> JsValue {
    js_sys::eval(source).unwrap()
}

pub(crate) fn truth(source: &str) -> bool {
    script(source).as_bool().unwrap()
}

pub(crate) fn file(bytes: &[u8], format: Format) -> Upload<Blob> {
    Upload { blob: blob(bytes, format.mime()), format, bytes: bytes.len() as u64, width: 3, height: 2 }
}

/// A call as form data.
pub(crate) fn form_call() -> Call<Blob> {
    let mut draft = Draft::new(by_id("v3_remix").unwrap(), Some(Model::V3));
    let styles = vec![file(b"style one", Format::Jpeg), file(b"style two", Format::Webp)];
    draft
        .text("prompt", "a fox, 狐狸\nin \"snow\"")
        .integer("num_images", 2)
        .file("image", file(b"source \0\xff", Format::Png))
        .set("style_reference_images", Value::Files(styles));
    draft.check().unwrap().call()
}

/// A call as JSON.
pub(crate) fn json_call() -> Call<Blob> {
    let mut draft = Draft::new(by_id("legacy_generate").unwrap(), Some(Model::V2));
    draft.text("prompt", "a fox");
    draft.check().unwrap().call()
}

/// An answer of that status, media type and body; `None` is a body that was cut.
pub(crate) fn answer(status: u16, kind: &str, body: Option<&str>) -> Incoming {
    Incoming {
        status,
        content_type: Some(kind.to_owned()),
        // Waits that are proved elsewhere are not slept through here.
        retry_after: Some("0".to_owned()),
        ..Incoming::new(status, body.unwrap_or_default().to_owned())
    }
}

pub(crate) fn json(status: u16, body: &str) -> Incoming {
    answer(status, "application/json", Some(body))
}

/// A transport without a network: answers by the number of the send, the first being 1.
pub(crate) struct Fake {
    pub(crate) seen: RefCell<Vec<Outgoing>>,
    play: Box<dyn Fn(usize) -> Result<Incoming, Fault>>,
}

impl Fake {
    pub(crate) fn new(play: impl Fn(usize) -> Result<Incoming, Fault> + 'static) -> Self {
        Self { seen: RefCell::default(), play: Box::new(play) }
    }

    pub(crate) fn sends(&self) -> usize {
        self.seen.borrow().len()
    }
}

impl Transport for &Fake {
    async fn send(&self, request: Outgoing, _: &Stop) -> Result<Incoming, Fault> {
        self.seen.borrow_mut().push(request);
        (self.play)(self.sends())
    }

    async fn wait(&self, wait_ms: u32, stop: &Stop) -> bool {
        ideomix_client::pause(wait_ms, stop).await
    }

    fn random(&self) -> u32 {
        7
    }
}

/// Makes `navigator.onLine` say what is wanted, until dropped.
pub(crate) struct Network;

impl Network {
    pub(crate) fn down() -> Self {
        script("Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })");
        Self
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        script("delete navigator.onLine");
    }
}

/// Puts a function in the place of the global fetch, until dropped. It finds the request as `request`, and what it
/// keeps in `seen` can be asked for as `globalThis.seen`; each call adds one to `seen.calls`.
pub(crate) struct FakeFetch;

impl FakeFetch {
    pub(crate) fn playing(body: &str) -> Self {
        script(&format!(
            "globalThis.trueFetch ??= globalThis.fetch;
             globalThis.seen = {{ calls: 0 }};
             globalThis.fetch = async (request) => {{
                 seen.calls += 1; seen.request = request; {body}
             }}"
        ));
        Self
    }

    /// Never answers, and ends only when the request is aborted.
    pub(crate) fn silent() -> Self {
        Self::playing(
            "return new Promise((_, no) => request.signal.addEventListener('abort', () => no(request.signal.reason)))",
        )
    }

    /// Answers at once with a body of which only the first bytes ever come.
    pub(crate) fn stalled() -> Self {
        Self::playing(
            "return new Response(new ReadableStream({ start(stream) {
                 stream.enqueue(new Uint8Array([123]));
                 request.signal.addEventListener('abort', () => stream.error(request.signal.reason));
             } }))",
        )
    }

    pub(crate) fn aborted(&self) -> bool {
        truth("seen.request.signal.aborted")
    }

    pub(crate) fn calls(&self) -> f64 {
        script("seen.calls").as_f64().unwrap()
    }
}

impl Drop for FakeFetch {
    fn drop(&mut self) {
        script("globalThis.fetch = globalThis.trueFetch");
    }
}

/// Lets a future start and go as far as it can without waiting.
pub(crate) async fn start<F: Future>(future: &mut Pin<Box<F>>) -> bool {
    std::future::poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx).is_ready())).await
}

/// A cell that a callback may count in.
pub(crate) fn count(cell: &Cell<usize>) {
    cell.set(cell.get() + 1);
}

pub(crate) fn outgoing(url: &str, timeout_ms: u32) -> Outgoing {
    let body = ideomix_client::OutgoingBody::Json("{}".to_owned());
    Outgoing { url: url.to_owned(), headers: Vec::new(), body, timeout_ms }
}

pub(crate) fn form_of(outgoing: &Outgoing) -> web_sys::FormData {
    JsValue::from(outgoing.body.clone()).unchecked_into()
}
