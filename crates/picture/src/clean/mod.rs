//! The same picture without what a file says about its maker: place, camera, words, attachments.
//!
//! Nothing is decoded and no pixel changes. A [`Survey`] walks over a file window by window and gives a list of
//! [`Piece`]s, so that a browser can put the clean file together from slices of the old one. What a picture needs to
//! look right stays: color profiles, gamma, transparency, density, and how it is turned.

mod exif;
mod jpeg;
mod png;
mod webp;

use crate::{Kind, Problem, sniff_file};

/// How many bytes [`Survey::look`] wants to see at a time. A shorter window means that the file ends there.
pub const WINDOW: usize = 256 * 1024;

/// A file of more pieces than this was made to be one.
const PIECES_MAX: usize = 4096;

/// One stretch of the clean file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Bytes of the old file, from the first offset up to and without the second.
    Keep(u64, u64),
    /// Bytes that stand in the place of others.
    Write(Vec<u8>),
}

/// What a file carried besides its picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Removed {
    /// Where it was taken (GPS).
    pub place: bool,
    /// What it was taken with, and when (Exif).
    pub camera: bool,
    /// Words: comments, titles, edit history (XMP, IPTC, text chunks).
    pub words: bool,
    /// Whatever else: previews, attached films, data behind the picture's end.
    pub other: bool,
}

/// A file that was looked at from end to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clean {
    /// The clean file. One piece that is the whole file when there was nothing to remove.
    pub pieces: Vec<Piece>,
    /// What was removed.
    pub removed: Removed,
    /// How the stored pixels must be turned to be upright, as Exif counts: 1 is upright, 2 to 4 mirror or turn by half,
    /// 5 to 8 exchange width and height. The clean file still says so.
    pub orientation: u8,
    /// Whether the file holds a film and not one picture.
    pub animated: bool,
}

/// A walk over a file. Ask [`wants`](Self::wants), give that window to [`look`](Self::look), until it wants no more.
#[derive(Debug)]
pub struct Survey {
    kind: Kind,
    walk: Walk,
    outcome: Option<Result<(), Problem>>,
    /// JPEG: whether compressed pixels are being skipped.
    in_scan: bool,
    /// WebP: where the container says that it ends.
    end: u64,
}

/// What the walks over the three kinds share.
#[derive(Debug)]
struct Walk {
    at: u64,
    length: u64,
    pieces: Vec<Piece>,
    removed: Removed,
    orientation: u8,
    animated: bool,
}

/// What a step over one item of a file came to.
enum Step {
    /// The item is done; the walk stands behind it.
    On,
    /// The item begins in this window and does not end in it.
    More,
    /// The picture ends here.
    End,
}

/// What becomes of a block of Exif.
enum Fate {
    /// It says how the picture is turned and nothing else.
    Keep,
    /// It goes.
    Drop,
    /// This one takes its place.
    Replace([u8; 26]),
}

impl Removed {
    /// Whether there was anything.
    pub const fn any(self) -> bool {
        self.place || self.camera || self.words || self.other
    }
}

impl Survey {
    /// A walk over a file of that kind, as [`sniff`](crate::sniff) found it, and that length in bytes.
    pub const fn new(kind: Kind, length: u64) -> Self {
        let walk = Walk {
            at: 0,
            length,
            pieces: Vec::new(),
            removed: Removed { place: false, camera: false, words: false, other: false },
            orientation: 1,
            animated: false,
        };
        Self { kind, walk, outcome: None, in_scan: false, end: length }
    }

    /// The offset from which the next window is to be read, or `None` when all is known.
    pub const fn wants(&self) -> Option<u64> {
        if self.outcome.is_some() { None } else { Some(self.walk.at) }
    }

    /// Looks at up to [`WINDOW`] bytes from the offset that was asked for.
    pub fn look(&mut self, window: &[u8]) {
        let from = self.walk.at;
        while self.outcome.is_none() {
            let skipped = usize::try_from(self.walk.at - from).unwrap_or(usize::MAX);
            let rest = window.get(skipped..).unwrap_or_default();
            let last = window.len() < WINDOW || from + window.len() as u64 >= self.walk.length;
            if rest.is_empty() && skipped > 0 && !last {
                return;
            }
            match self.step(rest) {
                Ok(Step::On) if self.walk.pieces.len() <= PIECES_MAX => {}
                Ok(Step::On) => self.outcome = Some(Err(Problem::Damaged)),
                Ok(Step::More) if skipped > 0 && !last => return,
                // Not even a whole window holds it, or nothing more will come.
                Ok(Step::More) => self.outcome = Some(Err(self.walk.cut_off())),
                Ok(Step::End) => self.outcome = Some(Ok(())),
                Err(problem) => self.outcome = Some(Err(problem)),
            }
        }
    }

