//! The caller's body on its way to the gateway.
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use http_body_util::BodyExt as _;
use hyper::body::{Frame, SizeHint};
use tokio::sync::oneshot;

use super::BODY_LIMIT;
use crate::refusal::Refusal;

pub(crate) const TOO_LARGE: Refusal =
    Refusal::refused(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "The request is larger than 51 MiB.");

/// The most that is read and thrown away, and the longest that is tried.
const DRAIN_BYTES: usize = 64 * 1024 * 1024;
const DRAIN_TIME: Duration = Duration::from_secs(10);

/// Why a body ended before its end. Such a request is not whole, so the gateway cannot have run it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Broken {
    #[error("the body is larger than allowed")]
    TooLarge,
    #[error("the caller went away")]
    Caller,
}

/// A body that counts what passes and breaks off above the limit. Its length, where known, stays known.
pub(crate) struct Upload {
    // Only ever reached through `get_mut`; the mutex makes the body shareable in the eyes of the type system.
    body: Mutex<Option<Body>>,
    left: u64,
    broken: Arc<OnceLock<Broken>>,
    rest: Option<oneshot::Sender<Body>>,
}

/// The other end of an [`Upload`].
pub(crate) struct Watch {
    broken: Arc<OnceLock<Broken>>,
    rest: oneshot::Receiver<Body>,
}

/// Wraps a caller's body for the way upstream.
pub(crate) fn watched(body: Body) -> (Upload, Watch) {
    let broken = Arc::new(OnceLock::new());
    let (rest, receiver) = oneshot::channel();
    let upload = Upload {
        body: Mutex::new(Some(body)),
        left: BODY_LIMIT,
        broken: Arc::clone(&broken),
        rest: Some(rest),
    };
    (upload, Watch { broken, rest: receiver })
}

impl Watch {
    /// Why the body broke off, if it did.
    pub(crate) fn broken(&self) -> Option<Broken> {
        self.broken.get().copied()
    }

    /// Reads what the gateway did not want to read before it answered. A browser that is still sending when the
    /// connection closes reports a failure and never looks at the answer.
    pub(crate) async fn finish(self) {
        if let Ok(Ok(rest)) = tokio::time::timeout(DRAIN_TIME, self.rest).await {
            drain(rest).await;
        }
    }
}

/// Reads a body to its end and forgets it, within limits.
pub(crate) async fn drain(mut body: Body) {
    let all = async {
        let mut left = DRAIN_BYTES;
        while let Some(Ok(frame)) = body.frame().await {
            let length = frame.data_ref().map_or(0, Bytes::len);
            if length > left {
                break;
            }
            left -= length;
        }
    };
    let _ = tokio::time::timeout(DRAIN_TIME, all).await;
}

impl hyper::body::Body for Upload {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        let this = &mut *self;
        let inner = this.body.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Some(body) = inner else { return Poll::Ready(None) };
        let verdict = match ready!(Pin::new(&mut *body).poll_frame(context)) {
            None => {
                *inner = None;
                return Poll::Ready(None);
            }
            Some(Err(_)) => {
                *inner = None;
                Broken::Caller
            }
            Some(Ok(frame)) => {
                // Trailers are not passed on: no header of the caller's reaches the gateway unread.
                let Ok(data) = frame.into_data() else {
                    *inner = None;
                    return Poll::Ready(None);
                };
                match this.left.checked_sub(data.len() as u64) {
                    Some(left) => {
                        this.left = left;
                        return Poll::Ready(Some(Ok(Frame::data(data))));
                    }
                    None => Broken::TooLarge,
                }
            }
        };
        let _ = this.broken.set(verdict);
        Poll::Ready(Some(Err(verdict)))
    }

    fn is_end_stream(&self) -> bool {
        self.body
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .as_ref()
            .is_none_or(hyper::body::Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        let body = self.body.lock().unwrap_or_else(PoisonError::into_inner);
        body.as_ref().map_or_else(|| SizeHint::with_exact(0), hyper::body::Body::size_hint)
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        let body = self.body.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if let (Some(body), Some(rest)) = (body, self.rest.take()) {
            let _ = rest.send(body);
        }
    }
}
