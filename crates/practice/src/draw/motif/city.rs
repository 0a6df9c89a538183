//! A skyline with its lights on.

use super::{Study, sky};
use crate::draw::brush::{Canvas, Ink, shape};
use crate::draw::chance::Chance;
use crate::draw::palette::Tone;

pub(super) fn paint(canvas: &mut Canvas, study: &mut Study) {
    let ground = canvas.h * 0.9;
    let [top, middle, low] = study.palette.sky;
    canvas.wash(&[top, middle, low]);
    if top.light() < 0.25 {
        sky::stars(canvas, study, canvas.h * 0.5);
    }
    sky::sun(canvas, study, canvas.h * 0.62);
    sky::clouds(canvas, study, canvas.h * 0.6, 0.7);
    sky::birds(canvas, study, canvas.h * 0.6);
    for layer in 0..4 {
        let nearness = layer as f32 / 3.0;
        row(canvas, study, ground, nearness);
    }
    canvas.vignette(study.palette.near, 0.3);
}

fn row(canvas: &mut Canvas, study: &mut Study, ground: f32, nearness: f32) {
    let Study { chance, palette, .. } = study;
    let tone = palette.layer(0.12 + 0.88 * nearness);
    let haze = tone.mix(palette.sky[2], 0.5 * (1.0 - nearness) + 0.06);
    let lit = palette.sun.mix(palette.accent, 0.35);
    let mut x = -canvas.u * chance.within(0.0, 60.0);
    while x < canvas.w {
        let width = canvas.u * chance.within(44.0, 105.0) * (0.75 + 0.45 * nearness);
        let tall = canvas.h
            * (0.62 - 0.36 * nearness)
            * chance.within(0.45, 1.0)
            * if chance.happens(0.14) { 1.25 } else { 1.0 };
        let roof = ground - tall;
        let height = canvas.h - roof + 4.0;
        canvas.rect(x, roof, width, height, &Ink::fade(roof, tone, ground, haze));
        crown(canvas, chance, x, roof, width, tone);
        // A lighter edge on one side gives the block its depth.
        canvas.rect(x, roof, width * 0.09, height, &Ink::Plain(palette.sun.alpha(0.1 + 0.06 * nearness)));
        if nearness > 0.3 {
            windows(canvas, chance, (x, roof, width), lit, 0.35 + 0.5 * nearness);
        }
        x += width + canvas.u * if chance.happens(0.3) { chance.within(2.0, 22.0) } else { 0.0 };
    }
}

fn crown(canvas: &mut Canvas, chance: &mut Chance, x: f32, roof: f32, width: f32, tone: Tone) {
    let ink = Ink::solid(tone);
    match chance.below(6) {
        0 => {
            let tip = roof - width * chance.within(0.5, 1.0);
            if let Some(path) = shape(&[(x, roof + 1.0), (x + width / 2.0, tip), (x + width, roof + 1.0)]) {
                canvas.fill(&path, &ink);
            }
        }
        1 => {
            let mast = canvas.u * 3.4;
            canvas.rect(x + width * 0.3, roof - width * 0.22, width * 0.4, width * 0.24, &ink);
            canvas.rect(x + (width - mast) / 2.0, roof - width * 0.95, mast, width, &ink);
        }
        2 => {
            if let Some(path) = shape(&[(x, roof + 1.0), (x, roof - width * 0.4), (x + width, roof + 1.0)]) {
                canvas.fill(&path, &ink);
            }
        }
        3 => canvas.disc(x + width / 2.0, roof, width / 2.0, &ink),
        _ => canvas.rect(x + width * 0.18, roof - width * 0.16, width * 0.64, width * 0.18, &ink),
    }
}

fn windows(canvas: &mut Canvas, chance: &mut Chance, block: (f32, f32, f32), lit: Tone, alpha: f32) {
    let (x, roof, width) = block;
    let columns = 3 + chance.below(3);
    let cell = width / (columns as f32 + 0.8);
    let share = chance.within(0.25, 0.6);
    let mut y = roof + cell * 0.7;
    while y < canvas.h - cell {
        for column in 0..columns {
            if chance.happens(share) {
                let left = x + cell * (column as f32 + 0.62);
                let shine = alpha * chance.within(0.5, 1.0);
                canvas.rect(left, y, cell * 0.56, cell * 0.74, &Ink::Plain(lit.alpha(shine)));
            }
        }
        y += cell * 1.25;
    }
}
