//! What a call costs, in thousandths of a US dollar: 0.025 does not fit cents.
//!
//! The figures are the seed document's. Where other pages name a lower one the higher is kept, and said to be
//! disputed; where the seed is silent there is no figure and never a zero.

use crate::draft::Draft;
use crate::{Capability, Model, Operation, Speed};

/// Thousandths of a US dollar.
pub type MilliUsd = u32;

/// The day on which the table was last compared with its sources.
pub const PRICES_AS_OF: &str = "2026-11-22";

/// The price of one picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Price {
    /// Published in the seed document.
    Published(MilliUsd),
    /// Published in the seed document, while other pages and the gateway's source say the second, lower figure.
    Disputed(MilliUsd, MilliUsd),
    /// Not in the seed document: describe, and V3 with character pictures.
    Unpublished,
}

/// What a call would cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// The price of one picture.
    pub price: Price,
    /// How many pictures.
    pub images: u8,
}

impl Price {
    /// The figure to reckon with, where there is one.
    pub const fn milli_usd(self) -> Option<MilliUsd> {
        match self {
            Self::Published(price) | Self::Disputed(price, _) => Some(price),
            Self::Unpublished => None,
        }
    }
}

impl Estimate {
    /// Unit price times pictures: the sum that the gateway reserves before it calls the service (GW).
    pub const fn total(self) -> Option<MilliUsd> {
        match self.price.milli_usd() {
            Some(price) => Some(price * self.images as u32),
            None => None,
        }
    }
}

/// The price of one picture of an endpoint with a model and, for V3, a speed.
pub const fn unit_price(capability: &Capability, model: Option<Model>, speed: Speed) -> Price {
    use Operation::{Describe, Edit, Generate, Reframe, Remix, ReplaceBackground, Upscale};
    match (capability.operation, model) {
        (Describe, _) => Price::Unpublished,
        (Upscale, _) => Price::Published(60),
        (_, None) => Price::Unpublished,
        (operation, Some(Model::V3)) => match (speed, operation) {
            (Speed::Turbo, Generate | Remix) => Price::Published(30),
            // The gateway's English and Korean pages, its source of 2025 and Ideogram's list say 0.03 (D18).
            (Speed::Turbo, Edit | Reframe | ReplaceBackground) => Price::Disputed(60, 30),
            (Speed::Default, _) => Price::Published(60),
            (Speed::Quality, _) => Price::Published(90),
            (Speed::Turbo, _) => Price::Unpublished,
        },
        (Generate | Remix | Edit, Some(model)) => Price::Published(match model {
            Model::V2A => 40,
            Model::V2ATurbo => 25,
            Model::V2 => 80,
            Model::V2Turbo => 50,
            Model::V1 => 60,
            Model::V1Turbo => 20,
            Model::V3 => 60,
        }),
        _ => Price::Unpublished,
    }
}

/// What a draft would cost as it stands, right or not yet: for the price in the run button.
pub fn estimate<B>(draft: &Draft<B>) -> Estimate {
    let price = if draft.get("character_reference_images").is_some() {
        Price::Unpublished
    } else {
        unit_price(draft.capability, draft.model, draft.speed())
    };
    Estimate { price, images: draft.images() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capability::{by_id, for_model};

    fn milli(id: &str, model: Option<Model>, speed: Speed) -> Option<MilliUsd> {
        unit_price(by_id(id).unwrap(), model, speed).milli_usd()
    }

    #[test]
    fn v3_prices_are_those_of_the_seed_document() {
        let rows = [
            ("v3_generate", 30),
            ("v3_remix", 30),
            ("v3_edit", 60),
            ("v3_reframe", 60),
            ("v3_replace_background", 60),
        ];
        for (id, turbo) in rows {
            assert_eq!(milli(id, Some(Model::V3), Speed::Turbo), Some(turbo), "{id}");
            assert_eq!(milli(id, Some(Model::V3), Speed::Default), Some(60), "{id}");
            assert_eq!(milli(id, Some(Model::V3), Speed::Quality), Some(90), "{id}");
        }
    }

    #[test]
    fn legacy_prices_are_those_of_the_seed_document() {
        let prices = [
            (Model::V2A, 40),
            (Model::V2ATurbo, 25),
            (Model::V2, 80),
            (Model::V2Turbo, 50),
            (Model::V1, 60),
            (Model::V1Turbo, 20),
        ];
        for (model, price) in prices {
            for operation in [Operation::Generate, Operation::Remix, Operation::Edit] {
                if let Some(row) = for_model(operation, model) {
                    assert_eq!(unit_price(row, Some(model), Speed::Default).milli_usd(), Some(price));
                }
            }
        }
        assert_eq!(milli("legacy_upscale", None, Speed::Default), Some(60));
    }

    #[test]
    fn where_the_seed_is_silent_there_is_no_figure() {
        assert_eq!(milli("legacy_describe", None, Speed::Default), None);
        let draft = Draft::<()>::new(by_id("legacy_describe").unwrap(), None);
        assert_eq!(estimate(&draft).total(), None);
    }

    #[test]
    fn an_estimate_is_unit_price_times_pictures() {
        let mut draft = Draft::<()>::new(by_id("v3_generate").unwrap(), Some(Model::V3));
        draft.text("num_images", "8").text("rendering_speed", "QUALITY");
        assert_eq!(estimate(&draft).total(), Some(720));
    }
}
