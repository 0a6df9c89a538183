//! What can go wrong in keeping things.

use thiserror::Error;

/// Why the store could not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The browser offers no database here (private mode, blocked storage, an embedded frame).
    /// Tell: the gallery lives only as long as this tab; download what should stay.
    #[error("this browser offers no database here")]
    NoDatabase,
    /// Another tab holds the database in an older form and does not let go, or it does not answer.
    /// Tell: close the other tabs of the studio and reload.
    #[error("another tab holds the database")]
    Blocked,
    /// The database was written by a newer version of the studio.
    /// Tell: reload to get the new version; nothing is lost.
    #[error("the database belongs to a newer version")]
    VersionTooNew,
    /// The browser has no room left for it. Nothing of this write was kept.
    /// Tell: the result stays on the screen; download it now, then free space.
    #[error("no room left in this browser's storage")]
    NoRoom,
    /// The record or file does not hold: it was damaged or written by something else, or it was about to be
    /// written with an impossible id. A damaged record was moved aside.
    /// Tell: this one entry cannot be read; the others are fine.
    #[error("a record does not hold: {0}")]
    Corrupt(String),
    /// Anything else, with the browser's own words for the report.
    /// Tell: it was not kept; try again, and download what matters.
    #[error("the database failed: {0}")]
    Other(String),
}

/// Why a gallery that was just opened keeps nothing after the tab closes. Show it until the person closes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What stood in the way of the database.
    pub cause: StoreError,
}
