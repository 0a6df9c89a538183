//! The gateway: which path leads where, and what happens to a call on its way.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use ideomix_api::REQUEST_MAX;
use ideomix_api::capability::{Capability, by_path};
use serde_json::json;

use crate::faults::{Alter, Fault, ImageFault, ImageFaultKind, Instead, Script, Shape, What, When};
use crate::ledger::{self, Ledger};
use crate::pictures::{Found, Pictures};
use crate::refusal::Refusal;
use crate::reply::Told;
use crate::run::{Product, Run};
use crate::{Answer, Delivery, Request, control, intake, reply, rules, run};

/// A key that begins so is played as a wrong one. Practice needs no key and takes any other.
const WRONG_KEY: &str = "sk-wrong";

/// How a [`Gateway`] behaves from the start.
#[derive(Debug, Clone, Copy)]
pub struct Config {
    /// How long a result link stays valid, in seconds.
    pub link_lifetime_s: u64,
    /// The artificial thinking time of a call that runs, in milliseconds.
    pub pace_ms: u64,
    /// The present, in whole seconds since 1970 (UTC).
    pub clock: fn() -> u64,
}

impl Default for Config {
    fn default() -> Self {
        Self { link_lifetime_s: 86_400, pace_ms: 900, clock: wall_clock }
    }
}

/// The practice gateway. It never panics, whatever it is asked, and never reads or keeps a key.
#[derive(Debug)]
pub struct Gateway {
    config: Config,
    state: Mutex<State>,
}

/// Everything that changes.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) ledger: Ledger,
    pub(crate) pictures: Pictures,
    pub(crate) script: Script,
    pub(crate) pace_ms: u64,
}

impl State {
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            ledger: Ledger::default(),
            pictures: Pictures::new(),
            script: Script::new(),
            pace_ms: config.pace_ms,
        }
    }
}

impl Gateway {
    /// A fresh gateway that has billed nothing.
    pub fn new(config: Config) -> Self {
        Self { config, state: Mutex::new(State::new(&config)) }
    }

