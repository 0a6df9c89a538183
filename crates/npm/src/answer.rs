//! What a try of a call came to.

use crate::names::row;
use crate::value;
use crate::writer::Writer;
use ideomix_api::capability::ReplyKind;
use ideomix_api::policy::Patience;
use ideomix_api::reply::{Content, Image, Received, Reply, link_expires, read};
use ideomix_api::{Cause, Failure, Loose, sides};

pub(crate) fn answer(operation: &str, sent: &str) -> String {
    let mut sent = value::read(sent);
    let json = take(&mut sent, "json");
    let number = |name| sent.get(name).and_then(whole).unwrap_or_default();
    let small = |name| u8::try_from(number(name)).unwrap_or(u8::MAX);
    let patience = Patience { tries: small("most"), wait_ms: number("mostMs") };
    #[cfg(feature = "panics")]
    if patience.tries == 99 {
        crate::plan::boom();
    }
    let kind = row(operation).map_or(ReplyKind::Images, |row| row.reply);
    let mut out = Writer::object();
    match received(&sent, json, kind) {
        Ok(Reply::Images(images)) => {
            out.name("images");
            out.open('[');
            for each in &images {
                image(each, &mut out);
            }
            out.close(']');
        }
        Ok(Reply::Descriptions(texts)) => {
            out.name("descriptions");
            out.open('[');
            for text in &texts {
                out.text(text);
            }
            out.close(']');
        }
        Err(failed) => {
            out.name("failure");
            out.open('{');
            failure(&failed, &mut out);
            if let Some(wait_ms) = patience.wait(&failed, small("tries"), number("waited"), number("random"))
            {
                out.number_of("waitMs", wait_ms.into());
            }
            out.close('}');
        }
    }
    out.done()
}

fn received(sent: &Loose, json: Option<Loose>, kind: ReplyKind) -> Result<Reply, Failure> {
    let text = |name| sent.get(name).and_then(Loose::text);
    if let Some(fault) = text("fault") {
        return Err(Failure::new(match fault {
            "timed_out" => Cause::TimedOut,
            "stopped" => Cause::Stopped,
            "unsent" => Cause::Offline,
            // Without a network nothing reaches even this machine in some set-ups; then nothing ran either.
            _ if sent.get("online").and_then(Loose::bool) == Some(false) => Cause::Offline,
            _ => Cause::Unreachable,
        }));
    }
    let received = Received {
        status: sent
            .get("status")
            .and_then(whole)
            .and_then(|status| status.try_into().ok())
            .unwrap_or_default(),
        content_type: text("contentType"),
        retry_after: text("retryAfter"),
        body: text("text").unwrap_or_default(),
    };
    read(received, kind, |_| json, None)
}

/// Takes a member out of an object. A parsed answer may hold pictures, and is not copied.
fn take(object: &mut Loose, name: &str) -> Option<Loose> {
    let Loose::Map(members) = object else { return None };
    let member = members.iter_mut().find(|(of, _)| of == name)?;
    Some(core::mem::replace(&mut member.1, Loose::Null))
}

/// A number as the facade gives it, cut to what is asked.
fn whole(value: &Loose) -> Option<u32> {
    match value {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "casts of floats saturate"
        )]
        Loose::Number(number) => Some(*number as u32),
        _ => None,
    }
}

/// `{ cause, outcome, billed, status, message, trace, retryAfterS }`.
fn failure(failure: &Failure, out: &mut Writer) {
    out.text_of("cause", failure.cause.code());
    out.text_of("outcome", failure.outcome().code());
    out.text_of("billed", failure.billed().code());
    if let Some(status) = failure.status {
        out.number_of("status", status.into());
    }
    out.maybe("message", failure.message.as_deref());
    out.maybe("trace", failure.trace.as_deref());
    if let Some(seconds) = failure.retry_after_s {
        out.number_of("retryAfterS", seconds.into());
    }
}

/// `{ url, expires }`, `{ base64 }` or `{ withheld }`, with `{ prompt, seed, styleType, width, height }`.
fn image(image: &Image, out: &mut Writer) {
    out.open('{');
    match &image.content {
        Content::Link(link) => {
            out.text_of("url", link);
            // Without an end of its own in the link there is none to tell: nothing is guessed here.
            let expires = link_expires(link, 0);
            if expires != link_expires("", 0) {
                out.number_of("expires", i64::try_from(expires).unwrap_or(i64::MAX));
            }
        }
        Content::Base64(bytes) => out.text_of("base64", bytes),
        Content::Withheld => out.text_of("withheld", "unsafe"),
        Content::Missing => out.text_of("withheld", "no-url"),
    }
    out.maybe("prompt", image.prompt.as_deref());
    if let Some(seed) = image.seed {
        out.number_of("seed", seed);
    }
    out.maybe("styleType", image.style_type.as_deref());
    let size = image.upscaled_resolution.as_deref().or(image.resolution.as_deref()).and_then(sides);
    if let Some((width, height)) = size {
        out.number_of("width", width.into());
        out.number_of("height", height.into());
    }
    out.close('}');
}
