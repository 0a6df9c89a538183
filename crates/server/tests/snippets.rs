//! The code that the studio shows for a request, run as a person would run it, against practice. A language that is not
//! installed is left out; curl and a shell are everywhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
mod common;

use common::{Reply, Server};
use ideomix_api::capability::{ALL, Kind};
use ideomix_api::{Body, Draft, Format, PartValue, Request, Snippet, Upload};
use ideomix_practice::Config;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const KEY: &str = "practice-key-0123";
const PROMPT: &str = "it's \"so\" \\n @file;type=a <b> ${HOME} `id` 你好\nand a second line";

/// The draft of a row with everything required, and a text that is hard to quote.
fn request(row: &'static ideomix_api::Capability) -> Request<()> {
    let mut draft = Draft::new(row, row.models.last().copied());
    for field in row.fields {
        let upload = Upload { blob: (), format: Format::Png, bytes: 1_000, width: 64, height: 64 };
        match field.kind {
            Kind::File => draft.file(field.name, upload),
            Kind::Text { .. } if field.name == "prompt" => draft.text("prompt", PROMPT),
            Kind::Choice(words) if field.required => draft.text(field.name, words.get(0).unwrap()),
            Kind::Integer { .. } if field.name == "num_images" => draft.integer("num_images", 1),
            _ => &mut draft,
        };
    }
    draft.check().unwrap()
}

/// The files that a call names, in a folder.
fn lay_out(folder: &Path, request: &Request<()>) {
    let Body::Parts(parts) = request.call().body else { return };
    for part in parts {
        if let PartValue::File { file_name, .. } = part.value {
            let shade = if part.name == "mask" { 0 } else { 160 };
            common::write(folder, &file_name, &png(shade));
        }
    }
}

/// A picture of 64 × 64 in one gray.
fn png(shade: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 64, 64);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[shade; 64 * 64]).unwrap();
    bytes
}

/// Runs code in a folder; nothing where its language is not installed.
fn run(snippet: Snippet, code: &str, folder: &Path) -> Option<Output> {
    let (program, arguments): (&str, &[&str]) = match snippet {
        Snippet::Curl => ("sh", &["-c", code]),
        Snippet::Python => ("python3", &["-c", code]),
        Snippet::Fetch => ("node", &["--input-type=module", "-e", code]),
        // It needs the package, whose own tests run what is installed.
        Snippet::Package => return None,
    };
    let has_requests = || {
        let found = Command::new("python3").args(["-c", "import requests"]).stderr(Stdio::null()).status();
        found.is_ok_and(|status| status.success())
    };
    if snippet == Snippet::Python && !has_requests() {
        return None;
    }
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env("AIHUBMIX_API_KEY", KEY).env("NO_PROXY", "127.0.0.1");
    command.stdin(Stdio::null()).output().ok()
}

/// The parts that practice saw, with line ends as they were typed: a browser's form data has its own.
fn seen(state: &Reply) -> Vec<(String, String)> {
    let json = state.json();
    let parts = json["last"][0]["parts"].as_array().cloned().unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().replace("\r\n", "\n");
    parts.iter().map(|part| (text(&part["name"]), text(&part["text"]))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_can_be_run_and_sends_what_the_studio_would_send() {
    let server =
        Server::with(|settings| settings.practice = Some(Config { pace_ms: 0, ..Config::default() })).await;
    let base = format!("http://{}/practice", server.address);
    let mut ran = Vec::new();
    for row in ALL {
        let request = request(row);
        let folder = tempfile::tempdir().unwrap();
        lay_out(folder.path(), &request);
        let wanted: Vec<(String, String)> = match request.call().body {
            Body::Json(_) => Vec::new(),
            Body::Parts(parts) => parts
                .into_iter()
                .map(|part| match part.value {
                    PartValue::Text(text) => (part.name.to_owned(), text),
                    PartValue::File { .. } => (part.name.to_owned(), String::new()),
                })
                .collect(),
        };
        for snippet in Snippet::ALL {
            server.ask("POST", "/practice/control/reset", &[], b"{}").await;
            let code = snippet.write(&request, &base, true);
            let Some(output) = run(snippet, &code, folder.path()) else { continue };
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            let why = || format!("{}: {code}\n{said}\n{}", row.id, String::from_utf8_lossy(&output.stderr));
            assert!(output.status.success(), "{}", why());
            let state = server.get("/practice/control/state", &[]).await;
            assert_eq!(state.json()["runs"], 1, "{}", why());
            assert_eq!(seen(&state), wanted, "{}", why());
            ran.push(snippet);
        }
    }
    assert!(ran.contains(&Snippet::Curl), "curl must be there");
}
