//! The transport of the studio: gloo-net's fetch, which works in windows and workers.

use crate::Stop;
use crate::abort::AbortGuard;
use crate::stream;
use crate::transport::{Fault, Incoming, Outgoing, OutgoingBody, Transport};
use gloo_net::http::{Request, RequestBuilder, Response};
use gloo_timers::future::TimeoutFuture;
use web_sys::{ReferrerPolicy, RequestCredentials, RequestRedirect};

/// The longest answer that is read, in bytes. Pictures inside an answer (base 64) are the largest that is meant.
const ANSWER_MAX: u64 = 64 * 1024 * 1024;

/// Sends by the browser's own fetch: no cookies, no referrer, and no redirect, since a redirect would carry the key
/// to another host.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fetch;

impl Transport for Fetch {
    async fn send(&self, request: Outgoing, stop: &Stop) -> Result<Incoming, Fault> {
        let guard = AbortGuard::new(stop, request.timeout_ms);
        let mut builder = Request::post(&request.url)
            .credentials(RequestCredentials::Omit)
            .redirect(RequestRedirect::Error)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .abort_signal(guard.signal().as_ref());
        for (name, value) in &request.headers {
            builder = builder.header(name, value);
        }
        let response = answer(builder, request.body).await.map_err(|()| fault(&guard))?;
        let (status, headers) = (response.status(), response.headers());
        let body = stream::read(response.body(), ANSWER_MAX).await.ok();
        if body.is_none() && (guard.stopped() || guard.timed_out()) {
            return Err(fault(&guard));
        }
        // A body that was cut, or that is no text, is no JSON: the reader knows what that means for each status.
        let text = match &body {
            Some(body) => stream::text(body).await.unwrap_or_default(),
            None => String::new(),
        };
        Ok(Incoming {
            content_type: headers.get("content-type"),
            retry_after: headers.get("retry-after"),
            ..Incoming::new(status, text)
        })
    }

    async fn wait(&self, wait_ms: u32, stop: &Stop) -> bool {
        pause(wait_ms, stop).await
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a random number in 0..2^32")]
    fn random(&self) -> u32 {
        (js_sys::Math::random() * 4_294_967_296.0) as u32
    }
}

/// Waits in short steps, so that a person's stop is heard. `false` when it was.
pub async fn pause(wait_ms: u32, stop: &Stop) -> bool {
    const STEP_MS: u32 = 100;
    let mut left = wait_ms;
    while left > 0 && !stop.is_asked() {
        let step = left.min(STEP_MS);
        TimeoutFuture::new(step).await;
        left -= step;
    }
    !stop.is_asked()
}

async fn answer(builder: RequestBuilder, body: OutgoingBody) -> Result<Response, ()> {
    builder.body(body).map_err(drop)?.send().await.map_err(drop)
}

fn fault(guard: &AbortGuard) -> Fault {
    if guard.timed_out() {
        Fault::TimedOut
    } else if guard.stopped() {
        Fault::Stopped
    } else {
        Fault::Network
    }
}
