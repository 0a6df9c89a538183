//! Files going out and pictures coming in, in a window and in a worker alike.

use ideomix_api::{Base, Cause, Format, Loose};
use ideomix_client::{
    Client, DownloadFault, Fetch, Picture, Stop, UploadProblem, decode, download, parse, upload,
};
use ideomix_picture::{Kind, OtherKind, Problem};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Url;

use crate::common::*;

/// Three by two pixels.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAFUlEQVR4nGM8IafBwMDAwMDAxAADABPYARJY7Kp/AAAAAElFTkSuQmCC";
const WEBP: &str = "UklGRh4AAABXRUJQVlA4TBEAAAAvAkAAAAdQjyIXpf+BiOh/AAA=";
const GIF: &[u8] = b"GIF89a\x03\0\x02\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x03\0\x02\0\0\x02\x02\x84Q\0;";

/// The head of a JPEG file of three by two pixels behind so many bytes of metadata.
fn jpeg(metadata: usize) -> Vec<u8> {
    let mut file = vec![0xff, 0xd8];
    let mut left = metadata;
    while left > 0 {
        let length = left.min(65_000);
        file.extend([0xff, 0xe1]);
        file.extend(u16::try_from(length + 2).unwrap().to_be_bytes());
        file.extend(std::iter::repeat_n(0, length));
        left -= length;
    }
    file.extend([0xff, 0xc0, 0, 17, 8, 0, 2, 0, 3, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
    file.extend([0xff, 0xda, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0, 0, 0xff, 0xd9]);
    file
}

async fn from_base64(text: &str) -> Vec<u8> {
    bytes(&decode(text).await.unwrap().blob).await
}

#[wasm_bindgen_test]
async fn an_upload_is_what_its_bytes_say_whatever_it_is_called() {
    let table = [
        (from_base64(PNG).await, Format::Png),
        (from_base64(WEBP).await, Format::Webp),
        (jpeg(0), Format::Jpeg),
    ];
    for (file, format) in table {
        let found = upload(&blob(&file, "text/plain")).await.unwrap().upload;
        assert_eq!((found.format, found.width, found.height), (format, 3, 2));
        assert_eq!(found.bytes, file.len() as u64);
        assert_eq!(bytes(&found.blob).await, file);
    }
}

#[wasm_bindgen_test]
async fn metadata_is_left_out_however_much_there_is() {
    // Some cameras put a preview of several hundred kilobytes before the size, some programs megabytes of anything.
    for metadata in [500_000, 5_000_000] {
        let found = upload(&blob(&jpeg(metadata), "")).await.unwrap();
        assert_eq!((found.upload.width, found.upload.height, found.orientation), (3, 2, 1));
        assert!(found.removed.any());
        assert_eq!(bytes(&found.upload.blob).await, jpeg(0));
        assert_eq!(found.upload.bytes, jpeg(0).len() as u64);
    }
}

#[wasm_bindgen_test]
async fn what_is_no_picture_of_an_accepted_kind_is_named() {
    let problem = async |bytes: &[u8]| upload(&blob(bytes, "image/png")).await.unwrap_err();
    assert_eq!(problem(GIF).await, UploadProblem::Picture(Problem::Unsupported(OtherKind::Gif)));
    assert_eq!(problem(b"").await, UploadProblem::Picture(Problem::Empty));
    assert_eq!(problem(b"just words").await, UploadProblem::Picture(Problem::NotAPicture));
    let half = &from_base64(PNG).await[..20];
    assert!(matches!(problem(half).await, UploadProblem::Picture(Problem::Truncated { .. })));
    let cut = &jpeg(2_000_000)[..1_500_000];
    assert!(matches!(problem(cut).await, UploadProblem::Picture(Problem::Truncated { .. })));
}

fn fault(fetched: Result<Picture, DownloadFault>) -> DownloadFault {
    fetched.unwrap_err()
}

#[wasm_bindgen_test]
async fn a_fetched_picture_has_the_media_type_of_its_bytes() {
    let source = blob(&from_base64(PNG).await, "text/plain");
    let address = Url::create_object_url_with_blob(&source).unwrap();
    let from_blob = download(&address, None, &Stop::new()).await.unwrap();
    Url::revoke_object_url(&address).unwrap();
    let from_data = download(&format!("data:text/html;base64,{PNG}"), None, &Stop::new()).await.unwrap();
    for picture in [from_blob, from_data] {
        assert_eq!((picture.facts.kind, picture.facts.width, picture.facts.height), (Kind::Png, 3, 2));
        assert_eq!(picture.blob.type_(), "image/png");
        assert_eq!(bytes(&picture.blob).await, bytes(&source).await);
    }
}

#[wasm_bindgen_test]
async fn what_a_host_lets_no_page_read_comes_by_way_of_the_relay() {
    let source = format!("data:image/png;base64,{PNG}");
    let link = "https://pictures.example/1.png?exp=1&sig=a";
    let relay = "https://studio.example/relay";
    let asked = "https://studio.example/relay?u=https%3A%2F%2Fpictures.example%2F1.png%3Fexp%3D1%26sig%3Da";
    let with_relay = |answer: &str| {
        FakeFetch::playing(&format!(
            "if (request.url !== '{asked}') throw new TypeError('forbidden'); return {answer}"
        ))
    };
    let fetch = with_relay(&format!("trueFetch('{source}')"));
    assert!(download(link, Some(relay), &Stop::new()).await.is_ok());
    assert_eq!(fetch.calls(), 2.0);
    for (status, expected) in [
        (410, DownloadFault::Expired),
        (404, DownloadFault::NotReadable),
        (400, DownloadFault::NotReadable),
        (502, DownloadFault::NotReadable),
    ] {
        let _fetch = with_relay(&format!("new Response('', {{ status: {status} }})"));
        assert_eq!(fault(download(link, Some(relay), &Stop::new()).await), expected, "{status}");
    }
}

#[wasm_bindgen_test]
async fn a_fetched_page_is_no_picture_and_is_not_fetched_again() {
    let fetch =
        FakeFetch::playing("return new Response('<html>', { headers: { 'content-type': 'image/png' } })");
    let failed = fault(download("https://pictures.example/1.png", None, &Stop::new()).await);
    assert_eq!(
        (failed, fetch.calls()),
        (DownloadFault::NotAPicture(Problem::Unsupported(OtherKind::Html)), 1.0)
    );
    assert_eq!(
        script("seen.request.headers.has('api-key') + seen.request.credentials").as_string().unwrap(),
        "falseomit"
    );
}

#[wasm_bindgen_test]
async fn an_ended_link_is_not_asked_again_and_a_passing_fault_is() {
    for (status, expected, calls) in [
        (403, DownloadFault::Expired, 1.0),
        (404, DownloadFault::Expired, 1.0),
        (410, DownloadFault::Expired, 1.0),
        (400, DownloadFault::Status(400), 1.0),
        (500, DownloadFault::Status(500), 4.0),
    ] {
        let fetch = FakeFetch::playing(&format!("return new Response('', {{ status: {status} }})"));
        let failed = fault(download("https://pictures.example/1.png", None, &Stop::new()).await);
        assert_eq!((failed, fetch.calls()), (expected, calls), "{status}");
    }
    let source = format!("data:image/png;base64,{PNG}");
    let fetch = FakeFetch::playing(&format!(
        "if (seen.calls < 3) throw new TypeError('reset'); return trueFetch('{source}')"
    ));
    assert!(download("https://pictures.example/1.png", None, &Stop::new()).await.is_ok());
    assert_eq!(fetch.calls(), 3.0);
}

#[wasm_bindgen_test]
async fn a_body_without_end_is_cut_off_at_the_bound() {
    let fetch = FakeFetch::playing(
        "const chunk = new Uint8Array(4 << 20); seen.sent = 0; seen.cancelled = false;
         return new Response(new ReadableStream({
             pull(stream) { seen.sent += chunk.length; stream.enqueue(chunk) },
             cancel() { seen.cancelled = true },
         }))",
    );
    assert_eq!(
        fault(download("https://pictures.example/1.png", None, &Stop::new()).await),
        DownloadFault::TooLarge
    );
    assert_eq!(fetch.calls(), 1.0);
    assert!(truth("seen.cancelled"));
    assert!(script("seen.sent").as_f64().unwrap() < 80.0 * 1024.0 * 1024.0);
}

#[wasm_bindgen_test]
async fn a_stopped_download_ends_as_stopped() {
    let fetch = FakeFetch::silent();
    let stop = Stop::new();
    let mut fetching = Box::pin(download("https://pictures.example/1.png", None, &stop));
    assert!(!start(&mut fetching).await);
    stop.stop();
    assert_eq!(fault(fetching.await), DownloadFault::Stopped);
    assert_eq!((fetch.aborted(), fetch.calls()), (true, 1.0));
}

#[wasm_bindgen_test]
async fn base_64_is_read_in_all_its_spellings_and_refused_when_it_is_none() {
    let plain = from_base64(PNG).await;
    let wrapped: String =
        PNG.as_bytes().chunks(20).map(|line| format!("{}\r\n", std::str::from_utf8(line).unwrap())).collect();
    let for_addresses = WEBP.trim_end_matches('=').replace('+', "-").replace('/', "_");
    assert_eq!(from_base64(&wrapped).await, plain);
    assert_eq!(from_base64(&for_addresses).await, from_base64(WEBP).await);
    assert_eq!(decode(PNG).await.unwrap().blob.type_(), "image/png");
    for (text, problem) in [
        ("", Problem::Empty),
        ("not base 64!", Problem::NotAPicture),
        ("aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ=", Problem::NotAPicture),
    ] {
        assert_eq!(fault(decode(text).await), DownloadFault::NotAPicture(problem), "{text}");
    }
}

#[wasm_bindgen_test]
fn json_of_any_depth_is_read_or_refused_and_never_ends_the_program() {
    for depth in [10_000, 1_000_000] {
        let nested = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(matches!(parse(&nested), None | Some(Loose::List(_))));
        let objects = format!("{}1{}", r#"{"data":"#.repeat(depth), "}".repeat(depth));
        assert!(matches!(parse(&objects), None | Some(Loose::Map(_))));
    }
    for none in ["", "{", "[1,]", "<html>", "undefined", "\u{0}"] {
        assert_eq!(parse(none), None, "{none}");
    }
}

#[wasm_bindgen_test]
fn json_is_read_as_it_was_written() {
    let read =
        parse(r#"{"seed":2147483647,"rest":[true,null,1.5,"猫\ud83d\ude00"],"data":{"url":""}}"#).unwrap();
    assert_eq!(read.get("seed").and_then(Loose::integer), Some(2_147_483_647));
    let rest = [Loose::Bool(true), Loose::Null, Loose::Number(1.5), Loose::Text("猫😀".to_owned())];
    assert_eq!(read.get("rest").and_then(Loose::list), Some(&rest[..]));
    assert_eq!(read.get("data").and_then(|data| data.get("url")).and_then(Loose::text), Some(""));
}

#[wasm_bindgen_test]
async fn a_path_that_the_server_does_not_know_is_a_typed_failure() {
    // The server of the test page has no gateway.
    let origin = script(
        "location.origin === 'null' ? new URL(location.href.replace('blob:', '')).origin : location.origin",
    );
    let base = Base::parse(&origin.as_string().unwrap()).unwrap();
    let failure = Client::proxied(base, Fetch).send(&form_call(), &Stop::new(), |_| {}).await.unwrap_err();
    let expected = matches!(failure.cause, Cause::BadRequest | Cause::HtmlAnswer | Cause::CutAnswer);
    assert!(expected && failure.status.is_some(), "{failure:?}");
}
