//! Calls as code: the stored forms, what the languages make of the quoting, and the way back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
mod common;

use common::{Sample, compare, file, sample, written};
use ideomix_api::capability::{ALL, Kind};
use ideomix_api::snippet::stand_in;
use ideomix_api::{Draft, Format, Model, Palette, Snippet, Swatch, Value, import};
use proptest::prelude::*;
use std::process::{Command, Stdio};

const BASE: &str = "https://aihubmix.com";

fn edit() -> Sample {
    let mut draft = sample("v3_edit", Some(Model::V3));
    draft
        .text("prompt", "It's a \"quiet\" harbor,\nwith C:\\boats; 你好")
        .text("rendering_speed", "QUALITY")
        .integer("num_images", 2)
        .text("aspect_ratio", "16x9")
        .file("image", file("photo", Format::Jpeg))
        .file("mask", file("mask", Format::Png))
        .set("style_reference_images", Value::Files(vec![file("a", Format::Png), file("b", Format::Webp)]));
    draft
}

fn generate() -> Sample {
    let mut draft = sample("legacy_generate", Some(Model::V2));
    let members =
        vec![Swatch { hex: "#ff8800".into(), weight: Some(65) }, Swatch { hex: "#08f".into(), weight: None }];
    draft
        .text("prompt", "a cat's \"hat\"")
        .text("aspect_ratio", "ASPECT_16_9")
        .integer("seed", 7)
        .set("color_palette", Value::Palette(Palette::Members(members)));
    draft
}

fn remix() -> Sample {
    let mut draft = sample("legacy_remix", Some(Model::V2Turbo));
    draft
        .text("prompt", "watercolor")
        .integer("image_weight", 50)
        .file("image_file", file("photo", Format::Png));
    draft
}

#[test]
fn the_stored_forms_are_what_is_written() {
    let endings = ["curl.sh", "fetch.mjs", "npm.mjs", "py"];
    for draft in [edit(), generate(), remix()] {
        let request = draft.check().unwrap();
        for (snippet, ending) in Snippet::ALL.into_iter().zip(endings) {
            let name = format!("snippets/{}.{ending}", draft.capability.id);
            compare(&name, &snippet.write(&request, BASE, true));
        }
    }
}

#[test]
fn a_call_without_a_key_asks_for_none() {
    let request = edit().check().unwrap();
    for snippet in Snippet::ALL {
        let code = snippet.write(&request, "http://127.0.0.1:8787/practice", false);
        assert!(!code.contains("KEY"), "{code}");
        assert!(code.contains("http://127.0.0.1:8787/practice"), "{code}");
    }
}

#[test]
fn an_empty_form_can_be_shown_in_every_row_and_says_what_stands_in() {
    for row in ALL {
        let draft = Draft::new(row, None);
        let (full, filled) = stand_in(&draft, "words", &file("picture", Format::Png));
        let request = full.check().unwrap_or_else(|problems| panic!("{}: {problems:?}", row.id));
        assert!(filled.iter().all(|name| row.field(name).unwrap().required));
        for snippet in Snippet::ALL {
            assert!(!snippet.write(&request, BASE, true).is_empty());
        }
    }
}

/// Words that quoting has to survive.
fn words() -> impl Strategy<Value = String> {
    let hard = prop::sample::select(vec![
        "'",
        "\"",
        "\\",
        "\n",
        "$HOME",
        "`id`",
        "${x}",
        "@file",
        "<file",
        ";type=text/html",
        "#",
        "//",
        "\\n",
        "\\'",
        "'''",
        "\"\"\"",
        "%41",
        "^",
        "&",
        "!",
        "你好",
        "\u{1F98A}",
        "\u{2028}",
        "\t",
        " ",
        "-F",
        "a",
    ]);
    let any =
        prop_oneof![prop::collection::vec(hard, 1..12).prop_map(|parts| parts.concat()), "[^\\p{Cc}]{1,40}",];
    // A prompt of blanks alone is no prompt, and the check says so.
    any.prop_filter("blank", |text| !text.trim().is_empty())
}

