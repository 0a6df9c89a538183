//! A kept job back into a form: what was asked can be asked again.

use super::{Form, Studio};
use crate::route::Route;
use crate::text::text;
use crate::ui::Tone;
use ideomix_api::capability::{self, Kind};
use ideomix_api::{Draft, Model, Operation, Palette, Swatch, Value};
use ideomix_client::upload;
use ideomix_gallery::{Field, Job, Picture};
use leptos::prelude::*;
use web_sys::Blob;

/// A palette as words of a record: the preset's name, or `#RRGGBB 65`.
pub(crate) fn palette_words(palette: &Palette) -> Vec<String> {
    match palette {
        Palette::Preset(name) => vec![name.clone()],
        Palette::Members(members) => members
            .iter()
            .map(|swatch| match swatch.weight {
                Some(weight) => format!("{} {weight}", swatch.hex),
                None => swatch.hex.clone(),
            })
            .collect(),
    }
}

fn palette(words: &[String]) -> Palette {
    match words.first() {
        Some(word) if !word.starts_with('#') => Palette::Preset(word.clone()),
        _ => Palette::Members(
            words
                .iter()
                .map(|word| {
                    let (hex, weight) = word.split_once(' ').unwrap_or((word, ""));
                    Swatch { hex: hex.to_owned(), weight: weight.parse().ok() }
                })
                .collect(),
        ),
    }
}

/// What of a result comes along when its settings are taken again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// What was asked, and nothing else.
    Asked,
    /// Everything that made this very picture: the words that were drawn, the seed, the style; one picture, and no magic
    /// prompt that could rewrite the words once more.
    Locked,
    /// The same without the seed: another picture of the same kind.
    Varied,
}

impl Studio {
    /// Fills the form of a job's operation with what the job asked, and goes there.
    pub(crate) fn refill(self, job: &Job) {
        self.again(job, 0, Again::Asked);
    }

    /// Fills the form of a job's operation from one of its pictures, and goes there.
    pub(crate) fn again(self, job: &Job, index: usize, how: Again) {
        let Some((mut draft, files)) = draft_of(job) else { return };
        if how != Again::Asked
            && let Some(picture) = job.pictures.get(index)
        {
            settle(&mut draft, picture, how == Again::Locked);
        }
        let words = &text().look;
        let words = match how {
            Again::Asked => words.filled,
            Again::Locked => words.locked,
            Again::Varied => words.varied,
        };
        self.fill(draft, files, words);
    }

    /// Puts words into a form as they are, with a kept picture where there is one, and goes there.
    pub(crate) fn use_words(self, operation: Operation, words: &str, picture: Option<String>) {
        let mut draft = self.forms.of(operation).draft.get_untracked();
        draft.text("prompt", words);
        quiet(&mut draft);
        let slot = draft.capability.image_field();
        let files = slot.zip(picture).map(|(slot, asset)| Field {
            name: slot.name.to_owned(),
            files: vec![asset],
            ..Field::default()
        });
        self.fill(draft, files.into_iter().collect(), text().look.words_used);
    }

    /// Puts a kept picture into the picture slot of another operation's form, and goes there.
    pub(crate) fn send_to(self, operation: Operation, asset: String) {
        let form = self.forms.of(operation);
        let slot = form.draft.with_untracked(|draft| draft.capability.image_field());
        if let Some(slot) = slot {
            let field = Field { name: slot.name.to_owned(), files: vec![asset], ..Field::default() };
            leptos::task::spawn_local(self.refill_files(form, field));
        }
        self.go(&Route::Create(operation));
    }

    /// Gives a form another content, and offers the one it had.
    fn fill(self, draft: Draft<Blob>, files: Vec<Field>, words: &'static str) {
        let operation = draft.capability.operation;
        let form = self.forms.of(operation);
        let before = form.draft.get_untracked();
        form.reset();
        form.draft.set(draft);
        for field in files {
            leptos::task::spawn_local(self.refill_files(form, field));
        }
        let undo = Callback::new(move |()| form.draft.set(before.clone()));
        let action = Some((text().result.undo.to_owned(), undo));
        self.messages.note(Tone::Info, words.to_owned(), action);
        self.go(&Route::Create(operation));
        crate::browser::show_on_phone("place");
    }

    async fn refill_files(self, form: Form, field: Field) {
        let mut uploads = Vec::new();
        for id in &field.files {
            let blob: Option<Blob> = self.gallery().asset(id).await.ok().flatten();
            if let Some(blob) = blob
                && let Ok(picked) = upload(&blob).await
            {
                self.assets.lend(id, &picked.upload.blob);
                uploads.push(picked.upload);
            }
        }
        form.set(&field.name, Value::Files(uploads));
    }
}

