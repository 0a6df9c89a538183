//! `cargo xtask dist`: the studio as files, as small as they get, in `dist/studio`; and `dist npm`, the npm package.

pub(crate) mod npm;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::fail::{At, Done, Fail};
use crate::repo::Repo;
use crate::{run, setup, studio};

const FOLDER: &str = "dist/studio";

/// What was made.
#[derive(Debug)]
pub(crate) struct Dist {
    /// The folder to put on a server.
    pub(crate) folder: PathBuf,
    /// The program that packed it, and that can serve it.
    pub(crate) program: PathBuf,
}

/// Runs the command.
pub(crate) fn run(repo: &Repo, args: &[String]) -> Done {
    match args {
        [] => {}
        [what, rest @ ..] if what == "npm" => return npm::run(repo, rest),
        _ => return Err(Fail::Usage(format!("dist takes npm or nothing, not {args:?}"))),
    }
    build(repo)?;
    println!("the studio is in {FOLDER}");
    Ok(())
}

/// Builds, shrinks and packs the studio.
pub(crate) fn build(repo: &Repo) -> Done<Dist> {
    let tools = setup::studio(repo)?;
    let shrinkers = setup::shrinkers(repo)?;
    let built = studio::build(repo, &tools)?;
    let program = studio::server(repo)?;
    let folder = repo.path(FOLDER);
    if folder.exists() {
        fs::remove_dir_all(&folder).at("emptying", &folder)?;
    }
    copy(&built, &folder)?;
    match shrinkers {
        Some(shrinkers) => {
            for path in files(&folder)? {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                match name.rsplit_once('.') {
                    Some((_, "wasm")) => shrink(&shrinkers.wasm_opt, &path)?,
                    // What wasm-bindgen has written, and nothing that was written by hand.
                    Some((stem, "js")) if stem.starts_with("ideomix-") => minify(&shrinkers.minify, &path)?,
                    _ => {}
                }
            }
        }
        None => println!("nothing is shrunk: that needs Node; the studio works and is somewhat larger"),
    }
    // It prints the table of sizes.
    run::show(run::command(&program).arg("pack").arg(&folder))?;
    Ok(Dist { folder, program })
}

/// All files in a folder and its folders, in order of their names.
pub(crate) fn files(folder: &Path) -> Done<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).at("reading", folder)? {
        let path = entry.at("reading", folder)?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}

/// The size of a file in bytes.
pub(crate) fn size(path: &Path) -> Done<u64> {
    Ok(fs::metadata(path).at("measuring", path)?.len())
}

/// The programs of the studio, by how the names of their files begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    /// What every visitor downloads.
    Studio,
    /// The parts of it that are fetched when they are first wanted, all together.
    Parts,
    /// The mask editor's engine, which is fetched when a mask is first opened.
    Easel,
}

impl Program {
    const fn file(self) -> &'static str {
        match self {
            Self::Studio => "ideomix-web",
            Self::Parts => "ideomix-part",
            Self::Easel => "ideomix-easel",
        }
    }
}

/// The size of a program's wasm: bytes as they are and bytes as Brotli sends them.
pub(crate) fn wasm_sizes(folder: &Path, program: Program) -> Done<(u64, u64)> {
    let mut whole = 0;
    let mut packed = 0;
    for path in files(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !name.starts_with(program.file()) {
            continue;
        }
        if name.ends_with(".wasm") {
            whole += size(&path)?;
        } else if name.ends_with(".wasm.br") {
            packed += size(&path)?;
        }
    }
    if whole == 0 || packed == 0 {
        return Err(Fail::Form {
            what: FOLDER.into(),
            why: format!("holds no {}*.wasm, or none packed by Brotli", program.file()),
        });
    }
    Ok((whole, packed))
}

fn shrink(wasm_opt: &Path, wasm: &Path) -> Done {
    let start = Instant::now();
    let before = size(wasm)?;
    let small = wasm.with_extension("small");
    let mut node = run::command("node");
    // Trunk has already named the file by its contents; the name stays, since the contents do the same.
    run::show(node.arg(wasm_opt).arg("-Oz").arg(wasm).arg("-o").arg(&small))?;
    fs::rename(&small, wasm).at("replacing", wasm)?;
    let seconds = start.elapsed().as_secs_f32();
    println!("wasm-opt: {before} bytes became {} in {seconds:.1} s", size(wasm)?);
    Ok(())
}

fn minify(minify: &Path, script: &Path) -> Done {
    let before = size(script)?;
    run::show(run::command("node").arg(minify).arg(script))?;
    println!("esbuild: {before} bytes became {}", size(script)?);
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Done {
    fs::create_dir_all(to).at("making", to)?;
    for entry in fs::read_dir(from).at("reading", from)? {
        let entry = entry.at("reading", from)?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        // A build that was stopped leaves Trunk's own half-made copy behind.
        if entry.file_name().to_string_lossy().starts_with(".stage") {
            continue;
        }
        if source.is_dir() {
            copy(&source, &target)?;
        } else {
            fs::copy(&source, &target).at("copying", &source)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_wasm_of_a_program_and_its_brotli_form_are_counted() {
        let folder = std::env::temp_dir().join(format!("ideomix-dist-{}", std::process::id()));
        let inner = folder.join("from/in");
        fs::create_dir_all(&inner).unwrap();
        fs::write(inner.join("ideomix-web-1_bg.wasm"), [0; 10]).unwrap();
        fs::write(inner.join("ideomix-web-1_bg.wasm.br"), [0; 4]).unwrap();
        fs::write(inner.join("ideomix-web-1_bg.wasm.gz"), [0; 5]).unwrap();
        fs::write(inner.join("a.js"), [0; 100]).unwrap();
        fs::write(inner.join("ideomix-easel_bg.wasm"), [0; 70]).unwrap();
        fs::write(inner.join("ideomix-easel_bg.wasm.br"), [0; 7]).unwrap();
        for part in ["look", "jobs"] {
            fs::write(inner.join(format!("ideomix-part-{part}-1.wasm")), [0; 20]).unwrap();
            fs::write(inner.join(format!("ideomix-part-{part}-1.wasm.br")), [0; 2]).unwrap();
        }
        fs::create_dir_all(folder.join("from/.stage")).unwrap();
        let to = folder.join("to");
        copy(&folder.join("from"), &to).unwrap();
        assert_eq!(wasm_sizes(&to, Program::Studio).unwrap(), (10, 4));
        assert_eq!(wasm_sizes(&to, Program::Easel).unwrap(), (70, 7));
        assert_eq!(wasm_sizes(&to, Program::Parts).unwrap(), (40, 4));
        assert!(!to.join(".stage").exists(), "the half-made copy of a stopped build is not shipped");
        fs::remove_file(to.join("in/ideomix-web-1_bg.wasm.br")).unwrap();
        assert!(wasm_sizes(&to, Program::Studio).is_err(), "an unpacked studio has no size to judge");
        fs::remove_dir_all(&folder).unwrap();
    }
}
