//! The call as a command. Texts go in by `--form-string`, because `--form` reads `@`, `<` and `;type=` in them as orders.

use super::{KEY_VARIABLE, Piece, Plain, PlainBody, literal};

pub(super) fn write(plain: &Plain<'_>) -> String {
    let mut lines = vec![format!("curl {}", literal::shell(&plain.url))];
    if plain.keyed {
        lines.push(format!("-H \"Api-Key: ${KEY_VARIABLE}\""));
    }
    match &plain.body {
        PlainBody::Json(json) => {
            lines.push("-H 'Content-Type: application/json'".to_owned());
            lines.push(format!("--data-raw {}", literal::shell(&literal::value(json, 0))));
        }
        PlainBody::Parts(parts) => lines.extend(parts.iter().map(|(name, piece)| match piece {
            Piece::Text(text) => format!("--form-string {}", literal::shell(&[name, "=", text].concat())),
            Piece::File { name: file, mime } => {
                format!("-F {}", literal::shell(&[name, "=@", file, ";type=", mime].concat()))
            }
        })),
    }
    let mut command = lines.join(" \\\n  ");
    command.push('\n');
    command
}
