//! The mask of an edit: which pixels of an image will change.
//!
//! - [`Raster`] is the mask itself. Shapes are stamped on it, it is grown, cleaned, joined, compared and written.
//! - [`Mask`] is a raster with undo and redo. [`Editor`] is a mask with tools: pointer events in, painted pixels out.
//! - [`View`] says where the image stands on a screen, and [`overlay`] paints what of the mask can be seen there.
//! - [`check`] says whether the service will take it, with a repair for each finding. [`png`] writes the file to
//!   send, [`import`] reads somebody else's, [`pack`](Raster::pack) keeps a draft.
//! - [`compare`] says after the edit what really changed, and puts the picture's own pixels back.
//!
//! Painted always means "will change". Which color a file gives that is a parameter where a file is written or read.
//! Nothing here knows a browser, a clock or a file system, and what is painted does not depend on floats: every
//! machine paints the same pixels.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod check;
mod clean;
mod colors;
pub mod compare;
mod flood;
mod geom;
mod grow;
mod history;
pub mod import;
pub mod overlay;
mod pack;
pub mod png;
mod raster;
mod shape;
pub mod tool;
mod view;

pub use colors::{Picture, PictureError, select_colors};
pub use geom::{MAX_PIXELS, MAX_SIDE, Point, Rect, SUBPIXELS, Size, SizeError};
pub use grow::MAX_GROWTH;
pub use history::Mask;
pub use pack::PackError;
pub use raster::{Change, Mode, Raster, Spans};
pub use shape::{MAX_WIDTH, Shape, Tip, snap};
pub use tool::Editor;
pub use view::{MAX_ZOOM, MIN_ZOOM, View};
