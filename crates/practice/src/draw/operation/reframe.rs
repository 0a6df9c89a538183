//! Reframe: the whole source in the middle of a new picture in its own colors.

use image::{DynamicImage, imageops::FilterType};
use tiny_skia::{Pixmap, PixmapPaint, Transform};

use super::measure::dominant;
use super::source::{decode, pixmap};
use crate::draw::brush::{Canvas, Ink};
use crate::draw::palette::Tone;
use crate::draw::{DrawError, Scene, compose, mark};

pub(super) fn paint(source: &[u8], scene: &Scene) -> Result<Pixmap, DrawError> {
    let source = decode(source)?;
    // The surroundings follow the source, unless colors were asked for.
    let mut scene = scene.clone();
    if scene.colors.is_empty() {
        scene.colors = dominant(&source, 4);
    }
    let (mut canvas, _) = compose(&scene)?;
    let inner =
        DynamicImage::ImageRgb8(source).resize(scene.width, scene.height, FilterType::Triangle).into_rgb8();
    let (x, y) = (
        (scene.width - inner.width().min(scene.width)) / 2,
        (scene.height - inner.height().min(scene.height)) / 2,
    );
    shadow(&mut canvas, (x as f32, y as f32, inner.width() as f32, inner.height() as f32));
    let paint = PixmapPaint::default();
    canvas.pixmap.draw_pixmap(
        x as i32,
        y as i32,
        pixmap(&inner)?.as_ref(),
        &paint,
        Transform::identity(),
        None,
    );
    mark(&mut canvas, &scene);
    Ok(canvas.pixmap)
}

fn shadow(canvas: &mut Canvas, (x, y, w, h): (f32, f32, f32, f32)) {
    for step in 1..=6 {
        let grow = canvas.u * 4.0 * step as f32;
        let ink = Ink::Plain(Tone(0.0, 0.0, 0.0).alpha(0.07));
        canvas.rect(x - grow, y - grow, w + 2.0 * grow, h + 2.0 * grow, &ink);
    }
}
