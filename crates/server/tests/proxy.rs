//! The proxy against a gateway on loopback that does as it is told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
mod common;

use std::time::Duration;

use common::upstream::{Act, Upstream, http};
use common::{CANARY, Reply, Server};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

const EDIT: &str = "/ideogram/v1/ideogram-v3/edit";
const PICTURES: &str =
    r#"{"created":"x","data":[{"url":"https://ideogram.ai/api/images/x.png","is_image_safe":true}]}"#;
const JSON: (&str, &str) = ("content-type", "application/json");

async fn post(server: &Server, path: &str) -> Reply {
    server.ask("POST", path, &[JSON], b"{}").await
}

#[tokio::test]
async fn exactly_the_routes_of_the_table_are_passed_on() {
    let upstream = Upstream::answering("200 OK", "application/json", PICTURES).await;
    let server = Server::proxying(upstream.address).await;
    let v3 = ["generate", "remix", "edit", "reframe", "replace-background"];
    let legacy = ["generate", "remix", "edit", "upscale", "describe"];
    let mut paths: Vec<String> = v3.iter().map(|name| format!("/ideogram/v1/ideogram-v3/{name}")).collect();
    paths.extend(legacy.iter().map(|name| format!("/ideogram/{name}")));
    for path in &paths {
        assert_eq!(post(&server, path).await.status, 200, "{path}");
    }
    let reached: Vec<String> =
        upstream.seen().iter().map(|seen| seen.head.split(' ').nth(1).unwrap().to_owned()).collect();
    assert_eq!(reached, paths);
}

#[tokio::test]
async fn no_other_path_reaches_the_gateway() {
    let upstream = Upstream::answering("200 OK", "application/json", PICTURES).await;
    let server = Server::proxying(upstream.address).await;
    for path in [
        "/ideogram",
        "/ideogram/",
        "/ideogram/reframe",
        "/ideogram/edit/",
        "/ideogram//edit",
        "/ideogram/EDIT",
        "/ideogram/./edit",
        "/ideogram/v1/../edit",
        "/ideogram/%65dit",
        "/ideogram/v1%2fideogram-v3/edit",
        "/ideogram/edit;x",
        "/ideogram/v1/ideogram-v3/upscale",
        "/ideogram/edit%20",
        "/ideogram/edit/x",
    ] {
        assert_eq!(
            post(&server, path).await.refusal(),
            (404, "unknown_route".into(), "refused".into()),
            "{path}"
        );
    }
    assert!(upstream.seen().is_empty());
}

#[tokio::test]
async fn only_post_is_passed_on() {
    let upstream = Upstream::answering("200 OK", "application/json", PICTURES).await;
    let server = Server::proxying(upstream.address).await;
    for method in ["GET", "PUT", "DELETE", "PATCH", "TRACE", "ODD"] {
        let reply = server.ask(method, EDIT, &[], b"").await;
        assert_eq!(reply.refusal(), (405, "wrong_method".into(), "refused".into()), "{method}");
        assert_eq!(reply.header("allow"), Some("POST, OPTIONS"), "{method}");
    }
    let options = server.ask("OPTIONS", EDIT, &[], b"").await;
    assert_eq!((options.status, options.header("allow")), (204, Some("POST, OPTIONS")));
    assert_eq!(options.header("access-control-allow-origin"), None);
    assert!(upstream.seen().is_empty());
}

