//! Addresses of kept files: an asset is read from the gallery once and then has an object URL in this tab.

use super::Studio;
use crate::browser;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

/// A file up to this size stands in lists as it is, in bytes.
const SMALL: f64 = 32_000.0;

/// Which copy of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Version {
    /// The bytes as they came.
    Whole,
    /// The small one for lists, where there is one.
    Thumb,
}

/// The addresses known so far, and the kept files that forms hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Assets(
    StoredValue<Vec<(String, Version, String)>>,
    StoredValue<Vec<(Blob, String)>, LocalStorage>,
);

impl Assets {
    pub(super) fn new() -> Self {
        Self(StoredValue::new(Vec::new()), StoredValue::new_local(Vec::new()))
    }

    /// Remembers which kept file a form was given, so that a job made from it names the same file: that is how a
    /// picture knows what it was made from, and no file is kept twice.
    pub(super) fn lend(self, id: &str, blob: &Blob) {
        self.1.update_value(|lent| {
            if !lent.iter().any(|(other, _)| other == blob) {
                lent.push((blob.clone(), id.to_owned()));
            }
        });
    }

    /// The kept file that a form was given.
    pub(super) fn lent(self, blob: &Blob) -> Option<String> {
        self.1.with_value(|lent| lent.iter().find(|(other, _)| other == blob).map(|(_, id)| id.clone()))
    }

    /// Gives a fresh file its address without a trip through the database.
    pub(crate) fn know(self, id: &str, version: Version, blob: &Blob) -> Option<String> {
        let url = browser::object_url(blob)?;
        self.0.update_value(|known| {
            known.push((id.to_owned(), version, url.clone()));
        });
        Some(url)
    }

    /// Lets go of a deleted file's addresses.
    pub(crate) fn forget(self, id: &str) {
        self.1.update_value(|lent| lent.retain(|(_, other)| other != id));
        self.0.update_value(|known| {
            known.retain(|(known, _, url)| {
                if known == id {
                    browser::release_url(url);
                }
                known != id
            });
        });
    }

    /// The kept file whose address stands in a text, such as that of a picture which is being dragged.
    pub(crate) fn named_in(self, words: &str) -> Option<String> {
        self.0.with_value(|known| {
            known.iter().find(|(_, _, url)| words.contains(url.as_str())).map(|(id, ..)| id.clone())
        })
    }

    fn known(self, id: &str, version: Version) -> Option<String> {
        self.0.with_value(|all| {
            all.iter().find(|(known, of, _)| known == id && *of == version).map(|(_, _, url)| url.clone())
        })
    }
}

impl Studio {
    /// The address of a kept file, as soon as it is there. Follows the id.
    pub(crate) fn asset_url(self, id: Signal<Option<String>>, version: Version) -> Signal<Option<String>> {
        let url = RwSignal::new(None);
        Effect::new(move |_| {
            let Some(id) = id.get() else { return url.set(None) };
            if let Some(known) = self.assets.known(&id, version) {
                return url.set(Some(known));
            }
            spawn_local(async move {
                let loaded = self.load_asset(&id, version).await;
                url.try_set(loaded);
            });
        });
        url.into()
    }

    /// The address of a kept file, read from the gallery if need be.
    pub(crate) async fn load_asset(self, id: &str, version: Version) -> Option<String> {
        if let Some(known) = self.assets.known(id, version) {
            return Some(known);
        }
        let gallery = self.gallery();
        let small = version == Version::Thumb;
        if small && let Ok(Some(thumb)) = gallery.thumb(id).await {
            return self.assets.know(id, version, &thumb);
        }
        let mut blob = gallery.asset(id).await.ok().flatten()?;
        // What a person put into a form gets its small copy when it is first wanted in a list.
        if small
            && blob.size() > SMALL
            && let Some(thumb) = browser::thumbnail(&blob).await
        {
            let _ = gallery.put_thumb(id, &thumb).await;
            blob = thumb;
        }
        self.assets.know(id, version, &blob)
    }
}
