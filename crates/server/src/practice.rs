//! The practice gateway, mounted on the socket.
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use ideomix_practice::{Answer, Delivery};

use crate::app::App;
use crate::delivery::{CutBody, drop_connection};
use crate::log::Line;
use crate::refusal::{Refusal, request_id};
use crate::serve::Stopping;

/// Where practice lives, whether or not it also stands in for the gateway's own paths.
pub(crate) const MOUNT: &str = "/practice";

/// The largest body practice reads: a little more than the gateway takes, so that practice itself can refuse it.
const BODY_LIMIT: usize = 52 * 1024 * 1024;

/// The longest an upload may take.
const UPLOAD_TIME: Duration = Duration::from_secs(300);

/// Answers one request with the practice gateway. `app.practice` must be on.
pub(crate) async fn serve(app: Arc<App>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let path = below_mount(parts.uri.path()).to_owned();
    let line = Line::start(&parts.method, route(&path));
    let body = match tokio::time::timeout(UPLOAD_TIME, to_bytes(body, BODY_LIMIT)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => {
            line.end(413, "");
            return too_large();
        }
        Err(_) => return drop_connection(),
    };
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let headers: Vec<(String, String)> = parts
        .headers
        .iter()
        .map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect();
    let public_base = public_base(&app, &parts.headers);
    let stopping = app.phases.stopping();
    // Drawing takes a while and must not hold up other connections.
    let answer = tokio::task::spawn_blocking(move || {
        app.practice.as_ref().map(|gateway| {
            gateway.handle(&ideomix_practice::Request {
                method: parts.method.as_str(),
                path: &path,
                query: &query,
                headers: &headers,
                body: &body,
                public_base: &public_base,
            })
        })
    });
    let Ok(Some(answer)) = answer.await else {
        line.end(500, "");
        return broken();
    };
    let status = answer.status;
    let (response, note) = play(answer, stopping).await;
    line.end(status, note);
    response
}

/// Waits as the answer asks, and gives what is to go onto the socket and a word for the log.
async fn play(answer: Answer, mut stopping: Stopping) -> (Response<Body>, &'static str) {
    match answer.delivery {
        Delivery::After(ms) => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            (with_body(answer, Body::from), "")
        }
        Delivery::Never => {
            // The connection drops this future when the peer goes away. A stop does not wait for it either.
            stopping.wait().await;
            (drop_connection(), "never answered")
        }
        Delivery::Drop(ms) => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            (drop_connection(), "dropped")
        }
        Delivery::CutAfter(bytes) => (with_body(answer, |body| Body::new(CutBody::new(body, bytes))), "cut"),
    }
}

fn with_body(answer: Answer, body: impl FnOnce(Vec<u8>) -> Body) -> Response<Body> {
    let mut response = Response::new(body(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in &answer.headers {
        // The length is the connection's business: a cut body must still announce the full one.
        if let Ok(value) = HeaderValue::from_str(value)
            && *name != "content-length"
        {
            response.headers_mut().append(HeaderName::from_static(name), value);
        }
    }
    response
}

fn below_mount(path: &str) -> &str {
    match path.strip_prefix(MOUNT) {
        Some("") => "/",
        Some(rest) => rest,
        None => path,
    }
}

/// The route for the log, which never shows what a caller wrote.
fn route(path: &str) -> &'static str {
    if let Some(known) = crate::proxy::route(path) {
        return known;
    }
    match path.split('/').nth(1) {
        Some("images") => "/images/{id}",
        Some("control") => "/control/{word}",
        _ => "(unknown)",
    }
}

/// How the caller reaches this server, so that result links work through a forwarded port too.
fn public_base(app: &App, headers: &axum::http::HeaderMap) -> String {
    let plain = |host: &&str| {
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".:-[]".contains(&byte))
    };
    match headers.get(header::HOST).and_then(|host| host.to_str().ok()).filter(plain) {
        Some(host) => format!("http://{host}{MOUNT}"),
        None => format!("http://{}{MOUNT}", app.address),
    }
}

