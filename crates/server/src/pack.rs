//! Preparing a built studio for any static web host: compressed siblings and a `_headers` file.
//!
//! The result depends on the files alone: no times, no names of users, no order of the disk.
use std::fmt::{self, Write as _};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::headers::{Cache, FIXED, content_security_policy};
use crate::studio::{Encoding, compresses};

/// Below this many bytes, compressing saves no packet.
const WORTH_IT: usize = 200;

/// Why a studio could not be packed.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The folder holds no studio.
    #[error("There is no built studio in {}: it holds no index.html.", .0.display())]
    NoStudio(PathBuf),
    /// A file could not be read or written.
    #[error("{} could not be read or written: {reason}.", file.display())]
    File {
        /// The file or folder.
        file: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
}

/// What packing gave. Its display is a table for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The files in order of their paths.
    pub files: Vec<Sizes>,
}

/// One file's sizes in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sizes {
    /// The path below the folder, with `/`.
    pub path: String,
    /// As it is.
    pub plain: usize,
    /// As `.gz`, if that is smaller.
    pub gzip: Option<usize>,
    /// As `.br`, if that is smaller.
    pub brotli: Option<usize>,
}

/// Packs the studio in a folder.
///
/// # Errors
/// [`PackError`]
pub fn pack(folder: &Path) -> Result<Packed, PackError> {
    let index = folder.join("index.html");
    if !index.is_file() {
        return Err(PackError::NoStudio(folder.to_path_buf()));
    }
    let mut paths = Vec::new();
    walk(folder, "", &mut paths)?;
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        files.push(pack_file(folder, path)?);
    }
    let page = std::fs::read(&index).map_err(|reason| PackError::File { file: index, reason })?;
    let names = files.iter().map(|file| file.path.as_str());
    write(&folder.join("_headers"), headers_file(&String::from_utf8_lossy(&page), names).as_bytes())?;
    Ok(Packed { files })
}

/// Collects the studio's own files: no hidden ones, and nothing that packing wrote before.
fn walk(folder: &Path, below: &str, paths: &mut Vec<String>) -> Result<(), PackError> {
    let failed = |reason| PackError::File { file: folder.to_path_buf(), reason };
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{below}{name}");
        if name.starts_with('.') {
            continue;
        }
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() {
            walk(&entry.path(), &format!("{path}/"), paths)?;
        } else if kind.is_file() && path != "_headers" && !name.ends_with(".br") && !name.ends_with(".gz") {
            paths.push(path);
        }
    }
    Ok(())
}

fn pack_file(folder: &Path, path: String) -> Result<Sizes, PackError> {
    let file = folder.join(&path);
    let failed = |reason| PackError::File { file: file.clone(), reason };
    let plain = std::fs::read(&file).map_err(failed)?;
    let worth_it = compresses(&path) && plain.len() > WORTH_IT;
    let gzip = worth_it.then(|| gzip(&plain)).transpose().map_err(failed)?;
    let brotli = worth_it.then(|| brotli(&plain)).transpose().map_err(failed)?;
    let keep = |bytes: Option<Vec<u8>>, encoding: Encoding| {
        let sibling = folder.join(format!("{path}{}", encoding.suffix()));
        match bytes.filter(|bytes| bytes.len() < plain.len()) {
            Some(bytes) => write(&sibling, &bytes).map(|()| Some(bytes.len())),
            None => forget(&sibling).map(|()| None),
        }
    };
    let gzip = keep(gzip, Encoding::Gzip)?;
    let brotli = keep(brotli, Encoding::Brotli)?;
    Ok(Sizes { plain: plain.len(), gzip, brotli, path })
}

fn gzip(plain: &[u8]) -> io::Result<Vec<u8>> {
    // The encoder writes no time and no name unless told to.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(plain)?;
    encoder.finish()
}

fn brotli(plain: &[u8]) -> io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        // The largest window that every browser reads.
        lgwin: 24,
        size_hint: plain.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &plain[..], &mut packed, &parameters)?;
    Ok(packed)
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), PackError> {
    std::fs::write(file, bytes).map_err(|reason| PackError::File { file: file.to_path_buf(), reason })
}

/// Removes what an earlier packing may have left.
fn forget(file: &Path) -> Result<(), PackError> {
    match std::fs::remove_file(file) {
        Err(reason) if reason.kind() != io::ErrorKind::NotFound => {
            Err(PackError::File { file: file.to_path_buf(), reason })
        }
        _ => Ok(()),
    }
}

/// The `_headers` file: a path pattern on its own line, its headers indented below.
///
/// Hosts join the values of one header when several patterns match, so the cache rule stands only with single files
/// and never under `/*`.
fn headers_file<'a>(page: &str, paths: impl Iterator<Item = &'a str>) -> String {
    let mut text = format!("/*\n  content-security-policy: {}\n", content_security_policy(page));
    for (name, value) in FIXED {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let mut rule = |path: &str| {
        let _ = writeln!(text, "/{path}\n  cache-control: {}", Cache::of(path).header());
    };
    rule("");
    paths.for_each(rule);
    text
}

impl fmt::Display for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.files.iter().map(|file| file.path.len()).max().unwrap_or_default().max(5);
        writeln!(f, "{:width$} {:>10} {:>10} {:>10}", "file", "bytes", "gzip", "brotli")?;
        let size = |size: Option<usize>| size.map_or_else(|| "-".to_owned(), |size| size.to_string());
        let (mut plain, mut gzip, mut brotli) = (0, 0, 0);
        for file in &self.files {
            plain += file.plain;
            gzip += file.gzip.unwrap_or(file.plain);
            brotli += file.brotli.unwrap_or(file.plain);
            let (gz, br) = (size(file.gzip), size(file.brotli));
            writeln!(f, "{:width$} {:>10} {gz:>10} {br:>10}", file.path, file.plain)?;
        }
        writeln!(f, "{:width$} {plain:>10} {gzip:>10} {brotli:>10}", "total")
    }
}
