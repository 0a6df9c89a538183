//! temporary
use image::{RgbImage, imageops};
fn main() {
    let a: Vec<String> = std::env::args().skip(1).collect();
    let cols: u32 = a[1].parse().unwrap();
    let cell = 470u32;
    let n = (a.len() - 2) as u32;
    let mut out = RgbImage::new(cols * cell, n.div_ceil(cols) * cell);
    for (i, f) in a[2..].iter().enumerate() {
        let im = image::open(f).unwrap().to_rgb8();
        let (w, h) = im.dimensions();
        let s = (cell as f32 - 6.0) / w.max(h) as f32;
        let t = imageops::resize(
            &im,
            (w as f32 * s) as u32,
            (h as f32 * s) as u32,
            imageops::FilterType::Triangle,
        );
        imageops::overlay(&mut out, &t, (i as u32 % cols * cell) as i64, (i as u32 / cols * cell) as i64);
    }
    out.save(&a[0]).unwrap();
}
