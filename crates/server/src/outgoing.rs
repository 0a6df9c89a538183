//! What every request that leaves this server has in common.
use std::time::Duration;

use reqwest::ClientBuilder;
use reqwest::redirect::Policy;

/// The longest a connection may take to open.
const CONNECT_TIME: Duration = Duration::from_secs(5);

/// A client that goes where it is sent and nowhere else; the proxy and the relay add what is theirs.
pub(crate) fn client() -> ClientBuilder {
    // An error means that a provider is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        // A redirect would carry the key to another place, or lead anywhere.
        .redirect(Policy::none())
        // The environment's proxy variables are not asked who may see the key.
        .no_proxy()
        .referer(false)
        .http1_only()
        .connect_timeout(CONNECT_TIME)
}
