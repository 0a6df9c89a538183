//! Ridge behind ridge in morning air.

use super::{Study, sky};
use crate::draw::brush::{Canvas, Ink, across, shape};
use crate::draw::chance::{Chance, Noise};
use crate::draw::palette::Tone;

pub(super) fn paint(canvas: &mut Canvas, study: &mut Study) {
    let horizon = canvas.h * study.chance.within(0.5, 0.62);
    let [top, middle, low] = study.palette.sky;
    canvas.wash(&[top, middle, low, low]);
    if top.light() < 0.25 {
        sky::stars(canvas, study, horizon * 0.7);
    }
    sky::sun(canvas, study, horizon);
    sky::clouds(canvas, study, horizon, 0.85);
    sky::birds(canvas, study, horizon);

    let layers = 5 + study.chance.below(3);
    for layer in 0..layers {
        let nearness = layer as f32 / (layers - 1) as f32;
        let base = horizon + (canvas.h * 1.02 - horizon) * nearness.powf(1.25) * 0.9 - canvas.u * 40.0;
        let (swing, pace) = (canvas.u * (150.0 - 70.0 * nearness), study.chance.within(1.6, 3.0));
        let noise = Noise::new(&mut study.chance, if layer < layers / 2 { 6 } else { 4 });
        let stretch = canvas.w / canvas.u / 1000.0 * pace;
        let line = across(canvas.w, 3.0, |x| base - swing * (0.35 + noise.at(x * stretch + 7.0)));
        let tone = study.palette.layer(nearness);
        let mist = tone.mix(study.palette.sky[2], 0.55 * (1.0 - nearness) + 0.12);
        let crest = line.iter().copied().fold(f32::MAX, f32::min);
        if nearness > 0.45 && !study.without.trees {
            forest(canvas, &mut study.chance, &line, tone, nearness);
        }
        canvas.ground(&line, &Ink::fade(crest, tone, crest + canvas.u * 330.0, mist));
    }
    canvas.vignette(study.palette.near, 0.28);
}

/// A row of firs along a ridge, in groups, rooted a little below its line.
fn forest(canvas: &mut Canvas, chance: &mut Chance, line: &[f32], tone: Tone, nearness: f32) {
    let grove = Noise::new(chance, 3);
    let step = canvas.u * (7.0 + 13.0 * nearness);
    let count = (canvas.w / step.max(2.0)) as usize;
    for n in 0..count {
        let at = (n as f32 + chance.within(-0.4, 0.4)) / count as f32;
        let density = grove.at(at * 5.0 * canvas.w / canvas.h.max(1.0));
        if density < 0.02 {
            continue;
        }
        let index = (at.clamp(0.0, 1.0) * (line.len() - 1) as f32) as usize;
        let foot = line.get(index).copied().unwrap_or(canvas.h) + canvas.u * 6.0;
        let height =
            canvas.u * (20.0 + 62.0 * nearness * nearness) * (0.55 + density) * chance.within(0.7, 1.2);
        fir(canvas, at * canvas.w, foot, height, tone.mix(Tone(0.0, 0.0, 0.0), 0.1 * chance.unit()));
    }
}

fn fir(canvas: &mut Canvas, x: f32, foot: f32, height: f32, tone: Tone) {
    let half = height * 0.2;
    let mut points = vec![(x, foot - height)];
    let tiers = 4;
    for tier in 1..=tiers {
        let share = tier as f32 / tiers as f32;
        let y = foot - height * (1.0 - share);
        points.push((x + half * share, y));
        points.push((x + half * share * 0.45, y - height * 0.02));
    }
    let left: Vec<_> = points.iter().skip(1).rev().map(|&(px, py)| (2.0 * x - px, py)).collect();
    points.extend(left);
    if let Some(path) = shape(&points) {
        canvas.fill(&path, &Ink::solid(tone));
    }
}
