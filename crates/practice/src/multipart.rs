//! Strict reading of `multipart/form-data`.

use std::convert::Infallible;

use futures_util::{FutureExt, stream};
use multer::{Multipart, bytes::Bytes};

use crate::refusal::Refusal;

/// More parts than any call has, and few enough to stay cheap.
const PARTS_MAX: usize = 64;

/// One part of a form.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) name: String,
    /// Present on file parts. The gateway tells files from text by this alone (GW).
    pub(crate) file_name: Option<String>,
    pub(crate) bytes: Bytes,
}

impl Part {
    /// The part as text, unless it is a file or not UTF-8.
    pub(crate) fn text(&self) -> Option<&str> {
        if self.file_name.is_some() { None } else { std::str::from_utf8(&self.bytes).ok() }
    }
}

/// Reads every part, in order.
pub(crate) fn read(content_type: &str, body: &[u8]) -> Result<Vec<Part>, Refusal> {
    let boundary = multer::parse_boundary(content_type).map_err(|_| Refusal::Malformed("no boundary"))?;
    let body = Bytes::copy_from_slice(body);
    let form = Multipart::new(stream::iter([Ok::<_, Infallible>(body)]), boundary);
    // The whole body is already here, so reading never waits.
    collect(form).now_or_never().unwrap_or(Err(Refusal::Malformed("the form does not end")))
}

async fn collect(mut form: Multipart<'_>) -> Result<Vec<Part>, Refusal> {
    let broken = |_| Refusal::Malformed("the form is broken");
    let mut parts = Vec::new();
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if parts.len() == PARTS_MAX {
            return Err(Refusal::Malformed("too many parts"));
        }
        let name =
            field.name().filter(|name| !name.is_empty()).ok_or(Refusal::Malformed("a part has no name"))?;
        let (name, file_name) = (name.to_owned(), field.file_name().map(str::to_owned));
        let bytes = field.bytes().await.map_err(broken)?;
        parts.push(Part { name, file_name, bytes });
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=x";

    #[test]
    fn text_and_files_are_told_apart_by_the_file_name() {
        let body = b"--x\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nhello\r\n--x\r\ncontent-disposition: form-data; name=\"f\"; filename=\"p.png\"\r\ncontent-type: image/png\r\n\r\n\x89P\r\n--x--\r\n";
        let parts = read(TYPE, body).unwrap();
        assert_eq!((parts[0].name.as_str(), parts[0].text()), ("a", Some("hello")));
        assert_eq!((parts[1].file_name.as_deref(), parts[1].text()), (Some("p.png"), None));
        assert_eq!(&parts[1].bytes[..], b"\x89P");
    }

    #[test]
    fn a_form_without_boundary_or_end_is_refused() {
        assert!(read("multipart/form-data", b"").is_err());
        assert!(read(TYPE, b"--x\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nhel").is_err());
        assert!(read(TYPE, b"").is_err());
    }
}
