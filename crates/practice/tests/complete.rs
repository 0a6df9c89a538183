//! The capability table is the source of everything, and here is everything: no row of it is left without a form in the
//! studio, a method of the library, an answer of practice, a wire form and a line of documentation.
//!
//! What a browser must show is looked up in the sources; `tests/e2e/operations.test.mjs` fills the forms.
#![expect(clippy::unwrap_used, reason = "a test helper fails its test by panicking")]

mod common;

use std::path::PathBuf;

use common::{Sample, body, gateway};
use ideomix_api::capability::{ALL, Capability, ReplyKind};
use ideomix_api::{Family, Operation};

/// The text of a file of the checkout; nothing where there is none.
fn text(path: &str) -> Option<String> {
    std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)).ok()
}

/// The text without any white space, so that a formatter may break lines where it likes.
fn packed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// `replace_background` as `replaceBackground`.
fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |name, part| format!("{name}{}{}", part[..1].to_uppercase(), &part[1..]))
}

/// All rows, and what they lack, must come to nothing.
fn lacking(what: impl Fn(&'static Capability) -> Vec<String>) {
    let lacking: Vec<String> =
        ALL.iter().flat_map(|row| what(row).into_iter().map(|lack| format!("{}: {lack}", row.id))).collect();
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

#[test]
fn every_row_is_an_operation_of_the_studio_and_every_field_has_a_label_in_both_languages() {
    let labels = packed(&text("web/src/text/fields.rs").unwrap());
    let labeled = |name: &str| {
        let start = format!("row(\"{name}\",(\"");
        let Some((_, label)) = labels.split_once(&start) else { return false };
        let mut words = label.split('"');
        words.next().is_some_and(|en| !en.is_empty()) && words.nth(1).is_some_and(|zh| !zh.is_empty())
    };
    lacking(|row| {
        let fields = row.fields.iter().filter(|field| !labeled(field.name));
        let mut lacks: Vec<_> = fields.map(|field| format!("no label for {}", field.name)).collect();
        if !Operation::ALL.contains(&row.operation) {
            lacks.push("an operation that the studio does not list".to_owned());
        }
        lacks
    });
    // Both languages name every operation; the frame of the page offers those of the list.
    for language in ["en", "zh"] {
        let words = packed(&text(&format!("web/src/text/{language}.rs")).unwrap());
        for operation in Operation::ALL {
            assert!(words.contains(&format!("Operation::{operation:?}=>\"")), "{language}: {operation:?}");
        }
    }
    assert!(text("web/src/app.rs").unwrap().contains("Operation::ALL"));
}

#[test]
fn every_row_is_answered_by_practice_in_its_own_shape() {
    let gateway = gateway();
    lacking(|row| {
        let answer = Sample::of(row).send(&gateway);
        let member = match row.reply {
            ReplyKind::Images => "data",
            ReplyKind::Descriptions => "descriptions",
        };
        let made =
            answer.status == 200 && body(&answer)[member].as_array().is_some_and(|all| !all.is_empty());
        if made { vec![] } else { vec![format!("practice answers {}", answer.status)] }
    });
}

#[test]
fn every_row_has_a_wire_form_on_paper() {
    lacking(|row| match text(&format!("tests/golden/{}.txt", row.id)) {
        Some(written) if written.starts_with(&format!("POST {}\n", row.path)) => vec![],
        Some(_) => vec![format!("tests/golden/{}.txt is of another path", row.id)],
        None => vec![format!("no tests/golden/{}.txt", row.id)],
    });
}

#[test]
fn every_row_is_in_the_documentation_of_both_languages() {
    for (file, six, named) in [
        ("README.md", "six older", |row: &Capability| {
            let name = row.operation.name().replace('_', " ");
            format!("| {}{} |", name[..1].to_uppercase(), &name[1..])
        }),
        ("README.zh-CN.md", "六个旧模型", |row: &Capability| {
            format!("({}) |", row.operation.name().replace('_', " "))
        }),
    ] as [(&str, &str, fn(&Capability) -> String); 2]
    {
        let readme = text(file).unwrap();
        lacking(|row| {
            let Some(line) = readme.lines().find(|line| line.starts_with('|') && line.contains(&named(row)))
            else {
                return vec![format!("no line in the table of {file}")];
            };
            let names_all = row.models.iter().all(|model| line.contains(model.wire()));
            let told = match row.family {
                Family::V3 => line.contains("V3"),
                Family::Legacy => names_all || line.contains(six),
            };
            if told { vec![] } else { vec![format!("{file} does not name its models")] }
        });
    }
}

#[test]
fn every_row_has_a_method_in_the_library() {
    // Without the library in the checkout there is nothing to look at.
    let Some(client) = text("crates/npm/js/src/client.ts") else { return };
    let types = text("crates/npm/js/src/types.ts").unwrap();
    lacking(|row| {
        let family = if row.family == Family::V3 { "v3" } else { "legacy" };
        let method = camel(row.operation.name());
        let mut lacks = vec![];
        // The list of a family's operations is where its methods come from.
        let list =
            client.split_once(&format!("family('{family}', [")).and_then(|(_, rest)| rest.split_once(']'));
        if !list.is_some_and(|(list, _)| list.split(", ").any(|name| name == format!("'{method}'"))) {
            lacks.push(format!("no method {family}.{method}"));
        }
        if !types.contains(&format!("'{family}.{method}'")) {
            lacks.push(format!("no type of the parameters of {family}.{method}"));
        }
        lacks
    });
}
