//! A mask as a plain list of pixels, with every operation written down as its definition says and as slowly as that
//! takes. The real mask must always equal it. The fuzz targets use the same functions.

mod shapes;

use std::collections::VecDeque;

use ideomix_mask::{Mask, Mode, Raster, Shape, Size};

pub(crate) use shapes::{Draw, covers};

/// One pixel after the other.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Model {
    pub width: i32,
    pub height: i32,
    pub bits: Vec<bool>,
}

impl Model {
    pub(crate) fn new(size: Size) -> Self {
        Self {
            width: size.width() as i32,
            height: size.height() as i32,
            bits: vec![false; size.pixels() as usize],
        }
    }

    pub(crate) fn of(raster: &Raster) -> Self {
        let mut model = Self::new(raster.size());
        model.set(&mut |x, y, _| raster.get(x, y));
        model
    }

    pub(crate) fn get(&self, x: i32, y: i32) -> bool {
        self.inside(x, y) && self.bits[(y * self.width + x) as usize]
    }

    pub(crate) fn inside(&self, x: i32, y: i32) -> bool {
        (0..self.width).contains(&x) && (0..self.height).contains(&y)
    }

    pub(crate) fn painted(&self) -> u64 {
        self.bits.iter().filter(|bit| **bit).count() as u64
    }

    /// Gives every pixel a new value.
    pub(crate) fn set(&mut self, value: &mut dyn FnMut(i32, i32, bool) -> bool) {
        for y in 0..self.height {
            for x in 0..self.width {
                let bit = &mut self.bits[(y * self.width + x) as usize];
                *bit = value(x, y, *bit);
            }
        }
    }

    pub(crate) fn join(&mut self, mode: Mode, pattern: &mut dyn FnMut(i32, i32) -> bool) {
        self.set(&mut |x, y, old| match mode {
            Mode::Add => old || pattern(x, y),
            Mode::Subtract => old && !pattern(x, y),
            Mode::Replace => pattern(x, y),
            Mode::Intersect => old && pattern(x, y),
        });
    }

    pub(crate) fn grow(&mut self, by: u32) {
        let (old, by) = (self.clone(), by as i32);
        self.set(&mut |x, y, _| {
            (-by..=by).any(|dy| (-by..=by).any(|dx| dx * dx + dy * dy <= by * by && old.get(x + dx, y + dy)))
        });
    }

    pub(crate) fn invert(&mut self) {
        self.set(&mut |_, _, old| !old);
    }

    pub(crate) fn shrink(&mut self, by: u32) {
        self.invert();
        self.grow(by);
        self.invert();
    }

