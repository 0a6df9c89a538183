//! Which packages have which tests, found from their sources so that no list can forget one.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::dist;
use crate::fail::{At, Done};
use crate::repo::Repo;

/// The packages that have nothing to do with a browser: the default members of the workspace.
pub(crate) fn native(repo: &Repo) -> Done<Vec<String>> {
    let meta = repo.metadata()?;
    Ok(all(&meta).filter(|package| package.default).map(|package| package.name.to_owned()).collect())
}

/// The packages made for a browser.
pub(crate) fn made_for_browser(repo: &Repo) -> Done<Vec<String>> {
    chosen(repo, |package| Ok(!package.default))
}

/// The packages made for a browser that have tests which need none, in the folder `inside` of the package.
pub(crate) fn plain(repo: &Repo, inside: &str) -> Done<Vec<String>> {
    chosen(repo, |package| Ok(!package.default && holds(&package.folder.join(inside), "#[test]")?))
}

/// The packages with tests that run in a browser.
pub(crate) fn browser(repo: &Repo) -> Done<Vec<String>> {
    const MARK: &str = "#[wasm_bindgen_test";
    chosen(repo, |package| {
        Ok(holds(&package.folder.join("src"), MARK)? || holds(&package.folder.join("tests"), MARK)?)
    })
}

fn chosen(repo: &Repo, wanted: impl Fn(&Package<'_>) -> Done<bool>) -> Done<Vec<String>> {
    let meta = repo.metadata()?;
    let mut names = Vec::new();
    for package in all(&meta) {
        if wanted(&package)? {
            names.push(package.name.to_owned());
        }
    }
    Ok(names)
}

struct Package<'a> {
    name: &'a str,
    folder: &'a Path,
    default: bool,
}

fn all(meta: &Value) -> impl Iterator<Item = Package<'_>> {
    let list = |name: &str| meta.get(name).and_then(Value::as_array).into_iter().flatten();
    let default: Vec<_> = list("workspace_default_members").filter_map(Value::as_str).collect();
    list("packages").filter_map(move |package| {
        let text = |name: &str| package.get(name).and_then(Value::as_str);
        let folder = Path::new(text("manifest_path")?).parent()?;
        Some(Package { name: text("name")?, folder, default: default.contains(&text("id")?) })
    })
}

/// Whether a line of a Rust file in the folder begins with the mark.
fn holds(folder: &Path, mark: &str) -> Done<bool> {
    if !folder.is_dir() {
        return Ok(false);
    }
    for path in dist::files(folder)? {
        if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).at("reading", &path)?;
            if text.lines().any(|line| line.trim_start().starts_with(mark)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_package_is_tested_natively_and_has_no_browser_tests() {
        let repo = Repo::here().unwrap();
        let name = "ideomix-xtask".to_owned();
        assert!(native(&repo).unwrap().contains(&name));
        assert!(!plain(&repo, "src").unwrap().contains(&name), "it is tested once");
        assert!(!browser(&repo).unwrap().contains(&name));
    }
}
