//! What of a mask can be seen in a view, as pixels for a canvas.

use crate::colors::Picture;
use crate::geom::Rect;
use crate::raster::Raster;
use crate::view::View;

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Show {
    /// The painted area as a tint over the picture.
    #[default]
    Overlay,
    /// The mask alone: painted black, the rest white.
    MaskOnly,
}

/// How the mask looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// What is shown.
    pub show: Show,
    /// The tint.
    pub color: [u8; 3],
    /// How much of the picture it hides, 0 to 255.
    pub opacity: u8,
    /// Diagonal stripes so many canvas pixels apart, for who cannot tell the tint; 0 for none.
    pub hatch: u32,
    /// A dashed line, black and white, along the painted area's border.
    pub outline: bool,
    /// How far the dashes have moved, in canvas pixels. Add one now and then and they march.
    pub phase: u32,
}

impl Default for Style {
    fn default() -> Self {
        Self { show: Show::Overlay, color: [255, 45, 85], opacity: 140, hatch: 0, outline: true, phase: 0 }
    }
}

/// Paints a part of the view. `area` is in canvas pixels, for example [`View::to_canvas`] of a dirty rectangle, **grown
/// by one pixel** if there is an outline. `out` gets its RGBA pixels row by row, not premultiplied, as `ImageData` takes
/// them; it must have `area.width() * area.height() * 4` bytes, and rows that do not fit are left out.
///
/// Below 100 % a canvas pixel shows how much of what it covers is painted, so thin lines stay visible.
pub fn paint(raster: &Raster, view: &View, area: Rect, style: &Style, out: &mut [u8]) {
    if area.is_empty() {
        return;
    }
    let (scale, (left, top)) = (view.scale(), view.origin());
    let (left, top) = (left * view.ratio(), top * view.ratio());
    // One more on each side, for borders.
    let columns = boxes(area.x0 - 1, area.x1 + 1, left, scale, raster.size().width());
    let rows = boxes(area.y0 - 1, area.y1 + 1, top, scale, raster.size().height());
    let mut sampler = Sampler::new(raster, &columns);
    let width = columns.len();
    let mut covers = [vec![0; width], vec![0; width], vec![0; width]];
    sampler.row(rows[0], &mut covers[1]);
    sampler.row(rows[1], &mut covers[2]);
    // The canvas columns that show the image at all.
    let seen = columns[1..width - 1].iter();
    let from = seen.clone().take_while(|column| column.0 == column.1).count();
    let to = width - 2 - seen.rev().take_while(|column| column.0 == column.1).count();
    for (n, line) in out.as_chunks_mut::<4>().0.chunks_exact_mut(width - 2).enumerate() {
        let Some(&next) = rows.get(n + 2) else { break };
        covers.rotate_left(1);
        sampler.row(next, &mut covers[2]);
        line.fill([0; 4]);
        let row = rows[n + 1];
        if row.0 == row.1 || from >= to {
            continue;
        }
        let y = area.y0 + n as i32;
        let [above, here, below] = &covers;
        let mut m = from;
        while m < to {
            // Most of a line is far from every border, and then eight pixels at once are all alike.
            let (flat, cover) = (uniform(&here[m..]), here[m + 1]);
            if m + WIDE <= to && flat && (cover == 0 || full(&above[m + 1..]) && full(&below[m + 1..])) {
                style.fill_line(cover, area.x0 + m as i32, y, &mut line[m..m + WIDE]);
                m += WIDE;
                continue;
            }
            let x = area.x0 + m as i32;
            let border = style.outline && cover >= HALF && {
                here[m].min(here[m + 2]).min(above[m + 1]).min(below[m + 1]) < HALF
            };
            if border {
                line[m] = style.dash(x, y);
            } else if cover > 0 || style.show == Show::MaskOnly {
                line[m] = style.fill(cover, x, y);
            }
            m += 1;
        }
    }
}

