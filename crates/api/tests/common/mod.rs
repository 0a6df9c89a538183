//! Sample drafts, and calls as text.
#![allow(dead_code, unreachable_pub, reason = "every test program uses its own part of this module")]

use ideomix_api::capability::by_id;
use ideomix_api::{Body, Call, Draft, Format, Model, PartValue, Upload};
use std::fmt::Write as _;
use std::path::PathBuf;

pub type Sample = Draft<&'static str>;

/// An empty draft of a row.
pub fn sample(id: &str, model: Option<Model>) -> Sample {
    Draft::new(by_id(id).unwrap(), model)
}

/// A file of one megapixel.
pub fn file(blob: &'static str, format: Format) -> Upload<&'static str> {
    Upload { blob, format, bytes: 1_000, width: 1024, height: 1024 }
}

/// A call as it is stored below `tests/golden`.
pub fn written(call: &Call<&'static str>) -> String {
    let mut out = format!("POST {}\n", call.path);
    match &call.body {
        Body::Json(json) => writeln!(out, "application/json\n\n{}", json).unwrap(),
        Body::Parts(parts) => {
            out.push_str("multipart/form-data\n\n");
            for part in parts {
                match &part.value {
                    PartValue::Text(text) => writeln!(out, "{} = {text}", part.name).unwrap(),
                    PartValue::File { file_name, format, blob } => {
                        writeln!(
                            out,
                            "{} = file {file_name}, {}, the bytes of {blob}",
                            part.name,
                            format.mime()
                        )
                        .unwrap();
                    }
                }
            }
        }
    }
    out
}

/// A file below `tests/golden`.
pub fn stored(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden").join(name)
}

/// Compares a text with the stored one, or stores it where `IDEOMIX_BLESS` is set.
pub fn compare(name: &str, now: &str) {
    let path = stored(name);
    if std::env::var_os("IDEOMIX_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, now).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(now, stored, "it differs from {}", path.display());
}
