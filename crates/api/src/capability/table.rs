//! The rows. Read with the field tables of the contract beside them.

use super::values::*;
use super::{BodyKind, Capability, Field, Kind, MaskPolarity, ReplyKind, Standing};
use crate::{Family, Model, Operation};

const V3: &[Model] = &[Model::V3];
const LEGACY: &[Model] = &[Model::V2A, Model::V2ATurbo, Model::V2, Model::V2Turbo, Model::V1, Model::V1Turbo];
const V2_ONLY: &[Model] = &[Model::V2, Model::V2Turbo];
const V2_AND_LATER: &[Model] = &[Model::V2, Model::V2Turbo, Model::V2A, Model::V2ATurbo];
const NOT_V2A: &[Model] = &[Model::V1, Model::V1Turbo, Model::V2, Model::V2Turbo];

/// An optional, documented field that every model takes; the rows below say where a field differs.
const fn optional(name: &'static str, kind: Kind, default: Option<&'static str>) -> Field {
    Field {
        name,
        kind,
        required: false,
        default,
        models: None,
        excludes: &[],
        standing: Standing::Documented,
        source: "SEED; OAS31",
    }
}

const fn required(name: &'static str, kind: Kind) -> Field {
    Field { required: true, ..optional(name, kind, None) }
}

