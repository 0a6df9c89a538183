//! The one request to the gateway: once, to one address, with nothing of the caller's but the body and its kind.
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use ideomix_api::{ApiKey, Base, Capability, Outcome};

use super::answer;
use super::settings::ProxySettings;
use super::upload::{self, Broken};
use crate::StartError;
use crate::outgoing;
use crate::refusal::Refusal;
use crate::serve::Phases;

const API_KEY: HeaderName = HeaderName::from_static("api-key");

/// The longest a call may take, upload and answer together.
const CALL_TIME: Duration = Duration::from_secs(300);

/// The headers a caller may choose. `Content-Length` follows from the body.
const FROM_CALLER: [HeaderName; 2] = [header::ACCEPT, header::CONTENT_TYPE];

/// The way to the gateway.
#[derive(Debug, Clone)]
pub(crate) struct Proxy {
    pub(super) key: ApiKey,
    pub(super) phases: Phases,
    client: reqwest::Client,
    upstream: Base,
}

impl Proxy {
    pub(crate) fn new(settings: ProxySettings, phases: Phases) -> Result<Self, StartError> {
        let client = outgoing::client()
            // A call that may have run is never sent again, and a fresh connection leaves no doubt whether it was.
            .retry(reqwest::retry::never())
            .pool_max_idle_per_host(0)
            .https_only(settings.upstream.origin().starts_with("https://"))
            .timeout(CALL_TIME)
            .build()
            .map_err(StartError::Tls)?;
        Ok(Self { key: settings.key, phases, client, upstream: settings.upstream })
    }

    /// Sends the call and waits for its whole answer.
    pub(super) async fn call(&self, capability: &Capability, request: Request, id: &str) -> Response<Body> {
        let (parts, body) = request.into_parts();
        let (upload, watch) = upload::watched(body);
        let sent = self
            .client
            .post(self.upstream.join(capability.path))
            .headers(self.headers(&parts.headers))
            .body(reqwest::Body::wrap(upload))
            .send()
            .await;
        let answer = match sent {
            Ok(received) => answer::read(received, capability.reply, &self.key, id).await,
            Err(error) => not_answered(&error, watch.broken()).answer(id),
        };
        watch.finish().await;
        answer
    }

    fn headers(&self, from_caller: &HeaderMap) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for name in FROM_CALLER {
            if let Some(value) = from_caller.get(&name) {
                headers.insert(name, value.clone());
            }
        }
        // The answer is read here, so it must come as it is.
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        if let Ok(mut key) = HeaderValue::from_str(self.key.expose()) {
            key.set_sensitive(true);
            headers.insert(API_KEY, key);
        }
        headers
    }
}

/// What it means that no answer came.
fn not_answered(error: &reqwest::Error, broken: Option<Broken>) -> Refusal {
    let (status, code, message, outcome) = match broken {
        Some(Broken::TooLarge) => return upload::TOO_LARGE,
        Some(Broken::Caller) => (
            StatusCode::BAD_REQUEST,
            "upload_broken",
            "The upload broke off, so the gateway never had a whole request.",
            Outcome::NotSent,
        ),
        None if error.is_connect() => (
            StatusCode::SERVICE_UNAVAILABLE,
            "gateway_unreachable",
            "The gateway could not be reached. Nothing was sent.",
            Outcome::NotSent,
        ),
        None if error.is_timeout() => (
            StatusCode::GATEWAY_TIMEOUT,
            "gateway_timeout",
            "The gateway did not answer in 300 seconds. The call may have run.",
            Outcome::Unknown,
        ),
        None => (
            StatusCode::BAD_GATEWAY,
            "gateway_lost",
            "The connection to the gateway was lost before it answered. The call may have run.",
            Outcome::Unknown,
        ),
    };
    Refusal { status, code, message, outcome }
}