/// The whole mask in small: how much of each of `width` × `height` fields is painted, 0 to 255, row by row. For the
/// minimap and for lists.
pub fn thumbnail(raster: &Raster, width: u32, height: u32) -> Vec<u8> {
    let (width, height) = (width.max(1), height.max(1));
    let fields = |count: u32, length: u32| -> Vec<(u32, u32)> {
        let edge = |n: u32| (u64::from(n) * u64::from(length) / u64::from(count)) as u32;
        (0..count).map(|n| (edge(n).min(length - 1), edge(n + 1).max(edge(n) + 1).min(length))).collect()
    };
    let columns = fields(width, raster.size().width());
    let mut sampler = Sampler::new(raster, &columns);
    let mut out = vec![0; width as usize * height as usize];
    let rows = fields(height, raster.size().height());
    for (line, row) in out.chunks_exact_mut(width as usize).zip(rows) {
        sampler.row(row, line);
    }
    out
}

/// The tint that stands out best from a picture, out of four.
pub fn contrasting(picture: Picture<'_>) -> [u8; 3] {
    const TINTS: [[u8; 3]; 4] = [[255, 45, 85], [0, 200, 255], [60, 220, 60], [255, 200, 0]];
    let pixels = picture.pixels();
    let step = (pixels.len() / 4096).max(1);
    let away = |tint: &[u8; 3]| -> u64 {
        let seen = pixels.iter().step_by(step);
        seen.map(|pixel| (0..3).map(|n| u64::from(pixel[n].abs_diff(tint[n]))).sum::<u64>()).sum()
    };
    TINTS.into_iter().max_by_key(away).unwrap_or(TINTS[0])
}

/// From here on a canvas pixel counts as painted.
const HALF: u8 = 128;
/// A word of painted pixels.
const FULL: u64 = !0;
/// Pixels looked at together.
const WIDE: usize = 8;

/// Whether eight covers and their two neighbors are all 0 or all 255. The first of `covers` is the left neighbor.
fn uniform(covers: &[u8]) -> bool {
    match covers.first_chunk::<{ WIDE + 2 }>() {
        Some(all) => *all == [0; WIDE + 2] || *all == [255; WIDE + 2],
        None => false,
    }
}

/// Whether the first eight covers are all 255.
fn full(covers: &[u8]) -> bool {
    covers.first_chunk::<WIDE>().is_some_and(|all| *all == [255; WIDE])
}

impl Style {
    /// A part of a line that has one cover throughout.
    fn fill_line(&self, cover: u8, x: i32, y: i32, line: &mut [[u8; 4]]) {
        if self.hatch > 1 && self.show == Show::Overlay && cover > 0 {
            for (x, pixel) in (x..).zip(line) {
                *pixel = self.fill(cover, x, y);
            }
        } else if cover > 0 || self.show == Show::MaskOnly {
            line.fill(self.fill(cover, x, y));
        }
    }

    fn fill(&self, cover: u8, x: i32, y: i32) -> [u8; 4] {
        if self.show == Show::MaskOnly {
            let gray = 255 - cover;
            return [gray, gray, gray, 255];
        }
        let mut alpha = u32::from(self.opacity) * u32::from(cover) / 255;
        if self.hatch > 1 && (x.wrapping_add(y)).rem_euclid(self.hatch as i32) >= self.hatch as i32 / 2 {
            alpha /= 3;
        }
        let [r, g, b] = self.color;
        [r, g, b, alpha as u8]
    }

    fn dash(&self, x: i32, y: i32) -> [u8; 4] {
        let light = (x.wrapping_add(y).wrapping_add(self.phase as i32) >> 2) & 1 == 0;
        if light { [255; 4] } else { [0, 0, 0, 255] }
    }
}

/// The image pixels under each canvas pixel, as ranges; empty outside the image.
fn boxes(from: i32, to: i32, origin: f64, scale: f64, length: u32) -> Vec<(u32, u32)> {
    let place = |at: f64| ((at - origin) / scale).floor();
    let one = |at: i32| {
        let at = f64::from(at);
        let middle = place(at + 0.5);
        if middle < 0.0 || middle >= f64::from(length) {
            return (0, 0);
        }
        if scale >= 1.0 {
            return (middle as u32, middle as u32 + 1);
        }
        // Casts saturate: what begins left of the image begins at 0.
        let first = place(at) as u32;
        (first, (place(at + 1.0) as u32).clamp(first + 1, length))
    };
    (from..to).map(one).collect()
}

