//! What each layer runs.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::counts::{self, Counts};
use super::{npm, packages};
use crate::fail::{At, Done, Fail};
use crate::repo::Repo;
use crate::{dist, run, setup, studio, tidy};

/// The most bytes of wasm a first visit may cost, as Brotli sends them: the form, ready to be written in. What is
/// fetched later, when it is wanted, is printed beside it.
const WASM_LIMIT: u64 = 220_000;

/// The tests of the native crates draw pictures and want quick dependencies. Those made for a browser do not, and
/// optimizing the dependencies of the studio takes three times as long as everything else together.
const QUICK_BUILD: [&str; 2] = ["--config", "profile.dev.package.\"*\".opt-level=0"];

/// One kind of test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layer {
    /// The rules of the house.
    Tidy,
    /// The form of the sources, and Clippy.
    Lint,
    /// Tests inside the native crates, and the examples in their documentation.
    Unit,
    /// Tests of the native crates from outside: golden wire forms, the gateway over HTTP, bad files.
    Wire,
    /// Tests of the browser crates in a real browser.
    Browser,
    /// The weight of what is shipped.
    Size,
    /// The packed npm package, installed in empty projects.
    Npm,
    /// The packed npm package in every runtime, bundler and compiler that it promises. Only when it is asked for.
    NpmAll,
    /// The whole studio, driven in a real browser against the real server.
    E2e,
}

/// What the layers of one run share.
#[derive(Debug)]
pub(crate) struct Session<'a> {
    repo: &'a Repo,
    /// Words that choose tests by name.
    pub(crate) words: Vec<String>,
    dist: Option<dist::Dist>,
}

impl<'a> Session<'a> {
    /// A run that chooses tests by the words, or runs all where there are none.
    pub(crate) fn new(repo: &'a Repo, words: Vec<String>) -> Self {
        Self { repo, words, dist: None }
    }

    /// The checkout under test.
    pub(crate) fn repo(&self) -> &'a Repo {
        self.repo
    }
}

impl Layer {
    /// All layers, the quick ones first. `size` comes before `e2e`, so that in a full run the studio that is driven
    /// is the one that is shipped.
    pub(crate) const ALL: [Self; 8] =
        [Self::Tidy, Self::Lint, Self::Unit, Self::Wire, Self::Browser, Self::Size, Self::Npm, Self::E2e];

    /// The layer of that name; one more than [`Self::ALL`] has.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::NpmAll]).find(|layer| layer.name() == name)
    }

    /// The word on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Tidy => "tidy",
            Self::Lint => "lint",
            Self::Unit => "unit",
            Self::Wire => "wire",
            Self::Browser => "browser",
            Self::Size => "size",
            Self::Npm => "npm",
            Self::NpmAll => "npm-all",
            Self::E2e => "e2e",
        }
    }

    /// Runs the layer and counts its tests.
    pub(crate) fn run(self, session: &mut Session<'_>) -> Done<Counts> {
        match self {
            Self::Tidy => check_rules(session),
            Self::Lint => lint(session),
            Self::Unit => unit(session),
            Self::Wire => wire(session),
            Self::Browser => browser(session),
            Self::Size => size(session),
            Self::Npm => npm::quick(session),
            Self::NpmAll => npm::all(session),
            Self::E2e => e2e(session),
        }
    }
}

fn check_rules(session: &Session<'_>) -> Done<Counts> {
    let mut counts = Counts::default();
    for (rule, findings) in tidy::check(session.repo)? {
        println!("rule: {rule} ... {}", if findings.is_empty() { "ok" } else { "FAILED" });
        for finding in &findings {
            println!("  {finding}");
        }
        counts = counts + Counts::of(findings.is_empty());
    }
    Ok(counts)
}

fn lint(session: &Session<'_>) -> Done<Counts> {
    let repo = session.repo;
    let form = linted("rustfmt", || repo.cargo(&["fmt"]), &["--all", "--check"])?;
    let native = clippy("clippy", || repo.cargo(&["clippy"]), &[])?;

    let tools = setup::studio(repo)?;
    let cargo = || {
        let mut cargo = tools.command("cargo");
        cargo.arg("clippy").current_dir(repo.root());
        cargo
    };
    let packages = packages::made_for_browser(repo)?;
    let mut which = [&["--target", "wasm32-unknown-unknown"], &QUICK_BUILD[..]].concat();
    which.extend(packages.iter().flat_map(|name| ["--package", name]));
    Ok(form + native + clippy("clippy for wasm", cargo, &which)?)
}

