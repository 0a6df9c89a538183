//! Practice, mounted on a real socket.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
mod common;

use common::Server;
use ideomix_practice::Config;

const GENERATE: &str = "/ideogram/v1/ideogram-v3/generate";
const KEYED: [(&str, &str); 2] =
    [("api-key", "practice-key"), ("content-type", "multipart/form-data; boundary=line")];
const PROMPT: &[u8] = b"--line\r\ncontent-disposition: form-data; name=\"prompt\"\r\n\r\na boat\r\n\
    --line\r\ncontent-disposition: form-data; name=\"rendering_speed\"\r\n\r\nTURBO\r\n--line--\r\n";

async fn quick() -> Server {
    Server::with(|settings| settings.practice = Some(Config { pace_ms: 0, ..Config::default() })).await
}

#[tokio::test]
async fn without_a_key_the_gateways_own_paths_are_practised_too() {
    let server = quick().await;
    for path in [format!("/practice{GENERATE}"), GENERATE.to_owned()] {
        let reply = server.ask("POST", &path, &KEYED, PROMPT).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        let link = reply.json()["data"][0]["url"].as_str().unwrap().to_owned();
        let images = format!("http://{}/practice", server.address);
        let path = link.strip_prefix(&images).unwrap_or_else(|| panic!("{link} is not below {images}"));
        assert!(path.starts_with("/images/"), "{link}");
        let image = server.get(&format!("/practice{path}"), &[]).await;
        assert_eq!((image.status, image.header("content-type")), (200, Some("image/png")));
        assert!(image.body.starts_with(b"\x89PNG"));
    }
}

#[tokio::test]
async fn links_lead_back_the_way_the_caller_came() {
    let server = quick().await;
    let headers = [("host", "localhost:9999"), KEYED[0], KEYED[1]];
    let reply = server.ask("POST", GENERATE, &headers, PROMPT).await;
    let link = reply.json()["data"][0]["url"].as_str().unwrap().to_owned();
    assert!(link.starts_with("http://localhost:9999/practice/images/"), "{link}");
}

#[tokio::test]
async fn practice_can_be_switched_off() {
    let server = Server::with(|settings| settings.practice = None).await;
    assert_eq!(server.ask("POST", &format!("/practice{GENERATE}"), &KEYED, b"{}").await.status, 404);
    let reply = server.ask("POST", GENERATE, &KEYED, b"{}").await;
    assert_eq!(reply.refusal(), (404, "not_offered".into(), "refused".into()));
}

#[tokio::test]
async fn with_a_key_practice_stays_at_its_own_place() {
    let server = Server::with(|settings| settings.proxy = Some(common::proxy_to("http://127.0.0.1:9"))).await;
    let real = server.ask("POST", GENERATE, &KEYED, b"{}").await;
    assert_eq!(real.refusal(), (503, "gateway_unreachable".into(), "not_sent".into()));
    let preflight = server.ask("OPTIONS", &format!("/practice{GENERATE}"), &[], b"").await;
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (204, Some("*")));
}

#[tokio::test]
async fn a_body_above_the_limit_is_refused_so_that_a_page_can_read_it() {
    let server = quick().await;
    let reply =
        server.ask("POST", &format!("/practice{GENERATE}"), &KEYED, &vec![0; 52 * 1024 * 1024 + 1]).await;
    assert_eq!((reply.status, reply.header("access-control-allow-origin")), (413, Some("*")));
}

#[tokio::test]
async fn scripted_faults_are_played_on_the_socket() {
    let server = quick().await;
    let json = [("content-type", "application/json")];
    let script = br#"{"faults":[{"kind":"drop"},{"kind":"wrong_length","bytes":20}]}"#;
    let scripted = server.ask("POST", "/practice/control/script", &json, script).await;
    assert_eq!(scripted.status, 200, "{}", scripted.text());
    let request = format!(
        "POST {GENERATE} HTTP/1.1\r\nhost: {}\r\napi-key: practice-key\r\ncontent-length: {}\r\n\
         content-type: {}\r\n\r\n",
        server.address,
        PROMPT.len(),
        KEYED[1].1,
    );
    assert_eq!(server.raw(&[request.as_bytes(), PROMPT].concat()).await, b"");
    let cut = server.ask("POST", GENERATE, &KEYED, PROMPT).await;
    let announced: usize = cut.header("content-length").unwrap().parse().unwrap();
    assert_eq!((cut.status, cut.body.len()), (200, 20));
    assert!(announced > 20);
    assert_eq!(server.ask("POST", GENERATE, &KEYED, PROMPT).await.status, 200, "the faults are used up");
}
