//! The studio's files over a real socket.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
mod common;

use base64::Engine as _;
use common::{INLINE, Server, write};
use sha2::{Digest as _, Sha256};

#[tokio::test]
async fn every_file_has_its_type_and_its_cache_rule() {
    let server = Server::start().await;
    for (path, kind, cache) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/logo.svg", "image/svg+xml", "no-cache"),
        ("/deep/folder/style.css", "text/css; charset=utf-8", "no-cache"),
        ("/web-0123456789abcdef.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/web-0123456789abcdef_bg.wasm", "application/wasm", "public, max-age=31536000, immutable"),
    ] {
        let reply = server.get(path, &[]).await;
        assert_eq!(reply.status, 200, "{path}");
        assert_eq!(reply.header("content-type"), Some(kind), "{path}");
        assert_eq!(reply.header("cache-control"), Some(cache), "{path}");
        assert_eq!(reply.header("vary"), Some("Accept-Encoding"), "{path}");
        assert_eq!(reply.header("content-encoding"), None, "{path}");
    }
}

#[tokio::test]
async fn the_page_allows_exactly_its_own_inline_script() {
    let server = Server::start().await;
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(INLINE));
    let policy = server.get("/", &[]).await.header("content-security-policy").unwrap().to_owned();
    assert!(policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash}';")), "{policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");

    // A rebuilt page brings its own hash along without a restart.
    write(server.folder.path(), "index.html", b"<script>alert('Hello, world.');</script>");
    let policy = server.get("/", &[]).await.header("content-security-policy").unwrap().to_owned();
    assert!(policy.contains("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"), "{policy}");
    assert!(!policy.contains(&hash), "{policy}");
}

#[tokio::test]
async fn every_answer_of_the_studio_carries_the_security_headers() {
    let server = Server::start().await;
    for path in ["/", "/logo.svg", "/missing.js", "/ideomix.json"] {
        let reply = server.get(path, &[]).await;
        let policy = reply.header("content-security-policy").unwrap();
        for part in [
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self' blob: data: https: http://127.0.0.1:* http://localhost:*",
            "frame-ancestors 'none'",
            "connect-src 'self' https://aihubmix.com https://api.aihubmix.com https: http://127.0.0.1:* http://localhost:*",
            "base-uri 'none'",
            "worker-src 'self' blob:",
            "require-trusted-types-for 'script'",
            "trusted-types default",
        ] {
            assert!(
                policy.split(';').any(|directive| directive.trim() == part),
                "{path}: {part} in {policy}"
            );
        }
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(reply.header("cross-origin-opener-policy"), Some("same-origin"), "{path}");
        assert_eq!(reply.header("cross-origin-resource-policy"), Some("same-origin"), "{path}");
        assert!(reply.header("permissions-policy").unwrap().contains("camera=()"), "{path}");
    }
}

#[tokio::test]
async fn the_smallest_stored_form_that_the_browser_takes_is_sent() {
    let server = Server::start().await;
    let path = "/web-0123456789abcdef.js";
    write(server.folder.path(), "web-0123456789abcdef.js.gz", b"as gzip");
    write(server.folder.path(), "web-0123456789abcdef.js.br", b"as brotli");
    let plain = server.get(path, &[]).await;
    for (accept, encoding, body) in [
        ("gzip, deflate, br, zstd", Some("br"), b"as brotli".as_slice()),
        ("gzip", Some("gzip"), b"as gzip"),
        ("br;q=0, gzip;q=0.5", Some("gzip"), b"as gzip"),
        ("deflate", None, &plain.body),
    ] {
        let reply = server.get(path, &[("accept-encoding", accept)]).await;
        assert_eq!(reply.header("content-encoding"), encoding, "{accept}");
        assert_eq!(reply.body, body, "{accept}");
        assert_eq!(reply.header("content-type"), Some("text/javascript; charset=utf-8"));
        assert_eq!(reply.header("etag") == plain.header("etag"), encoding.is_none(), "one tag per form");
    }
}

