//! Whatever comes in, something goes out.

mod common;

use common::*;
use ideomix_api::capability::ALL;
use proptest::prelude::*;
use serde_json::json;

fn paths() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..ALL.len()).prop_map(|n| ALL[n].path.to_owned()),
        "/(ideogram|images|control)/[a-z0-9./%-]{0,24}",
        prop::sample::select(vec![
            "/control/script",
            "/control/pace",
            "/control/state",
            "/images/.png?exp=9&sig=",
            ""
        ])
        .prop_map(str::to_owned),
        ".{0,20}",
    ]
}

fn kinds() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("application/json".to_owned()),
        Just("multipart/form-data; boundary=----practice-boundary".to_owned()),
        "multipart/form-data;.{0,20}",
        ".{0,20}",
    ]
}

/// Text that is likely to be almost a good value.
fn values() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,40}",
        "-?[0-9]{1,20}",
        r#"\{"(name|members)":(\[\]|"EMBER"|\[\{"color_hex":"\.{0,8}"\}\])\}"#,
        prop::sample::select(vec![
            "AUTO",
            "V_2",
            "1x1",
            "ASPECT_1_1",
            "#é",
            "withhold-",
            "withhold-99999999999",
            "{}",
            "null"
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_get_an_answer(
        method in prop::sample::select(vec!["GET", "POST", "PUT", "OPTIONS", "HEAD", "é"]),
        path in paths(),
        kind in kinds(),
        body in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let answer = ask(&gateway(), method, &path, &[("content-type", &kind), ("api-key", &kind)], &body);
        prop_assert!((200..600).contains(&answer.status));
    }

    #[test]
    fn any_fields_get_an_answer(row in 0..ALL.len(), picks in prop::collection::vec((any::<prop::sample::Index>(), values(), any::<bool>()), 0..6)) {
        let mut sample = Sample::of(&ALL[row]);
        for (pick, value, as_file) in picks {
            let name = sample.row.fields[pick.index(sample.row.fields.len())].name;
            if as_file {
                sample.files.push(file(name, &value.replace(['"', '\r', '\n'], ""), value.clone().into_bytes()));
            } else {
                sample.set(name, serde_json::from_str(&value).ok().filter(|value: &serde_json::Value| !value.is_array()).unwrap_or_else(|| json!(value)));
            }
        }
        let answer = sample.send(&gateway());
        prop_assert!(matches!(answer.status, 200 | 400 | 413 | 422 | 500), "{}", answer.status);
    }

    #[test]
    fn any_damage_to_a_file_gets_an_answer(row in 0..ALL.len(), at in any::<prop::sample::Index>(), flip in 1u8.., end in any::<prop::sample::Index>()) {
        let mut sample = Sample::of(&ALL[row]);
        for (.., bytes) in &mut sample.files {
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
            bytes.truncate(bytes.len() - end.index(bytes.len()) / 8);
        }
        let answer = sample.send(&gateway());
        prop_assert!(matches!(answer.status, 200 | 400), "{}", answer.status);
    }

    #[test]
    fn any_script_gets_an_answer(body in r#"\{"faults":\[\{"kind":"(status|hang|cut|b64|redirect|image_cut)"(,"(ms|status|bytes|times|location|retry_after)":("x"|-?[0-9]{1,22}|null)){0,3}\}\]\}"#) {
        let gateway = gateway();
        ask(&gateway, "POST", "/control/script", &[], body.as_bytes());
        let answer = Sample::of(&ALL[0]).with("aspect_ratio", json!("1x3")).with("prompt", json!("x")).send(&gateway);
        prop_assert!((200..600).contains(&answer.status));
    }
}
