//! One request and all that is known about it.

use crate::shape::{Record, Walk, Word, as_value, word};
use crate::{Flaw, Made, Picture, Saved};

/// Version of the record's shape. It goes up when an older reader would misread the record; a new optional member
/// does not raise it.
pub const SCHEMA: u32 = 1;

/// Longest raw answer that is kept, bytes. What is longer is cut when the record is written.
pub const MAX_RAW: usize = 64 * 1024;

/// One request: what was asked, what became of it, what came back.
///
/// Written before anything is sent, and again at every step, so that a closed tab never loses a paid request. Members
/// this version does not know are ignored in reading, missing ones take their default.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// [`SCHEMA`] at the time of writing.
    pub version: u32,
    /// 32 lowercase hexadecimal digits; see [`id_from`].
    pub id: String,
    /// When the person asked for it, Unix milliseconds. The gallery is ordered by it.
    pub created_ms: f64,
    /// Operation, by its id in the capability table, such as `v3_generate`.
    pub operation: String,
    /// Model, as the API names it, such as `V3` or `V_2A`.
    pub model: String,
    /// How it was sent: `practice`, `direct` or `proxy`.
    pub connection: String,
    /// The draft, field by field, in the form's order.
    pub fields: Vec<Field>,
    /// How many pictures were asked for.
    pub images_asked: u8,
    /// Expected price of the whole call, thousandths of a US dollar; absent when the price is unknown.
    pub estimate_milli_usd: Option<u32>,
    /// Where the request stands.
    pub phase: Phase,
    /// Why it did not end as [`Phase::Done`].
    pub failure: Option<FailureNote>,
    /// When the outcome was known, Unix milliseconds.
    pub finished_ms: Option<f64>,
    /// When the person threw it away, Unix milliseconds. It is hidden from then on and its files are still here, so that
    /// it can be taken back; whoever finds it later takes it away for good.
    pub trashed_ms: Option<f64>,
    /// Texts that came back from a describe operation.
    pub descriptions: Vec<String>,
    /// Pictures that came back, in the answer's order.
    pub pictures: Vec<Picture>,
    /// The answer as it came, for the details view; cut to [`MAX_RAW`] when written. It must not hold a key.
    pub raw: Option<String>,
}

/// One field of a draft: texts, or files that are kept as assets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    /// The API's own name of the field.
    pub name: String,
    /// Values as text, in order; empty for a field of files.
    pub texts: Vec<String>,
    /// Asset ids of the files, in order; empty for a field of texts.
    pub files: Vec<String>,
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Phase {
    /// Written down, nothing sent yet.
    Prepared,
    /// Sent, no answer yet.
    Sent,
    /// Answered with a result.
    Done,
    /// Refused before anything ran.
    Refused,
    /// It never reached the service.
    NotSent,
    /// It ran or may have run, and failed.
    Failed,
    /// Nobody knows whether it ran; it may be billed.
    #[default]
    Unknown,
}

/// Why a request did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FailureNote {
    /// Stable code of the cause.
    pub cause: String,
    /// Whether it was billed: `yes`, `no` or `unknown`.
    pub billed: String,
    /// HTTP status, when there was an answer.
    pub status: Option<u16>,
    /// The service's own words, shortened and without secrets.
    pub message: Option<String>,
    /// Trace id to quote when asking the provider.
    pub trace: Option<String>,
}

/// How the pictures of a job stand, for a line under the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Made by the service.
    pub made: usize,
    /// Withheld by the safety filter.
    pub withheld: usize,
    /// Made, and the bytes are kept.
    pub saved: usize,
    /// Made, and the bytes are still to be kept.
    pub pending: usize,
    /// Made, and the bytes were not kept for a reason given in [`Picture::saved`].
    pub unsaved: usize,
}

impl Job {
    /// A record for a request that is about to be sent.
    pub fn new(id: String, created_ms: f64) -> Self {
        Self { id, created_ms, phase: Phase::Prepared, ..Self::default() }
    }

    /// Asset ids this record names, each once: input files first, then saved pictures.
    pub fn asset_ids(&self) -> Vec<&str> {
        let files = self.fields.iter().flat_map(|field| &field.files);
        let pictures = self.pictures.iter().filter_map(|picture| picture.asset.as_ref());
        let mut ids: Vec<&str> = Vec::new();
        for id in files.chain(pictures) {
            if !ids.contains(&id.as_str()) {
                ids.push(id);
            }
        }
        ids
    }

