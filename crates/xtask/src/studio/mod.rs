//! Building the two halves that people use: the studio for the browser and the program that serves it.

mod parts;
mod styles;

use std::path::PathBuf;
use std::time::Instant;

use crate::fail::{Done, Fail};
use crate::repo::{self, Repo};
use crate::run;
use crate::setup::Tools;

/// The folder Trunk builds into, as `Trunk.toml` says.
const FOLDER: &str = "target/studio";

/// Builds the studio and hands back its folder.
///
/// Trunk may ask no network: it would fetch its own copies of tools that are there, and a build would depend on
/// hosts that some machines cannot reach. What the crate registry has is therefore fetched before.
pub(crate) fn build(repo: &Repo, tools: &Tools) -> Done<PathBuf> {
    let start = Instant::now();
    println!("building the studio (a few minutes the first time, seconds after an edit)");
    fetch(repo)?;
    let mut trunk = tools.command("trunk");
    trunk.args(["build", "--release", "--offline", "--features", parts::FEATURE]).args(locked());
    run::show(trunk.current_dir(repo.root()))?;
    let folder = repo.path(FOLDER);
    parts::cut(repo, tools, &folder)?;
    styles::join(&folder)?;
    println!("the studio is built, in {:.1} s", start.elapsed().as_secs_f32());
    Ok(folder)
}

/// Builds the program `ideomix` for this machine and hands back where it is.
pub(crate) fn server(repo: &Repo) -> Done<PathBuf> {
    let start = Instant::now();
    println!("building the server");
    let mut cargo = repo.cargo(&["build", "--package", "ideomix-server", "--profile", "native"]);
    run::show(cargo.args(locked()))?;
    println!("the server is built, in {:.1} s", start.elapsed().as_secs_f32());
    let program = format!("ideomix{}", std::env::consts::EXE_SUFFIX);
    let path = repo.target()?.join("native").join(program);
    if path.is_file() {
        return Ok(path);
    }
    Err(Fail::Form { what: "ideomix-server".into(), why: format!("built no {}", path.display()) })
}

/// On a continuous-integration machine the lock file must be right as it is; a developer may be editing it.
pub(crate) fn locked() -> &'static [&'static str] {
    if repo::in_ci() { &["--locked"] } else { &[] }
}

fn fetch(repo: &Repo) -> Done {
    run::show(repo.cargo(&["fetch", "--quiet"]).args(locked()))
}
