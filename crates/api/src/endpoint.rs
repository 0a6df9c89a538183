//! Where a call goes, and the key that may go with it.

use core::fmt;

/// The address below which the gateway's paths stand: the gateway itself, or a proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    origin: String,
    prefix: String,
}

/// Why an address cannot be a [`Base`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseProblem {
    /// The host holds something other than letters, digits, dots and hyphens, or nothing.
    BadHost,
    /// The path holds something that could lead elsewhere: `..`, `//`, `\`, `%`, a query, a fragment.
    BadPath,
    /// The port is no number between 1 and 65535.
    BadPort,
    /// Plain http to another machine: whoever listens on the way would read the key and the pictures.
    NotEncrypted,
    /// Neither `https://…`, nor `http://` to this machine, nor a path on the page's own server.
    NotHttp,
    /// A user name or password in the address.
    UserInfo,
}

/// The key to the gateway. It cannot be printed, compared or stored by accident: it has no `Display`, its `Debug`
/// is masked, and the only way to its text is [`ApiKey::expose`].
#[derive(Clone)]
pub struct ApiKey(String);

/// Why a text cannot be an [`ApiKey`]. Never holds the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyProblem {
    /// Holds a space, a line break or a character outside ASCII, so it cannot stand in a header.
    BadCharacter,
    /// Nothing was given.
    Empty,
    /// More than 256 characters.
    TooLong,
    /// Fewer than 8 characters.
    TooShort,
}

impl Base {
    /// The gateway's own address (SEED).
    pub const GATEWAY: &'static str = "https://aihubmix.com";

    /// Reads an address: `https://host[:port][/prefix]`, `http://` for this machine only, or `/prefix` (or nothing)
    /// for the page's own server. Deliberately narrow: what is not plainly an origin is refused.
    ///
    /// # Errors
    ///
    /// [`BaseProblem`] says which part is wrong.
    pub fn parse(address: &str) -> Result<Self, BaseProblem> {
        let address = address.trim();
        if address.is_empty() || address.starts_with('/') {
            return Ok(Self { origin: String::new(), prefix: prefix(address)? });
        }
        let lower = address.to_ascii_lowercase();
        let (encrypted, rest) = match (lower.strip_prefix("https://"), lower.strip_prefix("http://")) {
            (Some(_), _) => (true, &address["https://".len()..]),
            (_, Some(_)) => (false, &address["http://".len()..]),
            _ => return Err(BaseProblem::NotHttp),
        };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err(BaseProblem::UserInfo);
        }
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        };
        let host = host.to_ascii_lowercase();
        if !is_host(&host) {
            return Err(BaseProblem::BadHost);
        }
        if port.is_some_and(|port| {
            !port.bytes().all(|digit| digit.is_ascii_digit()) || !matches!(port.parse::<u16>(), Ok(1..))
        }) {
            return Err(BaseProblem::BadPort);
        }
        if !encrypted && host != "localhost" && host != "127.0.0.1" {
            return Err(BaseProblem::NotEncrypted);
        }
        let scheme = if encrypted { "https" } else { "http" };
        let port = port.map_or_else(String::new, |port| format!(":{port}"));
        Ok(Self { origin: format!("{scheme}://{host}{port}"), prefix: prefix(path)? })
    }

    /// The gateway itself.
    pub fn gateway() -> Self {
        Self { origin: Self::GATEWAY.to_owned(), prefix: String::new() }
    }

    /// The page's own server, paths as they are.
    pub const fn own() -> Self {
        Self { origin: String::new(), prefix: String::new() }
    }

    /// The practice gateway of the page's own server.
    pub fn practice() -> Self {
        Self { origin: String::new(), prefix: "/practice".to_owned() }
    }

    /// The address of a path of the capability table.
    pub fn join(&self, path: &str) -> String {
        [&self.origin, &self.prefix, path].concat()
    }

    /// Scheme, host and port; empty for the page's own server. A key is bound to this.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

/// Host names of the page's alphabet. No trailing dot (another name to a browser), no brackets: an IPv6 address is
/// not worth a second spelling here.
fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    host.len() <= 253 && host.split('.').all(label)
}

