//! `cargo xtask dist npm`: the npm package as a tarball, in `dist/npm`.
//!
//! Rust gives the wasm cores, `trim.mjs` and `wasm-opt` their size; the rest is JavaScript's own affair and
//! is done by `crates/npm/js/build/build.mjs`. With `--panics` the core panics on request, for the tests of that.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::fail::{At, Done, Fail, show};
use crate::repo::Repo;
use crate::setup::Tools;
use crate::{run, setup, studio};

const FOLDER: &str = "dist/npm";
const PACKAGE: &str = "ideomix-npm";

/// What was made.
#[derive(Debug)]
pub(crate) struct Package {
    /// The tarball.
    pub(crate) tarball: PathBuf,
}

/// Runs the command.
pub(crate) fn run(repo: &Repo, args: &[String]) -> Done {
    let panics = match args {
        [] => false,
        [one] if one == "--panics" => true,
        _ => return Err(Fail::Usage(format!("dist npm takes --panics or nothing, not {args:?}"))),
    };
    let made = build(repo, panics)?;
    println!("the package is {}", show(&made.tarball));
    Ok(())
}

/// Builds the package.
pub(crate) fn build(repo: &Repo, panics: bool) -> Done<Package> {
    let tools = setup::studio(repo)?;
    let wasm_opt = setup::shrinkers(repo)?
        .map(|shrinkers| shrinkers.wasm_opt)
        .ok_or_else(|| Fail::missing("node was not found", "install Node 20 or newer with npm"))?;
    let sources = setup::npm_package(repo)?;
    let work = repo.target()?.join("npm");
    let out = repo.path(FOLDER).join(if panics { "panics" } else { "" });
    fs::create_dir_all(&out).at("making", &out)?;
    write_tables(repo, &sources)?;

    let builder = Builder { repo, tools: &tools, wasm_opt: &wasm_opt, work: &work, sources: &sources };
    let core = builder.core("core", if panics { "core,panics" } else { "core" })?;
    let mask = builder.core("mask", "mask")?;
    let version = version(repo)?;
    let stage = work.join("stage");
    let tarball = out.join(format!("ideomix-{version}.tgz"));
    let wishes = json!({
        "folder": sources,
        "stage": stage,
        "tarballPath": tarball,
        "licenses": [repo.path("LICENSE-APACHE"), repo.path("LICENSE-MIT")],
        "version": version,
        "cores": [core, mask],
    });
    run::show(run::command("node").arg(sources.join("build/build.mjs")).arg(wishes.to_string()))?;
    Ok(Package { tarball })
}

/// The words, prices and names that the facade takes from the capability table.
fn write_tables(repo: &Repo, sources: &Path) -> Done {
    let mut cargo = repo.cargo(&["run", "--quiet", "--package", PACKAGE, "--example", "tables"]);
    let tables = run::ask(cargo.args(studio::locked()))?;
    let folder = sources.join("src/generated");
    fs::create_dir_all(&folder).at("making", &folder)?;
    let path = folder.join("tables.ts");
    fs::write(&path, tables).at("writing", &path)
}

struct Builder<'a> {
    repo: &'a Repo,
    tools: &'a Tools,
    wasm_opt: &'a Path,
    work: &'a Path,
    sources: &'a Path,
}

impl Builder<'_> {
    /// One wasm core: compiled and made small.
    fn core(&self, name: &str, features: &str) -> Done<Value> {
        println!("building the wasm {name}");
        let mut cargo = self.tools.command("cargo");
        cargo.args(["build", "--quiet", "--profile", "npm", "--target", "wasm32-unknown-unknown"]);
        cargo.args(["--package", PACKAGE, "--lib", "--no-default-features", "--features", features]);
        cargo.arg("--target-dir").arg(self.work).args(studio::locked());
        cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(self.repo)).current_dir(self.repo.root());
        run::show(&mut cargo)?;

        let folder = self.work.join("cores").join(name);
        fs::create_dir_all(&folder).at("making", &folder)?;
        let (trimmed, small) = (folder.join("trimmed.wasm"), folder.join("small.wasm"));
        let mut trim = run::command("node");
        trim.arg(self.sources.join("build/trim.mjs"));
        trim.arg(self.work.join("wasm32-unknown-unknown/npm/ideomix_npm.wasm")).arg(&trimmed);
        run::show(&mut trim)?;

        let mut node = run::command("node");
        // What counts is the packed file. Functions that are called once stay apart: inlined, they repeat what packs
        // well when it stands together; and what has like names stands together.
        node.arg(self.wasm_opt).args([
            "-ocimfs",
            "10",
            "--low-memory-unused",
            "--flatten",
            "--rereloop",
            "-O3",
            "-Oz",
            "--converge",
            "--dealign",
            "--reorder-functions-by-name",
            "--strip-debug",
            "--strip-producers",
            "--strip-target-features",
        ]);
        run::show(node.arg(trimmed).arg("-o").arg(&small))?;
        Ok(json!({ "name": name, "wasm": small }))
    }
}

/// Without this machine's folders the file is the same everywhere.
fn flags(repo: &Repo) -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let mut flags = vec![format!("--remap-path-prefix={}=", show(repo.root()))];
    flags.extend(home.map(|home| format!("--remap-path-prefix={}=", show(home.join("registry/src")))));
    // What names what: `trim.mjs` reads it.
    flags.push("-Clink-arg=--emit-relocs".to_owned());
    // The linker optimizes the whole program. Unlike the compiler it sees that freeing does nothing in the core's memory,
    // so that what only frees is left out; and a little inlining, which z forbids, makes both files smaller.
    flags.extend(
        ["-Clinker-plugin-lto", "-Clink-arg=--lto-O3", "-Cllvm-args=-inline-threshold=33"].map(str::to_owned),
    );
    flags.extend(["-Clink-arg=-mllvm", "-Clink-arg=-inline-threshold=33"].map(str::to_owned));
    flags.join("\u{1f}")
}

fn version(repo: &Repo) -> Done<String> {
    let metadata = repo.metadata()?;
    let packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
    let named = |package: &&Value| package.get("name").and_then(Value::as_str) == Some(PACKAGE);
    let version = packages.into_iter().find(named).and_then(|package| package.get("version")?.as_str());
    version
        .map(str::to_owned)
        .ok_or_else(|| Fail::Form { what: "cargo metadata".into(), why: format!("does not name {PACKAGE}") })
}
