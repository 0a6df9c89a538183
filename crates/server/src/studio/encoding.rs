//! Choosing between a file and its compressed siblings.

/// How a stored file is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The stored forms, the smallest first.
    pub(crate) const BEST_FIRST: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Identity];

    /// The name in `Accept-Encoding` and `Content-Encoding`.
    pub(crate) const fn token(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }

    /// What the sibling's name adds to the file's.
    pub(crate) const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }

    /// Whether an `Accept-Encoding` header lets this form through (RFC 9110, section 12.5.3).
    ///
    /// Identity is always let through: a server that refuses it has nothing to answer with.
    pub(crate) fn accepted(self, header: &str) -> bool {
        if self == Self::Identity {
            return true;
        }
        let mut star = false;
        for item in header.split(',') {
            let mut parts = item.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default();
            let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
            let wanted = weight.is_none_or(|q| q.trim().parse::<f32>().is_ok_and(|q| q > 0.0));
            if name.eq_ignore_ascii_case(self.token()) {
                return wanted;
            }
            if name == "*" {
                star = wanted;
            }
        }
        star
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_accepted_only_when_asked_for() {
        for (header, brotli, gzip) in [
            ("", false, false),
            ("gzip, deflate, br", true, true),
            ("gzip;q=0, br;q=1.0", true, false),
            ("*", true, true),
            ("*;q=0.1, br;q=0", false, true),
            ("identity", false, false),
            ("BR", true, false),
            ("brotli", false, false),
            ("br;q=x", false, false),
        ] {
            assert_eq!(Encoding::Brotli.accepted(header), brotli, "br in {header:?}");
            assert_eq!(Encoding::Gzip.accepted(header), gzip, "gzip in {header:?}");
        }
    }
}