    /// Answers one request. Drawing happens here, so this may take some hundred milliseconds.
    pub fn handle(&self, request: &Request<'_>) -> Answer {
        if request.method == "OPTIONS" {
            return Answer::preflight();
        }
        if let Some(action) = request.path.strip_prefix("/control/") {
            return control::handle(action, request, &mut self.state(), &self.config).cors();
        }
        if let Some(name) = request.path.strip_prefix("/images/") {
            return self.picture(name, request);
        }
        if request.path.starts_with("/ideogram") {
            return self.call(request);
        }
        Answer::json(404, &json!({"error": "not found"})).cors()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A poisoned state is still a state: nothing in it is left half done by a panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> u64 {
        (self.config.clock)()
    }

    /// A call to a generation endpoint, scripted fault and all.
    fn call(&self, request: &Request<'_>) -> Answer {
        let seen = ledger::seen(request);
        let row = by_path(request.path);
        let (fault, pace) = {
            let mut state = self.state();
            let posted = request.method == "POST";
            state.ledger.calls += u64::from(posted);
            let fault = if posted && row.is_some() { state.script.pop_front() } else { None };
            (fault.unwrap_or(Fault { ms: 0, cors: true, what: What::Nothing }), state.pace_ms)
        };
        let mut answer = match row {
            None => Answer::console(),
            Some(_) if request.method != "POST" => self.refused(&Refusal::WrongMethod).with("allow", "POST"),
            Some(row) => self.attempt(row, request, &fault.what, pace),
        };
        if let Delivery::After(ms) | Delivery::Drop(ms) = &mut answer.delivery {
            *ms = ms.saturating_add(fault.ms);
        }
        if fault.cors {
            answer = answer.cors();
        }
        let sent = !matches!(answer.delivery, Delivery::Never | Delivery::Drop(_));
        self.state().ledger.note(seen, sent.then_some(answer.status));
        answer
    }

    fn attempt(&self, row: &'static Capability, request: &Request<'_>, what: &What, pace: u64) -> Answer {
        if let What::Instead(instead, When::Before) = what {
            return self.instead(instead);
        }
        let run = match self.run(row, request) {
            Ok(run) => run,
            Err(refusal) => return self.refused(&refusal),
        };
        let mut answer = self.deliver(row, run, request.public_base, what);
        if let What::Instead(instead, When::After) = what {
            answer = self.instead(instead);
        }
        if let Delivery::After(ms) | Delivery::Drop(ms) = &mut answer.delivery {
            *ms = ms.saturating_add(pace);
        }
        answer
    }

    fn run(&self, row: &'static Capability, request: &Request<'_>) -> Result<Run, Refusal> {
        if request.header("api-key").is_some_and(|key| key.trim().starts_with(WRONG_KEY)) {
            return Err(Refusal::WrongKey);
        }
        if request.body.len() as u64 > REQUEST_MAX {
            return Err(Refusal::TooLarge);
        }
        let order = rules::check(row, &intake::read(row, request)?)?;
        run::run(&order, || self.state().pictures.random())
    }

    /// Books a run and words its answer.
    fn deliver(&self, row: &Capability, run: Run, base: &str, what: &What) -> Answer {
        let alter = if let What::Altered(alter) = what { Some(alter) } else { None };
        let body = match run.product {
            Product::Descriptions(texts) => {
                self.state().ledger.ran(0, run.price);
                reply::descriptions(&texts, alter)
            }
            Product::Images(images) => {
                let files: Vec<Option<Vec<u8>>> = images
                    .iter()
                    .map(|image| if alter == Some(&Alter::Base64) { image.recipe.make().ok() } else { None })
                    .collect();
                let now = self.now();
                let expires = match what {
                    What::Expired => now.saturating_sub(1),
                    _ => now.saturating_add(self.config.link_lifetime_s),
                };
                let image_fault = if let What::Image(fault) = what { Some(fault) } else { None };
                let mut state = self.state();
                state.ledger.ran(images.len(), run.price);
                let told = images
                    .into_iter()
                    .zip(files)
                    .map(|(image, file)| {
                        let link = state.pictures.add(image.recipe.clone(), image_fault.cloned(), expires);
                        Told { image, link: format!("{base}/{link}"), file }
                    })
                    .collect();
                reply::images(told, row.operation, now, alter)
            }
        };
        cut(Answer::json(200, &body), alter)
    }

    fn refused(&self, refusal: &Refusal) -> Answer {
        Answer::gateway_error(refusal.status(), &refusal.to_string(), &self.tid())
    }

    /// The id that the gateway puts behind every error text.
    fn tid(&self) -> String {
        let now = self.now();
        format!("{now}{:08x}", self.state().pictures.random() as u32)
    }

    fn instead(&self, instead: &Instead) -> Answer {
        match instead {
            Instead::Html => Answer::console(),
            Instead::Redirect { status, location } => {
                Answer::empty(*status).with("location", location.clone())
            }
            Instead::Hang => Answer { delivery: Delivery::Never, ..Answer::empty(200) },
            Instead::Drop => Answer { delivery: Delivery::Drop(0), ..Answer::empty(200) },
            Instead::Status { status, shape, retry_after, message } => {
                let text = message.as_deref().unwrap_or("scripted by practice");
                let answer = match shape {
                    Shape::Gateway => Answer::gateway_error(*status, text, &self.tid()),
                    Shape::Json => Answer::json(*status, &json!({"detail": text})),
                    Shape::Html => Answer::new(
                        *status,
                        "text/html",
                        format!("<html><body><h1>{status}</h1></body></html>"),
                    ),
                    Shape::Empty => Answer::empty(*status),
                };
                match retry_after {
                    Some(seconds) => answer.with("retry-after", seconds.clone()),
                    None => answer,
                }
            }
        }
    }

    /// A look at a result: `name` is `<id>.png`.
    fn picture(&self, name: &str, request: &Request<'_>) -> Answer {
        let plain = |status, text: &str| Answer::new(status, "text/plain", text);
        if !matches!(request.method, "GET" | "HEAD") {
            return plain(405, "use GET").with("allow", "GET").cors();
        }
        let id = name.strip_suffix(".png").unwrap_or(name);
        let value = |key: &str| {
            request
                .query
                .split('&')
                .find_map(|pair| pair.split_once('=').filter(|(name, _)| *name == key))
                .map(|(_, value)| value)
        };
        let expires = value("exp").and_then(|exp| exp.parse().ok()).unwrap_or(0);
        let signature = value("sig").unwrap_or_default();
        let now = self.now();
        let (admitted, found, fault) = {
            let mut state = self.state();
            let admitted = state.pictures.admits(id, expires, signature, now);
            let fault = if admitted { state.pictures.fault(id) } else { None };
            (admitted, state.pictures.find(id), fault)
        };
        if !admitted {
            return plain(403, "the link has expired or is not signed").cors();
        }
        let Some(found) = found else {
            return plain(404, "the picture is gone").cors();
        };
        let file = match found {
            Found::File(file) => file,
            Found::Recipe(recipe) => match recipe.make() {
                Ok(file) => {
                    let file: Arc<[u8]> = Arc::from(file);
                    self.state().pictures.keep(id, &file);
                    file
                }
                Err(error) => return plain(500, &error.to_string()).cors(),
            },
        };
        let good = Answer::new(200, "image/png", &file[..])
            .with("cache-control", format!("private, max-age={}", expires.saturating_sub(now)));
        spoiled(good, fault)
    }
}

/// Ends a body early, where the script says so.
fn cut(mut answer: Answer, alter: Option<&Alter>) -> Answer {
    let half = |bytes: &Option<usize>| bytes.unwrap_or(answer.body.len() / 2).min(answer.body.len());
    match alter {
        Some(Alter::Cut(bytes)) => {
            let end = half(bytes);
            answer.body.truncate(end);
        }
        Some(Alter::WrongLength(bytes)) => answer.delivery = Delivery::CutAfter(half(bytes)),
        _ => {}
    }
    answer
}

/// What looking at a picture gives when the script has spoiled it.
fn spoiled(good: Answer, fault: Option<ImageFault>) -> Answer {
    match fault.map(|fault| fault.kind) {
        None => good.cors(),
        Some(ImageFaultKind::NoCors) => good,
        Some(ImageFaultKind::Status(status)) => {
            Answer::new(status, "text/plain", "scripted by practice").cors()
        }
        Some(ImageFaultKind::Html) => Answer::console().cors(),
        Some(ImageFaultKind::Cut(bytes)) => {
            let end = bytes.unwrap_or(good.body.len() / 2).min(good.body.len());
            Answer { delivery: Delivery::CutAfter(end), ..good }.cors()
        }
    }
}

fn wall_clock() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |age| age.as_secs())
}
