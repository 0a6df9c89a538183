//! The gallery in a real browser, against its real database.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "the lint does not know that this whole file is tests")]

use std::future::Future;

use idb::{Factory, TransactionMode};
use ideomix_gallery::{
    Asset, FailureNote, Field, Gallery, Job, Made, Opened, Phase, Picture, Place, Saved, StoreError, View,
    id_from,
};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Blob, BlobPropertyBag};

wasm_bindgen_test_configure!(run_in_browser);

/// Opens a gallery on a database that is new.
async fn fresh(name: &str) -> Gallery {
    Factory::new().unwrap().delete(name).unwrap().await.unwrap();
    lasting(Gallery::open(name).await)
}

fn lasting(opened: Opened) -> Gallery {
    assert_eq!(opened.notice, None);
    assert!(opened.gallery.is_lasting());
    opened.gallery
}

fn job(number: u8, created_ms: f64) -> Job {
    Job::new(id_from([number; 16]), created_ms)
}

fn job_naming(number: u8, files: &[&str]) -> Job {
    let files = files.iter().map(|&id| id.to_owned()).collect();
    Job { fields: vec![Field { name: "image".to_owned(), files, ..Field::default() }], ..job(number, 1.0) }
}

fn blob(bytes: &[u8], mime: &str) -> Blob {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options).unwrap()
}

async fn bytes(blob: &Blob) -> Vec<u8> {
    Uint8Array::new(&blob.array_buffer().await.unwrap()).to_vec()
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &JsValue::from_str(name), value).unwrap();
    }
    object.into()
}

/// Writes to the database behind the gallery's back, as another program on the same origin could.
async fn tamper(name: &str, store: &str, values: &[(Option<JsValue>, JsValue)]) {
    let database = Factory::new().unwrap().open(name, None).unwrap().await.unwrap();
    let transaction = database.transaction(&[store], TransactionMode::ReadWrite).unwrap();
    let target = transaction.object_store(store).unwrap();
    for (key, value) in values {
        target.put(value, key.as_ref()).unwrap();
    }
    assert!(transaction.await.unwrap().is_committed());
    database.close();
}

#[wasm_bindgen_test]
async fn a_job_and_its_picture_survive_closing_and_opening_again() {
    let gallery = fresh("reopen").await;
    let picture = Picture {
        made: Made::Made,
        view: View::Viewable,
        saved: Saved::Unreadable { reason: "no_cors".to_owned() },
        asset: Some("result-1".to_owned()),
        url: Some("https://example.com/1.png".to_owned()),
        prompt: "狐 🦊".to_owned(),
        // Beyond what a JavaScript number holds exactly.
        seed: Some(u64::MAX),
        bytes: Some(5e9),
        starred: true,
        ..Picture::default()
    };
    let kept = Job {
        fields: vec![Field {
            name: "prompt".to_owned(),
            texts: vec!["a".to_owned(), String::new()],
            ..Field::default()
        }],
        estimate_milli_usd: Some(60),
        phase: Phase::Done,
        failure: Some(FailureNote { status: Some(200), ..FailureNote::default() }),
        finished_ms: Some(1_795_000_000_123.5),
        pictures: vec![picture, Picture { index: 1, seed: Some(0), ..Picture::default() }],
        raw: Some("{\"a\":1}".to_owned()),
        ..job(1, 1_795_000_000_000.0)
    };
    let png: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let asset = Asset {
        id: "result-1".to_owned(),
        blob: blob(&png, "image/png"),
        thumb: Some(blob(b"small", "image/webp")),
    };
    gallery.put_job_with(&kept, &[asset]).await.unwrap();
    gallery.close();

    let again = lasting(Gallery::open("reopen").await);
    assert_eq!(again.job(&kept.id).await.unwrap(), Some(kept));
    let file = again.asset("result-1").await.unwrap().unwrap();
    assert_eq!((bytes(&file).await, file.type_()), (png, "image/png".to_owned()));
    assert_eq!(bytes(&again.thumb("result-1").await.unwrap().unwrap()).await, b"small");
    assert_eq!(again.asset("nobody").await.unwrap(), None);
    assert_eq!(again.job(&id_from([9; 16])).await.unwrap(), None);

    // The first handle opens its way again by itself.
    assert_eq!(gallery.count().await.unwrap(), 1);
}

