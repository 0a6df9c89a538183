//! The wasm compiler from Debian's own packages, for machines that reach no other host.
//!
//! Debian packages a recent compiler for its browsers, with the sources of the standard library but without that
//! library for wasm: it is built once from those sources, put where the compiler looks, and the compiler is linked
//! into rustup beside the developer's own toolchain, which stays as it is.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::report;
use super::wasm::{LINKED, TARGET};
use crate::fail::{At, Done, Fail, show};
use crate::run;

const COMPILER: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";

/// Brings Debian's compiler with a standard library for wasm, and links it into rustup.
pub(crate) fn install(cache: &Path) -> Done {
    packages("wasm compiler", &COMPILER)?;
    let about = run::ask(run::command(RUSTC).arg("-vV"))?;
    let Some((host, llvm)) = host_and_llvm(&about) else {
        return Err(Fail::Form {
            what: format!("{RUSTC} -vV"),
            why: "names no host or no LLVM version".into(),
        });
    };
    packages("wasm linker", &[&format!("lld-{llvm}")])?;
    let library =
        PathBuf::from(run::ask(run::command(RUSTC).args(["--print", "sysroot"]))?.trim()).join("lib/rustlib");

    let linker = library.join(host).join("bin/rust-lld");
    if !linker.exists() {
        as_root(Command::new("mkdir").arg("-p").arg(library.join(host).join("bin")))?;
        as_root(Command::new("ln").arg("-sfn").arg(format!("/usr/lib/llvm-{llvm}/bin/lld")).arg(&linker))?;
    }

    let built = report::step("wasm std", "building the standard library for wasm (about a minute)", || {
        build_std(&cache.join("build-std"))
    })?;
    let folder = library.join(TARGET).join("lib");
    // Libraries of an older compiler would stand beside the new ones and be refused.
    as_root(Command::new("rm").arg("-rf").arg(&folder))?;
    as_root(Command::new("mkdir").arg("-p").arg(&folder))?;
    as_root(Command::new("cp").args(&built).arg(&folder))?;

    if run::find("rustup").is_some() {
        run::ask(run::command("rustup").args(["toolchain", "link", LINKED, "/usr"]))?;
    }
    Ok(())
}

/// Installs those of the packages that are not installed yet.
pub(crate) fn packages(tool: &str, names: &[&str]) -> Done {
    let absent: Vec<_> = names.iter().copied().filter(|name| !installed(name)).collect();
    if absent.is_empty() {
        return Ok(());
    }
    let list = absent.join(" ");
    if run::find("apt-get").is_none() {
        return Err(Fail::missing(
            format!("{tool}: this machine has no apt-get to install {list} with"),
            "install it in the way of this system, then run `cargo xtask setup` again",
        ));
    }
    if !privileged() {
        return Err(Fail::missing(
            format!("{tool}: installing {list} needs root, and sudo asks for a password"),
            format!("run `sudo apt-get install --no-install-recommends {list}`, then the command again"),
        ));
    }
    report::step(tool, &format!("apt-get install {list}"), || {
        // A list that could not be renewed, of a source that has nothing to do with this, need not be in the way.
        let _ = as_root(apt().arg("update"));
        as_root(apt().args(["install", "--yes", "--no-install-recommends", "--no-remove"]).args(&absent))
    })
    .map_err(|fail| {
        Fail::missing(
            format!("{tool}: {list} could not be installed: {fail}"),
            "install the tool in another way (CONTRIBUTING.md), then run the command again",
        )
    })
}

fn apt() -> Command {
    let mut apt = Command::new("apt-get");
    // The machine may be installing something else just now.
    apt.args(["-qq", "-o", "DPkg::Lock::Timeout=120"]).env("DEBIAN_FRONTEND", "noninteractive");
    apt
}

fn installed(name: &str) -> bool {
    let mut query = run::command("dpkg-query");
    query.args(["--show", "--showformat", "${db:Status-Status}", name]);
    run::ask(&mut query).is_ok_and(|status| status == "installed")
}

fn is_root() -> bool {
    run::ask(run::command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn privileged() -> bool {
    is_root() || run::ask(run::command("sudo").args(["-n", "true"])).is_ok()
}

/// Runs a command as root, by sudo where this process is not; its output is shown only when it fails.
fn as_root(command: &Command) -> Done {
    let mut root = if is_root() { run::command(command.get_program()) } else { run::command("sudo") };
    let kept = command.get_envs().filter_map(|(name, value)| Some((name, value?)));
    if root.get_program() == OsStr::new("sudo") {
        root.arg("-n");
        for (name, value) in kept {
            root.arg([name, OsStr::new("="), value].into_iter().collect::<std::ffi::OsString>());
        }
        root.arg(command.get_program());
    } else {
        root.envs(kept);
    }
    run::ask(root.args(command.get_args())).map(drop)
}

/// Builds the standard library for wasm in a scratch crate and hands back its files.
fn build_std(scratch: &Path) -> Done<Vec<PathBuf>> {
    const NAME: &str = "ideomix_std_scratch";
    let source = scratch.join("src");
    fs::create_dir_all(&source).at("making", &source)?;
    let target = scratch.join("target");
    if target.exists() {
        fs::remove_dir_all(&target).at("emptying", &target)?;
    }
    let manifest =
        format!("[package]\nname = \"{NAME}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n");
    for (path, text) in [(scratch.join("Cargo.toml"), manifest.as_str()), (source.join("lib.rs"), "")] {
        fs::write(&path, text).at("writing", &path)?;
    }
    let mut cargo = run::command(CARGO);
    cargo
        .args(["build", "--quiet", "--release", "-Zbuild-std=std,panic_abort,test", "--target", TARGET])
        .current_dir(scratch)
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode the link-time optimization of a release build finds nothing to work on.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", &target);
    for name in ["RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
        cargo.env_remove(name);
    }
    run::show(&mut cargo)?;
    let folder = target.join(TARGET).join("release/deps");
    let mut built = Vec::new();
    for entry in fs::read_dir(&folder).at("reading", &folder)? {
        let path = entry.at("reading", &folder)?.path();
        if path.extension() == Some(OsStr::new("rlib")) && !show(&path).contains(NAME) {
            built.push(path);
        }
    }
    match built.len() {
        0 => Err(Fail::Form { what: show(folder), why: "the build left no library".into() }),
        _ => Ok(built),
    }
}

/// The host triple and the major version of LLVM, from `rustc -vV`.
fn host_and_llvm(about: &str) -> Option<(&str, &str)> {
    let field = |name: &str| about.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let llvm = field("LLVM version:")?.split('.').next()?;
    Some((field("host:")?, llvm))
}

/// Whether this is a system on which Debian's packages can be tried.
pub(crate) fn possible() -> bool {
    env::consts::OS == "linux" && run::find("apt-get").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_linker_package_follows_the_llvm_of_the_compiler() {
        let about =
            "rustc 1.96.0 (x)\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0\nLLVM version: 22.1.8\n";
        assert_eq!(host_and_llvm(about), Some(("x86_64-unknown-linux-gnu", "22")));
        assert_eq!(host_and_llvm("rustc 1.96.0"), None);
    }
}
