//! Which packages have which tests, found from their sources so that no list can forget one.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::dist;
use crate::fail::{At, Done};
use crate::repo::Repo;

/// The packages that build and test without a browser: the default members of the workspace, and of the others
/// those with plain `#[test]`s.
pub(crate) fn native(repo: &Repo) -> Done<Vec<String>> {
    let meta = repo.metadata()?;
    let default = meta.get("workspace_default_members").and_then(Value::as_array);
    let default: Vec<_> = default.into_iter().flatten().filter_map(Value::as_str).collect();
    all(&meta)
        .filter_map(|package| match default.contains(&package.id) {
            true => Some(Ok(package.name.to_owned())),
            false => {
                holds(package.folder, "#[test]").map(|has| has.then(|| package.name.to_owned())).transpose()
            }
        })
        .collect()
}

/// The packages with tests that run in a browser.
pub(crate) fn browser(repo: &Repo) -> Done<Vec<String>> {
    let meta = repo.metadata()?;
    all(&meta)
        .filter_map(|package| {
            holds(package.folder, "#[wasm_bindgen_test")
                .map(|has| has.then(|| package.name.to_owned()))
                .transpose()
        })
        .collect()
}

struct Package<'a> {
    id: &'a str,
    name: &'a str,
    folder: &'a Path,
}

fn all(meta: &Value) -> impl Iterator<Item = Package<'_>> {
    meta.get("packages").and_then(Value::as_array).into_iter().flatten().filter_map(|package| {
        let text = |name: &str| package.get(name).and_then(Value::as_str);
        let folder = Path::new(text("manifest_path")?).parent()?;
        Some(Package { id: text("id")?, name: text("name")?, folder })
    })
}

/// Whether a line of the package's sources or tests begins with the mark.
fn holds(folder: &Path, mark: &str) -> Done<bool> {
    for inner in ["src", "tests"].map(|inner| folder.join(inner)) {
        if !inner.is_dir() {
            continue;
        }
        for path in dist::files(&inner)? {
            if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).at("reading", &path)?;
                if text.lines().any(|line| line.trim_start().starts_with(mark)) {
                    return Ok(true);
                }
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
        assert!(!browser(&repo).unwrap().contains(&name));
    }
}
