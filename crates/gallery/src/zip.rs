//! A ZIP file of pictures: stored, since pictures are packed already. The bytes of the files stay where they are; this
//! writes what stands between them.

/// Writes a ZIP file piece by piece.
#[derive(Debug, Default)]
pub struct Zip {
    directory: Vec<u8>,
    offset: u32,
    count: u16,
}

/// The checksum of a file, CRC-32.
#[derive(Debug, Clone, Copy)]
pub struct Crc(u32);

/// Version of the format that knows no more than stored files.
const VERSION: u16 = 10;
/// Names are in UTF-8.
const UTF_8: u16 = 1 << 11;
/// The first day that the format knows, 1 January 1980: the day of a picture stands in its record.
const DAY: u16 = 0x21;

impl Zip {
    /// What stands before a file of that name, checksum and size; its bytes come right after. Nothing when the file
    /// does not fit any more: the format ends at 4 GB and 65,535 files.
    pub fn entry(&mut self, name: &str, crc: Crc, size: u32) -> Option<Vec<u8>> {
        let length = u16::try_from(name.len()).ok()?;
        let after = self.offset.checked_add(30 + u32::from(length))?.checked_add(size)?;
        let count = self.count.checked_add(1)?;
        let mut facts = Vec::new();
        for word in [VERSION, UTF_8, 0, 0, DAY] {
            facts.extend(word.to_le_bytes());
        }
        for long in [!crc.0, size, size] {
            facts.extend(long.to_le_bytes());
        }
        facts.extend(length.to_le_bytes());
        facts.extend(0u16.to_le_bytes());

        let directory = &mut self.directory;
        directory.extend(*b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&facts);
        // No remark, the first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(self.offset.to_le_bytes());
        directory.extend(name.as_bytes());
        (self.offset, self.count) = (after, count);
        Some([b"PK\x03\x04".as_slice(), &facts, name.as_bytes()].concat())
    }

    /// What stands after the last file.
    pub fn end(self) -> Vec<u8> {
        // A directory has less than 66,000 names of less than 66,000 bytes, but no more than the files before it.
        let size = u32::try_from(self.directory.len()).unwrap_or(u32::MAX);
        let mut out = self.directory;
        out.extend(*b"PK\x05\x06");
        out.extend([0; 4]);
        out.extend(self.count.to_le_bytes());
        out.extend(self.count.to_le_bytes());
        out.extend(size.to_le_bytes());
        out.extend(self.offset.to_le_bytes());
        out.extend([0; 2]);
        out
    }
}

impl Crc {
    /// The checksum of no bytes.
    pub const fn new() -> Self {
        Self(!0)
    }

    /// Goes on with more bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        const TABLE: [u32; 256] = table();
        for byte in bytes {
            self.0 = (self.0 >> 8) ^ TABLE[usize::from(self.0.to_le_bytes()[0] ^ byte)];
        }
    }
}

impl Default for Crc {
    fn default() -> Self {
        Self::new()
    }
}

const fn table() -> [u32; 256] {
    let (mut table, mut n) = ([0; 256], 0);
    while n < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "a number below 256")]
        let (mut value, mut bit) = (n as u32, 0);
        while bit < 8 {
            value = if value & 1 == 1 { (value >> 1) ^ 0xEDB8_8320 } else { value >> 1 };
            bit += 1;
        }
        table[n] = value;
        n += 1;
    }
    table
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut zip, mut out) = (Zip::default(), Vec::new());
        for (name, bytes) in files {
            let mut crc = Crc::new();
            bytes.chunks(3).for_each(|part| crc.add(part));
            let size = u32::try_from(bytes.len()).unwrap();
            out.extend(zip.entry(name, crc, size).unwrap());
            out.extend(*bytes);
        }
        out.extend(zip.end());
        out
    }

    #[test]
    fn the_checksum_is_the_one_that_everybody_knows() {
        let mut crc = Crc::new();
        crc.add(b"123456789");
        assert_eq!(!crc.0, 0xCBF4_3926);
    }

    #[test]
    fn another_program_unpacks_what_was_packed() {
        let path = std::env::temp_dir().join(format!("ideomix-zip-{}.zip", std::process::id()));
        std::fs::write(
            &path,
            packed(&[("a.png", b"one picture"), ("图.png", b""), ("b.png", &[7; 100_000])]),
        )
        .unwrap();
        let script = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint([(i.filename, i.file_size) for i in z.infolist()], z.read('a.png'))";
        let said = std::process::Command::new("python3")
            .args(["-c", script])
            .arg(&path)
            .env("PYTHONUTF8", "1")
            .output();
        std::fs::remove_file(&path).unwrap();
        // Where there is no Python the end-to-end tests unpack one in Node.
        if let Ok(said) = said {
            assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
            assert_eq!(
                String::from_utf8_lossy(&said.stdout).trim(),
                "[('a.png', 11), ('图.png', 0), ('b.png', 100000)] b'one picture'"
            );
        }
    }

    #[test]
    fn what_does_not_fit_the_format_is_refused() {
        let mut zip = Zip::default();
        assert!(zip.entry("large.png", Crc::new(), u32::MAX - 39).is_some());
        assert!(zip.entry("one.png", Crc::new(), 1).is_none());
    }
}
