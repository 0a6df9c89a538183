//! What JavaScript hands in for one call: a way to send, a clock, an ear. It is the package's [`Transport`].

use crate::object::get;
use ideomix_client::{Event, Fault, Incoming, Outgoing, Stop, Transport, loose};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The object that the facade makes for one call.
    #[derive(Debug)]
    pub type Host;

    /// Sends one try and gives `{ status, contentType, retryAfter, text, json }`, or `{ fault }`. The facade adds base
    /// address, key and headers, and calls the fetch function that it was given as `(url, init)`.
    #[wasm_bindgen(method, structural)]
    async fn send(this: &Host, path: String, body: JsValue, timeout_ms: u32) -> JsValue;

    /// Waits; `false` when somebody asked to stop meanwhile.
    #[wasm_bindgen(method, structural)]
    async fn wait(this: &Host, wait_ms: u32) -> JsValue;

    #[wasm_bindgen(method, structural)]
    fn random(this: &Host) -> u32;

    #[wasm_bindgen(method, structural)]
    fn online(this: &Host) -> bool;

    /// `("sent", tries)` or `("retrying", tries, waitMs, cause)`.
    #[wasm_bindgen(method, structural)]
    fn event(this: &Host, kind: &str, tries: u8, wait_ms: u32, because: &str);

    #[wasm_bindgen(method, getter)]
    pub(crate) fn tries(this: &Host) -> u8;

    #[wasm_bindgen(method, getter, js_name = waitMs)]
    pub(crate) fn wait_ms(this: &Host) -> u32;

    #[wasm_bindgen(method, getter, js_name = timeoutMs)]
    pub(crate) fn timeout_ms(this: &Host) -> u32;
}

impl Host {
    pub(crate) fn tell(&self, event: &Event) {
        match event {
            Event::Sent(tries) => self.event("sent", *tries, 0, ""),
            // The caller gets the answer itself.
            Event::Answered(_) => {}
            Event::Waiting { tries, wait_ms, because } => {
                self.event("retrying", *tries, *wait_ms, because.code());
            }
        }
    }
}

impl Transport for &Host {
    async fn send(&self, request: Outgoing, _: &Stop) -> Result<Incoming, Fault> {
        let answer = Host::send(self, request.url, request.body.into(), request.timeout_ms).await;
        let text = |name| get(&answer, name).as_string();
        match text("fault").as_deref() {
            Some("timed_out") => return Err(Fault::TimedOut),
            Some("stopped") => return Err(Fault::Stopped),
            Some("unsent") => return Err(Fault::Unsent),
            Some(_) => return Err(Fault::Network),
            None => {}
        }
        let json = get(&answer, "json");
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a status fits, or is odd"
        )]
        let status = get(&answer, "status").as_f64().unwrap_or_default() as u16;
        Ok(Incoming {
            status,
            content_type: text("contentType"),
            retry_after: text("retryAfter"),
            text: text("text").unwrap_or_default(),
            json: (!json.is_undefined()).then(|| loose(&json)),
        })
    }

    async fn wait(&self, wait_ms: u32, _: &Stop) -> bool {
        Host::wait(self, wait_ms).await.is_truthy()
    }

    fn random(&self) -> u32 {
        Host::random(self)
    }

    /// The facade knows the address and has asked before.
    fn is_near(&self, _: &str) -> bool {
        true
    }

    fn is_online(&self) -> bool {
        Host::online(self)
    }
}
