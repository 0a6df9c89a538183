//! The compiler that can build for `wasm32-unknown-unknown`.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::{debian, report};
use crate::fail::{At, Done, Fail};
use crate::run;

/// The Rust target of everything that runs in a browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The name under which Debian's compiler is linked into rustup.
pub(crate) const LINKED: &str = "debian";

const NAME: &str = "wasm compiler";

/// Enough for the download on a common line, and not too much for a machine that waits for a network in vain.
const LIMIT: Duration = Duration::from_secs(60);

/// Finds or brings the compiler; hands back the value for `RUSTUP_TOOLCHAIN`, or `None` for the active one.
pub(crate) fn ready(cache: &Path) -> Done<Option<String>> {
    if let Some(found) = detect(cache)? {
        return Ok(found);
    }
    let usual = match run::find("rustup") {
        Some(_) => report::step(NAME, &format!("rustup target add {TARGET}"), || {
            let mut rustup = run::command("rustup");
            run::within(rustup.args(["target", "add", TARGET]).env("RUST_BACKTRACE", "0"), LIMIT)
        }),
        None => Err(Fail::missing("rustup was not found", "install Rust by rustup")),
    };
    if let Err(fail) = usual {
        report::note(NAME, &format!("the usual path is closed ({})", first_line(&fail)));
        debian::install(cache)?;
    }
    detect(cache)?.ok_or_else(|| {
        Fail::missing(
            format!("the compiler still cannot build for {TARGET}"),
            format!("try `rustup target add {TARGET}` by hand and read what it says"),
        )
    })
}

fn detect(cache: &Path) -> Done<Option<Option<String>>> {
    for toolchain in [None, Some(LINKED)] {
        if toolchain.is_some() && run::find("rustup").is_none() {
            continue;
        }
        if let Some(version) = probe(cache, toolchain)? {
            let which = toolchain.map(|name| format!(" (toolchain {name})")).unwrap_or_default();
            report::there(NAME, &format!("{version}{which}"));
            return Ok(Some(toolchain.map(str::to_owned)));
        }
    }
    Ok(None)
}

/// Compiles and links a few words, which proves in a moment that the compiler, its library for the target and the
/// linker are there and fit each other. Hands back the compiler's version.
fn probe(cache: &Path, toolchain: Option<&str>) -> Done<Option<String>> {
    const WORDS: &str = "#[no_mangle] pub extern \"C\" fn probe() -> usize { std::vec![1u8].len() }";
    let folder = cache.join("probe");
    fs::create_dir_all(&folder).at("making", &folder)?;
    let rustc = |args: &[&str]| {
        let mut rustc = run::command("rustc");
        rustc.args(args).current_dir(&folder);
        if let Some(toolchain) = toolchain {
            rustc.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        rustc
    };
    let mut build = rustc(&["--target", TARGET, "--crate-type", "cdylib", "--crate-name", "probe", "-"]);
    match run::feed(&mut build, WORDS) {
        Ok(()) => Ok(Some(run::ask(&mut rustc(&["--version"]))?.trim().to_owned())),
        Err(Fail::Command { .. }) => Ok(None),
        Err(fail) => Err(fail),
    }
}

fn first_line(fail: &Fail) -> String {
    let text = fail.to_string();
    let line = text.lines().find(|line| line.contains("error")).or_else(|| text.lines().next());
    line.unwrap_or_default().trim().to_owned()
}
