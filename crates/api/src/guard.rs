//! What a person would rather have known before paying: notes with a price and one repair each. They never block.

use crate::capability::{Capability, Field, Kind, Words, for_model};
use crate::draft::{Draft, Value};
use crate::switch::{sides, usual_size};
use crate::{Family, MilliUsd, Model, Operation, Price, Speed, capability, estimate, unit_price};

/// The most bytes of all style references together (OAS30).
pub const REFERENCES_MAX: u64 = 10_000_000;

/// A note about a draft, right or not yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guard {
    /// One seed for several pictures: they come out the same and all are paid for (SEED). Repair: one picture.
    SameSeed {
        /// How many are asked for.
        images: u8,
        /// What they cost together, where a price is known.
        total: Option<MilliUsd>,
        /// What one of them costs.
        unit: Option<MilliUsd>,
    },
    /// TURBO is listed at the price of DEFAULT (SEED). Repair: the default speed.
    TurboSavesNothing {
        /// The price of either.
        unit: MilliUsd,
    },
    /// The newest model does the same for less. Repair: that model.
    Dearer {
        /// The price of one picture as chosen.
        unit: MilliUsd,
        /// The price with V3 at its default speed.
        newest: MilliUsd,
        /// The faster variant of the chosen model, and its price.
        faster: Option<(Model, MilliUsd)>,
    },
    /// A remix in another shape than its source: something is cut off or made up. Repair: the nearest ratio.
    OtherShape {
        /// The word of the ratio nearest to the source.
        nearest: &'static str,
    },
    /// Style references that are larger together than the service is said to take. Repair: smaller copies.
    ReferencesLarge {
        /// Bytes of all of them.
        bytes: u64,
    },
}

/// All notes about a draft, the dearest first.
pub fn guards<B>(draft: &Draft<B>) -> Vec<Guard> {
    let mut found = Vec::new();
    let estimate = estimate(draft);
    let unit = estimate.price.milli_usd();
    if estimate.images > 1 && draft.get("seed").is_some() {
        found.push(Guard::SameSeed { images: estimate.images, total: estimate.total(), unit });
    }
    if let (Some(model), Some(unit)) = (draft.model, unit) {
        found.extend(dearer(draft.capability.operation, model, unit));
    }
    if let Price::Disputed(unit, _) = estimate.price
        && draft.speed() == Speed::Turbo
    {
        found.push(Guard::TurboSavesNothing { unit });
    }
    found.extend(other_shape(draft));
    if let Some(Value::Files(files)) = draft.get("style_reference_images") {
        let bytes = files.iter().map(|file| file.bytes).sum();
        if bytes > REFERENCES_MAX {
            found.push(Guard::ReferencesLarge { bytes });
        }
    }
    found
}

/// Every model and speed that does the same operation for less than the draft's, cheapest first.
pub fn cheaper<B>(draft: &Draft<B>) -> Vec<(Model, Speed, MilliUsd)> {
    let Some(here) = estimate(draft).price.milli_usd() else { return Vec::new() };
    let operation = draft.capability.operation;
    let mut found: Vec<_> = Model::ALL
        .into_iter()
        .flat_map(|model| {
            let speeds: &[Speed] = if model == Model::V3 { &Speed::ALL } else { &[Speed::Default] };
            speeds.iter().map(move |speed| (model, *speed))
        })
        .filter_map(|(model, speed)| Some((model, speed, price(operation, model, speed)?)))
        .filter(|(_, _, price)| *price < here)
        .collect();
    found.sort_unstable_by_key(|(_, _, price)| *price);
    found
}

/// The fields of an operation that a model does not take, each with the models that do. Fields that mean the same
/// under two names count once.
pub fn refused(operation: Operation, model: Model) -> Vec<(&'static Field, Vec<Model>)> {
    let Some(row) = for_model(operation, model) else { return Vec::new() };
    let takes = |row: &'static Capability, name: &str, model| {
        crate::switch::place(row, name).is_some_and(|field| field.takes(Some(model)))
    };
    let mut found: Vec<(&'static Field, Vec<Model>)> = Vec::new();
    for other in capability::ALL.iter().filter(|other| other.operation == operation) {
        for field in other.fields {
            let known = found.iter().any(|(known, _)| known.name == field.name);
            let of_the_model = field.kind == Kind::Model || field.name == "rendering_speed";
            if known || of_the_model || takes(row, field.name, model) {
                continue;
            }
            let takers = Model::ALL.into_iter().filter(|model| {
                for_model(operation, *model).is_some_and(|row| takes(row, field.name, *model))
            });
            found.push((field, takers.collect()));
        }
    }
    found
}

fn price(operation: Operation, model: Model, speed: Speed) -> Option<MilliUsd> {
    unit_price(for_model(operation, model)?, Some(model), speed).milli_usd()
}

fn dearer(operation: Operation, model: Model, unit: MilliUsd) -> Option<Guard> {
    let newest = price(operation, Model::V3, Speed::Default)?;
    if model.family() == Family::V3 || newest >= unit {
        return None;
    }
    let faster = match model {
        Model::V2 => Some(Model::V2Turbo),
        Model::V2A => Some(Model::V2ATurbo),
        Model::V1 => Some(Model::V1Turbo),
        _ => None,
    };
    let faster = faster.and_then(|faster| Some((faster, price(operation, faster, Speed::Default)?)));
    Some(Guard::Dearer { unit, newest, faster })
}