fn too_large() -> Response<Body> {
    let refusal = Refusal::refused(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too_large",
        "The request is larger than 52 MiB, or its upload broke off.",
    );
    let mut response = refusal.answer(&request_id());
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

fn broken() -> Response<Body> {
    Refusal::refused(StatusCode::INTERNAL_SERVER_ERROR, "practice_failed", "Practice failed to answer.")
        .answer(&request_id())
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::{TcpListener, TcpStream};

    use super::*;
    use crate::serve::{Ended, Phases, Stopper, accept};

    const BODY: &str = "0123456789";

    /// A server whose every answer is delivered like this, on a real socket.
    async fn server(delivery: Delivery) -> (TcpStream, Stopper, tokio::task::JoinHandle<Ended>) {
        let phases = Phases::new();
        let shared = phases.clone();
        let router = axum::Router::new().fallback(move |request: Request| {
            let stopping = shared.stopping();
            async move {
                let _ = to_bytes(request.into_body(), BODY_LIMIT).await;
                let headers = vec![("content-length", "3".to_owned()), ("x-mark", "kept".to_owned())];
                play(Answer { status: 201, headers, body: BODY.into(), delivery }, stopping).await.0
            }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stopper = Stopper::of(&phases);
        let task = tokio::spawn(accept(listener, router, phases));
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nbody").await.unwrap();
        (stream, stopper, task)
    }

    async fn rest(stream: &mut TcpStream) -> String {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes).await;
        String::from_utf8(bytes).unwrap()
    }

    #[tokio::test]
    async fn an_answer_comes_when_it_should() {
        let began = std::time::Instant::now();
        let (mut stream, stopper, _) = server(Delivery::After(200)).await;
        let mut head = [0; 20];
        stream.read_exact(&mut head).await.unwrap();
        assert!(began.elapsed() >= Duration::from_millis(200));
        stopper.stop();
        let answer = String::from_utf8_lossy(&head).into_owned() + &rest(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
        assert!(answer.contains("\r\ncontent-length: 10\r\n") && answer.contains("x-mark: kept"), "{answer}");
        assert!(answer.ends_with(BODY), "{answer}");
    }

    #[tokio::test]
    async fn a_dropped_connection_ends_without_a_byte() {
        let began = std::time::Instant::now();
        let (mut stream, _, _) = server(Delivery::Drop(150)).await;
        assert_eq!(rest(&mut stream).await, "");
        assert!(began.elapsed() >= Duration::from_millis(150));
    }

    #[tokio::test]
    async fn a_cut_answer_announces_all_and_brings_a_part() {
        for (after, part) in [(0, ""), (4, "0123"), (9, "012345678"), (10, "012345678"), (500, "012345678")] {
            let (mut stream, _, _) = server(Delivery::CutAfter(after)).await;
            let answer = rest(&mut stream).await;
            let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{after}: {answer:?}"));
            assert!(head.contains("content-length: 10"), "{after}: {head}");
            assert_eq!(body, part, "{after}");
        }
    }

    #[tokio::test]
    async fn a_call_that_is_never_answered_holds_up_neither_its_caller_nor_a_stop() {
        let (mut stream, stopper, task) = server(Delivery::Never).await;
        let mut byte = [0];
        let silent = tokio::time::timeout(Duration::from_millis(300), stream.read(&mut byte)).await;
        assert!(silent.is_err(), "something came: {silent:?}");
        stopper.stop();
        assert_eq!(rest(&mut stream).await, "");
        let ended = tokio::time::timeout(Duration::from_secs(5), task).await.unwrap().unwrap();
        assert_eq!(ended, Ended::Finished);
    }

    #[test]
    fn the_log_names_routes_and_never_what_a_caller_wrote() {
        for (path, named) in [
            ("/ideogram/edit", "/ideogram/edit"),
            ("/images/secret.png", "/images/{id}"),
            ("/control/secret", "/control/{word}"),
            ("/secret", "(unknown)"),
            ("/ideogram/edit/secret", "(unknown)"),
        ] {
            assert_eq!(route(path), named);
        }
    }
}
