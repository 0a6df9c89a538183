//! Rules about the checkout as a whole.

use super::{File, Finding};

/// The two licenses that every manifest names.
pub(crate) fn licenses(files: &[File]) -> Vec<Finding> {
    let absent = ["LICENSE-MIT", "LICENSE-APACHE"].into_iter().filter(|path| get(files, path).is_none());
    let mend = "add the license's text under that name";
    absent.map(|path| finding(path, "is missing", mend)).collect()
}

/// The version of wasm-bindgen that Trunk is told must be the crate's, or every build stops with a riddle.
pub(crate) fn versions(files: &[File]) -> Vec<Finding> {
    let value = |path: &str, key: &str| {
        let line =
            get(files, path)?.lines().find(|line| line.split('=').next().map(str::trim) == Some(key))?;
        Some(line.split_once('=')?.1.trim().trim_matches('"').trim_start_matches('=').to_owned())
    };
    let (manifest, trunk) = (value("Cargo.toml", "wasm-bindgen"), value("Trunk.toml", "wasm_bindgen"));
    if manifest.is_some() && manifest == trunk {
        return Vec::new();
    }
    let shown = |version: Option<String>| version.unwrap_or_else(|| "none".into());
    let what = format!("asks for wasm-bindgen {}, and Cargo.toml pins {}", shown(trunk), shown(manifest));
    vec![finding("Trunk.toml", what, "make both the same exact version")]
}

/// A crate that does not say so is checked by none of the workspace's lints.
pub(crate) fn lints(files: &[File]) -> Vec<Finding> {
    let crates = files.iter().filter(|file| is_crate(&file.path));
    let bare = crates.filter(|file| !file.text.replace([' ', '\r'], "").contains("[lints]\nworkspace=true"));
    bare.map(|file| {
        finding(&file.path, "does not take the workspace's lints", "add [lints] workspace = true")
    })
    .collect()
}

fn is_crate(path: &str) -> bool {
    path == "web/Cargo.toml" || path.strip_prefix("crates/").is_some_and(|rest| rest.ends_with("/Cargo.toml"))
}

fn get<'f>(files: &'f [File], path: &str) -> Option<&'f str> {
    files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
}

fn finding(path: &str, what: impl Into<String>, mend: &str) -> Finding {
    Finding { file: path.to_owned(), line: 0, what: what.into(), mend: mend.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.into(), text: text.into() }
    }

    #[test]
    fn both_licenses_must_be_there() {
        assert_eq!(licenses(&[file("LICENSE-MIT", "x"), file("LICENSE-APACHE", "x")]), []);
        assert_eq!(licenses(&[file("LICENSE-MIT", "x")])[0].file, "LICENSE-APACHE");
    }

    #[test]
    fn the_two_places_that_name_wasm_bindgen_must_agree() {
        let manifest = file("Cargo.toml", "wasm-bindgen-test = \"0.3\"\nwasm-bindgen = \"=0.2.130\"\n");
        let same = file("Trunk.toml", "[tools]\nwasm_bindgen = \"0.2.130\"\n");
        let other = file("Trunk.toml", "[tools]\nwasm_bindgen = \"0.2.129\"\n");
        assert_eq!(versions(&[file("Cargo.toml", &manifest.text), same]), []);
        assert_eq!(versions(&[file("Cargo.toml", &manifest.text), other]).len(), 1);
        assert_eq!(versions(&[manifest]).len(), 1);
    }

    #[test]
    fn a_crate_without_the_workspace_lints_is_found() {
        assert_eq!(lints(&[file("crates/a/Cargo.toml", "[lints]\nworkspace = true\n")]), []);
        assert_eq!(lints(&[file("crates/a/Cargo.toml", "[package]\n")]).len(), 1);
        assert_eq!(
            lints(&[file("tests/golden/Cargo.toml", "[package]\n")]),
            [],
            "only the workspace's crates"
        );
    }
}
