//! The gateway: routing.
use crate::{Answer, Delivery, Request};

/// How a [`Gateway`] behaves from the start.
#[derive(Debug, Clone, Copy)]
pub struct Config {
    /// How long a result link stays valid, in seconds.
    pub link_lifetime_s: u64,
    /// The artificial thinking time of one generation call, in milliseconds.
    pub pace_ms: u64,
    /// The present, in whole seconds since 1970 (UTC).
    pub clock: fn() -> u64,
}

impl Default for Config {
    fn default() -> Self {
        Self { link_lifetime_s: 86_400, pace_ms: 900, clock: wall_clock }
    }
}

/// The practice gateway.
#[derive(Debug)]
pub struct Gateway {
    config: Config,
}

impl Gateway {
    /// A fresh gateway that has billed nothing.
    pub fn new(config: Config) -> Self {
        Self { config }
    }

    /// Answers one request.
    pub fn handle(&self, request: &Request<'_>) -> Answer {
        let _ = (self.config.pace_ms, request.header("api-key"));
        Answer { status: 501, headers: Vec::new(), body: Vec::new(), delivery: Delivery::After(0) }
    }
}

fn wall_clock() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |age| age.as_secs())
}
