//! What lies around a picture: its edges, stretched and blurred ever more with the way, merging into a drawing.

use image::{RgbImage, imageops};
use tiny_skia::Pixmap;

/// How far from the source, in pixels, its continuation has lost its details.
const SHARP: f32 = 7.0;
/// How deep the continuation reaches into the source, as a part of the source's side. It is stretched, not repeated:
/// nobody wants to see a figure twice.
const DEEP: f32 = 0.07;

/// Continues the source, which lies at `place` on the drawing, over everything around it.
pub(super) fn grow(drawing: &mut Pixmap, source: &RgbImage, place: (u32, u32)) {
    let quarter = |picture: &RgbImage| {
        let side = |side: u32| side.div_ceil(4).max(1);
        imageops::thumbnail(picture, side(picture.width()), side(picture.height()))
    };
    // A picture at three sizes, each a quarter of the one before: the smaller, the more blurred.
    let soft = quarter(source);
    let dull = quarter(&soft);
    let levels = [source, &soft, &dull];
    let (wide, tall) = (drawing.width(), drawing.height());
    let columns = steps(place.0, source.width(), wide, levels.map(RgbImage::width));
    let rows = steps(place.1, source.height(), tall, levels.map(RgbImage::height));
    let lines = drawing.data_mut().as_chunks_mut::<4>().0.chunks_mut(wide.max(1) as usize);
    for (line, row) in lines.zip(&rows) {
        for (pixel, column) in line.iter_mut().zip(&columns) {
            let away = column.away.hypot(row.away);
            if away == 0.0 {
                continue;
            }
            let blur = ((1.0 + away / SHARP).log2() / 2.0).min(2.0);
            let near = (blur as usize).min(1);
            let read = |level: usize| read(levels[level], column.cells[level], row.cells[level]);
            let (a, b) = if blur < 2.0 { (read(near), read(near + 1)) } else { ([0.0; 3], read(2)) };
            let part = blur - near as f32;
            let way = ((column.part.max(row.part) - 0.1) / 0.8).clamp(0.0, 1.0);
            let drawn = way * way * (3.0 - 2.0 * way) * 0.96;
            for ((level, a), b) in pixel.iter_mut().zip(a).zip(b) {
                let grown = a + (b - a) * part;
                *level = (grown + (f32::from(*level) - grown) * drawn + 0.5) as u8;
            }
        }
    }
}

/// One column or row of the drawing.
struct Step {
    /// How far it is from the source, in pixels.
    away: f32,
    /// The part that this is of the way from the source to the border.
    part: f32,
    /// Where to read the source, for each of its sizes.
    cells: [Cell; 3],
}

/// Two neighboring pixels and the part of the second.
#[derive(Clone, Copy)]
struct Cell {
    first: usize,
    second: usize,
    part: f32,
}

fn steps(start: u32, length: u32, whole: u32, sizes: [u32; 3]) -> Vec<Step> {
    let (start, length, whole) = (start as f32, length as f32, whole as f32);
    let deep = (length * DEEP).max(1.0);
    // Right at the edge the continuation is a mirror, and further on it hardly moves.
    let mirrored = |away: f32| deep * (1.0 - (-away / deep).exp());
    let step = |at: u32| {
        let at = at as f32 + 0.5 - start;
        let (from, away, room) = if at < 0.0 {
            (mirrored(-at), -at, start)
        } else if at > length {
            (length - mirrored(at - length), at - length, whole - start - length)
        } else {
            (at, 0.0, 1.0)
        };
        let cells = sizes.map(|size| {
            let place = (from / length * size as f32 - 0.5).clamp(0.0, size.saturating_sub(1) as f32);
            let first = place as usize;
            Cell {
                first,
                second: (first + 1).min(size.saturating_sub(1) as usize),
                part: place - first as f32,
            }
        });
        Step { away, part: away / room.max(1.0), cells }
    };
    (0..whole as u32).map(step).collect()
}

fn read(level: &RgbImage, x: Cell, y: Cell) -> [f32; 3] {
    let (pixels, row) = (level.as_raw().as_chunks::<3>().0, level.width() as usize);
    let pixel = |x: usize, y: usize| pixels.get(y * row + x).copied().unwrap_or_default().map(f32::from);
    let line = |y: usize| {
        let (a, b) = (pixel(x.first, y), pixel(x.second, y));
        [0, 1, 2].map(|n| a[n] + (b[n] - a[n]) * x.part)
    };
    let (a, b) = (line(y.first), line(y.second));
    [0, 1, 2].map(|n| a[n] + (b[n] - a[n]) * y.part)
}