/// Clippy twice: what is shipped may not panic, and in tests a panic is how they fail. Clippy itself makes that
/// difference only for the test functions and not for what they call.
fn clippy(name: &str, checker: impl Fn() -> Command, which: &[&str]) -> Done<Counts> {
    const IN_TESTS: [&str; 6] =
        ["-A", "clippy::unwrap_used", "-A", "clippy::expect_used", "-A", "clippy::panic"];
    let strict = ["--", "-D", "warnings"];
    let base = [which, &["--keep-going"], studio::locked()].concat();
    let shipped = linted(name, &checker, &[&base, &["--lib", "--bins"][..], &strict].concat())?;
    let tests = [&base, &["--tests", "--examples", "--benches"][..], &strict, &IN_TESTS].concat();
    Ok(shipped + linted(&format!("{name}, tests"), &checker, &tests)?)
}

/// Runs one checker; where it is not installed nothing is proved, and that is said.
fn linted(name: &str, checker: impl Fn() -> Command, args: &[&str]) -> Done<Counts> {
    let there = run::ask(checker().arg("--version")).is_ok();
    let counts = if !there {
        Counts { skipped: 1, ..Counts::default() }
    } else {
        match run::show(checker().args(args)) {
            Ok(()) => Counts::of(true),
            Err(Fail::Command { .. }) => Counts::of(false),
            Err(fail) => return Err(fail),
        }
    };
    let verdict = match counts {
        Counts { skipped: 1, .. } => "skipped: it is not installed (`rustup component add rustfmt clippy`)",
        Counts { failed: 0, .. } => "ok",
        _ => "FAILED",
    };
    println!("{name} ... {verdict}");
    Ok(counts)
}

fn unit(session: &Session<'_>) -> Done<Counts> {
    let native = packages::native(session.repo)?;
    let inside = cargo_test(session, &native, &["--lib", "--bins"])?;
    let examples = cargo_test(session, &native, &["--doc"])?;
    let plain = packages::plain(session.repo, "src")?;
    Ok(inside + examples + cargo_test(session, &plain, &[&QUICK_BUILD[..], &["--lib", "--bins"]].concat())?)
}

fn wire(session: &Session<'_>) -> Done<Counts> {
    let native = packages::native(session.repo)?;
    let plain = packages::plain(session.repo, "tests")?;
    let outside = cargo_test(session, &native, &["--test", "*"])?;
    Ok(outside + cargo_test(session, &plain, &[&QUICK_BUILD[..], &["--test", "*"]].concat())?)
}

/// Runs the tests of the packages on this machine; nothing where there are no packages.
fn cargo_test(session: &Session<'_>, packages: &[String], which: &[&str]) -> Done<Counts> {
    if packages.is_empty() {
        return Ok(Counts::default());
    }
    let mut cargo = session.repo.cargo(&["test", "--no-fail-fast"]);
    cargo.args(studio::locked()).args(packages.iter().flat_map(|name| ["--package", name]));
    cargo.args(which).args(chosen(session));
    counted(&mut cargo)
}

fn browser(session: &Session<'_>) -> Done<Counts> {
    let repo = session.repo;
    let tools = setup::studio(repo)?;
    let browser = setup::browser()?;
    let packages = packages::browser(repo)?;
    if packages.is_empty() {
        return Ok(Counts::default());
    }
    let mut cargo = tools.command("cargo");
    cargo.args(["test", "--no-fail-fast", "--target", "wasm32-unknown-unknown"]).args(QUICK_BUILD);
    cargo.args(studio::locked()).args(packages.iter().flat_map(|name| ["--package", name]));
    cargo.args(["--lib", "--bins", "--tests"]).args(chosen(session)).current_dir(repo.root());
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    cargo.env("CHROMEDRIVER", &browser.driver).env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", webdriver(repo, &browser)?);
    counted(&mut cargo)
}