fn prefix(path: &str) -> Result<String, BaseProblem> {
    let path = path.trim_end_matches('/');
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~');
    let wrong = path.contains("//") || path.split('/').any(|segment| segment == "." || segment == "..");
    if wrong || !path.bytes().all(plain) { Err(BaseProblem::BadPath) } else { Ok(path.to_owned()) }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.prefix)
    }
}

impl ApiKey {
    /// Takes a key as a person pastes it: white space around it is dropped. The gateway says nothing about length or
    /// alphabet, so only what a header cannot carry is refused.
    ///
    /// # Errors
    ///
    /// [`KeyProblem`], which does not hold the text.
    pub fn parse(text: &str) -> Result<Self, KeyProblem> {
        let key = text.trim();
        if key.is_empty() {
            Err(KeyProblem::Empty)
        } else if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            Err(KeyProblem::BadCharacter)
        } else if key.len() < 8 {
            Err(KeyProblem::TooShort)
        } else if key.len() > 256 {
            Err(KeyProblem::TooLong)
        } else {
            Ok(Self(key.to_owned()))
        }
    }

    /// The text, for the one header it belongs in.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The last four characters, to tell keys apart on a settings page.
    pub fn hint(&self) -> String {
        format!("…{}", &self.0[self.0.len() - 4..])
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paths_join_to_the_addresses_of_the_seed_document() {
        let base = Base::gateway();
        assert_eq!(base.join("/ideogram/edit"), "https://aihubmix.com/ideogram/edit");
        assert_eq!(
            Base::parse("https://proxy.example:8443/pictures/").unwrap().join("/ideogram/edit"),
            "https://proxy.example:8443/pictures/ideogram/edit"
        );
        assert_eq!(Base::parse("/practice").unwrap().join("/ideogram/edit"), "/practice/ideogram/edit");
        assert_eq!(Base::parse("").unwrap().join("/ideogram/edit"), "/ideogram/edit");
    }

    #[test]
    fn addresses_that_could_lead_elsewhere_are_refused() {
        let table = [
            ("http://aihubmix.com", BaseProblem::NotEncrypted),
            ("https://aihubmix.com@evil.example", BaseProblem::UserInfo),
            ("https://aihubmix.com.", BaseProblem::BadHost),
            ("https://", BaseProblem::BadHost),
            ("https://аihubmix.com", BaseProblem::BadHost),
            ("https://a.example:0", BaseProblem::BadPort),
            ("https://a.example:99999", BaseProblem::BadPort),
            ("https://a.example/x/../y", BaseProblem::BadPath),
            ("https://a.example/%2e%2e", BaseProblem::BadPath),
            ("https://a.example/?q", BaseProblem::BadPath),
            ("https://a.example/#f", BaseProblem::BadPath),
            ("https://a.example\\b", BaseProblem::BadHost),
            ("//evil.example", BaseProblem::BadPath),
            ("/\\evil.example", BaseProblem::BadPath),
            ("javascript:alert(1)", BaseProblem::NotHttp),
            ("ftp://a.example", BaseProblem::NotHttp),
        ];
        for (address, problem) in table {
            assert_eq!(Base::parse(address), Err(problem), "{address}");
        }
    }

    #[test]
    fn plain_http_is_for_this_machine() {
        assert_eq!(Base::parse("http://127.0.0.1:8787").unwrap().origin(), "http://127.0.0.1:8787");
        assert_eq!(Base::parse("HTTP://LocalHost").unwrap().origin(), "http://localhost");
    }

    proptest! {
        #[test]
        fn an_accepted_address_keeps_its_host(address in "https://[ -~]{0,40}") {
            if let Ok(base) = Base::parse(&address) {
                let host = &address.trim()["https://".len()..].to_ascii_lowercase();
                prop_assert!(host.starts_with(&base.origin()["https://".len()..]));
            }
        }

        #[test]
        fn a_key_never_shows_in_debug(key in "[!-~]{8,256}") {
            let parsed = ApiKey::parse(&key).unwrap();
            prop_assert_eq!(format!("{parsed:?}"), "ApiKey(…)");
            prop_assert_eq!(parsed.expose(), key);
        }

        #[test]
        fn a_key_with_anything_a_header_cannot_carry_is_refused(key in ".*[\\s\u{80}-\u{10ffff}\r\n].*") {
            if key.trim().bytes().any(|byte| !byte.is_ascii_graphic()) {
                prop_assert!(ApiKey::parse(&key).is_err());
            }
        }
    }
}
