use super::*;
use crate::{FailureNote, Field, Job, MAX_RAW, Made, Phase, Picture, SCHEMA, Saved, View, id_from};

/// A record in which every member differs from its default.
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
                index: 4,
                made: Made::Made,
                view: View::Viewable,
                saved: Saved::Unreadable { reason: "no_cors".to_owned() },
                asset: Some("result-1".to_owned()),
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
                removed: true,
            },
            Picture { index: 1, made: Made::Withheld, ..Picture::default() },
        ],
        raw: Some("{}".to_owned()),
    }
}

fn text(text: &str) -> Tree {
    Tree::Text(text.to_owned())
}

fn map<const N: usize>(members: [(&str, Tree); N]) -> Tree {
    Tree::Map(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// What is wrong with a record that holds one picture with one member.
fn flaw_of_picture(name: &str, value: Tree) -> Flaw {
    let pictures = Tree::List(vec![map([(name, value)])]);
    read::<Job>(map([("pictures", pictures)])).expect_err("the member must be refused")
}

#[test]
fn a_full_record_reads_back_as_it_was() {
    let tree = write(&mut full_job());
    assert_eq!(read::<Job>(tree), Ok(full_job()));
    let Tree::Map(members) = write(&mut full_job().pictures[0]) else { panic!("a record is an object") };
    assert_eq!(members.len(), 17, "every member of a picture is written");
}

#[test]
fn every_way_of_being_saved_reads_back() {
    let reason = || Saved::Unreadable { reason: "no_cors".to_owned() };
    for mut saved in [Saved::Pending, Saved::Saved, Saved::NoRoom, Saved::Expired, reason()] {
        let mut back = if saved == Saved::Pending { Saved::Saved } else { Saved::Pending };
        back.read(saved.write().unwrap()).unwrap();
        assert_eq!(back, saved);
    }
}

#[test]
fn an_empty_record_takes_the_defaults_and_is_then_refused_for_its_id() {
    let job = read::<Job>(map([])).unwrap();
    assert_eq!(job, Job::default());
    assert_eq!(job.phase, Phase::Unknown, "what nobody knows may be billed");
    assert!(job.check().is_err());
}

#[test]
fn members_of_a_later_version_are_ignored() {
    let picture = map([("index", Tree::Number(3.0)), ("layers", Tree::List(vec![Tree::Odd]))]);
    let job = map([
        ("id", text(&id_from([1; 16]))),
        ("created_ms", Tree::Number(5.0)),
        ("mood", text("good")),
        ("pictures", Tree::List(vec![picture])),
    ]);
    let job = read::<Job>(job).unwrap().admit().unwrap();
    assert_eq!(job.pictures[0].index, 3);
    assert_eq!(job.pictures[0].saved, Saved::Pending);
}

#[test]
fn a_member_of_the_wrong_type_or_an_unheard_of_word_is_an_error_that_names_it() {
    let flaw = |name, value| read::<Job>(map([(name, value)])).expect_err("the member must be refused");
    let shape = |name: &str| Flaw::Shape(name.to_owned());
    assert_eq!(flaw("id", Tree::Number(7.0)), shape("id"));
    assert_eq!(flaw("created_ms", text("yesterday")), shape("created_ms"));
    assert_eq!(flaw("created_ms", Tree::Null), shape("created_ms"));
    assert_eq!(flaw("phase", text("paid_twice")), shape("phase"));
    assert_eq!(flaw("pictures", map([])), shape("pictures"));
    assert_eq!(flaw("raw", Tree::Odd), shape("raw"));
    assert_eq!(flaw_of_picture("index", Tree::Number(300.0)), shape("pictures.index"));
    assert_eq!(flaw_of_picture("width", Tree::Number(1.5)), shape("pictures.width"));
    assert_eq!(flaw_of_picture("seed", Tree::Number(-1.0)), shape("pictures.seed"));
    assert_eq!(flaw_of_picture("saved", text("perhaps")), shape("pictures.saved"));
    assert_eq!(flaw_of_picture("saved", map([("unreadable", map([]))])), shape("pictures.saved"));
    assert_eq!(read::<Job>(text("job")), Err(shape("")));
}

#[test]
fn a_seed_reads_from_either_kind_of_number() {
    for number in [Tree::Number(7.0), Tree::Whole(7)] {
        let picture = map([("seed", number)]);
        assert_eq!(read::<Picture>(picture).unwrap().seed, Some(7));
    }
}

#[test]
fn a_long_answer_is_cut_at_a_character_when_written() {
    let mut job = Job { raw: Some("é".repeat(MAX_RAW)), ..Job::new(id_from([1; 16]), 1.0) };
    let kept = read::<Job>(write(&mut job)).unwrap().raw.unwrap();
    assert_eq!(kept.len(), MAX_RAW);
    assert!(kept.chars().all(|character| character == 'é'));

    let odd = Job { raw: Some(format!("x{}", "é".repeat(MAX_RAW))), ..job };
    assert_eq!(odd.admit().unwrap().raw.unwrap().len(), MAX_RAW - 1);
}
