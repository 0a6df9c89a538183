//! One call from its wire form to its meaning, with the retries that cannot cost anything.

use crate::Stop;
use crate::form;
use crate::transport::{Fault, Incoming, Outgoing, OutgoingBody, Transport};
use ideomix_api::policy::{self, Patience};
use ideomix_api::reply::{self, Received, Reply};
use ideomix_api::{ApiKey, Base, Call, Cause, Failure, redact};
use web_sys::Blob;

/// The longest answer that is handed on for a details view, in bytes.
const ANSWER_MAX: usize = 64 * 1024;

/// Where calls go, and with which key.
#[derive(Debug)]
pub struct Client<T> {
    base: Base,
    key: Option<ApiKey>,
    transport: T,
    limits: Limits,
}

/// How patient a client is. Nothing here can widen what may be sent again: [`policy`] decides that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most tries of one call, the first included.
    pub tries: u8,
    /// The longest sum of waits between tries, in milliseconds.
    pub wait_ms: u32,
    /// The longest time of one try, in milliseconds.
    pub timeout_ms: u32,
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
    /// A good answer came: its own text, without keys and cut to 64 KiB, for a details view.
    Answered(String),
}

impl<T: Transport> Client<T> {
    /// A client that calls the gateway itself, with a key.
    pub const fn direct(base: Base, key: ApiKey, transport: T) -> Self {
        Self { base, key: Some(key), transport, limits: Limits::POLICY }
    }

    /// A client that calls a proxy or the practice gateway. It has no key and so cannot send one.
    pub const fn proxied(base: Base, transport: T) -> Self {
        Self { base, key: None, transport, limits: Limits::POLICY }
    }

    /// The same client with less patience.
    #[must_use]
    pub fn limited(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Sends a call and makes sense of the answer.
    ///
    /// Dropping the future tears the connection down; a paid call should be left to run instead.
    ///
    /// # Errors
    ///
    /// A [`Failure`] that says what happened and whether it was paid for.
    pub async fn send(&self, call: &Call<Blob>, stop: &Stop, on: impl Fn(Event)) -> Result<Reply, Failure> {
        let local = self.transport.is_near(self.base.origin());
        let online = self.transport.is_online();
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
            let failure = match self.attempt(call, body.clone(), stop, &on).await {
                // Without a network nothing reaches even this machine in some set-ups; then nothing ran either.
                Err(failure) if failure.cause == Cause::Unreachable && !online => {
                    return Err(Failure::new(Cause::Offline));
                }
                Err(failure) => failure,
                done => return done,
            };
            let Limits { tries: most, wait_ms: most_ms, .. } = self.limits;
            let patience = Patience { tries: most, wait_ms: most_ms };
            let Some(wait_ms) = patience.wait(&failure, tries, waited_ms, self.transport.random()) else {
                return Err(failure);
            };
            on(Event::Waiting { tries, wait_ms, because: failure.cause });
            if !self.transport.wait(wait_ms, stop).await {
                // Stopped while waiting: the last thing known is a refusal, so nothing was paid.
                return Err(failure);
            }
            tries += 1;
            waited_ms += wait_ms;
        }
    }

    async fn attempt(
        &self,
        call: &Call<Blob>,
        body: OutgoingBody,
        stop: &Stop,
        on: &impl Fn(Event),
    ) -> Result<Reply, Failure> {
        let mut headers = Vec::new();
        if let OutgoingBody::Json(_) = body {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        if let Some(key) = &self.key {
            headers.push(("Api-Key", key.expose().to_owned()));
        }
        let url = self.base.join(call.path);
        let outgoing = Outgoing { url, headers, body, timeout_ms: self.limits.timeout_ms };
        let incoming = self.transport.send(outgoing, stop).await.map_err(|fault| {
            Failure::new(match fault {
                Fault::Network => Cause::Unreachable,
                Fault::Stopped => Cause::Stopped,
                Fault::TimedOut => Cause::TimedOut,
                Fault::Unsent => Cause::Offline,
            })
        })?;
        self.read(call, incoming, on)
    }

    fn read(&self, call: &Call<Blob>, incoming: Incoming, on: &impl Fn(Event)) -> Result<Reply, Failure> {
        let received = Received {
            status: incoming.status,
            content_type: incoming.content_type.as_deref(),
            retry_after: incoming.retry_after.as_deref(),
            body: &incoming.text,
        };
        let reply = reply::read(received, call.reply, |_| incoming.json, self.key.as_ref())?;
        let text = &incoming.text;
        on(Event::Answered(redact(&text[..text.floor_char_boundary(ANSWER_MAX)], self.key.as_ref())));
        Ok(reply)
    }
}

impl Limits {
    /// As patient as the policy allows.
    pub const POLICY: Self =
        Self { tries: policy::TRIES_MAX, wait_ms: policy::WAIT_MAX_MS, timeout_ms: policy::TIMEOUT_MS };
}
