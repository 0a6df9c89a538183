//! What hangs in the sky: sun, clouds, stars, birds.

use tiny_skia::PathBuilder;

use super::Study;
use crate::draw::brush::{Canvas, Ink, rounded};
use crate::draw::palette::Tone;

/// A sun (or moon) with light around it. Returns where it stands, for reflections and lit edges.
pub(super) fn sun(canvas: &mut Canvas, study: &mut Study, horizon: f32) -> (f32, f32) {
    let Study { chance, palette, without } = study;
    let x = canvas.w * if chance.happens(0.5) { chance.within(0.2, 0.42) } else { chance.within(0.58, 0.8) };
    let radius = canvas.u * chance.within(58.0, 105.0);
    let y = (horizon * chance.within(0.38, 0.78)).max(radius * 1.3);
    if !without.sun {
        canvas.glow(x, y, radius * 6.0, palette.sun, 0.55);
        canvas.disc(x, y, radius * 1.32, &Ink::Plain(palette.sun.alpha(0.22)));
        let low = palette.sun.mix(palette.sky[1], 0.3);
        canvas.disc(x, y, radius, &Ink::fade(y - radius, palette.sun, y + radius, low));
    }
    (x, y)
}

/// Flat banks of cloud: long rounded bars, stacked and stepped.
pub(super) fn clouds(canvas: &mut Canvas, study: &mut Study, horizon: f32, share: f32) {
    let Study { chance, palette, without } = study;
    if without.clouds {
        return;
    }
    let tone = palette.sky[2].mix(Tone::WHITE, 0.35);
    for _ in 0..3 + chance.below(4) {
        let bar = canvas.u * chance.within(16.0, 26.0);
        let (mut x, mut y) = (canvas.w * chance.within(-0.1, 0.9), horizon * chance.within(0.1, 0.74));
        let alpha = share * chance.within(0.28, 0.6);
        let mut width = canvas.u * chance.within(150.0, 330.0);
        for _ in 0..2 + chance.below(3) {
            if let Some(path) = rounded(x, y, width, bar, bar / 2.0) {
                canvas.fill(&path, &Ink::Plain(tone.alpha(alpha)));
            }
            x += width * chance.within(-0.25, 0.4);
            y += bar * chance.within(0.82, 1.25);
            width *= chance.within(0.55, 1.05);
        }
    }
}

/// A starry sky, denser and brighter towards the top.
pub(super) fn stars(canvas: &mut Canvas, study: &mut Study, horizon: f32) {
    let Study { chance, palette, without } = study;
    if without.stars {
        return;
    }
    let count = (canvas.w * horizon / 3_600.0) as usize;
    for _ in 0..count.min(600) {
        let depth = chance.unit() * chance.unit();
        let (x, y) = (canvas.w * chance.unit(), horizon * depth.max(chance.unit() * chance.unit()));
        let size = canvas.u * (0.55 + 1.5 * chance.unit().powi(4));
        let tone = Tone::WHITE.mix(palette.accent, chance.within(0.0, 0.35));
        let alpha = chance.within(0.35, 1.0) * (1.0 - 0.7 * y / horizon);
        canvas.rect(x, y, size * 1.6, size * 1.6, &Ink::Plain(tone.alpha(alpha)));
    }
    for _ in 0..3 + chance.below(5) {
        let (x, y) = (canvas.w * chance.unit(), horizon * chance.within(0.03, 0.6));
        canvas.glow(x, y, canvas.u * 13.0, Tone::WHITE, 0.5);
        canvas.disc(x, y, canvas.u * 2.3, &Ink::solid(Tone::WHITE));
    }
}

/// A loose flock, far away.
pub(super) fn birds(canvas: &mut Canvas, study: &mut Study, horizon: f32) {
    let Study { chance, palette, without } = study;
    if without.birds || chance.happens(0.35) {
        return;
    }
    let (x0, y0) = (canvas.w * chance.within(0.15, 0.75), horizon * chance.within(0.25, 0.6));
    for _ in 0..4 + chance.below(6) {
        let x = x0 + canvas.u * chance.within(-110.0, 110.0);
        let y = y0 + canvas.u * chance.within(-45.0, 45.0);
        let wing = canvas.u * chance.within(7.0, 15.0);
        let lift = wing * chance.within(0.3, 0.75);
        let mut path = PathBuilder::new();
        path.move_to(x - wing, y - lift * 0.5);
        path.quad_to(x - wing * 0.45, y - lift, x, y);
        path.quad_to(x + wing * 0.45, y - lift, x + wing, y - lift * 0.5);
        if let Some(path) = path.finish() {
            canvas.line(&path, canvas.u * 2.1, &Ink::Plain(palette.near.alpha(0.72)));
        }
    }
}
