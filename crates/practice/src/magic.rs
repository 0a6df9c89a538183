//! Magic prompt: the words stay and are dressed up, always the same way for the same words.

use sha2::{Digest, Sha256};

const ENGLISH: [&str; 6] = [
    "layered depth, soft directional light and a restrained palette",
    "a wide composition with a calm foreground and crisp detail at its center",
    "warm rim light, gentle haze and finely graded tones",
    "bold shapes, clean edges and generous negative space",
    "rich texture, quiet contrast and a clear focal point",
    "an atmospheric sky, long shadows and delicate highlights",
];
const CHINESE: [&str; 4] = [
    "层次分明，光线柔和，色彩克制",
    "构图开阔，前景宁静，细节清晰",
    "暖色轮廓光，薄雾轻笼，色调细腻",
    "形状大胆，边缘利落，留白充足",
];

/// The prompt with a sentence's worth of light and composition, in its own language.
pub(crate) fn rewritten(prompt: &str) -> String {
    if prompt.trim().is_empty() {
        return prompt.to_owned();
    }
    let pick = usize::from(Sha256::digest(prompt.as_bytes()).first().copied().unwrap_or(0));
    let prompt = bare(prompt);
    if chinese(prompt) {
        format!("{prompt}，{}。", CHINESE[pick % CHINESE.len()])
    } else {
        format!("{prompt}, {}.", ENGLISH[pick % ENGLISH.len()])
    }
}

/// The prompt, saying also what is left out.
pub(crate) fn without(prompt: &str, negative: &str) -> String {
    let negative = bare(negative);
    if prompt.trim().is_empty() || negative.is_empty() {
        return prompt.to_owned();
    }
    let prompt = bare(prompt);
    if chinese(prompt) {
        format!("{prompt}，不含{negative}。")
    } else {
        format!("{prompt}, without {negative}.")
    }
}

fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(['.', '。', ',', '，'])
}

fn chinese(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_and_their_language_stay() {
        assert!(rewritten("a red fox.").starts_with("a red fox, "));
        assert!(rewritten("一只狐狸").starts_with("一只狐狸，"));
        assert_eq!(rewritten(" "), " ");
    }

    #[test]
    fn what_is_left_out_is_said_in_the_same_language() {
        assert_eq!(
            without("a fox, soft light.", "snow, people."),
            "a fox, soft light, without snow, people."
        );
        assert_eq!(without("一只狐狸。", "雪"), "一只狐狸，不含雪。");
        assert_eq!(without("a fox.", " "), "a fox.");
    }
}