#[wasm_bindgen_test]
async fn fifty_jobs_come_newest_first_page_by_page() {
    let gallery = fresh("paging").await;
    // Written out of order, and two share each millisecond.
    for step in 0..50_u16 {
        let number = (step * 7 % 50) as u8;
        gallery.put_job(&job(number, f64::from(number / 2 + 1))).await.unwrap();
    }
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let page = gallery.page(before.as_ref(), 7).await.unwrap();
        assert_eq!(page.quarantined, 0);
        seen.extend(page.jobs.into_iter().map(|job| job.id));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    let expected: Vec<String> = (0..50).rev().map(|number| id_from([number; 16])).collect();
    assert_eq!(seen, expected);

    let exact = gallery.page(None, 50).await.unwrap();
    assert_eq!((exact.jobs.len(), exact.next), (50, None));
    let from_nowhere = Place { created_ms: -1.0, id: String::new() };
    assert_eq!(gallery.page(Some(&from_nowhere), 7).await.unwrap().jobs, []);
}

#[wasm_bindgen_test]
async fn broken_records_of_every_kind_are_moved_aside_and_the_rest_is_shown() {
    let gallery = fresh("broken").await;
    let good = [job(1, 1.0), job(2, 2.0), job(3, 3.0)];
    for job in &good {
        gallery.put_job(job).await.unwrap();
    }
    let id = |number: u8| JsValue::from_str(&id_from([number; 16]));
    let text = JsValue::from_str;
    let number = JsValue::from_f64;
    let records = [
        // In the gallery's order, between the good ones.
        object(&[("id", id(0x10)), ("created_ms", number(2.5)), ("phase", text("paid_twice"))]),
        object(&[("id", id(0x11)), ("created_ms", number(1.5)), ("pictures", text("none"))]),
        object(&[("id", id(0x12)), ("created_ms", number(9.0)), ("version", number(99.0))]),
        object(&[("id", text("short")), ("created_ms", number(1.0))]),
        object(&[("id", id(0x13)), ("created_ms", text("yesterday"))]),
        object(&[("id", id(0x14)), ("created_ms", number(-4.0))]),
        // Out of the order: nobody would ever see these.
        object(&[("id", id(0x15))]),
        object(&[("id", id(0x16)), ("created_ms", JsValue::NULL)]),
        object(&[("id", number(7.0))]),
    ];
    tamper("broken", "jobs", &records.clone().map(|record| (None, record))).await;

    let first = gallery.page(None, 2).await.unwrap();
    let rest = gallery.page(first.next.as_ref(), 2).await.unwrap();
    let shown: Vec<Job> = first.jobs.into_iter().chain(rest.jobs).collect();
    assert_eq!(shown, good.iter().rev().cloned().collect::<Vec<_>>());
    assert_eq!(rest.next, None);
    assert_eq!(first.quarantined + rest.quarantined, records.len());
    assert_eq!(gallery.quarantined().await.unwrap(), records.len());
    assert_eq!(gallery.count().await.unwrap(), good.len());
    assert_eq!(gallery.page(None, 10).await.unwrap().quarantined, 0, "each is counted once");
}

#[wasm_bindgen_test]
async fn a_broken_record_asked_for_by_id_is_named_broken_and_moved_aside() {
    let gallery = fresh("broken-one").await;
    let broken = |number: u8| {
        object(&[("id", JsValue::from_str(&id_from([number; 16]))), ("pictures", JsValue::from_f64(1.0))])
    };
    tamper("broken-one", "jobs", &[(None, broken(1)), (None, broken(2)), (None, broken(3))]).await;
    assert!(matches!(gallery.job(&id_from([1; 16])).await, Err(StoreError::Corrupt(_))));
    assert!(matches!(gallery.delete_job(&id_from([2; 16])).await, Err(StoreError::Corrupt(_))));
    assert!(matches!(gallery.change_job(&id_from([3; 16]), |_| {}).await, Err(StoreError::Corrupt(_))));
    assert_eq!(gallery.quarantined().await.unwrap(), 3);
    assert_eq!(gallery.job(&id_from([1; 16])).await.unwrap(), None);

    tamper("broken-one", "assets", &[(Some("a".into()), JsValue::from_f64(1.0))]).await;
    assert!(matches!(gallery.asset("a").await, Err(StoreError::Corrupt(_))));
}

