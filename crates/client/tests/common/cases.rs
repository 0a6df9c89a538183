//! What holds in a window and in a worker alike. Each file that runs tests names its own place and includes this.

use std::cell::{Cell, RefCell};

use gloo_timers::future::TimeoutFuture;
use ideomix_api::reply::{Content, Reply};
use ideomix_api::{ApiKey, Base, Billed, Body, Cause};
use ideomix_client::{Client, Event, Fault, Fetch, Incoming, OutgoingBody, Stop, Transport, form_data};
use js_sys::{Array, JsString};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{File, Request, RequestInit};

use crate::common::*;

const SHAPED: &str = r#"{"error":{"message":"no (tid: 7)","type":"Aihubmix_api_error"},"type":"error"}"#;

#[wasm_bindgen_test]
async fn form_data_reads_back_as_the_parts_that_went_in() {
    let call = form_call();
    let Body::Parts(parts) = &call.body else { panic!("a form") };
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&form_data(parts).unwrap());
    let request = Request::new_with_str_and_init("https://gateway.example/", &init).unwrap();
    let kind = request.headers().get("content-type").unwrap().unwrap();
    assert!(kind.starts_with("multipart/form-data; boundary="), "{kind}");

    let form = JsFuture::from(request.form_data().unwrap()).await.unwrap();
    let mut read = Vec::new();
    for entry in Array::from(&form).iter() {
        let entry: Array = entry.unchecked_into();
        let name = entry.get(0).as_string().unwrap();
        let value = match entry.get(1).dyn_into::<File>() {
            Ok(file) => format!("{} {} {:?}", file.name(), file.type_(), bytes(&file).await),
            Err(text) => text.as_string().unwrap(),
        };
        read.push((name, value));
    }
    let file = |name: &str, bytes: &[u8]| format!("{name} {bytes:?}");
    let expected = [
        ("image", file("image.png image/png", b"source \0\xff")),
        // Browsers write line breaks in forms as two characters.
        ("prompt", "a fox, 狐狸\r\nin \"snow\"".to_owned()),
        ("num_images", "2".to_owned()),
        ("style_reference_images", file("style_reference_images-1.jpg image/jpeg", b"style one")),
        ("style_reference_images", file("style_reference_images-2.webp image/webp", b"style two")),
    ];
    assert_eq!(read, expected.map(|(name, value)| (name.to_owned(), value)));
}