    /// How the pictures stand.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for picture in &self.pictures {
            match (picture.made, &picture.saved) {
                _ if picture.removed => {}
                (Made::Withheld, _) => counts.withheld += 1,
                (Made::NoLink, _) => {}
                (Made::Made, saved) => {
                    counts.made += 1;
                    match saved {
                        Saved::Saved => counts.saved += 1,
                        Saved::Pending => counts.pending += 1,
                        Saved::Unreadable { .. } | Saved::NoRoom | Saved::Expired => counts.unsaved += 1,
                    }
                }
            }
        }
        counts
    }

    /// Moves to the next phase. Returns false and changes nothing when the step makes no sense, such as a late timer
    /// that would turn a result into a failure.
    pub fn advance(&mut self, next: Phase) -> bool {
        let allowed = self.phase.may_become(next);
        if allowed {
            self.phase = next;
        }
        allowed
    }

    /// Settles a record that an earlier run of the studio left open: what was only prepared was not sent, what was sent
    /// has an unknown outcome and may be billed. Returns whether anything changed.
    ///
    /// Call it only for jobs that no living tab is working on.
    pub fn recover(&mut self, now_ms: f64) -> bool {
        let (phase, billed) = match self.phase {
            Phase::Prepared => (Phase::NotSent, "no"),
            Phase::Sent => (Phase::Unknown, "unknown"),
            _ => return false,
        };
        self.phase = phase;
        self.finished_ms = Some(now_ms);
        self.failure = Some(FailureNote {
            cause: "interrupted".to_owned(),
            billed: billed.to_owned(),
            ..FailureNote::default()
        });
        true
    }
}

impl Default for Job {
    fn default() -> Self {
        Self {
            version: SCHEMA,
            id: String::new(),
            created_ms: 0.0,
            operation: String::new(),
            model: String::new(),
            connection: String::new(),
            fields: Vec::new(),
            images_asked: 0,
            estimate_milli_usd: None,
            phase: Phase::Unknown,
            failure: None,
            finished_ms: None,
            trashed_ms: None,
            descriptions: Vec::new(),
            pictures: Vec::new(),
            raw: None,
        }
    }
}

impl Phase {
    /// Whether the outcome is known, as far as it ever will be by itself.
    pub fn is_settled(self) -> bool {
        !matches!(self, Self::Prepared | Self::Sent)
    }

    /// Whether a request in this phase can move to `next`. An unknown outcome can still become known, because a proxy
    /// may hand out the answer later; every other settled phase is final.
    pub fn may_become(self, next: Self) -> bool {
        match self {
            Self::Prepared => matches!(next, Self::Sent | Self::NotSent),
            Self::Sent => next.is_settled(),
            Self::Unknown => next.is_settled() && next != Self::Unknown,
            Self::Done | Self::Refused | Self::NotSent | Self::Failed => false,
        }
    }

    /// The name in the record.
    pub fn name(self) -> &'static str {
        word(self)
    }
}

impl Record for Job {
    fn members(&mut self, walk: &mut Walk) -> Result<(), Flaw> {
        if matches!(walk, Walk::Write(_))
            && let Some(raw) = &mut self.raw
        {
            raw.truncate(capped(raw).len());
        }
        walk.member("version", &mut self.version)?;
        walk.member("id", &mut self.id)?;
        walk.member("created_ms", &mut self.created_ms)?;
        walk.member("operation", &mut self.operation)?;
        walk.member("model", &mut self.model)?;
        walk.member("connection", &mut self.connection)?;
        walk.member("fields", &mut self.fields)?;
        walk.member("images_asked", &mut self.images_asked)?;
        walk.member("estimate_milli_usd", &mut self.estimate_milli_usd)?;
        walk.member("phase", &mut self.phase)?;
        walk.member("failure", &mut self.failure)?;
        walk.member("finished_ms", &mut self.finished_ms)?;
        walk.member("trashed_ms", &mut self.trashed_ms)?;
        walk.member("descriptions", &mut self.descriptions)?;
        walk.member("pictures", &mut self.pictures)?;
        walk.member("raw", &mut self.raw)
    }
}

impl Record for Field {
    fn members(&mut self, walk: &mut Walk) -> Result<(), Flaw> {
        walk.member("name", &mut self.name)?;
        walk.member("texts", &mut self.texts)?;
        walk.member("files", &mut self.files)
    }
}

impl Record for FailureNote {
    fn members(&mut self, walk: &mut Walk) -> Result<(), Flaw> {
        walk.member("cause", &mut self.cause)?;
        walk.member("billed", &mut self.billed)?;
        walk.member("status", &mut self.status)?;
        walk.member("message", &mut self.message)?;
        walk.member("trace", &mut self.trace)
    }
}

impl Word for Phase {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Prepared, "prepared"),
        (Self::Sent, "sent"),
        (Self::Done, "done"),
        (Self::Refused, "refused"),
        (Self::NotSent, "not_sent"),
        (Self::Failed, "failed"),
        (Self::Unknown, "unknown"),
    ];
}

as_value!(record Field, FailureNote);
as_value!(word Phase);

/// Writes 16 random bytes as a record id.
pub fn id_from(bytes: [u8; 16]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

/// The longest start of a text that fits and does not split a character.
pub(crate) fn capped(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_RAW)]
}
