//! What a server is asked to be.
use std::net::{IpAddr, Ipv4Addr};

use crate::{ProxySettings, RelaySettings, Source, StartError};

/// Everything a server needs to know before it starts.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address to listen on.
    pub host: IpAddr,
    /// The first port to try; 0 lets the system choose.
    pub port: u16,
    /// Whether another port is refused when `port` is taken.
    pub strict_port: bool,
    /// The studio's files.
    pub studio: Source,
    /// How the practice gateway behaves; `None` switches it off.
    pub practice: Option<ideomix_practice::Config>,
    /// The proxy to the gateway; `None` when there is no key.
    pub proxy: Option<ProxySettings>,
    /// Which results are fetched for a page that cannot read them; `None` switches it off.
    pub relay: Option<RelaySettings>,
}

impl Settings {
    /// The settings of a plain `ideomix serve`: loopback, port 8787, practice, no proxy, no relay.
    pub fn new(studio: Source) -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 8787,
            strict_port: false,
            studio,
            practice: Some(ideomix_practice::Config::default()),
            proxy: None,
            relay: None,
        }
    }

    /// Refuses what would hand out the key's money: this server does not know its callers, so with a key it only
    /// listens where nobody but this computer's own users can reach it.
    pub(crate) const fn check(&self) -> Result<(), StartError> {
        if self.proxy.is_some() && !self.host.is_loopback() {
            return Err(StartError::OpenRelay { host: self.host });
        }
        Ok(())
    }
}
