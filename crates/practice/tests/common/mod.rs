//! A small client: builds bodies, asks, and reads answers.
#![allow(dead_code, reason = "every test file uses its own part of this")]
#![expect(clippy::unwrap_used, reason = "a test helper fails its test by panicking")]

use std::io::Cursor;

use ideomix_api::capability::{BodyKind, Capability, Kind};
use ideomix_practice::{Answer, Config, Delivery, Gateway, Request};
use image::{DynamicImage, ImageFormat, RgbImage};
use serde_json::{Map, Value, json};

pub(crate) const BASE: &str = "http://127.0.0.1:8787/practice";
const BOUNDARY: &str = "----practice-boundary";

/// One part of a form: name, file name, bytes.
pub(crate) type Part = (String, Option<String>, Vec<u8>);

pub(crate) fn gateway() -> Gateway {
    Gateway::new(Config { pace_ms: 0, clock: || 1_795_370_709, ..Config::default() })
}

pub(crate) fn ask(
    gateway: &Gateway,
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let headers: Vec<_> = headers.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    gateway.handle(&Request { method, path, query, headers: &headers, body, public_base: BASE })
}

pub(crate) fn post_json(gateway: &Gateway, path: &str, body: &Value) -> Answer {
    ask(gateway, "POST", path, &[("content-type", "application/json")], body.to_string().as_bytes())
}

pub(crate) fn post_form(gateway: &Gateway, path: &str, parts: &[Part]) -> Answer {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    ask(gateway, "POST", path, &[("content-type", &kind)], &form(parts))
}

pub(crate) fn form(parts: &[Part]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file_name, bytes) in parts {
        let file = file_name.as_ref().map(|name| format!("; filename=\"{name}\"")).unwrap_or_default();
        body.extend(
            format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n").bytes(),
        );
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    body
}

pub(crate) fn text(name: &str, value: &str) -> Part {
    (name.to_owned(), None, value.as_bytes().to_vec())
}

pub(crate) fn file(name: &str, file_name: &str, bytes: Vec<u8>) -> Part {
    (name.to_owned(), Some(file_name.to_owned()), bytes)
}

pub(crate) fn script(gateway: &Gateway, faults: Value) {
    let answer = post_json(gateway, "/control/script", &json!({ "faults": faults }));
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
}

pub(crate) fn state(gateway: &Gateway) -> Value {
    body(&ask(gateway, "GET", "/control/state", &[], b""))
}

pub(crate) fn body(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap()
}

pub(crate) fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    answer.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

/// The message of an error in the gateway's shape.
pub(crate) fn message(answer: &Answer) -> String {
    let body = body(answer);
    assert_eq!(body["type"], "error");
    assert_eq!(body["error"]["type"], "Aihubmix_api_error");
    let message = body["error"]["message"].as_str().unwrap();
    assert!(message.contains("(tid: ") && message.ends_with(')'), "{message}");
    message.to_owned()
}

/// Looks at a result link.
pub(crate) fn look(gateway: &Gateway, link: &Value) -> Answer {
    let target = link.as_str().unwrap().strip_prefix(BASE).unwrap();
    ask(gateway, "GET", target, &[], b"")
}

/// Looks at a result link, which must be a good picture.
pub(crate) fn picture(gateway: &Gateway, link: &Value) -> RgbImage {
    let answer = look(gateway, link);
    assert_eq!((answer.status, header(&answer, "content-type")), (200, Some("image/png")));
    assert_eq!(answer.delivery, Delivery::After(0));
    image::load_from_memory_with_format(&answer.body, ImageFormat::Png).unwrap().into_rgb8()
}

pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(&colorful(width, height), ImageFormat::Png)
}

/// A picture in which every pixel differs from its neighbors.
pub(crate) fn colorful(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| image::Rgb([(x * 7) as u8, (y * 11) as u8, (x + y) as u8]))
}

/// A mask whose left half is black.
pub(crate) fn half_mask(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| image::Rgb(if x < width / 2 { [0; 3] } else { [255; 3] }))
}

pub(crate) fn encoded(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture.clone()).write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// A good call to a row, to be spoiled by tests: scalars as JSON values, files as parts.
#[derive(Clone)]
pub(crate) struct Sample {
    pub(crate) row: &'static Capability,
    pub(crate) values: Map<String, Value>,
    pub(crate) files: Vec<Part>,
}

impl Sample {
    /// Every required field of the row, with values made from the table.
    pub(crate) fn of(row: &'static Capability) -> Self {
        let mut sample = Self { row, values: Map::new(), files: Vec::new() };
        for field in row.fields.iter().filter(|field| field.required) {
            match field.kind {
                Kind::Text { .. } => sample.set(field.name, json!("a quiet harbor")),
                Kind::Integer { min, .. } => sample.set(field.name, json!(min)),
                Kind::Choice(words) => sample.set(field.name, json!(words.get(0).unwrap())),
                Kind::Model => sample.set(field.name, json!(row.models[0].wire())),
                Kind::File if field.name == "mask" => {
                    sample.files.push(file(
                        "mask",
                        "mask.png",
                        encoded(&half_mask(64, 48), ImageFormat::Png),
                    ));
                }
                Kind::File | Kind::Files { .. } => sample.files.push(file(field.name, "in.png", png(64, 48))),
                Kind::Palette | Kind::StyleCodes { .. } => {}
            }
        }
        sample
    }

    pub(crate) fn set(&mut self, name: &str, value: Value) {
        self.values.insert(name.to_owned(), value);
    }

    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.set(name, value);
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.values.remove(name);
        self.files.retain(|(known, ..)| known != name);
        self
    }

    pub(crate) fn send(&self, gateway: &Gateway) -> Answer {
        let mut parts = self.files.clone();
        match self.row.body {
            BodyKind::Json => {
                return post_json(gateway, self.row.path, &json!({ "image_request": self.values }));
            }
            BodyKind::PartsWithEnvelope => {
                parts.push(text("image_request", &Value::Object(self.values.clone()).to_string()));
            }
            BodyKind::Parts => {
                for (name, value) in &self.values {
                    match value {
                        Value::Array(items) => {
                            parts.extend(items.iter().map(|item| text(name, item.as_str().unwrap())))
                        }
                        Value::String(word) => parts.push(text(name, word)),
                        other => parts.push(text(name, &other.to_string())),
                    }
                }
            }
        }
        post_form(gateway, self.row.path, &parts)
    }
}
