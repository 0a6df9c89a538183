//! Files on their way into a form: looked at, cleaned, and named where they cannot be used. Nothing is altered unasked;
//! where a new drawing would help, it is offered as a repair.

use super::{Form, Studio};
use crate::browser::{self, Bounds, Incoming};
use crate::text::text;
use ideomix_api::capability::{Field, Kind};
use ideomix_api::{FILE_MAX, Format, PIXELS_MAX, REFERENCES_MAX, SIDE_MAX, Upload, Value};
use ideomix_client::{Picked, UploadProblem, upload};
use ideomix_picture::{OtherKind, Problem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

/// More pixels than this a browser cannot be asked to draw: its memory would not hold them.
const REDRAW_MAX: u64 = 120_000_000;

/// A file that cannot be used as it is.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    /// Tells it from the others.
    pub(crate) id: usize,
    /// The field it was meant for.
    pub(crate) field: &'static Field,
    /// What it is called, if it is one file.
    pub(crate) name: String,
    /// What is wrong.
    pub(crate) why: Why,
    /// What can be done about it here.
    pub(crate) repair: Option<Repair>,
    blob: Option<Blob>,
}

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// Its bytes say so, or cannot be read.
    File(UploadProblem),
    /// It is a folder.
    Folder,
    /// There are more than fit.
    TooMany {
        /// How many came.
        given: usize,
        /// How many have room.
        room: usize,
    },
    /// Its pixels are stored turned, and not every service turns them.
    Turned,
    /// It has more bytes than the service takes.
    Large(u64),
    /// It has more pixels than the service takes.
    ManyPixels(u32, u32),
    /// Its head is fine and the browser cannot decode the rest.
    Undecodable,
    /// The repair did not work.
    NotRepaired,
}

/// What can be done about a file, at a person's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repair {
    /// Draw it as PNG or JPEG.
    Convert,
    /// Turn the pixels.
    Turn,
    /// Make it small enough.
    Shrink,
}

/// The most files that a field takes.
pub(crate) const fn room(field: &Field) -> usize {
    if let Kind::Files { max } = field.kind { max } else { 1 }
}

impl Studio {
    /// Takes files that were picked, dropped or pasted into a field. A field for one file lets the old one go.
    pub(crate) fn take_files(self, form: Form, field: &'static Field, files: Vec<Incoming>) {
        let (given, most) = (files.len(), room(field));
        let free = if most == 1 { 1 } else { most - untrack(|| form.files(field.name)).len().min(most) };
        if given == 0 {
            return;
        }
        form.troubles.update(|all| all.retain(|trouble| trouble.field.name != field.name));
        if given > free {
            self.name_trouble(form, field, (String::new(), None), (Why::TooMany { given, room: free }, None));
            return;
        }
        spawn_local(async move {
            form.reading.set(Some(field.name));
            for Incoming { name, blob, folder } in files {
                if folder {
                    self.name_trouble(form, field, (name, None), (Why::Folder, None));
                } else {
                    self.take_file(form, field, name, blob).await;
                }
            }
            form.reading.set(None);
        });
    }

    /// Takes a kept picture into a field.
    pub(crate) fn take_asset(self, form: Form, field: &'static Field, id: String) {
        spawn_local(async move {
            form.reading.set(Some(field.name));
            if let Ok(Some(blob)) = self.gallery().asset(&id).await {
                form.troubles.update(|all| all.retain(|trouble| trouble.field.name != field.name));
                self.take_file(form, field, String::new(), blob).await;
            }
            form.reading.set(None);
        });
    }

