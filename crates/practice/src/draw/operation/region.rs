//! Parts of a grid of cells: floods, connected pieces, and soft borders.

use std::collections::VecDeque;

/// Which cells of a grid are set, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) wide: usize,
    pub(super) tall: usize,
    pub(super) set: Vec<bool>,
}

impl Region {
    pub(super) fn new(wide: usize, tall: usize, at: impl Fn(usize) -> bool) -> Self {
        Self { wide, tall, set: (0..wide * tall).map(at).collect() }
    }

    pub(super) fn holds(&self, n: usize) -> bool {
        self.set.get(n).copied().unwrap_or(false)
    }

    pub(super) fn count(&self) -> usize {
        self.set.iter().filter(|set| **set).count()
    }

    /// The part of all cells that is set, 0 to 1.
    pub(super) fn share(&self) -> f32 {
        self.count() as f32 / self.set.len().max(1) as f32
    }

    pub(super) fn inverse(&self) -> Self {
        Self { set: self.set.iter().map(|set| !set).collect(), ..*self }
    }

    /// Left, top, width and height of what is set.
    pub(super) fn bounds(&self) -> Option<(usize, usize, usize, usize)> {
        let row = |y: usize| self.set.get(y * self.wide..(y + 1) * self.wide).unwrap_or_default();
        let (mut left, mut right) = (self.wide, 0);
        let (mut top, mut bottom) = (None, 0);
        for y in 0..self.tall {
            let Some(first) = row(y).iter().position(|set| *set) else { continue };
            let last = row(y).iter().rposition(|set| *set).unwrap_or(first);
            (left, right) = (left.min(first), right.max(last));
            (top, bottom) = (top.or(Some(y)), y);
        }
        top.map(|top| (left, top, right - left + 1, bottom - top + 1))
    }

    /// What can be reached from the border of the grid by steps from a cell to its neighbors.
    pub(super) fn flood(
        wide: usize,
        tall: usize,
        seed: impl Fn(usize) -> bool,
        step: impl Fn(usize, usize) -> bool,
    ) -> Self {
        let mut reached = Self::new(wide, tall, |_| false);
        let border = (0..wide * tall).filter(|n| on_border(*n, wide, tall) && seed(*n));
        let mut open: VecDeque<usize> = border.collect();
        open.iter().for_each(|n| reached.set[*n] = true);
        while let Some(from) = open.pop_front() {
            for to in neighbors(from, wide, tall) {
                if !reached.holds(to) && step(from, to) {
                    reached.set[to] = true;
                    open.push_back(to);
                }
            }
        }
        reached
    }

    /// The connected pieces, each as its cells.
    pub(super) fn pieces(&self) -> Vec<Vec<usize>> {
        let mut seen = vec![false; self.set.len()];
        let mut pieces = Vec::new();
        for start in 0..self.set.len() {
            if !self.holds(start) || seen[start] {
                continue;
            }
            seen[start] = true;
            let mut piece = vec![start];
            let mut next = 0;
            while let Some(&from) = piece.get(next) {
                next += 1;
                for to in neighbors(from, self.wide, self.tall) {
                    if self.holds(to) && !seen[to] {
                        seen[to] = true;
                        piece.push(to);
                    }
                }
            }
            pieces.push(piece);
        }
        pieces
    }

    /// Only the pieces that have at least this part of the largest one's cells.
    pub(super) fn largest(&self, part: f32) -> Self {
        let pieces = self.pieces();
        let most = pieces.iter().map(Vec::len).max().unwrap_or(0) as f32;
        let mut kept = Self::new(self.wide, self.tall, |_| false);
        for n in pieces.iter().filter(|piece| piece.len() as f32 >= most * part).flatten() {
            kept.set[*n] = true;
        }
        kept
    }

    /// With every hole filled that does not open to the border.
    pub(super) fn filled(&self) -> Self {
        Self::flood(self.wide, self.tall, |n| !self.holds(n), |_, to| !self.holds(to)).inverse()
    }

    /// Without what is thinner than three cells.
    pub(super) fn opened(&self) -> Self {
        let shrunk = Self::new(self.wide, self.tall, |n| {
            self.around(n).all(|near| near.is_none_or(|n| self.holds(n)))
        });
        Self::new(self.wide, self.tall, |n| {
            self.holds(n) && shrunk.around(n).flatten().any(|n| shrunk.holds(n))
        })
    }

    /// The nine cells around and including `n`; nothing where the grid ends.
    fn around(&self, n: usize) -> impl Iterator<Item = Option<usize>> {
        let (wide, tall) = (self.wide as isize, self.tall as isize);
        let (x, y) = (n as isize % wide.max(1), n as isize / wide.max(1));
        (-1..=1).flat_map(move |dy| (-1..=1).map(move |dx| (x + dx, y + dy))).map(move |(x, y)| {
            let inside = (0..wide).contains(&x) && (0..tall).contains(&y);
            inside.then_some((y * wide + x) as usize)
        })
    }

