//! Rules that look at one file at a time.

use super::rust_source::{RustSource, line_of};
use super::{File, Finding, is_rule_itself};

const MOST_LINES: usize = 600;
const COUNTED: [&str; 7] = [".rs", ".css", ".mjs", ".cjs", ".js", ".ts", ".mts"];

/// A file nobody can hold in the head.
pub(crate) fn too_long(file: &File) -> Vec<Finding> {
    let count = file.text.lines().count();
    if count <= MOST_LINES || !COUNTED.iter().any(|end| file.path.ends_with(end)) {
        return Vec::new();
    }
    let what = format!("{count} lines, and {MOST_LINES} is the most");
    vec![finding(file, count, what, "split it into modules, one capability each")]
}

/// The global window, outside the modules whose work is to talk to the browser.
pub(crate) fn window(file: &File) -> Vec<Finding> {
    let allowed = ["web/src/browser/", "web/src/browser.rs", "crates/client/"];
    if !is_rust(file) || is_rule_itself(file) || allowed.iter().any(|place| file.path.starts_with(place)) {
        return Vec::new();
    }
    let code = RustSource::new(&file.text).code;
    let mut places: Vec<_> = code.match_indices("web_sys::window").map(|(at, _)| at).collect();
    for (at, opening) in code.match_indices("web_sys::{") {
        let list = &code[at + opening.len()..];
        let list = &list[..list.find(';').unwrap_or(list.len())];
        if list.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "window") {
            places.push(at);
        }
    }
    let mend = "call a function of web/src/browser/ instead, and add it there if it is missing";
    places
        .iter()
        .map(|&at| finding(file, line_of(&code, at), "reaches for the global window", mend))
        .collect()
}

/// Markup made from strings, the way into a page for words that somebody else wrote.
pub(crate) fn markup(file: &File) -> Vec<Finding> {
    const RUST: [&str; 4] =
        ["inner_html", "outer_html", "insert_adjacent_html", "create_contextual_fragment"];
    const SCRIPT: [&str; 4] = [".innerHTML", ".outerHTML", ".insertAdjacentHTML", "document.write("];
    let shipped = ["web/", "crates/npm/", "index.html"].iter().any(|place| file.path.starts_with(place));
    let (text, words): (String, &[&str]) = if is_rule_itself(file) {
        return Vec::new();
    } else if is_rust(file) {
        (RustSource::new(&file.text).code, &RUST)
    } else if shipped && [".js", ".mjs", ".ts", ".html"].iter().any(|end| file.path.ends_with(end)) {
        (file.text.clone(), &SCRIPT)
    } else {
        return Vec::new();
    };
    let found = words.iter().flat_map(|word| text.match_indices(word));
    let mend = "build the elements and set their text";
    found
        .map(|(at, word)| finding(file, line_of(&text, at), format!("{word} makes markup of a string"), mend))
        .collect()
}

/// What is true on one machine only: its paths, and the registry it happens to use.
pub(crate) fn places(file: &File) -> Vec<Finding> {
    const HOSTS: [&str; 6] = [
        "registry.npmjs",
        "registry.yarnpkg",
        "index.crates.io",
        "static.crates.io",
        "files.pythonhosted",
        "\"resolved\": \"http",
    ];
    if is_rule_itself(file) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        if let Some(host) = HOSTS.iter().find(|host| line.contains(*host)) {
            let mend = "registries are chosen by each machine: leave the address out (for npm, .npmrc does)";
            findings.push(finding(file, number + 1, format!("names a registry ({host})"), mend));
        }
        if let Some(path) = machine_path(line) {
            let mend = "write it from the top of the checkout, or let a variable name it";
            findings.push(finding(file, number + 1, format!("names a folder of one machine ({path})"), mend));
        }
    }
    findings
}

/// A path into somebody's home. What comes before must not be part of a longer path or address.
fn machine_path(line: &str) -> Option<&str> {
    ["/root/", "/home/", "/Users/", "\\Users\\"].into_iter().find_map(|start| {
        line.match_indices(start).find_map(|(at, _)| {
            let before = line[..at].chars().next_back();
            let apart = before.is_none_or(|c| !c.is_alphanumeric() && !"_-.}*>~".contains(c));
            let after = &line[at + start.len()..];
            let named = after.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.');
            let drive = start.starts_with('\\') && before == Some(':');
            ((apart || drive) && named).then_some(start)
        })
    })
}

fn is_rust(file: &File) -> bool {
    file.path.ends_with(".rs")
}

fn finding(file: &File, line: usize, what: impl Into<String>, mend: &str) -> Finding {
    Finding { file: file.path.clone(), line, what: what.into(), mend: mend.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.into(), text: text.into() }
    }

    #[test]
    fn a_source_of_600_lines_is_fine_and_one_of_601_is_not() {
        assert_eq!(too_long(&file("web/a.css", &"x\n".repeat(600))), []);
        assert_eq!(too_long(&file("web/a.css", &"x\n".repeat(601))).len(), 1);
        assert_eq!(too_long(&file("Cargo.lock", &"x\n".repeat(9000))), []);
    }

    #[test]
    fn the_window_is_found_in_every_spelling_outside_its_place() {
        let direct = "fn f() {\n    web_sys::window();\n}";
        assert_eq!(window(&file("web/src/app.rs", direct))[0].line, 2);
        assert_eq!(window(&file("web/src/app.rs", "use web_sys::{Blob,\n    window};")).len(), 1);
        assert_eq!(window(&file("web/src/browser/mod.rs", direct)), []);
        assert_eq!(window(&file("crates/client/src/fetch.rs", direct)), []);
    }

    #[test]
    fn the_type_window_and_a_comment_about_it_are_no_reach() {
        assert_eq!(
            window(&file("web/src/app.rs", "use web_sys::{Blob, Window};\n// web_sys::window is far")),
            []
        );
    }

    #[test]
    fn markup_from_strings_is_found_in_rust_and_in_shipped_scripts() {
        assert_eq!(markup(&file("web/src/a.rs", "view! { <div inner_html=x/> }")).len(), 1);
        assert_eq!(markup(&file("web/start.js", "e.innerHTML = x")).len(), 1);
        assert_eq!(
            markup(&file("web/start.js", "if (/srcdoc/.test(html)) throw 1")),
            [],
            "a guard may name it"
        );
        assert_eq!(markup(&file("tests/e2e/a.test.mjs", "await e.innerHTML()")), []);
        assert_eq!(markup(&file("web/src/a.rs", "// inner_html is forbidden")), []);
    }

    #[test]
    fn machine_paths_and_registries_are_found() {
        for line in
            ["cd /root/x", "\"/home/ann/y\"", "/Users/ann/z", "C:\\Users\\ann", "\"resolved\": \"https://a\""]
        {
            assert_eq!(places(&file("a.md", line)).len(), 1, "{line}");
        }
    }

    #[test]
    fn parts_of_longer_paths_and_addresses_are_not() {
        for line in
            ["crates/root/src", "https://a.example/home/page", "$HOME/x", "~/home/x", "see /home/ for"]
        {
            assert_eq!(places(&file("a.md", line)), [], "{line}");
        }
    }
}
