//! One call from its wire form to its meaning, with the retries that cannot cost anything.

use crate::Stop;
use crate::form;
use crate::global::{is_online, is_this_machine};
use crate::stream;
use crate::transport::{Fault, Incoming, Outgoing, OutgoingBody, Transport};
use gloo_timers::future::TimeoutFuture;
use ideomix_api::policy::{self, Next};
use ideomix_api::reply::{self, Received, Reply};
use ideomix_api::{ApiKey, Base, Call, Cause, Failure};
use web_sys::Blob;

/// Where calls go, and with which key.
#[derive(Debug)]
pub struct Client<T> {
    base: Base,
    key: Option<ApiKey>,
    transport: T,
}

/// What happens to a call while it is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Try number `.0` leaves now. From here on it may cost money.
    Sent(u8),
    /// The call was refused without running and goes out again after this many milliseconds.
    Waiting {
        /// The number of the try that was refused.
        tries: u8,
        /// How long.
        wait_ms: u32,
        /// Why it was refused.
        because: Cause,
    },
}

impl<T: Transport> Client<T> {
    /// A client that calls the gateway itself, with a key.
    pub const fn direct(base: Base, key: ApiKey, transport: T) -> Self {
        Self { base, key: Some(key), transport }
    }

    /// A client that calls a proxy or the practice gateway. It has no key and so cannot send one.
    pub const fn proxied(base: Base, transport: T) -> Self {
        Self { base, key: None, transport }
    }

    /// Sends a call and makes sense of the answer. Gives the answer's own text too, scrubbed, for a details view.
    ///
    /// Dropping the future tears the connection down; a paid call should be left to run instead.
    ///
    /// # Errors
    ///
    /// A [`Failure`] that says what happened and whether it was paid for.
    pub async fn send(&self, call: &Call<Blob>, stop: &Stop, on: impl Fn(Event)) -> Result<Reply, Failure> {
        let local = is_this_machine(self.base.origin());
        let online = is_online();
        if !online && !local {
            return Err(Failure::new(Cause::Offline));
        }
        // Building a body from parts fails only where the browser lacks memory for it: nothing was sent.
        let body = form::outgoing(&call.body).map_err(|_| Failure::new(Cause::TooLarge))?;
        if stop.is_asked() {
            return Err(Failure::new(Cause::Withdrawn));
        }
        let (mut tries, mut waited_ms) = (1, 0);
        loop {
            on(Event::Sent(tries));
            let failure = match self.attempt(call, body.clone(), stop).await {
                // Without a network nothing reaches even this machine in some set-ups; then nothing ran either.
                Err(failure) if failure.cause == Cause::Unreachable && !online => {
                    return Err(Failure::new(Cause::Offline));
                }
                Err(failure) => failure,
                done => return done,
            };
            let Next::WaitMs(wait_ms) = policy::after(&failure, tries, waited_ms, random()) else {
                return Err(failure);
            };
            on(Event::Waiting { tries, wait_ms, because: failure.cause });
            if wait(wait_ms, stop).await.is_err() {
                // Stopped while waiting: the last thing known is a refusal, so nothing was paid.
                return Err(failure);
            }
            tries += 1;
            waited_ms += wait_ms;
        }
    }

    async fn attempt(&self, call: &Call<Blob>, body: OutgoingBody, stop: &Stop) -> Result<Reply, Failure> {
        let mut headers = Vec::new();
        if let OutgoingBody::Json(_) = body {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        if let Some(key) = &self.key {
            headers.push(("Api-Key", key.expose().to_owned()));
        }
        let url = self.base.join(call.path);
        let outgoing = Outgoing { url, headers, body, timeout_ms: policy::TIMEOUT_MS };
        let incoming = self.transport.send(outgoing, stop).await.map_err(|fault| {
            Failure::new(match fault {
                Fault::Network => Cause::Unreachable,
                Fault::Stopped => Cause::Stopped,
                Fault::TimedOut => Cause::TimedOut,
            })
        })?;
        self.read(call, incoming).await
    }

    async fn read(&self, call: &Call<Blob>, incoming: Incoming) -> Result<Reply, Failure> {
        // A body that was cut, or that is no text, is no JSON: the reader knows what that means for each status.
        let text = match &incoming.body {
            Some(body) => stream::text(body).await.unwrap_or_default(),
            None => String::new(),
        };
        let received = Received {
            status: incoming.status,
            content_type: incoming.content_type.as_deref(),
            retry_after: incoming.retry_after.as_deref(),
            body: &text,
        };
        reply::read(received, call.reply, crate::parse, self.key.as_ref())
    }
}

/// Waits in short steps, so that a person's stop is heard.
async fn wait(wait_ms: u32, stop: &Stop) -> Result<(), ()> {
    const STEP_MS: u32 = 100;
    let mut left = wait_ms;
    while left > 0 && !stop.is_asked() {
        let step = left.min(STEP_MS);
        TimeoutFuture::new(step).await;
        left -= step;
    }
    if stop.is_asked() { Err(()) } else { Ok(()) }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a random number in 0..2^32")]
fn random() -> u32 {
    (js_sys::Math::random() * 4_294_967_296.0) as u32
}