const fn official(name: &'static str, kind: Kind, excludes: &'static [&'static str]) -> Field {
    Field { excludes, standing: Standing::OfficialOnly, source: "OAS31", ..optional(name, kind, None) }
}

const fn disputed(name: &'static str, kind: Kind, excludes: &'static [&'static str]) -> Field {
    Field {
        excludes,
        standing: Standing::Disputed,
        source: "SEED; not in OAS30 or OAS31",
        ..optional(name, kind, None)
    }
}

const TEXT: Kind = Kind::Text { advised_max: 10_000 };
const PERCENT: Kind = Kind::Integer { min: 1, max: 100 };

const PROMPT: &Field = &required("prompt", TEXT);
const NEGATIVE_PROMPT: &Field = &optional("negative_prompt", TEXT, None);
const IMAGE: &Field = &required("image", Kind::File);
const IMAGE_FILE: &Field = &required("image_file", Kind::File);
const MASK: &Field = &required("mask", Kind::File);
const NUM_IMAGES: &Field = &optional("num_images", Kind::Integer { min: 1, max: 8 }, Some("1"));
const SEED: &Field = &optional("seed", Kind::Integer { min: 0, max: 2_147_483_647 }, None);
const IMAGE_WEIGHT: &Field = &optional("image_weight", PERCENT, Some("50"));

const RENDERING_SPEED: &Field =
    &optional("rendering_speed", Kind::Choice(V3_RENDERING_SPEED), Some("DEFAULT"));
const MAGIC_PROMPT_V3: &Field = &optional("magic_prompt", Kind::Choice(MAGIC_PROMPT), Some("AUTO"));
/// The documents disagree about the default (AUTO in SEED's page, GENERAL in OAS31), so none is claimed.
const STYLE_TYPE: &Field =
    &Field { excludes: &["style_codes"], ..optional("style_type", Kind::Choice(V3_STYLE_TYPE), None) };
const ASPECT_RATIO: &Field = &Field {
    excludes: &["resolution"],
    ..optional("aspect_ratio", Kind::Choice(V3_ASPECT_RATIO), Some("1x1"))
};
const RESOLUTION: &Field = &official("resolution", Kind::Choice(V3_RESOLUTION), &["aspect_ratio"]);
const STYLE_REFERENCES: &Field = &Field {
    excludes: &["style_codes", "style_preset"],
    ..optional("style_reference_images", Kind::Files { max: 10 }, None)
};
const COLOR_PALETTE: &Field = &official("color_palette", Kind::Palette, &[]);
const STYLE_CODES: &Field = &official(
    "style_codes",
    Kind::StyleCodes { max: 8 },
    &["style_type", "style_reference_images", "style_preset"],
);
const STYLE_PRESET: &Field =
    &official("style_preset", Kind::Choice(V3_STYLE_PRESET), &["style_codes", "style_reference_images"]);
const CHARACTER: &Field = &official("character_reference_images", Kind::Files { max: 1 }, &[]);
const CHARACTER_MASK: &Field = &official("character_reference_images_mask", Kind::Files { max: 1 }, &[]);

const MODEL: &Field = &Field { source: "SEED; OAS31; GW", ..required("model", Kind::Model) };
const MAGIC_PROMPT_LEGACY: &Field =
    &optional("magic_prompt_option", Kind::Choice(MAGIC_PROMPT), Some("AUTO"));
const STYLE_TYPE_LEGACY: &Field = &Field {
    models: Some(V2_AND_LATER),
    ..optional("style_type", Kind::Choice(LEGACY_STYLE_TYPE), Some("AUTO"))
};
const NEGATIVE_PROMPT_LEGACY: &Field = &Field { models: Some(NOT_V2A), ..*NEGATIVE_PROMPT };
const ASPECT_RATIO_LEGACY: &Field = &Field {
    excludes: &["resolution"],
    ..optional("aspect_ratio", Kind::Choice(LEGACY_ASPECT_RATIO), Some("ASPECT_1_1"))
};
/// The gateway's page says "model version 2.0 only", read as V_2 and V_2_TURBO.
const RESOLUTION_LEGACY: &Field = &Field {
    models: Some(V2_ONLY),
    excludes: &["aspect_ratio"],
    ..optional("resolution", Kind::Choice(LEGACY_RESOLUTION), None)
};
const COLOR_PALETTE_LEGACY: &Field = &Field { models: Some(V2_ONLY), ..*COLOR_PALETTE };

const V3_SOURCE: &str = "SEED; OAS30; OAS31";

/// Every endpoint, V3 first, each family in the order of the gateway's page.
pub const ALL: &[Capability] = &[
    Capability {
        id: "v3_generate",
        operation: Operation::Generate,
        family: Family::V3,
        path: "/ideogram/v1/ideogram-v3/generate",
        body: BodyKind::Parts,
        reply: ReplyKind::Images,
        models: V3,
        fields: &[
            PROMPT,
            RENDERING_SPEED,
            NUM_IMAGES,
            ASPECT_RATIO,
            RESOLUTION,
            MAGIC_PROMPT_V3,
            STYLE_TYPE,
            NEGATIVE_PROMPT,
            SEED,
            STYLE_REFERENCES,
            STYLE_PRESET,
            STYLE_CODES,
            COLOR_PALETTE,
            CHARACTER,
            CHARACTER_MASK,
        ],
        mask: None,
        source: V3_SOURCE,
    },
    Capability {
        id: "v3_remix",
        operation: Operation::Remix,
        family: Family::V3,
        path: "/ideogram/v1/ideogram-v3/remix",
        body: BodyKind::Parts,
        reply: ReplyKind::Images,
        models: V3,
        fields: &[
            IMAGE,
            PROMPT,
            IMAGE_WEIGHT,
            RENDERING_SPEED,
            NUM_IMAGES,
            ASPECT_RATIO,
            RESOLUTION,
            MAGIC_PROMPT_V3,
            STYLE_TYPE,
            NEGATIVE_PROMPT,
            SEED,
            STYLE_REFERENCES,
            STYLE_PRESET,
            STYLE_CODES,
            COLOR_PALETTE,
            CHARACTER,
            CHARACTER_MASK,
        ],
        mask: None,
        source: V3_SOURCE,
    },
    Capability {
        id: "v3_edit",
        operation: Operation::Edit,
        family: Family::V3,
        path: "/ideogram/v1/ideogram-v3/edit",
        body: BodyKind::Parts,
        reply: ReplyKind::Images,
        models: V3,
        fields: &[
            IMAGE,
            MASK,
            PROMPT,
            RENDERING_SPEED,
            NUM_IMAGES,
            MAGIC_PROMPT_V3,
            STYLE_TYPE,
            SEED,
            &disputed("aspect_ratio", Kind::Choice(V3_ASPECT_RATIO), &[]),
            &disputed("negative_prompt", TEXT, &[]),
            &Field { standing: Standing::OfficialOnly, source: "OAS31", ..*STYLE_REFERENCES },
            STYLE_PRESET,
            STYLE_CODES,
            COLOR_PALETTE,
            CHARACTER,
            CHARACTER_MASK,
        ],
        mask: Some(MaskPolarity::BlackChanges),
        source: V3_SOURCE,
    },
    Capability {
        id: "v3_reframe",
        operation: Operation::Reframe,
        family: Family::V3,
        path: "/ideogram/v1/ideogram-v3/reframe",
        body: BodyKind::Parts,
        reply: ReplyKind::Images,
        models: V3,
        fields: &[
            IMAGE,
            &Field {
                source: "OAS31; price column in SEED",
                ..required("resolution", Kind::Choice(V3_RESOLUTION))
            },
            RENDERING_SPEED,
            NUM_IMAGES,
            SEED,
            &Field { standing: Standing::OfficialOnly, source: "OAS31", ..*STYLE_REFERENCES },
            STYLE_PRESET,
            &Field { excludes: &["style_reference_images", "style_preset"], ..*STYLE_CODES },
            COLOR_PALETTE,
        ],
        mask: None,
        source: "SEED (price column); GW (route); OAS30; OAS31",
    },
    Capability {
        id: "v3_replace_background",
        operation: Operation::ReplaceBackground,
        family: Family::V3,
        path: "/ideogram/v1/ideogram-v3/replace-background",
        body: BodyKind::Parts,
        reply: ReplyKind::Images,
        models: V3,
        fields: &[
            IMAGE,
            PROMPT,
            RENDERING_SPEED,
            NUM_IMAGES,
            MAGIC_PROMPT_V3,
            &disputed("style_type", Kind::Choice(V3_STYLE_TYPE), &["style_codes"]),
            SEED,
            STYLE_REFERENCES,
            STYLE_PRESET,
            STYLE_CODES,
            COLOR_PALETTE,
        ],
        mask: None,
        source: V3_SOURCE,
    },
    Capability {
        id: "legacy_generate",
        operation: Operation::Generate,
        family: Family::Legacy,
        path: "/ideogram/generate",
        body: BodyKind::Json,
        reply: ReplyKind::Images,
        models: LEGACY,
        fields: &[
            PROMPT,
            MODEL,
            NUM_IMAGES,
            ASPECT_RATIO_LEGACY,
            RESOLUTION_LEGACY,
            MAGIC_PROMPT_LEGACY,
            STYLE_TYPE_LEGACY,
            NEGATIVE_PROMPT_LEGACY,
            SEED,
            COLOR_PALETTE_LEGACY,
        ],
        mask: None,
        source: V3_SOURCE,
    },
    Capability {
        id: "legacy_remix",
        operation: Operation::Remix,
        family: Family::Legacy,
        path: "/ideogram/remix",
        body: BodyKind::PartsWithEnvelope,
        reply: ReplyKind::Images,
        models: LEGACY,
        fields: &[
            IMAGE_FILE,
            PROMPT,
            MODEL,
            IMAGE_WEIGHT,
            NUM_IMAGES,
            ASPECT_RATIO_LEGACY,
            RESOLUTION_LEGACY,
            MAGIC_PROMPT_LEGACY,
            STYLE_TYPE_LEGACY,
            NEGATIVE_PROMPT_LEGACY,
            SEED,
            COLOR_PALETTE_LEGACY,
        ],
        mask: None,
        source: V3_SOURCE,
    },
    Capability {
        id: "legacy_edit",
        operation: Operation::Edit,
        family: Family::Legacy,
        path: "/ideogram/edit",
        body: BodyKind::Parts,
        reply: ReplyKind::Images,
        models: V2_ONLY,
        fields: &[IMAGE_FILE, MASK, PROMPT, MODEL, NUM_IMAGES, MAGIC_PROMPT_LEGACY, STYLE_TYPE_LEGACY, SEED],
        mask: Some(MaskPolarity::BlackChanges),
        source: V3_SOURCE,
    },
    Capability {
        id: "legacy_upscale",
        operation: Operation::Upscale,
        family: Family::Legacy,
        path: "/ideogram/upscale",
        body: BodyKind::PartsWithEnvelope,
        reply: ReplyKind::Images,
        models: &[],
        fields: &[
            IMAGE_FILE,
            &optional("prompt", TEXT, None),
            &optional("resemblance", PERCENT, Some("50")),
            &optional("detail", PERCENT, Some("50")),
            NUM_IMAGES,
            MAGIC_PROMPT_LEGACY,
            SEED,
        ],
        mask: None,
        source: V3_SOURCE,
    },
    Capability {
        id: "legacy_describe",
        operation: Operation::Describe,
        family: Family::Legacy,
        path: "/ideogram/describe",
        body: BodyKind::Parts,
        reply: ReplyKind::Descriptions,
        models: &[],
        fields: &[IMAGE_FILE, &official("describe_model_version", Kind::Choice(DESCRIBE_MODEL_VERSION), &[])],
        mask: None,
        source: V3_SOURCE,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exclusion_names_a_field_of_its_row_and_is_mutual() {
        for row in ALL {
            for field in row.fields {
                for other in field.excludes {
                    // Where a row lacks the other field the exclusion is moot, but it must never be one-sided.
                    if let Some(other) = row.field(other) {
                        assert!(
                            other.excludes.contains(&field.name),
                            "{}: {} / {}",
                            row.id,
                            field.name,
                            other.name
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn ids_and_paths_are_unique_and_fields_appear_once() {
        for (n, row) in ALL.iter().enumerate() {
            assert!(ALL[n + 1..].iter().all(|other| other.id != row.id && other.path != row.path));
            for (n, field) in row.fields.iter().enumerate() {
                assert!(row.fields[n + 1..].iter().all(|other| other.name != field.name), "{}", row.id);
            }
        }
    }

    #[test]
    fn a_row_has_a_mask_polarity_exactly_when_it_takes_a_mask() {
        for row in ALL {
            assert_eq!(row.mask.is_some(), row.field("mask").is_some(), "{}", row.id);
        }
    }
}
