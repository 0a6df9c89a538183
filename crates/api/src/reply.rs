//! Making sense of what came back: tolerant of shapes, strict about what counts as a success.

use crate::capability::ReplyKind;
use crate::failure::scrub;
use crate::plain::{cut, find, find_last, integer, is_blank};
use crate::policy::retry_after_seconds;
use crate::{ApiKey, Cause, Failure, Loose};

/// An answer as it was received.
#[derive(Clone, Copy, Debug)]
pub struct Received<'a> {
    /// The HTTP status.
    pub status: u16,
    /// The `Content-Type` header, where it could be read.
    pub content_type: Option<&'a str>,
    /// The `Retry-After` header, where it could be read. Across origins it usually cannot (Q18).
    pub retry_after: Option<&'a str>,
    /// The body as text.
    pub body: &'a str,
}

/// What a successful call gave.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// Pictures, at least one entry.
    Images(Vec<Image>),
    /// Descriptions, at least one.
    Descriptions(Vec<String>),
}

/// One entry of a list of pictures.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Where its bytes are, if anywhere.
    pub content: Content,
    /// The prompt that was drawn; the service may have rewritten it.
    pub prompt: Option<String>,
    /// `WIDTHxHEIGHT` as the service says it.
    pub resolution: Option<String>,
    /// The size after an upscale, as the service says it.
    pub upscaled_resolution: Option<String>,
    /// The seed that was used.
    pub seed: Option<i64>,
    /// The style that was used; any word.
    pub style_type: Option<String>,
}

/// Where the bytes of a picture are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Behind a link that will expire. Only `https` links, and `http` links to this machine, get here.
    Link(String),
    /// In the answer itself, in base 64, as other gateways send it.
    Base64(String),
    /// Withheld by the safety check; paid for all the same (ODOC).
    Withheld,
    /// The service says that it is safe and gives no usable link.
    Missing,
}

/// Reads an answer. `parse` turns text into JSON by whatever parser is at hand and gives `None` for no JSON; `key`
/// is only needed to keep it out of the texts.
///
/// # Errors
///
/// A [`Failure`] that says what the answer means and whether it was paid for.
pub fn read(
    received: Received<'_>,
    wanted: ReplyKind,
    parse: impl FnOnce(&str) -> Option<Loose>,
    key: Option<&ApiKey>,
) -> Result<Reply, Failure> {
    let body = received.body.strip_prefix('\u{feff}').unwrap_or(received.body);
    if received.status != 200 {
        return Err(refusal(received, parse(body).as_ref(), key));
    }
    let fail = |cause| Failure {
        status: Some(200),
        message: (cause != Cause::HtmlAnswer).then(|| scrub(body, key)),
        ..Failure::new(cause)
    };
    let kind = received.content_type.unwrap_or_default().trim_ascii().as_bytes();
    if kind.get(..9).is_some_and(|start| start.eq_ignore_ascii_case(b"text/html")) {
        return Err(fail(Cause::HtmlAnswer));
    }
    let json = parse(body).ok_or_else(|| fail(Cause::CutAnswer))?;
    let reply = match wanted {
        ReplyKind::Images => images(&json).map(Reply::Images),
        ReplyKind::Descriptions => descriptions(&json).map(Reply::Descriptions),
    };
    reply.ok_or_else(|| fail(Cause::EmptyAnswer))
}

/// When a result link stops working, in seconds since 1970: its own `exp` where it has one (OAS30), else a day
/// after it was made (ODOC).
pub fn link_expires(link: &str, made: u64) -> u64 {
    let stated = || {
        let link = cut(link, find(link, "#").unwrap_or(link.len())).0;
        let query = cut(link, find(link, "?")?).1;
        let at = find(query, "?exp=").or_else(|| find(query, "&exp="))?;
        let value = cut(query, at + "?exp=".len()).1;
        let seconds = integer(cut(value, find(value, "&").unwrap_or(value.len())).0)?;
        u64::try_from(seconds).ok().filter(|seconds| *seconds < 1 << 40)
    };
    stated().unwrap_or(made + 86_400)
}

/// Whether a link of an answer may be fetched and shown: `https` anywhere, `http` on this machine only.
pub fn is_fetchable(link: &str) -> bool {
    let local = |rest: &str| {
        let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#'));
        let host = cut(rest, end.unwrap_or(rest.len())).0;
        let name = cut(host, find_last(host, ":").unwrap_or(host.len())).0;
        matches!(name, "127.0.0.1" | "localhost") && find(host, "@").is_none()
    };
    let plain = !link.chars().any(|c| is_blank(c) || c.is_control() || c == '\\');
    plain
        && (link.starts_with("https://") && link.len() > 8 || link.strip_prefix("http://").is_some_and(local))
}