    /// What was found.
    ///
    /// # Errors
    /// [`Problem::Truncated`] when the file ends before its picture does, [`Problem::Damaged`] when it contradicts
    /// itself.
    pub fn finish(mut self) -> Result<Clean, Problem> {
        self.outcome.take().unwrap_or_else(|| Err(self.walk.cut_off()))?;
        if self.walk.at < self.walk.length {
            self.walk.removed.other = true;
        }
        let Walk { mut pieces, removed, orientation, animated, length, .. } = self.walk;
        if !removed.any() {
            pieces = vec![Piece::Keep(0, length)];
        } else if self.kind == Kind::Webp {
            webp::mend(&mut pieces, orientation != 1);
        }
        Ok(Clean { pieces, removed, orientation, animated })
    }

    fn step(&mut self, rest: &[u8]) -> Result<Step, Problem> {
        match self.kind {
            Kind::Jpeg => jpeg::step(&mut self.walk, &mut self.in_scan, rest),
            Kind::Png => png::step(&mut self.walk, rest),
            Kind::Webp => webp::step(&mut self.walk, &mut self.end, rest),
        }
    }
}

impl Walk {
    /// Keeps the next bytes. They need not be in the window, but must be in the file.
    fn keep(&mut self, bytes: u64) -> Result<Step, Problem> {
        let from = self.at;
        self.skip(bytes)?;
        match self.pieces.last_mut() {
            Some(Piece::Keep(_, to)) if *to == from => *to = self.at,
            _ => self.pieces.push(Piece::Keep(from, self.at)),
        }
        Ok(Step::On)
    }

    /// Leaves the next bytes out.
    fn skip(&mut self, bytes: u64) -> Result<Step, Problem> {
        let end = self.at.checked_add(bytes).ok_or(Problem::Damaged)?;
        if end > self.length {
            return Err(self.cut_off());
        }
        self.at = end;
        Ok(Step::On)
    }

    fn write(&mut self, bytes: Vec<u8>) {
        self.pieces.push(Piece::Write(bytes));
    }

    /// Notes what a block of Exif says, and says what is to become of it.
    fn exif(&mut self, block: &[u8]) -> Fate {
        let said = exif::read(block);
        if (2..=8).contains(&said.orientation) {
            self.orientation = said.orientation;
            let only = exif::only(said.orientation);
            if block == only {
                return Fate::Keep;
            }
            self.removed.camera = true;
            self.removed.place |= said.place;
            return Fate::Replace(only);
        }
        self.removed.camera = true;
        self.removed.place |= said.place;
        Fate::Drop
    }

    fn cut_off(&self) -> Problem {
        Problem::Truncated { needs: usize::try_from(self.length).unwrap_or(usize::MAX).saturating_add(1) }
    }
}

/// Looks at a whole file in memory.
///
/// # Errors
/// Those of [`sniff_file`] and of [`Survey::finish`].
pub fn survey(file: &[u8]) -> Result<Clean, Problem> {
    let mut survey = Survey::new(sniff_file(file)?.kind, file.len() as u64);
    while let Some(at) = survey.wants() {
        let from = usize::try_from(at).unwrap_or(usize::MAX).min(file.len());
        survey.look(&file[from..file.len().min(from.saturating_add(WINDOW))]);
    }
    survey.finish()
}

impl Clean {
    /// The clean file, from the old one in memory.
    pub fn apply(&self, file: &[u8]) -> Vec<u8> {
        let mut clean = Vec::with_capacity(file.len());
        for piece in &self.pieces {
            match piece {
                Piece::Write(bytes) => clean.extend(bytes),
                Piece::Keep(from, to) => {
                    let at = |offset: &u64| usize::try_from(*offset).unwrap_or(usize::MAX).min(file.len());
                    clean.extend(&file[at(from)..at(to)]);
                }
            }
        }
        clean
    }
}
