//! How long the mask's work takes natively, for `cargo xtask bench mask_native`. The same work is measured in a browser by
//! the measurement `mask`; the names differ by `native_` only.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement prints, and stops when it cannot measure"
)]

use std::hint::black_box;
use std::time::Instant;

use ideomix_mask::png::{Depth, Polarity};
use ideomix_mask::tool::{Button, Event, Modifiers, Sample};
use ideomix_mask::{Editor, Mask, Mode, Point, Raster, Shape, Size, Tip, View, overlay, png};

const SIDE: u32 = 4096;

fn main() {
    // Cargo runs benches as tests too; measuring makes no sense then.
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    let size = Size::new(SIDE, SIDE).unwrap();
    let discs = discs(size);
    export("", &discs);
    export("_scattered", &scattered(size));
    change(&discs);
    paint(&discs);
    strokes(size);
}

/// Figures of four hundred discs: eight strokes of a brush, each of fifty dabs.
fn discs(size: Size) -> Raster {
    let mut raster = Raster::new(size);
    let mut numbers = Numbers(1);
    for _ in 0..8 {
        let (x, y) = (numbers.upto(SIDE), numbers.upto(SIDE));
        let (dx, dy) = (numbers.upto(60) as i32 - 30, numbers.upto(60) as i32 - 30);
        for n in 0..50 {
            let at = Point::center_of(x as i32 + dx * n, y as i32 + dy * n);
            raster.stamp(&Shape::dab(Tip::Round, at, 164), Mode::Add);
        }
    }
    raster
}

/// Four hundred discs of all sizes anywhere: far more border than a hand would draw.
fn scattered(size: Size) -> Raster {
    let mut raster = Raster::new(size);
    let mut numbers = Numbers(2);
    for _ in 0..400 {
        let at = Point::center_of(numbers.upto(SIDE) as i32, numbers.upto(SIDE) as i32);
        raster.stamp(&Shape::dab(Tip::Round, at, 20 + numbers.upto(180)), Mode::Add);
    }
    raster
}

fn export(what: &str, raster: &Raster) {
    let file = png::write(raster, Polarity::BlackChanges, Depth::Eight);
    figure(&format!("mask_export_4096{what}_bytes"), file.len() as f64, "bytes");
    let bits = png::write(raster, Polarity::BlackChanges, Depth::One);
    figure(&format!("mask_export_4096{what}_1bit_bytes"), bits.len() as f64, "bytes");
    figure(&format!("mask_pack{what}_bytes"), raster.pack().len() as f64, "bytes");
    time(&format!("mask_export_4096{what}"), || {
        png::write(raster, Polarity::BlackChanges, Depth::Eight).len()
    });
}

fn change(discs: &Raster) {
    time("mask_grow_20", || {
        let mut raster = discs.clone();
        raster.grow(20);
        raster.painted()
    });
    time("mask_shrink_20", || {
        let mut raster = discs.clone();
        raster.shrink(20);
        raster.painted()
    });
    time("mask_specks", || discs.specks(64));
    time("mask_flood", || {
        let mut raster = discs.clone();
        raster.flood(0, 0, Mode::Add);
        raster.painted()
    });
    let mut mask = Mask::with(discs.clone(), Mask::DESKTOP_BUDGET);
    time("mask_invert", || mask.edit(Raster::invert));
    mask.edit(Raster::clear);
    time("mask_undo", || mask.undo() && mask.redo());
}

fn paint(raster: &Raster) {
    let view = View::new(raster.size(), 1440.0, 900.0, 2.0);
    let (width, height) = view.canvas_pixels();
    let area = ideomix_mask::Rect::new(0, 0, width, height);
    let mut out = vec![0; width as usize * height as usize * 4];
    time("mask_overlay_2880x1800", || {
        overlay::paint(raster, &view, area, &overlay::Style::default(), &mut out);
        out.len()
    });
}

/// Ten thousand strokes of forty samples each, every sample painted into the overlay at once.
fn strokes(size: Size) {
    let mut editor = Editor::new(Mask::new(size, Mask::DESKTOP_BUDGET));
    let view = View::new(size, 1440.0, 900.0, 1.0);
    let style = overlay::Style::default();
    let mut numbers = Numbers(3);
    let mut out = vec![0; 1440 * 900 * 4];
    let mut samples = Vec::new();
    let mut thousands = Vec::new();
    for n in 0..10_000 {
        if n % 1000 == 0 {
            thousands.push(0.0);
        }
        let mut at = Point::center_of(numbers.upto(SIDE) as i32, numbers.upto(SIDE) as i32);
        let (dx, dy) = (numbers.upto(400) as i32 - 200, numbers.upto(400) as i32 - 200);
        let down = Instant::now();
        let (sample, modifiers) = (Sample::full(at), Modifiers::default());
        let button = if n % 3 == 2 { Button::Erasing } else { Button::Main };
        editor.handle(Event::Down { sample, button, modifiers, slop: 64 });
        for _ in 0..40 {
            at = at.moved(dx, dy);
            let from = Instant::now();
            let outcome = editor.handle(Event::Move { samples: &[Sample::full(at)], modifiers });
            let area = view.to_canvas(outcome.dirty.grown(1));
            let bytes = area.width() as usize * area.height() as usize * 4;
            overlay::paint(editor.raster(), &view, area, &style, &mut out[..bytes]);
            samples.push(from.elapsed().as_secs_f64() * 1000.0);
        }
        editor.handle(Event::Up);
        if let Some(last) = thousands.last_mut() {
            *last += down.elapsed().as_secs_f64();
        }
    }
    samples.sort_by(f64::total_cmp);
    figure("mask_stroke_p95", samples[samples.len() * 95 / 100], "ms");
    let bytes = editor.mask().history_bytes() + editor.raster().bytes();
    figure("mask_memory_after_10000_strokes", bytes as f64 / f64::from(1 << 20), "MiB");
    figure("mask_undo_steps_after_10000_strokes", editor.mask().undo_steps() as f64, "steps");
    println!("ratio native_mask_last_to_first_thousand {:.3}", thousands[9] / thousands[0]);
}

/// The middle of several runs, after one that is not counted.
fn time<T>(name: &str, mut work: impl FnMut() -> T) {
    let mut once = || {
        let from = Instant::now();
        black_box(work());
        from.elapsed().as_secs_f64() * 1000.0
    };
    once();
    let mut runs: Vec<f64> = (0..9).map(|_| once()).collect();
    runs.sort_by(f64::total_cmp);
    figure(name, runs[4], "ms");
}

fn figure(name: &str, value: f64, unit: &str) {
    println!("figure native_{name} {value:.3} {unit}");
}

/// The same numbers every time (xorshift).
struct Numbers(u64);

impl Numbers {
    fn upto(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x1234_5678_9abc_def1);
        self.0 ^= self.0 >> 29;
        (self.0 >> 32) as u32 % end
    }
}
