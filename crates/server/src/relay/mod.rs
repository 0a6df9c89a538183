//! The relay: fetches a result for the studio where the host of the results does not let a page read it.
//!
//! A browser shows such a picture by its link but keeps its bytes from the page, so it could not be kept, and the link
//! ends within a day. What is fetched was paid for already; fetching it again is free.
//!
//! A relay must not become a way into other places. `settings` has the only addresses that are fetched, `resolve`
//! refuses names that lead into a private network, no redirect is followed, nothing of the caller's travels, and only
//! what begins as a picture comes back.
mod resolve;
mod settings;

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use ideomix_api::Outcome;
use reqwest::Url;
use tokio::sync::Semaphore;

pub use settings::RelaySettings;

use crate::StartError;
use crate::log::Line;
use crate::outgoing;
use crate::proxy::same_origin;
use crate::refusal::{Refusal, mark, request_id};

/// Where the relay is mounted; the address to fetch is the parameter `u`.
pub(crate) const MOUNT: &str = "/relay";

/// The most that is fetched, in bytes: what the studio keeps at most.
const PICTURE_LIMIT: usize = 64 * 1024 * 1024;

/// How many pictures are fetched at a time; further ones wait. Each is held in memory until it is whole, since only
/// then is it known not to be cut.
const AT_ONCE: usize = 8;

/// The longest a picture may take to come.
const FETCH_TIME: Duration = Duration::from_secs(120);

/// Fetches results.
#[derive(Debug, Clone)]
pub(crate) struct Relay {
    settings: RelaySettings,
    client: reqwest::Client,
    places: Arc<Semaphore>,
}

impl Relay {
    pub(crate) fn new(settings: RelaySettings) -> Result<Self, StartError> {
        let client = outgoing::client()
            .dns_resolver(Arc::new(resolve::PublicOnly))
            .timeout(FETCH_TIME)
            .build()
            .map_err(StartError::Tls)?;
        Ok(Self { settings, client, places: Arc::new(Semaphore::new(AT_ONCE)) })
    }

    /// Answers `GET /relay?u=…`.
    pub(crate) async fn serve(&self, request: Request) -> Response<Body> {
        let id = request_id();
        let line = Line::start(request.method(), MOUNT);
        // Decided by the request's head alone; its body is never read.
        let answer = match self.admit(&request) {
            Ok(wanted) => self.fetch(wanted).await,
            Err(refusal) => Err(refusal),
        };
        let answer = match answer {
            Ok((bytes, kind)) => picture(bytes, kind, &id),
            Err(refusal) => refusal.answer(&id),
        };
        line.end(answer.status().as_u16(), "");
        answer
    }

    fn admit(&self, request: &Request) -> Result<Url, Refusal> {
        same_origin(request.headers())?;
        if request.method() != Method::GET {
            return Err(WRONG_METHOD);
        }
        let wanted = wanted(request).ok_or(NO_ADDRESS)?;
        if self.settings.allows(&wanted) { Ok(wanted) } else { Err(NOT_RELAYED) }
    }

    async fn fetch(&self, wanted: Url) -> Result<(Vec<u8>, &'static str), Refusal> {
        let _place = self.places.acquire().await.map_err(|_| NOT_FETCHED)?;
        let mut received = self.client.get(wanted).send().await.map_err(|_| NOT_FETCHED)?;
        match received.status().as_u16() {
            200 => {}
            403 | 404 | 410 => return Err(EXPIRED),
            _ => return Err(NOT_FETCHED),
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = received.chunk().await.map_err(|_| NOT_FETCHED)? {
            if bytes.len() + chunk.len() > PICTURE_LIMIT {
                return Err(TOO_LARGE);
            }
            bytes.extend_from_slice(&chunk);
        }
        let head = &bytes[..bytes.len().min(ideomix_picture::HEAD)];
        let facts = ideomix_picture::sniff(head).map_err(|_| NO_PICTURE)?;
        Ok((bytes, facts.kind.mime()))
    }
}

/// The address that is asked for, as the URL standard reads it.
fn wanted(request: &Request) -> Option<Url> {
    // The origin is made up: a query alone is no URL, and only the query is of interest.
    let own = Url::parse("http://relay.invalid/").ok()?;
    let own = own.join(&["?", request.uri().query()?].concat()).ok()?;
    let mut asked = own.query_pairs().filter(|(name, _)| name == "u");
    let (_, text) = asked.next()?;
    // Two addresses are one too many: which one is checked and which one is fetched must not be a question.
    if asked.next().is_some() { None } else { Url::parse(&text).ok() }
}

fn picture(bytes: Vec<u8>, kind: &'static str, id: &str) -> Response<Body> {
    let mut answer = Response::new(Body::from(bytes));
    let headers = answer.headers_mut();
    mark(headers, Outcome::Done, id);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    answer
}

const WRONG_METHOD: Refusal =
    Refusal::refused(StatusCode::METHOD_NOT_ALLOWED, "wrong_method", "The relay takes GET only.");

const NO_ADDRESS: Refusal = Refusal::refused(
    StatusCode::BAD_REQUEST,
    "no_address",
    "The relay needs one address, as the parameter u.",
);

const NOT_RELAYED: Refusal = Refusal::refused(
    StatusCode::BAD_REQUEST,
    "not_relayed",
    "The relay fetches results only. IDEOMIX_RELAY names the addresses they may have.",
);

const EXPIRED: Refusal =
    Refusal::refused(StatusCode::GONE, "link_expired", "The link of this picture has ended.");

const NOT_FETCHED: Refusal = Refusal::refused(
    StatusCode::BAD_GATEWAY,
    "not_fetched",
    "The picture could not be fetched. Fetching it again is free.",
);

const NO_PICTURE: Refusal =
    Refusal::refused(StatusCode::BAD_GATEWAY, "not_a_picture", "What came is not a PNG, JPEG or WebP file.");

const TOO_LARGE: Refusal =
    Refusal::refused(StatusCode::BAD_GATEWAY, "too_large", "The picture is larger than 64 MiB.");

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Option<String> {
        let request = Request::get(format!("/relay{query}")).body(Body::empty()).unwrap();
        wanted(&request).map(String::from)
    }

    #[test]
    fn the_address_is_one_whole_url() {
        let link = "https://ideogram.ai/api/images/ephemeral/a.png?exp=1&sig=0a";
        assert_eq!(
            asked("?u=https%3A%2F%2Fideogram.ai%2Fapi%2Fimages%2Fephemeral%2Fa.png%3Fexp%3D1%26sig%3D0a")
                .as_deref(),
            Some(link)
        );
        for query in
            ["", "?", "?u=", "?u=images/a.png", "?v=https://ideogram.ai/", "?u=https://a/&u=https://b/"]
        {
            assert_eq!(asked(query), None, "{query:?}");
        }
    }
}
