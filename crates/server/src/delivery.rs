//! Playing the practice gateway's faults on the real socket.
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::Response;
use hyper::body::{Frame, SizeHint};

/// Marks an answer that must not be sent: the connection is dropped instead. See `serve.rs`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DropConnection;

/// The answer that is no answer.
pub(crate) fn drop_connection() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(DropConnection);
    response
}

/// Time for the bytes before a cut to leave the program: the connection does not flush what precedes an error.
const FLUSH: Duration = Duration::from_millis(50);

/// A body that announces all of its bytes but ends in a broken connection after some of them.
pub(crate) struct CutBody {
    first: Option<Bytes>,
    announced: u64,
    flush: Pin<Box<tokio::time::Sleep>>,
}

impl CutBody {
    pub(crate) fn new(full: Vec<u8>, after: usize) -> Self {
        let announced = full.len() as u64;
        let mut first = Bytes::from(full);
        // A cut behind the end would be no cut; the last byte is always held back.
        first.truncate(after.min(first.len().saturating_sub(1)));
        Self { first: Some(first), announced, flush: Box::pin(tokio::time::sleep(FLUSH)) }
    }
}

/// The connection was broken on purpose.
#[derive(Debug, thiserror::Error)]
#[error("the connection is cut on purpose")]
pub(crate) struct Cut;

impl hyper::body::Body for CutBody {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        ready!(self.flush.as_mut().poll(context));
        Poll::Ready(Some(Err(Cut)))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}
