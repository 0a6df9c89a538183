//! Reading a record with the distrust that data from the network deserves.
//!
//! Another program on the same origin, or an older fault, may have written to the database.

use thiserror::Error;

use crate::record::capped;
use crate::{Job, SCHEMA, Saved, is_asset_id};

/// Latest time a JavaScript date can hold, Unix milliseconds (ECMA-262, "Time Values and Time Range").
const MAX_TIME_MS: f64 = 8.64e15;

/// Why a record cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Flaw {
    /// A member has the wrong type or an impossible value; the reader's words.
    #[error("shape: {0}")]
    Shape(String),
    /// The record's version is not one this code can read.
    #[error("version {0}")]
    Version(u32),
    /// The id is not 32 lowercase hexadecimal digits.
    #[error("id")]
    Id,
    /// The creation time is missing or not a time after 1970 began.
    #[error("creation time")]
    Created,
}

impl Job {
    /// Whether the record can be stored and found again.
    ///
    /// # Errors
    /// [`Flaw::Version`], [`Flaw::Id`] or [`Flaw::Created`].
    pub fn check(&self) -> Result<(), Flaw> {
        if !(1..=SCHEMA).contains(&self.version) {
            return Err(Flaw::Version(self.version));
        }
        let hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if self.id.len() != 32 || !self.id.bytes().all(hex) {
            return Err(Flaw::Id);
        }
        // A missing time reads as 0; the database would leave such a record out of the gallery's order.
        if !(self.created_ms > 0.0 && self.created_ms <= MAX_TIME_MS) {
            return Err(Flaw::Created);
        }
        Ok(())
    }

    /// Takes a record that was read: refuses it when it cannot be kept, and otherwise drops single members that
    /// could do harm (a link that is no link to a picture, a file name that is no asset id).
    ///
    /// # Errors
    /// Those of [`check`](Self::check).
    pub fn admit(mut self) -> Result<Self, Flaw> {
        self.check()?;
        for field in &mut self.fields {
            field.files.retain(|id| is_asset_id(id));
        }
        for picture in &mut self.pictures {
            picture.url.take_if(|url| !is_picture_link(url));
            picture.asset.take_if(|id| !is_asset_id(id));
            if picture.saved == Saved::Saved && picture.asset.is_none() {
                picture.saved = Saved::Unreadable { reason: "no_asset".to_owned() };
            }
        }
        if let Some(raw) = &mut self.raw {
            raw.truncate(capped(raw).len());
        }
        Ok(self)
    }
}

/// Links a picture can come from. A script link must never reach an `href`.
fn is_picture_link(url: &str) -> bool {
    const STARTS: [&str; 5] = ["https://", "http://", "/", "blob:", "data:image/"];
    STARTS.iter().any(|start| url.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Field, Picture, id_from};

    fn job() -> Job {
        Job::new(id_from([7; 16]), 1_000.0)
    }

    #[test]
    fn a_fresh_job_is_admitted_unchanged() {
        assert_eq!(job().admit(), Ok(job()));
    }

    #[test]
    fn a_record_that_cannot_be_found_again_is_refused() {
        let flaw = |change: fn(&mut Job)| {
            let mut job = job();
            change(&mut job);
            job.admit().expect_err("the record must be refused")
        };
        assert_eq!(flaw(|job| job.version = 0), Flaw::Version(0));
        assert_eq!(flaw(|job| job.version = SCHEMA + 1), Flaw::Version(SCHEMA + 1));
        assert_eq!(flaw(|job| job.id = "A".repeat(32)), Flaw::Id);
        assert_eq!(flaw(|job| job.id.clear()), Flaw::Id);
        assert_eq!(flaw(|job| job.created_ms = f64::NAN), Flaw::Created);
        assert_eq!(flaw(|job| job.created_ms = 0.0), Flaw::Created);
        assert_eq!(flaw(|job| job.created_ms = -1.0), Flaw::Created);
        assert_eq!(flaw(|job| job.created_ms = 9e15), Flaw::Created);
    }

    #[test]
    fn only_links_to_pictures_survive() {
        for (url, kept) in [
            ("https://example.com/a.png", true),
            ("HTTPS://example.com/a.png", true),
            ("http://127.0.0.1:8080/p/1.png", true),
            ("/practice/files/1.png", true),
            ("blob:https://example.com/1", true),
            ("data:image/png;base64,AA==", true),
            ("javascript:alert(1)", false),
            (" javascript:alert(1)", false),
            ("data:text/html,<script>", false),
            ("", false),
        ] {
            let picture = Picture { url: Some(url.to_owned()), ..Picture::default() };
            let read = Job { pictures: vec![picture], ..job() }.admit().expect("the job itself is fine");
            assert_eq!(read.pictures[0].url.is_some(), kept, "{url:?}");
        }
    }

    #[test]
    fn a_file_name_that_is_no_asset_id_is_dropped() {
        let files = vec!["ok-1".to_owned(), "../x".to_owned(), String::new(), "é".to_owned()];
        let picture = Picture { saved: Saved::Saved, asset: Some("a b".to_owned()), ..Picture::default() };
        let fields = vec![Field { name: "image".to_owned(), files, ..Field::default() }];
        let read = Job { fields, pictures: vec![picture], ..job() }.admit().expect("the job itself is fine");
        assert_eq!(read.fields[0].files, ["ok-1"]);
        assert_eq!(read.pictures[0].asset, None);
        assert_eq!(read.pictures[0].saved, Saved::Unreadable { reason: "no_asset".to_owned() });
    }
}
