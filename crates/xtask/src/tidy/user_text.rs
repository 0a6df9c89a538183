//! Text that people read, written by hand outside `web/src/text/`.
//!
//! The studio speaks two languages, and the compiler checks that both are complete, but only for what goes through
//! `web/src/text/`. This rule finds what went past it. It is a heuristic over `web/src/**/*.rs`, without `text/`,
//! `browser/` and tests, and it takes a string literal for user-visible when
//! - it has Chinese, Japanese or Korean signs, wherever it stands; or
//! - it reads like words, and stands as a child in markup: right after `>` or `>{`, or between a `}` and a `<`; or
//! - it reads like words, and is the value of `title`, `aria-label`, `placeholder`, `alt` and the like.
//!
//! Words without quotes between two tags are found as well. What reads like words has three letters in a row, one of
//! them small, once addresses and names that are the same in every language are taken out: `"PNG"`, `"px"`,
//! `"https://"` and `"×2"` are no words.

use super::rust_source::{RustSource, line_of};
use super::{File, Finding};

const ATTRIBUTES: [&str; 8] = [
    "title",
    "alt",
    "placeholder",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "aria-placeholder",
];

/// Names that stay as they are in every language.
const NAMES: [&str; 4] = ["Ideomix", "Ideogram", "AiHubMix", "GitHub"];

const MEND: &str = "put it into web/src/text/ in both languages and name it here";

/// Checks one file.
pub(crate) fn check(file: &File) -> Vec<Finding> {
    let looked_at = file.path.starts_with("web/src/") && file.path.ends_with(".rs");
    let exempt = ["web/src/text/", "web/src/text.rs", "web/src/browser/"];
    if !looked_at || exempt.iter().any(|place| file.path.starts_with(place)) {
        return Vec::new();
    }
    let source = RustSource::without_tests(&file.text);
    let mut findings = Vec::new();
    for literal in &source.strings {
        let before = source.code[..literal.start].trim_end();
        let after = &source.code[literal.end..];
        let visible = reads_like_words(&literal.value) && (is_child(before, after) || is_attribute(before));
        if visible || has_cjk(&literal.value) {
            let line = line_of(&source.code, literal.start);
            let what = format!("{:?} is text that people read", literal.value);
            findings.push(Finding { file: file.path.clone(), line, what, mend: MEND.into() });
        }
    }
    for (line, words) in bare_words(&source.code) {
        let what = format!("{words:?} is text that people read");
        findings.push(Finding { file: file.path.clone(), line, what, mend: MEND.into() });
    }
    findings
}

fn is_child(before: &str, after: &str) -> bool {
    let after_tag = |text: &str| text.ends_with('>') && !text.ends_with("=>") && !text.ends_with("->");
    match before.strip_suffix('{') {
        Some(outside) => after_tag(outside.trim_end()),
        None => after_tag(before) || (before.ends_with('}') && after.trim_start().starts_with('<')),
    }
}

fn is_attribute(before: &str) -> bool {
    let Some(name) = before.strip_suffix('=') else { return false };
    let name = name.trim_end();
    ATTRIBUTES.iter().any(|attribute| {
        let rest = name.strip_suffix(attribute);
        // A word that only ends like one, such as `subtitle`, and a `let title =`, are something else.
        rest.is_some_and(|rest| {
            rest.ends_with(|c: char| c.is_whitespace() || c == ':') && !rest.ends_with("let ")
        })
    })
}

fn reads_like_words(text: &str) -> bool {
    let text: String =
        text.split_inclusive(char::is_whitespace).filter(|word| !word.contains("://")).collect();
    let text = NAMES.iter().fold(text, |text, name| text.replace(name, ""));
    let mut runs = text.split(|c: char| !c.is_alphabetic());
    runs.any(|run| run.chars().count() >= 3 && run.chars().any(char::is_lowercase))
}

fn has_cjk(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'))
}

/// Words without quotes that end at a closing tag; Rust has `</` nowhere else.
fn bare_words(code: &str) -> Vec<(usize, String)> {
    let closings = code.match_indices("</");
    let words = closings.filter_map(|(at, _)| {
        let before = &code[..at];
        let start = before.rfind(['>', '<', '{', '}', '"', ';', '='])?;
        let words = &before[start + 1..];
        let stands_alone = matches!(before.as_bytes()[start], b'>' | b'}');
        (stands_alone && reads_like_words(words)).then(|| (line_of(code, start + 1), words.trim().to_owned()))
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let file = File { path: "web/src/panel.rs".into(), text: text.into() };
        check(&file).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn a_text_child_is_found_in_every_position() {
        for text in [
            r#"view! { <p>"Make a picture"</p> }"#,
            r#"view! { <p>{"Make a picture"}</p> }"#,
            r#"view! { <p>{count} "pictures"</p> }"#,
            "view! { <p>\n    \"Close\"\n</p> }",
            "view! { <p>Make a picture</p> }",
            "view! { <p>{count} pictures</p> }",
        ] {
            assert_eq!(found(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn an_attribute_that_is_read_aloud_or_shown_is_found() {
        assert_eq!(found(r#"<button title="Close the panel">"#).len(), 1);
        assert_eq!(found(r#"<input aria-label = "Seed" attr:placeholder="a number">"#).len(), 2);
    }

    #[test]
    fn chinese_is_found_wherever_it_stands() {
        assert_eq!(found("let x = \"图片\";").len(), 1);
        assert_eq!(found("// 图片\nlet x = 1;"), [""; 0]);
    }

    #[test]
    fn machine_words_and_signs_are_not_text() {
        for text in [
            r#"<p class="panel wide" data-testid="main panel" id="x">{move || t(Text::Close)}</p>"#,
            r#"<p>"×2 px PNG · 16:9"</p>"#,
            r#"<h1>"Ideomix"</h1>"#,
            r#"match x { A => "some value", B => { "other value" } }"#,
            r#"let title = "not shown yet"; let subtitle="same thing";"#,
            r#"fn f() -> &'static str { "a plain value" }"#,
            r#"<input placeholder="16:9">"#,
            r#"<input placeholder="https://proxy.example/">"#,
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn the_text_module_the_browser_module_and_tests_are_left_alone() {
        let text = "view! { <p>\"Make a picture\"</p> }";
        for path in ["web/src/text/en.rs", "web/src/browser/dialog.rs", "crates/api/src/lib.rs"] {
            assert_eq!(check(&File { path: path.into(), text: text.into() }), []);
        }
        assert_eq!(found(&format!("fn f() {{}}\n#[cfg(test)]\nmod tests {{ {text} }}")), [""; 0]);
    }

    #[test]
    fn the_finding_names_the_line() {
        let file = File { path: "web/src/panel.rs".into(), text: "\n\n<p>\"Make it\"</p>".into() };
        let shown = check(&file)[0].to_string();
        assert!(shown.starts_with("web/src/panel.rs:3: \"Make it\" is text that people read. "), "{shown}");
    }
}
