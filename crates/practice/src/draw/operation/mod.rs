//! One picture for each operation: a [`Recipe`] is everything that the finished file follows from.

mod background;
mod describe;
mod edit;
mod lab;
mod matte;
mod measure;
mod reframe;
mod region;
mod remix;
mod source;
mod subject;
mod surround;
mod upscale;

use std::sync::Arc;

use super::note::Note;
use super::{DrawError, Scene, encode, paint};

pub(crate) use describe::describe;
pub(crate) use edit::{MaskFault, check_mask};
pub(crate) use source::decode;

/// The bytes of an uploaded picture, shared by all results that are made from it.
pub(crate) type File = Arc<[u8]>;

/// How many colors a style reference gives.
const STYLE_COLORS: usize = 3;

/// Everything that a result follows from. Kept instead of pixels: most results of a test run are never looked at.
#[derive(Debug, Clone)]
pub(crate) struct Recipe {
    pub(crate) work: Work,
    pub(crate) scene: Scene,
    /// Pictures whose colors the scene takes, unless colors were asked for.
    pub(crate) styles: Vec<File>,
}

/// What is made of which source.
#[derive(Debug, Clone)]
pub(crate) enum Work {
    /// A picture from words.
    Generate,
    /// The source, cropped to the new shape, shining through by its weight (1 to 100).
    Remix { source: File, weight: u8 },
    /// The source with everything under black mask pixels painted anew, and no other pixel touched.
    Edit { source: File, mask: File },
    /// The source continued on all sides until the new size is full.
    Reframe { source: File },
    /// The subject of the source before a new background.
    ReplaceBackground { source: File },
    /// The source at twice its size; both parts from 1 to 100.
    Upscale { source: File, resemblance: u8, detail: u8 },
}

impl Recipe {
    /// A picture from words alone.
    #[cfg(test)]
    pub(crate) fn of(scene: Scene) -> Self {
        Self { work: Work::Generate, scene, styles: Vec::new() }
    }

    /// Makes the PNG file.
    pub(crate) fn make(&self) -> Result<Vec<u8>, DrawError> {
        let mut scene = self.scene.clone();
        if scene.colors.is_empty() {
            for style in &self.styles {
                scene.colors.extend(measure::dominant(&decode(style)?, STYLE_COLORS));
            }
        }
        let pixels = match &self.work {
            Work::Generate => paint(&scene),
            Work::Remix { source, weight } => remix::paint(source, *weight, &scene),
            Work::Edit { source, mask } => edit::paint(source, mask, &scene),
            Work::Reframe { source } => reframe::paint(source, &scene),
            Work::ReplaceBackground { source } => background::paint(source, &scene),
            Work::Upscale { source, resemblance, detail } => {
                upscale::paint(source, *resemblance, *detail, &scene)
            }
        }?;
        encode::png(&pixels, &self.note())
    }

    /// What the result says about itself, with what a source of practice said before.
    fn note(&self) -> Note {
        let mut note = Note::of(&self.scene);
        let told = self.source().and_then(|source| Note::read(source));
        let (prompt, caption) = told.map(|told| (told.prompt, told.caption)).unwrap_or_default();
        match self.work {
            Work::Generate | Work::Remix { .. } => {}
            Work::ReplaceBackground { .. } => note.caption.clear(),
            Work::Edit { .. } => {
                if !prompt.is_empty() {
                    note.prompt = format!("{prompt}; in a part of it: {}", note.prompt);
                }
                note.caption = caption;
            }
            Work::Upscale { .. } => (note.prompt, note.caption) = (prompt, caption),
            Work::Reframe { .. } => (note.prompt, note.caption) = (prompt, String::new()),
        }
        note
    }

    /// The bytes that the recipe holds on to.
    pub(crate) fn weight(&self) -> usize {
        let mask = if let Work::Edit { mask, .. } = &self.work { mask.len() } else { 0 };
        let styles: usize = self.styles.iter().map(|style| style.len()).sum();
        self.source().map_or(0, |source| source.len()) + mask + styles
    }

    fn source(&self) -> Option<&File> {
        match &self.work {
            Work::Generate => None,
            Work::Remix { source, .. }
            | Work::Edit { source, .. }
            | Work::Reframe { source }
            | Work::ReplaceBackground { source }
            | Work::Upscale { source, .. } => Some(source),
        }
    }
}
