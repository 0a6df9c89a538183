//! Which part answers which path.
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use axum::routing::any;
use ideomix_practice::Gateway;

use crate::headers::content_security_policy;
use crate::proxy::{self, Proxy};
use crate::refusal::{Refusal, request_id};
use crate::relay::{self, Relay};
use crate::serve::Phases;
use crate::{Source, practice, studio};

/// What all requests share.
pub(crate) struct App {
    pub(crate) address: SocketAddr,
    pub(crate) studio: Source,
    pub(crate) practice: Option<Gateway>,
    pub(crate) proxy: Option<Proxy>,
    pub(crate) relay: Option<Relay>,
    pub(crate) phases: Phases,
}

/// The whole server as one router.
pub(crate) fn router(app: App) -> Router {
    Router::new()
        .route("/ideomix.json", any(offer))
        .route(relay::MOUNT, any(fetch))
        .route("/practice", any(practise))
        .route("/practice/", any(practise))
        .route("/practice/{*rest}", any(practise))
        .route("/ideogram", any(gateway))
        .route("/ideogram/", any(gateway))
        .route("/ideogram/{*rest}", any(gateway))
        .fallback(file)
        .with_state(Arc::new(app))
}

/// Tells the studio what this server offers.
async fn offer(State(app): State<Arc<App>>, request: Request) -> Response<Body> {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return studio::plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are known here.\n");
    }
    let body = serde_json::json!({
        "version": env!("CARGO_PKG_VERSION"),
        "practice": app.practice.is_some().then_some(practice::MOUNT),
        "proxy": app.proxy.is_some(),
        "relay": app.relay.is_some().then_some(relay::MOUNT),
    });
    let mut answer = Response::new(Body::from(body.to_string()));
    studio::secure(answer.headers_mut(), &content_security_policy(""));
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

async fn practise(State(app): State<Arc<App>>, request: Request) -> Response<Body> {
    match app.practice.is_some() {
        true => practice::serve(app, request).await,
        false => studio::plain(StatusCode::NOT_FOUND, "Practice is switched off on this server.\n"),
    }
}

/// The gateway's own paths: the real gateway with a key, practice without one.
async fn gateway(State(app): State<Arc<App>>, request: Request) -> Response<Body> {
    if app.proxy.is_some() {
        return proxy::serve(app, request).await;
    }
    if app.practice.is_some() {
        return practice::serve(app, request).await;
    }
    Refusal::refused(
        StatusCode::NOT_FOUND,
        "not_offered",
        "This server has no key for the gateway and practice is switched off.",
    )
    .answer(&request_id())
}

async fn fetch(State(app): State<Arc<App>>, request: Request) -> Response<Body> {
    match &app.relay {
        Some(relay) => relay.serve(request).await,
        None => studio::plain(StatusCode::NOT_FOUND, "The relay is switched off on this server.\n"),
    }
}

async fn file(State(app): State<Arc<App>>, request: Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    studio::serve(app.studio.clone(), parts.method, parts.uri, parts.headers).await
}
