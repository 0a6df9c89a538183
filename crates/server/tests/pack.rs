//! `ideomix pack`: what it writes, and that the server serves it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
mod common;

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use common::{Server, studio, write};
use ideomix_server::pack::{PackError, pack};

fn all_files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                files.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    files
}

#[test]
fn text_files_get_siblings_that_unpack_to_themselves() {
    let folder = studio();
    write(folder.path(), "photo.png", &[7; 4000]);
    let packed = pack(folder.path()).unwrap();
    let files = all_files(folder.path());
    for path in ["web-0123456789abcdef.js", "web-0123456789abcdef_bg.wasm", "deep/folder/style.css"] {
        let mut gzip = Vec::new();
        flate2::read::GzDecoder::new(files[&format!("{path}.gz")].as_slice()).read_to_end(&mut gzip).unwrap();
        assert_eq!(gzip, files[path], "{path}.gz");
        let mut brotli = Vec::new();
        brotli::BrotliDecompress(&mut files[&format!("{path}.br")].as_slice(), &mut brotli).unwrap();
        assert_eq!(brotli, files[path], "{path}.br");
        let sizes = packed.files.iter().find(|file| file.path == path).unwrap();
        assert_eq!(sizes.brotli, Some(files[&format!("{path}.br")].len()));
        assert_eq!(sizes.gzip, Some(files[&format!("{path}.gz")].len()));
    }
    for path in ["logo.svg.br", "photo.png.br", "photo.png.gz", "notes.xyz.br", "_headers.br"] {
        assert!(!files.contains_key(path), "{path} is not worth it");
    }
    let table = packed.to_string();
    assert!(table.contains("photo.png") && table.lines().last().unwrap().starts_with("total"), "{table}");
}

#[test]
fn packing_twice_or_elsewhere_gives_the_same_bytes() {
    let (one, two) = (studio(), studio());
    pack(one.path()).unwrap();
    let first = all_files(one.path());
    pack(one.path()).unwrap();
    pack(two.path()).unwrap();
    assert_eq!(all_files(one.path()), first);
    assert_eq!(all_files(two.path()), first);
}

#[test]
fn a_file_that_shrank_below_worth_loses_its_old_siblings() {
    let folder = studio();
    pack(folder.path()).unwrap();
    write(folder.path(), "web-0123456789abcdef.js", b"1");
    pack(folder.path()).unwrap();
    assert!(!folder.path().join("web-0123456789abcdef.js.br").exists());
    assert!(!folder.path().join("web-0123456789abcdef.js.gz").exists());
}

#[test]
fn a_folder_without_a_studio_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(pack(folder.path()), Err(PackError::NoStudio(_))));
    assert_eq!(all_files(folder.path()).len(), 0);
}

#[tokio::test]
async fn the_headers_file_says_what_the_server_sends() {
    let server = Server::start().await;
    pack(server.folder.path()).unwrap();
    let file = std::fs::read_to_string(server.folder.path().join("_headers")).unwrap();
    let mut rules: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    let mut path = "";
    for line in file.lines() {
        match line.strip_prefix("  ") {
            Some(header) => rules.get_mut(path).unwrap().push(header.split_once(": ").unwrap()),
            None => {
                path = line;
                assert!(rules.insert(path, Vec::new()).is_none(), "{path} stands twice");
            }
        }
    }
    let page = server.get("/", &[]).await;
    for (name, value) in &rules["/*"] {
        assert_eq!(page.header(name), Some(*value));
        assert_ne!(*name, "cache-control", "hosts would join it with the file's own");
    }
    for name in ["content-security-policy", "referrer-policy", "cross-origin-opener-policy"] {
        assert!(rules["/*"].iter().any(|(key, _)| *key == name), "{name}");
    }
    for path in ["/", "/index.html", "/web-0123456789abcdef_bg.wasm", "/deep/folder/style.css"] {
        let reply = server.get(path, &[("accept-encoding", "br")]).await;
        assert_eq!(rules[path], [("cache-control", reply.header("cache-control").unwrap())], "{path}");
    }
    let wasm = server.get("/web-0123456789abcdef_bg.wasm", &[("accept-encoding", "br")]).await;
    assert_eq!(wasm.header("content-encoding"), Some("br"));
}
