//! What can go wrong with a call, what it means, and whether it was paid for.
//!
//! The classes and the money column follow the retry table of the reliability notes: a program may only repeat what
//! provably did not run, and a person is told the truth about everything else.

use crate::ApiKey;
use crate::plain::{cut, find};
use core::fmt;

/// Longest text of the gateway's that is kept, in characters.
const MESSAGE_MAX: usize = 600;

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The service answered with pictures or texts.
    Done,
    /// The server said no before running.
    Refused,
    /// It provably never left.
    NotSent,
    /// The server says that it failed after starting.
    Failed,
    /// Nobody can tell from here whether it ran.
    Unknown,
}

/// Whether a call was paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Billed {
    /// Not charged.
    No,
    /// Charged.
    Yes,
    /// May have been charged.
    Unknown,
}

/// Why a call did not end well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Cause {
    /// A server error in no shape that the gateway uses: something between here and it answered, after the call
    /// may have started.
    BrokenAnswer,
    /// The gateway refused the parameters (400, 404, 405, 415).
    BadRequest,
    /// A success whose body is cut or no JSON.
    CutAnswer,
    /// A success without a single picture or text.
    EmptyAnswer,
    /// The key may not do this: address or model limit, suspended account (403).
    Forbidden,
    /// The gateway reports a failure of its own or of the service (500, 502, 504 in its error shape).
    GatewayFailed,
    /// An HTML page with status 200: the gateway's answer to paths it does not know, or a login page on the way.
    HtmlAnswer,
    /// The key is missing or wrong (401).
    KeyRefused,
    /// Direct mode without a key.
    KeyMissing,
    /// The account has too little money, or a limit is used up (402, and 400, 403, 429 with such a text).
    NoBalance,
    /// There is no network, or nobody at the address: nothing left.
    Offline,
    /// The gateway has no free channel or the model is not allowed (503 in its error shape).
    Overloaded,
    /// Too many pictures in flight (429).
    RateLimited,
    /// The safety check refused the words or a picture (422).
    Safety,
    /// A person gave up waiting and tore the connection down.
    Stopped,
    /// No answer in time.
    TimedOut,
    /// The files are too large for the gateway (413).
    TooLarge,
    /// The browser could not reach the address, or was not allowed to read the answer. It does not say which.
    Unreachable,
    /// A person took the call back before it was sent.
    Withdrawn,
}

/// One call that did not end well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Why.
    pub cause: Cause,
    /// The HTTP status, where there was one.
    pub status: Option<u16>,
    /// The gateway's own words, scrubbed and cut. Often empty: the gateway loses the service's texts (D28).
    pub message: Option<String>,
    /// The gateway's number for the call, for its support.
    pub trace: Option<String>,
    /// How long the gateway asks to wait, in seconds, where that could be read.
    pub retry_after_s: Option<u32>,
}

impl Failure {
    /// A failure without an answer.
    pub const fn new(cause: Cause) -> Self {
        Self { cause, status: None, message: None, trace: None, retry_after_s: None }
    }

    /// How the call ended.
    pub const fn outcome(&self) -> Outcome {
        self.cause.outcome()
    }

    /// Whether it was paid for.
    pub const fn billed(&self) -> Billed {
        self.cause.billed()
    }
}

impl Cause {
    /// Every cause, in alphabetical order of its variants.
    pub const ALL: [Self; 19] = [
        Self::BadRequest,
        Self::BrokenAnswer,
        Self::CutAnswer,
        Self::EmptyAnswer,
        Self::Forbidden,
        Self::GatewayFailed,
        Self::HtmlAnswer,
        Self::KeyMissing,
        Self::KeyRefused,
        Self::NoBalance,
        Self::Offline,
        Self::Overloaded,
        Self::RateLimited,
        Self::Safety,
        Self::Stopped,
        Self::TimedOut,
        Self::TooLarge,
        Self::Unreachable,
        Self::Withdrawn,
    ];

