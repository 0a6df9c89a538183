//! Connected areas.

use crate::raster::{Mode, Plane, Raster, next_bit};

impl Raster {
    /// Joins the connected area around a pixel: all that is reached from it by side steps over pixels that are painted
    /// as it is. With [`Mode::Add`] that fills an unpainted area up to what is painted around it, with
    /// [`Mode::Subtract`] it empties a painted one. Outside the image there is nothing to fill.
    pub fn flood(&mut self, x: i32, y: i32, mode: Mode) {
        if !self.size().rect().contains(x, y) {
            return;
        }
        let mut open = Plane::of(self);
        if !self.get(x, y) {
            open.invert();
        }
        let area = connected(&mut open, x as usize, y as usize, &mut |_, _| {});
        self.join_plane(&area, mode);
    }
}

/// Takes the area that hangs together with a pixel by side steps out of the open pixels and returns it. `ready` is
/// called once for each row before it is first looked at, so that rows can be made only when they are needed.
pub(crate) fn connected(
    open: &mut Plane,
    x: usize,
    y: usize,
    ready: &mut dyn FnMut(&mut Plane, usize),
) -> Plane {
    let mut area = Plane::new(open.size);
    let height = open.size.height() as usize;
    let mut made = vec![false; height];
    let mut seeds = vec![(x, y)];
    while let Some((x, y)) = seeds.pop() {
        for (y, made) in made.iter_mut().enumerate().take(y + 2).skip(y.saturating_sub(1)) {
            if !std::mem::replace(made, true) {
                ready(open, y);
            }
        }
        if !open.get(x as u32, y as u32) {
            continue;
        }
        let row = open.row(y);
        let from = start_of_run(row, x);
        let to = next_bit(row, x, !0).unwrap_or(row.len() * 64);
        set_run(open.row_mut(y), from, to, false);
        set_run(area.row_mut(y), from, to, true);
        for near in [y.wrapping_sub(1), y + 1] {
            if near >= height {
                continue;
            }
            let row = open.row(near);
            let mut at = from;
            while let Some(start) = next_bit(row, at, 0).filter(|start| *start < to) {
                seeds.push((start, near));
                at = next_bit(row, start, !0).unwrap_or(to);
            }
        }
    }
    area
}

/// Where the run of set bits that holds `at` begins.
fn start_of_run(words: &[u64], at: usize) -> usize {
    let (mut index, bit) = (at / 64, at % 64);
    let mut gaps = !words[index] & (!0 >> (63 - bit));
    while gaps == 0 {
        if index == 0 {
            return 0;
        }
        index -= 1;
        gaps = !words[index];
    }
    index * 64 + 64 - gaps.leading_zeros() as usize
}

/// Sets or clears the bits `from..to` of a row.
pub(crate) fn set_run(words: &mut [u64], from: usize, to: usize, set: bool) {
    if from >= to {
        return;
    }
    let (first, last) = (from / 64, (to - 1) / 64);
    for (index, word) in words.iter_mut().enumerate().take(last + 1).skip(first) {
        let mut bits = !0;
        if index == first {
            bits &= !0 << (from % 64);
        }
        if index == last {
            bits &= !0 >> (63 - (to - 1) % 64);
        }
        if set {
            *word |= bits;
        } else {
            *word &= !bits;
        }
    }
}
