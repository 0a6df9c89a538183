//! The mask editor's desk: the engine, the picture on it, the draft that survives a closed tab.
//!
//! There is one, since there is one form that takes a mask. The mask leaves it as a file in that form, like any other.

use super::sizes::{Sizes, USUAL};
use super::{Entry, Form, Studio, Version};
use crate::browser::{self, Easel, Snapshot};
use crate::route::Route;
use crate::text::text;
use crate::ui::Tone;
use ideomix_api::capability::MaskPolarity;
use ideomix_api::{Operation, Upload, Value};
use ideomix_client::{read_facts, upload};
use ideomix_gallery::{Asset, Job, Saved};
use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use web_sys::{Blob, HtmlElement};

/// The note with the draft: the picture's size in bytes, a colon, the packed mask.
const DRAFT: &str = "mask.draft";
/// The note with the mask that was used last.
const LAST: &str = "mask.last";
/// The kept picture of the draft, where the form's own draft does not keep it.
const PICTURE: &str = "mask-picture";
/// The form's draft keeps smaller files itself, in bytes.
const KEPT_BY_FORM: u64 = 8_000_000;
/// How far growing and shrinking by the keys go, in pixels, until something else is set.
const GROWTH: u32 = 8;

/// How far the editor has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Opening {
    /// On its way.
    #[default]
    Under,
    /// There is something to paint on.
    Ready,
    /// The form has no picture.
    NoPicture,
    /// The engine did not come.
    NoEngine,
    /// The picture cannot be decoded.
    BadPicture,
}

/// The desk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Desk {
    /// How the engine stands.
    pub(crate) shot: RwSignal<Snapshot>,
    /// How far the editor has come.
    pub(crate) opening: RwSignal<Opening>,
    /// By how many pixels the mask is grown or shrunk.
    pub(crate) growth: RwSignal<u32>,
    /// The brush sizes that the digits take.
    pub(crate) sizes: RwSignal<Sizes>,
    /// How far the panel is pulled out on a phone: 0 not, 1 half, 2 all.
    pub(crate) sheet: RwSignal<u8>,
    engine: StoredValue<Option<Easel>, LocalStorage>,
    /// The picture's size in bytes: what its draft is known by.
    bytes: StoredValue<u64>,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self {
            shot: RwSignal::new(Snapshot::default()),
            opening: RwSignal::new(Opening::Under),
            growth: RwSignal::new(GROWTH),
            sizes: RwSignal::new(USUAL),
            sheet: RwSignal::new(0),
            engine: StoredValue::new_local(None),
            bytes: StoredValue::new(0),
        }
    }

    /// The engine, once it is there.
    pub(crate) fn engine(self) -> Option<Easel> {
        self.engine.with_value(Clone::clone)
    }

    /// Has the engine do what a word says.
    pub(crate) fn act(self, word: &str, number: u32) {
        if let Some(engine) = self.engine() {
            engine.act(word, number);
        }
    }

    fn refresh(self) -> Snapshot {
        let shot = self.engine().map(|engine| engine.snapshot()).unwrap_or_default();
        if shot != self.shot.get_untracked() {
            self.shot.set(shot);
        }
        shot
    }
}

impl Studio {
    /// The form whose mask is painted.
    pub(crate) fn masked_form(self) -> Form {
        self.forms.of(Operation::Edit)
    }

    /// Opens the editor on the form's picture.
    pub(crate) fn paint(self) {
        self.go(&Route::Mask);
    }

    /// Opens the editor on a kept picture, with the file of a mask to go on from, where there is one.
    pub(crate) fn paint_on(self, asset: String, mask: Option<String>) {
        spawn_local(async move {
            let gallery = self.gallery();
            let Some(blob) = gallery.asset(&asset).await.ok().flatten() else { return };
            let form = self.masked_form();
            form.clear("mask");
            if !self.put_picture(&blob).await {
                // The form says what is wrong with it, and what can be done.
                return self.send_to(form.operation, asset);
            }
            if let Some(mask) = mask
                && let Some(mask) = gallery.asset(&mask).await.ok().flatten()
                && let Ok(mask) = upload(&mask).await
            {
                form.set("mask", Value::Files(vec![mask.upload]));
            }
            self.paint();
        });
    }

    /// The mask that was used last.
    pub(crate) async fn last_mask(self) -> Option<String> {
        self.gallery().note(LAST).await.ok().flatten()
    }

    /// Sets the engine up in an element and puts picture and draft on it.
    pub(crate) async fn set_up(self, host: HtmlElement) {
        let desk = self.desk;
        desk.opening.set(Opening::Under);
        desk.opening.set(self.open_on(host).await);
        desk.refresh();
    }

    /// Takes the engine away; what was painted is kept as a draft.
    pub(crate) fn clear_desk(self) {
        self.keep_draft();
        self.desk.engine.set_value(None);
        self.desk.shot.set(Snapshot::default());
    }

