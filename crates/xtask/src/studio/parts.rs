//! Cuts the studio's wasm into what every visitor needs at once and the parts that are fetched when they are first
//! wanted; `web/src/parts.rs` says which.
//!
//! The cut needs what only the linker's own output knows, which functions and tables name each other. So it is made
//! there, by the program that Leptos itself is made for, and wasm-bindgen runs once more on what is left.

use std::fs;
use std::path::Path;

use crate::fail::{At, Done, Fail, show};
use crate::repo::Repo;
use crate::run;
use crate::setup::Tools;

/// The feature of the studio that marks where to cut. Without it the studio is one piece, as for `trunk serve`.
pub(super) const FEATURE: &str = "parts";

/// The module that the studio's wasm imports its loaders from, as the cutting program names it.
const LOADERS: &str = "./__wasm_split.js";

/// Cuts the studio that Trunk has built into `site`.
pub(super) fn cut(repo: &Repo, tools: &Tools, site: &Path) -> Done {
    let name = name_in(site)?;
    let target = repo.target()?;
    let work = target.join("parts");
    if work.exists() {
        fs::remove_dir_all(&work).at("emptying", &work)?;
    }
    fs::create_dir_all(&work).at("making", &work)?;

    let linked = target.join("wasm32-unknown-unknown/release/ideomix-web.wasm");
    let mut cut = tools.command("wasm-split-cli");
    run::ask(cut.arg(&linked).arg(&work).args(["--target", "web", "--out-name", &name]))?;
    let mut bind = tools.command("wasm-bindgen");
    bind.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", &name, "--out-dir"]);
    run::ask(bind.arg(site).arg(work.join(format!("{name}.wasm"))))?;

    let loaders = work.join(LOADERS);
    let loaders = fs::read_to_string(&loaders).at("reading", &loaders)?;
    let mut parts = Vec::new();
    for entry in fs::read_dir(&work).at("reading", &work)? {
        let path = entry.at("reading", &work)?.path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|end| end == "wasm") && stem != name {
            let file = file_of(&stem, &name);
            fs::copy(&path, site.join(&file)).at("copying", &path)?;
            parts.push((stem, file));
        }
    }
    let glue = site.join(format!("{name}.js"));
    let text = fs::read_to_string(&glue).at("reading", &glue)?;
    let joined = join(&text, &loaders, &parts).map_err(|why| Fail::Form { what: show(&glue), why })?;
    fs::write(&glue, joined).at("writing", &glue)
}

/// The name of the studio's script without its ending: it carries the hash.
fn name_in(site: &Path) -> Done<String> {
    for entry in fs::read_dir(site).at("reading", site)? {
        let file = entry.at("reading", site)?.file_name().to_string_lossy().into_owned();
        if let Some(name) = file.strip_suffix(".js").filter(|name| name.starts_with("ideomix-web-")) {
            return Ok(name.to_owned());
        }
    }
    Err(Fail::Form { what: show(site), why: "holds no ideomix-web-*.js".into() })
}

/// The name of a part's file: the hash of the whole stands at its end, so that servers let browsers keep it for ever.
fn file_of(stem: &str, name: &str) -> String {
    let hash = name.rsplit('-').next().unwrap_or_default();
    let part = stem.strip_prefix("split_").unwrap_or(stem).replace('_', "-");
    format!("ideomix-part-{part}-{hash}.wasm")
}

/// Puts the loaders into the script itself: one file less to wait for, and nothing that imports itself in a circle.
fn join(glue: &str, loaders: &str, parts: &[(String, String)]) -> Result<String, String> {
    let mut text = String::with_capacity(glue.len() + loaders.len());
    let mut exports = Vec::new();
    for line in loaders.lines() {
        match line.strip_prefix("export const ") {
            Some(rest) => {
                exports.push(rest.split(' ').next().unwrap_or_default());
                text.push_str("const ");
                text.push_str(rest);
            }
            None if line.starts_with("import ") => continue,
            // A part that is cut short because its reader leaves the page is no error; one that is missed is said there.
            None => text.push_str(&line.replace("console.error(", "console.warn(")),
        }
        text.push('\n');
    }
    for (stem, file) in parts {
        let from = format!("\"./{stem}.wasm\"");
        if !text.contains(&from) {
            return Err(format!("nothing loads the part {stem}"));
        }
        text = text.replace(&from, &format!("\"./{file}\""));
    }
    let object = exports.join(", ");
    let mut joined = 0;
    for line in glue.lines() {
        let of_loaders = line.strip_prefix("import * as ").and_then(|rest| rest.split_once(" from "));
        match of_loaders.filter(|(_, from)| from.trim_matches(['"', ';']) == LOADERS) {
            Some((import, _)) => {
                joined += 1;
                text.push_str(&format!("const {import} = {{ {object} }};"));
            }
            None => text.push_str(line),
        }
        text.push('\n');
    }
    if joined == 0 || exports.is_empty() {
        return Err("imports no loaders; is there a part at all?".into());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADERS_TEXT: &str = "import { initSync } from \"./x.js\";\nfunction makeLoad() { console.error(e); }\n\
        export const __wasm_split_load_look = makeLoad(\"./split_look.wasm\");\n";

    fn parts() -> Vec<(String, String)> {
        let file = file_of("split_look", "ideomix-web-0123456789abcdef");
        vec![("split_look".to_owned(), file)]
    }

    #[test]
    fn the_script_holds_its_loaders_and_imports_none() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nlet wasm;\n";
        let text = join(glue, LOADERS_TEXT, &parts()).unwrap();
        assert_eq!(
            text,
            "function makeLoad() { console.warn(e); }\n\
             const __wasm_split_load_look = makeLoad(\"./ideomix-part-look-0123456789abcdef.wasm\");\n\
             const import1 = { __wasm_split_load_look };\nlet wasm;\n"
        );
    }

    #[test]
    fn what_does_not_fit_together_is_said() {
        assert!(join("let wasm;\n", LOADERS_TEXT, &parts()).is_err(), "a script without loaders");
        let glue = "import * as import1 from \"./__wasm_split.js\"\n";
        assert!(join(glue, "", &parts()).is_err(), "a part that nothing loads");
    }
}