#[wasm_bindgen_test]
async fn a_file_goes_with_the_last_job_that_names_it_and_comes_back_by_restore() {
    let gallery = fresh("delete").await;
    let (first, second) = (job_naming(1, &["shared", "own"]), job_naming(2, &["shared"]));
    gallery.put_asset("own", &blob(b"own", "image/png"), Some(&blob(b"tiny", "image/webp"))).await.unwrap();
    gallery.put_asset("shared", &blob(b"shared", "image/png"), None).await.unwrap();
    gallery.put_job(&first).await.unwrap();
    gallery.put_job(&second).await.unwrap();

    let removed = gallery.delete_job(&first.id).await.unwrap().unwrap();
    assert_eq!(removed.job, first);
    assert_eq!(removed.assets.iter().map(|asset| asset.id.as_str()).collect::<Vec<_>>(), ["own"]);
    assert_eq!(gallery.job(&first.id).await.unwrap(), None);
    assert_eq!(gallery.asset("own").await.unwrap(), None);
    assert_eq!(gallery.thumb("own").await.unwrap(), None);
    assert_eq!(bytes(&gallery.asset("shared").await.unwrap().unwrap()).await, b"shared");

    gallery.restore(&removed).await.unwrap();
    assert_eq!(gallery.job(&first.id).await.unwrap(), Some(first.clone()));
    assert_eq!(bytes(&gallery.asset("own").await.unwrap().unwrap()).await, b"own");
    assert_eq!(bytes(&gallery.thumb("own").await.unwrap().unwrap()).await, b"tiny");

    gallery.delete_job(&second.id).await.unwrap().unwrap();
    assert!(gallery.asset("shared").await.unwrap().is_some(), "the first job still names it");
    gallery.delete_job(&first.id).await.unwrap().unwrap();
    assert_eq!(gallery.asset("shared").await.unwrap(), None);
    assert!(gallery.delete_job(&first.id).await.unwrap().is_none());
}

#[wasm_bindgen_test]
async fn a_sweep_takes_only_what_nobody_names() {
    let gallery = fresh("sweep").await;
    for id in ["named", "aside", "kept", "left"] {
        gallery.put_asset(id, &blob(b"x", "image/png"), Some(&blob(b"y", "image/webp"))).await.unwrap();
    }
    gallery.put_job(&job_naming(1, &["named"])).await.unwrap();
    // A broken record may be mended one day, so that its files stay.
    let broken = object(&[
        ("id", JsValue::from_str(&id_from([2; 16]))),
        ("assets", Array::of1(&"aside".into()).into()),
    ]);
    tamper("sweep", "jobs", &[(None, broken)]).await;
    assert_eq!(gallery.page(None, 5).await.unwrap().quarantined, 1);

    assert_eq!(gallery.sweep(&["kept".to_owned()]).await.unwrap(), 1);
    assert_eq!(gallery.asset("left").await.unwrap(), None);
    assert_eq!(gallery.thumb("left").await.unwrap(), None);
    for id in ["named", "aside", "kept"] {
        assert!(gallery.asset(id).await.unwrap().is_some(), "{id}");
    }
}

#[wasm_bindgen_test]
async fn changes_from_two_sides_at_once_are_both_kept() {
    let gallery = fresh("change").await;
    let other = lasting(Gallery::open("change").await);
    let kept = Job { pictures: vec![Picture::default()], ..job(1, 1.0) };
    gallery.put_job(&kept).await.unwrap();

    let (star, save) = (
        gallery.change_job(&kept.id, |job| job.pictures[0].starred = true),
        other.change_job(&kept.id, |job| job.pictures[0].saved = Saved::Saved),
    );
    let (mut star, mut save) = (Box::pin(star), Box::pin(save));
    // Both are begun before either is finished.
    std::future::poll_fn(|context| {
        assert!(star.as_mut().poll(context).is_pending());
        assert!(save.as_mut().poll(context).is_pending());
        std::task::Poll::Ready(())
    })
    .await;
    star.await.unwrap().unwrap();
    let both = save.await.unwrap().unwrap();
    assert!(both.pictures[0].starred);
    assert_eq!(both.pictures[0].saved, Saved::Saved);
    assert_eq!(gallery.change_job(&id_from([9; 16]), |_| {}).await.unwrap(), None);
}

#[wasm_bindgen_test]
async fn what_one_tab_saves_and_what_another_marks_meanwhile_are_both_kept() {
    let gallery = fresh("join").await;
    let other = lasting(Gallery::open("join").await);
    let picture = Picture { asset: Some("a".to_owned()), ..Picture::default() };
    let known = Job { pictures: vec![picture], ..job(1, 1.0) };
    gallery.put_job(&known).await.unwrap();

    let file = Asset { id: "a".to_owned(), blob: blob(b"abc", "image/png"), thumb: None };
    let (star, save) = (
        |job: &mut Job| job.pictures[0].starred = true,
        |job: &mut Job| {
            job.pictures[0].saved = Saved::Saved;
        },
    );
    other.join_job(known.clone(), &star, &[]).await.unwrap();
    // Both tabs only know the record as it was before either change.
    let both = gallery.join_job(known.clone(), &save, &[file]).await.unwrap();
    assert!(both.pictures[0].starred && both.pictures[0].saved == Saved::Saved);
    let unstarred = other.join_job(known, &|job| job.pictures[0].starred = false, &[]).await.unwrap();
    assert_eq!(unstarred.pictures[0].saved, Saved::Saved);
    assert_eq!(gallery.job(&unstarred.id).await.unwrap(), Some(unstarred));
    assert_eq!(bytes(&gallery.asset("a").await.unwrap().unwrap()).await, b"abc");
    let bad = gallery.join_job(job(2, 2.0), &|job| job.created_ms = f64::NAN, &[]).await;
    assert!(matches!(bad, Err(StoreError::Corrupt(_))));
    assert_eq!(gallery.count().await.unwrap(), 1);
}

