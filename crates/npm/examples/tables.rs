//! Prints what the TypeScript facade takes from the capability table: the words of the choice fields as types, the
//! prices, the names of the file parameters. `cargo xtask dist npm` writes it to `js/src/generated/tables.ts`.

use ideomix_api::capability::{ALL, Capability, Kind, Words, values};
use ideomix_api::{Model, PRICES_AS_OF, Price, Speed, sides, unit_price};
use ideomix_npm::{operation_name, param};
use std::fmt::Display;

fn main() {
    println!("// Made from the capability table of crates/api; not edited by hand.\n");
    choices();
    operations();
    prices();
    files();
}

fn choices() {
    word_type("V3 rendering speeds. They set the price.", "RenderingSpeed", values::V3_RENDERING_SPEED);
    word_type("Whether the service rewrites the prompt.", "MagicPrompt", values::MAGIC_PROMPT);
    word_type("Style types of V3.", "V3Style", values::V3_STYLE_TYPE);
    word_type("Style types of the models V_2 and later.", "LegacyStyle", values::LEGACY_STYLE_TYPE);
    word_type("Aspect ratios of V3.", "V3AspectRatio", values::V3_ASPECT_RATIO);
    shape_type(
        "Aspect ratios of the legacy models, spelled as for V3.",
        "LegacyAspectRatio",
        values::LEGACY_ASPECT_RATIO,
    );
    word_type("Exact sizes of V3, width x height in pixels.", "V3Resolution", values::V3_RESOLUTION);
    shape_type(
        "Exact sizes of V_2 and V_2_TURBO, width x height in pixels.",
        "LegacyResolution",
        values::LEGACY_RESOLUTION,
    );
    word_type(
        "Style presets of V3. Ideogram documents them; the gateway's page does not.",
        "StylePreset",
        values::V3_STYLE_PRESET,
    );
    word_type("Named color palettes.", "ColorPalettePreset", values::COLOR_PALETTE_PRESET);
    word_type("Versions of the describer.", "DescribeModelVersion", values::DESCRIBE_MODEL_VERSION);
    let legacy = Model::ALL.into_iter().filter(|model| *model != Model::V3).map(Model::wire);
    type_of("The legacy models.", "LegacyModel", legacy);
}

fn operations() {
    let names = ALL.iter().map(operation_name);
    type_of("The operations by their names in this package.", "OperationId", names);
    println!("/** Path of each operation below the base address. */");
    println!("export const PATHS: Readonly<Record<OperationId, string>> = {{");
    for row in ALL {
        println!("  '{}': '{}',", operation_name(row), row.path);
    }
    println!("}};\n");
}

/// The price of one picture in millionths of a dollar; a second figure is the lower one that other pages name.
fn prices() {
    println!("/** The day on which the prices were last compared with their sources. */");
    println!("export const PRICES_AS_OF = '{PRICES_AS_OF}';\n");
    println!("/**");
    println!(
        " * Of each operation the price of one picture in millionths of a dollar, by the variants that set it; a second"
    );
    println!(" * figure is a lower one that other pages name. A table for `row` of `words.ts`.");
    println!(" */");
    println!(
        "export const PRICES = `{}`;\n",
        ALL.iter().filter_map(price_row).collect::<Vec<_>>().join("\n")
    );
}

/// `v3.edit|TURBO:60000:30000|DEFAULT:60000`, where any price is published.
fn price_row(row: &Capability) -> Option<String> {
    let cells: Vec<_> = variants(row)
        .into_iter()
        .filter_map(|(variant, price)| match price {
            Price::Published(price) => Some(format!("|{variant}:{}", price * 1_000)),
            Price::Disputed(price, lower) => Some(format!("|{variant}:{}:{}", price * 1_000, lower * 1_000)),
            Price::Unpublished => None,
        })
        .collect();
    (!cells.is_empty()).then(|| format!("{}{}", operation_name(row), cells.concat()))
}

/// The prices by rendering speed or model, or the one price by nothing.
fn variants(row: &Capability) -> Vec<(&'static str, Price)> {
    match row.models {
        [] => vec![("", unit_price(row, None, Speed::Default))],
        [Model::V3] => Speed::ALL
            .into_iter()
            .map(|speed| (speed.wire(), unit_price(row, Some(Model::V3), speed)))
            .collect(),
        models => {
            models.iter().map(|model| (model.wire(), unit_price(row, Some(*model), Speed::Default))).collect()
        }
    }
}

fn files() {
    let mut names: Vec<_> = ALL
        .iter()
        .flat_map(|row| row.fields)
        .filter(|field| matches!(field.kind, Kind::File | Kind::Files { .. }))
        .map(|field| param(field.name))
        .collect();
    names.sort_unstable();
    names.dedup();
    println!("/** @internal The parameters that take pictures. */");
    println!("export const FILES: readonly string[] = ['{}'];", names.join("', '"));
}

fn word_type(what: &str, name: &str, words: Words) {
    type_of(what, name, words.iter());
}

fn shape_type(what: &str, name: &str, words: Words) {
    let sizes = words.iter().filter_map(sides);
    type_of(what, name, sizes.map(|(width, height)| format!("{width}x{height}")));
}

fn type_of(what: &str, name: &str, words: impl Iterator<Item = impl Display>) {
    println!("/** {what} */\nexport type {name} =");
    for word in words {
        println!("  | '{word}'");
    }
    println!(";\n");
}
