//! One picture of an answer.

use crate::Flaw;
use crate::shape::{Record, Tree, Value, Walk, Word, as_value, odd};

/// One picture of an answer, with three separate facts: [`made`](Self::made), [`view`](Self::view) and
/// [`saved`](Self::saved). None of them follows from another: a picture can be made and billed, visible through its
/// link, and still not be saved.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Picture {
    /// Place in the answer, from 0.
    pub index: u8,
    /// What the service said about it.
    pub made: Made,
    /// Whether this browser could show it through its link or its file.
    pub view: View,
    /// Whether its bytes are kept here.
    pub saved: Saved,
    /// Asset id of the kept bytes; present once saved.
    pub asset: Option<String>,
    /// Link the service gave. It works for a limited time.
    pub url: Option<String>,
    /// When the link stops working, Unix milliseconds, as far as the link itself tells.
    pub expires_ms: Option<f64>,
    /// Prompt the service says it used; the magic prompt may have rewritten it.
    pub prompt: String,
    /// Seed the service says it used.
    pub seed: Option<u64>,
    /// Style type the service says it used.
    pub style_type: Option<String>,
    /// Resolution the service says it used, in its own words, such as `1024x1024`.
    pub resolution: Option<String>,
    /// Width of the received file, pixels.
    pub width: Option<u32>,
    /// Height of the received file, pixels.
    pub height: Option<u32>,
    /// Kind of the received file, read from its bytes, such as `image/png`.
    pub mime: Option<String>,
    /// Size of the received file, bytes.
    pub bytes: Option<f64>,
    /// The person marked it.
    pub starred: bool,
    /// The person deleted this one and kept its job. It is hidden from then on; its file goes when the offer to take it
    /// back has ended, or at the next start.
    pub removed: bool,
}

impl Picture {
    /// Whether there is something to look at: made by the service and not deleted.
    pub fn is_there(&self) -> bool {
        self.made == Made::Made && !self.removed
    }
}

/// What the service said about a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Made {
    /// It was made and a link was given.
    Made,
    /// The safety filter withheld it. It is billed all the same.
    Withheld,
    /// It is listed without a link and without a reason.
    #[default]
    NoLink,
}

/// Whether this browser could show a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// Not tried yet.
    #[default]
    Unknown,
    /// It was shown.
    Viewable,
    /// The link or the file did not give a picture.
    Broken,
}

/// Whether the bytes of a picture are kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Saved {
    /// Still to be fetched and kept.
    #[default]
    Pending,
    /// Kept; [`Picture::asset`] names the bytes.
    Saved,
    /// The bytes could not be read, such as when the image host forbids scripts to read them.
    Unreadable {
        /// Stable code of the reason.
        reason: String,
    },
    /// The browser had no room for them.
    NoRoom,
    /// The link died before the bytes were kept.
    Expired,
}

impl Record for Picture {
    fn members(&mut self, walk: &mut Walk) -> Result<(), Flaw> {
        walk.member("index", &mut self.index)?;
        walk.member("made", &mut self.made)?;
        walk.member("view", &mut self.view)?;
        walk.member("saved", &mut self.saved)?;
        walk.member("asset", &mut self.asset)?;
        walk.member("url", &mut self.url)?;
        walk.member("expires_ms", &mut self.expires_ms)?;
        walk.member("prompt", &mut self.prompt)?;
        walk.member("seed", &mut self.seed)?;
        walk.member("style_type", &mut self.style_type)?;
        walk.member("resolution", &mut self.resolution)?;
        walk.member("width", &mut self.width)?;
        walk.member("height", &mut self.height)?;
        walk.member("mime", &mut self.mime)?;
        walk.member("bytes", &mut self.bytes)?;
        walk.member("starred", &mut self.starred)?;
        walk.member("removed", &mut self.removed)
    }
}

impl Word for Made {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Made, "made"), (Self::Withheld, "withheld"), (Self::NoLink, "no_link")];
}

impl Word for View {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Unknown, "unknown"), (Self::Viewable, "viewable"), (Self::Broken, "broken")];
}

as_value!(record Picture);
as_value!(word Made, View);

/// A word, or an object of one member that carries the reason.
impl Value for Saved {
    fn write(&mut self) -> Option<Tree> {
        let word = match self {
            Self::Pending => "pending",
            Self::Saved => "saved",
            Self::NoRoom => "no_room",
            Self::Expired => "expired",
            Self::Unreadable { reason } => {
                let inner = Tree::Map(vec![("reason".to_owned(), Tree::Text(reason.clone()))]);
                return Some(Tree::Map(vec![("unreadable".to_owned(), inner)]));
            }
        };
        Some(Tree::Text(word.to_owned()))
    }

    fn read(&mut self, tree: Tree) -> Result<(), Flaw> {
        *self = match tree {
            Tree::Text(word) => match word.as_str() {
                "pending" => Self::Pending,
                "saved" => Self::Saved,
                "no_room" => Self::NoRoom,
                "expired" => Self::Expired,
                _ => return Err(odd()),
            },
            Tree::Map(map) => {
                let mut inner = Reason::default();
                Walk::Read(map).member("unreadable", &mut inner)?;
                Self::Unreadable { reason: inner.reason.ok_or_else(odd)? }
            }
            _ => return Err(odd()),
        };
        Ok(())
    }
}

#[derive(Default)]
struct Reason {
    reason: Option<String>,
}

impl Record for Reason {
    fn members(&mut self, walk: &mut Walk) -> Result<(), Flaw> {
        walk.member("reason", &mut self.reason)
    }
}

as_value!(record Reason);
