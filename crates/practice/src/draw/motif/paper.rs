//! Cut paper: sheet over sheet, each with its shadow.

use super::Study;
use crate::draw::brush::{Canvas, Ink, across, band};
use crate::draw::chance::Noise;
use crate::draw::palette::Tone;

pub(super) fn paint(canvas: &mut Canvas, study: &mut Study) {
    let Study { chance, palette, without } = study;
    let [top, middle, low] = palette.sky;
    canvas.wash(&[low.mix(Tone::WHITE, 0.25), low]);
    let (w, h, u) = (canvas.w, canvas.h, canvas.u);
    if !without.sun {
        let (x, y, radius) =
            (w * chance.within(0.3, 0.7), h * chance.within(0.2, 0.3), u * chance.within(90.0, 140.0));
        for ring in 0..4 {
            let r = radius * (2.5 - 0.5 * ring as f32);
            canvas.disc(x, y + u * 5.0, r, &Ink::Plain(palette.near.alpha(0.05)));
            canvas.disc(x, y, r, &Ink::solid(low.mix(palette.sun, 0.25 * (ring + 1) as f32)));
        }
        canvas.disc(
            x,
            y,
            radius * 0.62,
            &Ink::fade(y - radius, palette.accent.mix(palette.sun, 0.4), y + radius, palette.accent),
        );
    }
    let sheets = 8 + chance.below(4);
    let (slope, drift) = (chance.within(-0.22, 0.22), chance.within(0.0, 6.0));
    for sheet in 0..sheets {
        let t = sheet as f32 / (sheets - 1) as f32;
        let base = h * (0.34 + 0.64 * t);
        let noise = Noise::new(chance, 2);
        let (swing, pace) = (u * (95.0 - 25.0 * t), w / u / 1000.0 * chance.within(1.5, 2.6));
        let line =
            across(w, 4.0, |x| base + swing * noise.at(x * pace + drift) + slope * h * (x - 0.5) * (1.0 - t));
        // Through the sky's colors to the darkest, with one sheet in the accent color.
        let tone = if t < 0.34 {
            low.mix(middle, t / 0.34)
        } else if t < 0.67 {
            middle.mix(top, (t - 0.34) / 0.33)
        } else {
            top.mix(palette.near, (t - 0.67) / 0.33)
        };
        let tone = if sheet == sheets / 2 { palette.accent.mix(tone, 0.25) } else { tone };
        for depth in [15.0, 9.0, 4.0] {
            let shadow: Vec<f32> = line.iter().map(|y| y - u * depth).collect();
            if let Some(path) = band(w, &shadow, &line) {
                canvas.fill(&path, &Ink::Plain(palette.near.alpha(0.07)));
            }
        }
        canvas.ground(
            &line,
            &Ink::fade(
                base - swing,
                tone.mix(Tone::WHITE, 0.07),
                base + u * 200.0,
                tone.mix(palette.near, 0.14),
            ),
        );
        let rim: Vec<f32> = line.iter().map(|y| y + u * 1.8).collect();
        if let Some(path) = band(w, &line, &rim) {
            canvas.fill(&path, &Ink::Plain(Tone::WHITE.alpha(0.16)));
        }
    }
    canvas.vignette(palette.near, 0.18);
}
