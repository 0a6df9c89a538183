//! The one thing that differs between the studio, the npm package and a test: how a request travels.

use crate::Stop;
use wasm_bindgen::JsValue;
use web_sys::{Blob, FormData};

/// A POST about to leave.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// The whole address.
    pub url: String,
    /// Headers to set. Never a content type for form data: its boundary is the browser's to choose.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: OutgoingBody,
    /// Longest time until the answer is read, in milliseconds.
    pub timeout_ms: u32,
}

/// The body of an [`Outgoing`].
#[derive(Clone, Debug)]
pub enum OutgoingBody {
    /// JSON text.
    Json(String),
    /// Form data that holds the browser's own file objects.
    Form(FormData),
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The HTTP status.
    pub status: u16,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// The `Retry-After` header, where it can be read.
    pub retry_after: Option<String>,
    /// The body; `None` where the connection ended before it did.
    pub body: Option<Blob>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The address was not reached, or the answer may not be read; the browser does not say which.
    Network,
    /// Torn down by a person.
    Stopped,
    /// Took too long.
    TimedOut,
}

/// A way to send a request.
pub trait Transport {
    /// Sends and reads the whole answer. Dropping the future tears the connection down.
    fn send(&self, request: Outgoing, stop: &Stop) -> impl Future<Output = Result<Incoming, Fault>>;
}

impl From<OutgoingBody> for JsValue {
    fn from(body: OutgoingBody) -> Self {
        match body {
            OutgoingBody::Json(text) => text.into(),
            OutgoingBody::Form(form) => form.into(),
        }
    }
}
