//! Sand, with a lit and a shaded side to every crest.

use tiny_skia::PathBuilder;

use super::{Study, sky};
use crate::draw::brush::{Canvas, Ink};

pub(super) fn paint(canvas: &mut Canvas, study: &mut Study) {
    let horizon = canvas.h * study.chance.within(0.42, 0.54);
    let [top, middle, low] = study.palette.sky;
    canvas.wash(&[top, middle, low, low]);
    if top.light() < 0.25 {
        sky::stars(canvas, study, horizon * 0.8);
    }
    let (sun_x, _) = sky::sun(canvas, study, horizon);
    sky::clouds(canvas, study, horizon, 0.55);
    sky::birds(canvas, study, horizon);
    let layers = 6;
    for layer in 0..layers {
        dune(canvas, study, horizon, sun_x, layer as f32 / (layers - 1) as f32);
    }
    canvas.vignette(study.palette.near, 0.3);
}

/// One dune: a long S from edge to edge, and a second S that falls from its crest and parts light from shade.
fn dune(canvas: &mut Canvas, study: &mut Study, horizon: f32, sun_x: f32, nearness: f32) {
    let Study { chance, palette, .. } = study;
    let (w, h, u) = (canvas.w, canvas.h, canvas.u);
    let base = horizon + (h - horizon) * nearness.powf(1.1) * 0.86;
    let rise = u * chance.within(60.0, 150.0) * (0.55 + 0.6 * nearness);
    let crest_x = w * chance.within(0.14, 0.86);
    let crest_y = base - rise * 0.55;
    let (left_y, right_y) = (base + rise * chance.within(0.0, 0.5), base + rise * chance.within(0.0, 0.5));
    let bright = palette.far.mix(palette.sun, 0.3).mix(palette.near, 0.72 * nearness);
    let shade = bright.mix(palette.near, 0.42);

    let mut body = PathBuilder::new();
    body.move_to(-4.0, left_y);
    body.cubic_to(crest_x * 0.4, left_y, crest_x * 0.72, crest_y, crest_x, crest_y);
    let rest = w - crest_x;
    body.cubic_to(crest_x + rest * 0.28, crest_y, crest_x + rest * 0.6, right_y, w + 4.0, right_y);
    body.line_to(w + 4.0, h + 4.0);
    body.line_to(-4.0, h + 4.0);
    body.close();
    if let Some(path) = body.finish() {
        canvas.fill(&path, &Ink::fade(crest_y, bright.mix(palette.sun, 0.2), crest_y + u * 320.0, bright));
    }
    // The shaded side turns away from the sun.
    let away = if sun_x < crest_x { 1.0 } else { -1.0 };
    let (edge, edge_y) = if away > 0.0 { (w + 4.0, right_y) } else { (-4.0, left_y) };
    let reach = (edge - crest_x).abs();
    let mut side = PathBuilder::new();
    side.move_to(crest_x, crest_y);
    side.cubic_to(crest_x + away * reach * 0.28, crest_y, crest_x + away * reach * 0.6, edge_y, edge, edge_y);
    side.line_to(edge, h + 4.0);
    side.line_to(crest_x + away * u * 60.0, h + 4.0);
    let (low_x, low_y) = (crest_x + away * u * chance.within(70.0, 150.0), base + rise * 1.6);
    side.cubic_to(
        low_x + away * u * 120.0,
        low_y + u * 140.0,
        low_x - away * u * 130.0,
        low_y - rise,
        crest_x,
        crest_y,
    );
    side.close();
    if let Some(path) = side.finish() {
        let stops = vec![(0.0, shade.alpha(0.9)), (0.6, shade.alpha(0.55)), (1.0, shade.alpha(0.0))];
        canvas.fill(&path, &Ink::Fall(crest_y, crest_y + u * 400.0, stops));
    }
}
