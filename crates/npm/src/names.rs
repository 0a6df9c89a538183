//! The names that JavaScript people see, and what stands for them in the capability table.
//!
//! Parameters are the wire names in camel case; two differ more, so that both families of endpoint read alike.

use ideomix_api::capability::{ALL, Capability, Field, Kind};
use ideomix_api::{decimal, sides};

/// The parameter's name for a wire name.
pub fn param(wire: &str) -> String {
    camel(match wire {
        "image_file" => "image",
        "magic_prompt_option" => "magic_prompt",
        wire => wire,
    })
}

/// The operation's name for a row of the table: `v3.replaceBackground`.
pub fn operation_name(row: &Capability) -> String {
    joined(&[row.family.name(), ".", &camel(row.operation.name())])
}

/// Texts one after the other.
pub(crate) fn joined(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts {
        out.push_str(part);
    }
    out
}

/// `num_images` as `numImages`.
fn camel(name: &str) -> String {
    let mut out = String::new();
    let mut upper = false;
    for byte in name.bytes() {
        match byte {
            b'_' => upper = true,
            byte => {
                out.push(char::from(if upper { byte.to_ascii_uppercase() } else { byte }));
                upper = false;
            }
        }
    }
    out
}

/// The row of that name.
pub(crate) fn row(operation: &str) -> Option<&'static Capability> {
    ALL.iter().find(|row| operation_name(row) == operation)
}

/// The field of that parameter name.
#[cfg(test)]
fn field(row: &'static Capability, name: &str) -> Option<&'static Field> {
    row.fields.iter().copied().find(|field| param(field.name) == name)
}

/// Whether a field's words are shapes or sizes, which the two families spell differently and this package does not.
fn is_shape(field: &Field) -> bool {
    matches!(field.kind, Kind::Choice(_)) && matches!(field.name, "aspect_ratio" | "resolution")
}

/// A word of the wire as this package spells it: `ASPECT_16_9` is `16x9`.
pub(crate) fn shown(field: &Field, word: &str) -> String {
    match sides(word).filter(|_| is_shape(field)) {
        Some((width, height)) => {
            let mut spelled = String::new();
            decimal(i64::from(width), &mut spelled);
            spelled.push('x');
            decimal(i64::from(height), &mut spelled);
            spelled
        }
        None => word.to_owned(),
    }
}

/// The word of the wire for a word of this package: `16x9` is `ASPECT_16_9` for a legacy model.
pub(crate) fn written(field: &Field, word: &str) -> Option<&'static str> {
    let Kind::Choice(words) = field.kind else { return None };
    words.iter().find(|candidate| shown(field, candidate) == word)
}

/// The shape that a word in another spelling means: `16:9` and `ASPECT_16_9` are `16x9`.
pub(crate) fn meant(field: &Field, word: &str) -> Option<String> {
    let mut spelled = String::new();
    for byte in word.bytes() {
        if byte.is_ascii_digit() {
            spelled.push(char::from(byte));
        } else if !spelled.is_empty() && !spelled.ends_with('x') {
            spelled.push('x');
        }
    }
    (is_shape(field) && written(field, &spelled).is_some()).then_some(spelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_the_table_has_a_name_in_camel_case_that_is_its_own() {
        for row in ALL {
            for (n, one) in row.fields.iter().enumerate() {
                let name = param(one.name);
                assert!(name.bytes().all(|letter| letter.is_ascii_alphabetic()), "{}: {name}", row.id);
                assert!(
                    row.fields[n + 1..].iter().all(|other| param(other.name) != name),
                    "{}: {name}",
                    row.id
                );
                assert_eq!(field(row, &name), Some(*one));
            }
        }
    }

    #[test]
    fn operations_are_found_by_their_names() {
        for each in ALL {
            assert_eq!(row(&operation_name(each)), Some(each));
        }
        assert!(row("v3.replaceBackground").is_some() && row("v3.upscale").is_none());
    }

    #[test]
    fn shapes_have_one_spelling_for_both_families() {
        for row in ALL {
            for name in ["aspectRatio", "resolution"] {
                let Some(field) = field(row, name) else { continue };
                let Kind::Choice(words) = field.kind else { panic!("a choice") };
                for word in words.iter() {
                    assert_eq!(written(field, &shown(field, word)), Some(word));
                }
            }
        }
        let legacy = field(row("legacy.generate").unwrap(), "aspectRatio").unwrap();
        assert_eq!(written(legacy, "16x9"), Some("ASPECT_16_9"));
        assert_eq!(written(legacy, "ASPECT_16_9"), None);
        assert_eq!(meant(legacy, "16:9").as_deref(), Some("16x9"));
        assert_eq!(meant(legacy, "ASPECT_16_9").as_deref(), Some("16x9"));
        assert_eq!(meant(legacy, "17:9"), None);
    }
}
