//! Northern lights over peaks and a still lake.

use super::{Study, sky};
use crate::draw::brush::{Canvas, Ink, across, band, shape};
use crate::draw::chance::Noise;
use crate::draw::palette::{Mood, Palette, Tone};

pub(super) fn paint(canvas: &mut Canvas, study: &mut Study) {
    // This one needs the dark: a bright palette is exchanged, unless its darkest tone can carry the sky.
    if study.palette.sky[0].light() > 0.2 {
        let accent = study.palette.accent;
        study.palette = Palette { accent, ..Palette::choose(&mut study.chance, Some(Mood::Night)) };
    }
    let shore = canvas.h * study.chance.within(0.66, 0.74);
    let [top, middle, low] = study.palette.sky;
    canvas.wash(&[top, top.mix(middle, 0.5), middle, low, low]);
    sky::stars(canvas, study, shore);
    aurora(canvas, study, shore);
    if study.chance.happens(0.4) {
        sky::sun(canvas, study, shore * 0.7);
    }
    for layer in 0..3 {
        peaks(canvas, study, shore, layer as f32 / 2.0);
    }
    lake(canvas, study, shore);
    canvas.vignette(Tone(0.0, 0.0, 0.02), 0.4);
}

/// Curtains of light: thin upright strips whose feet follow a slow wave.
fn aurora(canvas: &mut Canvas, study: &mut Study, shore: f32) {
    let Study { chance, palette, .. } = study;
    let tones = [palette.accent, palette.accent.mix(palette.sky[2], 0.5), palette.sky[2]];
    for curtain in 0..3 {
        let (wave, shine) = (Noise::new(chance, 3), Noise::new(chance, 4));
        let base = shore * chance.within(0.4, 0.62);
        let tone = tones[curtain % tones.len()];
        let strips = (canvas.w / (canvas.u * 7.0)).ceil().max(1.0) as usize;
        let width = canvas.w / strips as f32;
        let spread = canvas.w / canvas.u / 1000.0;
        for strip in 0..strips {
            let at = strip as f32 / strips as f32 * spread;
            let foot = base + canvas.u * 120.0 * wave.at(at * 2.1);
            let tall = canvas.u * (170.0 + 210.0 * (shine.at(at * 5.0) + 0.6).max(0.1));
            let glow = 0.78 * (0.4 + 0.65 * (shine.at(at * 13.0 + 40.0) * 0.5 + 0.5));
            let stops = vec![
                (0.0, tone.alpha(0.0)),
                (0.6, tone.alpha(glow * 0.42)),
                (0.9, tone.alpha(glow)),
                (1.0, tone.alpha(0.0)),
            ];
            let ink = Ink::Fall(foot - tall, foot, stops);
            // Whole pixels, or the seams would show.
            let (left, right) = ((strip as f32 * width).round(), ((strip + 1) as f32 * width).round());
            canvas.rect(left, foot - tall, right - left, tall, &ink);
        }
    }
}

fn peaks(canvas: &mut Canvas, study: &mut Study, shore: f32, nearness: f32) {
    let Study { chance, palette, .. } = study;
    let rock = palette.far.mix(palette.near, 0.35 + 0.6 * nearness);
    let snow = Tone::WHITE.mix(palette.sky[2], 0.3 + 0.4 * nearness).mix(rock, 0.12);
    let mut x = canvas.u * chance.within(-160.0, 0.0);
    while x < canvas.w + canvas.u * 200.0 {
        let tall = canvas.u * chance.within(120.0, 330.0) * (1.0 - 0.55 * nearness);
        let half = tall * chance.within(0.75, 1.15);
        let lean = half * chance.within(-0.2, 0.2);
        let (left, right, tip) = ((x - half, shore), (x + half, shore), (x + lean, shore - tall));
        let fold = (x + lean * 0.4 + half * 0.12, shore);
        if let Some(path) = shape(&[left, tip, right]) {
            canvas.fill(&path, &Ink::fade(shore - tall, rock, shore, rock.mix(palette.sky[2], 0.22)));
        }
        if let Some(path) = shape(&[tip, right, fold]) {
            canvas.fill(&path, &Ink::Plain(palette.near.alpha(0.3)));
        }
        if nearness < 0.9 {
            let edge = |to: (f32, f32), t: f32| (tip.0 + (to.0 - tip.0) * t, tip.1 + (to.1 - tip.1) * t);
            let t = chance.within(0.26, 0.42);
            let cap = [
                tip,
                edge(right, t),
                edge(fold, t * 0.72),
                edge(fold, t * 1.2),
                edge(left, t * 0.7),
                edge(left, t),
            ];
            if let Some(path) = shape(&cap) {
                canvas.fill(&path, &Ink::Plain(snow.alpha(0.9)));
            }
        }
        x += half * chance.within(0.75, 1.3);
    }
}

fn lake(canvas: &mut Canvas, study: &mut Study, shore: f32) {
    let Study { chance, palette, .. } = study;
    let (w, h) = (canvas.w, canvas.h);
    let [_, middle, low] = palette.sky;
    let stops = vec![
        (0.0, low.mix(palette.near, 0.35).alpha(1.0)),
        (0.4, middle.mix(palette.near, 0.4).alpha(1.0)),
        (1.0, palette.near.alpha(1.0)),
    ];
    canvas.rect(0.0, shore, w, h - shore, &Ink::Fall(shore, h, stops));
    for _ in 0..46 {
        let t = chance.unit();
        let y = shore + (h - shore) * t * t.sqrt();
        let half = canvas.u * chance.within(20.0, 120.0);
        let x = w * chance.unit();
        let tone = palette.accent.mix(Tone::WHITE, chance.within(0.1, 0.6));
        canvas.rect(
            x - half,
            y,
            half * 2.0,
            canvas.u * (0.9 + 1.6 * t),
            &Ink::Plain(tone.alpha(0.16 * (1.2 - t))),
        );
    }
    let bank = Noise::new(chance, 4);
    let line = across(w, 3.0, |x| h - canvas.u * (26.0 + 40.0 * bank.at(x * 4.0 * w / h)));
    if let Some(path) = band(w, &line, &[h + 2.0, h + 2.0]) {
        canvas.fill(&path, &Ink::solid(palette.near.mix(Tone(0.0, 0.0, 0.0), 0.45)));
    }
}
