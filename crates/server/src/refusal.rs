//! The one shape of this server's own errors.
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use ideomix_api::Outcome;

pub(crate) const X_OUTCOME: HeaderName = HeaderName::from_static("x-outcome");
pub(crate) const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const X_SHOULD_RETRY: HeaderName = HeaderName::from_static("x-should-retry");

/// An error of this server: `{"code","message","outcome","request_id"}`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) message: &'static str,
    pub(crate) outcome: Outcome,
}

impl Refusal {
    /// A request that was turned down before anything was sent to the gateway.
    pub(crate) const fn refused(status: StatusCode, code: &'static str, message: &'static str) -> Self {
        Self { status, code, message, outcome: Outcome::Refused }
    }

    /// The answer. The id is the call's own, from [`request_id`].
    pub(crate) fn answer(self, request_id: &str) -> Response<Body> {
        let body = serde_json::json!({
            "code": self.code,
            "message": self.message,
            "outcome": self.outcome.code(),
            "request_id": request_id,
        });
        let mut response = Response::new(Body::from(body.to_string()));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        mark(headers, self.outcome, request_id);
        if self.outcome == Outcome::NotSent && self.status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(X_SHOULD_RETRY, HeaderValue::from_static("true"));
        }
        response
    }
}

/// Adds what every answer under `/ideogram` carries, be it this server's or the gateway's.
pub(crate) fn mark(headers: &mut HeaderMap, outcome: Outcome, request_id: &str) {
    headers.insert(X_OUTCOME, HeaderValue::from_static(outcome.code()));
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(X_REQUEST_ID, id);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Should a browser ever show such an answer as a page, nothing in it may run or load.
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    );
}

/// A fresh 128-bit id in hexadecimal, for naming a call and not for keeping a secret.
pub(crate) fn request_id() -> String {
    let word = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", word(), word())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ() {
        let ids: std::collections::BTreeSet<_> = (0..1000).map(|_| request_id()).collect();
        assert_eq!(ids.len(), 1000);
        assert!(ids.iter().all(|id| id.len() == 32));
    }
}
