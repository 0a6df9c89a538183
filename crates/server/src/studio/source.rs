//! Where the studio's files come from: a folder, or the program itself.
use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::encoding::Encoding;
use super::kind;
use crate::StartError;

/// The built studio.
#[derive(Debug, Clone)]
pub struct Source(Place);

#[derive(Debug, Clone)]
enum Place {
    Folder(PathBuf),
    #[cfg(feature = "embedded")]
    Embedded,
}

#[cfg(feature = "embedded")]
static EMBEDDED: include_dir::Dir<'static> = include_dir::include_dir!("$IDEOMIX_STUDIO");

/// One stored form of a file.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) bytes: Cow<'static, [u8]>,
    pub(crate) encoding: Encoding,
}

impl Source {
    /// The studio in a folder. Files are read when they are asked for, so a rebuilt studio needs no restart.
    ///
    /// # Errors
    /// [`StartError::NoStudio`] when the folder holds no `index.html`.
    pub fn folder(folder: &Path) -> Result<Self, StartError> {
        let missing = || StartError::NoStudio { folder: folder.to_path_buf() };
        let root = folder.canonicalize().map_err(|_| missing())?;
        if !root.join("index.html").is_file() {
            return Err(missing());
        }
        Ok(Self(Place::Folder(root)))
    }

    /// The studio inside the program, if it was built with one.
    pub const fn embedded() -> Option<Self> {
        #[cfg(feature = "embedded")]
        return Some(Self(Place::Embedded));
        #[cfg(not(feature = "embedded"))]
        None
    }

    /// The best stored form of the file at a URL path, or `None`. Blocks on the disk.
    pub(crate) fn find(&self, path: &str, accept_encoding: &str) -> Option<Found> {
        let relative = safe_relative(path)?;
        match &self.0 {
            Place::Folder(root) => find_in_folder(root, relative, accept_encoding),
            #[cfg(feature = "embedded")]
            Place::Embedded => find_embedded(relative, accept_encoding),
        }
    }
}

/// The path below the root, if it can name a file of the studio.
///
/// What passes is plain enough to need no decoding: letters, digits and `._-` in segments that are not empty and do
/// not start with a dot. So `..`, `%2e`, `\`, `//`, drive names and hidden files have no way in.
fn safe_relative(path: &str) -> Option<&str> {
    let relative = if path == "/" { "index.html" } else { path.strip_prefix('/')? };
    let plain = relative.split('/').all(|segment| {
        !segment.is_empty()
            && !segment.starts_with('.')
            && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
    });
    (plain && kind::content_type(relative).is_some()).then_some(relative)
}

fn find_in_folder(root: &Path, relative: &str, accept_encoding: &str) -> Option<Found> {
    // A link inside the folder may not lead out of it.
    let original = root.join(relative).canonicalize().ok().filter(|file| file.starts_with(root))?;
    let changed = original.metadata().ok().filter(std::fs::Metadata::is_file)?.modified().ok();
    Encoding::BEST_FIRST.into_iter().filter(|encoding| encoding.accepted(accept_encoding)).find_map(
        |encoding| {
            let file = root.join(format!("{relative}{}", encoding.suffix()));
            // A sibling older than its file is left over from an earlier build.
            let fresh = encoding == Encoding::Identity
                || file.metadata().and_then(|meta| meta.modified()).ok() >= changed;
            let bytes = fresh.then(|| std::fs::read(file).ok()).flatten()?;
            Some(Found { bytes: bytes.into(), encoding })
        },
    )
}

#[cfg(feature = "embedded")]
fn find_embedded(relative: &str, accept_encoding: &str) -> Option<Found> {
    EMBEDDED.get_file(relative)?;
    Encoding::BEST_FIRST.into_iter().filter(|encoding| encoding.accepted(accept_encoding)).find_map(
        |encoding| {
            let file = EMBEDDED.get_file(format!("{relative}{}", encoding.suffix()))?;
            Some(Found { bytes: file.contents().into(), encoding })
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_studio() {
        for path in [
            "/../Cargo.toml",
            "/a/../../b.txt",
            "/%2e%2e/b.txt",
            "/..%2fb.txt",
            "/a\\..\\b.txt",
            "//b.txt",
            "/./b.txt",
            "/.env",
            "/.git/x.json",
            "/c:/b.txt",
            "/a//b.txt",
            "/a/",
            "",
            "b.txt",
            "/b.txt\0",
            "/_headers",
            "/b.js.br",
            "/b.js.gz",
            "/b",
        ] {
            assert_eq!(safe_relative(path), None, "{path:?}");
        }
        assert_eq!(safe_relative("/"), Some("index.html"));
        assert_eq!(safe_relative("/a/b-0_1.js"), Some("a/b-0_1.js"));
    }
}
