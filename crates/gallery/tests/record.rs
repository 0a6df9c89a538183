//! The record model, as it is written and read back.

#![cfg(not(target_arch = "wasm32"))]

use ideomix_gallery::{Counts, FailureNote, Field, Job, Made, Phase, Picture, SCHEMA, Saved, View, id_from};

const PHASES: [Phase; 7] = [
    Phase::Prepared,
    Phase::Sent,
    Phase::Done,
    Phase::Refused,
    Phase::NotSent,
    Phase::Failed,
    Phase::Unknown,
];

fn full_job() -> Job {
    Job {
        version: SCHEMA,
        id: id_from([0xa5; 16]),
        created_ms: 1_795_000_000_123.0,
        operation: "v3_remix".to_owned(),
        model: "V3".to_owned(),
        connection: "proxy".to_owned(),
        fields: vec![
            Field { name: "prompt".to_owned(), texts: vec!["a fox, 狐".to_owned()], files: vec![] },
            Field { name: "image".to_owned(), texts: vec![], files: vec!["upload-1".to_owned()] },
        ],
        images_asked: 2,
        estimate_milli_usd: Some(120),
        phase: Phase::Done,
        failure: Some(FailureNote {
            cause: "partly_withheld".to_owned(),
            billed: "yes".to_owned(),
            status: Some(200),
            message: Some("one was withheld".to_owned()),
            trace: Some("t-1".to_owned()),
        }),
        trashed_ms: Some(1_700_000_100_000.0),
        finished_ms: Some(1_795_000_009_000.0),
        descriptions: vec!["a fox".to_owned()],
        pictures: vec![
            Picture {
                index: 0,
                made: Made::Made,
                view: View::Viewable,
                saved: Saved::Unreadable { reason: "no_cors".to_owned() },
                asset: None,
                url: Some("https://example.com/1.png".to_owned()),
                expires_ms: Some(1_795_003_600_000.0),
                prompt: "a fox".to_owned(),
                seed: Some(u64::MAX),
                style_type: Some("REALISTIC".to_owned()),
                resolution: Some("1024x1024".to_owned()),
                width: Some(1024),
                height: Some(1024),
                mime: Some("image/png".to_owned()),
                bytes: Some(123_456.0),
                starred: true,
                removed: false,
            },
            Picture { index: 1, made: Made::Withheld, ..Picture::default() },
        ],
        raw: Some("{}".to_owned()),
    }
}

#[test]
fn phases_only_move_forward() {
    use Phase::{Done, Failed, NotSent, Prepared, Refused, Sent, Unknown};
    for (from, allowed) in [
        (Prepared, &[Sent, NotSent][..]),
        (Sent, &[Done, Refused, NotSent, Failed, Unknown]),
        (Unknown, &[Done, Refused, NotSent, Failed]),
        (Done, &[]),
        (Refused, &[]),
        (NotSent, &[]),
        (Failed, &[]),
    ] {
        for to in PHASES {
            let mut job = Job { phase: from, ..Job::default() };
            let moved = job.advance(to);
            assert_eq!(moved, allowed.contains(&to), "{from:?} to {to:?}");
            assert_eq!(job.phase, if moved { to } else { from });
        }
    }
}

#[test]
fn what_an_earlier_run_left_open_is_settled_honestly() {
    for (left, becomes, billed) in
        [(Phase::Prepared, Phase::NotSent, "no"), (Phase::Sent, Phase::Unknown, "unknown")]
    {
        let mut job = Job { phase: left, ..Job::new(id_from([1; 16]), 1.0) };
        assert!(job.recover(9.0));
        assert_eq!(job.phase, becomes);
        assert_eq!(job.finished_ms, Some(9.0));
        let note = job.failure.as_ref().unwrap();
        assert_eq!((note.cause.as_str(), note.billed.as_str()), ("interrupted", billed));
        assert!(!job.recover(10.0), "a settled job stays as it is");
    }
    let mut done = full_job();
    assert!(!done.recover(9.0));
    assert_eq!(done, full_job());
}

#[test]
fn the_counts_keep_made_and_saved_apart() {
    let picture = |made, saved| Picture { made, saved, ..Picture::default() };
    let job = Job {
        pictures: vec![
            picture(Made::Made, Saved::Saved),
            picture(Made::Made, Saved::Pending),
            picture(Made::Made, Saved::Unreadable { reason: "no_cors".to_owned() }),
            picture(Made::Made, Saved::NoRoom),
            picture(Made::Made, Saved::Expired),
            picture(Made::Withheld, Saved::Pending),
            picture(Made::NoLink, Saved::Pending),
        ],
        ..Job::default()
    };
    assert_eq!(job.counts(), Counts { made: 5, withheld: 1, saved: 1, pending: 1, unsaved: 3 });
}

#[test]
fn every_asset_is_named_once() {
    let mut job = full_job();
    job.pictures[1].asset = Some("upload-1".to_owned());
    job.pictures[0].asset = Some("result-1".to_owned());
    assert_eq!(job.asset_ids(), ["upload-1", "result-1"]);
}

#[test]
fn an_id_is_32_lowercase_hexadecimal_digits() {
    let bytes = [0x00, 0x0f, 0xf0, 0xab, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255];
    assert_eq!(id_from(bytes), "000ff0ab0102030405060708090a0bff");
}
