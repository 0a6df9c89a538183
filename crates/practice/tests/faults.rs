//! Every fault of the script, and what it leaves in the books.
#![expect(clippy::unwrap_used, reason = "a test helper fails its test by panicking")]

mod common;

use common::*;
use ideomix_api::capability::by_id;
use ideomix_practice::{Answer, Config, Delivery, Gateway};
use serde_json::{Value, json};

fn call(gateway: &Gateway) -> Answer {
    let row = by_id("v3_generate").unwrap();
    Sample::of(row).with("aspect_ratio", json!("1x3")).with("num_images", json!(2)).send(gateway)
}

/// A fresh gateway, the answer to one call under the fault, and the state after it.
fn under(fault: Value) -> (Gateway, Answer, Value) {
    let gateway = gateway();
    script(&gateway, json!([fault]));
    let answer = call(&gateway);
    let state = state(&gateway);
    (gateway, answer, state)
}

fn runs(state: &Value) -> (u64, u64) {
    (state["runs"].as_u64().unwrap(), state["billed_milli_usd"].as_u64().unwrap())
}

#[test]
fn faults_are_met_in_order_one_for_each_call_and_then_all_is_well() {
    let gateway = gateway();
    script(
        &gateway,
        json!([{"kind": "status", "status": 429}, {"kind": "none"}, {"kind": "status", "status": 503}]),
    );
    let met: Vec<_> = (0..4).map(|_| call(&gateway).status).collect();
    assert_eq!(met, [429, 200, 503, 200]);
    assert_eq!(runs(&state(&gateway)), (2, 240));
}

#[test]
fn a_status_comes_in_each_shape_and_bills_nothing() {
    for status in [400, 401, 402, 403, 408, 422, 429, 500, 502, 503, 504, 524] {
        for (shape, kind) in
            [("gateway", "application/json"), ("json", "application/json"), ("html", "text/html")]
        {
            let (_, answer, state) = under(json!({"kind": "status", "status": status, "shape": shape}));
            assert_eq!((answer.status, header(&answer, "content-type")), (status, Some(kind)));
            if shape == "gateway" {
                message(&answer);
            }
            assert_eq!(runs(&state), (0, 0));
        }
    }
    let (_, answer, _) = under(json!({"kind": "status", "status": 504, "shape": "empty"}));
    assert!(answer.body.is_empty());
}

#[test]
fn a_status_can_come_after_the_run_with_a_waiting_time_and_without_cors() {
    let (_, answer, state) = under(json!({"kind": "status", "status": 502, "when": "after"}));
    assert_eq!((answer.status, runs(&state)), (502, (1, 120)));
    let (_, answer, _) =
        under(json!({"kind": "status", "status": 429, "retry_after": 7, "cors": false, "ms": 30}));
    assert_eq!(header(&answer, "retry-after"), Some("7"));
    assert_eq!(header(&answer, "access-control-allow-origin"), None);
    assert_eq!(answer.delivery, Delivery::After(30));
}

#[test]
fn pages_and_redirects_take_the_place_of_the_answer() {
    let (_, answer, state) = under(json!({"kind": "html"}));
    assert_eq!((answer.status, header(&answer, "content-type")), (200, Some("text/html; charset=utf-8")));
    assert_eq!(runs(&state), (0, 0));
    let (_, answer, _) =
        under(json!({"kind": "redirect", "location": "http://127.0.0.1:9/x", "status": 302}));
    assert_eq!((answer.status, header(&answer, "location")), (302, Some("http://127.0.0.1:9/x")));
}

#[test]
fn a_hanging_or_dropped_call_has_run_unless_it_is_said_otherwise() {
    for (fault, delivery, counted) in [
        (json!({"kind": "hang"}), Delivery::Never, 1),
        (json!({"kind": "hang", "when": "before"}), Delivery::Never, 0),
        (json!({"kind": "drop"}), Delivery::Drop(0), 1),
        (json!({"kind": "drop", "when": "before", "ms": 5}), Delivery::Drop(5), 0),
    ] {
        let (_, answer, state) = under(fault);
        assert_eq!(answer.delivery, delivery);
        assert_eq!(runs(&state).0, counted);
        assert_eq!(state["last"][0]["status"], Value::Null);
    }
}

