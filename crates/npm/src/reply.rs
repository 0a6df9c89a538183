//! Answers and failures as plain objects.

use crate::object::{set, single, words};
use ideomix_api::reply::{Content, Image, Reply, link_expires};
use ideomix_api::{Failure, sides};
use js_sys::{Array, Object};

/// `{ images }` or `{ descriptions }`.
pub(crate) fn object(reply: &Reply) -> Object {
    match reply {
        Reply::Images(images) => single("images", images.iter().map(image).collect::<Array>()),
        Reply::Descriptions(texts) => single("descriptions", words(texts.iter().map(String::as_str))),
    }
}

/// `{ cause, outcome, billed, status, message, trace, retryAfterS }`.
pub(crate) fn failure(failure: &Failure) -> Object {
    let object = single("cause", failure.cause.code());
    set(&object, "outcome", failure.outcome().code());
    set(&object, "billed", failure.billed().code());
    set(&object, "status", failure.status);
    set(&object, "message", failure.message.as_deref());
    set(&object, "trace", failure.trace.as_deref());
    set(&object, "retryAfterS", failure.retry_after_s);
    object
}

fn image(image: &Image) -> Object {
    let object = Object::new();
    match &image.content {
        Content::Link(link) => {
            set(&object, "url", link.as_str());
            // Without an end of its own in the link there is none to tell: nothing is guessed here.
            let expires = link_expires(link, 0);
            if expires != link_expires("", 0) {
                #[expect(clippy::cast_precision_loss, reason = "seconds since 1970")]
                set(&object, "expires", expires as f64);
            }
        }
        Content::Base64(bytes) => set(&object, "base64", bytes.as_str()),
        Content::Withheld => set(&object, "withheld", "unsafe"),
        Content::Missing => set(&object, "withheld", "no-url"),
    }
    set(&object, "prompt", image.prompt.as_deref());
    #[expect(clippy::cast_precision_loss, reason = "seeds are below 2^31")]
    set(&object, "seed", image.seed.map(|seed| seed as f64));
    set(&object, "styleType", image.style_type.as_deref());
    let size = image.upscaled_resolution.as_deref().or(image.resolution.as_deref()).and_then(sides);
    set(&object, "width", size.map(|(width, _)| width));
    set(&object, "height", size.map(|(_, height)| height));
    object
}
