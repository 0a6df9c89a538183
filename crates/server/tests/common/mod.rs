//! What the tests share: a studio on disk, a running server, a raw client, and a gateway that does as it is told.
#![allow(dead_code, unreachable_pub, reason = "every test program uses its own part of this module")]

pub mod upstream;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use ideomix_server::{Ended, ProxySettings, Running, Settings, Source, Stopper, start};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// The inline script of the test page.
pub const INLINE: &str = "\nimport init from '/web-0123456789abcdef.js';\nawait init();\n";

/// A key that must never be seen anywhere but in the one header upstream.
pub const CANARY: &str = "sk-canary-0123456789abcdef";

/// A folder with a small studio in it.
pub fn studio() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let page = format!("<!doctype html><title>Studio</title><script type=\"module\">{INLINE}</script>");
    write(folder.path(), "index.html", page.as_bytes());
    write(folder.path(), "web-0123456789abcdef.js", "export default 1;\n".repeat(100).as_bytes());
    write(folder.path(), "web-0123456789abcdef_bg.wasm", &b"\0asm\x01\0\0\0".repeat(100));
    write(folder.path(), "logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>");
    write(folder.path(), "notes.xyz", b"unknown kind");
    write(folder.path(), "deep/folder/style.css", "a { color: red }\n".repeat(50).as_bytes());
    folder
}

pub fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let file = folder.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, bytes).unwrap();
}

/// A server with its studio, gone when dropped.
pub struct Server {
    pub address: SocketAddr,
    pub folder: TempDir,
    stopper: Stopper,
    running: Option<Running>,
}

impl Server {
    /// Practice only.
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// With a proxy to `upstream`.
    pub async fn proxying(upstream: SocketAddr) -> Self {
        Self::with(|settings| settings.proxy = Some(proxy_to(&format!("http://{upstream}")))).await
    }

    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = studio();
        let mut settings = Settings::new(Source::folder(folder.path()).unwrap());
        settings.port = 0;
        change(&mut settings);
        let running = start(settings).await.unwrap();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, running.port()));
        Self { address, folder, stopper: running.stopper(), running: Some(running) }
    }

    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    pub async fn ended(&mut self) -> Ended {
        self.running.take().unwrap().ended().await
    }

    /// Sends one request on its own connection and reads until the server closes.
    pub async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let mut head = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "host") {
            head += &format!("host: {}\r\n", self.address);
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        if !body.is_empty() || method == "POST" {
            head += &format!("content-length: {}\r\n", body.len());
        }
        let bytes = self.raw(&[(head + "\r\n").as_bytes(), body].concat()).await;
        Reply::parse(&bytes).unwrap_or_else(|| panic!("no answer to {method} {path}: {bytes:?}"))
    }

    pub async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.ask("GET", path, headers, b"").await
    }

    /// Writes bytes and reads whatever comes until the connection ends.
    pub async fn raw(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let (mut read, mut write) = stream.split();
        let mut answer = Vec::new();
        let both = async {
            // The server may answer and close before it has read everything.
            let _ = write.write_all(request).await;
            let _ = read.read_to_end(&mut answer).await;
        };
        tokio::time::timeout(Duration::from_secs(30), both).await.expect("the server answers within 30 s");
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopper.stop();
        self.stopper.stop();
    }
}

pub fn proxy_to(upstream: &str) -> ProxySettings {
    let variable = |name: &str| match name {
        "AIHUBMIX_API_KEY" => Some(CANARY.to_owned()),
        "IDEOMIX_UPSTREAM" => Some(upstream.to_owned()),
        _ => None,
    };
    ProxySettings::from_variables(variable).unwrap().unwrap()
}

/// An answer as it stood on the wire.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        Some(Self { status, headers, body: bytes[end + 4..].to_vec() })
    }

    /// The one value of a header; fails when there are several.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let first = values.next();
        assert!(values.next().is_none(), "{name} stands twice");
        first
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    /// Code and outcome of an error of the server's own, which must agree with its header.
    pub fn refusal(&self) -> (u16, String, String) {
        let json = self.json();
        let text = |name: &str| json[name].as_str().unwrap_or_else(|| panic!("no {name}: {json}")).to_owned();
        assert_eq!(self.header("x-outcome"), Some(text("outcome").as_str()));
        assert_eq!(self.header("x-request-id"), Some(text("request_id").as_str()));
        assert!(!text("message").is_empty());
        assert_eq!(json.as_object().unwrap().len(), 4, "{json}");
        (self.status, text("code"), text("outcome"))
    }
}