#[wasm_bindgen_test]
async fn a_refused_or_dropped_change_leaves_the_record_as_it_was() {
    let gallery = fresh("refused").await;
    let kept = job(1, 1.0);
    gallery.put_job(&kept).await.unwrap();
    let refused = gallery.change_job(&kept.id, |job| job.created_ms = f64::NAN).await;
    assert!(matches!(refused, Err(StoreError::Corrupt(_))));
    assert!(matches!(gallery.put_job(&Job::default()).await, Err(StoreError::Corrupt(_))));
    let asset = Asset { id: "../up".to_owned(), blob: blob(b"x", "image/png"), thumb: None };
    assert!(matches!(gallery.put_job_with(&job(2, 2.0), &[asset]).await, Err(StoreError::Corrupt(_))));

    let mut dropped = Box::pin(gallery.delete_job(&kept.id));
    std::future::poll_fn(|context| {
        assert!(dropped.as_mut().poll(context).is_pending());
        std::task::Poll::Ready(())
    })
    .await;
    drop(dropped);
    assert_eq!(gallery.page(None, 5).await.unwrap().jobs, [kept]);
}

#[wasm_bindgen_test]
async fn jobs_left_open_are_found_by_their_phase() {
    let gallery = fresh("phase").await;
    for (number, phase) in [(1, Phase::Sent), (2, Phase::Done), (3, Phase::Sent), (4, Phase::NotSent)] {
        gallery.put_job(&Job { phase, ..job(number, 1.0) }).await.unwrap();
    }
    let ids = |jobs: Vec<Job>| jobs.into_iter().map(|job| job.id).collect::<Vec<_>>();
    assert_eq!(ids(gallery.in_phase(Phase::Sent).await.unwrap()), [id_from([1; 16]), id_from([3; 16])]);
    assert_eq!(ids(gallery.in_phase(Phase::NotSent).await.unwrap()), [id_from([4; 16])]);
    assert_eq!(gallery.in_phase(Phase::Prepared).await.unwrap(), []);
}

