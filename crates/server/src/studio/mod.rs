//! Serving the studio's files.
mod encoding;
mod kind;
mod source;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, Uri, header};
use sha2::{Digest as _, Sha256};

pub(crate) use encoding::Encoding;
pub(crate) use kind::compresses;
use source::Found;
pub use source::Source;

use crate::headers::{Cache, FIXED, content_security_policy};

/// Answers a request for one of the studio's files.
///
/// The studio's own views live behind `#`, so a path that names no file is simply not found.
pub(crate) async fn serve(source: Source, method: Method, uri: Uri, headers: HeaderMap) -> Response<Body> {
    if method != Method::GET && method != Method::HEAD {
        let mut refusal = plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are known here.\n");
        refusal.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refusal;
    }
    let accept_encoding = joined(&headers, &header::ACCEPT_ENCODING);
    let path = uri.path().to_owned();
    let found = {
        let path = path.clone();
        tokio::task::spawn_blocking(move || prepare(&source, &path, &accept_encoding)).await
    };
    match found {
        Ok(Some(file)) => file.answer(&path, &joined(&headers, &header::IF_NONE_MATCH)),
        Ok(None) => plain(StatusCode::NOT_FOUND, "There is no such file in the studio.\n"),
        Err(_) => plain(StatusCode::INTERNAL_SERVER_ERROR, "The file could not be read.\n"),
    }
}

/// A file with everything that is costly to work out.
struct Prepared {
    found: Found,
    content_type: &'static str,
    policy: String,
    tag: String,
}

fn prepare(source: &Source, path: &str, accept_encoding: &str) -> Option<Prepared> {
    let found = source.find(path, accept_encoding)?;
    let content_type = kind::content_type(if path == "/" { "index.html" } else { path })?;
    // The policy is worked out from the page that is sent, so a rebuilt page never meets the hashes of an older one.
    let page = if content_type.starts_with("text/html") { source.find(path, "") } else { None };
    let policy = content_security_policy(
        &page.map_or_else(String::new, |page| String::from_utf8_lossy(&page.bytes).into_owned()),
    );
    let digest = Sha256::digest(&found.bytes);
    let tag = digest.iter().take(10).fold(String::from("\""), |tag, byte| format!("{tag}{byte:02x}")) + "\"";
    Some(Prepared { found, content_type, policy, tag })
}

impl Prepared {
    fn answer(self, path: &str, if_none_match: &str) -> Response<Body> {
        let unchanged = if_none_match
            .split(',')
            .map(str::trim)
            .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == self.tag);
        let mut answer = Response::new(Body::empty());
        let headers = answer.headers_mut();
        secure(headers, &self.policy);
        put(headers, header::ETAG, &self.tag);
        put(headers, header::CACHE_CONTROL, Cache::of(path).header());
        put(headers, header::VARY, "Accept-Encoding");
        if unchanged {
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
            return answer;
        }
        put(headers, header::CONTENT_TYPE, self.content_type);
        if self.found.encoding != Encoding::Identity {
            put(headers, header::CONTENT_ENCODING, self.found.encoding.token());
        }
        // For HEAD the connection sends the length and leaves the bytes out.
        *answer.body_mut() = match self.found.bytes {
            std::borrow::Cow::Borrowed(bytes) => Body::from(bytes),
            std::borrow::Cow::Owned(bytes) => Body::from(bytes),
        };
        answer
    }
}

/// A short text in place of a file.
pub(crate) fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut answer = Response::new(Body::from(text));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    secure(headers, &content_security_policy(""));
    put(headers, header::CONTENT_TYPE, "text/plain; charset=utf-8");
    put(headers, header::CACHE_CONTROL, "no-store");
    answer
}

/// Adds the security headers.
pub(crate) fn secure(headers: &mut HeaderMap, policy: &str) {
    put(headers, header::CONTENT_SECURITY_POLICY, policy);
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
}

/// Sets a header to a text that this program made, which is always a legal header value.
fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// All values of a list header as one list.
fn joined(headers: &HeaderMap, name: &HeaderName) -> String {
    headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join(",")
}
