//! The body of a success, with the alterations that a script asks for.

use ideomix_api::Operation;
use serde_json::{Map, Value, json};

use crate::answer::iso_time;
use crate::faults::Alter;
use crate::run::Image;

/// One picture, ready to be told about.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) image: Image,
    /// The whole link.
    pub(crate) link: String,
    /// The finished file, where the script wants it in the answer.
    pub(crate) file: Option<Vec<u8>>,
}

/// `{"created": …, "data": […]}` (SEED, OAS31).
pub(crate) fn images(told: Vec<Told>, operation: Operation, now: u64, alter: Option<&Alter>) -> Value {
    let data: Vec<Value> = match alter {
        Some(Alter::EmptyData) => Vec::new(),
        _ => told.into_iter().enumerate().map(|(index, told)| entry(told, index, alter)).collect(),
    };
    let created = match alter {
        Some(Alter::NumericCreated) => json!(now),
        _ => json!(iso_time(now)),
    };
    let mut reply = json!({"created": created, "data": data});
    if alter == Some(&Alter::UnknownMembers)
        && let Some(reply) = reply.as_object_mut()
    {
        let text = format!("This {} endpoint is old; a newer one exists.", operation.name());
        reply.insert("notice".to_owned(), json!({"level": "info", "text": text}));
        reply.insert("request_id".to_owned(), json!("practice"));
        reply.insert("usage".to_owned(), json!([1, 2.5, null]));
    }
    reply
}

/// `{"descriptions": [{"text": …}]}` (SEED, OAS31).
pub(crate) fn descriptions(texts: &[String], alter: Option<&Alter>) -> Value {
    let list = match alter {
        Some(Alter::EmptyData) => &[],
        _ => texts,
    };
    let mut reply =
        json!({"descriptions": list.iter().map(|text| json!({"text": text})).collect::<Vec<_>>()});
    if alter == Some(&Alter::UnknownMembers)
        && let Some(reply) = reply.as_object_mut()
    {
        reply.insert("notice".to_owned(), json!("unknown"));
    }
    reply
}

fn entry(told: Told, index: usize, alter: Option<&Alter>) -> Value {
    let Told { image, link, file } = told;
    let mut safe = image.safe;
    let mut url = if safe { json!(link) } else { json!("") };
    match alter {
        Some(Alter::Withhold(pick)) if pick.holds(index) => (safe, url) = (false, Value::Null),
        Some(Alter::NoUrl(pick)) if pick.holds(index) => url = Value::Null,
        Some(Alter::BadUrl(pick, bad)) if pick.holds(index) => url = json!(bad),
        _ => {}
    }
    let mut entry = Map::new();
    match file {
        Some(file) if safe => entry.insert("b64_json".to_owned(), json!(base64(&file))),
        _ => entry.insert("url".to_owned(), url),
    };
    entry.insert("prompt".to_owned(), json!(image.prompt));
    entry.insert("resolution".to_owned(), json!(image.resolution));
    if let Some(size) = image.upscaled_resolution {
        entry.insert("upscaled_resolution".to_owned(), json!(size));
    }
    entry.insert("is_image_safe".to_owned(), json!(safe));
    entry.insert("seed".to_owned(), json!(image.seed));
    entry.insert("style_type".to_owned(), json!(image.style_type));
    if alter == Some(&Alter::UnknownMembers) {
        entry.insert("style_type".to_owned(), json!("STYLIZED"));
        entry.insert("likeness".to_owned(), json!({"score": 0.25}));
    }
    Value::Object(entry)
}

/// Base 64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let part = |n: usize| u32::from(group.get(n).copied().unwrap_or(0));
        let bits = part(0) << 16 | part(1) << 8 | part(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= group.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_that_of_the_standard() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
