//! The one thing that differs between the studio, the npm package and a test: how a request travels.

use crate::{Stop, global};
use ideomix_api::Loose;
use wasm_bindgen::JsValue;
use web_sys::FormData;

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
    /// The body as text, or as much of it as is worth showing to a person; empty where it was cut.
    pub text: String,
    /// The body as JSON, where it is some.
    pub json: Option<Loose>,
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
    /// It provably never left: nobody has that name, or nobody listens there. A browser never says so.
    Unsent,
}

/// A way to send a request.
pub trait Transport {
    /// Sends and reads the whole answer. Dropping the future tears the connection down.
    fn send(&self, request: Outgoing, stop: &Stop) -> impl Future<Output = Result<Incoming, Fault>>;

    /// Waits before the next try. `false` when somebody asked to stop meanwhile.
    fn wait(&self, wait_ms: u32, stop: &Stop) -> impl Future<Output = bool>;

    /// A fresh random number, which spreads the waits of many callers.
    fn random(&self) -> u32;

    /// Whether an origin is this machine, which is reached without a network. An empty one is the page's own.
    fn is_near(&self, origin: &str) -> bool {
        global::is_this_machine(origin)
    }

    /// Whether there is a network at all, as far as anybody says.
    fn is_online(&self) -> bool {
        global::is_online()
    }
}

impl Incoming {
    /// An answer whose whole body is at hand.
    pub fn new(status: u16, text: String) -> Self {
        let json = crate::parse(text.trim_start_matches('\u{feff}'));
        Self { status, content_type: None, retry_after: None, text, json }
    }
}

impl From<OutgoingBody> for JsValue {
    fn from(body: OutgoingBody) -> Self {
        match body {
            OutgoingBody::Json(text) => text.into(),
            OutgoingBody::Form(form) => form.into(),
        }
    }
}
