//! The record model, as it is written and read back.

#![cfg(not(target_arch = "wasm32"))]

use ideomix_gallery::{Counts, Field, Job, Made, Phase, Picture, Saved, id_from};

const PHASES: [Phase; 7] = [
    Phase::Prepared,
    Phase::Sent,
    Phase::Done,
    Phase::Refused,
    Phase::NotSent,
    Phase::Failed,
    Phase::Unknown,
];

/// A job that was made from a file and came back with two pictures.
fn done_job() -> Job {
    Job {
        fields: vec![Field {
            name: "image".to_owned(),
            files: vec!["upload-1".to_owned()],
            ..Field::default()
        }],
        phase: Phase::Done,
        pictures: vec![Picture::default(), Picture::default()],
        ..Job::new(id_from([0xa5; 16]), 1_795_000_000_123.0)
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
    let mut done = done_job();
    assert!(!done.recover(9.0));
    assert_eq!(done, done_job());
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
    let mut job = done_job();
    job.pictures[1].asset = Some("upload-1".to_owned());
    job.pictures[0].asset = Some("result-1".to_owned());
    assert_eq!(job.asset_ids(), ["upload-1", "result-1"]);
}

#[test]
fn an_id_is_32_lowercase_hexadecimal_digits() {
    let bytes = [0x00, 0x0f, 0xf0, 0xab, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255];
    assert_eq!(id_from(bytes), "000ff0ab0102030405060708090a0bff");
}