    async fn open_on(self, host: HtmlElement) -> Opening {
        let desk = self.desk;
        let Some(picture) = self.picture_to_paint().await else { return Opening::NoPicture };
        desk.bytes.set_value(picture.bytes);
        let told = move |what: String| self.heard(&what);
        let Some(engine) = Easel::open(&host, told).await else { return Opening::NoEngine };
        let draft = self.kept_draft(picture.bytes).await;
        let phone = host.client_width() < 600;
        let Some(word) = engine.load(&picture.blob, draft, phone).await else { return Opening::BadPicture };
        desk.engine.set_value(Some(engine.clone()));
        self.read_sizes().await;
        match word.as_str() {
            "draft" => self.messages.say(text().mask.draft_back.to_owned()),
            "bad_draft" => self.messages.note(Tone::Warn, text().mask.draft_bad.to_owned(), None),
            _ => self.read_mask_of_form(&engine).await,
        }
        // A draft without its picture would be worth nothing after a reload.
        if picture.bytes > KEPT_BY_FORM {
            let _ = self.gallery().put_asset(PICTURE, &picture.blob, None).await;
        }
        Opening::Ready
    }

    /// The form's picture, or that of the draft when the page was loaded anew.
    async fn picture_to_paint(self) -> Option<Upload<Blob>> {
        if let Some(picture) = self.picture_of_form() {
            return Some(picture);
        }
        let kept = self.gallery().asset(PICTURE).await.ok().flatten()?;
        self.put_picture(&kept).await.then(|| self.picture_of_form()).flatten()
    }

    fn picture_of_form(self) -> Option<Upload<Blob>> {
        self.masked_form().draft.with_untracked(|draft| {
            let field = draft.capability.image_field()?;
            match draft.get(field.name) {
                Some(Value::Files(files)) => files.first().cloned(),
                _ => None,
            }
        })
    }

    async fn put_picture(self, blob: &Blob) -> bool {
        let form = self.masked_form();
        let name = form.draft.with_untracked(|draft| draft.capability.image_field().map(|field| field.name));
        // A picture that is stored turned goes through the form, which offers to turn it: then nothing is left to
        // interpretation, and the mask fits the bytes that are sent.
        match (name, upload(blob).await) {
            (Some(name), Ok(picked)) if picked.orientation == 1 => {
                form.set(name, Value::Files(vec![picked.upload]));
                true
            }
            _ => false,
        }
    }

    async fn kept_draft(self, bytes: u64) -> Option<String> {
        let note = self.gallery().note(DRAFT).await.ok().flatten()?;
        let (of, draft) = note.split_once(':')?;
        (of.parse() == Ok(bytes)).then(|| draft.to_owned())
    }

    pub(super) fn keep_draft(self) {
        let Some(engine) = self.desk.engine() else { return };
        let note = format!("{}:{}", self.desk.bytes.get_value(), engine.draft());
        spawn_local(async move {
            // A draft that cannot be kept is no reason to stop anybody from painting.
            let _ = self.gallery().set_note(DRAFT, Some(&note)).await;
        });
    }

    /// A mask file in the form is what painting goes on from.
    async fn read_mask_of_form(self, engine: &Easel) {
        let file = self.masked_form().draft.with_untracked(|draft| match draft.get("mask") {
            Some(Value::Files(files)) => files.first().map(|file| file.blob.clone()),
            _ => None,
        });
        if let Some(file) = file
            && engine.look(&file).await.is_some()
        {
            let white = !self.black_changes();
            engine.read([0, 128, white.into(), 0]).await;
            engine.end_reading(true);
        }
    }

    /// Whether black is what changes, as the table says for the form's endpoint.
    pub(crate) fn black_changes(self) -> bool {
        let polarity = self.masked_form().draft.with_untracked(|draft| draft.capability.mask);
        polarity != Some(MaskPolarity::WhiteChanges)
    }

    /// Joins a kept mask to what is painted, as its replacement.
    pub(crate) fn join(self, kept: &str) {
        let done = self.desk.engine().map_or(0, |engine| engine.join(kept, 2));
        match done {
            0 => self.messages.note(Tone::Warn, text().mask.draft_bad.to_owned(), None),
            2 => self.messages.note(Tone::Info, text().mask.last_scaled.to_owned(), None),
            _ => {}
        }
    }

    /// Puts the mask into the form, as a file. Says whether it could be used.
    pub(crate) async fn use_mask(self) -> bool {
        let shot = self.desk.refresh();
        let words = text().mask;
        if shot.permille == 0 || shot.permille == 1000 {
            let why = if shot.permille == 0 { words.is_empty } else { words.is_full };
            self.messages.alert(why.to_owned());
            return false;
        }
        let Some(engine) = self.desk.engine() else { return false };
        let Some(file) = engine.file(self.black_changes()) else { return false };
        let Ok(mask) = upload(&file).await else { return false };
        self.masked_form().set("mask", Value::Files(vec![mask.upload]));
        self.keep_draft();
        let _ = self.gallery().set_note(LAST, Some(&engine.draft())).await;
        true
    }

