//! The brush sizes that a person has saved, each under a digit, and whether the brush keeps its size on the screen.

use super::Studio;
use crate::text::text;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The note with the sizes in pixels and, behind them, whether they are kept on the screen.
const NOTE: &str = "mask.sizes";
/// The digit of the first one. Those before it are zooms, here as in the viewer.
pub(crate) const FIRST_KEY: usize = 3;

/// The sizes, in pixels of the picture.
pub(crate) type Sizes = [u32; 7];

/// Those of somebody who has not saved any: each is double the one before.
pub(super) const USUAL: Sizes = [5, 10, 20, 40, 80, 160, 320];

impl Studio {
    /// Takes a saved size, by its place.
    pub(crate) fn pick_size(self, place: usize) {
        if let Some(size) = self.desk.sizes.get_untracked().get(place) {
            self.desk.act("size", *size);
            self.messages.say(format!("{}: {size}", text().mask.size));
        }
    }

    /// Saves the brush's size in a place.
    pub(crate) fn save_size(self, place: usize) {
        let size = self.desk.shot.get_untracked().size;
        self.desk.sizes.update(|sizes| {
            if let Some(saved) = sizes.get_mut(place) {
                *saved = size;
            }
        });
        self.messages.say((text().mask.size_saved)(size, FIRST_KEY + place));
        self.keep_sizes();
    }

    /// Lets the brush keep its size on the screen, or in the picture.
    pub(crate) fn hold_size(self, on_screen: bool) {
        self.desk.act("steady", on_screen.into());
        self.keep_sizes();
    }

    /// What the engine says of saved sizes: a word and a digit.
    pub(super) fn heard_of_sizes(self, what: &str) {
        let place = |digit: &str| digit.parse::<usize>().ok()?.checked_sub(FIRST_KEY);
        if let Some(place) = what.strip_prefix("pick").and_then(place) {
            self.pick_size(place);
        } else if let Some(place) = what.strip_prefix("save").and_then(place) {
            self.save_size(place);
        }
    }

    /// Reads what an earlier visit has saved.
    pub(super) async fn read_sizes(self) {
        let Ok(Some(note)) = self.gallery().note(NOTE).await else { return };
        let mut sizes = USUAL;
        let mut numbers = note.split(' ').map(|number| number.parse().unwrap_or_default());
        for (saved, number) in sizes.iter_mut().zip(&mut numbers) {
            *saved = u32::clamp(number, 1, 1000);
        }
        self.desk.sizes.set(sizes);
        if numbers.next() == Some(1) {
            self.desk.act("steady", 1);
        }
    }

    fn keep_sizes(self) {
        let steady = self.desk.shot.get_untracked().steady;
        let numbers = self.desk.sizes.get_untracked().map(|size| size.to_string());
        let note = format!("{} {steady}", numbers.join(" "));
        spawn_local(async move {
            // Sizes that cannot be kept are there until the tab closes.
            let _ = self.gallery().set_note(NOTE, Some(&note)).await;
        });
    }
}
