//! Low sun over water.

use tiny_skia::PathBuilder;

use super::{Study, sky};
use crate::draw::brush::{Canvas, Ink, across, band, shape};
use crate::draw::chance::Noise;
use crate::draw::palette::Tone;

pub(super) fn paint(canvas: &mut Canvas, study: &mut Study) {
    let horizon = canvas.h * study.chance.within(0.44, 0.56);
    let [top, middle, low] = study.palette.sky;
    canvas.wash(&[top, middle, low, low]);
    if top.light() < 0.25 {
        sky::stars(canvas, study, horizon * 0.8);
    }
    let (sun_x, _) = sky::sun(canvas, study, horizon * 1.12);
    sky::clouds(canvas, study, horizon, 0.9);
    sky::birds(canvas, study, horizon);
    islands(canvas, study, horizon);

    let deep = study.palette.near.mix(study.palette.far, 0.22);
    let shallow = study.palette.far.mix(low, 0.3);
    let (w, h) = (canvas.w, canvas.h);
    canvas.rect(0.0, horizon, w, h - horizon, &Ink::fade(horizon, shallow, h, deep));
    glitter(canvas, study, horizon, sun_x);
    if !study.without.boats {
        boat(canvas, study, horizon);
    }
    waves(canvas, study, horizon, shallow, deep);
    canvas.vignette(study.palette.near, 0.26);
}

fn islands(canvas: &mut Canvas, study: &mut Study, horizon: f32) {
    for layer in 0..2 {
        let nearness = 0.12 + 0.2 * layer as f32;
        let noise = Noise::new(&mut study.chance, 5);
        let swing = canvas.u * study.chance.within(70.0, 130.0);
        let stretch = canvas.w / canvas.u / 1000.0 * 2.2;
        let line =
            across(canvas.w, 3.0, |x| (horizon - swing * (noise.at(x * stretch) - 0.12)).min(horizon + 1.0));
        let tone = study.palette.layer(nearness);
        let ink = Ink::fade(horizon - swing, tone, horizon, tone.mix(study.palette.sky[2], 0.4));
        if let Some(path) = band(canvas.w, &line, &[horizon + 1.0, horizon + 1.0]) {
            canvas.fill(&path, &ink);
        }
    }
}

/// The road of light below the sun: lenses that widen and thin out towards the viewer.
fn glitter(canvas: &mut Canvas, study: &mut Study, horizon: f32, sun_x: f32) {
    let Study { chance, palette, .. } = study;
    let depth = canvas.h - horizon;
    let mut y = horizon + canvas.u * 3.0;
    while y < canvas.h * 0.94 {
        let t = (y - horizon) / depth;
        for _ in 0..3 {
            let reach = canvas.u * (45.0 + 170.0 * t);
            let x = sun_x + reach * chance.within(-1.0, 1.0) * chance.unit();
            let half = canvas.u * chance.within(14.0, 58.0) * (0.5 + t);
            let thick = canvas.u * (1.2 + 4.2 * t);
            let mut lens = PathBuilder::new();
            lens.move_to(x - half, y);
            lens.quad_to(x, y - thick, x + half, y);
            lens.quad_to(x, y + thick, x - half, y);
            if let Some(path) = lens.finish() {
                canvas
                    .fill(&path, &Ink::Plain(palette.sun.alpha(chance.within(0.35, 0.85) * (1.0 - 0.7 * t))));
            }
        }
        y += canvas.u * (5.0 + 15.0 * t);
    }
}

fn boat(canvas: &mut Canvas, study: &mut Study, horizon: f32) {
    let Study { chance, palette, .. } = study;
    let (x, y) =
        (canvas.w * chance.within(0.15, 0.85), horizon + (canvas.h - horizon) * chance.within(0.1, 0.24));
    let s = canvas.u * chance.within(36.0, 58.0);
    let hull = [(-0.9, -0.22), (0.95, -0.3), (0.6, 0.05), (-0.6, 0.05)];
    let main = [(0.05, -2.1), (0.05, -0.38), (0.95, -0.42)];
    let jib = [(-0.05, -1.85), (-0.05, -0.36), (-0.75, -0.34)];
    let place = |points: &[(f32, f32)]| {
        shape(&points.iter().map(|&(px, py)| (x + px * s, y + py * s)).collect::<Vec<_>>())
    };
    let sail = Tone::WHITE.mix(palette.sun, 0.3);
    for (points, tone) in
        [(&hull[..], palette.near), (&main[..], sail), (&jib[..], sail.mix(palette.accent, 0.45))]
    {
        if let Some(path) = place(points) {
            canvas.fill(&path, &Ink::solid(tone));
        }
    }
    let mirror = [(-0.6, 0.08), (0.6, 0.08), (0.2, 0.9), (-0.1, 0.9)];
    if let Some(path) = place(&mirror) {
        canvas.fill(&path, &Ink::Plain(palette.near.alpha(0.22)));
    }
}

fn waves(canvas: &mut Canvas, study: &mut Study, horizon: f32, shallow: Tone, deep: Tone) {
    let rows = 5;
    for row in 0..rows {
        let t = (row + 1) as f32 / rows as f32;
        let base = horizon + (canvas.h - horizon) * (0.3 + 0.62 * t);
        let noise = Noise::new(&mut study.chance, 2);
        let (height, pace) = (canvas.u * (8.0 + 20.0 * t), canvas.w / canvas.u / 1000.0 * (9.0 - 4.0 * t));
        // Narrow crests and wide hollows, as water has them.
        let crest = |x: f32| {
            let roll = (noise.at(x * pace * 0.5) * 3.0 + x * pace * 1.4).sin().abs();
            base - height * (1.0 - roll) * (0.55 + 0.45 * noise.at(x * pace + 31.0))
        };
        let line = across(canvas.w, 3.0, crest);
        // Darker than the water behind it, or the crests would be wires on a plain.
        let tone = shallow.mix(deep, 0.3 + 0.7 * t).mix(study.palette.near, 0.1 + 0.22 * t);
        let foam: Vec<f32> = line.iter().map(|y| y - canvas.u * (1.6 + 2.4 * t)).collect();
        canvas.ground(&foam, &Ink::Plain(Tone::WHITE.mix(study.palette.sky[2], 0.4).alpha(0.2)));
        canvas.ground(
            &line,
            &Ink::fade(
                base - height,
                tone,
                base + canvas.u * 150.0,
                tone.mix(shallow, 0.3 * (1.0 - t) + 0.06),
            ),
        );
    }
}