fn other_shape<B>(draft: &Draft<B>) -> Option<Guard> {
    if draft.capability.operation != Operation::Remix || draft.get("resolution").is_some() {
        return None;
    }
    let Some(Value::Files(files)) = draft.get(draft.capability.image_field()?.name) else { return None };
    let (width, height) = files.first().map(|file| (file.width, file.height))?;
    let field = draft.capability.field("aspect_ratio")?;
    let Kind::Choice(words) = field.kind else { return None };
    let nearest = nearest_ratio(words, width, height)?;
    let asked = match draft.get("aspect_ratio") {
        Some(Value::Text(word)) => word.as_str(),
        _ => field.default?,
    };
    (sides(asked)? != sides(nearest)?).then_some(Guard::OtherShape { nearest })
}

/// The ratio nearest to a size, from a list of words. Shapes are compared by what one must cut from the other.
pub fn nearest_ratio(words: Words, width: u32, height: u32) -> Option<&'static str> {
    words.iter().max_by_key(|word| {
        let of = sides(word).map(|(w, h)| usual_size(w, h).unwrap_or((w, h))).unwrap_or((1, 1));
        shared_share(of, (width, height))
    })
}

/// How much of a frame a picture covers when it is fitted into it, in hundredths of a percent.
pub fn shared_share(frame: (u32, u32), picture: (u32, u32)) -> u32 {
    let (a, b) = (u64::from(frame.0) * u64::from(picture.1), u64::from(frame.1) * u64::from(picture.0));
    let (less, more) = (a.min(b), a.max(b).max(1));
    u32::try_from(less * 10_000 / more).unwrap_or(10_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capability::by_id;
    use crate::draft::{Format, Upload};

    fn draft(id: &str, model: Model) -> Draft<()> {
        Draft::new(by_id(id).unwrap(), Some(model))
    }

    fn file(width: u32, height: u32, bytes: u64) -> Upload<()> {
        Upload { blob: (), format: Format::Png, bytes, width, height }
    }

    #[test]
    fn a_fixed_seed_for_four_is_four_times_the_price_of_one() {
        let mut draft = draft("v3_generate", Model::V3);
        draft.text("seed", "0").text("num_images", "4");
        assert_eq!(guards(&draft), [Guard::SameSeed { images: 4, total: Some(240), unit: Some(60) }]);
        draft.text("num_images", "1");
        assert_eq!(guards(&draft), []);
    }

    #[test]
    fn turbo_is_no_bargain_where_it_is_listed_at_the_default_price() {
        for (id, noted) in [("v3_edit", true), ("v3_reframe", true), ("v3_generate", false)] {
            let mut draft = draft(id, Model::V3);
            draft.text("rendering_speed", "TURBO");
            assert_eq!(guards(&draft).contains(&Guard::TurboSavesNothing { unit: 60 }), noted, "{id}");
        }
    }

    #[test]
    fn an_edit_with_v2_is_dearer_than_the_newest_and_than_its_turbo() {
        let faster = Some((Model::V2Turbo, 50));
        assert_eq!(
            guards(&draft("legacy_edit", Model::V2)),
            [Guard::Dearer { unit: 80, newest: 60, faster }]
        );
        assert_eq!(guards(&draft("legacy_edit", Model::V2Turbo)), []);
        let prices: Vec<_> = cheaper(&draft("legacy_edit", Model::V2)).iter().map(|found| found.2).collect();
        assert_eq!(prices, [50, 60, 60]);
    }

    #[test]
    fn a_remix_in_another_shape_names_the_nearest() {
        let mut draft = draft("v3_remix", Model::V3);
        draft.file("image", file(1300, 740, 1));
        assert_eq!(guards(&draft), [Guard::OtherShape { nearest: "16x9" }]);
        draft.text("aspect_ratio", "16x9");
        assert_eq!(guards(&draft), []);
    }

    #[test]
    fn references_are_weighed_together() {
        let mut draft = draft("v3_generate", Model::V3);
        draft.set("style_reference_images", Value::Files(vec![file(9, 9, 6_000_000), file(9, 9, 6_000_000)]));
        assert_eq!(guards(&draft), [Guard::ReferencesLarge { bytes: 12_000_000 }]);
    }

    #[test]
    fn what_a_model_refuses_is_named_with_who_takes_it() {
        let names = |model| -> Vec<&str> {
            refused(Operation::Generate, model).iter().map(|(field, _)| field.name).collect()
        };
        assert!(names(Model::V3).is_empty());
        let of_v2a = refused(Operation::Generate, Model::V2A);
        let takers =
            |name: &str| of_v2a.iter().find(|(field, _)| field.name == name).map(|(_, models)| &models[..]);
        assert_eq!(
            takers("negative_prompt"),
            Some(&[Model::V3, Model::V2, Model::V2Turbo, Model::V1, Model::V1Turbo][..])
        );
        assert_eq!(takers("style_reference_images"), Some(&[Model::V3][..]));
        assert_eq!(takers("magic_prompt"), None, "it is magic_prompt_option there");
        assert!(names(Model::V1).contains(&"style_type"));
        for operation in Operation::ALL {
            for model in Model::ALL {
                assert!(refused(operation, model).iter().all(|(_, models)| !models.is_empty()));
            }
        }
    }

    #[test]
    fn a_fitted_picture_covers_what_its_shape_allows() {
        assert_eq!(shared_share((1024, 1024), (512, 512)), 10_000);
        assert_eq!(shared_share((1024, 512), (300, 300)), 5_000);
        assert_eq!(shared_share((0, 0), (0, 0)), 0);
    }
}
