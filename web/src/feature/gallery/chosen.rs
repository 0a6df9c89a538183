//! What is chosen in the gallery, and what is done with all of it at once.

use super::super::result::file_name;
use super::tiles::Tile;
use crate::browser;
use crate::state::{Studio, studio};
use crate::text::{sift_words, text};
use crate::ui::{Button, ButtonVariant, IconName, Tone, draw};
use ideomix_gallery::{Crc, Job, Zip};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The chosen jobs. A job is chosen as a whole: its pictures were paid for together, and its record goes with them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chosen {
    ids: RwSignal<Vec<String>>,
    last: StoredValue<Option<String>>,
    tiles: Memo<Vec<Tile>>,
}

impl Chosen {
    pub(super) fn new(tiles: Memo<Vec<Tile>>) -> Self {
        Self { ids: RwSignal::new(Vec::new()), last: StoredValue::new(None), tiles }
    }

    pub(super) fn has(self, id: &str) -> bool {
        self.ids.with(|ids| ids.iter().any(|other| other == id))
    }

    /// Chooses a job or not any more; with Shift, everything between it and the last one.
    pub(super) fn press(self, id: &str, range: bool) {
        let last = self.last.get_value().filter(|_| range);
        let all = self.ids_of_tiles();
        let place = |wanted: &str| all.iter().position(|other| other == wanted);
        if let (Some(from), Some(to)) = (last.as_deref().and_then(place), place(id)) {
            self.ids.update(|ids| {
                for other in &all[from.min(to)..=from.max(to)] {
                    if !ids.contains(other) {
                        ids.push(other.clone());
                    }
                }
            });
        } else {
            self.ids.update(|ids| match ids.iter().position(|other| other == id) {
                Some(at) => drop(ids.remove(at)),
                None => ids.push(id.to_owned()),
            });
        }
        self.last.set_value(Some(id.to_owned()));
    }

    pub(super) fn everything(self) {
        self.ids.set(self.ids_of_tiles());
    }

    pub(super) fn choose(self, ids: Vec<String>) {
        self.ids.set(ids);
    }

    /// Lets go of what is chosen; says whether there was something.
    pub(super) fn clear(self) -> bool {
        let some = self.ids.with_untracked(|ids| !ids.is_empty());
        if some {
            self.ids.set(Vec::new());
        }
        some
    }

    /// Throws away what is chosen; says whether there was something.
    pub(super) fn delete(self, studio: Studio) -> bool {
        let ids = self.ids.get_untracked();
        self.clear() && {
            studio.delete_all(ids);
            true
        }
    }

    fn ids_of_tiles(self) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        self.tiles.with_untracked(|tiles| {
            for id in tiles.iter().filter_map(Tile::job) {
                if ids.last().is_none_or(|last| last != id) {
                    ids.push(id.to_owned());
                }
            }
        });
        ids
    }

    fn pictures(self, studio: Studio) -> usize {
        let ids = self.ids.get();
        ids.iter()
            .filter_map(|id| studio.jobs.find(id))
            .map(|entry| entry.job.with(|job| job.counts().made))
            .sum()
    }
}

/// The bar that stands at the end of the window while something is chosen.
#[component]
pub(super) fn ChosenBar(chosen: Chosen) -> impl IntoView {
    let studio = studio();
    let packing = RwSignal::new(false);
    let zip = move |()| {
        packing.set(true);
        let ids = chosen.ids.get_untracked();
        spawn_local(async move {
            let left_out = studio.save_zip(&ids).await;
            if left_out > 0 {
                studio.messages.note(Tone::Warn, (sift_words().zip_left_out)(left_out), None);
            }
            packing.try_set(false);
        });
    };
    let star = move |()| {
        for entry in chosen.ids.get_untracked().iter().filter_map(|id| untrack(|| studio.jobs.find(id))) {
            let star = |job: &mut Job| job.pictures.iter_mut().for_each(|picture| picture.starred = true);
            spawn_local(studio.change(&entry, star));
        }
    };
    draw(move || {
        let jobs = chosen.ids.with(Vec::len);
        (jobs > 0).then(|| {
            let words = sift_words();
            view! {
                <div class="chosen-bar" role="region" aria-label=(words.selected)(jobs, chosen.pictures(studio))>
                    <span role="status">{(words.selected)(jobs, chosen.pictures(studio))}</span>
                    <Button variant=ButtonVariant::Primary icon=IconName::Download busy=packing on_press=zip>
                        {words.zip}
                    </Button>
                    <Button icon=IconName::Star on_press=star>{words.star}</Button>
                    <Button
                        variant=ButtonVariant::Danger
                        icon=IconName::Trash
                        on_press=move |()| {
                            chosen.delete(studio);
                        }
                    >
                        {words.delete}
                    </Button>
                    <Button
                        variant=ButtonVariant::Ghost
                        icon=IconName::Close
                        label=words.clear
                        on_press=move |()| {
                            chosen.clear();
                        }
                    />
                </div>
            }
            .into_any()
        })
    })
}

impl Studio {
    /// Hands the kept pictures of jobs to the browser's downloads as one file. Says how many are not in it.
    async fn save_zip(self, ids: &[String]) -> usize {
        let (mut zip, parts, mut left_out, mut packed) = (Zip::default(), Array::new(), 0, 0usize);
        for entry in ids.iter().filter_map(|id| untrack(|| self.jobs.find(id))) {
            let job = entry.job.get_untracked();
            for picture in job.pictures.iter().filter(|picture| picture.is_there()) {
                let part = self.zip_part(&mut zip, &file_name(&job, picture), picture.asset.as_deref()).await;
                match part {
                    Some((head, file)) => {
                        parts.push(&Uint8Array::from(head.as_slice()));
                        parts.push(&file);
                        packed += 1;
                    }
                    None => left_out += 1,
                }
            }
        }
        if packed > 0 {
            parts.push(&Uint8Array::from(zip.end().as_slice()));
            browser::save_parts(&parts, "application/zip", "ideomix.zip");
            self.messages.say(text().result.download.to_owned());
        }
        left_out
    }

    /// What stands before a file in the ZIP, and the file. Its bytes are looked at for their checksum and go no further.
    async fn zip_part(
        self,
        zip: &mut Zip,
        name: &str,
        asset: Option<&str>,
    ) -> Option<(Vec<u8>, web_sys::Blob)> {
        let file = self.gallery().asset(asset?).await.ok().flatten()?;
        let bytes = browser::read_bytes(&file).await?;
        let mut crc = Crc::new();
        crc.add(&bytes);
        let head = zip.entry(name, crc, u32::try_from(bytes.len()).ok()?)?;
        Some((head, file))
    }
}
