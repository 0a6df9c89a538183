//! Tools as a hand uses them.

use ideomix_mask::tool::{Button, Event, Key, Modifiers, Outcome, Preview, Reach, Sample, Settings, Tool};
use ideomix_mask::{Editor, Mask, Mode, Picture, Point, Rect, Size, Tip, select_colors};

const NONE: Modifiers = Modifiers { shift: false, alt: false, command: false };
const SHIFT: Modifiers = Modifiers { shift: true, alt: false, command: false };
const ALT: Modifiers = Modifiers { shift: false, alt: true, command: false };
const BOTH: Modifiers = Modifiers { shift: true, alt: true, command: false };

/// An editor of 200 × 100 pixels with a tool in the hand and a round brush of five pixels.
struct Hand(Editor);

impl Hand {
    fn with(tool: Tool) -> Self {
        let mut editor = Editor::new(Mask::new(Size::new(200, 100).unwrap(), Mask::DESKTOP_BUDGET));
        editor.set(Settings { width: 5, ..*editor.settings() });
        editor.take(tool);
        Self(editor)
    }

    fn down_with(&mut self, x: i32, y: i32, button: Button, modifiers: Modifiers) -> Outcome {
        let sample = Sample::full(Point::center_of(x, y));
        self.0.handle(Event::Down { sample, button, modifiers, slop: 32 })
    }

    fn down(&mut self, x: i32, y: i32) -> Outcome {
        self.down_with(x, y, Button::Main, NONE)
    }

    fn go(&mut self, x: i32, y: i32, modifiers: Modifiers) -> Outcome {
        self.0.handle(Event::Move { samples: &[Sample::full(Point::center_of(x, y))], modifiers })
    }

    fn up(&mut self) -> Outcome {
        self.0.handle(Event::Up)
    }

    fn drag(&mut self, from: (i32, i32), to: (i32, i32), modifiers: Modifiers) -> Outcome {
        self.down_with(from.0, from.1, Button::Main, modifiers);
        self.go(to.0, to.1, modifiers);
        self.up()
    }

    fn painted(&self) -> u64 {
        self.0.raster().painted()
    }

    fn at(&self, x: i32, y: i32) -> bool {
        self.0.raster().get(x, y)
    }
}

#[test]
fn a_stroke_is_one_step_and_reports_what_to_repaint() {
    let mut hand = Hand::with(Tool::Brush);
    assert!(!hand.down(20, 20).dirty.is_empty());
    hand.go(60, 20, NONE);
    let moved = hand.go(60, 60, NONE);
    assert!(moved.dirty.contains(60, 60) && !moved.committed);
    assert!(hand.up().committed);
    assert!(hand.at(20, 20) && hand.at(40, 22) && hand.at(60, 40) && !hand.at(40, 40));
    assert_eq!(hand.0.mask().undo_steps(), 1);
    assert!(hand.0.undo().committed);
    assert_eq!(hand.painted(), 0);
    assert!(hand.0.redo().committed);
    assert!(hand.at(60, 60));
}

#[test]
fn a_cancelled_stroke_leaves_no_trace_and_keeps_redo() {
    let mut hand = Hand::with(Tool::Brush);
    hand.drag((10, 10), (30, 10), NONE);
    let before = hand.0.raster().clone();
    hand.drag((50, 50), (80, 50), NONE);
    hand.0.undo();
    hand.down(100, 50);
    hand.go(150, 50, NONE);
    assert!(!hand.0.handle(Event::Cancel).dirty.is_empty());
    assert!(*hand.0.raster() == before);
    assert_eq!(hand.0.mask().redo_steps(), 1);
    assert!(!hand.up().committed);
}

#[test]
fn undo_within_a_stroke_drops_the_stroke_only() {
    let mut hand = Hand::with(Tool::Brush);
    hand.drag((10, 10), (30, 10), NONE);
    hand.down(100, 50);
    assert!(!hand.0.undo().dirty.is_empty());
    assert!(hand.at(20, 10) && !hand.at(100, 50));
    assert_eq!(hand.0.mask().undo_steps(), 1);
}

