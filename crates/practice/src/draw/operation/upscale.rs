//! Upscale: twice the size.

use image::DynamicImage;
use tiny_skia::Pixmap;

use super::source::{decode, pixmap};
use crate::draw::brush::Canvas;
use crate::draw::{DrawError, Scene, mark};

pub(super) fn paint(source: &[u8], scene: &Scene) -> Result<Pixmap, DrawError> {
    let source = DynamicImage::ImageRgb8(decode(source)?);
    let large =
        source.resize_exact(scene.width, scene.height, image::imageops::FilterType::CatmullRom).into_rgb8();
    let mut canvas = Canvas::around(pixmap(&large)?);
    mark(&mut canvas, scene);
    Ok(canvas.pixmap)
}
