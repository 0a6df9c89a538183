//! The relay against a host on loopback that does as it is told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
mod common;

use std::time::Duration;

use common::upstream::{Act, Upstream};
use common::{Reply, Server};
use ideomix_server::RelaySettings;

/// The beginning of a PNG file of one pixel, which is what the relay looks at.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90\x77\x53\xde";

/// A server that may fetch below `/images/` of a host.
async fn relaying(host: &Upstream) -> Server {
    let place = format!("http://{}/images/", host.address);
    Server::with(|settings| {
        settings.relay = RelaySettings::from_variables(|_| Some(place.clone())).unwrap();
    })
    .await
}

async fn host(status: &str, headers: &str, body: &[u8]) -> Upstream {
    let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n", body.len());
    Upstream::start(Act::Answer([head.as_bytes(), body].concat(), Duration::ZERO)).await
}

async fn fetch(server: &Server, host: &Upstream, path: &str, headers: &[(&str, &str)]) -> Reply {
    server.get(&format!("/relay?u=http%3A%2F%2F{}{path}", host.address), headers).await
}

#[tokio::test]
async fn a_result_comes_back_as_the_picture_that_its_bytes_are() {
    let host = host("200 OK", "content-type: text/html\r\nset-cookie: a=b\r\n", PNG).await;
    let server = relaying(&host).await;
    let own = format!("http://{}", server.address);
    let secrets = [
        ("cookie", "secret"),
        ("authorization", "secret"),
        ("referer", "http://secret/"),
        ("origin", own.as_str()),
    ];
    let reply = fetch(&server, &host, "%2Fimages%2Fa.png%3Fexp%3D1%26sig%3D0a", &secrets).await;

    assert_eq!((reply.status, reply.body.as_slice()), (200, PNG));
    assert_eq!(reply.header("content-type"), Some("image/png"));
    assert_eq!(reply.header("content-disposition"), Some("attachment"));
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!(reply.header("content-security-policy"), Some("default-src 'none'; sandbox"));
    assert_eq!(reply.header("set-cookie"), None);

    let seen = host.seen();
    assert_eq!(seen.len(), 1);
    assert!(seen[0].head.starts_with("GET /images/a.png?exp=1&sig=0a HTTP/1.1"), "{}", seen[0].head);
    assert!(!seen[0].head.to_ascii_lowercase().contains("secret"), "{}", seen[0].head);
    assert!(!seen[0].header_names().contains(&"origin".to_owned()));
}

#[tokio::test]
async fn nothing_but_results_is_asked_for() {
    let host = host("200 OK", "", PNG).await;
    let server = relaying(&host).await;
    let refused = |code: &str| (400, code.to_owned(), "refused".to_owned());
    for path in
        ["", "%2F", "%2Fusers", "%2Fimages", "%2Fimages%2F..%2Fusers", "%2Fimages%2F%252e%252e%2Fusers"]
    {
        let reply = fetch(&server, &host, path, &[]).await;
        assert_eq!(reply.refusal(), refused("not_relayed"), "{path}");
    }
    for query in ["", "?u=", "?u=/images/a.png", "?u=https://ideogram.ai/&u=https://ideogram.ai/"] {
        assert_eq!(
            server.get(&format!("/relay{query}"), &[]).await.refusal(),
            refused("no_address"),
            "{query}"
        );
    }
    assert_eq!(server.get("/relay?u=file:///etc/passwd", &[]).await.refusal(), refused("not_relayed"));
    assert!(host.seen().is_empty());
}

#[tokio::test]
async fn foreign_pages_and_other_methods_are_refused() {
    let host = host("200 OK", "", PNG).await;
    let server = relaying(&host).await;
    for headers in [
        &[("origin", "https://evil.example")],
        &[("sec-fetch-site", "cross-site")],
        &[("host", "evil.example")],
    ] {
        let reply = fetch(&server, &host, "%2Fimages%2Fa.png", headers).await;
        assert_eq!(reply.refusal().1, "foreign_origin", "{headers:?}");
    }
    let post = server.ask("POST", "/relay?u=x", &[], b"").await;
    assert_eq!(post.refusal(), (405, "wrong_method".into(), "refused".into()));
    assert!(host.seen().is_empty());
}

#[tokio::test]
async fn what_is_no_picture_does_not_come_back() {
    for (body, code) in [
        (&b"<!doctype html><script>alert(1)</script>"[..], "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_picture"),
        (b"GIF89a\x01\0\x01\0", "not_a_picture"),
        (b"", "not_a_picture"),
    ] {
        let host = host("200 OK", "content-type: image/png\r\n", body).await;
        let server = relaying(&host).await;
        let reply = fetch(&server, &host, "%2Fimages%2Fa.png", &[]).await;
        assert_eq!(reply.refusal(), (502, code.into(), "refused".into()), "{body:?}");
    }
}

#[tokio::test]
async fn an_ended_link_is_told_from_a_host_that_fails_and_no_redirect_is_followed() {
    let elsewhere = host("200 OK", "", PNG).await;
    let there = format!("location: http://{}/images/b.png\r\n", elsewhere.address);
    for (status, headers, expected) in [
        ("403 Forbidden", "", (410, "link_expired")),
        ("404 Not Found", "", (410, "link_expired")),
        ("410 Gone", "", (410, "link_expired")),
        ("500 Oh", "", (502, "not_fetched")),
        ("302 Found", there.as_str(), (502, "not_fetched")),
    ] {
        let host = host(status, headers, PNG).await;
        let server = relaying(&host).await;
        let (status, code, _) = fetch(&server, &host, "%2Fimages%2Fa.png", &[]).await.refusal();
        assert_eq!((status, code.as_str()), expected, "{status}");
    }
    assert!(elsewhere.seen().is_empty());
}

#[tokio::test]
async fn a_picture_that_breaks_off_is_not_passed_on_as_whole() {
    let cut = [b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n", PNG].concat();
    let host = Upstream::start(Act::Answer(cut, Duration::ZERO)).await;
    let server = relaying(&host).await;
    assert_eq!(fetch(&server, &host, "%2Fimages%2Fa.png", &[]).await.refusal().1, "not_fetched");
}

#[tokio::test]
async fn a_name_that_leads_to_this_computer_is_not_followed() {
    // `localhost` cannot be named in the settings as http; as https it is a name like any other, and not public.
    let server = Server::with(|settings| {
        settings.relay = RelaySettings::from_variables(|_| Some("https://localhost/images/".into())).unwrap();
    })
    .await;
    let reply = server.get("/relay?u=https%3A%2F%2Flocalhost%2Fimages%2Fa.png", &[]).await;
    assert_eq!(reply.refusal().1, "not_fetched");
}

#[tokio::test]
async fn the_studio_is_told_whether_there_is_a_relay() {
    let with =
        Server::with(|settings| settings.relay = RelaySettings::from_variables(|_| None).unwrap()).await;
    assert_eq!(with.get("/ideomix.json", &[]).await.json()["relay"], "/relay");
    let without = Server::start().await;
    assert_eq!(without.get("/ideomix.json", &[]).await.json()["relay"], serde_json::Value::Null);
    assert_eq!(without.get("/relay?u=x", &[]).await.status, 404);
}