    /// What the engine says, in words for people.
    fn heard(self, what: &str) {
        let (before, words) = (self.desk.shot.get_untracked(), text().mask);
        let shot = self.desk.refresh();
        let say = |words: String| self.messages.say(words);
        match what {
            "draft" => self.keep_draft(),
            "tool" => say(words.tools.get(shot.tool as usize).copied().unwrap_or_default().to_owned()),
            "size" => say(format!("{}: {}", words.size, shot.size)),
            "look" => say(words.looks.get(shot.look as usize).copied().unwrap_or_default().to_owned()),
            "cursor" => {
                let share = |at: u32, of: u32| (u64::from(at) * 100 / u64::from(of.max(1))) as u32;
                say((words.at)(
                    shot.column,
                    shot.row,
                    share(shot.column, shot.width),
                    share(shot.row, shot.height),
                ));
            }
            "painted" if shot.permille != before.permille || shot.undo != before.undo => {
                let bounds = (words.bounds)(shot.left, shot.top, shot.wide, shot.high);
                say(format!("{}, {bounds}", (words.painted)(&percent(shot.permille))));
            }
            "undo" => say(format!("{}. {}", words.undone, (words.painted)(&percent(shot.permille)))),
            "redo" => say(format!("{}. {}", words.redone, (words.painted)(&percent(shot.permille)))),
            "no_undo" => say(words.nothing_to_undo.to_owned()),
            "no_redo" => say(words.nothing_to_redo.to_owned()),
            "escape" => say(words.dropped.to_owned()),
            "key" if shot.pen_down == 1 => say(words.pen_down.to_owned()),
            "grow" | "shrink" => self.desk.act(what, self.desk.growth.get_untracked()),
            "hold" => self.desk.sheet.set(1),
            "pen" => self.messages.note(Tone::Info, words.pen_found.to_owned(), None),
            "failed" => self.messages.note(Tone::Error, words.failed.to_owned(), None),
            _ => self.heard_of_sizes(what),
        }
    }

    /// Offers the mask's file as a download.
    pub(crate) fn save_mask(self) {
        if let Some(file) = self.desk.engine().and_then(|engine| engine.file(self.black_changes())) {
            browser::save_parts(&Array::of1(&file), "image/png", "mask.png");
        }
    }
}

impl Studio {
    /// Keeps a further version of a picture with the job that it came from, as its last picture.
    pub(crate) async fn keep_version(self, entry: &Entry, of: usize, blob: Blob) -> Option<usize> {
        let facts = read_facts(&blob).await.ok()?;
        let id = browser::random_id();
        self.assets.know(&id, Version::Whole, &blob);
        let thumb = browser::thumbnail(&blob).await;
        let bytes = Some(blob.size());
        let version = {
            let id = id.clone();
            move |saved: Saved| {
                let id = id.clone();
                move |job: &mut Job| {
                    if job.pictures.iter().any(|picture| picture.asset.as_ref() == Some(&id)) {
                        return;
                    }
                    let mut version = job.pictures.get(of).cloned().unwrap_or_default();
                    version.index = u8::try_from(job.pictures.len()).unwrap_or(u8::MAX);
                    (version.url, version.expires_ms) = (None, None);
                    version.asset = Some(id.clone());
                    version.mime = Some(facts.kind.mime().to_owned());
                    (version.width, version.height) = (Some(facts.width), Some(facts.height));
                    version.bytes = bytes;
                    version.saved = saved.clone();
                    job.pictures.push(version);
                }
            }
        };
        let file = Asset { id: id.clone(), blob, thumb };
        let written = self.write(entry, Box::new(version(Saved::Saved)), &Rc::new(vec![file].into())).await;
        if let Err(error) = written {
            self.messages.store.set(Some(error));
            self.change(entry, version(Saved::NoRoom)).await;
        }
        let at = entry.job.with_untracked(|job| {
            job.pictures.iter().position(|picture| picture.asset.as_ref() == Some(&id))
        })?;
        Some(at)
    }
}

/// Thousandths as people read them: with a tenth below ten percent, so that little is not nothing.
pub(crate) fn percent(permille: u32) -> String {
    if permille < 100 && !permille.is_multiple_of(10) {
        format!("{}.{} %", permille / 10, permille % 10)
    } else {
        format!("{} %", permille / 10)
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn little_is_not_said_to_be_nothing() {
        assert_eq!(percent(0), "0 %");
        assert_eq!(percent(1), "0.1 %");
        assert_eq!(percent(50), "5 %");
        assert_eq!(percent(345), "34 %");
        assert_eq!(percent(1000), "100 %");
    }
}
