//! `cargo xtask setup`: brings what the builds need, and installs nothing twice.
//!
//! Every tool is first looked for, then fetched on its usual path, and at last built from what a plain Debian
//! machine and the crate registry have. Nothing here asks a question, so that a fresh machine needs one command.

mod binaries;
mod browser;
mod debian;
mod npm;
mod report;
mod wasm;

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

pub(crate) use self::browser::Browser;
use crate::fail::{At, Done, Fail};
use crate::repo::{self, Repo};
use crate::run;

/// What a build of the studio needs: the compiler for wasm and the programs around it.
#[derive(Debug)]
pub(crate) struct Tools {
    toolchain: Option<String>,
    path: OsString,
}

impl Tools {
    /// A program with the wasm compiler and the tools in reach.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = run::command(program);
        // Trunk 0.21 takes NO_COLOR for a flag of its own and stops at any value but true or false.
        command.env("PATH", &self.path).env_remove("NO_COLOR");
        if let Some(toolchain) = &self.toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        command
    }
}

/// Runs the command; `args` may hold `--tests`.
pub(crate) fn run(repo: &Repo, args: &[String]) -> Done {
    let tests = match args {
        [] => false,
        [one] if one == "--tests" => true,
        _ => return Err(Fail::Usage(format!("setup takes --tests and nothing else, not {args:?}"))),
    };
    let start = Instant::now();
    studio(repo)?;
    if tests {
        browser()?;
        e2e(repo)?;
        npm_tests(repo)?;
        shrinkers(repo)?;
    }
    println!("ready in {:.1} s", start.elapsed().as_secs_f32());
    Ok(())
}

/// What is needed to build the studio.
pub(crate) fn studio(repo: &Repo) -> Done<Tools> {
    let lock = Lock::take()?;
    let bin = lock.tools.join("bin");
    let toolchain = wasm::ready(&lock.cache)?;
    binaries::ready(repo, &lock.tools)?;
    Ok(Tools { toolchain, path: run::path_with(&bin) })
}

/// What is needed to run code in a real browser.
pub(crate) fn browser() -> Done<Browser> {
    let _lock = Lock::take()?;
    browser::ready()
}

/// What is needed for the tests that drive the whole studio.
pub(crate) fn e2e(repo: &Repo) -> Done {
    let _lock = Lock::take()?;
    npm::ready(&repo.path("tests/e2e"), "the browser driver")
}

/// What is needed for the tests of the npm package; what only the whole matrix needs, its tests bring themselves.
pub(crate) fn npm_tests(repo: &Repo) -> Done {
    let _lock = Lock::take()?;
    npm::ready(&repo.path("tests/npm"), "the tools of the npm tests")
}

/// The programs that make a site smaller, scripts that Node runs.
#[derive(Debug)]
pub(crate) struct Shrinkers {
    /// Makes wasm smaller.
    pub(crate) wasm_opt: PathBuf,
    /// Makes a script smaller, in place.
    pub(crate) minify: PathBuf,
}

/// The programs that make a site smaller, or `None` on a machine without Node.
pub(crate) fn shrinkers(repo: &Repo) -> Done<Option<Shrinkers>> {
    let _lock = Lock::take()?;
    let folder = repo.path("crates/xtask/npm");
    match npm::node() {
        Ok(_) => {
            npm::ready(&folder, "wasm-opt and esbuild")?;
            let wasm_opt = folder.join("node_modules/binaryen/bin/wasm-opt");
            Ok(Some(Shrinkers { wasm_opt, minify: folder.join("minify.mjs") }))
        }
        Err(_) => Ok(None),
    }
}

/// What the npm package is bundled with; its folder.
pub(crate) fn npm_package(repo: &Repo) -> Done<PathBuf> {
    let _lock = Lock::take()?;
    let folder = repo.path("crates/npm/js");
    npm::ready(&folder, "esbuild and TypeScript")?;
    Ok(folder)
}

/// Keeps two set-ups, in this checkout or another, from installing the same tool at once.
///
/// The operating system gives the lock back when the process ends, however it ends.
struct Lock {
    cache: PathBuf,
    tools: PathBuf,
    _file: File,
}

impl Lock {
    fn take() -> Done<Self> {
        let cache = repo::cache()?;
        let tools = cache.join("tools");
        fs::create_dir_all(&tools).at("making", &tools)?;
        let path = cache.join("setup.lock");
        let file = File::options().create(true).append(true).open(&path).at("opening", &path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                println!("another setup is running; waiting for it");
                file.lock().at("locking", &path)?;
            }
            Err(TryLockError::Error(error)) => return Err(Fail::file("locking", &path, error)),
        }
        Ok(Self { cache, tools, _file: file })
    }
}
