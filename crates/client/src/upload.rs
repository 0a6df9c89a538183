//! From a file that a person picked to an upload that the table can check.

use crate::{format_of, stream};
use ideomix_api::{Format, Upload};
use ideomix_picture::{Clean, Facts, HEAD, Kind, Piece, Problem, Removed, Survey, WINDOW, sniff};
use web_sys::{Blob, BlobPropertyBag};

/// Why a picked file cannot be uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadProblem {
    /// What the bytes say against it.
    Picture(Problem),
    /// A film of that kind, where one picture is wanted.
    Animated(Kind),
    /// The file cannot be read: deleted, changed or locked since it was picked.
    Unreadable,
}

/// A picked file, ready to be sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Picked {
    /// The file without what it said about its maker.
    pub upload: Upload<Blob>,
    /// What that was.
    pub removed: Removed,
    /// How the stored pixels must be turned to be upright; see [`ideomix_picture::Clean`].
    pub orientation: u8,
}

/// Looks at a picked file, window by window, and takes out what it says about place, camera and people. The clean file
/// is put together from slices of the old one; a file with nothing to remove is sent as it is.
///
/// # Errors
///
/// [`UploadProblem`] says what is wrong with it.
pub async fn upload(blob: &Blob) -> Result<Picked, UploadProblem> {
    let Facts { kind, width, height } = read_facts(blob).await?;
    let mut survey = Survey::new(kind, size(blob));
    while let Some(at) = survey.wants() {
        let window = stream::slice(blob, at, WINDOW).await.ok_or(UploadProblem::Unreadable)?;
        survey.look(&window);
    }
    let Clean { pieces, removed, orientation, animated } = survey.finish().map_err(UploadProblem::Picture)?;
    if animated {
        return Err(UploadProblem::Animated(kind));
    }
    let format = format_of(kind);
    let clean = if removed.any() { put_together(blob, &pieces, format) } else { Some(blob.clone()) };
    let clean = clean.ok_or(UploadProblem::Unreadable)?;
    let bytes = size(&clean);
    Ok(Picked { upload: Upload { blob: clean, format, bytes, width, height }, removed, orientation })
}

/// A file of pieces. What is kept are slices of the old file, so its bytes are not copied.
fn put_together(blob: &Blob, pieces: &[Piece], format: Format) -> Option<Blob> {
    let parts = js_sys::Array::new();
    for piece in pieces {
        match piece {
            #[expect(clippy::cast_precision_loss, reason = "a place in a file is below 2^53")]
            Piece::Keep(from, to) => {
                let slice = blob.slice_with_f64_and_f64(*from as f64, *to as f64).ok()?;
                parts.push(&slice);
            }
            Piece::Write(bytes) => {
                parts.push(&js_sys::Uint8Array::from(bytes.as_slice()));
            }
        }
    }
    let options = BlobPropertyBag::new();
    options.set_type(format.mime());
    Blob::new_with_blob_sequence_and_options(&parts, &options).ok()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size is a whole number below 2^53"
)]
fn size(blob: &Blob) -> u64 {
    blob.size() as u64
}

/// Kind and size of a picture file.
///
/// # Errors
///
/// As for [`upload`].
pub async fn read_facts(blob: &Blob) -> Result<Facts, UploadProblem> {
    let mut head = stream::slice(blob, 0, HEAD).await.ok_or(UploadProblem::Unreadable)?;
    let mut skipped = 0;
    loop {
        match sniff(&head) {
            // A JPEG may have megabytes of metadata before its size. It is read on as if there were none.
            Err(Problem::NeedMore { from }) => {
                skipped += from as u64 - 2;
                let rest = stream::slice(blob, skipped + 2, HEAD - 2).await;
                head.truncate(2);
                head.extend(rest.ok_or(UploadProblem::Unreadable)?);
            }
            other => return other.map_err(UploadProblem::Picture),
        }
    }
}
