//! What answers mean, from the seed document's samples to the worst that a network delivers.

use ideomix_api::capability::ReplyKind;
use ideomix_api::reply::{Content, Image, Received, Reply, link_expires, read};
use ideomix_api::{ApiKey, Billed, Cause, Failure, Loose, Outcome};
use proptest::prelude::*;

fn parse(text: &str) -> Option<Loose> {
    serde_json::from_str(text).ok()
}

fn answer(status: u16, content_type: &str, body: &str) -> Result<Reply, Failure> {
    let received = Received { status, content_type: Some(content_type), retry_after: None, body };
    read(received, ReplyKind::Images, parse, None)
}

fn images(body: &str) -> Vec<Image> {
    match answer(200, "application/json", body) {
        Ok(Reply::Images(images)) => images,
        other => panic!("{other:?}"),
    }
}

fn content(item: &str) -> Content {
    images(&format!("{{\"data\":[{item}]}}")).remove(0).content
}

const SEED_SAMPLE: &str = r#"{"created":"2000-01-23T04:56:07Z","data":[{"prompt":"A serene tropical beach scene.",
"resolution":"1024x1024","is_image_safe":true,"seed":12345,
"url":"https://ideogram.ai/api/images/direct/8YEpFzHuS-S6xXEGmCsf7g","style_type":"REALISTIC"}]}"#;

#[test]
fn the_sample_of_the_seed_document_is_read_whole() {
    assert_eq!(
        images(SEED_SAMPLE),
        [Image {
            content: Content::Link("https://ideogram.ai/api/images/direct/8YEpFzHuS-S6xXEGmCsf7g".into()),
            prompt: Some("A serene tropical beach scene.".into()),
            resolution: Some("1024x1024".into()),
            upscaled_resolution: None,
            seed: Some(12345),
            style_type: Some("REALISTIC".into()),
        }]
    );
}

#[test]
fn descriptions_are_read_with_and_without_their_wrapper() {
    for body in [
        r#"{"descriptions":[{"text":"a cat"},{"text":""},{"text":"a dog"}]}"#,
        r#"{"descriptions":["a cat","a dog"]}"#,
    ] {
        let received = Received { status: 200, content_type: None, retry_after: None, body };
        let reply = read(received, ReplyKind::Descriptions, parse, None);
        assert_eq!(reply, Ok(Reply::Descriptions(vec!["a cat".into(), "a dog".into()])));
    }
}

#[test]
fn one_withheld_picture_does_not_spoil_the_others() {
    let body = r#"{"data":[{"is_image_safe":false,"url":"","seed":1},{"url":"https://a.example/1.png"},{"is_image_safe":true,"url":null}]}"#;
    let contents: Vec<_> = images(body).into_iter().map(|image| image.content).collect();
    assert_eq!(
        contents,
        [Content::Withheld, Content::Link("https://a.example/1.png".into()), Content::Missing]
    );
}

