//! Which gateway, and with which key.
use ideomix_api::{ApiKey, Base};

use crate::StartError;

/// What the proxy needs to know. Its debug form does not show the key.
#[derive(Debug, Clone)]
pub struct ProxySettings {
    pub(crate) key: ApiKey,
    pub(crate) upstream: Base,
}

impl ProxySettings {
    /// Reads `AIHUBMIX_API_KEY` and `IDEOMIX_UPSTREAM` through `variable`. Without a key, or with an empty one, there
    /// is no proxy. Without an upstream it is the gateway itself.
    ///
    /// # Errors
    /// [`StartError::BadKey`] and [`StartError::BadUpstream`]; neither holds the text.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, StartError> {
        let Some(key) = variable("AIHUBMIX_API_KEY").filter(|key| !key.trim().is_empty()) else {
            return Ok(None);
        };
        let key = ApiKey::parse(&key).map_err(|_| StartError::BadKey)?;
        let upstream = match variable("IDEOMIX_UPSTREAM").filter(|address| !address.trim().is_empty()) {
            Some(address) => Base::parse(&address).map_err(|_| StartError::BadUpstream)?,
            None => Base::gateway(),
        };
        // A path alone would mean this server itself.
        if upstream.origin().is_empty() {
            return Err(StartError::BadUpstream);
        }
        Ok(Some(Self { key, upstream }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(key: Option<&str>, upstream: Option<&str>) -> Result<Option<ProxySettings>, StartError> {
        ProxySettings::from_variables(|name| {
            match name {
                "AIHUBMIX_API_KEY" => key,
                "IDEOMIX_UPSTREAM" => upstream,
                _ => None,
            }
            .map(str::to_owned)
        })
    }

    #[test]
    fn there_is_a_proxy_only_with_a_key() {
        assert!(read(None, None).unwrap().is_none());
        assert!(read(Some("  "), Some("nonsense")).unwrap().is_none());
        let proxy = read(Some("sk-0123456789\n"), None).unwrap().unwrap();
        assert_eq!(proxy.upstream.origin(), "https://aihubmix.com");
        assert!(!format!("{proxy:?}").contains("0123456789"));
    }

    #[test]
    fn neither_the_error_nor_its_hint_shows_a_bad_key() {
        let error = read(Some("sk-01234\r\nX: y"), None).unwrap_err();
        assert!(matches!(error, StartError::BadKey));
        assert!(!format!("{error:?}{error}{}", error.hint()).contains("01234"));
    }

    #[test]
    fn the_key_goes_to_https_or_to_this_computer() {
        for good in ["https://api.aihubmix.com", "http://127.0.0.1:9000", "http://localhost:9000/"] {
            assert!(read(Some("sk-0123456789"), Some(good)).is_ok(), "{good}");
        }
        for bad in
            ["http://aihubmix.com", "https://a@aihubmix.com", "/practice", "aihubmix.com", "https://a.com?b"]
        {
            assert!(matches!(read(Some("sk-0123456789"), Some(bad)), Err(StartError::BadUpstream)), "{bad}");
        }
    }
}
