//! From a file that a person picked to an upload that the table can check.

use crate::stream;
use ideomix_api::{Format, Upload};
use ideomix_picture::{Facts, HEAD, Kind, Problem, sniff};
use web_sys::Blob;

/// Why a picked file cannot be uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadProblem {
    /// What the bytes say against it.
    Picture(Problem),
    /// The file cannot be read: deleted, changed or locked since it was picked.
    Unreadable,
}

/// Looks at a picked file's first bytes. Nothing else of it is read.
///
/// # Errors
///
/// [`UploadProblem`] says what is wrong with it.
pub async fn upload(blob: &Blob) -> Result<Upload<Blob>, UploadProblem> {
    let facts = read_facts(blob).await?;
    let format = format_of(facts.kind);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size is a whole number below 2^53"
    )]
    let bytes = blob.size() as u64;
    Ok(Upload { blob: blob.clone(), format, bytes, width: facts.width, height: facts.height })
}

/// Kind and size of a picture file.
///
/// # Errors
///
/// As for [`upload`].
pub async fn read_facts(blob: &Blob) -> Result<Facts, UploadProblem> {
    let mut length = HEAD;
    loop {
        let head = stream::head(blob, length).await.ok_or(UploadProblem::Unreadable)?;
        match sniff(&head) {
            // Some cameras put a preview of several hundred kilobytes before the size.
            Err(Problem::NeedMore { .. }) if length < 16 * HEAD => length *= 4,
            other => return other.map_err(UploadProblem::Picture),
        }
    }
}

/// The API's word for a kind of picture file.
pub const fn format_of(kind: Kind) -> Format {
    match kind {
        Kind::Png => Format::Png,
        Kind::Jpeg => Format::Jpeg,
        Kind::Webp => Format::Webp,
    }
}
