//! Which addresses the relay fetches.
use std::net::IpAddr;

use reqwest::Url;

use crate::StartError;

/// Where results live, as the documents of the service show it.
const RESULTS: &str = "https://ideogram.ai/api/images/";

/// The addresses that results may have: each begins with one of these.
#[derive(Debug, Clone)]
pub struct RelaySettings {
    places: Vec<Url>,
}

impl RelaySettings {
    /// Reads `IDEOMIX_RELAY` through `variable`: the beginnings of addresses, with spaces between them, or `off`. Where
    /// it is not set, results of Ideogram's own host are fetched.
    ///
    /// A beginning is an `https` address that ends in a slash. For tests it may also be an `http` address of this
    /// computer, written as a number.
    ///
    /// # Errors
    /// [`StartError::BadRelay`].
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, StartError> {
        let wanted = variable("IDEOMIX_RELAY").filter(|text| !text.trim().is_empty());
        match wanted.as_deref().map_or(RESULTS, str::trim) {
            "off" => Ok(None),
            places => {
                let places = places.split_whitespace().map(place).collect::<Option<Vec<_>>>();
                Ok(Some(Self { places: places.ok_or(StartError::BadRelay)? }))
            }
        }
    }

    /// Whether the relay may fetch this. Both sides went through the same reading of addresses, so that no other
    /// spelling of a path, of a host or of a port means something else.
    pub(super) fn allows(&self, wanted: &Url) -> bool {
        let plain = wanted.username().is_empty() && wanted.password().is_none();
        plain
            && self
                .places
                .iter()
                .any(|place| place.origin() == wanted.origin() && wanted.path().starts_with(place.path()))
    }
}

fn place(text: &str) -> Option<Url> {
    let place = Url::parse(text).ok()?;
    let ip = place.host_str()?.trim_matches(['[', ']']).parse::<IpAddr>();
    let here = ip.is_ok_and(|ip| ip.is_loopback());
    let scheme = place.scheme() == "https" || (here && place.scheme() == "http");
    let plain = place.username().is_empty() && place.password().is_none();
    let whole = place.path().ends_with('/') && place.query().is_none() && place.fragment().is_none();
    (scheme && plain && whole).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relay(text: Option<&str>) -> Result<Option<RelaySettings>, StartError> {
        RelaySettings::from_variables(|_| text.map(str::to_owned))
    }

    #[test]
    fn only_the_named_beginnings_of_addresses_are_fetched() {
        let relay = relay(None).unwrap().unwrap();
        for good in [
            "https://ideogram.ai/api/images/direct/x",
            "https://ideogram.ai/api/images/ephemeral/x.png?exp=1&sig=2",
            "https://IDEOGRAM.ai:443/api/images/x",
            "https://ideogram.ai/api/images/a/../b",
        ] {
            assert!(relay.allows(&Url::parse(good).unwrap()), "{good}");
        }
        for bad in [
            "http://ideogram.ai/api/images/x",
            "https://ideogram.ai/api/images",
            "https://ideogram.ai/api/imagesx/a",
            "https://ideogram.ai/api/images/../users",
            "https://ideogram.ai/api/images/%2e%2e/users",
            "https://ideogram.ai:8443/api/images/x",
            "https://ideogram.ai.evil.example/api/images/x",
            "https://evil.example/https://ideogram.ai/api/images/x",
            "https://ideogram.ai@evil.example/api/images/x",
            "https://me@ideogram.ai/api/images/x",
            "https://me:secret@ideogram.ai/api/images/x",
            "https://127.0.0.1/api/images/x",
            "https://[::1]/api/images/x",
            "https://2130706433/api/images/x",
            "https://ideogram.ai\\@evil.example/api/images/x",
            "file:///api/images/x",
            "data:image/png;base64,AA==",
            "blob:https://ideogram.ai/api/images/x",
        ] {
            if let Ok(address) = Url::parse(bad) {
                assert!(!relay.allows(&address), "{bad}");
            }
        }
    }

    #[test]
    fn other_places_are_named_whole_or_refused() {
        assert!(relay(Some("off")).unwrap().is_none());
        assert!(relay(Some(" ")).unwrap().is_some());
        let two = relay(Some("https://a.example/x/ http://127.0.0.1:9/p/")).unwrap().unwrap();
        assert!(two.allows(&Url::parse("https://a.example/x/1").unwrap()));
        assert!(two.allows(&Url::parse("http://127.0.0.1:9/p/1").unwrap()));
        assert!(!two.allows(&Url::parse("https://ideogram.ai/api/images/x").unwrap()));
        for bad in [
            "a.example",
            "https://a.example/x",
            "http://a.example/",
            "http://localhost/",
            "http://10.0.0.1/",
            "https://me@a.example/",
            "https://a.example/?x",
            "https://a.example/ nonsense",
        ] {
            assert!(matches!(relay(Some(bad)), Err(StartError::BadRelay)), "{bad}");
        }
    }
}
