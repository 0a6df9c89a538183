//! A packed mask as a text, for the note in which the studio keeps a draft.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes as letters, six bits each.
pub(crate) fn write(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for part in bytes.chunks(3) {
        let bits =
            (0..3).fold(0_u32, |bits, n| bits << 8 | u32::from(part.get(n).copied().unwrap_or_default()));
        for n in 0..=part.len() {
            text.push(char::from(LETTERS[(bits >> (18 - 6 * n) & 63) as usize]));
        }
    }
    text
}

/// The bytes of such a text; `None` for any other.
pub(crate) fn read(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for part in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for n in 0..4 {
            let value = match part.get(n) {
                Some(letter) => LETTERS.iter().position(|known| known == letter)? as u32,
                None => 0,
            };
            bits = bits << 6 | value;
        }
        let count = part.len().checked_sub(1).filter(|count| *count > 0)?;
        bytes.extend_from_slice(&bits.to_be_bytes()[1..=count]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn any_bytes_come_back() {
        for length in 0..20_u8 {
            let bytes: Vec<u8> = (0..length).map(|n| n.wrapping_mul(89).wrapping_add(7)).collect();
            assert_eq!(read(&write(&bytes)).unwrap(), bytes);
        }
    }

    #[test]
    fn another_text_is_none() {
        assert_eq!(read("%%%%"), None);
        assert_eq!(read("A"), None);
    }
}
