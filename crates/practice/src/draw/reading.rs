//! What the words of a request ask the picture to be.

use super::Scene;
use super::chance::Chance;
use super::motif::{Motif, Without};
use super::palette::{Mood, Palette, Tone};

/// Words that call for a composition, in English and Chinese. The first that is found in the prompt wins.
const MOTIFS: &[(Motif, &[&str])] = &[
    (
        Motif::Night,
        &[
            "aurora",
            "northern light",
            "galaxy",
            "milky way",
            "universe",
            "cosmos",
            "极光",
            "银河",
            "宇宙",
            "星空",
        ],
    ),
    (
        Motif::City,
        &[
            "city",
            "skyline",
            "street",
            "building",
            "tower",
            "urban",
            "neon",
            "cyberpunk",
            "城市",
            "都市",
            "街",
            "楼",
            "赛博",
        ],
    ),
    (Motif::Dunes, &["desert", "dune", "sahara", "camel", "canyon", "沙漠", "沙丘", "骆驼"]),
    (
        Motif::Sea,
        &[
            "ocean",
            "beach",
            "boat",
            "ship",
            "harbor",
            "harbour",
            "lighthouse",
            "island",
            "whale",
            "wave",
            "the sea",
            "海",
            "船",
            "浪",
            "岛",
            "鲸",
        ],
    ),
    (
        Motif::Garden,
        &[
            "flower", "garden", "rose", "leaf", "leaves", "botanic", "blossom", "plant", "fruit", "花", "叶",
            "植物", "园", "果",
        ],
    ),
    (
        Motif::Hills,
        &[
            "mountain", "forest", "hill", "valley", "tree", "fox", "bear", "wolf", "deer", "lake", "山",
            "森林", "树", "狐", "熊", "鹿", "谷",
        ],
    ),
    (
        Motif::Tiles,
        &[
            "logo",
            "pattern",
            "geometric",
            "bauhaus",
            "poster",
            "typography",
            "icon",
            "图案",
            "几何",
            "标志",
            "海报",
            "图标",
        ],
    ),
    (Motif::Paper, &["abstract", "paper", "collage", "gradient", "flow", "抽象", "剪纸", "拼贴"]),
];

const MOODS: &[(Mood, &[&str])] = &[
    (Mood::Night, &["night", "midnight", "moon", "dark", "star", "夜", "月", "星", "黑"]),
    (
        Mood::Warm,
        &[
            "sunset", "sunrise", "dusk", "dawn", "golden", "autumn", "fire", "red", "orange", "日落", "日出",
            "黄昏", "晨", "秋", "火", "红",
        ],
    ),
    (Mood::Cold, &["snow", "winter", "ice", "frozen", "polar", "雪", "冬", "冰"]),
    (Mood::Ink, &["ink", "monochrome", "black and white", "minimal", "zen", "水墨", "黑白", "极简", "禅"]),
    (Mood::Green, &["forest", "green", "jungle", "spring", "grass", "森林", "绿", "春", "草", "竹"]),
    (Mood::Sea, &["ocean", "sea", "underwater", "teal", "turquoise", "海", "水"]),
    (Mood::Sand, &["desert", "sand", "dune", "summer", "沙", "夏"]),
    (Mood::Day, &["sky", "cloud", "blue", "pink", "pastel", "天空", "云", "蓝", "粉"]),
];

/// The composition for a scene: by its words, else by its style, else by chance.
pub(crate) fn motif(scene: &Scene, chance: &mut Chance) -> Motif {
    // Both are always drawn, so that a word in the prompt does not move everything that follows.
    let (any, flat) = (chance.below(Motif::ALL.len()), chance.below(3));
    if let Some(found) = first(MOTIFS, &scene.prompt.to_lowercase()) {
        return found;
    }
    match scene.style_type.as_deref() {
        Some("DESIGN") => [Motif::Tiles, Motif::Paper, Motif::Garden][flat],
        Some("REALISTIC") => [Motif::Hills, Motif::Sea, Motif::Dunes][flat],
        Some("ANIME") => [Motif::Sea, Motif::City, Motif::Night][flat],
        _ => Motif::ALL[any],
    }
}

/// The colors for a scene: those asked for, else by its words, else by chance.
pub(crate) fn palette(scene: &Scene, chance: &mut Chance) -> Palette {
    let asked: Vec<Tone> = scene
        .colors
        .iter()
        .map(|&[r, g, b]| Tone(f32::from(r) / 255.0, f32::from(g) / 255.0, f32::from(b) / 255.0))
        .collect();
    let preset = scene.style_preset.as_deref().unwrap_or_default();
    let mood = if preset.contains("MONOCHROME") || preset.contains("MINIMAL") || preset.contains("WOODBLOCK")
    {
        Some(Mood::Ink)
    } else if preset.contains("GOLDEN") || preset.contains("80S") || preset.contains("RED") {
        Some(Mood::Warm)
    } else if preset.contains("DARK") || preset.contains("NIGHT") {
        Some(Mood::Night)
    } else {
        first(MOODS, &scene.prompt.to_lowercase())
    };
    let chosen = Palette::choose(chance, mood);
    Palette::from_tones(&asked).unwrap_or(chosen)
}

/// The details that the negative prompt names.
pub(crate) fn without(negative: &str) -> Without {
    let negative = negative.to_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| negative.contains(word));
    Without {
        sun: names(&["sun", "moon", "太阳", "月"]),
        clouds: names(&["cloud", "云"]),
        birds: names(&["bird", "鸟"]),
        stars: names(&["star", "星"]),
        trees: names(&["tree", "forest", "树", "林"]),
        boats: names(&["boat", "ship", "船"]),
    }
}

fn first<T: Copy>(table: &[(T, &[&str])], text: &str) -> Option<T> {
    let found = |words: &[&str]| words.iter().any(|word| holds(text, word));
    table.iter().find(|(_, words)| found(words)).map(|(value, _)| *value)
}

/// Whether the text holds the word; a Latin one must begin where a word begins ("art" is not in "heart").
fn holds(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| !word.is_ascii() || !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_where_a_word_begins() {
        assert!(holds("a red fox", "red"));
        assert!(!holds("a hundred foxes", "red"));
        assert!(holds("一片大海", "海"));
    }

    #[test]
    fn a_negative_prompt_leaves_its_things_out() {
        assert_eq!(without("no clouds, 鸟"), Without { clouds: true, birds: true, ..Without::default() });
    }
}
