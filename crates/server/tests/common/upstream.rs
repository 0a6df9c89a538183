//! A gateway that does as it is told and remembers every request that reached it.
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What the gateway does with a request.
#[derive(Clone)]
pub enum Act {
    /// Reads everything and answers with these bytes, after this long.
    Answer(Vec<u8>, Duration),
    /// Reads everything and closes without an answer.
    Close,
    /// Answers after the head, without reading the body, and closes.
    Early(Vec<u8>),
}

/// One request as it arrived.
#[derive(Debug, Clone)]
pub struct Seen {
    pub head: String,
    pub body: Vec<u8>,
}

impl Seen {
    /// The header names in order of the alphabet.
    pub fn header_names(&self) -> Vec<String> {
        let mut names: Vec<_> = self
            .head
            .split("\r\n")
            .skip(1)
            .filter_map(|line| line.split_once(':'))
            .map(|(name, _)| name.to_ascii_lowercase())
            .collect();
        names.sort();
        names
    }

    pub fn header(&self, name: &str) -> Option<String> {
        self.head
            .split("\r\n")
            .filter_map(|line| line.split_once(':'))
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim().to_owned())
    }
}

pub struct Upstream {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Upstream {
    pub async fn start(act: Act) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, act.clone(), Arc::clone(&shared)));
            }
        });
        Self { address, seen }
    }

    /// Answers everything with this status, kind and body.
    pub async fn answering(status: &str, kind: &str, body: &str) -> Self {
        Self::start(Act::Answer(http(status, &[("content-type", kind)], body), Duration::ZERO)).await
    }

    /// The requests whose head has arrived.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

pub fn http(status: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

async fn serve(mut stream: TcpStream, act: Act, seen: Arc<Mutex<Vec<Seen>>>) {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
            return;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut body = bytes.split_off(end + 4);
    let place = {
        let mut seen = seen.lock().unwrap();
        seen.push(Seen { head: head.clone(), body: Vec::new() });
        seen.len() - 1
    };
    if let Act::Early(answer) = act {
        let _ = stream.write_all(&answer).await;
        let _ = stream.shutdown().await;
        return;
    }
    let length = match head.starts_with("GET ") {
        true => Some(0),
        false => Seen { head, body: Vec::new() }.header("content-length").and_then(|text| text.parse().ok()),
    };
    let whole = |body: &[u8]| {
        length.map_or_else(|| body.ends_with(b"0\r\n\r\n"), |length: usize| body.len() >= length)
    };
    while !whole(&body) {
        if stream.read_buf(&mut body).await.unwrap_or(0) == 0 {
            return;
        }
    }
    seen.lock().unwrap()[place].body = body;
    if let Act::Answer(answer, after) = act {
        tokio::time::sleep(after).await;
        let _ = stream.write_all(&answer).await;
        let _ = stream.shutdown().await;
    }
}
