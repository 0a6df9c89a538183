//! One picture for each operation: a [`Recipe`] is everything that the finished file follows from.

mod background;
mod edit;
mod measure;
mod reframe;
mod remix;
mod source;
mod upscale;

use std::sync::Arc;

use tiny_skia::Pixmap;

use super::{DrawError, Scene, encode, note, paint};

pub(crate) use edit::{MaskFault, check_mask};
pub(crate) use measure::describe;
pub(crate) use source::decode;

/// The bytes of an uploaded picture, shared by all results that are made from it.
pub(crate) type File = Arc<[u8]>;

/// Everything that a result follows from. Kept instead of pixels: most results of a test run are never looked at.
#[derive(Debug, Clone)]
pub(crate) enum Recipe {
    /// A picture from words.
    Generate(Scene),
    /// The source, cropped to the new shape, shining through by its weight (1 to 100).
    Remix { source: File, weight: u8, scene: Scene },
    /// The source with everything under black mask pixels painted anew, and no other pixel touched.
    Edit { source: File, mask: File, scene: Scene },
    /// The source in the middle of a larger picture in its colors.
    Reframe { source: File, scene: Scene },
    /// The middle of the source before a new background.
    ReplaceBackground { source: File, scene: Scene },
    /// The source at twice its size.
    Upscale { source: File, scene: Scene },
}

impl Recipe {
    /// Makes the PNG file.
    pub(crate) fn make(&self) -> Result<Vec<u8>, DrawError> {
        encode::png(&self.pixels()?, &note(self.scene()))
    }

    /// The bytes that the recipe holds on to.
    pub(crate) fn weight(&self) -> usize {
        match self {
            Self::Generate(_) => 0,
            Self::Edit { source, mask, .. } => source.len() + mask.len(),
            Self::Remix { source, .. }
            | Self::Reframe { source, .. }
            | Self::ReplaceBackground { source, .. }
            | Self::Upscale { source, .. } => source.len(),
        }
    }

    fn scene(&self) -> &Scene {
        match self {
            Self::Generate(scene)
            | Self::Remix { scene, .. }
            | Self::Edit { scene, .. }
            | Self::Reframe { scene, .. }
            | Self::ReplaceBackground { scene, .. }
            | Self::Upscale { scene, .. } => scene,
        }
    }

    fn pixels(&self) -> Result<Pixmap, DrawError> {
        match self {
            Self::Generate(scene) => paint(scene),
            Self::Remix { source, weight, scene } => remix::paint(source, *weight, scene),
            Self::Edit { source, mask, scene } => edit::paint(source, mask, scene),
            Self::Reframe { source, scene } => reframe::paint(source, scene),
            Self::ReplaceBackground { source, scene } => background::paint(source, scene),
            Self::Upscale { source, scene } => upscale::paint(source, scene),
        }
    }
}
