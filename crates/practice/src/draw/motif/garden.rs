//! Leaves and blossoms before a great disc, flat as a poster.

use tiny_skia::{Path, PathBuilder, Transform};

use super::Study;
use crate::draw::brush::{Canvas, Ink};
use crate::draw::chance::Chance;
use crate::draw::palette::{Palette, Tone};

pub(super) fn paint(canvas: &mut Canvas, study: &mut Study) {
    let Study { chance, palette, without } = study;
    let ground = palette.sky[2].mix(Tone::WHITE, 0.2);
    canvas.wash(&[ground, ground, ground.mix(palette.sky[1], 0.4)]);
    let (w, h, u) = (canvas.w, canvas.h, canvas.u);
    let (x, y) = (w * chance.within(0.4, 0.6), h * chance.within(0.36, 0.46));
    if !without.sun {
        let radius = u * chance.within(270.0, 340.0);
        let disc = palette.accent.mix(palette.sky[1], 0.15);
        canvas.disc(x, y, radius * 1.14, &Ink::Plain(disc.alpha(0.16)));
        canvas.disc(x, y, radius, &Ink::fade(y - radius, disc.mix(palette.sun, 0.35), y + radius, disc));
    }
    let stems = ((w / (u * 105.0)).round() as usize).clamp(5, 16);
    for layer in 0..3 {
        let nearness = layer as f32 / 2.0;
        for n in 0..stems {
            let at = (n as f32 + 0.5 + chance.within(-0.42, 0.42)) / stems as f32;
            let tall = h * chance.within(0.34, 0.72) * (1.12 - 0.38 * nearness);
            stem(canvas, chance, palette, (at * w, h + u * 20.0), tall, nearness);
        }
    }
    canvas.vignette(palette.near, 0.16);
}

fn stem(
    canvas: &mut Canvas,
    chance: &mut Chance,
    palette: &Palette,
    foot: (f32, f32),
    tall: f32,
    nearness: f32,
) {
    let u = canvas.u;
    let green = palette.layer(0.25 + 0.65 * nearness).mix(palette.sky[1], 0.22 * (1.0 - nearness));
    let lean = tall * chance.within(-0.32, 0.32);
    let (bend, tip) = ((foot.0 + lean * 0.1, foot.1 - tall * 0.55), (foot.0 + lean, foot.1 - tall));
    let mut path = PathBuilder::new();
    path.move_to(foot.0, foot.1);
    path.quad_to(bend.0, bend.1, tip.0, tip.1);
    if let Some(path) = path.finish() {
        canvas.line(&path, u * (2.6 + 2.2 * nearness), &Ink::solid(green));
    }
    let along = |t: f32| {
        let part = |a: f32, b: f32, c: f32| (1.0 - t) * (1.0 - t) * a + 2.0 * (1.0 - t) * t * b + t * t * c;
        (part(foot.0, bend.0, tip.0), part(foot.1, bend.1, tip.1))
    };
    let leaves = 4 + chance.below(5);
    let broad = chance.within(0.2, 0.42);
    for n in 0..leaves {
        let t = 0.22 + 0.7 * n as f32 / leaves as f32;
        let long = u * chance.within(72.0, 118.0) * (1.15 - 0.55 * t) * (0.8 + 0.3 * nearness);
        let side = if n % 2 == 0 { 1.0 } else { -1.0 };
        let angle = -90.0 + side * chance.within(34.0, 66.0) + lean / tall * 40.0;
        leaf(canvas, along(t), long, broad, angle, green.mix(palette.sky[2], chance.within(0.0, 0.2)));
    }
    match chance.below(3) {
        0 => leaf(canvas, tip, u * 80.0, broad, -90.0 + lean / tall * 60.0, green),
        1 => blossom(canvas, chance, palette, tip),
        _ => {
            let tone = palette.accent.mix(palette.sun, 0.3);
            for n in 0..5 {
                let (x, y) = along(1.0 - 0.05 * n as f32);
                let shift = u * if n % 2 == 0 { 9.0 } else { -9.0 };
                canvas.disc(x + shift, y, u * (6.0 + n as f32), &Ink::solid(tone));
            }
        }
    }
}

/// A leaf in two halves, one in the shade.
fn leaf(canvas: &mut Canvas, at: (f32, f32), long: f32, broad: f32, angle: f32, tone: Tone) {
    let half = |side: f32| -> Option<Path> {
        let mut path = PathBuilder::new();
        path.move_to(0.0, 0.0);
        path.cubic_to(long * 0.3, side * long * broad, long * 0.75, side * long * broad * 0.8, long, 0.0);
        path.line_to(0.0, 0.0);
        path.close();
        path.finish()?.transform(Transform::from_rotate(angle).post_translate(at.0, at.1))
    };
    for (side, tone) in [(1.0, tone), (-1.0, tone.mix(Tone::WHITE, 0.13))] {
        if let Some(path) = half(side) {
            canvas.fill(&path, &Ink::solid(tone));
        }
    }
}

fn blossom(canvas: &mut Canvas, chance: &mut Chance, palette: &Palette, at: (f32, f32)) {
    let petals = 5 + chance.below(4);
    let long = canvas.u * chance.within(34.0, 58.0);
    let tone = if chance.happens(0.5) {
        palette.sun.mix(Tone::WHITE, 0.25)
    } else {
        palette.accent.mix(Tone::WHITE, 0.2)
    };
    let turn = chance.within(0.0, 72.0);
    for n in 0..petals {
        let angle = turn + 360.0 * n as f32 / petals as f32;
        leaf(canvas, at, long, 0.46, angle, tone.mix(palette.accent, 0.12 * (n % 2) as f32));
    }
    canvas.disc(at.0, at.1, long * 0.24, &Ink::solid(palette.near.mix(palette.accent, 0.45)));
}
