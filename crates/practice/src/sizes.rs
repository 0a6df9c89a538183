//! From the words of a request to pixels.

use ideomix_api::Operation;

use crate::rules::Order;

/// The size of what the call makes, in pixels.
pub(crate) fn result(order: &Order) -> (u32, u32) {
    let source = order.source().map(|(_, facts)| (facts.width, facts.height));
    match order.row.operation {
        // The result keeps the size of its source, whatever ratio was sent along (OAS31).
        Operation::Edit | Operation::ReplaceBackground | Operation::Describe => source.unwrap_or(SQUARE),
        Operation::Upscale => source.map_or(SQUARE, |(width, height)| (width * 2, height * 2)),
        Operation::Generate | Operation::Remix | Operation::Reframe => {
            let exact = order.word("resolution").and_then(resolution);
            exact.or_else(|| order.word("aspect_ratio").and_then(ratio)).unwrap_or(SQUARE)
        }
    }
}

const SQUARE: (u32, u32) = (1024, 1024);

/// `1024x768` or `RESOLUTION_1024_768`.
pub(crate) fn resolution(word: &str) -> Option<(u32, u32)> {
    let (width, height) = match word.strip_prefix("RESOLUTION_") {
        Some(rest) => rest.split_once('_')?,
        None => word.split_once('x')?,
    };
    Some((width.parse().ok()?, height.parse().ok()?))
}

/// The size that the service draws for `16x9` or `ASPECT_16_9`.
pub(crate) fn ratio(word: &str) -> Option<(u32, u32)> {
    let pair = match word.strip_prefix("ASPECT_") {
        Some(rest) => rest.split_once('_')?,
        None => word.split_once('x')?,
    };
    Some(match pair {
        ("1", "1") => SQUARE,
        ("16", "9") => (1312, 736),
        ("9", "16") => (736, 1312),
        ("3", "2") => (1248, 832),
        ("2", "3") => (832, 1248),
        ("4", "3") => (1152, 864),
        ("3", "4") => (864, 1152),
        ("16", "10") => (1280, 800),
        ("10", "16") => (800, 1280),
        ("5", "4") => (1120, 896),
        ("4", "5") => (896, 1120),
        ("2", "1") => (1408, 704),
        ("1", "2") => (704, 1408),
        ("3", "1") => (1536, 512),
        ("1", "3") => (512, 1536),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ideomix_api::capability::{ALL, Kind};

    #[test]
    fn every_ratio_and_resolution_of_the_table_has_a_size() {
        for field in ALL.iter().flat_map(|row| row.fields) {
            let size = match field.name {
                "aspect_ratio" => ratio,
                "resolution" => resolution,
                _ => continue,
            };
            let Kind::Choice(words) = field.kind else { panic!("{} is no choice", field.name) };
            for word in words.iter() {
                let (width, height) = size(word).unwrap();
                assert!((512..=1536).contains(&width) && (512..=1536).contains(&height), "{word}");
            }
        }
    }

    #[test]
    fn a_ratio_is_kept_to_within_three_hundredths() {
        for word in ideomix_api::capability::values::V3_ASPECT_RATIO.iter() {
            let (a, b) = resolution(word).unwrap();
            let (width, height) = ratio(word).unwrap();
            let (asked, drawn) = (f64::from(a) / f64::from(b), f64::from(width) / f64::from(height));
            assert!((drawn / asked - 1.0).abs() < 0.03, "{word}");
        }
    }
}
