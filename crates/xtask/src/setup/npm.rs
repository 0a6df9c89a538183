//! Node and the few packages from npm that the tests and the release build use.

use std::fs;
use std::path::Path;

use super::report;
use crate::fail::{At, Done, Fail};
use crate::run;

/// The oldest Node that has a test runner with everything the tests use.
const OLDEST: u32 = 20;

/// The version of Node, or what to do about it.
pub(crate) fn node() -> Done<String> {
    let next = format!("install Node {OLDEST} or newer with npm, then run the command again");
    let said = run::ask(run::command("node").arg("--version"))
        .map_err(|_| Fail::missing("node was not found", next.as_str()))?;
    let version = said.trim();
    match major(version) {
        Some(found) if found >= OLDEST && run::find("npm").is_some() => Ok(version.to_owned()),
        Some(found) if found >= OLDEST => Err(Fail::missing("node is there and npm is not", next)),
        _ => Err(Fail::missing(format!("node {version} is too old"), next)),
    }
}

/// Installs what the folder's lock file names, unless exactly that is installed already.
pub(crate) fn ready(folder: &Path, tool: &str) -> Done {
    let node = node()?;
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).at("reading", &lock)?;
    let stamp = folder.join("node_modules/.ideomix-installed");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        report::there(tool, &format!("by npm, for node {node}"));
        return Ok(());
    }
    report::step(tool, "npm ci", || {
        run::ask(npm().args(["ci", "--no-audit", "--no-fund"]).current_dir(folder)).map(drop)
    })?;
    fs::write(&stamp, wanted).at("writing", &stamp)
}

/// On Windows npm is a script, which only its full name starts.
fn npm() -> std::process::Command {
    run::command(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_node_says() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("20.20.2"), None);
        assert_eq!(major("v"), None);
    }
}
