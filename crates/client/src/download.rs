//! Fetching the bytes of a result before its link expires. Free, so repeated when it fails in passing.

use crate::Stop;
use crate::abort::AbortGuard;
use crate::stream::{self, Broken};
use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use ideomix_api::policy;
use ideomix_picture::{Facts, HEAD, Problem, sniff};
use web_sys::{Blob, ReferrerPolicy, RequestCredentials};

/// The largest picture that is fetched, in bytes.
const PICTURE_MAX: u64 = 64 * 1024 * 1024;
/// How long one try may take, in milliseconds.
const TIMEOUT_MS: u32 = 120_000;

/// A fetched picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The bytes. The media type is that of the bytes and not what the server said.
    pub blob: Blob,
    /// What the first bytes say.
    pub facts: Facts,
}

/// Why a picture's bytes could not be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DownloadFault {
    /// The link has ended: 403, 404 or 410.
    Expired,
    /// What came is no picture of a kind that is known, or is damaged.
    NotAPicture(Problem),
    /// The host could not be reached, or does not let a page read its pictures. The picture may still be shown.
    NotReadable,
    /// The server answered with this status.
    Status(u16),
    /// Torn down by a person.
    Stopped,
    /// More than 64 MiB.
    TooLarge,
}

impl DownloadFault {
    /// A stable word for records, programs and tests.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::NotAPicture(_) => "not_a_picture",
            Self::NotReadable => "not_readable",
            Self::Status(_) => "status",
            Self::Stopped => "stopped",
            Self::TooLarge => "too_large",
        }
    }

    /// Whether another try could end better.
    const fn passes(self) -> bool {
        match self {
            Self::NotReadable | Self::NotAPicture(Problem::Truncated { .. } | Problem::Empty) => true,
            Self::Status(status) => status == 408 || status == 429 || status >= 500,
            _ => false,
        }
    }
}

/// Fetches a picture, with up to four tries. No key, no cookies and no referrer travel.
///
/// Hosts of results tend to forbid a page to read what it may show (reference note `api-facts`, section 9). `relay` is
/// where the page's own server fetches such a picture for it, by the address in the parameter `u`; it is asked when the
/// host itself gives nothing readable.
///
/// # Errors
///
/// The [`DownloadFault`] of the last try.
pub async fn download(url: &str, relay: Option<&str>, stop: &Stop) -> Result<Picture, DownloadFault> {
    let mut tries = 1;
    loop {
        let fault = match either(url, relay, stop).await {
            Err(fault) if fault.passes() && !stop.is_asked() => fault,
            other => return other,
        };
        let Some(wait_ms) = policy::after_download(tries, 700) else { return Err(fault) };
        TimeoutFuture::new(wait_ms).await;
        tries += 1;
    }
}

async fn either(url: &str, relay: Option<&str>, stop: &Stop) -> Result<Picture, DownloadFault> {
    let direct = attempt(url, stop).await.map_err(|fault| match fault {
        DownloadFault::Status(403 | 404 | 410) => DownloadFault::Expired,
        other => other,
    });
    let (Err(DownloadFault::NotReadable), Some(relay)) = (&direct, relay) else { return direct };
    let address = [relay, "?u=", &String::from(js_sys::encode_uri_component(url))].concat();
    attempt(&address, stop).await.map_err(|fault| match fault {
        DownloadFault::Status(410) => DownloadFault::Expired,
        // Whatever else keeps the relay from it, the host's own answer stands.
        DownloadFault::Status(_) => DownloadFault::NotReadable,
        other => other,
    })
}

async fn attempt(url: &str, stop: &Stop) -> Result<Picture, DownloadFault> {
    let guard = AbortGuard::new(stop, TIMEOUT_MS);
    let unreadable = |()| if guard.stopped() { DownloadFault::Stopped } else { DownloadFault::NotReadable };
    let response = Request::get(url)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(guard.signal().as_ref())
        .send()
        .await
        .map_err(drop)
        .map_err(unreadable)?;
    match response.status() {
        200 => {}
        status => return Err(DownloadFault::Status(status)),
    }
    let blob = stream::read(response.body(), PICTURE_MAX).await.map_err(|broken| match broken {
        Broken::Cut => unreadable(()),
        Broken::TooLong => DownloadFault::TooLarge,
    })?;
    picture(blob).await
}

/// Looks at the first bytes and gives the blob the media type that they have.
async fn picture(blob: Blob) -> Result<Picture, DownloadFault> {
    let head = stream::slice(&blob, 0, HEAD).await.unwrap_or_default();
    let facts = sniff(&head).map_err(DownloadFault::NotAPicture)?;
    let typed =
        blob.slice_with_f64_and_f64_and_content_type(0.0, blob.size(), facts.kind.mime()).unwrap_or(blob);
    Ok(Picture { blob: typed, facts })
}

/// A picture that came inside an answer, in base 64.
///
/// # Errors
///
/// [`DownloadFault::NotAPicture`] where it is none.
pub async fn decode(base64: &str) -> Result<Picture, DownloadFault> {
    let bytes = from_base64(base64).ok_or(DownloadFault::NotAPicture(Problem::NotAPicture))?;
    let array = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
    let blob = Blob::new_with_u8_array_sequence(&array).map_err(|_| DownloadFault::TooLarge)?;
    picture(blob).await
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0u8);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            #[expect(clippy::cast_possible_truncation, reason = "the byte is what is wanted")]
            bytes.push((bits >> held) as u8);
        }
    }
    Some(bytes)
}