#[wasm_bindgen_test]
async fn a_note_is_kept_replaced_and_forgotten_and_clear_takes_everything() {
    let gallery = fresh("notes").await;
    assert_eq!(gallery.note("draft").await.unwrap(), None);
    gallery.set_note("draft", Some("a")).await.unwrap();
    gallery.set_note("draft", Some("b")).await.unwrap();
    gallery.set_note("other", Some("c")).await.unwrap();
    assert_eq!(gallery.note("draft").await.unwrap().as_deref(), Some("b"));
    gallery.set_note("draft", None).await.unwrap();
    assert_eq!(gallery.note("draft").await.unwrap(), None);
    let file = |id: &str| Asset { id: id.to_owned(), blob: blob(b"abc", "image/png"), thumb: None };
    gallery.set_note_with("draft", Some("d"), &[file("draft-a")]).await.unwrap();
    assert_eq!(bytes(&gallery.asset("draft-a").await.unwrap().unwrap()).await, b"abc");
    gallery.put_thumb("draft-a", &blob(b"ab", "image/webp")).await.unwrap();
    gallery.put_thumb("draft-b", &blob(b"ab", "image/webp")).await.unwrap();
    assert_eq!(bytes(&gallery.thumb("draft-a").await.unwrap().unwrap()).await, b"ab");
    assert_eq!(gallery.thumb("draft-b").await.unwrap(), None, "there is no such file");
    assert!(matches!(
        gallery.set_note_with("draft", None, &[file("../up")]).await,
        Err(StoreError::Corrupt(_))
    ));
    assert_eq!(gallery.note("draft").await.unwrap().as_deref(), Some("d"));

    gallery.put_job_with(&job_naming(1, &["a"]), &[]).await.unwrap();
    gallery.put_asset("a", &blob(b"x", "image/png"), None).await.unwrap();
    gallery.clear().await.unwrap();
    assert_eq!(gallery.count().await.unwrap(), 0);
    assert_eq!(gallery.asset("a").await.unwrap(), None);
    assert_eq!(gallery.note("other").await.unwrap(), None);
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_version_is_left_alone_and_the_gallery_lives_in_memory() {
    let factory = Factory::new().unwrap();
    factory.delete("newer").unwrap().await.unwrap();
    factory.open("newer", Some(99)).unwrap().await.unwrap().close();
    let opened = Gallery::open("newer").await;
    assert_eq!(opened.notice.map(|notice| notice.cause), Some(StoreError::VersionTooNew));
    in_memory_works(&opened.gallery).await;
    assert_eq!(factory.open("newer", None).unwrap().await.unwrap().version(), Ok(99));
}

#[wasm_bindgen_test]
async fn another_tab_can_upgrade_and_this_one_then_says_that_it_is_old() {
    let gallery = fresh("upgrade").await;
    gallery.put_job(&job(1, 1.0)).await.unwrap();
    // This would wait for ever if the gallery did not let go.
    Factory::new().unwrap().open("upgrade", Some(99)).unwrap().await.unwrap().close();
    assert_eq!(gallery.job(&id_from([1; 16])).await, Err(StoreError::VersionTooNew));
    assert_eq!(gallery.put_job(&job(2, 2.0)).await, Err(StoreError::VersionTooNew));
}

#[wasm_bindgen_test]
async fn a_database_that_was_deleted_elsewhere_is_made_again() {
    let gallery = fresh("deleted").await;
    gallery.put_job(&job(1, 1.0)).await.unwrap();
    Factory::new().unwrap().delete("deleted").unwrap().await.unwrap();
    assert_eq!(gallery.count().await.unwrap(), 0);
    gallery.put_job(&job(2, 2.0)).await.unwrap();
    assert_eq!(gallery.count().await.unwrap(), 1);
}

#[wasm_bindgen_test]
async fn without_indexed_db_the_gallery_lives_in_memory_and_says_so() {
    let (global, name) = (js_sys::global(), JsValue::from_str("indexedDB"));
    let original = Object::get_own_property_descriptor(&global, &name);
    for (found, body) in [
        ("undefined", "return undefined"),
        ("thrown", "throw new DOMException('no', 'SecurityError')"),
        ("foreign", "return {}"),
    ] {
        let getter = js_sys::Function::new_no_args(body);
        let descriptor = object(&[("get", getter.into()), ("configurable", JsValue::TRUE)]);
        Object::define_property(&global, &name, descriptor.unchecked_ref());
        let opened = Gallery::open("missing").await;
        Object::define_property(&global, &name, original.unchecked_ref());
        assert_eq!(opened.notice.map(|notice| notice.cause), Some(StoreError::NoDatabase), "{found}");
        in_memory_works(&opened.gallery).await;
    }
    assert!(Gallery::open("missing").await.gallery.is_lasting(), "the browser's own is back");
}

async fn in_memory_works(gallery: &Gallery) {
    assert!(!gallery.is_lasting());
    let asset = Asset { id: "a".to_owned(), blob: blob(b"abc", "image/png"), thumb: None };
    let kept = job_naming(1, &["a"]);
    gallery.put_job_with(&kept, &[asset]).await.unwrap();
    gallery.set_note("draft", Some("x")).await.unwrap();
    assert_eq!(gallery.page(None, 5).await.unwrap().jobs, std::slice::from_ref(&kept));
    assert_eq!(bytes(&gallery.asset("a").await.unwrap().unwrap()).await, b"abc");
    assert_eq!(gallery.note("draft").await.unwrap().as_deref(), Some("x"));
    let changed = gallery.change_job(&kept.id, |job| job.phase = Phase::Sent).await.unwrap().unwrap();
    assert_eq!(gallery.in_phase(Phase::Sent).await.unwrap(), [changed]);
    let removed = gallery.delete_job(&kept.id).await.unwrap().unwrap();
    assert_eq!(gallery.asset("a").await.unwrap(), None);
    gallery.restore(&removed).await.unwrap();
    assert_eq!(gallery.count().await.unwrap(), 1);
    assert!(!gallery.persist().await, "there is nothing to keep");
    gallery.clear().await.unwrap();
    assert_eq!(gallery.count().await.unwrap(), 0);
}

#[wasm_bindgen_test]
async fn the_browser_tells_how_much_room_there_is() {
    let gallery = fresh("usage").await;
    let usage = gallery.usage().await.unwrap();
    assert!(usage.quota > usage.used && usage.used >= 0.0, "{usage:?}");
    // Whether the browser agrees is its own affair; that it answers is what is tested.
    let _ = gallery.persist().await;
}