#[test]
fn eraser_and_right_button_remove() {
    for (tool, button) in
        [(Tool::Eraser, Button::Main), (Tool::Brush, Button::Erasing), (Tool::Bucket, Button::Erasing)]
    {
        let mut hand = Hand::with(tool);
        hand.0.edit(ideomix_mask::Raster::fill);
        hand.down_with(50, 50, button, NONE);
        hand.up();
        assert!(!hand.at(50, 50), "{tool:?}");
    }
}

#[test]
fn shift_and_a_press_draw_a_line_from_the_last_stroke() {
    let mut hand = Hand::with(Tool::Brush);
    hand.down(20, 20);
    hand.up();
    hand.down_with(80, 50, Button::Main, SHIFT);
    hand.up();
    assert!(hand.at(50, 35) && hand.at(80, 50) && !hand.at(50, 50));
    assert_eq!(hand.0.raster().specks(u32::MAX), 1);
}

#[test]
fn shift_while_painting_holds_to_one_of_eight_directions() {
    let mut hand = Hand::with(Tool::Brush);
    hand.down(20, 50);
    hand.go(60, 56, SHIFT);
    hand.go(100, 44, SHIFT);
    hand.up();
    let bounds = hand.0.raster().bounds();
    assert_eq!((bounds.y0, bounds.y1), (48, 53));
    assert!(hand.at(100, 50));
}

#[test]
fn pressure_narrows_the_line_and_none_is_the_narrowest() {
    let mut hand = Hand::with(Tool::Brush);
    hand.0.set(Settings { width: 40, pressure: true, ..*hand.0.settings() });
    let mut line = |y, from, to| {
        let sample = |x, pressure| Sample::new(Point::center_of(x, y), pressure);
        hand.0.handle(Event::Down {
            sample: sample(40, from),
            button: Button::Main,
            modifiers: NONE,
            slop: 32,
        });
        hand.0.handle(Event::Move { samples: &[sample(160, to)], modifiers: NONE });
        hand.0.handle(Event::Up);
        hand.0.raster().bounds()
    };
    assert_eq!(line(50, 0.0, 0.0).height(), 4);
    let tapered = line(50, 0.0, 1.0);
    assert_eq!((tapered.height(), tapered.x0), (40, 38));
    assert_eq!(tapered.x1, 181);
}

#[test]
fn areas_are_dragged_from_corner_to_corner() {
    let mut hand = Hand::with(Tool::Rectangle);
    hand.down(10, 20);
    hand.go(29, 39, NONE);
    assert_eq!(hand.0.preview(), Preview::Rectangle(Rect::new(10, 20, 20, 20)));
    assert!(hand.up().committed);
    assert_eq!(hand.painted(), 400);
    hand.0.take(Tool::Ellipse);
    hand.drag((100, 20), (119, 39), NONE);
    // π/4 of a square of 400.
    assert!((hand.painted() - 400).abs_diff(314) < 10);
    assert_eq!(hand.0.mask().undo_steps(), 2);
}

#[test]
fn a_click_with_an_area_tool_is_nothing() {
    for tool in [Tool::Rectangle, Tool::Ellipse, Tool::Lasso] {
        let mut hand = Hand::with(tool);
        assert!(!hand.drag((10, 10), (11, 10), NONE).committed, "{tool:?}");
        assert_eq!((hand.painted(), hand.0.is_busy()), (0, false));
    }
}

#[test]
fn keys_held_before_a_press_choose_the_mode_and_pressed_later_constrain() {
    let mut hand = Hand::with(Tool::Rectangle);
    hand.drag((10, 10), (49, 49), NONE);
    hand.drag((30, 10), (69, 49), ALT);
    assert_eq!(hand.painted(), 20 * 40);
    hand.drag((10, 30), (49, 69), BOTH);
    assert_eq!(hand.painted(), 20 * 20);
    hand.drag((100, 30), (109, 39), SHIFT);
    assert_eq!(hand.painted(), 400 + 100);
    hand.down(150, 50);
    hand.go(159, 53, SHIFT);
    hand.up();
    assert_eq!(hand.painted(), 500 + 100);
    hand.down(150, 20);
    hand.go(152, 21, ALT);
    hand.up();
    assert_eq!(hand.painted(), 600 + 5 * 3);
}

