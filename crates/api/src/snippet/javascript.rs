//! The call as a module for Node.js, with plain fetch.

use super::{KEY_VARIABLE, Piece, Plain, PlainBody, literal};

pub(super) fn write(plain: &Plain<'_>) -> String {
    let mut out = String::new();
    if plain.has_files() {
        out.push_str("import { openAsBlob } from \"node:fs\";\n\n");
    }
    let mut headers = Vec::new();
    if plain.keyed {
        headers.push(format!("\"Api-Key\": process.env.{KEY_VARIABLE}"));
    }
    let body = match &plain.body {
        PlainBody::Json(json) => {
            headers.push("\"Content-Type\": \"application/json\"".to_owned());
            format!("JSON.stringify({})", literal::value(json, 2))
        }
        PlainBody::Parts(parts) => {
            out.push_str("const form = new FormData();\n");
            for (name, piece) in parts {
                let value = match piece {
                    Piece::Text(text) => literal::string(text),
                    Piece::File { name: file, mime } => {
                        let file = literal::string(file);
                        format!("await openAsBlob({file}, {{ type: \"{mime}\" }}), {file}")
                    }
                };
                out.push_str(&format!("form.append(\"{name}\", {value});\n"));
            }
            out.push('\n');
            "form".to_owned()
        }
    };
    out.push_str(&format!(
        "const response = await fetch({}, {{\n  method: \"POST\",\n",
        literal::string(&plain.url)
    ));
    if !headers.is_empty() {
        out.push_str(&format!("  headers: {{ {} }},\n", headers.join(", ")));
    }
    out.push_str(&format!("  body: {body},\n}});\nconsole.log(response.status, await response.json());\n"));
    out
}
