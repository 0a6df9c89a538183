//! Files on their way in: picked, dropped, pasted.

use wasm_bindgen::JsCast;
use web_sys::{Blob, DataTransfer, Element, Event, FileList};

/// A file that a person offers, or something that only looks like one.
#[derive(Clone, Debug)]
pub(crate) struct Incoming {
    /// Its name, for people.
    pub(crate) name: String,
    /// Its bytes. They are read later, and may be gone by then.
    pub(crate) blob: Blob,
    /// Whether it is a folder.
    pub(crate) folder: bool,
}

/// What was picked.
pub(crate) fn picked(list: Option<FileList>) -> Vec<Incoming> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length())
        .filter_map(|at| list.get(at))
        .map(|file| Incoming { name: file.name(), blob: file.into(), folder: false })
        .collect()
}

/// What was dropped or pasted. A folder can only be told from a file as long as the event lasts.
pub(crate) fn transferred(data: Option<DataTransfer>) -> Vec<Incoming> {
    let Some(data) = data else { return Vec::new() };
    let items = data.items();
    let mut files = picked(data.files());
    // Items that are no files, such as words, have no place in the list of files.
    let entries = (0..items.length()).filter_map(|at| items.get(at)).filter(|item| item.kind() == "file");
    for (file, item) in files.iter_mut().zip(entries) {
        file.folder = item.webkit_get_as_entry().ok().flatten().is_some_and(|entry| entry.is_directory());
    }
    files
}

/// Whether files or pictures are being dragged. Words and links are left to text boxes, which take them by themselves.
pub(crate) fn carries_files(event: &Event, data: Option<&DataTransfer>) -> bool {
    let has = |kind: &str| data.is_some_and(|data| data.types().includes(&kind.into(), 0));
    has("Files") || (has("text/uri-list") && !is_written_in(event))
}

/// What a drag says of itself, for pictures of this page.
pub(crate) fn drag_words(data: Option<&DataTransfer>) -> String {
    let said = |kind| data.and_then(|data| data.get_data(kind).ok()).unwrap_or_default();
    said("text/html") + &said("text/uri-list")
}

/// The name of the slot that an event happened in.
pub(crate) fn slot_of(event: &Event) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("[data-slot]").ok()??.get_attribute("data-slot")
}

/// Whether words are meant: a paste into a text box of something that also has words.
pub(crate) fn means_words(event: &Event, data: Option<&DataTransfer>) -> bool {
    is_written_in(event) && data.is_some_and(|data| data.types().includes(&"text/plain".into(), 0))
}

fn is_written_in(event: &Event) -> bool {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    target.is_some_and(|target| target.matches("textarea, input").unwrap_or(false))
}