#[test]
fn control_before_a_press_intersects() {
    let control = Modifiers { command: true, ..NONE };
    for tool in [Tool::Rectangle, Tool::Ellipse, Tool::Lasso] {
        let mut hand = Hand::with(Tool::Rectangle);
        hand.drag((10, 10), (49, 49), NONE);
        hand.0.take(tool);
        assert_eq!(hand.0.mode(control), Mode::Intersect);
        hand.down_with(30, 30, Button::Main, control);
        for (x, y) in [(90, 30), (90, 90), (30, 90)] {
            hand.go(x, y, control);
        }
        hand.go(if tool == Tool::Lasso { 30 } else { 90 }, 90, control);
        hand.up();
        let bounds = hand.0.raster().bounds();
        assert!(bounds.x0 >= 30 && bounds.y0 >= 30 && bounds.x1 <= 50 && bounds.y1 <= 50, "{bounds:?}");
        assert!(hand.painted() > 0, "{tool:?}");
    }
}

#[test]
fn what_is_foreseen_is_shown_and_never_kept() {
    let mut hand = Hand::with(Tool::Brush);
    hand.down(20, 20);
    hand.go(40, 20, NONE);
    let before = hand.0.raster().clone();
    let ahead = [Sample::full(Point::center_of(60, 20)), Sample::full(Point::center_of(80, 20))];
    let mut seen = None;
    hand.0.foresee(&ahead, NONE, |raster, changed| seen = Some((raster.get(80, 20), changed)));
    let (shown, changed) = seen.unwrap();
    assert!(shown && changed.contains(80, 20));
    assert!(*hand.0.raster() == before, "nothing is left of it");
    hand.go(40, 60, NONE);
    assert!(hand.up().committed);
    assert!(hand.at(40, 60) && !hand.at(80, 20));
    assert!(hand.0.undo().committed);
    assert_eq!(hand.painted(), 0, "the stroke is one step all the same");
    hand.0.foresee(&ahead, NONE, |_, changed| assert!(changed.is_empty(), "no stroke, nothing to foresee"));
}

#[test]
fn a_lasso_closes_itself() {
    let mut hand = Hand::with(Tool::Lasso);
    hand.down(20, 20);
    for (x, y) in [(80, 20), (80, 80), (20, 80)] {
        hand.go(x, y, NONE);
    }
    assert!(matches!(hand.0.preview(), Preview::Line { points, .. } if points.len() == 4));
    assert!(hand.up().committed);
    assert_eq!(hand.painted(), 3600);
}

#[test]
fn a_polygon_takes_points_back_and_closes_at_the_first_or_by_enter() {
    for closes in [true, false] {
        let mut hand = Hand::with(Tool::Polygon);
        for (x, y) in [(20, 20), (80, 20), (80, 80), (150, 90)] {
            hand.down(x, y);
            hand.up();
        }
        hand.0.handle(Event::Back);
        hand.down_with(22, 78, Button::Main, SHIFT);
        hand.up();
        assert!(
            matches!(hand.0.preview(), Preview::Line { points, .. } if points[3] == Point::center_of(22, 80))
        );
        hand.go(21, 21, NONE);
        assert!(matches!(hand.0.preview(), Preview::Line { closes: true, .. }));
        let outcome = if closes { hand.down(21, 21) } else { hand.0.handle(Event::Accept) };
        assert!(outcome.committed && hand.at(50, 50) && !hand.at(120, 85));
    }
    let mut hand = Hand::with(Tool::Polygon);
    hand.down(20, 20);
    hand.0.handle(Event::Escape);
    assert!(!hand.0.is_busy());
}

#[test]
fn the_bucket_fills_up_to_what_is_painted() {
    let mut hand = Hand::with(Tool::Rectangle);
    hand.drag((100, 0), (101, 99), NONE);
    hand.0.take(Tool::Bucket);
    hand.down(10, 10);
    assert_eq!(hand.painted(), 102 * 100);
    assert_eq!(hand.0.mask().undo_steps(), 2);
}

