//! Running an order: what is made, what is said about it, what it costs.

use ideomix_api::capability::ReplyKind;
use ideomix_api::{MilliUsd, Operation, unit_price};

use crate::draw::{File, Recipe, Scene, Work, decode, describe};
use crate::refusal::Refusal;
use crate::rules::Order;
use crate::{magic, sizes};

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
        return Ok(Run { product: Product::Descriptions(describe(file, &picture)), price: charge(order) });
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
    let negative = order.word("negative_prompt").unwrap_or_default();
    let drawn = if magic == Some("ON") { magic::rewritten(prompt) } else { prompt.to_owned() };
    let told = if magic == Some("ON") { magic::without(&drawn, negative) } else { drawn.clone() };
    let style = order.word("style_type");
    let safe = !withheld(prompt, index + 1);
    let scene = Scene {
        width,
        height,
        prompt: drawn,
        negative_prompt: negative.to_owned(),
        seed,
        style_type: style.map(str::to_owned),
        style_preset: order.word("style_preset").map(str::to_owned),
        colors: colors(order),
    };
    let styles = order.files("style_reference_images").map(File::clone).collect();
    let recipe = Recipe { work: work(order)?, scene, styles };
    let size = |(width, height): (u32, u32)| format!("{width}x{height}");
    // An upscale says both: the size of its source and what it has become.
    let (resolution, upscaled_resolution) = match order.source() {
        Some((_, facts)) if order.row.operation == Operation::Upscale => {
            (size((facts.width, facts.height)), Some(size((width, height))))
        }
        _ => (size((width, height)), None),
    };
    let style_type = style.filter(|style| *style != "AUTO").unwrap_or("GENERAL").to_owned();
    Ok(Image { recipe, prompt: told, resolution, upscaled_resolution, seed, style_type, safe })
}

/// The colors asked for: the palette, else those that style codes stand for here. What the codes mean to the service
/// is not published; here the digits of a code are two colors, so that the same code is always the same style.
fn colors(order: &Order) -> Vec<[u8; 3]> {
    if !order.colors.is_empty() {
        return order.colors.clone();
    }
    let digits = |code: &str| u32::from_str_radix(code, 16).unwrap_or(0);
    order
        .codes
        .iter()
        .map(|code| digits(code).to_be_bytes())
        .flat_map(|[a, b, c, d]| [[a, b, c], [d, a, b]])
        .collect()
}

/// What is made of which files.
fn work(order: &Order) -> Result<Work, Refusal> {
    let part = |name: &str| order.number(name).and_then(|part| u8::try_from(part).ok()).unwrap_or(50);
    let source = || order.source().map(|(file, _)| File::clone(file)).ok_or(Refusal::Missing("image"));
    Ok(match order.row.operation {
        Operation::Generate | Operation::Describe => Work::Generate,
        Operation::Remix => Work::Remix { source: source()?, weight: part("image_weight") },
        Operation::Edit => {
            let (mask, _) = order.file("mask").ok_or(Refusal::Missing("mask"))?;
            Work::Edit { source: source()?, mask: File::clone(mask) }
        }
        Operation::Reframe => Work::Reframe { source: source()? },
        Operation::ReplaceBackground => Work::ReplaceBackground { source: source()? },
        Operation::Upscale => {
            Work::Upscale { source: source()?, resemblance: part("resemblance"), detail: part("detail") }
        }
    })
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
}