/// Says how much of what lies under canvas pixels is painted.
struct Sampler<'a> {
    raster: &'a Raster,
    columns: &'a [(u32, u32)],
    /// Words in a row.
    stride: usize,
    /// The rows that are looked at, then what is painted in any of them, and what in all.
    words: Vec<u64>,
    /// The rows looked at last, since above 100 % several lines show the same.
    last: (u32, u32),
    cover: Vec<u8>,
    /// For each word the columns, from and to, that lie within it.
    within: Vec<(usize, usize)>,
    /// The columns that lie across two words or more.
    across: Vec<usize>,
}

impl<'a> Sampler<'a> {
    /// More rows under one line than these are not all looked at.
    const MOST: u32 = 6;

    fn new(raster: &'a Raster, columns: &'a [(u32, u32)]) -> Self {
        let stride = raster.size().width().div_ceil(64) as usize;
        let words = vec![0; stride * (Self::MOST as usize + 2)];
        let (mut within, mut across) = (vec![(0, 0); stride], Vec::new());
        for (n, &(from, to)) in columns.iter().enumerate().filter(|(_, (from, to))| from < to) {
            let (first, last) = (from as usize / 64, (to - 1) as usize / 64);
            match within.get_mut(first).filter(|_| first == last) {
                Some(range) if range.1 == n => range.1 += 1,
                Some(range) => *range = (n, n + 1),
                None => across.push(n),
            }
        }
        Self { raster, columns, stride, words, last: (0, 0), cover: vec![0; columns.len()], within, across }
    }

    fn row(&mut self, rows: (u32, u32), out: &mut [u8]) {
        if rows != self.last {
            self.last = rows;
            self.measure(rows);
        }
        out.copy_from_slice(&self.cover);
    }

    fn measure(&mut self, rows: (u32, u32)) {
        let height = rows.1 - rows.0;
        let looks = height.min(Self::MOST);
        if looks == 0 {
            return self.cover.fill(0);
        }
        let stride = self.stride;
        for n in 0..looks {
            let words = &mut self.words[n as usize * stride..][..stride];
            self.raster.read_row(rows.0 + height * n / looks, words);
        }
        let (looked, rest) = self.words.split_at_mut(looks as usize * stride);
        let (any, all) = rest.split_at_mut(stride);
        let all = &mut all[..stride];
        any.fill(0);
        all.fill(!0);
        for row in looked.chunks_exact(stride) {
            for ((any, all), word) in any.iter_mut().zip(&mut *all).zip(row) {
                *any |= word;
                *all &= word;
            }
        }
        let cover = &mut self.cover;
        let count = |column: usize| {
            let (from, to) = self.columns[column];
            let painted: u32 = looked.chunks_exact(stride).map(|row| ones(row, from, to)).sum();
            (painted * 255).div_ceil((to - from) * looks) as u8
        };
        for &column in &self.across {
            cover[column] = count(column);
        }
        for ((&(from, to), any), all) in self.within.iter().zip(any).zip(all) {
            // Where all rows agree on a whole word, nothing is counted.
            match (*any, *all) {
                (0, _) => cover[from..to].fill(0),
                (_, FULL) => cover[from..to].fill(255),
                _ => {
                    for (column, cover) in (from..to).zip(&mut cover[from..to]) {
                        *cover = count(column);
                    }
                }
            }
        }
    }
}

/// How many of the bits `from..to` are set.
fn ones(words: &[u64], from: u32, to: u32) -> u32 {
    if to <= from {
        return 0;
    }
    let index = from as usize / 64;
    if index == (to - 1) as usize / 64 {
        // As a rule the bits lie in one word.
        return words
            .get(index)
            .map_or(0, |word| (word >> (from % 64) & (!0 >> (64 - (to - from)))).count_ones());
    }
    let (mut at, mut count) = (from, 0);
    while at < to {
        let end = (at / 64 * 64 + 64).min(to);
        let Some(word) = words.get(at as usize / 64) else { break };
        count += (word >> (at % 64) & (!0 >> (64 - (end - at)))).count_ones();
        at = end;
    }
    count
}
