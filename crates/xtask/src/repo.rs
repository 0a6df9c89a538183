//! Where things are: the checkout, its build folder, and the cache that all checkouts of one user share.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::fail::{At, Done, Fail, show};
use crate::run;

/// The checkout this program works on.
#[derive(Debug)]
pub(crate) struct Repo {
    root: PathBuf,
}

impl Repo {
    /// The checkout that `cargo xtask` was called in.
    pub(crate) fn here() -> Done<Self> {
        let start = match env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => env::current_dir().at("finding", Path::new("the current folder"))?,
        };
        let root = start.ancestors().find(|folder| folder.join("crates/xtask/Cargo.toml").is_file());
        match root {
            Some(root) => Ok(Self { root: root.to_path_buf() }),
            None => Err(Fail::missing(
                "this is not inside a checkout of Ideomix",
                "change into the checkout first",
            )),
        }
    }

    /// The top folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the checkout.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// What Cargo says about the workspace, without its dependencies: asks no network and takes a moment only.
    pub(crate) fn metadata(&self) -> Done<Value> {
        let text =
            run::ask(&mut self.cargo(&["metadata", "--format-version", "1", "--no-deps", "--offline"]))?;
        serde_json::from_str(&text)
            .map_err(|error| Fail::Form { what: "cargo metadata".into(), why: error.to_string() })
    }

    /// Cargo, in the top folder.
    pub(crate) fn cargo(&self, args: &[&str]) -> std::process::Command {
        let mut cargo = run::command("cargo");
        cargo.args(args).current_dir(&self.root);
        cargo
    }

    /// Where Cargo builds.
    pub(crate) fn target(&self) -> Done<PathBuf> {
        match self.metadata()?.get("target_directory").and_then(Value::as_str) {
            Some(folder) => Ok(PathBuf::from(folder)),
            None => {
                Err(Fail::Form { what: "cargo metadata".into(), why: "names no target_directory".into() })
            }
        }
    }

    /// The exact version the workspace pins for a dependency, as in `wasm-bindgen = "=0.2.130"`.
    ///
    /// Pinned once there, so that the program of the same name and the crate can never differ.
    pub(crate) fn pinned(&self, dependency: &str) -> Done<String> {
        let path = self.path("Cargo.toml");
        let text = fs::read_to_string(&path).at("reading", &path)?;
        pin_in(&text, dependency).ok_or_else(|| Fail::Form {
            what: show(path),
            why: format!("does not pin {dependency} as {dependency} = \"=VERSION\""),
        })
    }
}

/// The folder for tools, shared by all checkouts of one user: `IDEOMIX_CACHE`, or `ideomix` in the user's cache.
pub(crate) fn cache() -> Done<PathBuf> {
    if let Some(folder) = set("IDEOMIX_CACHE") {
        return Ok(folder);
    }
    let base = if cfg!(windows) {
        set("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        set("HOME").map(|home| home.join("Library/Caches"))
    } else {
        set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")))
    };
    match base {
        Some(base) => Ok(base.join("ideomix")),
        None => {
            Err(Fail::missing("no folder for the user's caches is known", "set IDEOMIX_CACHE to a folder"))
        }
    }
}

/// Whether this runs on a continuous-integration machine, where nobody looks and lock files must be right.
pub(crate) fn in_ci() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}

fn set(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn pin_in(manifest: &str, dependency: &str) -> Option<String> {
    manifest.lines().find_map(|line| {
        let value = line.strip_prefix(dependency)?.trim_start().strip_prefix('=')?;
        let (_, pinned) = value.split_once("\"=")?;
        Some(pinned.split('"').next()?.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pinned_version_is_read_in_both_forms_and_a_range_is_not_a_pin() {
        let manifest = "a = \"1\"\nwasm-bindgen-test = \"0.3\"\nwasm-bindgen = \"=0.2.130\"\nb = { version = \"=4.5.6\" }\n";
        assert_eq!(pin_in(manifest, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(pin_in(manifest, "b").as_deref(), Some("4.5.6"));
        assert_eq!(pin_in(manifest, "a"), None);
        assert_eq!(pin_in(manifest, "absent"), None);
    }

    #[test]
    fn this_checkout_is_found_and_pins_wasm_bindgen() {
        let repo = Repo::here().unwrap();
        assert!(repo.path("crates/xtask/Cargo.toml").is_file());
        assert!(repo.pinned("wasm-bindgen").unwrap().starts_with("0.2."));
    }
}
