//! What is let back to the caller: the gateway's status and body, and what they mean, but none of its other headers.
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use ideomix_api::capability::ReplyKind;
use ideomix_api::reply::{self, Received};
use ideomix_api::{ApiKey, Outcome};

use crate::refusal::{Refusal, mark};

/// The most that is taken from the gateway, in bytes. Its answers are a few kilobytes of links; one that carries the
/// pictures themselves must still fit, for it has been paid for.
const ANSWER_LIMIT: usize = 32 * 1024 * 1024;

/// The gateway's headers that mean something to the caller.
const TO_CALLER: [HeaderName; 3] = [header::CONTENT_TYPE, header::CONTENT_ENCODING, header::RETRY_AFTER];

/// Reads the gateway's answer to its end and turns it into this server's.
pub(super) async fn read(
    mut received: reqwest::Response,
    kind: ReplyKind,
    key: &ApiKey,
    id: &str,
) -> Response<Body> {
    let status = received.status();
    if status.is_redirection() {
        return REDIRECT.answer(id);
    }
    let mut body = Vec::new();
    loop {
        match received.chunk().await {
            Ok(None) => break,
            Ok(Some(chunk)) if body.len() + chunk.len() <= ANSWER_LIMIT => body.extend_from_slice(&chunk),
            Ok(Some(_)) => return TOO_LONG.answer(id),
            Err(_) => return CUT.answer(id),
        }
    }
    let body = without_key(body, key);
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = status;
    for name in TO_CALLER {
        if let Some(value) = received.headers().get(&name).filter(|value| !holds(value, key)) {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    mark(answer.headers_mut(), outcome(&received, &body, kind), id);
    *answer.body_mut() = Body::from(body);
    answer
}

const REDIRECT: Refusal = Refusal {
    status: StatusCode::BAD_GATEWAY,
    code: "gateway_redirected",
    message: "The gateway pointed to another address, which the proxy does not follow.",
    outcome: Outcome::Unknown,
};

const CUT: Refusal = Refusal {
    status: StatusCode::BAD_GATEWAY,
    code: "answer_cut",
    message: "The gateway's answer broke off. The call has most likely run.",
    outcome: Outcome::Unknown,
};

const TOO_LONG: Refusal = Refusal {
    status: StatusCode::BAD_GATEWAY,
    code: "answer_too_long",
    message: "The gateway's answer is larger than 32 MiB. The call has most likely run.",
    outcome: Outcome::Unknown,
};

/// The same reading of the answer as a studio without a proxy would make.
fn outcome(received: &reqwest::Response, body: &[u8], kind: ReplyKind) -> Outcome {
    let text = |name: HeaderName| received.headers().get(name).and_then(|value| value.to_str().ok());
    let read = reply::read(
        Received {
            status: received.status().as_u16(),
            content_type: text(header::CONTENT_TYPE),
            retry_after: text(header::RETRY_AFTER),
            body: &String::from_utf8_lossy(body),
        },
        kind,
        |text| serde_json::from_str(text).ok(),
        None,
    );
    read.map_or_else(|failure| failure.outcome(), |_| Outcome::Done)
}

/// A gateway that quotes the key in an error must not hand it to the caller.
fn without_key(body: Vec<u8>, key: &ApiKey) -> Vec<u8> {
    let key = key.expose().as_bytes();
    if !body.windows(key.len()).any(|window| window == key) {
        return body;
    }
    let mut clean = Vec::with_capacity(body.len());
    let mut rest = body.as_slice();
    while let Some(&first) = rest.first() {
        match rest.strip_prefix(key) {
            Some(after) => {
                clean.extend_from_slice("sk-…".as_bytes());
                rest = after;
            }
            None => {
                clean.push(first);
                rest = &rest[1..];
            }
        }
    }
    clean
}

fn holds(value: &HeaderValue, key: &ApiKey) -> bool {
    let key = key.expose().as_bytes();
    value.as_bytes().windows(key.len()).any(|window| window == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_key_is_masked_wherever_it_stands() {
        let key = ApiKey::parse("canary-0123456789").unwrap();
        let said = b"bad canary-0123456789, canary-0123456789canary-012345".to_vec();
        assert_eq!(without_key(said, &key), "bad sk-…, sk-…canary-012345".as_bytes());
        assert_eq!(without_key(b"short".to_vec(), &key), b"short");
    }
}
