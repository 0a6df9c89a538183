//! Colors as the eye tells them apart: CIELAB, in which distance is difference.

use std::sync::LazyLock;

/// Lightness (0 to 100) and the two color axes.
pub(super) type Lab = [f32; 3];

/// The linear light of each 8-bit level.
static LINEAR: LazyLock<[f32; 256]> = LazyLock::new(|| {
    std::array::from_fn(|level| {
        let part = level as f32 / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
});

/// From sRGB, by the white of daylight (D65).
pub(super) fn lab([r, g, b]: [u8; 3]) -> Lab {
    let [r, g, b] = [r, g, b].map(|level| LINEAR[usize::from(level)]);
    let bend = |t: f32| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let x = bend((0.412_4 * r + 0.357_6 * g + 0.180_5 * b) / 0.950_5);
    let y = bend(0.212_6 * r + 0.715_2 * g + 0.072_2 * b);
    let z = bend((0.019_3 * r + 0.119_2 * g + 0.950_5 * b) / 1.089);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// How different two colors look; about 2 is just visible, 100 is black to white.
pub(super) fn apart(a: Lab, b: Lab) -> f32 {
    let [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    (x * x + y * y + z * z).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_colors_are_where_the_standard_puts_them() {
        for (rgb, known) in [
            ([255, 255, 255], [100.0, 0.0, 0.0]),
            ([0, 0, 0], [0.0, 0.0, 0.0]),
            ([255, 0, 0], [53.24, 80.09, 67.20]),
            ([0, 0, 255], [32.30, 79.19, -107.86]),
        ] {
            assert!(apart(lab(rgb), known) < 0.3, "{rgb:?}: {:?}", lab(rgb));
        }
    }
}
