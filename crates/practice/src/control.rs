//! The controls of practice, in JSON: `reset`, `script`, `pace`, `expire`, `state`.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::faults::{Script, Spec};
use crate::gateway::State;
use crate::{Answer, Config, Request};

/// The most faults that can wait.
const SCRIPT_MAX: usize = 10_000;
/// The longest thinking time that can be set, in milliseconds.
const PACE_MAX: u64 = 600_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScriptBody {
    faults: Vec<Spec>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PaceBody {
    ms: u64,
}

/// Answers a control request; `action` is the path below `/control/`.
pub(crate) fn handle(action: &str, request: &Request<'_>, state: &mut State, config: &Config) -> Answer {
    match (request.method, action) {
        ("GET", "state") => {
            let mut told = state.ledger.state();
            told["faults_left"] = json!(state.script.len());
            told["pace_ms"] = json!(state.pace_ms);
            Answer::json(200, &told)
        }
        ("POST", "reset") => {
            *state = State::new(config);
            done()
        }
        ("POST", "script") => match script(request.body) {
            Ok(faults) if state.script.len() + faults.len() <= SCRIPT_MAX => {
                state.script.extend(faults);
                done()
            }
            Ok(_) => wrong(&format!("a script has at most {SCRIPT_MAX} faults")),
            Err(why) => wrong(&why),
        },
        ("POST", "pace") => match serde_json::from_slice::<PaceBody>(request.body) {
            Ok(pace) if pace.ms <= PACE_MAX => {
                state.pace_ms = pace.ms;
                done()
            }
            Ok(_) => wrong(&format!("ms: at most {PACE_MAX}")),
            Err(error) => wrong(&error.to_string()),
        },
        ("POST", "expire") => {
            state.pictures.expire_all();
            done()
        }
        (_, "state" | "reset" | "script" | "pace" | "expire") => {
            Answer::json(405, &json!({"error": "use GET for state and POST for the others"}))
        }
        _ => Answer::json(404, &json!({"error": "controls: state, reset, script, pace, expire"})),
    }
}

fn script(body: &[u8]) -> Result<Script, String> {
    let body: ScriptBody = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let numbered = body.faults.into_iter().enumerate();
    numbered.map(|(n, spec)| spec.check().map_err(|why| format!("faults[{n}]: {why}"))).collect()
}

fn done() -> Answer {
    Answer::json(200, &json!({"ok": true}))
}

fn wrong(why: &str) -> Answer {
    Answer::json(400, &json!({"error": Value::from(why)}))
}
