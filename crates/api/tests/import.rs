//! Pasted calls as drafts: every sample of the gateway's page, what browsers copy, and what goes wrong in copying.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
mod common;

use common::{Sample, file, stored, written};
use ideomix_api::capability::Kind;
use ideomix_api::{Draft, Format, Imported, Model, NoCall, Value, import};
use std::path::PathBuf;

fn read(text: &str) -> Imported<&'static str> {
    import(text).unwrap_or_else(|why| panic!("{why:?}: {text}"))
}

fn sample(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn text<'a>(draft: &'a Draft<&'static str>, name: &str) -> Option<&'a str> {
    match draft.get(name) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

/// Puts files into the slots that a text named.
fn with_files(read: Imported<&'static str>, files: &[(&str, &'static str, Format)]) -> Sample {
    let named: Vec<_> = read.files.iter().map(|(name, _)| *name).collect();
    assert_eq!(named, files.iter().map(|(name, ..)| *name).collect::<Vec<_>>());
    let mut draft = read.draft;
    for (name, blob, format) in files {
        draft.file(name, file(blob, *format));
    }
    draft
}

#[test]
fn every_sample_of_the_gateways_page_becomes_the_call_that_it_means() {
    let (image, mask, reference) = ("image", "mask", "style_reference_images");
    let source = ("image_file", "file1", Format::Png);
    for (name, files) in [
        ("v3_generate.sh", vec![]),
        (
            "v3_remix.py",
            vec![(image, "image.jpeg", Format::Jpeg), (reference, "reference-image.png", Format::Png)],
        ),
        ("v3_edit.py", vec![(image, "image.jpeg", Format::Jpeg), (mask, "mask.jpg", Format::Jpeg)]),
        (
            "v3_replace_background.py",
            vec![(image, "image.png", Format::Png), (reference, "reference-image.png", Format::Png)],
        ),
        ("legacy_generate.py", vec![]),
        ("legacy_remix.py", vec![("image_file", "file1", Format::Webp)]),
        ("legacy_upscale.py", vec![source]),
        ("legacy_describe.py", vec![source]),
    ] {
        let read = read(&sample(name));
        assert!(!read.had_key, "{name} shows a place for a key and no key");
        assert_eq!(read.ignored, [""; 0], "{name}");
        let request =
            with_files(read, &files).check().unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        let id = name.split('.').next().unwrap();
        assert_eq!(written(&request.call()), std::fs::read_to_string(stored(&format!("{id}.txt"))).unwrap());
    }
}

#[test]
fn the_legacy_edit_sample_is_read_through_all_its_slips() {
    let read = read(&sample("legacy_edit.py"));
    assert_eq!(read.draft.capability.id, "legacy_edit");
    assert_eq!(read.draft.model, Some(Model::V2));
    assert_eq!(text(&read.draft, "prompt"), Some(" \" prompt \" "));
    assert_eq!(text(&read.draft, "num_images"), Some("1"));
    assert_eq!(text(&read.draft, "seed"), None);
    assert_eq!(read.files, [("image_file", "<file1>".to_owned()), ("mask", "<file1>".to_owned())]);
    assert_eq!(read.mended, [("/ideogram/eidt".to_owned(), "/ideogram/edit".to_owned())]);
    assert_eq!(read.ignored, ["style_type = 16"], "a line number was copied into the sample");
}

#[test]
fn files_are_named_and_not_invented() {
    let read = read(&sample("v3_remix.py"));
    assert_eq!(
        read.files,
        [("image", "image.jpeg".to_owned()), ("style_reference_images", "reference-image.png".to_owned())]
    );
    assert!(read.draft.get("image").is_none());
}

#[test]
fn a_key_is_noticed_and_kept_nowhere() {
    for call in [
        "curl https://aihubmix.com/ideogram/generate -H 'Api-Key: sk-abcdefghijklmnop0123456789' -d '{\"image_request\":{\"prompt\":\"a\"}}'",
        "curl https://aihubmix.com/ideogram/generate -H 'Authorization: Bearer 0123456789abcdef0123' -d '{\"image_request\":{\"prompt\":\"a\"}}'",
        "requests.post('https://aihubmix.com/ideogram/generate', headers={'Api-Key': 'abcdef0123456789abcdef'}, json={'image_request': {'prompt': 'a'}})",
        "curl https://aihubmix.com/ideogram/generate -d '{\"image_request\":{\"prompt\":\"a\", \"negative_prompt\":\"sk-abcdefghijklmnop0123456789\"}}'",
    ] {
        let read = read(call);
        assert!(read.had_key, "{call}");
        let kept = format!("{read:?}");
        assert!(!kept.contains("abcdef"), "{kept}");
    }
    for call in ["sk-***", "$AIHUBMIX_API_KEY", "<your key>", "YOUR_AIHUBMIX_API_KEY"] {
        let command = format!("curl https://aihubmix.com/ideogram/generate -H \"Api-Key: {call}\"");
        assert!(!read(&command).had_key, "{call}");
    }
}

