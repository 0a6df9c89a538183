//! What happened: counters, and the last calls as they came in. Never a key.

use std::collections::VecDeque;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::run::Charge;
use crate::{Request, multipart};

/// How many calls are remembered.
const REMEMBERED: usize = 50;
/// The longest text that is remembered of a part, in bytes.
const TEXT_MAX: usize = 64 * 1024;

/// Counters since the start or the last reset.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) calls: u64,
    runs: u64,
    billed_milli_usd: u64,
    unpublished_runs: u64,
    images_made: u64,
    last: VecDeque<Value>,
}

impl Ledger {
    /// Counts a call that ran.
    pub(crate) fn ran(&mut self, images: usize, charge: Charge) {
        self.runs += 1;
        self.images_made += images as u64;
        match charge {
            Charge::Known(price) => self.billed_milli_usd += u64::from(price),
            Charge::Unpublished => self.unpublished_runs += 1,
        }
    }

    /// Remembers a call and the status that it was answered with; none for a dropped or hanging one.
    pub(crate) fn note(&mut self, seen: Value, status: Option<u16>) {
        let mut seen = seen;
        seen["status"] = json!(status);
        if self.last.len() == REMEMBERED {
            self.last.pop_front();
        }
        self.last.push_back(seen);
    }

    pub(crate) fn state(&self) -> Value {
        json!({
            "calls": self.calls,
            "runs": self.runs,
            "billed_milli_usd": self.billed_milli_usd,
            "unpublished_runs": self.unpublished_runs,
            "images_made": self.images_made,
            "last": self.last,
        })
    }
}

/// A call as it came in: names of headers, and what the body holds.
pub(crate) fn seen(request: &Request<'_>) -> Value {
    let content_type = request.header("content-type");
    let names: Vec<&str> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
    let mut seen = json!({
        "path": request.path,
        "method": request.method,
        "content_type": content_type,
        "headers": names,
        "api_key_present": request.header("api-key").is_some(),
        "body_bytes": request.body.len(),
    });
    let kind = content_type.unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        if let Ok(parts) = multipart::read(kind, request.body) {
            seen["parts"] = parts.iter().map(part).collect();
        }
    } else if let Ok(body) = serde_json::from_slice::<Value>(request.body) {
        seen["json"] = body;
    }
    seen
}

fn part(part: &multipart::Part) -> Value {
    let digest: String = Sha256::digest(&part.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut told = json!({"name": part.name, "bytes": part.bytes.len(), "sha256": digest});
    if let Some(file_name) = &part.file_name {
        told["filename"] = json!(file_name);
    }
    if let Some(text) = part.text().filter(|text| text.len() <= TEXT_MAX) {
        told["text"] = json!(text);
    }
    told
}
