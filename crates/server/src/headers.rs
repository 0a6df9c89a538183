//! The security headers and cache rules of the studio's pages, as one piece of code for both who send them: this
//! server, and the `_headers` file that `ideomix pack` writes for a static host.
use std::fmt::Write as _;

use base64::Engine as _;
use sha2::{Digest as _, Sha256};

/// The gateway's two addresses, which a studio without a proxy calls straight from the page.
const GATEWAY_ORIGINS: &str = "https://aihubmix.com https://api.aihubmix.com";

/// The headers that are the same on every answer of the studio.
pub const FIXED: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), \
         display-capture=(), clipboard-write=(self), fullscreen=(self)",
    ),
];

/// The content security policy for one page: its inline scripts, and no other, are allowed by their hash.
///
/// `page` is the HTML as it is sent; an empty string gives the policy of everything that is not a page.
///
/// - `connect-src` holds `https:` because the user may type the address of their own proxy, and because result links
///   are downloaded from hosts that the gateway chooses. The gateway's own addresses are named all the same, so that
///   a host who wants the narrow policy only has to cut one word.
/// - Both hold this machine on plain http, because that is where a person tries a proxy of their own.
/// - `img-src` holds `https:` because a result link must be showable before its download is finished, or when its
///   host refuses the download.
/// - Practice serves its pictures from the studio's own origin, so `'self'` covers it on plain http too.
pub fn content_security_policy(page: &str) -> String {
    let mut scripts = String::from("'self' 'wasm-unsafe-eval'");
    for script in inline_scripts(page) {
        let _ = write!(scripts, " '{}'", script_hash(script));
    }
    format!(
        "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' blob: data: https: {LOCAL}; \
         connect-src 'self' {GATEWAY_ORIGINS} https: {LOCAL}; font-src 'self'; manifest-src 'self'; \
         worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"
    )
}

/// This machine, at any port.
const LOCAL: &str = "http://127.0.0.1:* http://localhost:*";

/// How long a browser may keep a file without asking again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cache {
    /// For ever: the name holds a hash of the content.
    Immutable,
    /// Ask every time; the entity tag makes the asking cheap.
    Ask,
}

impl Cache {
    /// The rule for a file, by its path below the studio's root.
    ///
    /// Trunk writes the hash into the file's own name as `-` and 16 hexadecimal digits, for wasm followed by `_bg`.
    /// A hash in a folder's name does not count: wasm-bindgen's snippet folders hash the crate and not the content.
    pub fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.split('.').next().unwrap_or(name);
        let stem = stem.strip_suffix("_bg").unwrap_or(stem);
        match stem.rsplit_once('-') {
            Some((_, hash)) if hash.len() == 16 && hash.bytes().all(is_lower_hex) => Self::Immutable,
            _ => Self::Ask,
        }
    }

    /// The value of the `Cache-Control` header.
    pub const fn header(self) -> &'static str {
        match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Ask => "no-cache",
        }
    }
}

const fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

/// The texts of all `<script>` elements without a `src`, in order.
///
/// This reads the pages that Trunk writes, not any HTML: a script it misses is refused by the browser, never allowed.
fn inline_scripts(page: &str) -> Vec<&str> {
    let lower = page.to_ascii_lowercase();
    let mut scripts = Vec::new();
    let mut at = 0;
    while let Some(found) = lower[at..].find('<') {
        let tag = at + found;
        if lower[tag..].starts_with("<!--") {
            at = lower[tag..].find("-->").map_or(lower.len(), |end| tag + end + 3);
            continue;
        }
        let is_script = lower[tag..].strip_prefix("<script").is_some_and(|rest| {
            rest.starts_with(|next: char| next == '>' || next == '/' || next.is_ascii_whitespace())
        });
        if !is_script {
            at = tag + 1;
            continue;
        }
        let Some(open_end) = lower[tag..].find('>').map(|end| tag + end) else { break };
        let Some(close) = lower[open_end..].find("</script").map(|end| open_end + end) else { break };
        if !has_src(&lower[tag + "<script".len()..open_end]) {
            scripts.push(&page[open_end + 1..close]);
        }
        at = close;
    }
    scripts
}

/// Whether the attributes of a script element hold a `src`.
fn has_src(attributes: &str) -> bool {
    attributes
        .split(|c: char| c.is_ascii_whitespace() || c == '/')
        .any(|word| word == "src" || word.starts_with("src="))
}

/// The source expression of one inline script. A browser hashes the text after it has turned CR LF into LF.
fn script_hash(script: &str) -> String {
    let digest = Sha256::digest(script.replace("\r\n", "\n").as_bytes());
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_script_is_allowed_by_the_hash_of_its_exact_text() {
        // The hash of `alert('Hello, world.');` is the worked example of the CSP specification.
        let policy = content_security_policy("<html><script>alert('Hello, world.');</script></html>");
        assert!(policy.contains("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"), "{policy}");
    }

    #[test]
    fn only_inline_scripts_are_found() {
        let page = "<!-- <script>old()</script> --><scripty>no</scripty><SCRIPT type=module>one</SCRIPT>\
                    <script src=/a.js></script><script\n async  src='b.js'></script><script data-srcx>two</script>";
        assert_eq!(inline_scripts(page), ["one", "two"]);
    }

    #[test]
    fn windows_line_ends_hash_as_a_browser_reads_them() {
        assert_eq!(script_hash("a\r\nb"), script_hash("a\nb"));
    }

    #[test]
    fn a_broken_page_allows_nothing() {
        for page in ["<script", "<script>never closed", "<!-- <script>x</script>"] {
            assert!(inline_scripts(page).is_empty(), "{page}");
        }
    }

    #[test]
    fn only_a_name_with_a_content_hash_is_kept_for_ever() {
        for path in ["/web-0123456789abcdef.js", "/a/web-0123456789abcdef_bg.wasm", "/s-ffffffffffffffff.css"]
        {
            assert_eq!(Cache::of(path), Cache::Immutable, "{path}");
        }
        for path in [
            "/index.html",
            "/web.js",
            "/web-0123.js",
            "/web-0123456789abcdeg.js",
            "/snippets/x-0123456789abcdef/y.js",
        ] {
            assert_eq!(Cache::of(path), Cache::Ask, "{path}");
        }
    }
}
