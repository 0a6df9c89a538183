//! The call with the package `ideomix`: its names are in camel case and the same for both families, ratios and sizes are
//! written `16x9`, and what the gateway's page does not document goes into `extra` under its wire name.

use super::{KEY_VARIABLE, literal};
use crate::Request;
use crate::capability::{Field, Kind, ReplyKind, Standing};
use crate::draft::Value;
use crate::switch::sides;
use crate::{Base, Family};

/// What the code says, for every kind of file handle.
pub(super) struct Params {
    family: Family,
    method: String,
    reply: ReplyKind,
    /// Name and value, as code, of the parameters.
    named: Vec<(String, String)>,
    /// The same of what is passed on unnamed.
    extra: Vec<(String, String)>,
    has_files: bool,
}

impl Params {
    pub(super) fn of<B>(request: &Request<B>) -> Self {
        let row = request.capability();
        let mut params = Self {
            family: row.family,
            method: camel(row.operation.name()),
            reply: row.reply,
            named: Vec::new(),
            extra: Vec::new(),
            has_files: false,
        };
        for (field, value) in request.fields() {
            let code = match value {
                Value::Files(files) => {
                    params.has_files = true;
                    let many = matches!(field.kind, Kind::Files { .. });
                    let files: Vec<String> = files
                        .iter()
                        .enumerate()
                        .map(|(n, file)| {
                            let number = if many { format!("-{}", n + 1) } else { String::new() };
                            let name = format!("{}{number}.{}", field.name, file.format.extension());
                            format!(
                                "await openAsBlob({}, {{ type: \"{}\" }})",
                                literal::string(&name),
                                file.format.mime()
                            )
                        })
                        .collect();
                    if many { format!("[{}]", files.join(", ")) } else { files.concat() }
                }
                Value::Text(words) => literal::string(&plain_word(field, words)),
                Value::Integer(number) => number.to_string(),
                Value::Texts(words) => {
                    let words: Vec<String> = words.iter().map(|word| literal::string(word)).collect();
                    format!("[{}]", words.join(", "))
                }
                Value::Palette(palette) => literal::string(&crate::wire::palette(palette).write()),
            };
            match named(field) {
                Some(name) => params.named.push((name, code)),
                None => params.extra.push((field.name.to_owned(), code)),
            }
        }
        params
    }
}

pub(super) fn write(params: &Params, base: &str, keyed: bool) -> String {
    let mut out = String::new();
    if params.has_files {
        out.push_str("import { openAsBlob } from \"node:fs\";\n");
    }
    out.push_str("import { Ideogram } from \"ideomix\";\n\n");
    let mut options = Vec::new();
    if keyed {
        options.push(format!("apiKey: process.env.{KEY_VARIABLE}"));
    }
    if base != Base::GATEWAY {
        options.push(format!("baseUrl: {}", literal::string(base)));
    }
    out.push_str(&format!("const ideogram = new Ideogram({{ {} }});\n", options.join(", ")));
    out.push_str(&format!("const result = await ideogram.{}.{}({{\n", params.family.name(), params.method));
    for (name, code) in &params.named {
        out.push_str(&format!("  {name}: {code},\n"));
    }
    out.push('}');
    if !params.extra.is_empty() {
        out.push_str(", {\n  extra: {\n");
        for (name, code) in &params.extra {
            out.push_str(&format!("    {name}: {code},\n"));
        }
        out.push_str("  },\n}");
    }
    out.push_str(match params.reply {
        ReplyKind::Images => ");\nconsole.log(result.images.map((image) => image.url));\n",
        ReplyKind::Descriptions => ");\nconsole.log(result.descriptions);\n",
    });
    out
}

/// The package's name of a field that it names.
fn named(field: &Field) -> Option<String> {
    match field.name {
        "image_file" => Some("image".to_owned()),
        "magic_prompt_option" => Some("magicPrompt".to_owned()),
        // Named by the package for every V3 operation, whatever its standing in one of them.
        "style_reference_images" | "style_type" => Some(camel(field.name)),
        name if field.standing == Standing::Documented => Some(camel(name)),
        _ => None,
    }
}

/// Ratios and sizes in the package's one spelling.
fn plain_word(field: &Field, word: &str) -> String {
    match (field.name, sides(word)) {
        ("aspect_ratio" | "resolution", Some((width, height))) => format!("{width}x{height}"),
        _ => word.to_owned(),
    }
}

/// `num_images` as `numImages`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        out.push_str(&word[..1].to_ascii_uppercase());
        out.push_str(&word[1..]);
    }
    out
}