#[wasm_bindgen_test]
async fn the_key_travels_in_one_header_in_direct_mode_only_and_forms_keep_their_content_type() {
    let base = || Base::parse("https://gateway.example").unwrap();
    let good = || Fake::new(|_| Ok(json(200, PICTURE)));
    let json_header = ("Content-Type", "application/json".to_owned());
    let key_header = ("Api-Key", "sk-0123456789".to_owned());
    for direct in [true, false] {
        for (call, is_json) in [(form_call(), false), (json_call(), true)] {
            let fake = good();
            let client = match direct {
                true => Client::direct(base(), ApiKey::parse("sk-0123456789").unwrap(), &fake),
                false => Client::proxied(base(), &fake),
            };
            client.send(&call, &Stop::new(), |_| {}).await.unwrap();
            let seen = fake.seen.borrow();
            let mut expected = Vec::new();
            expected.extend(is_json.then(|| json_header.clone()));
            expected.extend(direct.then(|| key_header.clone()));
            assert_eq!(seen[0].headers, expected);
            assert_eq!(seen[0].url, format!("https://gateway.example{}", call.path));
            match &seen[0].body {
                OutgoingBody::Json(text) => {
                    assert_eq!(text, r#"{"image_request":{"prompt":"a fox","model":"V_2"}}"#);
                }
                OutgoingBody::Form(form) => {
                    assert_eq!(form.get("num_images").as_string().as_deref(), Some("2"));
                }
            }
        }
    }
}

/// An answer or fault for every cause that a transport can bring about.
fn played(cause: Cause) -> Option<Result<Incoming, Fault>> {
    Some(match cause {
        Cause::BadRequest => Ok(json(400, SHAPED)),
        Cause::BrokenAnswer => Ok(answer(503, "text/html", Some("<h1>503</h1>"))),
        Cause::CutAnswer => Ok(answer(200, "application/json", None)),
        Cause::EmptyAnswer => Ok(json(200, r#"{"data":[]}"#)),
        Cause::Forbidden => Ok(json(403, SHAPED)),
        Cause::GatewayFailed => Ok(json(500, SHAPED)),
        Cause::HtmlAnswer => Ok(answer(200, "text/html", Some("<html>"))),
        Cause::KeyRefused => Ok(json(401, SHAPED)),
        Cause::NoBalance => Ok(json(402, SHAPED)),
        Cause::Overloaded => Ok(json(503, SHAPED)),
        Cause::RateLimited => Ok(json(429, SHAPED)),
        Cause::Safety => Ok(json(422, SHAPED)),
        Cause::Stopped => Err(Fault::Stopped),
        Cause::TimedOut => Err(Fault::TimedOut),
        Cause::TooLarge => Ok(json(413, SHAPED)),
        Cause::Unreachable => Err(Fault::Network),
        // Found out before anything is sent, by the client and by its user.
        Cause::Offline | Cause::KeyMissing | Cause::Withdrawn => return None,
        _ => return None,
    })
}

#[wasm_bindgen_test]
async fn every_cause_is_sent_as_often_as_the_policy_says() {
    let mut played_causes = 0;
    for cause in Cause::ALL {
        if played(cause).is_none() {
            continue;
        }
        played_causes += 1;
        let fake = Fake::new(move |_| played(cause).unwrap());
        let client = Client::proxied(Base::parse("https://gateway.example").unwrap(), &fake);
        let events = RefCell::new(Vec::new());
        let failure = client
            .send(&form_call(), &Stop::new(), |event| events.borrow_mut().push(event))
            .await
            .unwrap_err();
        let sends = match cause {
            Cause::RateLimited => 3,
            Cause::Overloaded => 2,
            _ => 1,
        };
        assert_eq!((failure.cause, fake.sends()), (cause, sends));
        let mut expected = vec![Event::Sent(1)];
        for tries in 2..=sends {
            let waiting = events.borrow()[expected.len()].clone();
            assert!(
                matches!(&waiting, Event::Waiting { tries: refused, because, .. } if usize::from(*refused) == tries - 1 && *because == cause)
            );
            expected.extend([waiting, Event::Sent(u8::try_from(tries).unwrap())]);
        }
        assert_eq!(events.into_inner(), expected);
    }
    assert_eq!(played_causes, Cause::ALL.len() - 3);
}

#[wasm_bindgen_test]
async fn a_refusal_for_haste_that_passes_ends_in_the_pictures() {
    let fake = Fake::new(|send| Ok(if send == 1 { json(429, SHAPED) } else { json(200, PICTURE) }));
    let client = Client::proxied(Base::practice(), &fake);
    let Reply::Images(images) = client.send(&json_call(), &Stop::new(), |_| {}).await.unwrap() else {
        panic!("pictures")
    };
    assert_eq!(images[0].content, Content::Link("https://pictures.example/1.png".to_owned()));
    assert_eq!(fake.sends(), 2);
}

#[wasm_bindgen_test]
async fn a_stop_before_sending_sends_nothing() {
    let fake = Fake::new(|_| Ok(json(200, PICTURE)));
    let stop = Stop::new();
    stop.stop();
    let told = Cell::new(0);
    let failure = Client::proxied(Base::practice(), &fake)
        .send(&form_call(), &stop, |_| count(&told))
        .await
        .unwrap_err();
    assert_eq!((failure.cause, fake.sends(), told.get()), (Cause::Withdrawn, 0, 0));
}

#[wasm_bindgen_test]
async fn a_stop_while_waiting_leaves_the_refusal_that_cost_nothing() {
    let fake = Fake::new(|_| Ok(Incoming { retry_after: Some("30".to_owned()), ..json(429, SHAPED) }));
    let stop = Stop::new();
    let client = Client::proxied(Base::practice(), &fake);
    let call = form_call();
    let began = js_sys::Date::now();
    let failure = client
        .send(&call, &stop, |event| {
            if matches!(event, Event::Waiting { .. }) {
                stop.stop();
            }
        })
        .await
        .unwrap_err();
    assert_eq!((failure.cause, failure.billed(), fake.sends()), (Cause::RateLimited, Billed::No, 1));
    assert!(js_sys::Date::now() - began < 5_000.0);
}

#[wasm_bindgen_test]
async fn without_a_network_nothing_is_sent_to_another_machine() {
    let offline = Network::down();
    assert!(!ideomix_client::is_online());
    let fake = Fake::new(|_| Ok(json(200, PICTURE)));
    let far = Client::proxied(Base::parse("https://gateway.example").unwrap(), &fake);
    let failure = far.send(&form_call(), &Stop::new(), |_| {}).await.unwrap_err();
    assert_eq!((failure.cause, failure.billed(), fake.sends()), (Cause::Offline, Billed::No, 0));
    let near = Client::proxied(Base::parse("http://127.0.0.1:1").unwrap(), &fake);
    assert!(near.send(&form_call(), &Stop::new(), |_| {}).await.is_ok());
    let broken = Fake::new(|_| Err(Fault::Network));
    let near = Client::proxied(Base::parse("http://localhost:1").unwrap(), &broken);
    let failure = near.send(&form_call(), &Stop::new(), |_| {}).await.unwrap_err();
    assert_eq!((failure.cause, broken.sends()), (Cause::Offline, 1));
    drop(offline);
    assert!(ideomix_client::is_online());
}

#[wasm_bindgen_test]
async fn fetch_carries_no_cookies_no_referrer_and_follows_no_redirect() {
    let fetch =
        FakeFetch::playing("return new Response('{}', { status: 418, headers: { 'retry-after': '7' } })");
    let mut request = outgoing("https://gateway.example/x", 1_000);
    request.headers.push(("Api-Key", "sk-0123456789".to_owned()));
    let incoming = Fetch.send(request, &Stop::new()).await.unwrap();
    assert_eq!((incoming.status, incoming.retry_after.as_deref()), (418, Some("7")));
    let said = script(
        "[seen.request.method, seen.request.credentials, seen.request.redirect, seen.request.referrerPolicy,
          seen.request.url, seen.request.headers.get('api-key'), [...seen.request.headers.keys()].length].join(' ')",
    );
    // The second header is the media type that a text body brings along.
    let expected = "POST omit error no-referrer https://gateway.example/x sk-0123456789 2";
    assert_eq!(said.dyn_into::<JsString>().unwrap(), expected);
    assert_eq!(fetch.calls(), 1.0);
}

#[wasm_bindgen_test]
async fn a_dropped_call_tears_its_connection_down() {
    for silent in [true, false] {
        let fetch = if silent { FakeFetch::silent() } else { FakeFetch::stalled() };
        let stop = Stop::new();
        let mut call = Box::pin(Fetch.send(outgoing("https://gateway.example/x", 60_000), &stop));
        assert!(!start(&mut call).await);
        TimeoutFuture::new(20).await;
        assert!(!start(&mut call).await);
        assert!(!fetch.aborted());
        drop(call);
        assert!(fetch.aborted());
    }
}

#[wasm_bindgen_test]
async fn a_stop_and_a_time_out_end_a_call_before_and_after_its_head() {
    for silent in [true, false] {
        let fetch = if silent { FakeFetch::silent() } else { FakeFetch::stalled() };
        let late = Fetch.send(outgoing("https://gateway.example/x", 30), &Stop::new()).await;
        assert_eq!(late.map(|answer| answer.status), Err(Fault::TimedOut));
        assert!(fetch.aborted());

        let stop = Stop::new();
        let mut call = Box::pin(Fetch.send(outgoing("https://gateway.example/x", 60_000), &stop));
        assert!(!start(&mut call).await);
        stop.stop();
        assert_eq!(call.await.map(|answer| answer.status), Err(Fault::Stopped));
        assert!(fetch.aborted());
    }
}

#[wasm_bindgen_test]
async fn a_body_that_breaks_off_is_a_cut_answer_and_not_a_lost_one() {
    let _fetch = FakeFetch::playing(
        "return new Response(new ReadableStream({ pull(stream) { stream.error(new TypeError('reset')) } }))",
    );
    let client = Client::proxied(Base::parse("https://gateway.example").unwrap(), Fetch);
    let failure = client.send(&json_call(), &Stop::new(), |_| {}).await.unwrap_err();
    assert_eq!((failure.cause, failure.billed()), (Cause::CutAnswer, Billed::Yes));
}

#[wasm_bindgen_test]
async fn a_network_that_fails_is_unreachable() {
    let fetch = FakeFetch::playing("throw new TypeError('Failed to fetch')");
    let client = Client::proxied(Base::parse("https://gateway.example").unwrap(), Fetch);
    let failure = client.send(&form_call(), &Stop::new(), |_| {}).await.unwrap_err();
    assert_eq!((failure.cause, fetch.calls()), (Cause::Unreachable, 1.0));
}
