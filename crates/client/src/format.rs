//! Kinds of picture file in the words of two crates that do not know each other.

use ideomix_api::Format;
use ideomix_picture::Kind;

/// The API's word for a kind of picture file.
pub const fn format_of(kind: Kind) -> Format {
    match kind {
        Kind::Png => Format::Png,
        Kind::Jpeg => Format::Jpeg,
        Kind::Webp => Format::Webp,
    }
}
