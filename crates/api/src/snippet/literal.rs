//! Values as they are written in code. The string and object notation of JSON is one that JavaScript and Python read the
//! same way, since no value here is true, false or null.

use crate::json::Json;

/// A string in double quotes, for JavaScript, Python and JSON.
pub(super) fn string(text: &str) -> String {
    Json::Text(text).write()
}

/// A value over several lines, each but the first indented by that many spaces.
pub(super) fn value(json: &Json<'_>, indent: usize) -> String {
    let margin = |steps: usize| [String::from("\n"), " ".repeat(indent + steps)].concat();
    match json {
        Json::Map(members) if !members.is_empty() => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, member)| [&margin(2), &string(name), ": ", &value(member, indent + 2)].concat())
                .collect();
            ["{", &members.join(","), &margin(0), "}"].concat()
        }
        other => other.write(),
    }
}

/// A word of a POSIX shell, in single quotes.
pub(super) fn shell(text: &str) -> String {
    ["'", &text.replace('\'', "'\\''"), "'"].concat()
}