/// A draft of any row with texts that are hard to quote.
fn drafts() -> impl Strategy<Value = Sample> {
    (prop::sample::select(ALL.iter().collect::<Vec<_>>()), words(), words(), 0i64..1000).prop_map(
        |(row, prompt, negative, seed)| {
            let model = row.models.last().copied();
            let mut draft = Draft::new(row, model);
            for field in row.fields.iter().filter(|field| field.takes(model)) {
                match field.kind {
                    Kind::Text { .. } if field.name == "prompt" => draft.text("prompt", &prompt),
                    Kind::Text { .. } => draft.text(field.name, &negative),
                    Kind::File => draft.file(field.name, file("picture", Format::Png)),
                    Kind::Choice(words) if field.required => draft.text(field.name, words.get(0).unwrap()),
                    Kind::Choice(words) if field.name == "aspect_ratio" => {
                        draft.text(field.name, words.get(1).unwrap())
                    }
                    Kind::Integer { min, .. } if field.name != "seed" => draft.integer(field.name, min),
                    Kind::Integer { .. } => draft.integer(field.name, seed),
                    _ => &mut draft,
                };
            }
            draft
        },
    )
}

/// What a program prints, or nothing where it is not installed.
fn printed(program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_written_call_is_read_again_as_the_same_call(draft in drafts()) {
        let request = draft.check().unwrap();
        for snippet in Snippet::ALL {
            let code = snippet.write(&request, BASE, true);
            let read = import::<&'static str>(&code).unwrap_or_else(|why| panic!("{why:?}: {code}"));
            prop_assert!(!read.had_key && read.ignored.is_empty(), "{:?}: {code}", read.ignored);
            let mut again = read.draft;
            for (name, _) in &read.files {
                again.file(name, file("picture", Format::Png));
            }
            let again = again.check().unwrap_or_else(|problems| panic!("{problems:?}: {code}"));
            prop_assert_eq!(written(&again.call()), written(&request.call()), "{}", code);
        }
    }

    #[test]
    fn a_shell_hands_the_words_on_as_they_were_typed(text in words()) {
        let mut draft = sample("v3_generate", Some(Model::V3));
        draft.text("prompt", &text);
        let code = Snippet::Curl.write(&draft.check().unwrap(), BASE, false);
        let script = format!("curl() {{ for word in \"$@\"; do printf '%s\\0' \"$word\"; done; }}\n{code}");
        let said = printed("sh", &["-c", &script]).expect("every system has a shell");
        let words: Vec<String> =
            said.split(|byte| *byte == 0).map(|word| String::from_utf8(word.to_vec()).unwrap()).collect();
        prop_assert!(words.contains(&format!("prompt={text}")), "{words:?}");
    }
}

/// One run of each language over many texts: starting an interpreter takes longer than all of them.
#[test]
fn python_and_javascript_read_the_texts_as_they_were_typed() {
    let texts = [
        "it's \"so\"",
        "back\\slash \\n",
        "two\nlines\n\tand a tab",
        "你好 🦊 \u{2028}|",
        "${x} `y` %s {z}",
        "'''\"\"\"",
    ];
    let wanted: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    let code = |snippet: Snippet, text: &str| {
        let mut draft = sample("legacy_generate", Some(Model::V2));
        draft.text("prompt", text);
        snippet.write(&draft.check().unwrap(), BASE, true)
    };
    let python: String = texts.iter().map(|text| code(Snippet::Python, text)).collect();
    let python = format!(
        "import json, os, sys, types\nos.environ['AIHUBMIX_API_KEY'] = 'k'\nseen = []\nclass Answer:\n    status_code = 200\n    def json(self): return None\ndef post(url, **given):\n    seen.append(given['json']['image_request']['prompt'])\n    return Answer()\nsys.modules['requests'] = types.SimpleNamespace(post=post)\nout, sys.stdout = sys.stdout, open(os.devnull, 'w')\n{python}\nout.write(json.dumps(seen))"
    );
    let javascript: String = texts
        .iter()
        .map(|text| format!("await (async () => {{\n{}\n}})();\n", code(Snippet::Fetch, text)))
        .collect();
    let javascript = format!(
        "const seen = []; const log = console.log; console.log = () => {{}};\nglobalThis.fetch = async (url, given) => {{ seen.push(JSON.parse(given.body).image_request.prompt); return {{ json: async () => null }}; }};\n{javascript}\nlog(JSON.stringify(seen));"
    );
    let runs =
        [printed("python3", &["-c", &python]), printed("node", &["--input-type=module", "-e", &javascript])];
    for said in runs.into_iter().flatten() {
        let seen: Vec<String> = serde_json::from_slice(&said).unwrap();
        assert_eq!(seen, wanted);
    }
}
