//! Files in and out: what is written, what other programs wrote, and everything that can be wrong with either.

use ideomix_mask::check::{self, Finding, Repair, Rules};
use ideomix_mask::import::{self, Channel, Fit, Values};
use ideomix_mask::png::{Depth, Polarity};
use ideomix_mask::{
    Mask, Mode, PackError, Picture, PictureError, Point, Raster, Rect, Shape, Size, SizeError, Tip, png,
};

fn size(width: u32, height: u32) -> Size {
    Size::new(width, height).unwrap()
}

fn with(width: u32, height: u32, shape: &Shape) -> Raster {
    let mut raster = Raster::new(size(width, height));
    raster.stamp(shape, Mode::Add);
    raster
}

fn disc(width: u32, height: u32) -> Raster {
    let at = Point::center_of(width as i32 / 2, height as i32 / 2);
    with(width, height, &Shape::dab(Tip::Round, at, width.min(height) / 2))
}

/// A file's bytes, decoded to one value for each pixel.
fn decoded(file: &[u8]) -> Vec<u8> {
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(::png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    pixels
}

/// RGBA pixels by a rule.
fn rgba(width: u32, height: u32, color: impl Fn(u32, u32) -> [u8; 4]) -> Vec<u8> {
    (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).flat_map(|(x, y)| color(x, y)).collect()
}

fn gray(level: u8) -> [u8; 4] {
    [level, level, level, 255]
}

#[test]
fn odd_and_huge_sizes_are_written_bit_for_bit() {
    let sizes = [
        (1, 1),
        (1, 4096),
        (4096, 1),
        (63, 65),
        (5000, 300),
        (40_000, 9),
        (32_767, 5),
        (32_768, 5),
        (3000, 2000),
    ];
    for (width, height) in sizes {
        let mut raster = disc(width, height);
        raster.stamp(&Shape::Rectangle(Rect::new(width as i32 - 3, 0, 3, 2)), Mode::Add);
        for inverted in [false, true] {
            if inverted {
                raster.invert();
            }
            for depth in [Depth::Eight, Depth::One] {
                let file = png::write(&raster, Polarity::BlackChanges, depth);
                let pixels = decoded(&file);
                let mut wanted = vec![255; pixels.len()];
                for (y, row) in wanted.chunks_exact_mut(width as usize).enumerate() {
                    for (from, to) in raster.spans(y as u32) {
                        row[from as usize..to as usize].fill(0);
                    }
                }
                assert!(pixels == wanted, "{width}×{height} {depth:?}");
            }
            assert!(Raster::unpack(&raster.pack()).unwrap() == raster);
        }
    }
}

#[test]
fn noise_is_written_bit_for_bit_too() {
    let mut state = 1_u64;
    let mut noise = Vec::new();
    for _ in 0..700 * 500 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        noise.extend(gray(if state >> 40 & 1 == 1 { 255 } else { 0 }));
    }
    let file = Picture::new(700, 500, &noise).unwrap();
    let raster = import::read(file, &import::look(file).suggested, file.size());
    let pixels = decoded(&png::write(&raster, Polarity::BlackChanges, Depth::Eight));
    assert!(pixels.iter().zip(file.pixels()).all(|(own, wanted)| own == &wanted[0]));
    assert!(Raster::unpack(&raster.pack()).unwrap() == raster);
}

#[test]
fn a_size_without_pixels_or_beyond_memory_is_refused_by_name() {
    assert_eq!(Size::new(0, 0), Err(SizeError::Nothing));
    assert_eq!(Size::new(0, 7), Err(SizeError::Nothing));
    let huge = SizeError::TooLarge { width: 40_000, height: 40_000 };
    assert_eq!(Size::new(40_000, 40_000), Err(huge));
    assert_eq!(huge.code(), "too_large");
    assert!(Size::new(16_384, 16_384).is_ok() && Size::new(40_001, 1).is_err());
    assert_eq!(Picture::new(0, 0, &[]), Err(PictureError::Size(SizeError::Nothing)));
    assert_eq!(Picture::new(40_000, 40_000, &[]), Err(PictureError::Size(huge)));
    assert_eq!(Picture::new(2, 2, &[0; 15]), Err(PictureError::Length { needs: 16, given: 15 }));
}

