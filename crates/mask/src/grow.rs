//! Growing and shrinking by an exact distance.

use crate::raster::{Mode, Plane, Raster};

/// The farthest that a mask grows or shrinks at once, in pixels.
pub const MAX_GROWTH: u32 = 1000;

impl Raster {
    /// Paints every pixel whose center is at most `by` pixels from a painted one's, in a straight line. At most
    /// [`MAX_GROWTH`] pixels. Takes time in proportion to height, painted width and `by`, whatever the form.
    pub fn grow(&mut self, by: u32) {
        let mut plane = Plane::of(self);
        plane.dilate(by);
        self.join_plane(&plane, Mode::Replace);
    }

    /// Removes every pixel whose center is at most `by` pixels from an unpainted one's. The image's border counts as
    /// painted on: what touches it keeps touching it.
    pub fn shrink(&mut self, by: u32) {
        let mut plane = Plane::of(self);
        plane.erode(by);
        self.join_plane(&plane, Mode::Replace);
    }

    /// Rounds what is jagged: closes gaps and notches narrower than about twice `by` pixels, then removes what is as
    /// thin. Straight borders stay where they are.
    pub fn smooth(&mut self, by: u32) {
        let mut plane = Plane::of(self);
        plane.dilate(by);
        plane.erode(by);
        plane.erode(by);
        plane.dilate(by);
        self.join_plane(&plane, Mode::Replace);
    }
}

impl Plane {
    pub(crate) fn erode(&mut self, by: u32) {
        self.invert();
        self.dilate(by);
        self.invert();
    }

    /// Each row is spread sideways one pixel after the other and laid over the rows that a disc of the distance reaches
    /// at that width: 64 pixels with each step.
    pub(crate) fn dilate(&mut self, by: u32) {
        let by = by.min(MAX_GROWTH) as usize;
        if by == 0 {
            return;
        }
        // How wide the disc is at each distance from its middle row.
        let widths: Vec<usize> = (0..=by).map(|dy| (by * by - dy * dy).isqrt()).collect();
        let (height, stride, last) = (self.size.height() as usize, self.stride, self.last());
        let mut grown = Self::new(self.size);
        let mut spread = vec![0; stride];
        for y in 0..height {
            let row = self.row(y);
            let Some(first) = row.iter().position(|word| *word != 0) else { continue };
            let end = stride - row.iter().rev().take_while(|word| **word == 0).count();
            spread.copy_from_slice(row);
            let (mut from, mut to, mut width) = (first, end, 0);
            for (dy, &wide) in widths.iter().enumerate().rev() {
                if y < dy && y + dy >= height {
                    continue;
                }
                if width < wide {
                    from = first.saturating_sub(wide.div_ceil(64));
                    to = (end + wide.div_ceil(64)).min(stride);
                    while width < wide {
                        // Every run is longer than `width`, even where the image's border cut it, so a step as long as
                        // that leaves no gap.
                        let step = (wide - width).min(width + 1).min(63);
                        widen(&mut spread[from..to], step as u32);
                        width += step;
                    }
                    if to == stride {
                        spread[stride - 1] &= last;
                    }
                }
                if let Some(above) = y.checked_sub(dy) {
                    lay(&mut grown.row_mut(above)[from..to], &spread[from..to]);
                }
                if dy > 0 && y + dy < height {
                    lay(&mut grown.row_mut(y + dy)[from..to], &spread[from..to]);
                }
            }
        }
        *self = grown;
    }
}

/// Sets the bits `step` before and behind every set bit; those between are set when every run is at least as long.
fn widen(words: &mut [u64], step: u32) {
    let mut before = 0;
    for index in 0..words.len() {
        let here = words[index];
        let behind = words.get(index + 1).copied().unwrap_or(0);
        words[index] = here | here << step | here >> step | before >> (64 - step) | behind << (64 - step);
        before = here;
    }
}

fn lay(below: &mut [u64], above: &[u64]) {
    for (below, above) in below.iter_mut().zip(above) {
        *below |= above;
    }
}
