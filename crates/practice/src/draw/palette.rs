//! Colors that go together, and how a prompt chooses among them.

use tiny_skia::Color;

use super::chance::Chance;

/// One opaque color, each part from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Tone(pub(crate) f32, pub(crate) f32, pub(crate) f32);

impl Tone {
    pub(crate) const WHITE: Self = Self(1.0, 1.0, 1.0);

    pub(crate) const fn hex(rgb: u32) -> Self {
        Self((rgb >> 16 & 255) as f32 / 255.0, (rgb >> 8 & 255) as f32 / 255.0, (rgb & 255) as f32 / 255.0)
    }

    /// This color at 0, the other at 1.
    pub(crate) fn mix(self, other: Self, share: f32) -> Self {
        let part = |a: f32, b: f32| a + (b - a) * share;
        Self(part(self.0, other.0), part(self.1, other.1), part(self.2, other.2))
    }

    /// With an opacity, ready for painting.
    pub(crate) fn alpha(self, alpha: f32) -> Color {
        let safe = |part: f32| part.clamp(0.0, 1.0);
        Color::from_rgba(safe(self.0), safe(self.1), safe(self.2), safe(alpha)).unwrap_or(Color::BLACK)
    }

    /// How bright it looks, 0 to 1.
    pub(crate) fn light(self) -> f32 {
        0.2126 * self.0 + 0.7152 * self.1 + 0.0722 * self.2
    }

    /// Turned around the gray axis by so many degrees: keeps lightness roughly, changes hue.
    fn turned(self, degrees: f32) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (third, root) = (1.0 / 3.0, (1.0f32 / 3.0).sqrt());
        let same = cos + (1.0 - cos) * third;
        let (up, down) = (third * (1.0 - cos) - root * sin, third * (1.0 - cos) + root * sin);
        let Self(r, g, b) = self;
        Self(
            (r * same + g * up + b * down).clamp(0.0, 1.0),
            (r * down + g * same + b * up).clamp(0.0, 1.0),
            (r * up + g * down + b * same).clamp(0.0, 1.0),
        )
    }
}

/// The colors of one picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Palette {
    /// From the top of the picture, over its middle, to the horizon.
    pub(crate) sky: [Tone; 3],
    /// The sun, the moon or whatever takes their place.
    pub(crate) sun: Tone,
    /// What is far away, faded by air.
    pub(crate) far: Tone,
    /// What is near: the darkest tone.
    pub(crate) near: Tone,
    /// Sparing highlights.
    pub(crate) accent: Tone,
}

/// The moods that words can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    Day,
    Warm,
    Night,
    Green,
    Sea,
    Sand,
    Cold,
    Ink,
}

const fn palette(mood: Mood, sky: [u32; 3], rest: [u32; 4]) -> (Mood, Palette) {
    (
        mood,
        Palette {
            sky: [Tone::hex(sky[0]), Tone::hex(sky[1]), Tone::hex(sky[2])],
            sun: Tone::hex(rest[0]),
            far: Tone::hex(rest[1]),
            near: Tone::hex(rest[2]),
            accent: Tone::hex(rest[3]),
        },
    )
}