#[test]
fn a_damaged_draft_is_named_and_never_believed() {
    let packed = disc(300, 200).pack();
    assert_eq!(Raster::unpack(b""), Err(PackError::NotAMask));
    assert_eq!(Raster::unpack(b"\x89PNG"), Err(PackError::NotAMask));
    assert_eq!(Raster::unpack(b"IXM\x09rest"), Err(PackError::Version { found: 9 }));
    assert_eq!(Raster::unpack(&packed[..packed.len() - 1]), Err(PackError::Damaged));
    let mut turned = packed.clone();
    turned[20] ^= 4;
    assert_eq!(Raster::unpack(&turned), Err(PackError::Damaged));
    assert!(packed.len() < 600, "{}", packed.len());
}

#[test]
fn findings_name_what_blocks_and_what_heals() {
    let rules = Rules::of(100, 100);
    let findings = |raster: &Raster| check::check(raster, &rules);
    let mut raster = Raster::new(size(100, 100));
    assert_eq!(findings(&raster), [Finding::Empty]);
    raster.fill();
    assert_eq!(findings(&raster), [Finding::Full]);
    raster.clear();
    raster.stamp(&Shape::Rectangle(Rect::new(0, 0, 30, 30)), Mode::Add);
    raster.stamp(&Shape::Rectangle(Rect::new(90, 90, 2, 2)), Mode::Add);
    assert_eq!(
        findings(&raster),
        [Finding::Small { permille: 90, advised: 100 }, Finding::Specks { count: 1, below: 64 }]
    );
    assert!(findings(&raster).iter().all(|finding| !finding.blocks()));
    raster.remove_specks(64);
    raster.grow(5);
    assert_eq!(findings(&raster), []);
    let other = Rules::of(200, 50);
    let found = check::check(&raster, &other);
    assert_eq!(found, [Finding::WrongSize { picture: (200, 50), mask: (100, 100) }]);
    assert_eq!((found[0].blocks(), found[0].repair()), (true, Repair::Scale));
    assert_eq!(check::check(&raster.scaled(size(200, 50)), &other), []);
}

#[test]
fn a_two_colored_file_is_read_as_it_is() {
    for (dark, bright) in [(0, 255), (40, 90), (200, 201)] {
        let bytes = rgba(90, 70, |x, _| gray(if x < 30 { dark } else { bright }));
        let file = Picture::new(90, 70, &bytes).unwrap();
        let look = import::look(file);
        assert_eq!((look.values, look.looks_inverted, look.has_alpha), (Values::Two, false, false));
        let raster = import::read(file, &look.suggested, size(90, 70));
        assert_eq!(raster.bounds(), Rect::new(0, 0, 30, 70));
    }
}

#[test]
fn a_file_turned_around_is_noticed_and_can_be_swapped() {
    let bytes =
        rgba(100, 100, |x, y| gray(if (40..60).contains(&x) && (40..60).contains(&y) { 255 } else { 0 }));
    let file = Picture::new(100, 100, &bytes).unwrap();
    let look = import::look(file);
    assert!(look.looks_inverted);
    let swapped = import::Reading { polarity: Polarity::WhiteChanges, ..look.suggested };
    assert_eq!(import::read(file, &swapped, size(100, 100)).bounds(), Rect::new(40, 40, 20, 20));
}

