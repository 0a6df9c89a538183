//! The practice gateway, mounted on the socket.
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use ideomix_practice::{Answer, Delivery};

use crate::app::App;
use crate::delivery::{CutBody, drop_connection};
use crate::log::Line;
use crate::refusal::{Refusal, request_id};

/// Where practice lives, whether or not it also stands in for the gateway's own paths.
pub(crate) const MOUNT: &str = "/practice";

/// The largest body practice reads: a little more than the gateway takes, so that practice itself can refuse it.
const BODY_LIMIT: usize = 52 * 1024 * 1024;

/// The longest an upload may take.
const UPLOAD_TIME: Duration = Duration::from_secs(300);

/// Answers one request with the practice gateway. `app.practice` must be on.
pub(crate) async fn serve(app: Arc<App>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let path = below_mount(parts.uri.path()).to_owned();
    let line = Line::start(&parts.method, route(&path));
    let body = match tokio::time::timeout(UPLOAD_TIME, to_bytes(body, BODY_LIMIT)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => {
            line.end(413, "");
            return too_large();
        }
        Err(_) => return drop_connection(),
    };
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let headers: Vec<(String, String)> = parts
        .headers
        .iter()
        .map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect();
    let public_base = public_base(&app, &parts.headers);
    let mut stopping = app.phases.stopping();
    // Drawing takes a while and must not hold up other connections.
    let answer = tokio::task::spawn_blocking(move || {
        app.practice.as_ref().map(|gateway| {
            gateway.handle(&ideomix_practice::Request {
                method: parts.method.as_str(),
                path: &path,
                query: &query,
                headers: &headers,
                body: &body,
                public_base: &public_base,
            })
        })
    });
    let Ok(Some(answer)) = answer.await else {
        line.end(500, "");
        return studio_error();
    };
    let status = answer.status;
    let (response, note) = tokio::select! {
        // A call that is never answered must not hold up a stop.
        () = stopping.wait(), if answer.delivery == Delivery::Never => (drop_connection(), "never answered"),
        played = play(&answer) => played,
    };
    line.end(status, note);
    response
}

/// Waits as the answer asks, and gives what is to go onto the socket.
async fn play(answer: &Answer) -> (Response<Body>, &'static str) {
    match answer.delivery {
        Delivery::After(ms) => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            (with_body(answer, Body::from(answer.body.clone())), "")
        }
        Delivery::Never => std::future::pending().await,
        Delivery::Drop(ms) => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            (drop_connection(), "dropped")
        }
        Delivery::CutAfter(bytes) => {
            (with_body(answer, Body::new(CutBody::new(answer.body.clone(), bytes))), "cut")
        }
    }
}

fn with_body(answer: &Answer, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in &answer.headers {
        // The length is the connection's business: a cut body must still announce the full one.
        if let Ok(value) = HeaderValue::from_str(value)
            && *name != "content-length"
        {
            response.headers_mut().append(HeaderName::from_static(name), value);
        }
    }
    response
}

fn below_mount(path: &str) -> &str {
    match path.strip_prefix(MOUNT) {
        Some("") => "/",
        Some(rest) => rest,
        None => path,
    }
}

/// The route for the log, which never shows what a caller wrote.
fn route(path: &str) -> &'static str {
    if let Some(known) = crate::proxy::route(path) {
        return known;
    }
    match path.split('/').nth(1) {
        Some("images") => "/images/{id}",
        Some("control") => "/control/{word}",
        _ => "(unknown)",
    }
}

/// How the caller reaches this server, so that result links work through a forwarded port too.
fn public_base(app: &App, headers: &axum::http::HeaderMap) -> String {
    let plain = |host: &&str| {
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".:-[]".contains(&byte))
    };
    match headers.get(header::HOST).and_then(|host| host.to_str().ok()).filter(plain) {
        Some(host) => format!("http://{host}{MOUNT}"),
        None => format!("http://{}{MOUNT}", app.address),
    }
}

fn too_large() -> Response<Body> {
    let refusal = Refusal::refused(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too_large",
        "The request is larger than 52 MiB, or its upload broke off.",
    );
    let mut response = refusal.answer(&request_id());
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

fn studio_error() -> Response<Body> {
    Refusal::refused(StatusCode::INTERNAL_SERVER_ERROR, "practice_failed", "Practice failed to answer.")
        .answer(&request_id())
}
