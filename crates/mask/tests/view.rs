//! Where the image stands on the screen.

use ideomix_mask::{MAX_ZOOM, MIN_ZOOM, Point, Rect, Size, View};
use proptest::prelude::*;

fn view() -> impl Strategy<Value = View> {
    let sizes = (1..12_000_u32, 1..12_000_u32, 100.0..4000.0_f64, 100.0..3000.0_f64);
    let ratio = prop_oneof![Just(1.0), Just(1.25), Just(1.5), Just(2.0), Just(3.0), 1.0..3.0_f64];
    // Even steps of zoom, not of the number.
    let zoom = (MIN_ZOOM.ln()..MAX_ZOOM.ln()).prop_map(f64::exp);
    (sizes, ratio, zoom, -5000.0..5000.0_f64, -5000.0..5000.0_f64).prop_map(|(sizes, ratio, zoom, dx, dy)| {
        let (width, height, across, down) = sizes;
        let mut view = View::new(Size::new(width, height).unwrap(), across, down, ratio);
        view.zoom_at(across / 3.0, down / 3.0, zoom);
        view.pan(dx, dy);
        view
    })
}

fn near(a: (f64, f64), b: (f64, f64), by: f64) -> bool {
    (a.0 - b.0).abs() <= by && (a.1 - b.1).abs() <= by
}

proptest! {
    #[test]
    fn a_screen_place_comes_back_from_the_image(view in view(), x in -100.0..4000.0_f64, y in -100.0..3000.0_f64) {
        let (ix, iy) = view.to_image(x, y);
        prop_assert!(near(view.to_screen(ix, iy), (x, y), 1e-6));
    }

    #[test]
    fn every_pixel_is_hit_at_its_center(view in view(), at: [prop::sample::Index; 2]) {
        let visible = view.visible();
        prop_assume!(!visible.is_empty());
        let x = visible.x0 + at[0].index(visible.width() as usize) as i32;
        let y = visible.y0 + at[1].index(visible.height() as usize) as i32;
        let (sx, sy) = view.to_screen(f64::from(x) + 0.5, f64::from(y) + 0.5);
        prop_assert_eq!(view.point(sx, sy).pixel(), (x, y));
        prop_assert!(view.point(sx, sy).reach(Point::center_of(x, y)) <= 1);
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer(view in view(), to in MIN_ZOOM..MAX_ZOOM) {
        // In the middle of what can be seen, no border pulls the image back.
        let (x, y) = {
            let seen = view.visible();
            prop_assume!(!seen.is_empty());
            view.to_screen(f64::from(seen.x0 + seen.x1) / 2.0, f64::from(seen.y0 + seen.y1) / 2.0)
        };
        let before = view.to_image(x, y);
        let mut zoomed = view;
        zoomed.zoom_at(x, y, to);
        if zoomed.to_screen(before.0, before.1) != (x, y) {
            prop_assert!(near(zoomed.to_image(x, y), before, 1e-6) || pulled(&zoomed));
        }
    }

    #[test]
    fn what_is_repainted_covers_what_changed(view in view(), x in 0..4000, y in 0..4000, w in 1..300_u32, h in 1..300_u32) {
        let area = Rect::new(x, y, w, h);
        let canvas = view.to_canvas(area);
        let (width, height) = view.canvas_pixels();
        for (ix, iy) in [(area.x0, area.y0), (area.x1 - 1, area.y1 - 1), (area.x0, area.y1 - 1)] {
            let (sx, sy) = view.to_screen(f64::from(ix) + 0.5, f64::from(iy) + 0.5);
            let (cx, cy) = ((sx * view.ratio()).floor() as i32, (sy * view.ratio()).floor() as i32);
            if cx >= 0 && cy >= 0 && cx < width as i32 && cy < height as i32 {
                prop_assert!(canvas.contains(cx, cy));
            }
        }
    }

    #[test]
    fn the_image_never_leaves_the_canvas(view in view(), dx in -1e9..1e9_f64, dy in -1e9..1e9_f64) {
        let mut view = view;
        view.pan(dx, dy);
        prop_assert!(!view.visible().is_empty());
        view.pan(f64::NAN, f64::INFINITY);
        view.zoom_at(f64::NAN, 0.0, 1.0);
        prop_assert!(!view.visible().is_empty());
    }
}

/// Whether the image stands at the end of its way, where it may not follow the pointer.
fn pulled(view: &View) -> bool {
    let mut moved = *view;
    let mut stops = false;
    for (dx, dy) in [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)] {
        moved.pan(dx, dy);
        stops |= !near(moved.origin(), (view.origin().0 + dx, view.origin().1 + dy), 1e-6);
        moved = *view;
    }
    stops
}

#[test]
fn an_image_is_fitted_and_centered_but_not_enlarged() {
    let fitted = View::new(Size::new(4000, 1000).unwrap(), 1000.0, 800.0, 2.0);
    assert_eq!((fitted.zoom(), fitted.origin()), (0.25, (0.0, 275.0)));
    assert_eq!((fitted.scale(), fitted.canvas_pixels()), (0.5, (2000, 1600)));
    let small = View::new(Size::new(100, 100).unwrap(), 1000.0, 800.0, 1.0);
    assert_eq!((small.zoom(), small.origin()), (1.0, (450.0, 350.0)));
    assert_eq!((small.next_stop(true), small.next_stop(false)), (1.5, 0.75));
    assert_eq!(small.length(3.0), 48);
}