    /// A stable word for records, programs and tests.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BadRequest => "bad_request",
            Self::BrokenAnswer => "broken_answer",
            Self::CutAnswer => "cut_answer",
            Self::EmptyAnswer => "empty_answer",
            Self::Forbidden => "forbidden",
            Self::GatewayFailed => "gateway_failed",
            Self::HtmlAnswer => "html_answer",
            Self::KeyMissing => "key_missing",
            Self::KeyRefused => "key_refused",
            Self::NoBalance => "no_balance",
            Self::Offline => "offline",
            Self::Overloaded => "overloaded",
            Self::RateLimited => "rate_limited",
            Self::Safety => "safety",
            Self::Stopped => "stopped",
            Self::TimedOut => "timed_out",
            Self::TooLarge => "too_large",
            Self::Unreachable => "unreachable",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The cause of that [code](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.code() == code)
    }

    /// How a call with this cause ended.
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::KeyMissing | Self::Offline | Self::Withdrawn => Outcome::NotSent,
            Self::BadRequest
            | Self::Forbidden
            | Self::KeyRefused
            | Self::NoBalance
            | Self::Overloaded
            | Self::RateLimited
            | Self::Safety
            | Self::TooLarge => Outcome::Refused,
            Self::GatewayFailed => Outcome::Failed,
            Self::BrokenAnswer
            | Self::CutAnswer
            | Self::EmptyAnswer
            | Self::HtmlAnswer
            | Self::Stopped
            | Self::TimedOut
            | Self::Unreachable => Outcome::Unknown,
        }
    }

    /// Whether a call with this cause was paid for. The gateway charges every success and returns what it reserved
    /// for a refusal; after a reported failure it normally returns it too, which is no proof (GW).
    pub const fn billed(self) -> Billed {
        match self {
            Self::CutAnswer | Self::EmptyAnswer => Billed::Yes,
            _ => match self.outcome() {
                Outcome::NotSent | Outcome::Refused => Billed::No,
                Outcome::Done => Billed::Yes,
                Outcome::Failed | Outcome::Unknown => Billed::Unknown,
            },
        }
    }
}

impl Outcome {
    /// A stable word for records, programs and tests.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::NotSent => "not_sent",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }
}

impl Billed {
    /// A stable word for records, programs and tests.
    pub const fn code(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Yes => "yes",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, billed: {})", self.cause.code(), self.outcome().code(), self.billed().code())?;
        if let Some(status) = self.status {
            write!(f, ", status {status}")?;
        }
        self.message.as_ref().map_or(Ok(()), |message| write!(f, ": {message}"))
    }
}

impl core::error::Error for Failure {}

/// Makes a server's text fit to be shown and kept: without the key, without anything that looks like one, without
/// control characters, and not longer than 600 characters. Showing it as text and not as markup is its reader's part.
pub fn scrub(text: &str, key: Option<&ApiKey>) -> String {
    let out = redact(text, key);
    let mut shown = String::new();
    for (n, c) in out.chars().filter(|c| !c.is_control() || *c == '\n').enumerate() {
        if n == MESSAGE_MAX {
            shown.push('…');
            break;
        }
        shown.push(c);
    }
    shown.trim_ascii().to_owned()
}

/// A text without anything that is a key or looks like one. Nothing else of it changes.
pub fn redact(text: &str, key: Option<&ApiKey>) -> String {
    let text = match key {
        Some(key) => masked(text, key.expose(), |_| Some(0)),
        None => text.to_owned(),
    };
    let is_of_a_key = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'*');
    masked(&text, "sk-", |tail| {
        let length = tail.bytes().take_while(|byte| is_of_a_key(*byte)).count();
        (length >= 6).then_some(length)
    })
}

/// The text with every `needle` masked, and with it as many bytes behind it as `more` says; `None` leaves it as it is.
fn masked(text: &str, needle: &str, more: impl Fn(&str) -> Option<usize>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = find(rest, needle) {
        let (before, from) = cut(rest, at);
        let (found, tail) = cut(from, needle.len());
        out.push_str(before);
        out.push_str(if more(tail).is_some() { "sk-…" } else { found });
        rest = cut(tail, more(tail).unwrap_or(0)).1;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_cause_has_its_own_code_and_finds_back() {
        for cause in Cause::ALL {
            assert_eq!(Cause::from_code(cause.code()), Some(cause));
        }
    }

    #[test]
    fn what_was_not_run_is_not_billed_and_what_may_have_run_is_not_called_free() {
        for cause in Cause::ALL {
            match cause.outcome() {
                Outcome::NotSent | Outcome::Refused => assert_eq!(cause.billed(), Billed::No, "{cause:?}"),
                _ => assert_ne!(cause.billed(), Billed::No, "{cause:?}"),
            }
        }
    }

    proptest! {
        #[test]
        fn no_key_survives_scrubbing(before in ".{0,40}", key in "[!-~]{8,60}", after in ".{0,40}") {
            let parsed = ApiKey::parse(&key).unwrap();
            // A key that is itself a piece of the mask cannot be told from it.
            prop_assume!(!"sk-…".contains(&key));
            let shown = scrub(&format!("{before}{key}{after}"), Some(&parsed));
            prop_assert!(!shown.contains(&key));
        }

        #[test]
        fn anything_that_looks_like_a_key_is_masked(before in "[a-z ]{0,20}", tail in "[A-Za-z0-9]{16,60}") {
            let shown = scrub(&format!("{before}sk-{tail}"), None);
            prop_assert!(!shown.contains(&tail), "{shown}");
        }
    }
}
