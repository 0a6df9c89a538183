//! The two programs that turn compiled wasm into a site: `wasm-bindgen` and `trunk`.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::report;
use crate::fail::{Done, Fail};
use crate::repo::Repo;
use crate::run;

/// The version of Trunk: the last that every compiler this workspace allows can build.
const TRUNK: &str = "0.21.14";

/// The version of the program that cuts wasm into parts; it must understand what `wasm_split_helpers` in the lock file
/// writes.
const SPLIT: &str = "0.2.4";

/// How long the download of a built program may take before it is built here instead.
const LIMIT: Duration = Duration::from_secs(120);

/// Finds or brings both programs; `tools` is the folder whose `bin` holds what was brought.
pub(crate) fn ready(repo: &Repo, tools: &Path) -> Done {
    let bindgen = repo.pinned("wasm-bindgen")?;
    // Not `--locked`: the lock file of that package names versions which some mirrors of the registry lack.
    let quick = [("OPT_LEVEL", "1"), ("LTO", "off"), ("CODEGEN_UNITS", "16")];
    Binary {
        name: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: &bindgen,
        also: &["wasm-bindgen-test-runner"],
        args: &[],
        env: &quick.map(|(name, value)| (format!("CARGO_PROFILE_RELEASE_{name}"), value)),
        takes: "about two minutes",
        told: true,
    }
    .ready(tools)?;
    Binary {
        name: "trunk",
        package: "trunk",
        version: TRUNK,
        also: &[],
        // A debug build takes half the time, and Trunk only starts other programs.
        args: &["--locked", "--debug", "--no-default-features", "--features", "rustls"],
        env: &[("CARGO_PROFILE_DEV_DEBUG".to_owned(), "0")],
        takes: "about five minutes",
        told: true,
    }
    .ready(tools)?;
    Binary {
        name: "wasm-split-cli",
        package: "wasm_split_cli_support",
        version: SPLIT,
        also: &[],
        args: &["--locked", "--debug", "--features", "build-binary"],
        env: &[("CARGO_PROFILE_DEV_DEBUG".to_owned(), "0")],
        takes: "about a minute",
        told: false,
    }
    .ready(tools)
}

struct Binary<'a> {
    name: &'a str,
    package: &'a str,
    version: &'a str,
    also: &'a [&'a str],
    args: &'a [&'a str],
    env: &'a [(String, &'a str)],
    takes: &'a str,
    /// Whether it tells its version when asked.
    told: bool,
}

impl Binary<'_> {
    fn ready(&self, tools: &Path) -> Done {
        if self.there(tools) {
            return Ok(());
        }
        if run::find("cargo-binstall").is_some() && self.fetch(tools).is_ok() && self.there(tools) {
            return Ok(());
        }
        let doing = format!("cargo install {} {} ({})", self.package, self.version, self.takes);
        report::step(self.name, &doing, || self.build(tools)).map_err(|fail| {
            Fail::missing(
                format!("{} {} could not be built: {fail}", self.name, self.version),
                format!("put {} {} on PATH, then run the command again", self.name, self.version),
            )
        })?;
        if self.there(tools) {
            return Ok(());
        }
        Err(Fail::missing(
            format!("{} {} was installed but does not run", self.name, self.version),
            format!("start {} by hand and read what it says", tools.join("bin").join(self.name).display()),
        ))
    }

    /// Whether the first program of the name, in the cache or on PATH, has the version and its companions.
    fn there(&self, tools: &Path) -> bool {
        let path = run::path_with(&tools.join("bin"));
        let Some(program) = run::find_in(self.name, &path) else { return false };
        let said = match self.told {
            true => run::ask(run::command(&program).arg("--version")).unwrap_or_default(),
            false => installed(tools, self.package),
        };
        let right = version_in(&said) == Some(self.version);
        let whole = self.also.iter().all(|other| run::find_in(other, &path).is_some());
        if right && whole {
            report::there(self.name, self.version);
        } else {
            let has = version_in(&said).unwrap_or("no version");
            report::note(self.name, &format!("{} has {has}, wanted {}", program.display(), self.version));
        }
        right && whole
    }

    fn fetch(&self, tools: &Path) -> Done {
        let doing = format!("cargo binstall {} {}", self.package, self.version);
        report::step(self.name, &doing, || {
            let mut fetch = run::command("cargo");
            fetch.args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]);
            fetch.arg(tools).arg(format!("{}@{}", self.package, self.version));
            run::within(&mut fetch, LIMIT)
        })
    }

    fn build(&self, tools: &Path) -> Done {
        let mut install = run::command("cargo");
        // The folder keeps settings of the checkout, such as flags for its own builds, out of this one.
        install.args(["install", "--quiet", "--force", self.package, "--version", self.version, "--root"]);
        install.arg(tools).args(self.args).current_dir(tools);
        install.envs(self.env.iter().map(|(name, value)| (name, value)));
        install.env_remove("CARGO_BUILD_TARGET").env_remove("RUSTFLAGS");
        run::show(&mut install)
    }
}

/// What Cargo wrote down when it installed a package there, as `NAME VERSION`; nothing where it did not.
fn installed(tools: &Path, package: &str) -> String {
    let list = fs::read_to_string(tools.join(".crates.toml")).unwrap_or_default();
    let lines = list.lines().filter_map(|line| line.strip_prefix('"'));
    let line = lines.map(|line| line.split('(').next().unwrap_or_default());
    line.filter(|line| line.split(' ').next() == Some(package)).map(str::to_owned).next().unwrap_or_default()
}

/// The version in what a program says of itself: `wasm-bindgen 0.2.130`, `trunk 0.21.14 (abc)`.
fn version_in(said: &str) -> Option<&str> {
    said.split_whitespace().nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_second_word() {
        assert_eq!(version_in("wasm-bindgen 0.2.130\n"), Some("0.2.130"));
        assert_eq!(version_in("trunk 0.21.14 (abc)"), Some("0.21.14"));
        assert_eq!(version_in(""), None);
    }

    #[test]
    fn a_program_that_tells_no_version_is_known_by_what_cargo_wrote_down() {
        let tools = std::env::temp_dir().join(format!("ideomix-list-{}", std::process::id()));
        fs::create_dir_all(&tools).unwrap();
        assert_eq!(installed(&tools, "a_tool"), "");
        let list =
            "[v1]\n\"a_tool_too 9.9.9 (here)\" = [\"x\"]\n\"a_tool 0.2.4 (here)\" = [\n    \"y\",\n]\n";
        fs::write(tools.join(".crates.toml"), list).unwrap();
        assert_eq!(version_in(&installed(&tools, "a_tool")), Some("0.2.4"));
        fs::remove_dir_all(&tools).unwrap();
    }

    #[test]
    fn a_program_of_another_version_is_not_there() {
        let tools = std::env::temp_dir().join(format!("ideomix-tools-{}", std::process::id()));
        let binary = Binary {
            name: "cargo",
            package: "cargo",
            version: "0.0.1",
            also: &[],
            args: &[],
            env: &[],
            takes: "",
            told: true,
        };
        assert!(!binary.there(&tools));
    }
}