    /// The pieces of pixels with a value, each as a list.
    pub(crate) fn pieces(&self, value: bool, corners: bool) -> Vec<Vec<(i32, i32)>> {
        let mut seen = vec![false; self.bits.len()];
        let mut pieces = Vec::new();
        for start in 0..self.bits.len() as i32 {
            let mut queue = VecDeque::from([(start % self.width, start / self.width)]);
            let mut piece = Vec::new();
            while let Some((x, y)) = queue.pop_front() {
                if !self.inside(x, y) || self.get(x, y) != value {
                    continue;
                }
                if std::mem::replace(&mut seen[(y * self.width + x) as usize], true) {
                    continue;
                }
                piece.push((x, y));
                for (dx, dy) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))) {
                    if corners || dx == 0 || dy == 0 {
                        queue.push_back((x + dx, y + dy));
                    }
                }
            }
            if !piece.is_empty() {
                pieces.push(piece);
            }
        }
        pieces
    }

    pub(crate) fn turn(&mut self, piece: &[(i32, i32)]) {
        for (x, y) in piece {
            let bit = &mut self.bits[(y * self.width + x) as usize];
            *bit = !*bit;
        }
    }

    pub(crate) fn remove_specks(&mut self, below: u32) -> usize {
        let pieces = self.pieces(true, true);
        let small: Vec<_> = pieces.iter().filter(|piece| piece.len() < below as usize).collect();
        small.iter().for_each(|piece| self.turn(piece));
        small.len()
    }

    pub(crate) fn fill_holes(&mut self, below: u32) -> usize {
        let border = |(x, y): (i32, i32)| x == 0 || y == 0 || x == self.width - 1 || y == self.height - 1;
        let pieces = self.pieces(false, false);
        let small = |piece: &&Vec<_>| piece.len() < below as usize && !piece.iter().any(|at| border(*at));
        let small: Vec<_> = pieces.iter().filter(small).collect();
        small.iter().for_each(|piece| self.turn(piece));
        small.len()
    }

    /// Fails unless the mask has just these pixels, and knows it.
    pub(crate) fn must_equal(&self, raster: &Raster) {
        assert!(*self == Self::of(raster), "the pixels differ");
        assert_eq!(raster.painted(), self.painted(), "the count differs");
        let mut bounds: Option<[i32; 4]> = None;
        for y in 0..self.height {
            let spans: Vec<_> = raster.spans(y as u32).collect();
            assert!(
                spans.iter().all(|(from, to)| from < to && *to <= self.width as u32),
                "a span is no span"
            );
            assert!(spans.windows(2).all(|two| two[0].1 < two[1].0), "spans touch");
            for x in 0..self.width {
                let held = spans.iter().any(|(from, to)| (*from..*to).contains(&(x as u32)));
                assert_eq!(held, self.get(x, y), "the spans differ");
                if held {
                    let [x0, y0, x1, y1] = bounds.unwrap_or([x, y, x, y]);
                    bounds = Some([x0.min(x), y0.min(y), x1.max(x + 1), y1.max(y + 1)]);
                }
            }
        }
        let [x0, y0, x1, y1] =
            bounds.map_or([0; 4], |[x0, y0, x1, y1]| [x0, y0, x1.max(x0 + 1), y1.max(y0 + 1)]);
        let found = raster.bounds();
        assert_eq!([found.x0, found.y0, found.x1, found.y1], [x0, y0, x1, y1], "the bounds differ");
    }
}

/// Numbers out of any bytes; when they are used up, zeros.
pub(crate) struct Numbers<'a>(pub &'a [u8]);

impl Numbers<'_> {
    pub(crate) fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    pub(crate) fn upto(&mut self, end: u32) -> u32 {
        (u32::from(self.byte()) << 8 | u32::from(self.byte())) % end
    }

    pub(crate) fn mode(&mut self) -> Mode {
        [Mode::Add, Mode::Subtract, Mode::Replace, Mode::Intersect][self.upto(4) as usize]
    }
}

/// The body of the fuzz target `operations`: reads a size and operations out of any bytes, does them to a mask and to a
/// model, with undo and redo among them, and fails if the two ever differ.
pub(crate) fn operations(bytes: &[u8]) {
    const SIDES: [u32; 8] = [1, 2, 40, 63, 64, 65, 100, 130];
    let mut numbers = Numbers(bytes);
    let (width, height) = (SIDES[numbers.upto(8) as usize], SIDES[numbers.upto(8) as usize]);
    let size = Size::new(width, height).unwrap();
    let mut mask = Mask::new(size, usize::MAX);
    let mut steps = vec![Model::new(size)];
    let mut at = 0;
    for _ in 0..24 {
        if numbers.0.is_empty() {
            break;
        }
        let mut model = steps[at].clone();
        let edited = match numbers.upto(14) {
            0 => {
                assert_eq!(mask.undo(), at > 0);
                at = at.saturating_sub(1);
                None
            }
            1 => {
                assert_eq!(mask.redo(), at + 1 < steps.len());
                at = (at + 1).min(steps.len() - 1);
                None
            }
            2 => {
                // A stroke that comes to nothing leaves no trace.
                mask.begin();
                let (shape, mode) = (numbers.shape(size), numbers.mode());
                mask.raster_mut().stamp(&shape, mode);
                mask.raster_mut().invert();
                mask.rollback();
                None
            }
            kind => Some(edit(kind, &mut numbers, &mut mask, &mut model)),
        };
        if let Some(edited) = edited {
            assert_eq!(edited, model != steps[at], "a change was reported wrongly");
            if edited {
                steps.truncate(at + 1);
                steps.push(model);
                at += 1;
            }
        }
        steps[at].must_equal(mask.raster());
        assert_eq!((mask.undo_steps(), mask.redo_steps()), (at, steps.len() - 1 - at));
        round_trip(mask.raster());
    }
    while at > 0 {
        mask.undo();
        at -= 1;
        steps[at].must_equal(mask.raster());
    }
}

