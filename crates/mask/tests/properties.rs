//! The mask against its model, over made-up values.

mod model;

use ideomix_mask::png::{Depth, Polarity};
use ideomix_mask::{Mode, Point, Raster, Shape, Size, Tip, png, snap};
use model::{Draw, Model, Numbers, covers};
use proptest::collection::vec;
use proptest::prelude::*;

fn size() -> impl Strategy<Value = Size> {
    let side = prop_oneof![1..4_u32, 60..70_u32, 1..200_u32];
    (side.clone(), side).prop_map(|(width, height)| Size::new(width, height).unwrap())
}

/// A mask of some shapes, of a size.
fn painted() -> impl Strategy<Value = Raster> {
    (size(), vec(any::<u8>(), 0..120), any::<bool>()).prop_map(|(size, bytes, inverted)| {
        let mut raster = Raster::new(size);
        let mut numbers = Numbers(&bytes);
        while !numbers.0.is_empty() {
            raster.stamp(&numbers.shape(size), Mode::Add);
            raster.stamp(&numbers.shape(size), Mode::Subtract);
        }
        if inverted {
            raster.invert();
        }
        raster
    })
}

/// The painted pixels that a PNG file shows, as its decoder gives them.
fn decoded(file: &[u8], polarity: Polarity, depth: Depth) -> Model {
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(::png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let info = reader.info();
    assert_eq!(info.color_type, ::png::ColorType::Grayscale);
    assert_eq!(info.bit_depth as u8, if depth == Depth::Eight { 8 } else { 1 });
    let mut model = Model::new(Size::new(info.width, info.height).unwrap());
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let white = polarity == Polarity::WhiteChanges;
    model.bits = pixels
        .iter()
        .map(|value| match value {
            0 => !white,
            255 => white,
            gray => panic!("{gray} is neither black nor white"),
        })
        .collect();
    model
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_mask_equals_its_model_after_any_operations(bytes in vec(any::<u8>(), 0..400)) {
        model::operations(&bytes);
    }

    #[test]
    fn any_bytes_are_a_packed_mask_or_an_error(bytes in vec(any::<u8>(), 0..60)) {
        model::unpack(&bytes);
    }

    #[test]
    fn a_packed_mask_with_any_byte_changed_is_an_error(raster in painted(), at: prop::sample::Index, by in 1..=255_u8) {
        let mut bytes = raster.pack();
        let at = at.index(bytes.len());
        bytes[at] ^= by;
        prop_assert!(Raster::unpack(&bytes).is_err());
        bytes.truncate(at);
        prop_assert!(Raster::unpack(&bytes).is_err());
    }

    #[test]
    fn a_written_file_decodes_to_the_same_pixels(raster in painted()) {
        let model = Model::of(&raster);
        for polarity in [Polarity::BlackChanges, Polarity::WhiteChanges] {
            for depth in [Depth::Eight, Depth::One] {
                let file = png::write(&raster, polarity, depth);
                prop_assert!(decoded(&file, polarity, depth) == model, "{:?} {:?}", polarity, depth);
            }
        }
    }

    #[test]
    fn strokes_cover_the_pixels_whose_centers_lie_in_them(
        ends in [-2000..4000_i32, -2000..4000_i32, -2000..4000_i32, -2000..4000_i32],
        width in 0..1600_u32,
        square: bool,
    ) {
        let [ax, ay, bx, by] = ends;
        let tip = if square { Tip::Square } else { Tip::Round };
        for to in [Point::new(bx, by), Point::new(ax, by), Point::new(bx, ay), Point::new(ax, ay)] {
            let shape = Shape::Stroke { tip, from: Point::new(ax, ay), to, width };
            let mut raster = Raster::new(Size::new(130, 120).unwrap());
            raster.stamp(&shape, Mode::Add);
            let mut model = Model::new(raster.size());
            model.join(Mode::Add, &mut |x, y| covers(&shape, x, y));
            model.must_equal(&raster);
        }
    }

    #[test]
    fn a_snapped_brush_always_covers_the_same_number_of_pixels(x in 800..1600, y in 800..1600, width in 1..60_u32) {
        let stamp = |at| {
            let mut raster = Raster::new(Size::new(160, 160).unwrap());
            raster.stamp(&Shape::dab(Tip::Round, snap(at, width), width), Mode::Add);
            (raster.painted(), raster.bounds().width(), raster.bounds().height())
        };
        let found = stamp(Point::new(x, y));
        prop_assert_eq!(found, stamp(Point::new(1200, 1200)));
        prop_assert_eq!((found.1, found.2), (width, width));
        prop_assert!(snap(Point::new(x, y), width).reach(Point::new(x, y)) <= 8);
    }

    #[test]
    fn a_stroke_one_pixel_wide_has_no_gap(ends in [0..2000_i32, 0..2000_i32, 0..2000_i32, 0..2000_i32]) {
        let [ax, ay, bx, by] = ends;
        let (from, to) = (snap(Point::new(ax, ay), 1), snap(Point::new(bx, by), 1));
        let mut raster = Raster::new(Size::new(130, 130).unwrap());
        raster.stamp(&Shape::Stroke { tip: Tip::Round, from, to, width: 16 }, Mode::Add);
        prop_assert_eq!(raster.specks(u32::MAX), 1);
        let ((ax, ay), (bx, by)) = (from.pixel(), to.pixel());
        prop_assert!(raster.get(ax, ay) && raster.get(bx, by));
    }

    #[test]
    fn growing_reaches_as_far_as_the_distance_says(raster in painted(), by in 0..40_u32) {
        let mut model = Model::of(&raster);
        let mut grown = raster.clone();
        grown.grow(by);
        model.grow(by);
        model.must_equal(&grown);
        let mut shrunk = grown;
        shrunk.shrink(by);
        model.shrink(by);
        model.must_equal(&shrunk);
    }
}
