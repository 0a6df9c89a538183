//! Whether a program may send a paid call again, as pure functions of what came back.
//!
//! A POST that may have run is never repeated. Only two signals prove that nothing ran: 429, and the gateway's
//! own 503. Everything else is a person's decision.

use crate::plain::integer;
use crate::{Cause, Failure};

/// The most tries of one paid call, the first included.
pub const TRIES_MAX: u8 = 3;
/// The most tries of one paid call that met the gateway's 503.
pub const OVERLOADED_TRIES_MAX: u8 = 2;
/// The longest sum of waits, in milliseconds. A longer wish of the gateway's is shown and not slept through.
pub const WAIT_MAX_MS: u32 = 60_000;
/// How long one try may take, in milliseconds. Longer than the longest real run: QUALITY, eight pictures.
pub const TIMEOUT_MS: u32 = 300_000;
/// The first wait for throttling, in milliseconds; doubled for each try.
const BASE_MS: u32 = 1_000;
/// The longest single computed wait, in milliseconds.
const STEP_MAX_MS: u32 = 20_000;

/// What to do after a failed try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Tell the person. Nothing is sent again.
    GiveUp,
    /// Send the same call again after this many milliseconds.
    WaitMs(u32),
}

/// What to do after try number `tries` (the first is 1) of a paid call failed, when `waited_ms` have been spent on
/// waiting already. `random` is a fresh random number; it spreads the waits of many callers (full jitter).
pub fn after(failure: &Failure, tries: u8, waited_ms: u32, random: u32) -> Next {
    let tries_max = match failure.cause {
        Cause::RateLimited => TRIES_MAX,
        Cause::Overloaded => OVERLOADED_TRIES_MAX,
        _ => return Next::GiveUp,
    };
    if tries >= tries_max {
        return Next::GiveUp;
    }
    let step = BASE_MS.saturating_mul(1 << u32::from(tries.min(16)).saturating_sub(1)).min(STEP_MAX_MS);
    let jittered = random % (step + 1);
    let wait = match failure.retry_after_s {
        Some(seconds) => seconds.saturating_mul(1_000).saturating_add(jittered.min(1_000)),
        None => jittered,
    };
    if waited_ms.saturating_add(wait) > WAIT_MAX_MS { Next::GiveUp } else { Next::WaitMs(wait) }
}

/// How patient a caller is. Nothing here can widen what may be sent again: [`after`] decides that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// The most tries of one call, the first included.
    pub tries: u8,
    /// The longest sum of waits between tries, in milliseconds.
    pub wait_ms: u32,
}

impl Patience {
    /// How many milliseconds to wait before the call goes out once more; `None` means that it does not. The arguments
    /// are those of [`after`].
    pub fn wait(self, failure: &Failure, tries: u8, waited_ms: u32, random: u32) -> Option<u32> {
        match after(failure, tries, waited_ms, random) {
            Next::WaitMs(wait_ms) if tries < self.tries && waited_ms + wait_ms <= self.wait_ms => {
                Some(wait_ms)
            }
            _ => None,
        }
    }
}

/// How long to wait before fetching a result's bytes again after try number `tries` failed. Fetching is free, so
/// four tries are made; `None` means enough.
pub fn after_download(tries: u8, random: u32) -> Option<u32> {
    (tries < 4).then(|| random % (500 << u32::from(tries)) + 200)
}

/// Reads a `Retry-After` header that names seconds. Dates need a clock and are left to the caller: `None`.
pub fn retry_after_seconds(header: &str) -> Option<u32> {
    integer(header.trim_ascii()).and_then(|seconds| seconds.try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn failure(cause: Cause) -> Failure {
        Failure::new(cause)
    }

    #[test]
    fn only_refusals_that_prove_nothing_ran_are_sent_again() {
        for cause in Cause::ALL {
            let again = matches!(after(&failure(cause), 1, 0, 0), Next::WaitMs(_));
            assert_eq!(again, matches!(cause, Cause::RateLimited | Cause::Overloaded), "{cause:?}");
        }
    }

    #[test]
    fn a_long_wish_is_shown_and_not_slept_through() {
        let wish = Failure { retry_after_s: Some(86_400), ..failure(Cause::RateLimited) };
        assert_eq!(after(&wish, 1, 0, 0), Next::GiveUp);
    }

    #[test]
    fn zero_means_at_once() {
        let wish = Failure { retry_after_s: Some(0), ..failure(Cause::RateLimited) };
        assert_eq!(after(&wish, 1, 0, 0), Next::WaitMs(0));
    }

    #[test]
    fn a_header_in_seconds_is_read_and_nothing_else() {
        assert_eq!(retry_after_seconds(" 7 "), Some(7));
        for odd in ["-1", "7.5", "soon", "", "Wed, 21 Oct 2026 07:28:00 GMT"] {
            assert_eq!(retry_after_seconds(odd), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_back_tries_and_waits_are_bounded(
            causes in proptest::collection::vec(0usize..Cause::ALL.len(), 1..20),
            wishes in proptest::collection::vec(proptest::option::of(0u32..200), 20),
            random in proptest::collection::vec(any::<u32>(), 20),
        ) {
            let (mut tries, mut waited) = (1u8, 0u32);
            for (n, cause) in causes.iter().enumerate() {
                let failed = Failure { retry_after_s: wishes[n], ..failure(Cause::ALL[*cause]) };
                match after(&failed, tries, waited, random[n]) {
                    Next::GiveUp => break,
                    Next::WaitMs(wait) => {
                        tries += 1;
                        waited += wait;
                    }
                }
            }
            prop_assert!(tries <= TRIES_MAX);
            prop_assert!(waited <= WAIT_MAX_MS);
        }
    }
}
