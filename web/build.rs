//! Cutting the studio into parts needs what the linker knows and otherwise forgets.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_PARTS").is_some() {
        println!("cargo::rustc-link-arg-bin=ideomix-web=--emit-relocs");
    }
}