    /// Does what was offered for a file.
    pub(crate) fn repair(self, form: Form, id: usize) {
        let found = form.troubles.with_untracked(|all| all.iter().find(|trouble| trouble.id == id).cloned());
        let Some(Trouble { field, name, why, blob: Some(blob), .. }) = found else { return };
        spawn_local(async move {
            form.reading.set(Some(field.name));
            let many = matches!(why, Why::Large(_) | Why::ManyPixels(..));
            let photo = matches!(
                why,
                Why::File(UploadProblem::Picture(Problem::Unsupported(OtherKind::Heic | OtherKind::Avif)))
            );
            let photo = photo || many || upload(&blob).await.is_ok_and(|it| it.upload.format == Format::Jpeg);
            let drawn = browser::redraw(&blob, photo, bounds(FILE_MAX)).await;
            form.troubles.update(|all| all.retain(|trouble| trouble.id != id));
            match drawn {
                Some(drawn) => self.take_file(form, field, name, drawn).await,
                None => self.name_trouble(form, field, (name, None), (Why::NotRepaired, None)),
            }
            form.reading.set(None);
        });
    }

    /// Makes all style references small enough to travel together.
    pub(crate) fn shrink_references(self, form: Form) {
        const NAME: &str = "style_reference_images";
        let files = untrack(|| form.files(NAME));
        let each = REFERENCES_MAX / files.len().max(1) as u64;
        spawn_local(async move {
            form.reading.set(Some(NAME));
            let mut smaller = Vec::new();
            for file in files {
                let drawn = match file.bytes > each {
                    true => browser::redraw(&file.blob, true, bounds(each)).await,
                    false => None,
                };
                match drawn {
                    Some(drawn) => smaller.extend(upload(&drawn).await.ok().map(|picked| picked.upload)),
                    None => smaller.push(file),
                }
            }
            form.set(NAME, Value::Files(smaller));
            form.reading.set(None);
        });
    }

    async fn take_file(self, form: Form, field: &'static Field, name: String, blob: Blob) {
        match examine(&blob).await {
            Ok(picked) => form.accept(field, picked),
            Err(trouble) => self.name_trouble(form, field, (name, Some(blob)), trouble),
        }
    }

    fn name_trouble(
        self,
        form: Form,
        field: &'static Field,
        (name, blob): (String, Option<Blob>),
        (why, repair): (Why, Option<Repair>),
    ) {
        let words = &text().slots;
        self.messages.alert(format!("{}: {}", (text().field)(field.name), (words.why)(why)));
        form.troubles.update(|all| {
            let id = all.last().map_or(0, |last| last.id + 1);
            all.push(Trouble { id, field, name, why, repair, blob });
        });
    }
}

/// Everything that can be said against a file before it is sent.
async fn examine(blob: &Blob) -> Result<Picked, (Why, Option<Repair>)> {
    match upload(blob).await {
        Ok(picked) => {
            let Upload { bytes, width, height, .. } = picked.upload;
            let pixels = u64::from(width) * u64::from(height);
            if width > SIDE_MAX || height > SIDE_MAX || pixels > PIXELS_MAX {
                let repair = (pixels <= REDRAW_MAX).then_some(Repair::Shrink);
                return Err((Why::ManyPixels(width, height), repair));
            }
            if !browser::decodes(&picked.upload.blob).await {
                return Err((Why::Undecodable, None));
            }
            if bytes > FILE_MAX {
                return Err((Why::Large(bytes), Some(Repair::Shrink)));
            }
            if picked.orientation != 1 {
                return Err((Why::Turned, Some(Repair::Turn)));
            }
            Ok(picked)
        }
        Err(problem) => {
            let drawable = match problem {
                UploadProblem::Animated(_) => true,
                UploadProblem::Picture(Problem::Unsupported(kind)) => {
                    !matches!(kind, OtherKind::Svg | OtherKind::Pdf | OtherKind::Html)
                }
                _ => false,
            };
            let repair = (drawable && browser::decodes(blob).await).then_some(Repair::Convert);
            Err((Why::File(problem), repair))
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "bounds of a picture are far below 2^53")]
fn bounds(bytes: u64) -> Bounds {
    Bounds { side: f64::from(SIDE_MAX), pixels: PIXELS_MAX as f64, bytes: bytes as f64 }
}
