//! The files the rules look at.

use std::fs;
use std::path::Path;

use super::File;
use crate::fail::{At, Done};
use crate::repo::Repo;
use crate::run;

/// Every text file that is tracked or would be by the next `git add`; in a checkout without git, every file that is
/// not built or installed.
pub(crate) fn files(repo: &Repo) -> Done<Vec<File>> {
    let mut git = run::command("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(repo.root());
    let paths = match run::ask(&mut git) {
        Ok(list) => list.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect(),
        Err(_) => walk(repo.root(), "")?,
    };
    let mut files = Vec::new();
    for path in paths {
        // What git knows and the folder lacks was deleted and not committed yet.
        let Ok(bytes) = fs::read(repo.path(&path)) else { continue };
        if let Ok(text) = String::from_utf8(bytes) {
            files.push(File { path, text });
        }
    }
    Ok(files)
}

fn walk(folder: &Path, inside: &str) -> Done<Vec<String>> {
    const LEFT_OUT: [&str; 5] = [".git", "target", "dist", "node_modules", "out"];
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).at("reading", folder)? {
        let entry = entry.at("reading", folder)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if inside.is_empty() { name.clone() } else { format!("{inside}/{name}") };
        if LEFT_OUT.contains(&name.as_str()) {
            continue;
        }
        if entry.path().is_dir() { found.extend(walk(&entry.path(), &path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_listing_find_this_file_and_no_build() {
        let repo = Repo::here().unwrap();
        let this = "crates/xtask/src/tidy/tracked.rs";
        let listed = files(&repo).unwrap();
        assert!(listed.iter().any(|file| file.path == this));
        assert!(!listed.iter().any(|file| file.path.starts_with("target/")));
        let walked = walk(repo.root(), "").unwrap();
        assert!(walked.iter().any(|path| path == this));
        assert!(!walked.iter().any(|path| path.contains("node_modules")));
    }
}