#[test]
fn fringes_grays_and_single_colors_are_told_apart() {
    let seen = |color: &dyn Fn(u32, u32) -> [u8; 4]| {
        let bytes = rgba(200, 100, color);
        import::look(Picture::new(200, 100, &bytes).unwrap()).values
    };
    let fringed = |x: u32, _| {
        gray(match x {
            0..99 => (x % 7) as u8,
            99 => 80,
            100 => 190,
            _ => 250 + (x % 6) as u8,
        })
    };
    assert_eq!(seen(&fringed), Values::Fringed { permille: 10 });
    assert!(matches!(seen(&|x, _| gray(x as u8)), Values::Gray { permille: 840 }));
    assert_eq!(seen(&|_, _| gray(0)), Values::One);
    let bytes = rgba(200, 100, fringed);
    let file = Picture::new(200, 100, &bytes).unwrap();
    assert_eq!(
        import::read(file, &import::look(file).suggested, file.size()).bounds(),
        Rect::new(0, 0, 100, 100)
    );
}

#[test]
fn a_cut_out_photo_changes_where_it_is_transparent() {
    let bytes = rgba(64, 64, |x, y| [x as u8 * 4, y as u8 * 4, 30, if x < 20 { 0 } else { 255 }]);
    let file = Picture::new(64, 64, &bytes).unwrap();
    let look = import::look(file);
    assert!(look.has_alpha && look.has_colors && look.suggested.channel == Channel::Alpha);
    assert_eq!(import::read(file, &look.suggested, file.size()).bounds(), Rect::new(0, 0, 20, 64));
}

#[test]
fn another_size_is_scaled_or_laid_on_the_middle() {
    let bytes = rgba(50, 50, |x, y| gray(if x < 10 && y < 25 { 0 } else { 255 }));
    let file = Picture::new(50, 50, &bytes).unwrap();
    let suggested = import::look(file).suggested;
    let scaled = import::read(file, &suggested, size(200, 100));
    assert_eq!((scaled.bounds(), scaled.painted()), (Rect::new(0, 0, 40, 50), 2000));
    let reading = import::Reading { fit: Fit::Center, ..suggested };
    assert_eq!(import::read(file, &reading, size(200, 100)).bounds(), Rect::new(75, 25, 10, 25));
    assert_eq!(import::read(file, &reading, size(20, 20)).painted(), 0);
    assert_eq!(import::read(file, &suggested, size(1, 1)).painted(), 0);
}

#[test]
fn a_written_mask_comes_back_from_its_own_file() {
    let raster = disc(123, 77);
    let bytes: Vec<u8> = decoded(&png::write(&raster, Polarity::BlackChanges, Depth::One))
        .into_iter()
        .flat_map(gray)
        .collect();
    let file = Picture::new(123, 77, &bytes).unwrap();
    assert!(import::read(file, &import::look(file).suggested, file.size()) == raster);
}

#[test]
fn the_history_keeps_to_its_budget_and_forgets_the_oldest() {
    let budget = 100_000;
    let mut mask = Mask::new(size(1000, 1000), budget);
    for n in 0..3000_i32 {
        mask.edit(|raster| {
            raster
                .stamp(&Shape::dab(Tip::Round, Point::center_of(n * 37 % 1000, n * 91 % 1000), 30), Mode::Add)
        });
        mask.edit(Raster::invert);
        assert!(mask.history_bytes() <= budget);
    }
    let steps = mask.undo_steps();
    assert!((100..6000).contains(&steps), "{steps}");
    let last = mask.raster().clone();
    while mask.undo() {}
    while mask.redo() {}
    assert!(*mask.raster() == last && mask.history_bytes() <= budget);
    // A step larger than the budget is kept all the same, alone.
    let mut mask = Mask::new(size(1000, 1000), 10);
    mask.edit(Raster::fill);
    mask.edit(Raster::clear);
    assert_eq!(mask.undo_steps(), 1);
}

#[test]
fn inverting_takes_a_few_bytes_of_history() {
    let mut mask = Mask::with(disc(4096, 4096), Mask::DESKTOP_BUDGET);
    mask.edit(Raster::invert);
    assert!(mask.history_bytes() < 100);
    assert_eq!(mask.take_dirty(), size(4096, 4096).rect());
}