#[test]
fn links_that_are_no_links_are_missing_pictures() {
    for link in [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://a.example/x.png",
        "//a.example/x.png",
        "ftp://a.example/x",
        "http://127.0.0.1@evil.example/",
        "http://localhost.evil.example/",
        "https://",
        "https://a.example/\\nb",
        "",
    ] {
        assert_eq!(content(&format!("{{\"url\":\"{link}\"}}")), Content::Missing, "{link}");
    }
    assert_eq!(
        content(r#"{"url":"http://127.0.0.1:8787/i.png"}"#),
        Content::Link("http://127.0.0.1:8787/i.png".into())
    );
}

#[test]
fn pictures_inside_the_answer_are_found_under_every_name() {
    for name in ["b64_json", "base64_json", "bytesBase64"] {
        assert_eq!(content(&format!("{{\"{name}\":\"QUJD\"}}")), Content::Base64("QUJD".into()));
    }
    assert_eq!(content(r#"{"url":"data:image/png;base64,QUJD"}"#), Content::Base64("QUJD".into()));
    assert_eq!(
        images(r#"{"output":{"b64_json":[{"bytesBase64":"QUJD"}]}}"#)[0].content,
        Content::Base64("QUJD".into())
    );
}

#[test]
fn odd_and_unknown_members_do_not_matter() {
    let body = r#"{"created":1700000000,"notice":{"a":[1]},"data":[{"url":"https://a.example/x","seed":"7","resolution":5,"style_type":"CUSTOM","extra":{}}]}"#;
    let image = images(body).remove(0);
    assert_eq!((image.seed, image.resolution, image.style_type.as_deref()), (Some(7), None, Some("CUSTOM")));
}

#[test]
fn a_success_that_is_no_answer_is_told_from_a_refusal() {
    let cut = &SEED_SAMPLE[..SEED_SAMPLE.len() / 2];
    let table = [
        ("text/html; charset=utf-8", "<!doctype html>", Cause::HtmlAnswer, Billed::Unknown),
        ("application/json", cut, Cause::CutAnswer, Billed::Yes),
        ("application/json", "", Cause::CutAnswer, Billed::Yes),
        ("application/json", "{}", Cause::EmptyAnswer, Billed::Yes),
        ("application/json", r#"{"data":[]}"#, Cause::EmptyAnswer, Billed::Yes),
        ("application/json", r#"{"data":"x"}"#, Cause::EmptyAnswer, Billed::Yes),
        ("application/json", "[]", Cause::EmptyAnswer, Billed::Yes),
    ];
    for (kind, body, cause, billed) in table {
        let failure = answer(200, kind, body).unwrap_err();
        assert_eq!(
            (failure.cause, failure.outcome(), failure.billed()),
            (cause, Outcome::Unknown, billed),
            "{body}"
        );
    }
}

#[test]
fn a_byte_order_mark_is_no_damage() {
    assert_eq!(images(&format!("\u{feff}{SEED_SAMPLE}")).len(), 1);
}

#[test]
fn refusals_are_sorted_by_status_shape_and_text() {
    let shaped = |text: &str| {
        format!(
            r#"{{"type":"error","error":{{"message":"{text} (request id: R1)","type":"Aihubmix_api_error"}}}}"#
        )
    };
    let table = [
        (400, shaped("bad"), Cause::BadRequest),
        (400, shaped("Insufficient balance"), Cause::NoBalance),
        (401, shaped("Invalid token"), Cause::KeyRefused),
        (402, r#"{"reject_reason":"insufficient_funds"}"#.to_owned(), Cause::NoBalance),
        (403, shaped("account suspended"), Cause::Forbidden),
        (403, shaped("insufficient_user_quota"), Cause::NoBalance),
        (404, String::new(), Cause::BadRequest),
        (413, "<html>too large</html>".to_owned(), Cause::TooLarge),
        (415, shaped("unsupported_content_type"), Cause::BadRequest),
        (422, r#"{"error":"unsafe prompt"}"#.to_owned(), Cause::Safety),
        (429, r#"{"error":"slow down","reject_reason":"inflight_limit"}"#.to_owned(), Cause::RateLimited),
        (429, shaped("daily limit reached"), Cause::NoBalance),
        (500, shaped("do_request_failed"), Cause::GatewayFailed),
        (502, shaped("x"), Cause::GatewayFailed),
        (504, shaped("x"), Cause::GatewayFailed),
        (503, shaped("no permission"), Cause::Overloaded),
        (503, "<html>down</html>".to_owned(), Cause::BrokenAnswer),
        (502, r#"{"error":"other"}"#.to_owned(), Cause::BrokenAnswer),
        (524, String::new(), Cause::BrokenAnswer),
        (408, String::new(), Cause::BrokenAnswer),
        (302, String::new(), Cause::BrokenAnswer),
    ];
    for (status, body, cause) in table {
        let failure = answer(status, "application/json", &body).unwrap_err();
        assert_eq!((failure.cause, failure.status), (cause, Some(status)), "{status} {body}");
    }
}

#[test]
fn the_gateways_words_and_number_are_kept_apart() {
    for (body, message, trace) in [
        (
            r#"{"type":"error","error":{"message":"no key provided (request id: 2025)","type":"Aihubmix_api_error"}}"#,
            Some("no key provided"),
            Some("2025"),
        ),
        (r#"{"error":{"message":"(tid: 99)","type":"Aihubmix_api_error"}}"#, None, Some("99")),
        (r#"{"error":"as text"}"#, Some("as text"), None),
        (r#"{"message":"plain","code":1}"#, Some("plain"), None),
        (r#"{"detail":"fast"}"#, Some("fast"), None),
        ("not json", None, None),
    ] {
        let failure = answer(400, "application/json", body).unwrap_err();
        assert_eq!((failure.message.as_deref(), failure.trace.as_deref()), (message, trace), "{body}");
    }
}

#[test]
fn an_echoed_key_is_masked() {
    let key = ApiKey::parse("sk-secret-canary-0001").unwrap();
    let body = r#"{"error":{"message":"Invalid token sk-secret-canary-0001"}}"#;
    let received = Received { status: 401, content_type: None, retry_after: None, body };
    let failure = read(received, ReplyKind::Images, parse, Some(&key)).unwrap_err();
    assert!(!format!("{failure:?} {failure}").contains("canary"));
}

#[test]
fn a_link_says_when_it_ends_or_lives_a_day() {
    assert_eq!(link_expires("https://a.example/x.png?exp=1700000000&sig=ab", 5), 1_700_000_000);
    assert_eq!(link_expires("https://a.example/x.png?sig=ab&exp=17#f", 5), 17);
    assert_eq!(link_expires("https://a.example/direct/x", 5), 86_405);
    assert_eq!(link_expires("https://a.example/?exp=soon", 5), 86_405);
}

proptest! {
    #[test]
    fn no_answer_can_make_the_reader_panic(status in 100u16..600, kind in ".{0,20}", body in ".{0,300}") {
        let _ = answer(status, &kind, &body);
    }

    #[test]
    fn a_damaged_sample_is_read_or_refused(cut in 0usize..300, byte in any::<char>()) {
        let mut body = SEED_SAMPLE.to_owned();
        let at = cut.min(body.len());
        body.replace_range(at..at, &byte.to_string());
        let _ = answer(200, "application/json", &body);
    }
}
