//! Specks and holes: connected pieces that are too small.

use crate::flood::set_run;
use crate::raster::{Mode, Plane, Raster, next_bit};

impl Raster {
    /// How many painted pieces have fewer than `below` pixels. Pixels hang together by sides and corners.
    pub fn specks(&self, below: u32) -> usize {
        Pieces::of(&Plane::of(self), true).small(below)
    }

    /// Removes painted pieces of fewer than `below` pixels. Returns how many.
    pub fn remove_specks(&mut self, below: u32) -> usize {
        let mut plane = Plane::of(self);
        let removed = remove(&mut plane, true, below);
        self.join_plane(&plane, Mode::Replace);
        removed
    }

    /// Paints unpainted pieces of fewer than `below` pixels that do not reach the image's border. Returns how many.
    /// `u32::MAX` fills every hole. Unpainted pixels hang together by sides.
    pub fn fill_holes(&mut self, below: u32) -> usize {
        let mut plane = Plane::of(self);
        plane.invert();
        let filled = remove(&mut plane, false, below);
        plane.invert();
        self.join_plane(&plane, Mode::Replace);
        filled
    }
}

/// The area of what reaches the border when holes are sought: it is no hole, however small.
const BORDER: u32 = u32::MAX;

/// The connected pieces of a bitmap. Memory is in proportion to the runs that begin a piece, not to pixels.
struct Pieces {
    parents: Vec<u32>,
    areas: Vec<u32>,
}

impl Pieces {
    /// With `corners`, pixels hang together by corners too; without, the border makes a piece endless.
    fn of(plane: &Plane, corners: bool) -> Self {
        let mut pieces = Self { parents: Vec::new(), areas: Vec::new() };
        let (width, last) = (plane.size.width() as usize, plane.size.height() as usize - 1);
        let mut sweep = Sweep::new(corners);
        for y in 0..=last {
            let borders = |run: &Run| !corners && (y == 0 || y == last || run.from == 0 || run.to == width);
            sweep.row(plane.row(y), &mut |a, b| pieces.join(a, b));
            for run in &sweep.now {
                if run.label as usize == pieces.parents.len() {
                    pieces.parents.push(run.label);
                    pieces.areas.push(0);
                }
                let root = pieces.root(run.label);
                let area = if borders(run) { BORDER } else { (run.to - run.from) as u32 };
                pieces.areas[root as usize] = pieces.areas[root as usize].saturating_add(area);
            }
        }
        pieces
    }

    fn small(&self, below: u32) -> usize {
        let roots = self.parents.iter().enumerate().filter(|(label, parent)| *label as u32 == **parent);
        roots.filter(|(label, _)| self.areas[*label] < below).count()
    }

    fn root(&mut self, label: u32) -> u32 {
        let mut at = label;
        while self.parents[at as usize] != at {
            let above = self.parents[self.parents[at as usize] as usize];
            self.parents[at as usize] = above;
            at = above;
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            let (older, younger) = (a.min(b), a.max(b));
            self.parents[younger as usize] = older;
            self.areas[older as usize] =
                self.areas[older as usize].saturating_add(self.areas[younger as usize]);
        }
    }
}

/// A run of set pixels and the piece that it was found to belong to.
struct Run {
    from: usize,
    to: usize,
    label: u32,
}

/// Goes down the rows and names runs. Going down the same bitmap again gives the same names, so they need not be kept.
struct Sweep {
    above: Vec<Run>,
    now: Vec<Run>,
    next: u32,
    /// 1 when corners join.
    touch: usize,
}

impl Sweep {
    fn new(corners: bool) -> Self {
        Self { above: Vec::new(), now: Vec::new(), next: 0, touch: usize::from(corners) }
    }

    /// Names the runs of the next row, and says which names of the rows above turn out to be one piece.
    fn row(&mut self, row: &[u64], join: &mut dyn FnMut(u32, u32)) {
        std::mem::swap(&mut self.above, &mut self.now);
        self.now.clear();
        let mut first = 0;
        let mut at = 0;
        while let Some(from) = next_bit(row, at, 0) {
            let to = next_bit(row, from, !0).unwrap_or(row.len() * 64);
            at = to;
            while self.above.get(first).is_some_and(|run| run.to + self.touch <= from) {
                first += 1;
            }
            let mut label = None;
            for run in self.above[first..].iter().take_while(|run| run.from < to + self.touch) {
                match label {
                    None => label = Some(run.label),
                    Some(label) => join(label, run.label),
                }
            }
            let label = label.unwrap_or_else(|| {
                self.next += 1;
                self.next - 1
            });
            self.now.push(Run { from, to, label });
        }
    }
}

fn remove(plane: &mut Plane, corners: bool, below: u32) -> usize {
    let mut pieces = Pieces::of(plane, corners);
    let small = pieces.small(below);
    if small > 0 {
        let mut sweep = Sweep::new(corners);
        for y in 0..plane.size.height() as usize {
            sweep.row(plane.row(y), &mut |_, _| {});
            for run in &sweep.now {
                let root = pieces.root(run.label) as usize;
                if pieces.areas[root] < below {
                    set_run(plane.row_mut(y), run.from, run.to, false);
                }
            }
        }
    }
    small
}