fn edit(kind: u32, numbers: &mut Numbers<'_>, mask: &mut Mask, model: &mut Model) -> bool {
    let size = mask.raster().size();
    match kind {
        3 => {
            model.invert();
            mask.edit(Raster::invert)
        }
        4 => {
            let by = numbers.upto(9);
            model.grow(by);
            mask.edit(|raster| raster.grow(by))
        }
        5 => {
            let by = numbers.upto(9);
            model.shrink(by);
            mask.edit(|raster| raster.shrink(by))
        }
        6 => {
            let by = numbers.upto(4);
            model.grow(by);
            model.shrink(by);
            model.shrink(by);
            model.grow(by);
            mask.edit(|raster| raster.smooth(by))
        }
        7 => {
            let below = numbers.upto(200);
            let count = model.remove_specks(below);
            assert_eq!(mask.raster().specks(below), count);
            mask.edit(|raster| assert_eq!(raster.remove_specks(below), count))
        }
        8 => {
            let below = numbers.upto(200);
            let count = model.fill_holes(below);
            mask.edit(|raster| assert_eq!(raster.fill_holes(below), count))
        }
        9 => {
            let (x, y) = (numbers.upto(size.width()) as i32, numbers.upto(size.height()) as i32);
            let mode = numbers.mode();
            let pieces = model.pieces(model.get(x, y), false);
            let piece = pieces.into_iter().find(|piece| piece.contains(&(x, y))).unwrap();
            model.join(mode, &mut |x, y| piece.contains(&(x, y)));
            mask.edit(|raster| raster.flood(x, y, mode))
        }
        10 => {
            let full = numbers.upto(2) == 1;
            model.set(&mut |_, _, _| full);
            mask.edit(if full { Raster::fill } else { Raster::clear })
        }
        11 => {
            let (shape, inverted, mode) = (numbers.shape(size), numbers.upto(2) == 1, numbers.mode());
            let mut other = Raster::new(size);
            other.stamp(&shape, Mode::Add);
            if inverted {
                other.invert();
            }
            model.join(mode, &mut |x, y| covers(&shape, x, y) != inverted);
            mask.edit(|raster| raster.join(&other, mode))
        }
        _ => {
            let (shape, mode): (Shape, _) = (numbers.shape(size), numbers.mode());
            model.join(mode, &mut |x, y| covers(&shape, x, y));
            mask.edit(|raster| raster.stamp(&shape, mode))
        }
    }
}

/// A packed mask unpacks to itself.
fn round_trip(raster: &Raster) {
    assert!(Raster::unpack(&raster.pack()).unwrap() == *raster, "packing changed the mask");
}

/// The body of the fuzz target `unpack`: any bytes, and any bytes under a right checksum, are a mask or an error. What
/// is a mask packs to something that unpacks to the same.
pub(crate) fn unpack(bytes: &[u8]) {
    let mut sealed = [b"IXM\x01".as_slice(), bytes].concat();
    sealed.extend(crc(&sealed).to_le_bytes());
    for bytes in [bytes, &sealed] {
        if let Ok(raster) = Raster::unpack(bytes) {
            round_trip(&raster);
        }
    }
}

/// The checksum of packed masks, written down a second time and bit by bit.
pub(crate) fn crc(bytes: &[u8]) -> u32 {
    let mut sum = !0_u32;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    !sum
}
