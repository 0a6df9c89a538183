//! A kept job back into a form: what was asked can be asked again.

use super::{Form, Studio};
use crate::route::Route;
use ideomix_api::capability::{self, Kind};
use ideomix_api::{Draft, Model, Operation, Palette, Swatch, Value};
use ideomix_client::upload;
use ideomix_gallery::{Field, Job};
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

impl Studio {
    /// Fills the form of a job's operation with what the job asked, and goes there.
    pub(crate) fn refill(self, job: &Job) {
        let Some((draft, files)) = draft_of(job) else { return };
        let operation = draft.capability.operation;
        let form = self.forms.of(operation);
        form.reset();
        form.draft.set(draft);
        for field in files {
            leptos::task::spawn_local(self.refill_files(form, field));
        }
        self.go(&Route::Create(operation));
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

    async fn refill_files(self, form: Form, field: Field) {
        let mut uploads = Vec::new();
        for id in &field.files {
            let blob: Option<Blob> = self.gallery().asset(id).await.ok().flatten();
            if let Some(blob) = blob
                && let Ok(picked) = upload(&blob).await
            {
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
