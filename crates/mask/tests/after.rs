//! After the edit, and what is seen of a mask.

use ideomix_mask::compare::{self, Heat, Verdict, compare, keep_my_pixels};
use ideomix_mask::overlay::{self, Show, Style};
use ideomix_mask::{Mode, Picture, Point, Raster, Rect, Shape, Size, Tip, View};
use proptest::prelude::*;

const SIDE: u32 = 192;

fn painted() -> Raster {
    let mut raster = Raster::new(Size::new(SIDE, SIDE).unwrap());
    raster.stamp(&Shape::Rectangle(Rect::new(64, 64, 64, 64)), Mode::Add);
    raster
}

fn photo(color: impl Fn(i32, i32) -> [u8; 4]) -> Vec<u8> {
    let side = SIDE as i32;
    (0..side * side).flat_map(|n| color(n % side, n / side)).collect()
}

fn picture(bytes: &[u8]) -> Picture<'_> {
    Picture::new(SIDE, SIDE, bytes).unwrap()
}

fn scene(x: i32, y: i32) -> [u8; 4] {
    [x as u8, y as u8, 90, 255]
}

/// What becomes of the scene when some of it is made anew.
fn edited(changes: impl Fn(i32, i32) -> bool) -> Vec<u8> {
    photo(|x, y| if changes(x, y) { [255 - scene(x, y)[0], 255, 0, 255] } else { scene(x, y) })
}

#[test]
fn the_verdict_tells_kept_drifted_ignored_and_nothing_apart() {
    let mask = painted();
    let before = photo(scene);
    let verdict = |after: &[u8]| {
        let found = compare(picture(&before), picture(after), &mask, compare::USUAL_TOLERANCE).unwrap();
        assert_eq!((found.inside.pixels, found.outside.pixels), (4096, 5 * 4096 + 3 * 4096));
        found.verdict()
    };
    assert_eq!(verdict(&before), Verdict::NothingChanged);
    // What compression does to every pixel is not a change.
    assert_eq!(
        verdict(&photo(|x, y| scene(x, y).map(|value| value.saturating_sub(9)))),
        Verdict::NothingChanged
    );
    assert_eq!(verdict(&edited(|x, y| mask.get(x, y))), Verdict::Kept);
    assert_eq!(verdict(&edited(|x, y| mask.get(x, y) || x > 170)), Verdict::Drifted);
    assert_eq!(verdict(&edited(|_, _| true)), Verdict::MaskIgnored);
    assert_eq!(verdict(&edited(|x, y| !mask.get(x, y))), Verdict::MaskIgnored);
    assert_eq!(
        verdict(&photo(|x, y| scene(x, y).map(|value| value.saturating_add(40)))),
        Verdict::MaskIgnored
    );
}

#[test]
fn the_heat_map_says_where() {
    let mask = painted();
    let before = photo(scene);
    let after = edited(|x, y| (x == 0 && y == 0) || mask.get(x, y));
    let found = compare(picture(&before), picture(&after), &mask, 0).unwrap();
    assert_eq!((found.columns, found.heat.len()), (3, 9));
    assert_eq!(found.heat[0], Heat { inside: 0, outside: 1 });
    assert_eq!(found.heat[4], Heat { inside: 255, outside: 0 });
    assert_eq!((found.outside.changed, found.outside.permille()), (1, 1));
    assert_eq!(found.outside.largest, 255);
    let colors = found.heat_rgba();
    assert_eq!(colors.len(), 36);
    assert!(colors[0] > colors[2] && colors[18] > colors[16] && colors[4 * 8 + 3] == 0);
}

#[test]
fn another_size_is_an_error_and_not_a_guess() {
    let mask = painted();
    let bytes = photo(scene);
    let small = Picture::new(2, 2, &bytes[..16]).unwrap();
    assert!(compare(picture(&bytes), small, &mask, 0).is_err());
    assert!(keep_my_pixels(small, picture(&bytes), &mask, 0).is_err());
}