#[tokio::test]
async fn foreign_pages_cannot_spend_the_key() {
    let upstream = Upstream::answering("200 OK", "application/json", PICTURES).await;
    let server = Server::proxying(upstream.address).await;
    let own = format!("http://{}", server.address);
    for (headers, passes) in [
        (vec![("origin", own.as_str())], true),
        (vec![("origin", own.as_str()), ("sec-fetch-site", "same-origin")], true),
        (vec![("origin", "https://evil.example")], false),
        (vec![("origin", "null")], false),
        (vec![("sec-fetch-site", "cross-site")], false),
        (vec![("host", "evil.example"), ("origin", "http://evil.example")], false),
        (vec![("host", "evil.example")], false),
    ] {
        let before = upstream.seen().len();
        let reply = server.ask("POST", EDIT, &headers, b"{}").await;
        if passes {
            assert_eq!(reply.status, 200, "{headers:?}");
        } else {
            assert_eq!(reply.refusal(), (403, "foreign_origin".into(), "refused".into()), "{headers:?}");
        }
        assert_eq!(upstream.seen().len() - before, usize::from(passes), "{headers:?}");
    }
    let preflight = server.ask("OPTIONS", EDIT, &[("origin", "https://evil.example")], b"").await;
    assert_eq!(preflight.status, 403);
}

#[tokio::test]
async fn the_gateway_sees_the_servers_key_and_none_of_the_callers_headers() {
    let upstream = Upstream::answering("200 OK", "application/json", PICTURES).await;
    let server = Server::proxying(upstream.address).await;
    let own = format!("http://{}", server.address);
    let headers = [
        ("api-key", "sk-of-the-caller"),
        ("authorization", "Bearer secret"),
        ("cookie", "session=secret"),
        ("origin", &own),
        ("referer", "http://127.0.0.1/secret"),
        ("user-agent", "secret"),
        ("x-forwarded-for", "10.0.0.1"),
        ("idempotency-key", "secret"),
        ("accept-encoding", "br"),
        ("accept", "application/json"),
        ("content-type", "multipart/form-data; boundary=x"),
    ];
    let reply = server.ask("POST", &format!("{EDIT}?api_key=secret"), &headers, b"--x--").await;
    assert_eq!((reply.status, reply.header("x-outcome")), (200, Some("done")));
    let seen = &upstream.seen()[0];
    assert_eq!(
        seen.header_names(),
        ["accept", "accept-encoding", "api-key", "content-length", "content-type", "host"]
    );
    assert_eq!(seen.header("api-key").as_deref(), Some(CANARY));
    assert_eq!(seen.header("accept-encoding").as_deref(), Some("identity"));
    assert_eq!(seen.header("content-type").as_deref(), Some("multipart/form-data; boundary=x"));
    assert!(seen.head.starts_with(&format!("POST {EDIT} HTTP/1.1\r\n")));
    assert!(!seen.head.contains("secret"), "{}", seen.head);
    assert_eq!(seen.body, b"--x--");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    for status in ["301 x", "302 x", "303 x", "307 x", "308 x"] {
        let second = Upstream::answering("200 OK", "application/json", PICTURES).await;
        let target = format!("http://{}{EDIT}", second.address);
        let answer = http(status, &[("location", &target)], "");
        let upstream = Upstream::start(Act::Answer(answer, Duration::ZERO)).await;
        let server = Server::proxying(upstream.address).await;
        let reply = post(&server, EDIT).await;
        assert_eq!(reply.refusal(), (502, "gateway_redirected".into(), "unknown".into()), "{status}");
        assert_eq!(reply.header("location"), None);
        assert!(second.seen().is_empty(), "{status}");
        assert_eq!(upstream.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_lost_connection_is_not_tried_again() {
    let upstream = Upstream::start(Act::Close).await;
    let server = Server::proxying(upstream.address).await;
    let reply = post(&server, EDIT).await;
    assert_eq!(reply.refusal(), (502, "gateway_lost".into(), "unknown".into()));
    assert_eq!(reply.header("x-should-retry"), None);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(upstream.seen().len(), 1);
}

#[tokio::test]
async fn a_gateway_that_cannot_be_reached_got_nothing() {
    let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = gone.local_addr().unwrap();
    drop(gone);
    let server = Server::proxying(address).await;
    let reply = post(&server, EDIT).await;
    assert_eq!(reply.refusal(), (503, "gateway_unreachable".into(), "not_sent".into()));
    assert_eq!(reply.header("x-should-retry"), Some("true"));
}

#[tokio::test]
async fn a_gateway_that_cannot_prove_who_it_is_gets_nothing() {
    // The other side speaks plain http, so the secure connection fails at its first message.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(&http("200 OK", &[JSON], PICTURES)).await.unwrap();
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes).await;
        bytes
    });
    let server =
        Server::with(|settings| settings.proxy = Some(common::proxy_to(&format!("https://{address}")))).await;
    let reply = post(&server, EDIT).await;
    assert_eq!(reply.refusal(), (503, "gateway_unreachable".into(), "not_sent".into()));
    let heard = heard.await.unwrap();
    assert!(!heard.is_empty() && !String::from_utf8_lossy(&heard).contains("canary"));
}

