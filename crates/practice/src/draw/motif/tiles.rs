//! Circles, quarters and stripes on a grid.

use tiny_skia::{PathBuilder, Transform};

use super::Study;
use crate::draw::brush::{Canvas, Ink, shape};
use crate::draw::chance::Chance;
use crate::draw::palette::Tone;

pub(super) fn paint(canvas: &mut Canvas, study: &mut Study) {
    let Study { chance, palette, .. } = study;
    let colors = palette.flat();
    canvas.wash(&[colors[0], colors[0]]);
    let across = 4 + chance.below(3);
    let cell = (canvas.w.min(canvas.h) / across as f32).max(8.0);
    let (columns, rows) = ((canvas.w / cell).ceil() as usize, (canvas.h / cell).ceil() as usize);
    // The grid is centered, so that what is cut off is cut evenly.
    let (left, top) = ((canvas.w - columns as f32 * cell) / 2.0, (canvas.h - rows as f32 * cell) / 2.0);
    let mut last = usize::MAX;
    for row in 0..rows {
        for column in 0..columns {
            let corner = (left + column as f32 * cell, top + row as f32 * cell);
            last = tile(canvas, chance, &colors, corner, cell, last);
        }
    }
    canvas.vignette(palette.near, 0.14);
}

/// Paints one tile and returns which ground it stood on, so that the next takes another.
fn tile(
    canvas: &mut Canvas,
    chance: &mut Chance,
    colors: &[Tone; 5],
    corner: (f32, f32),
    cell: f32,
    last: usize,
) -> usize {
    let mut ground = chance.below(colors.len());
    if ground == last {
        ground = (ground + 1) % colors.len();
    }
    let first = (ground + 1 + chance.below(colors.len() - 1)) % colors.len();
    let mut second = (first + 1 + chance.below(colors.len() - 1)) % colors.len();
    if second == ground {
        second = (second + 1) % colors.len();
    }
    let [ground_tone, a, b] = [ground, first, second].map(|n| colors[n]);
    let (x, y) = corner;
    canvas.rect(x, y, cell + 0.7, cell + 0.7, &Ink::solid(ground_tone));
    let (cx, cy, r) = (x + cell / 2.0, y + cell / 2.0, cell / 2.0);
    let turn = chance.below(4) as f32;
    match chance.below(9) {
        0 => {
            canvas.disc(cx, cy, r * 0.86, &Ink::solid(a));
            canvas.disc(cx, cy, r * 0.42, &Ink::solid(b));
        }
        1 | 2 => {
            for (share, tone) in [(2.0, a), (1.3, b), (0.6, ground_tone)] {
                quarter(canvas, (cx, cy), r, r * share, turn, tone);
            }
        }
        3 => {
            quarter(canvas, (cx, cy), r, r * 2.0, turn, a);
            quarter(canvas, (cx, cy), r, r * 0.9, turn + 2.0, b);
        }
        4 => {
            for n in 0..4 {
                let step = cell / 8.0;
                let at = step * (2.0 * n as f32 + 0.5);
                if turn < 2.0 {
                    canvas.rect(x + at, y, step, cell, &Ink::solid(a));
                } else {
                    canvas.rect(x, y + at, cell, step, &Ink::solid(a));
                }
            }
        }
        5 => {
            turned(canvas, &[(-r, -r), (r, -r), (-r, r)], (cx, cy), turn, a);
            canvas.disc(cx, cy, r * 0.34, &Ink::solid(b));
        }
        6 => {
            for (n, tone) in [a, ground_tone, b, ground_tone].into_iter().enumerate() {
                canvas.disc(cx, cy, r * (0.9 - 0.23 * n as f32), &Ink::solid(tone));
            }
        }
        7 => {
            quarter(canvas, (cx, cy), r, r, turn, a);
            quarter(canvas, (cx, cy), r, r, turn + 1.0, b);
            quarter(canvas, (cx, cy), r, r, turn + 2.0, a);
            quarter(canvas, (cx, cy), r, r, turn + 3.0, b);
        }
        _ => {
            turned(canvas, &[(-r, r), (0.0, -r), (r, r)], (cx, cy), turn, a);
            turned(canvas, &[(-r * 0.5, r), (0.0, 0.0), (r * 0.5, r)], (cx, cy), turn, b);
        }
    }
    ground
}

/// A quarter of a disc of that radius, sitting in a corner of the tile; `turn` counts quarter turns.
fn quarter(canvas: &mut Canvas, center: (f32, f32), half: f32, radius: f32, turn: f32, tone: Tone) {
    let k = radius * 0.552_284_8;
    let mut path = PathBuilder::new();
    path.move_to(-half, -half);
    path.line_to(radius - half, -half);
    path.cubic_to(radius - half, k - half, k - half, radius - half, -half, radius - half);
    path.close();
    let place = Transform::from_rotate(turn * 90.0).post_translate(center.0, center.1);
    if let Some(path) = path.finish().and_then(|path| path.transform(place)) {
        canvas.fill(&path, &Ink::solid(tone));
    }
}

fn turned(canvas: &mut Canvas, points: &[(f32, f32)], center: (f32, f32), turn: f32, tone: Tone) {
    let place = Transform::from_rotate(turn * 90.0).post_translate(center.0, center.1);
    if let Some(path) = shape(points).and_then(|path| path.transform(place)) {
        canvas.fill(&path, &Ink::solid(tone));
    }
}