#[test]
fn a_cut_answer_is_no_json_and_is_billed() {
    let (_, answer, state) = under(json!({"kind": "cut"}));
    assert!(answer.status == 200 && serde_json::from_slice::<Value>(&answer.body).is_err());
    assert_eq!((answer.delivery, runs(&state)), (Delivery::After(0), (1, 120)));
    let (_, answer, state) = under(json!({"kind": "wrong_length", "bytes": 10}));
    assert!(serde_json::from_slice::<Value>(&answer.body).is_ok());
    assert_eq!((answer.delivery, runs(&state)), (Delivery::CutAfter(10), (1, 120)));
}

#[test]
fn delays_add_to_the_pace() {
    let gateway = gateway();
    assert_eq!(post_json(&gateway, "/control/pace", &json!({"ms": 40})).status, 200);
    script(&gateway, json!([{"kind": "delay", "ms": 60}]));
    assert_eq!(call(&gateway).delivery, Delivery::After(100));
    assert_eq!(call(&gateway).delivery, Delivery::After(40));
    assert_eq!(post_json(&gateway, "/control/pace", &json!({"ms": -1})).status, 400);
}

#[test]
fn pictures_can_be_withheld_or_lack_their_link_and_are_billed() {
    let (_, answer, state) = under(json!({"kind": "withhold", "indices": [1]}));
    let data = &body(&answer)["data"];
    assert_eq!((&data[0]["is_image_safe"], &data[1]["is_image_safe"]), (&json!(true), &json!(false)));
    assert!(data[0]["url"].is_string() && data[1]["url"].is_null());
    assert_eq!(runs(&state), (1, 120));
    let (_, answer, _) = under(json!({"kind": "no_url", "indices": [0]}));
    let data = &body(&answer)["data"];
    assert!(data[0]["url"].is_null() && data[0]["is_image_safe"] == true && data[1]["url"].is_string());
    let (_, answer, _) = under(json!({"kind": "bad_url", "location": "javascript:alert(1)"}));
    assert_eq!(body(&answer)["data"][1]["url"], "javascript:alert(1)");
}

#[test]
fn odd_shapes_of_a_good_answer() {
    let (_, answer, _) = under(json!({"kind": "empty_data"}));
    assert_eq!(body(&answer)["data"], json!([]));
    let (_, answer, _) = under(json!({"kind": "numeric_created"}));
    assert!(body(&answer)["created"].is_u64());
    let (_, answer, _) = under(json!({"kind": "unknown_members"}));
    assert!(body(&answer)["notice"].is_object() && body(&answer)["data"][0]["likeness"].is_object());
    let (_, answer, _) = under(json!({"kind": "b64"}));
    let entry = &body(&answer)["data"][0];
    assert!(entry.get("url").is_none() && entry["b64_json"].as_str().unwrap().starts_with("iVBORw0KGgo"));
}

#[test]
fn looking_at_pictures_goes_wrong_as_often_as_asked() {
    let (gateway, answer, state) = under(json!({"kind": "image_status", "status": 503, "times": 2}));
    assert_eq!(runs(&state), (1, 120));
    let link = body(&answer)["data"][0]["url"].clone();
    let met: Vec<_> = (0..4).map(|_| look(&gateway, &link).status).collect();
    assert_eq!(met, [503, 503, 200, 200]);
    // The other picture of the call has its own count.
    assert_eq!(look(&gateway, &body(&answer)["data"][1]["url"]).status, 503);
}

