//! A call that somebody pasted, as a draft: a curl command, or code in Python, JavaScript or JSON.
//!
//! Reading is tolerant. It knows the gateway page's own slips ([`slips`](crate::slips)), the shells of both worlds, and
//! calls that were copied without their line ends. What it puts right and what it leaves out is said by name. A key in
//! the text is noticed and goes no further than this module.

mod code;
mod curl;
mod fill;
mod key;
mod shell;

use crate::{Draft, Palette};

/// A call that was read from a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported<B> {
    /// What it asks, but for its files.
    pub draft: Draft<B>,
    /// The files it names, as wire name and file name: they have to be chosen by hand.
    pub files: Vec<(&'static str, String)>,
    /// What was put right, as it was written and as it is now.
    pub mended: Vec<(String, String)>,
    /// What found no place.
    pub ignored: Vec<String>,
    /// Whether there was a key in the text. It was not kept.
    pub had_key: bool,
}

/// Why a text is no call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoCall {
    /// It names no address of the API.
    NoAddress,
    /// It names an address that is none of the API's.
    UnknownAddress(String),
}

/// What the readers find, before the table says what it means.
#[derive(Debug, Default)]
struct Found {
    /// The path below the gateway's address, or the id of a row.
    target: Option<Target>,
    /// Names and values, in order.
    pairs: Vec<(String, Given)>,
    /// What was not understood.
    ignored: Vec<String>,
}

#[derive(Debug)]
enum Target {
    Path(String),
    Row(String),
}

/// A value as it was given.
#[derive(Clone, Debug, PartialEq)]
enum Given {
    Text(String),
    Texts(Vec<String>),
    File(String),
    Palette(Palette),
}

/// Reads a text.
///
/// # Errors
///
/// [`NoCall`] when it names none of the API's addresses.
///
/// ```
/// let read = ideomix_api::import::<()>("curl https://aihubmix.com/ideogram/v1/ideogram-v3/generate -F prompt='a cat'");
/// assert_eq!(read.unwrap().draft.capability.id, "v3_generate");
/// ```
pub fn import<B: Clone>(text: &str) -> Result<Imported<B>, NoCall> {
    let (text, mut had_key) = key::without_keys(text);
    let found = match curl::command_in(&text) {
        Some(command) => curl::read(command, &mut had_key),
        None => code::read(&text, &mut had_key),
    };
    fill::fill(found, had_key)
}

/// The part of an address that names an endpoint, if it has one: that of the gateway, of a proxy, or of Ideogram itself,
/// whose paths lack the first step.
fn path_in(address: &str) -> Option<String> {
    const OFFICIAL: &str = "ideogram.ai/";
    let path = match address.find(OFFICIAL) {
        Some(at) => ["/ideogram/", &address[at + OFFICIAL.len()..]].concat(),
        None => address[address.find("/ideogram/")?..].to_owned(),
    };
    path.split(['?', '#']).next().map(str::to_owned)
}
