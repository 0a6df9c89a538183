//! For the feature `embedded`: looks whether there is a studio to put inside, and builds again when it changes.
use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-env-changed=IDEOMIX_STUDIO");
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_EMBEDDED").is_none() {
        return;
    }
    let Some(folder) = std::env::var_os("IDEOMIX_STUDIO").map(PathBuf::from) else {
        println!(
            "cargo::error=The feature `embedded` needs IDEOMIX_STUDIO: the absolute path of a built studio."
        );
        return;
    };
    if !folder.is_absolute() || !folder.join("index.html").is_file() {
        println!("cargo::error=IDEOMIX_STUDIO must be the absolute path of a folder that holds index.html.");
        return;
    }
    println!("cargo::rerun-if-changed={}", folder.display());
}
