//! The transport of the studio: gloo-net's fetch, which works in windows and workers.

use crate::Stop;
use crate::abort::AbortGuard;
use crate::stream;
use crate::transport::{Fault, Incoming, Outgoing, OutgoingBody, Transport};
use gloo_net::http::{Request, RequestBuilder, Response};
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
        Ok(Incoming {
            status,
            content_type: headers.get("content-type"),
            retry_after: headers.get("retry-after"),
            body,
        })
    }
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