#[tokio::test]
async fn each_answer_of_the_gateway_is_passed_on_with_what_it_means() {
    let shaped = r#"{"error":{"message":"x","type":"Aihubmix_api_error"}}"#;
    for (status, kind, body, outcome) in [
        ("200 OK", "application/json", PICTURES, "done"),
        ("200 OK", "application/json", r#"{"data":["#, "unknown"),
        ("200 OK", "text/html", "<html>", "unknown"),
        ("400 x", "application/json", shaped, "refused"),
        ("401 x", "application/json", "{}", "refused"),
        ("402 x", "application/json", "{}", "refused"),
        ("422 x", "application/json", "{}", "refused"),
        ("429 x", "application/json", "{}", "refused"),
        ("503 x", "application/json", shaped, "refused"),
        ("503 x", "text/html", "<html>", "unknown"),
        ("500 x", "application/json", shaped, "failed"),
        ("500 x", "application/json", "{}", "unknown"),
        ("524 x", "text/plain", "", "unknown"),
    ] {
        let marks =
            [("content-type", kind), ("retry-after", "7"), ("x-outcome", "not_sent"), ("set-cookie", "a=b")];
        let marks =
            [&marks[..], &[("x-should-retry", "true"), ("access-control-allow-origin", "*")]].concat();
        let upstream = Upstream::start(Act::Answer(http(status, &marks, body), Duration::ZERO)).await;
        let server = Server::proxying(upstream.address).await;
        let reply = post(&server, EDIT).await;
        assert!(status.starts_with(&reply.status.to_string()), "{status}: {}", reply.status);
        assert_eq!(reply.text(), body, "{status}");
        assert_eq!(reply.header("x-outcome"), Some(outcome), "{status} {body}");
        assert_eq!(reply.header("content-type"), Some(kind));
        assert_eq!(reply.header("retry-after"), Some("7"));
        for foreign in ["set-cookie", "x-should-retry", "access-control-allow-origin"] {
            assert_eq!(reply.header(foreign), None, "{foreign}");
        }
        assert_eq!(reply.header("cache-control"), Some("no-store"));
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
    }
}

#[tokio::test]
async fn a_gateway_that_quotes_the_key_does_not_give_it_away() {
    let body = format!(r#"{{"error":{{"message":"bad key {CANARY}"}}}}"#);
    let answer = http("401 x", &[JSON, ("retry-after", CANARY)], &body);
    let upstream = Upstream::start(Act::Answer(answer, Duration::ZERO)).await;
    let server = Server::proxying(upstream.address).await;
    let reply = post(&server, EDIT).await;
    assert_eq!(reply.status, 401);
    assert!(reply.text().contains("bad key sk-…"));
    assert!(!format!("{:?}{}", reply.headers, reply.text()).contains("canary"), "{reply:?}");
}

#[tokio::test]
async fn a_cut_answer_is_not_taken_for_a_whole_one() {
    let mut answer = http("200 OK", &[JSON], PICTURES);
    answer.truncate(answer.len() - 10);
    let upstream = Upstream::start(Act::Answer(answer, Duration::ZERO)).await;
    let server = Server::proxying(upstream.address).await;
    assert_eq!(post(&server, EDIT).await.refusal(), (502, "answer_cut".into(), "unknown".into()));
}

#[tokio::test]
async fn an_endless_answer_is_capped() {
    let mut answer = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n".to_vec();
    answer.resize(33 * 1024 * 1024, b' ');
    let upstream = Upstream::start(Act::Answer(answer, Duration::ZERO)).await;
    let server = Server::proxying(upstream.address).await;
    assert_eq!(post(&server, EDIT).await.refusal(), (502, "answer_too_long".into(), "unknown".into()));
}

#[tokio::test]
async fn a_body_above_the_limit_does_not_reach_the_gateway() {
    let upstream = Upstream::answering("200 OK", "application/json", PICTURES).await;
    let server = Server::proxying(upstream.address).await;
    let limit = 51 * 1024 * 1024;
    let refusal = (413, "too_large".to_owned(), "refused".to_owned());
    assert_eq!(server.ask("POST", EDIT, &[JSON], &vec![b'x'; limit + 1]).await.refusal(), refusal);
    assert!(upstream.seen().is_empty(), "an announced length is refused at once");

    // A body of unknown length is counted while it streams; the gateway gets an unfinished request at most.
    let mut chunked = format!("POST {EDIT} HTTP/1.1\r\nhost: {}\r\n", server.address).into_bytes();
    chunked.extend_from_slice(b"connection: close\r\ntransfer-encoding: chunked\r\n\r\n");
    let chunk = [b"100000\r\n".to_vec(), vec![b'x'; 1024 * 1024], b"\r\n".to_vec()].concat();
    for _ in 0..52 {
        chunked.extend_from_slice(&chunk);
    }
    chunked.extend_from_slice(b"0\r\n\r\n");
    assert_eq!(Reply::parse(&server.raw(&chunked).await).unwrap().refusal(), refusal);
    assert!(upstream.seen().iter().all(|seen| seen.body.is_empty()), "no request was finished");

    assert_eq!(server.ask("POST", EDIT, &[JSON], &vec![b'x'; limit]).await.status, 200);
    assert_eq!(upstream.seen().last().unwrap().body.len(), limit);
}

#[tokio::test]
async fn an_answer_before_the_end_of_the_upload_still_arrives() {
    let upstream = Upstream::start(Act::Early(http("401 x", &[JSON], "{}"))).await;
    let server = Server::proxying(upstream.address).await;
    // Slower than the gateway's answer, so that it comes in the middle.
    let mut stream = tokio::net::TcpStream::connect(server.address).await.unwrap();
    let length = 4 * 1024 * 1024;
    let head = format!("POST {EDIT} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", server.address);
    stream.write_all(format!("{head}content-length: {length}\r\n\r\n").as_bytes()).await.unwrap();
    for _ in 0..8 {
        stream.write_all(&vec![b'x'; length / 8]).await.expect("the server keeps reading");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let reply = Reply::parse(&answer).unwrap();
    // When the gateway resets the connection its answer can be lost on the way; it is never called a success.
    assert!(matches!(
        (reply.status, reply.header("x-outcome")),
        (401, Some("refused")) | (502, Some("unknown"))
    ));
}

#[tokio::test]
async fn a_call_runs_on_when_its_caller_goes_away() {
    let answer = http("200 OK", &[JSON], PICTURES);
    let upstream = Upstream::start(Act::Answer(answer, Duration::from_millis(600))).await;
    let mut server = Server::proxying(upstream.address).await;
    let mut stream = tokio::net::TcpStream::connect(server.address).await.unwrap();
    let head = format!("POST {EDIT} HTTP/1.1\r\nhost: {}\r\ncontent-length: 2\r\n\r\n{{}}", server.address);
    stream.write_all(head.as_bytes()).await.unwrap();
    while upstream.seen().first().is_none_or(|seen| seen.body.is_empty()) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    drop(stream);
    let started = std::time::Instant::now();
    server.stopper().stop();
    assert_eq!(server.ended().await, ideomix_server::Ended::Finished);
    assert!(started.elapsed() > Duration::from_millis(300), "the stop waited for the call nobody waits for");
}