#[test]
fn a_color_range_is_shown_until_it_is_kept_or_dropped() {
    // Three stripes: red, nearly red, blue; and a red one apart.
    let color = |x: u32| match x {
        0..50 => [200, 0, 0, 255],
        50..100 => [200, 30, 0, 255],
        100..150 => [0, 0, 255, 255],
        _ => [200, 0, 0, 255],
    };
    let rgba: Vec<u8> = (0..100).flat_map(|_| (0..200).flat_map(color)).collect();
    let picture = Picture::new(200, 100, &rgba).unwrap();
    let size = Size::new(200, 100).unwrap();
    let mut hand = Hand::with(Tool::Colors);
    let asked = hand.down(10, 10).ask.unwrap();
    hand.up();
    hand.0.offer(asked, &select_colors(picture, asked, size));
    assert_eq!((hand.painted(), hand.0.preview()), (5_000, Preview::Tentative));
    let wider = hand.0.set(Settings { tolerance: 40, ..*hand.0.settings() }).ask.unwrap();
    hand.0.offer(asked, &select_colors(picture, asked, size));
    hand.0.offer(wider, &select_colors(picture, wider, size));
    assert_eq!(hand.painted(), 10_000);
    let all = hand.0.set(Settings { contiguous: false, ..*hand.0.settings() }).ask.unwrap();
    hand.0.offer(all, &select_colors(picture, all, size));
    assert_eq!((hand.painted(), hand.0.mask().undo_steps()), (15_000, 0));
    assert!(hand.0.handle(Event::Accept).committed);
    hand.0.undo();
    assert_eq!(hand.painted(), 0);
    let asked = hand.down(120, 10).ask.unwrap();
    hand.0.offer(asked, &select_colors(picture, asked, size));
    hand.0.handle(Event::Escape);
    assert_eq!((hand.painted(), hand.0.is_busy()), (0, false));
    // A preview of a quarter of the pixels serves as well.
    let small: Vec<u8> = (0..50).flat_map(|_| (0..100).flat_map(|x| color(x * 2))).collect();
    let small = Picture::new(100, 50, &small).unwrap();
    assert!(select_colors(small, all, size) == select_colors(picture, all, size));
}

#[test]
fn keys_alone_paint_erase_and_draw_areas() {
    let mut hand = Hand::with(Tool::Brush);
    assert_eq!(hand.0.cursor().pixel(), (100, 50));
    assert!(hand.0.key(Key::Press).committed);
    assert!(hand.at(100, 50));
    hand.0.key(Key::Pen);
    for _ in 0..10 {
        hand.0.key(Key::Move { dx: 1, dy: 0, reach: Reach::Far });
    }
    assert!(hand.0.key(Key::Pen).committed);
    assert!(hand.at(190, 50) && !hand.at(90, 50));
    hand.0.key(Key::Erase);
    assert!(!hand.at(199, 50));
    assert_eq!(hand.0.tool(), Tool::Brush);
    hand.0.key(Key::Move { dx: 0, dy: -1, reach: Reach::Far });
    hand.0.take(Tool::Rectangle);
    hand.0.key(Key::Press);
    hand.0.key(Key::Move { dx: -1, dy: -1, reach: Reach::Pixel });
    let before = hand.painted();
    assert!(hand.0.key(Key::Press).committed);
    assert_eq!(hand.painted(), before + 4);
    for _ in 0..500 {
        hand.0.key(Key::Move { dx: -1, dy: -1, reach: Reach::Far });
    }
    assert_eq!(hand.0.cursor().pixel(), (0, 0));
}

#[test]
fn changing_the_tool_keeps_a_stroke_and_drops_an_unfinished_shape() {
    let mut hand = Hand::with(Tool::Brush);
    hand.down(20, 20);
    assert!(hand.0.take(Tool::Polygon).committed);
    hand.down(50, 50);
    assert!(!hand.0.take(Tool::Brush).committed);
    assert!(!hand.0.is_busy());
}

#[test]
fn sizes_step_by_a_tenth_and_never_stand_still() {
    let mut settings = Settings::new(Size::new(4096, 2048).unwrap());
    assert_eq!((settings.width, settings.tip, settings.mode), (82, Tip::Round, Mode::Add));
    settings.width = 1;
    assert_eq!((settings.next_width(true), settings.next_width(false)), (2, 1));
    settings.width = 1000;
    assert_eq!((settings.next_width(true), settings.next_width(false)), (1000, 900));
}