/// What a job asked, as a draft without its files, and the fields of files.
pub(super) fn draft_of(job: &Job) -> Option<(Draft<Blob>, Vec<Field>)> {
    let row = capability::by_id(&job.operation)?;
    let mut draft = Draft::new(row, Model::from_wire(&job.model));
    let mut files = Vec::new();
    for field in &job.fields {
        match row.field(&field.name).map(|known| known.kind) {
            Some(Kind::File | Kind::Files { .. }) => files.push(field.clone()),
            Some(Kind::Palette) => {
                draft.set(&field.name, Value::Palette(palette(&field.texts)));
            }
            Some(Kind::StyleCodes { .. }) => {
                draft.set(&field.name, Value::Texts(field.texts.clone()));
            }
            Some(_) => {
                draft.text(&field.name, &field.texts.join(" "));
            }
            None => {}
        }
    }
    Some((draft, files))
}

/// Sets what the service said it used for a picture, as far as the endpoint lets it be set.
fn settle<B>(draft: &mut Draft<B>, picture: &Picture, locked: bool) {
    let row = draft.capability;
    if row.field("prompt").is_some() && !picture.prompt.is_empty() {
        draft.text("prompt", &picture.prompt);
    }
    quiet(draft);
    if let Some(style) = &picture.style_type
        && let Some(field) = row.field("style_type")
        && let Kind::Choice(styles) = field.kind
    {
        let free = draft.get("style_type").is_none()
            && draft.get("style_reference_images").is_none()
            && field.excludes.iter().all(|other| draft.get(other).is_none());
        if free && styles.contains(style) && field.takes(draft.model) {
            draft.text("style_type", style);
        }
    }
    draft.clear("seed");
    if locked {
        if let Some(seed) = picture.seed.filter(|_| row.field("seed").is_some()) {
            draft.text("seed", &seed.to_string());
        }
        draft.clear("num_images");
    }
}

/// Turns the magic prompt off, so that the words are drawn as they stand.
fn quiet<B>(draft: &mut Draft<B>) {
    for name in ["magic_prompt", "magic_prompt_option"] {
        if draft.capability.field(name).is_some_and(|field| field.takes(draft.model)) {
            draft.text(name, "OFF");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> Picture {
        Picture {
            prompt: "a red fox in deep snow".to_owned(),
            seed: Some(77),
            style_type: Some("REALISTIC".to_owned()),
            ..Picture::default()
        }
    }

    fn text_of(draft: &Draft<()>, name: &str) -> Option<String> {
        match draft.get(name) {
            Some(Value::Text(words)) => Some(words.clone()),
            _ => None,
        }
    }

    #[test]
    fn a_locked_picture_fixes_words_seed_style_and_count_and_silences_the_magic_prompt() {
        for (id, magic) in [("v3_generate", "magic_prompt"), ("legacy_generate", "magic_prompt_option")] {
            let row = capability::by_id(id).expect("a row");
            let model =
                row.models.iter().copied().find(|model| row.field("style_type").unwrap().takes(Some(*model)));
            let mut draft = Draft::<()>::new(row, model);
            draft.text("prompt", "fox").text("num_images", "4").text(magic, "ON");
            settle(&mut draft, &made(), true);
            assert_eq!(text_of(&draft, "prompt").as_deref(), Some("a red fox in deep snow"));
            assert_eq!(text_of(&draft, "seed").as_deref(), Some("77"));
            assert_eq!(text_of(&draft, "style_type").as_deref(), Some("REALISTIC"));
            assert_eq!(text_of(&draft, magic).as_deref(), Some("OFF"));
            assert!(draft.get("num_images").is_none());
            assert!(draft.check().is_ok(), "{id}");
        }
    }

    #[test]
    fn a_variation_keeps_the_count_and_drops_the_seed() {
        let row = capability::by_id("v3_generate").expect("a row");
        let mut draft = Draft::<()>::new(row, row.models.first().copied());
        draft.text("prompt", "fox").text("num_images", "4").text("seed", "5");
        settle(&mut draft, &made(), false);
        assert!(draft.get("seed").is_none());
        assert_eq!(draft.images(), 4);
    }

    #[test]
    fn a_style_that_something_else_decides_is_left_alone() {
        let row = capability::by_id("v3_generate").expect("a row");
        let mut draft = Draft::<()>::new(row, row.models.first().copied());
        draft.text("prompt", "fox").set("style_codes", Value::Texts(vec!["0A1B2C3D".to_owned()]));
        settle(&mut draft, &made(), true);
        assert!(draft.get("style_type").is_none());
    }
}
