//! The file kinds a studio is made of.

/// The content type of a file by its extension, or `None` for a kind that the server does not serve.
pub(crate) fn content_type(path: &str) -> Option<&'static str> {
    Some(match extension(path)? {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => return None,
    })
}

/// Whether a file gains from being stored compressed.
pub(crate) fn compresses(path: &str) -> bool {
    matches!(
        extension(path),
        Some("html" | "css" | "js" | "mjs" | "wasm" | "svg" | "json" | "map" | "webmanifest" | "txt")
    )
}

fn extension(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.rsplit_once('.').map(|(_, extension)| extension)
}
