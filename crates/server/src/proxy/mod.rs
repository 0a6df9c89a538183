//! The proxy: callers without a key reach the gateway through a server that holds it.
//!
//! A call passes `guard` (may this caller ask at all), `upload` (the body, counted while it streams), `call` (the one
//! request to the gateway) and `answer` (what is let back). Limits, caller accounts and stored answers belong
//! between `guard` and `call`.
mod answer;
mod call;
mod guard;
mod settings;
mod upload;

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use ideomix_api::Outcome;

pub(crate) use call::Proxy;
pub(crate) use guard::same_origin;
pub use settings::ProxySettings;

use crate::app::App;
use crate::log::Line;
use crate::refusal::{Refusal, X_OUTCOME, request_id};

/// The most a caller may send, in bytes: the gateway takes 50 MiB, and a form adds a little around its files.
pub(crate) const BODY_LIMIT: u64 = 51 * 1024 * 1024;

/// The capability table's own text for a path that is exactly one of its routes.
///
/// What goes upstream is this text and never the caller's, so no spelling of a path gets further than the table.
pub(crate) fn route(path: &str) -> Option<&'static str> {
    ideomix_api::capability::by_path(path).map(|capability| capability.path)
}

/// Answers one request under `/ideogram` by way of the gateway. `app.proxy` must be on.
pub(crate) async fn serve(app: Arc<App>, request: Request) -> Response<Body> {
    let id = request_id();
    let line = Line::start(request.method(), route(request.uri().path()).unwrap_or("(unknown)"));
    let Some(proxy) = app.proxy.clone() else {
        return failed().answer(&id);
    };
    match admit(&request) {
        Admitted::Call(capability) => {
            // The call is its own task: when the caller goes away it runs on, for it may be paid already.
            let running = proxy.phases.call();
            let task = tokio::spawn(async move {
                let answer = proxy.call(capability, request, &id).await;
                line.end(answer.status().as_u16(), outcome_of(&answer));
                drop(running);
                answer
            });
            task.await.unwrap_or_else(|_| failed().answer(&request_id()))
        }
        Admitted::Options => {
            line.end(204, "");
            let mut answer = Response::new(Body::empty());
            *answer.status_mut() = StatusCode::NO_CONTENT;
            allow(&mut answer);
            answer
        }
        Admitted::Not(refusal) => {
            line.end(refusal.status.as_u16(), refusal.code);
            upload::drain(request.into_body()).await;
            let mut answer = refusal.answer(&id);
            if refusal.status == StatusCode::METHOD_NOT_ALLOWED {
                allow(&mut answer);
            }
            answer
        }
    }
}

enum Admitted {
    Call(&'static ideomix_api::Capability),
    Options,
    Not(Refusal),
}

/// Decides by the request's head alone. Nothing has been read of the body, and nothing sent.
fn admit(request: &Request) -> Admitted {
    if let Err(refusal) = same_origin(request.headers()) {
        return Admitted::Not(refusal);
    }
    let Some(capability) = ideomix_api::capability::by_path(request.uri().path()) else {
        return Admitted::Not(Refusal::refused(
            StatusCode::NOT_FOUND,
            "unknown_route",
            "This proxy passes on only the routes it knows.",
        ));
    };
    if request.method() == Method::OPTIONS {
        return Admitted::Options;
    }
    if request.method() != Method::POST {
        return Admitted::Not(Refusal::refused(
            StatusCode::METHOD_NOT_ALLOWED,
            "wrong_method",
            "The gateway's routes take POST only.",
        ));
    }
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    if announced.and_then(|length| length.parse::<u64>().ok()).is_some_and(|length| length > BODY_LIMIT) {
        return Admitted::Not(upload::TOO_LARGE);
    }
    Admitted::Call(capability)
}

fn allow(answer: &mut Response<Body>) {
    answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST, OPTIONS"));
}

/// The answer when this program itself broke: whether the call ran cannot be told any more.
const fn failed() -> Refusal {
    Refusal {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        code: "proxy_failed",
        message: "The proxy failed. Whether the call ran is not known.",
        outcome: Outcome::Unknown,
    }
}

fn outcome_of(answer: &Response<Body>) -> &str {
    answer.headers().get(X_OUTCOME).and_then(|outcome| outcome.to_str().ok()).unwrap_or_default()
}
