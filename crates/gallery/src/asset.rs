//! Files that are kept beside the records.

use crate::Job;

/// Longest asset id, bytes.
pub const MAX_ASSET_ID: usize = 128;

/// A kept file: an upload, a mask or a result. `B` is the browser's `Blob` in the store; tests use plain bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset<B> {
    /// Its id; see [`is_asset_id`]. A hash of the content makes equal files share their room.
    pub id: String,
    /// The file, as it came.
    pub blob: B,
    /// A small picture for lists.
    pub thumb: Option<B>,
}

/// What a delete took away; giving it back to `restore` undoes the delete.
#[derive(Debug, Clone, PartialEq)]
pub struct Removed<B> {
    /// The record.
    pub job: Job,
    /// The files that no other record names. Shared ones were left in place.
    pub assets: Vec<Asset<B>>,
}

/// Whether a text can be an asset id: 1 to [`MAX_ASSET_ID`] ASCII letters, digits, `-` or `_`.
pub fn is_asset_id(text: &str) -> bool {
    (1..=MAX_ASSET_ID).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}
