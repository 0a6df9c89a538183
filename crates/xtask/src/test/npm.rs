//! The tests of the npm package, from its packed form: the quick ones of every run, and the whole matrix.

use std::fs;
use std::path::PathBuf;

use super::counts::{self, Counts};
use super::layers::Session;
use crate::fail::{At, Done};
use crate::repo::Repo;
use crate::{dist, run, setup};

/// Where the tests are; those of the whole matrix are in its folder `all`.
const FOLDER: &str = "tests/npm";

/// This Node, Chromium, Vite, esbuild, one compiler; wire forms, faults, limits, leaks.
pub(super) fn quick(session: &Session<'_>) -> Done<Counts> {
    tested(session, &[FOLDER])
}

/// The same, and every other runtime, bundler, test runner and compiler that the package promises, and the other
/// clients. What cannot be had on this machine fails: it is not proved.
pub(super) fn all(session: &Session<'_>) -> Done<Counts> {
    tested(session, &[FOLDER, "tests/npm/all"])
}

fn tested(session: &Session<'_>, folders: &[&str]) -> Done<Counts> {
    let repo = session.repo();
    setup::npm_tests(repo)?;
    let browser = setup::browser()?;
    let mut files = Vec::new();
    for folder in folders {
        files.extend(self::files(repo, folder, &session.words)?);
    }
    if files.is_empty() {
        return Ok(Counts::default());
    }
    let panics = dist::npm::build(repo, true)?.tarball;
    let tarball = dist::npm::build(repo, false)?.tarball;
    let mut counts = Counts::default();
    let mut node = run::command("node");
    // One file after the other: some of them measure time.
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=1"])
        .args(files)
        .current_dir(repo.path(FOLDER));
    node.env("IDEOMIX_TGZ", tarball).env("IDEOMIX_NPM_WORK", repo.target()?.join("npm-tests"));
    node.env("IDEOMIX_PANICS", panics).env("CHROME", &browser.chrome);
    let status = run::lines(&mut node, |line| counts::read_node_line(line, &mut counts))?;
    Ok(counts.with_status(status))
}

/// The test files of a folder, without those of its folders, that one of the words chooses.
fn files(repo: &Repo, folder: &str, words: &[String]) -> Done<Vec<PathBuf>> {
    let folder = repo.path(folder);
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).at("reading", &folder)? {
        let path = entry.at("reading", &folder)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".test.mjs") && (words.is_empty() || words.iter().any(|word| name.contains(word))) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