#[test]
fn pictures_can_lack_cors_be_a_page_or_be_cut() {
    let (gateway, answer, _) = under(json!({"kind": "image_no_cors"}));
    let seen = look(&gateway, &body(&answer)["data"][0]["url"]);
    assert_eq!((seen.status, header(&seen, "access-control-allow-origin")), (200, None));
    let (gateway, answer, _) = under(json!({"kind": "image_html"}));
    let seen = look(&gateway, &body(&answer)["data"][0]["url"]);
    assert_eq!((seen.status, header(&seen, "content-type")), (200, Some("text/html; charset=utf-8")));
    let (gateway, answer, _) = under(json!({"kind": "image_cut", "bytes": 100}));
    let seen = look(&gateway, &body(&answer)["data"][0]["url"]);
    assert!(seen.body.len() > 100 && seen.delivery == Delivery::CutAfter(100));
}

#[test]
fn links_expire_by_script_by_control_and_by_time() {
    let (gateway, answer, _) = under(json!({"kind": "expire"}));
    assert_eq!(look(&gateway, &body(&answer)["data"][0]["url"]).status, 403);
    let answer = call(&gateway);
    let link = &body(&answer)["data"][0]["url"];
    assert_eq!(look(&gateway, link).status, 200);
    assert_eq!(post_json(&gateway, "/control/expire", &json!({})).status, 200);
    assert_eq!(look(&gateway, link).status, 403);
    let gateway = Gateway::new(Config { link_lifetime_s: 0, pace_ms: 0, ..Config::default() });
    let answer = call(&gateway);
    assert_eq!(look(&gateway, &body(&answer)["data"][0]["url"]).status, 403);
}

#[test]
fn a_refused_call_uses_up_its_fault_and_is_refused_all_the_same() {
    let gateway = gateway();
    script(&gateway, json!([{"kind": "cut"}]));
    let row = by_id("v3_generate").unwrap();
    assert_eq!(Sample::of(row).with("seed", json!(-1)).send(&gateway).status, 400);
    assert_eq!(state(&gateway)["faults_left"], 0);
    assert!(body(&call(&gateway))["data"].is_array());
}

#[test]
fn the_last_calls_are_remembered_part_by_part_and_forgotten_on_reset() {
    let gateway = gateway();
    let row = by_id("v3_remix").unwrap();
    Sample::of(row).send(&gateway);
    let told = &state(&gateway)["last"][0];
    assert_eq!((&told["path"], &told["status"]), (&json!(row.path), &json!(200)));
    let image = &told["parts"][0];
    assert_eq!(
        (&image["name"], &image["filename"], image["sha256"].as_str().unwrap().len()),
        (&json!("image"), &json!("in.png"), 64)
    );
    let prompt = told["parts"].as_array().unwrap().iter().find(|part| part["name"] == "prompt").unwrap();
    assert_eq!(prompt["text"], "a quiet harbor");
    for _ in 0..60 {
        post_json(&gateway, "/ideogram/generate", &json!({"image_request": {}}));
    }
    assert_eq!(state(&gateway)["last"].as_array().unwrap().len(), 50);
    assert_eq!(state(&gateway)["last"][49]["json"], json!({"image_request": {}}));
    assert_eq!(post_json(&gateway, "/control/reset", &json!({})).status, 200);
    let state = state(&gateway);
    assert_eq!((&state["calls"], &state["last"]), (&json!(0), &json!([])));
}

#[test]
fn mistakes_in_a_script_are_told_and_nothing_of_it_is_taken() {
    let gateway = gateway();
    for bad in [json!({"faults": [{"kind": "none"}, {"kind": "sulk"}]}), json!([]), json!({"fault": []})] {
        let answer = post_json(&gateway, "/control/script", &bad);
        assert!(answer.status == 400 && body(&answer)["error"].is_string());
    }
    assert_eq!(state(&gateway)["faults_left"], 0);
    assert_eq!(ask(&gateway, "GET", "/control/reset", &[], b"").status, 405);
    assert_eq!(ask(&gateway, "GET", "/control/nothing", &[], b"").status, 404);
}