const ALL: [(Mood, Palette); 16] = [
    palette(Mood::Warm, [0x2B2D6E, 0xD96D8A, 0xFFD9A0], [0xFFF1C9, 0xC98AA6, 0x2A1D46, 0xFF9E6D]),
    palette(Mood::Day, [0x1B6CA8, 0x7CC6E8, 0xF6EFD9], [0xFFFBE6, 0x9CC9D6, 0x123B5C, 0xFF8360]),
    palette(Mood::Warm, [0x3A0D2E, 0xC43B3B, 0xFFB347], [0xFFE08A, 0xB5484D, 0x23091F, 0xFFD166]),
    palette(Mood::Green, [0x8CCBC0, 0xDDF0D5, 0xFDF7D9], [0xFFF3B0, 0xA3C9AC, 0x12372A, 0xF2A65A]),
    palette(Mood::Night, [0x0B1030, 0x2C2A6B, 0x8A5FA8], [0xF4EFFF, 0x5A4F99, 0x090B22, 0x7EF0D0]),
    palette(Mood::Day, [0xF2A9B8, 0xFBD9D2, 0xFFF6EA], [0xFF7F7F, 0xE2AEBB, 0x5E2C4A, 0x3F7D8C]),
    palette(Mood::Sea, [0x04373B, 0x128080, 0xD8F3DC], [0xFFD27D, 0x5FA8A0, 0x03211F, 0xFF9F6E]),
    palette(Mood::Sand, [0xF2D0A0, 0xF9B884, 0xFDEBCB], [0xFFF3DC, 0xE9A56F, 0x6E2C1E, 0x2F6F7E]),
    palette(Mood::Cold, [0x9CC7E6, 0xDCEBF5, 0xFFF8EE], [0xFFDFB0, 0xAFCBE2, 0x22436A, 0xF47C6C]),
    palette(Mood::Warm, [0x2A1A40, 0x7A3B69, 0xF0B67F], [0xFFE9B8, 0x8F5A86, 0x170D26, 0xF6C85F]),
    palette(Mood::Sea, [0x005F8D, 0x1FB5B5, 0xF9F3C5], [0xFFF8D6, 0x55B9B0, 0x023047, 0xFFB703]),
    palette(Mood::Ink, [0xE6DFD0, 0xF1ECE0, 0xFAF6EC], [0xC8402F, 0xBFBAAE, 0x24262B, 0xC8402F]),
    palette(Mood::Green, [0x2F6F6D, 0x9CC69B, 0xF4E9B8], [0xFFE9A8, 0x7FAE90, 0x0F2D27, 0xE76F51]),
    palette(Mood::Night, [0x060B1C, 0x0F3354, 0x3F8A96], [0xFFF4D6, 0x2E6478, 0x050A16, 0xFFB86B]),
    palette(Mood::Cold, [0x3A5A8C, 0x8FB3D9, 0xF3E3E6], [0xFFFDF5, 0x86A5C9, 0x1B2A49, 0xE8A0B4]),
    palette(Mood::Sand, [0x4A6FA5, 0xE8B298, 0xFCE6C9], [0xFFE6B3, 0xD49A78, 0x47231F, 0x1E5A66]),
];

impl Palette {
    /// A palette of that mood (or of any), slightly turned so that few pictures share the very same colors.
    pub(crate) fn choose(chance: &mut Chance, mood: Option<Mood>) -> Self {
        let fitting: Vec<_> = ALL.iter().filter(|(its, _)| mood.is_none_or(|asked| asked == *its)).collect();
        let (its, found) = fitting.get(chance.below(fitting.len())).copied().unwrap_or(&ALL[0]);
        // Ink lives from its one red; turning it would spoil it.
        let degrees = if *its == Mood::Ink { 0.0 } else { chance.within(-11.0, 11.0) };
        let turn = |tone: Tone| tone.turned(degrees);
        Self {
            sky: found.sky.map(turn),
            sun: turn(found.sun),
            far: turn(found.far),
            near: turn(found.near),
            accent: turn(found.accent),
        }
    }

    /// A palette from colors that a caller asked for: brightest to the sky, darkest to the front.
    pub(crate) fn from_tones(asked: &[Tone]) -> Option<Self> {
        let first = *asked.first()?;
        let mut sorted = asked.to_vec();
        sorted.sort_by(|a, b| a.light().total_cmp(&b.light()));
        let (dark, bright) = (*sorted.first()?, *sorted.last()?);
        let pick = |n: usize| asked.get(n).copied().unwrap_or(first);
        let near = dark.mix(Tone(0.03, 0.03, 0.06), if dark.light() > 0.25 { 0.62 } else { 0.2 });
        Some(Self {
            sky: [first.mix(near, 0.2), pick(1).mix(bright, 0.25), bright.mix(Tone::WHITE, 0.55)],
            sun: bright.mix(Tone::WHITE, 0.4),
            far: pick(1).mix(bright, 0.45),
            near,
            accent: pick(2),
        })
    }

    /// A layer between far (0) and near (1).
    pub(crate) fn layer(&self, nearness: f32) -> Tone {
        self.far.mix(self.near, nearness.clamp(0.0, 1.0).powf(1.15))
    }

    /// The five colors for flat compositions, brightest ground first.
    pub(crate) fn flat(&self) -> [Tone; 5] {
        [self.sky[2], self.near, self.accent, self.sky[1], self.sun.mix(self.far, 0.35)]
    }
}