/// Writes the file that tells the driver which browser to start and how; it names paths of this machine, so it
/// lives among the build's own files.
fn webdriver(repo: &Repo, browser: &setup::Browser) -> Done<PathBuf> {
    const QUIET: [&str; 9] = [
        "--headless",
        // A browser run by root has no sandbox of its own; what it opens here are this checkout's tests only.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];
    let options = serde_json::json!({ "goog:chromeOptions": { "binary": browser.chrome, "args": QUIET } });
    let path = repo.target()?.join("webdriver.json");
    fs::write(&path, options.to_string()).at("writing", &path)?;
    Ok(path)
}

fn size(session: &mut Session<'_>) -> Done<Counts> {
    let made = dist::build(session.repo)?;
    let (whole, packed) = dist::wasm_sizes(&made.folder, dist::Program::Studio)?;
    let met = packed <= WASM_LIMIT;
    let verdict = if met { "ok" } else { "FAILED: CONTRIBUTING.md says how to find what grew" };
    println!("wasm of a first visit: {whole} bytes, {packed} by Brotli, limit {WASM_LIMIT} ... {verdict}");
    let (whole, packed) = dist::wasm_sizes(&made.folder, dist::Program::Parts)?;
    println!("its parts, fetched when they are wanted: {whole} bytes, {packed} by Brotli");
    let (whole, packed) = dist::wasm_sizes(&made.folder, dist::Program::Easel)?;
    println!("mask editor, fetched when a mask is opened: {whole} bytes, {packed} by Brotli");
    session.dist = Some(made);
    Ok(Counts::of(met))
}

fn e2e(session: &Session<'_>) -> Done<Counts> {
    let repo = session.repo;
    setup::e2e(repo)?;
    let browser = setup::browser()?;
    let (program, folder) = match &session.dist {
        Some(made) => (made.program.clone(), made.folder.clone()),
        None => {
            let tools = setup::studio(repo)?;
            let folder = studio::build(repo, &tools)?;
            (studio::server(repo)?, folder)
        }
    };
    let files = e2e_files(session)?;
    if files.is_empty() {
        return Ok(Counts::default());
    }
    let mut node = run::command("node");
    // Two at a time: each file starts a browser and a server of its own, and machines with two cores are common.
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=2"]).args(files);
    node.env("IDEOMIX_BIN", program).env("IDEOMIX_STUDIO", folder).env("CHROME", browser.chrome);
    node.current_dir(repo.path("tests/e2e"));
    let mut counts = Counts::default();
    let status = run::lines(&mut node, |line| counts::read_node_line(line, &mut counts))?;
    Ok(counts.with_status(status))
}

/// The test files, named one by one: what Node finds by itself differs between its versions.
fn e2e_files(session: &Session<'_>) -> Done<Vec<PathBuf>> {
    let mut found = Vec::new();
    let folder = session.repo.path("tests/e2e");
    for entry in fs::read_dir(&folder).at("reading", &folder)? {
        let entry = entry.at("reading", &folder)?;
        match (entry.file_name().to_string_lossy().as_ref(), entry.path()) {
            ("node_modules" | "bench" | "out", _) => {}
            (_, path) if path.is_dir() => found.extend(dist::files(&path)?),
            (_, path) => found.push(path),
        }
    }
    found.retain(|path| {
        let name = path.strip_prefix(&folder).unwrap_or(path).to_string_lossy().into_owned();
        let words = &session.words;
        name.ends_with(".test.mjs") && (words.is_empty() || words.iter().any(|word| name.contains(word)))
    });
    found.sort();
    Ok(found)
}

/// What `cargo test` wants after its own arguments.
fn chosen<'s>(session: &'s Session<'_>) -> impl Iterator<Item = &'s str> {
    let dashes = (!session.words.is_empty()).then_some("--");
    dashes.into_iter().chain(session.words.iter().map(String::as_str))
}

fn counted(cargo: &mut Command) -> Done<Counts> {
    let mut counts = Counts::default();
    let status = run::lines(cargo, |line| counts = counts + counts::of_cargo_line(line).unwrap_or_default())?;
    Ok(counts.with_status(status))
}
