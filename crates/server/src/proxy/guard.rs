//! Who may ask. This server does not know its callers, so it answers its own pages and programs on this computer,
//! and no other web page that happens to run in the same browser.
use axum::http::{HeaderMap, StatusCode, header};

use crate::refusal::Refusal;

const FOREIGN: Refusal = Refusal::refused(
    StatusCode::FORBIDDEN,
    "foreign_origin",
    "Only the studio on this server may call the gateway through it.",
);

/// Lets a request through that no foreign page can have sent.
///
/// - `Host` must be a name of this computer. A foreign name that resolves to this address (DNS rebinding) would
///   otherwise pass as its own origin.
/// - `Origin`, which browsers send with every POST, must be that host over http. The port is the caller's business,
///   so that a forwarded port works.
/// - `Sec-Fetch-Site`, where a browser sends it, must not name another site.
pub(crate) fn same_origin(headers: &HeaderMap) -> Result<(), Refusal> {
    let host = only(headers, &header::HOST)?.unwrap_or_default();
    if !is_this_computer(host) {
        return Err(FOREIGN);
    }
    if let Some(origin) = only(headers, &header::ORIGIN)?
        && origin.strip_prefix("http://") != Some(host)
    {
        return Err(FOREIGN);
    }
    match headers.get("sec-fetch-site").map(|site| site.as_bytes()) {
        None | Some(b"same-origin" | b"none") => Ok(()),
        Some(_) => Err(FOREIGN),
    }
}

/// The one value of a header; several, or an unreadable one, are not let through.
fn only<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Result<Option<&'a str>, Refusal> {
    let mut values = headers.get_all(name).iter();
    let first = values.next().map(|value| value.to_str().map_err(|_| FOREIGN)).transpose()?;
    if values.next().is_some() { Err(FOREIGN) } else { Ok(first) }
}

fn is_this_computer(host: &str) -> bool {
    let name = match host.strip_suffix(|last: char| last.is_ascii_digit()).and_then(|_| host.rsplit_once(':'))
    {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    let ip = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    name.eq_ignore_ascii_case("localhost") || ip.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        same_origin(&headers).is_ok()
    }

    #[test]
    fn the_own_page_and_programs_without_a_page_pass() {
        for host in ["127.0.0.1:8787", "localhost:9999", "LOCALHOST", "[::1]:8787", "127.0.0.1"] {
            assert!(passes(&[("host", host)]), "{host}");
        }
        assert!(passes(&[
            ("host", "localhost:1"),
            ("origin", "http://localhost:1"),
            ("sec-fetch-site", "same-origin")
        ]));
    }

    #[test]
    fn foreign_pages_do_not_pass() {
        for origin in [
            "null",
            "https://evil.example",
            "http://localhost:2",
            "http://127.0.0.1:1",
            "https://localhost:1",
            "http://localhost:1.evil.example",
            "http://localhost:1/",
            "",
        ] {
            assert!(!passes(&[("host", "localhost:1"), ("origin", origin)]), "{origin}");
        }
        assert!(!passes(&[("host", "localhost:1"), ("sec-fetch-site", "cross-site")]));
        assert!(!passes(&[("host", "localhost:1"), ("sec-fetch-site", "same-site")]));
        let twice =
            [("host", "localhost:1"), ("origin", "http://localhost:1"), ("origin", "https://evil.example")];
        assert!(!passes(&twice));
    }

    #[test]
    fn a_foreign_name_for_this_address_does_not_pass() {
        for host in [
            "evil.example:8787",
            "127.0.0.1.evil.example",
            "localhost.evil.example:1",
            "192.168.1.2:8787",
            "",
            "localhost:x",
            "a@localhost:1",
            "[::1",
            "0.0.0.0:1",
        ] {
            assert!(!passes(&[("host", host)]), "{host}");
        }
        assert!(!passes(&[("host", "evil.example:1"), ("origin", "http://evil.example:1")]));
        assert!(!passes(&[]));
    }
}