    /// How many steps each set cell is from one that is not set, counted up to `most`.
    pub(super) fn depth(&self, most: u8) -> Vec<u8> {
        let mut depth: Vec<u8> = self.set.iter().map(|set| if *set { most } else { 0 }).collect();
        let lower = |depth: &mut [u8], n: usize, from: usize| {
            depth[n] = depth[n].min(depth[from].saturating_add(1));
        };
        for n in 0..depth.len() {
            if n % self.wide > 0 {
                lower(&mut depth, n, n - 1);
            }
            if n >= self.wide {
                lower(&mut depth, n, n - self.wide);
            }
        }
        for n in (0..depth.len()).rev() {
            if n % self.wide + 1 < self.wide {
                lower(&mut depth, n, n + 1);
            }
            if n + self.wide < depth.len() {
                lower(&mut depth, n, n + self.wide);
            }
        }
        depth
    }
}

pub(super) fn on_border(n: usize, wide: usize, tall: usize) -> bool {
    let (x, y) = (n % wide, n / wide);
    x == 0 || y == 0 || x + 1 == wide || y + 1 == tall
}

fn neighbors(n: usize, wide: usize, tall: usize) -> impl Iterator<Item = usize> {
    let (x, y) = (n % wide, n / wide);
    [
        (x > 0).then(|| n - 1),
        (x + 1 < wide).then_some(n + 1),
        (y > 0).then(|| n - wide),
        (y + 1 < tall).then_some(n + wide),
    ]
    .into_iter()
    .flatten()
}

/// The mean over a square of `2 * radius + 1` cells, twice, which is nearly round.
pub(super) fn soft(values: &[f32], wide: usize, tall: usize, radius: usize) -> Vec<f32> {
    let mut values = values.to_vec();
    for _ in 0..2 {
        for y in 0..tall {
            slide(&mut values, y * wide, 1, wide, radius);
        }
        for x in 0..wide {
            slide(&mut values, x, wide, tall, radius);
        }
    }
    values
}

/// One line of a moving mean: `count` values, `step` apart, from `start` on. The ends are repeated.
fn slide(values: &mut [f32], start: usize, step: usize, count: usize, radius: usize) {
    let line: Vec<f32> = values.iter().skip(start).step_by(step).take(count).copied().collect();
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else { return };
    let at = |n: isize| {
        if n < 0 { first } else { line.get(n as usize).copied().unwrap_or(last) }
    };
    let reach = radius as isize;
    let mut sum: f32 = (-reach..=reach).map(at).sum();
    for n in 0..line.len() as isize {
        values[start + n as usize * step] = sum / (2 * radius + 1) as f32;
        sum += at(n + reach + 1) - at(n - reach);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A grid drawn with `#` for set cells.
    fn grid(rows: &[&str]) -> Region {
        let cells: Vec<u8> = rows.concat().into_bytes();
        Region::new(rows[0].len(), rows.len(), |n| cells[n] == b'#')
    }

    #[test]
    fn a_hole_is_filled_and_a_bay_is_not() {
        let ring = grid(&["......", ".####.", ".#..#.", ".####.", "......"]);
        assert_eq!(ring.filled(), grid(&["......", ".####.", ".####.", ".####.", "......"]));
        let bay = grid(&["......", ".####.", ".#....", ".####.", "......"]);
        assert_eq!(bay.filled(), bay);
    }

    #[test]
    fn small_pieces_and_thin_lines_go() {
        let three = grid(&["###...", "###..#", "###...", "....##"]);
        assert_eq!(three.pieces().len(), 3);
        assert_eq!(three.largest(0.5), grid(&["###...", "###...", "###...", "......"]));
        let handle = grid(&["......", ".###..", ".#####", ".###..", "......"]);
        assert_eq!(handle.opened(), grid(&["......", ".###..", ".###..", ".###..", "......"]));
    }

    #[test]
    fn depth_counts_the_steps_to_the_edge() {
        let block = grid(&["#####", "#####", "#####"]);
        assert!(block.depth(9).iter().all(|depth| *depth == 9), "a grid without an edge is deep all over");
        let strip = grid(&[".####"]);
        assert_eq!(strip.depth(3), [0, 1, 2, 3, 3]);
    }

    #[test]
    fn bounds_enclose_what_is_set() {
        assert_eq!(grid(&["....", "..#.", ".#.."]).bounds(), Some((1, 1, 2, 2)));
        assert_eq!(grid(&["...."]).bounds(), None);
    }

    #[test]
    fn a_soft_field_keeps_its_mean_level() {
        assert!(soft(&[3.0; 30], 6, 5, 2).iter().all(|value| (value - 3.0).abs() < 1e-5));
        let edge = soft(&[0.0, 0.0, 0.0, 1.0, 1.0, 1.0], 6, 1, 1);
        assert!(edge.is_sorted() && edge[0] < 0.01 && edge[5] > 0.99, "{edge:?}");
    }
}
