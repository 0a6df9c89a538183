//! The call in Python. All parts go in by `files`, texts as well: given by `data` alone, without a file, they would travel
//! in another form than the gateway's page shows.

use super::{KEY_VARIABLE, Piece, Plain, PlainBody, literal};

pub(super) fn write(plain: &Plain<'_>) -> String {
    let mut out = String::new();
    if plain.keyed {
        out.push_str("import os\n\n");
    }
    out.push_str(&format!(
        "import requests\n\nresponse = requests.post(\n    {},\n",
        literal::string(&plain.url)
    ));
    if plain.keyed {
        out.push_str(&format!("    headers={{\"Api-Key\": os.environ[\"{KEY_VARIABLE}\"]}},\n"));
    }
    match &plain.body {
        PlainBody::Json(json) => out.push_str(&format!("    json={},\n", literal::value(json, 4))),
        PlainBody::Parts(parts) => {
            out.push_str("    files=[\n");
            for (name, piece) in parts {
                let value = match piece {
                    Piece::Text(text) => format!("(None, {})", literal::string(text)),
                    Piece::File { name: file, mime } => {
                        let file = literal::string(file);
                        format!("({file}, open({file}, \"rb\"), \"{mime}\")")
                    }
                };
                out.push_str(&format!("        (\"{name}\", {value}),\n"));
            }
            out.push_str("    ],\n");
        }
    }
    out.push_str("    timeout=300,\n)\nprint(response.status_code, response.json())\n");
    out
}