fn images(json: &Loose) -> Option<Vec<Image>> {
    let items = json.get("data").or_else(|| json.get("output"))?;
    let items = match items {
        Loose::List(items) => items.as_slice(),
        // Another route of the gateway nests one level deeper: `output.b64_json[]` (MCP).
        nested => nested.get("b64_json").or_else(|| nested.get("urls")).and_then(Loose::list)?,
    };
    let mut all = Vec::new();
    for item in items {
        all.push(image(item));
    }
    (!all.is_empty()).then_some(all)
}

fn image(item: &Loose) -> Image {
    let text =
        |name: &str| item.get(name).and_then(Loose::text).filter(|text| !text.is_empty()).map(str::to_owned);
    Image {
        content: content(item),
        prompt: text("prompt"),
        resolution: text("resolution"),
        upscaled_resolution: text("upscaled_resolution"),
        seed: item.get("seed").and_then(Loose::integer),
        style_type: text("style_type"),
    }
}

fn content(item: &Loose) -> Content {
    let text = |name: &str| item.get(name).and_then(Loose::text).filter(|text| !text.is_empty());
    if item.get("is_image_safe").and_then(Loose::bool) == Some(false) {
        return Content::Withheld;
    }
    if let Some(link) = text("url").or_else(|| item.text()).filter(|link| is_fetchable(link)) {
        return Content::Link(link.to_owned());
    }
    let inline = text("url").and_then(|link| {
        let rest = link.strip_prefix("data:image/")?;
        let (kind, bytes) = cut(rest, find(rest, ",")?);
        kind.ends_with(";base64").then_some(cut(bytes, 1).1)
    });
    let bytes = inline.or_else(|| ["b64_json", "base64_json", "bytesBase64"].into_iter().find_map(text));
    bytes.map_or(Content::Missing, |bytes| Content::Base64(bytes.to_owned()))
}

fn descriptions(json: &Loose) -> Option<Vec<String>> {
    let items = json.get("descriptions").and_then(Loose::list)?;
    let mut texts = Vec::new();
    for item in items {
        match item.get("text").or(Some(item)).and_then(Loose::text) {
            Some(text) if !text.chars().all(is_blank) => texts.push(text.to_owned()),
            _ => {}
        }
    }
    (!texts.is_empty()).then_some(texts)
}

fn refusal(received: Received<'_>, json: Option<&Loose>, key: Option<&ApiKey>) -> Failure {
    let error = json.and_then(|json| json.get("error"));
    let shaped =
        error.and_then(|error| error.get("type")).and_then(Loose::text) == Some("Aihubmix_api_error");
    let said = json.and_then(message).unwrap_or_default();
    let (said, trace) = without_trace(said);
    let about_money = mentions_money(said);
    let cause = match received.status {
        401 => Cause::KeyRefused,
        402 => Cause::NoBalance,
        400 | 403 | 429 if about_money => Cause::NoBalance,
        403 => Cause::Forbidden,
        413 => Cause::TooLarge,
        422 => Cause::Safety,
        429 => Cause::RateLimited,
        400 | 404 | 405 | 415 => Cause::BadRequest,
        503 if shaped => Cause::Overloaded,
        500 | 502 | 504 if shaped => Cause::GatewayFailed,
        _ => Cause::BrokenAnswer,
    };
    let message = scrub(said, key);
    Failure {
        cause,
        status: Some(received.status),
        message: (!message.is_empty()).then_some(message),
        trace: trace.map(|trace| scrub(trace, key)),
        retry_after_s: received.retry_after.and_then(retry_after_seconds),
    }
}

/// The server's own words, in any of the places where they have been seen.
fn message(json: &Loose) -> Option<&str> {
    let error = json.get("error");
    let places =
        [error.and_then(|error| error.get("message")), error, json.get("message"), json.get("detail")];
    places.into_iter().flatten().find_map(Loose::text)
}

/// Cuts the trailing `(tid: …)` or `(request id: …)` off and gives it apart.
fn without_trace(said: &str) -> (&str, Option<&str>) {
    for opening in ["(tid:", "(request id:"] {
        if let Some(at) = find_last(said, opening)
            && let (before, from) = cut(said, at)
            && let Some(trace) = cut(from, opening.len()).1.trim_ascii_end().strip_suffix(')')
        {
            return (before.trim_ascii_end(), Some(trace.trim_ascii()));
        }
    }
    (said, None)
}

fn mentions_money(said: &str) -> bool {
    let said = said.to_ascii_lowercase();
    ["quota", "balance", "insufficient", "daily limit", "daily_limit", "余额", "额度"]
        .iter()
        .any(|word| find(&said, word).is_some())
}
