//! `cargo xtask bench NAME`: measurements that anyone can repeat.
//!
//! Every measurement prints lines `figure NAME VALUE UNIT`, and `ratio NAME VALUE` where two things are compared,
//! so that a report can be made from the output by looking at the first word. A measurement is one of:
//! - `size`, which needs nothing but a build;
//! - a script `tests/e2e/bench/NAME.mjs`, run by Node after `dist`, with `IDEOMIX_BIN`, `IDEOMIX_STUDIO` and `CHROME`;
//! - a script `tests/npm/bench/NAME.mjs`, run by Node after `dist npm`, with `IDEOMIX_TGZ` and `CHROME`;
//! - a Cargo bench `crates/CRATE/benches/NAME.rs`.

use std::fs;
use std::path::Path;

use crate::fail::{Done, Fail};
use crate::repo::Repo;
use crate::{dist, run, setup, studio};

const SCRIPTS: &str = "tests/e2e/bench";
const PACKAGE_SCRIPTS: &str = "tests/npm/bench";

/// Runs one measurement; words after the name are handed on to it.
pub(crate) fn run(repo: &Repo, args: &[String]) -> Done {
    let all = all(repo);
    let Some((name, rest)) = args.split_first() else {
        print_list(&all);
        return Ok(());
    };
    match all.into_iter().find(|bench| bench.name == *name) {
        Some(bench) => bench.run(repo, rest),
        None => {
            print_list(&self::all(repo));
            Err(Fail::Usage(format!("there is no measurement {name:?}")))
        }
    }
}

/// Whether a line of output is a measurement: `figure NAME VALUE UNIT` or `ratio NAME VALUE`.
fn is_measurement(line: &str) -> bool {
    let words: Vec<_> = line.split_whitespace().collect();
    match words.as_slice() {
        ["figure", _, value, _] | ["ratio", _, value] => value.parse::<f64>().is_ok(),
        _ => false,
    }
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Bench {
    name: String,
    kind: Kind,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Size,
    Script,
    Package,
    Cargo { package: String },
}

impl Bench {
    fn run(&self, repo: &Repo, rest: &[String]) -> Done {
        match &self.kind {
            Kind::Size => sizes(repo),
            Kind::Script => self.script(repo, rest),
            Kind::Package => self.package(repo, rest),
            Kind::Cargo { package } => {
                let mut cargo = repo.cargo(&["bench", "--profile", "native", "--package", package]);
                self.measured(cargo.args(studio::locked()).args(["--bench", &self.name, "--"]).args(rest))
            }
        }
    }

    fn script(&self, repo: &Repo, rest: &[String]) -> Done {
        setup::e2e(repo)?;
        let browser = setup::browser()?;
        let made = dist::build(repo)?;
        let mut node = run::command("node");
        node.arg(repo.path(SCRIPTS).join(format!("{}.mjs", self.name))).args(rest);
        node.env("IDEOMIX_BIN", made.program)
            .env("IDEOMIX_STUDIO", made.folder)
            .env("CHROME", browser.chrome);
        self.measured(node.current_dir(repo.path("tests/e2e")))
    }

    fn package(&self, repo: &Repo, rest: &[String]) -> Done {
        setup::npm_tests(repo)?;
        let browser = setup::browser()?;
        let mut node = run::command("node");
        node.arg(repo.path(PACKAGE_SCRIPTS).join(format!("{}.mjs", self.name))).args(rest);
        node.env("IDEOMIX_TGZ", dist::npm::build(repo, false)?.tarball)
            .env("IDEOMIX_NPM_WORK", repo.target()?.join("npm-tests"))
            .env("CHROME", browser.chrome);
        self.measured(node.current_dir(repo.path("tests/npm")))
    }

    /// A measurement that ends well and printed no figure has measured nothing.
    fn measured(&self, command: &mut std::process::Command) -> Done {
        let mut count = 0;
        let status = run::lines(command, |line| count += usize::from(is_measurement(line)))?;
        if !status.success() {
            return Err(Fail::Command {
                line: run::line(command),
                ended: status.to_string(),
                said: String::new(),
            });
        }
        if count == 0 {
            let why = "printed no `figure NAME VALUE UNIT`".into();
            return Err(Fail::Form { what: format!("bench {}", self.name), why });
        }
        Ok(())
    }
}

fn sizes(repo: &Repo) -> Done {
    let made = dist::build(repo)?;
    let (whole, packed) = dist::wasm_sizes(&made.folder, dist::Program::Studio)?;
    println!("figure studio_wasm {whole} bytes");
    println!("figure studio_wasm_brotli {packed} bytes");
    println!("ratio studio_wasm_brotli_to_whole {:.3}", packed as f64 / whole as f64);
    let (whole, packed) = dist::wasm_sizes(&made.folder, dist::Program::Parts)?;
    println!("figure parts_wasm {whole} bytes");
    println!("figure parts_wasm_brotli {packed} bytes");
    let (whole, packed) = dist::wasm_sizes(&made.folder, dist::Program::Easel)?;
    println!("figure easel_wasm {whole} bytes");
    println!("figure easel_wasm_brotli {packed} bytes");
    Ok(())
}

fn all(repo: &Repo) -> Vec<Bench> {
    let mut all = vec![Bench { name: "size".into(), kind: Kind::Size }];
    for name in names(&repo.path(SCRIPTS), "mjs") {
        all.push(Bench { name, kind: Kind::Script });
    }
    for name in names(&repo.path(PACKAGE_SCRIPTS), "mjs") {
        all.push(Bench { name, kind: Kind::Package });
    }
    for folder in names(&repo.path("crates"), "") {
        for name in names(&repo.path("crates").join(&folder).join("benches"), "rs") {
            all.push(Bench { name, kind: Kind::Cargo { package: format!("ideomix-{folder}") } });
        }
    }
    all.sort();
    all
}

/// The stems of the entries of a folder that end in `end`; none where there is no such folder.
fn names(folder: &Path, end: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let wanted = paths.filter(|path| path.extension().unwrap_or_default() == end);
    wanted.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
}

fn print_list(all: &[Bench]) {
    println!("cargo xtask bench NAME, where NAME is one of:");
    for bench in all {
        let what = match &bench.kind {
            Kind::Size => "the bytes of the studio's wasm".to_owned(),
            Kind::Script => format!("{SCRIPTS}/{}.mjs, on the built studio", bench.name),
            Kind::Package => format!("{PACKAGE_SCRIPTS}/{}.mjs, on the packed npm package", bench.name),
            Kind::Cargo { package } => format!("the Cargo bench of {package}"),
        };
        println!("  {:<12} {what}", bench.name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measurement_has_a_name_a_number_and_a_unit() {
        assert!(is_measurement("figure first_paint 123.4 ms"));
        assert!(is_measurement("ratio ours_to_theirs 0.5"));
        assert!(!is_measurement("figure first_paint fast ms"));
        assert!(!is_measurement("figure first_paint 123"));
        assert!(!is_measurement("some other line"));
    }

    #[test]
    fn the_size_can_always_be_measured() {
        let repo = Repo::here().unwrap();
        assert!(all(&repo).iter().any(|bench| bench.name == "size"));
    }
}