#[test]
fn what_browsers_copy_is_read_in_both_their_notations() {
    let posix = "curl 'https://aihubmix.com/ideogram/generate' \\\n  -H 'accept: */*' \\\n  -H 'sec-fetch-mode: cors' \\\n  --data-raw $'{\"image_request\":{\"prompt\":\"it\\'s \\u4f60\",\"model\":\"V_2A\"}}' \\\n  --compressed";
    let windows = "curl ^\"https://aihubmix.com/ideogram/generate^\" ^\n  -H ^\"accept: */*^\" ^\n  -H ^\"sec-fetch-mode: cors^\" ^\n  --data-raw ^\"^{^\\^\"image_request^\\^\":^{^\\^\"prompt^\\^\":^\\^\"it's 你^\\^\",^\\^\"model^\\^\":^\\^\"V_2A^\\^\"^}^}^\"";
    for command in [posix, windows] {
        let read = read(command);
        assert_eq!(text(&read.draft, "prompt"), Some("it's 你"), "{command}");
        assert_eq!(read.draft.model, Some(Model::V2A));
        assert_eq!(read.ignored, ["sec-fetch-mode"]);
    }
}

#[test]
fn spellings_of_elsewhere_are_put_right_and_said() {
    let read = read(
        "curl https://api.ideogram.ai/v1/ideogram-v3/generate -F prompt=cat -F aspect_ratio=16:9 -F colour_palette='{\"name\":\"EMBER\"}' -F zebra=1",
    );
    assert_eq!(text(&read.draft, "aspect_ratio"), Some("16x9"));
    assert_eq!(
        read.mended,
        [("16:9".to_owned(), "16x9".to_owned()), ("colour_palette".to_owned(), "color_palette".to_owned())]
    );
    assert_eq!(read.ignored, ["zebra"]);
    assert!(read.draft.check().is_ok());
    let ratio = self::read(
        "curl https://aihubmix.com/ideogram/generate\\ -d '{\"image_request\":{\"prompt\":\"a\",\"aspect_ratio\":\"SPECT_16_10\",\"model\":\"V_1\"}}'",
    );
    assert_eq!(text(&ratio.draft, "aspect_ratio"), Some("ASPECT_16_10"));
}

#[test]
fn forms_in_an_addresss_notation_and_in_short_options_are_read() {
    let read = read(
        "curl -sSX POST https://gate.example/api/ideogram/v1/ideogram-v3/generate -dprompt=a+cat%21 -d 'seed=7&num_images=2'",
    );
    assert_eq!(text(&read.draft, "prompt"), Some("a cat!"));
    assert_eq!((text(&read.draft, "seed"), text(&read.draft, "num_images")), (Some("7"), Some("2")));
}

#[test]
fn an_address_may_stand_under_a_name() {
    let read =
        read(r#"{"url": "https://aihubmix.com/ideogram/upscale", "image_request": {"resemblance": 70}}"#);
    assert_eq!(read.draft.capability.id, "legacy_upscale");
    assert_eq!(text(&read.draft, "resemblance"), Some("70"));
    assert_eq!(read.ignored, [""; 0]);
}

#[test]
fn what_is_no_call_is_called_none() {
    assert_eq!(import::<()>(""), Err(NoCall::NoAddress));
    assert_eq!(import::<()>("a cat on a mat"), Err(NoCall::NoAddress));
    assert_eq!(
        import::<()>("curl https://example.com/v1/chat"),
        Err(NoCall::UnknownAddress("https://example.com/v1/chat".to_owned()))
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC*") {
        let _ = import::<()>(&text);
        let _ = import::<()>(&format!("curl https://aihubmix.com/ideogram/generate {text}"));
        let read = import::<()>(&format!("fetch('https://aihubmix.com/ideogram/generate', {{ {text}"));
        if let Ok(read) = read {
            let unknown = |name: &str| read.draft.capability.field(name).is_none();
            proptest::prop_assert!(!read.draft.values().any(|(name, _)| unknown(name)));
            let kind = |name: &str| read.draft.capability.field(name).map(|field| field.kind);
            let is_file = |name: &str| matches!(kind(name), Some(Kind::File | Kind::Files { .. }));
            proptest::prop_assert!(!read.draft.values().any(|(name, _)| is_file(name)));
        }
    }
}