#[test]
fn my_pixels_are_kept_outside_and_the_result_inside() {
    let mask = painted();
    let (before, after) = (photo(scene), photo(|_, _| [1, 2, 3, 255]));
    let kept = keep_my_pixels(picture(&before), picture(&after), &mask, 0).unwrap();
    assert!(kept == photo(|x, y| if mask.get(x, y) { [1, 2, 3, 255] } else { scene(x, y) }));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_seam_blends_by_the_distance_to_what_is_not_painted(
        seam in 1..33_u32,
        x in 0..1500,
        y in 0..1500,
        width in 1..150_u32,
    ) {
        let mut mask = painted();
        mask.stamp(&Shape::dab(Tip::Round, Point::new(x, y), width), Mode::Add);
        let (before, after) = (photo(|_, _| [0, 0, 0, 255]), photo(|_, _| [255, 255, 255, 255]));
        let kept = keep_my_pixels(picture(&before), picture(&after), &mask, seam).unwrap();
        let side = SIDE as i32;
        let empty: Vec<_> = (0..side * side).map(|n| (n % side, n / side)).filter(|(x, y)| !mask.get(*x, *y)).collect();
        for n in (0..side * side).step_by(7) {
            let (x, y) = (n % side, n / side);
            let found = f64::from(kept[n as usize * 4]);
            let square = empty.iter().map(|(ex, ey)| (ex - x).pow(2) + (ey - y).pow(2)).min().unwrap();
            let share = (f64::from(square).sqrt() / f64::from(seam + 1)).min(1.0);
            let far = square > (seam * seam) as i32;
            prop_assert!(if far { found == 255.0 } else { (found - share * 255.0).abs() < 3.0 }, "{} {}", found, share);
            prop_assert!(square > 0 || found == 0.0);
        }
    }

    #[test]
    fn the_overlay_shows_at_each_canvas_pixel_what_lies_under_it(
        zoom in 1.0..20.0_f64,
        ratio in 1.0..3.0_f64,
        dx in -200.0..200.0_f64,
        x in 0..90,
        y in 0..60,
    ) {
        let mask = painted();
        let mut view = View::new(mask.size(), 120.0, 80.0, ratio);
        view.zoom_at(60.0, 40.0, zoom);
        view.pan(dx, dx / 3.0);
        let (width, height) = view.canvas_pixels();
        let area = Rect { x0: x, y0: y, ..Rect::new(0, 0, width, height) };
        let style = Style { outline: false, opacity: 200, ..Style::default() };
        let mut out = vec![7; area.width() as usize * area.height() as usize * 4];
        overlay::paint(&mask, &view, area, &style, &mut out);
        for (n, pixel) in out.as_chunks::<4>().0.iter().enumerate() {
            let (cx, cy) = (area.x0 + n as i32 % area.width() as i32, area.y0 + n as i32 / area.width() as i32);
            let (sx, sy) = ((f64::from(cx) + 0.5) / ratio, (f64::from(cy) + 0.5) / ratio);
            let (ix, iy) = view.to_image(sx, sy);
            // A hair's breadth from a pixel's border both answers are right.
            if [ix, iy].iter().any(|at| (at - at.round()).abs() < 1e-6) {
                continue;
            }
            let (ix, iy) = (ix.floor() as i32, iy.floor() as i32);
            prop_assert_eq!(pixel[3], if mask.get(ix, iy) { 200 } else { 0 });
        }
    }
}

#[test]
fn a_part_painted_alone_equals_the_same_part_of_the_whole() {
    let mut mask = painted();
    mask.stamp(&Shape::dab(Tip::Round, Point::center_of(40, 150), 51), Mode::Add);
    for zoom in [0.2, 0.7, 1.0, 3.0] {
        let mut view = View::new(mask.size(), 300.0, 200.0, 1.25);
        view.zoom_at(150.0, 100.0, zoom);
        for show in [Show::Overlay, Show::MaskOnly] {
            let style = Style { show, hatch: 8, ..Style::default() };
            let (width, height) = view.canvas_pixels();
            let all = Rect::new(0, 0, width, height);
            let paint = |area: Rect| {
                let mut out = vec![0; area.width() as usize * area.height() as usize * 4];
                overlay::paint(&mask, &view, area, &style, &mut out);
                out
            };
            let (whole, part) = (paint(all), Rect::new(101, 47, 90, 80));
            for (row, found) in (47..).zip(paint(part).chunks_exact(90 * 4)) {
                let from = (row * width as usize + 101) * 4;
                assert!(whole[from..from + 90 * 4] == *found, "zoom {zoom}, row {row}");
            }
        }
    }
}

#[test]
fn thin_lines_stay_visible_when_far_away_and_borders_are_drawn() {
    let mut mask = Raster::new(Size::new(4000, 4000).unwrap());
    mask.stamp(&Shape::Rectangle(Rect::new(2001, 0, 1, 4000)), Mode::Add);
    let view = View::new(mask.size(), 400.0, 400.0, 1.0);
    let mut out = vec![0; 400 * 4];
    let row = Rect::new(0, 200, 400, 1);
    overlay::paint(&mask, &view, row, &Style { outline: false, ..Style::default() }, &mut out);
    assert!(out[200 * 4 + 3] > 0);
    assert_eq!(out.as_chunks::<4>().0.iter().filter(|pixel| pixel[3] > 0).count(), 1);
    mask.fill();
    overlay::paint(&mask, &view, row, &Style::default(), &mut out);
    assert!(out[3] == 255 && out[0] == out[1] && out[4 * 100 + 3] == Style::default().opacity);
    // Too short a buffer is filled as far as whole rows go, and no further.
    overlay::paint(&mask, &view, Rect::new(0, 0, 400, 3), &Style::default(), &mut out[..1000]);
    assert_eq!(overlay::thumbnail(&mask, 20, 10), vec![255; 200]);
    assert_eq!(overlay::thumbnail(&Raster::new(Size::new(1, 1).unwrap()), 3, 3), vec![0; 9]);
}

#[test]
fn the_tint_stands_out_from_the_picture() {
    let red = photo(|_, _| [250, 40, 80, 255]);
    assert_eq!(overlay::contrasting(picture(&red)), [0, 200, 255]);
}
