//! Running an order: what is made, what is said about it, what it costs.

use std::sync::Arc;

use ideomix_api::capability::ReplyKind;
use ideomix_api::{MilliUsd, Operation, unit_price};
use sha2::{Digest, Sha256};

use crate::draw::{Recipe, Scene, decode, describe};
use crate::refusal::Refusal;
use crate::rules::Order;
use crate::sizes;

/// A word in a prompt that makes practice refuse it, as the safety check would.
const UNSAFE_WORD: &str = "unsafe-prompt";
/// Before a number from 1 in a prompt: that picture is withheld by the safety check, and billed.
const WITHHOLD_WORD: &str = "withhold-";

/// What came of an order.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) product: Product,
    pub(crate) price: Charge,
}

/// What an order gives.
#[derive(Debug)]
pub(crate) enum Product {
    /// Pictures, in order.
    Images(Vec<Image>),
    /// Texts.
    Descriptions(Vec<String>),
}

/// One picture and what is said about it.
#[derive(Debug)]
pub(crate) struct Image {
    pub(crate) recipe: Recipe,
    pub(crate) prompt: String,
    pub(crate) resolution: String,
    pub(crate) upscaled_resolution: Option<String>,
    pub(crate) seed: u32,
    pub(crate) style_type: String,
    pub(crate) safe: bool,
}

/// What is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charge {
    /// Thousandths of a US dollar for the whole call.
    Known(MilliUsd),
    /// No price is published for it.
    Unpublished,
}

/// Runs an order; `random` gives the seeds of pictures for which none was asked.
pub(crate) fn run(order: &Order, mut random: impl FnMut() -> u64) -> Result<Run, Refusal> {
    let prompt = order.word("prompt").unwrap_or_default();
    if prompt.contains(UNSAFE_WORD) {
        return Err(Refusal::Unsafe);
    }
    if order.row.reply == ReplyKind::Descriptions {
        let field = order.row.image_field().map_or("image_file", |field| field.name);
        let (file, _) = order.source().ok_or(Refusal::Missing(field))?;
        let picture = decode(file).map_err(|_| Refusal::Undecodable(field))?;
        return Ok(Run { product: Product::Descriptions(describe(&picture)), price: charge(order) });
    }
    let given = order.number("seed").and_then(|seed| u32::try_from(seed).ok());
    let mut images: Vec<Image> = Vec::new();
    for index in 0..order.images() {
        // A given seed makes all pictures of the call the same, as the documents warn.
        let seed = given.unwrap_or_else(|| {
            loop {
                let seed = (random() >> 33) as u32;
                if images.iter().all(|image| image.seed != seed) {
                    break seed;
                }
            }
        });
        images.push(image(order, prompt, seed, index)?);
    }
    Ok(Run { product: Product::Images(images), price: charge(order) })
}

fn image(order: &Order, prompt: &str, seed: u32, index: u32) -> Result<Image, Refusal> {
    let (width, height) = sizes::result(order);
    let magic = order.word("magic_prompt").or_else(|| order.word("magic_prompt_option"));
    let prompt = if magic == Some("ON") { rewritten(prompt) } else { prompt.to_owned() };
    let style = order.word("style_type");
    let safe = !withheld(&prompt, index + 1);
    let scene = Scene {
        width,
        height,
        prompt: prompt.clone(),
        negative_prompt: order.word("negative_prompt").unwrap_or_default().to_owned(),
        seed,
        style_type: style.map(str::to_owned),
        style_preset: order.word("style_preset").map(str::to_owned),
        colors: order.colors.clone(),
    };
    let (recipe, source) = recipe(order, scene)?;
    let size = |(width, height): (u32, u32)| format!("{width}x{height}");
    // An upscale says both: the size of its source and what it has become.
    let (resolution, upscaled_resolution) = match source {
        Some(source) if order.row.operation == Operation::Upscale => {
            (size(source), Some(size((width, height))))
        }
        _ => (size((width, height)), None),
    };
    let style_type = style.filter(|style| *style != "AUTO").unwrap_or("GENERAL").to_owned();
    Ok(Image { recipe, prompt, resolution, upscaled_resolution, seed, style_type, safe })
}

/// The recipe, and the size of the source where there is one.
fn recipe(order: &Order, scene: Scene) -> Result<(Recipe, Option<(u32, u32)>), Refusal> {
    if order.row.operation == Operation::Generate {
        return Ok((Recipe::Generate(scene), None));
    }
    let (source, facts) = order.source().ok_or(Refusal::Missing("image"))?;
    let source = Arc::clone(source);
    let recipe = match order.row.operation {
        Operation::Generate | Operation::Describe => Recipe::Generate(scene),
        Operation::Remix => {
            let weight =
                order.number("image_weight").and_then(|weight| u8::try_from(weight).ok()).unwrap_or(50);
            Recipe::Remix { source, weight, scene }
        }
        Operation::Edit => {
            let (mask, _) = order.file("mask").ok_or(Refusal::Missing("mask"))?;
            Recipe::Edit { source, mask: Arc::clone(mask), scene }
        }
        Operation::Reframe => Recipe::Reframe { source, scene },
        Operation::ReplaceBackground => Recipe::ReplaceBackground { source, scene },
        Operation::Upscale => Recipe::Upscale { source, scene },
    };
    Ok((recipe, Some((facts.width, facts.height))))
}

/// Unit price by the table, times pictures; character pictures have their own, unpublished price.
fn charge(order: &Order) -> Charge {
    if order.file("character_reference_images").is_some() {
        return Charge::Unpublished;
    }
    match unit_price(order.row, order.model, order.speed).milli_usd() {
        Some(price) => Charge::Known(price * order.images()),
        None => Charge::Unpublished,
    }
}

fn withheld(prompt: &str, number: u32) -> bool {
    prompt.match_indices(WITHHOLD_WORD).any(|(at, word)| {
        let digits: String = prompt[at + word.len()..].chars().take_while(char::is_ascii_digit).collect();
        digits.parse() == Ok(number)
    })
}

/// What magic prompt does: the words stay and are dressed up, always the same way for the same words.
fn rewritten(prompt: &str) -> String {
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
    if prompt.trim().is_empty() {
        return prompt.to_owned();
    }
    let pick = usize::from(Sha256::digest(prompt.as_bytes()).first().copied().unwrap_or(0));
    let prompt = prompt.trim_end().trim_end_matches(['.', '。', ',', '，']);
    if prompt.chars().any(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')) {
        format!("{prompt}，{}。", CHINESE[pick % CHINESE.len()])
    } else {
        format!("{prompt}, {}.", ENGLISH[pick % ENGLISH.len()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_behind_the_word_withholds_that_picture_only() {
        assert!(withheld("a cat withhold-2", 2));
        assert!(!withheld("a cat withhold-2", 1));
        assert!(!withheld("a cat withhold-21", 2));
        assert!(withheld("withhold-1 withhold-3", 3));
    }

    #[test]
    fn magic_prompt_keeps_the_words_and_their_language() {
        assert!(rewritten("a red fox.").starts_with("a red fox, "));
        assert!(rewritten("一只狐狸").starts_with("一只狐狸，"));
        assert_eq!(rewritten(" "), " ");
    }
}