#[tokio::test]
async fn a_compressed_form_older_than_its_file_is_not_sent() {
    let server = Server::start().await;
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(3600);
    write(server.folder.path(), "logo.svg.br", b"stale");
    std::fs::File::options()
        .write(true)
        .open(server.folder.path().join("logo.svg.br"))
        .unwrap()
        .set_modified(old)
        .unwrap();
    let reply = server.get("/logo.svg", &[("accept-encoding", "br")]).await;
    assert_eq!(reply.header("content-encoding"), None);
    assert!(reply.text().starts_with("<svg"));
}

#[tokio::test]
async fn an_unchanged_file_is_not_sent_again() {
    let server = Server::start().await;
    let first = server.get("/logo.svg", &[]).await;
    let tag = first.header("etag").unwrap().to_owned();
    for asked in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
        let again = server.get("/logo.svg", &[("if-none-match", &asked)]).await;
        assert_eq!(again.status, 304, "{asked}");
        assert!(again.body.is_empty());
        assert_eq!(again.header("etag"), Some(tag.as_str()));
        assert_eq!(again.header("cache-control"), Some("no-cache"));
    }
    write(server.folder.path(), "logo.svg", b"<svg>changed</svg>");
    let changed = server.get("/logo.svg", &[("if-none-match", &tag)]).await;
    assert_eq!((changed.status, changed.text().as_str()), (200, "<svg>changed</svg>"));
}

#[tokio::test]
async fn head_tells_the_length_and_sends_nothing() {
    let server = Server::start().await;
    let full = server.get("/logo.svg", &[]).await;
    let head = server.ask("HEAD", "/logo.svg", &[], b"").await;
    assert_eq!(head.status, 200);
    assert_eq!(head.header("content-length"), Some(full.body.len().to_string().as_str()));
    assert!(head.body.is_empty());
    let post = server.ask("POST", "/logo.svg", &[], b"x").await;
    assert_eq!((post.status, post.header("allow")), (405, Some("GET, HEAD")));
}

#[tokio::test]
async fn nothing_but_the_studios_files_is_served() {
    let server = Server::start().await;
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "secret.txt", b"secret");
    write(server.folder.path(), ".env.txt", b"secret");
    write(server.folder.path(), "_headers", b"secret");
    write(server.folder.path(), "logo.svg.br", b"secret");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(outside.path(), server.folder.path().join("link")).unwrap();
        std::os::unix::fs::symlink(outside.path().join("secret.txt"), server.folder.path().join("l.txt"))
            .unwrap();
    }
    let name = outside.path().file_name().unwrap().to_str().unwrap();
    for path in [
        "/missing.js",
        "/gallery",
        "/deep",
        "/deep/",
        "/deep/folder",
        "//logo.svg",
        "/./logo.svg",
        "/logo.svg/",
        "/LOGO.SVG",
        "/%6cogo.svg",
        "/notes.xyz",
        "/.env.txt",
        "/_headers",
        "/logo.svg.br",
        "/link/secret.txt",
        "/l.txt",
        "/logo.svg%00",
        "/..%5c..%5csecret.txt",
        "/ideomix.json/",
        "/ideomix",
        &format!("/../{name}/secret.txt"),
        &format!("/%2e%2e/{name}/secret.txt"),
        &format!("/..%2f{name}%2fsecret.txt"),
        &format!("/deep/../../{name}/secret.txt"),
    ] {
        let reply = server.get(path, &[]).await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.text().contains("secret"), "{path}");
    }
}

#[tokio::test]
async fn the_server_says_what_it_offers() {
    let practice = Server::start().await;
    let offer = practice.get("/ideomix.json", &[]).await;
    assert_eq!(offer.header("cache-control"), Some("no-store"));
    assert_eq!(offer.header("content-type"), Some("application/json"));
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        offer.json(),
        serde_json::json!({"version": version, "practice": "/practice", "proxy": false, "relay": null})
    );

    let proxy = Server::with(|settings| {
        settings.practice = None;
        settings.proxy = Some(common::proxy_to("http://127.0.0.1:9"));
    })
    .await;
    let offer = proxy.get("/ideomix.json", &[]).await;
    assert_eq!(
        offer.json(),
        serde_json::json!({"version": version, "practice": null, "proxy": true, "relay": null})
    );
}
