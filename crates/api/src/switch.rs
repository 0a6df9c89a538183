//! Taking a draft from one model to another: what is kept, what changes its spelling, what finds no place.

use crate::Model;
use crate::capability::{Capability, Field, Kind};
use crate::draft::{Draft, Value};
use crate::plain::{cut, integer};

/// A draft after a change of model, and what the change did to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Switched<B> {
    /// The draft for the new model.
    pub draft: Draft<B>,
    /// Fields whose name or spelling changed: the old and the new name.
    pub converted: Vec<(String, &'static str)>,
    /// Values that the new model does not take, for whoever wants to put them back later.
    pub dropped: Vec<(String, Value<B>)>,
}

/// Fields that mean the same under two names.
const TWINS: [(&str, &str); 2] = [("magic_prompt", "magic_prompt_option"), ("image", "image_file")];

impl<B: Clone + PartialEq> Draft<B> {
    /// The same wishes for another endpoint or model. Aspect ratios and resolutions change their spelling
    /// (`16x9`, `ASPECT_16_9`), some fields their name; what the new model refuses is dropped and given back.
    pub fn switched(&self, capability: &'static Capability, model: Option<Model>) -> Switched<B> {
        let mut draft = Self::new(capability, model);
        let (mut converted, mut dropped) = (Vec::new(), Vec::new());
        for (name, value) in self.values() {
            let place = place(capability, name).filter(|field| field.takes(draft.model));
            match place.and_then(|field| Some((field, fitting(field, value)?))) {
                Some((field, fitted)) => {
                    if field.name != name || fitted != *value {
                        converted.push((name.to_owned(), field.name));
                    }
                    draft.set(field.name, fitted);
                }
                None => dropped.push((name.to_owned(), value.clone())),
            }
        }
        Switched { draft, converted, dropped }
    }
}

pub(crate) fn place(capability: &Capability, name: &str) -> Option<&'static Field> {
    capability.field(name).or_else(|| {
        TWINS.into_iter().find_map(|(a, b)| match name {
            name if name == a => capability.field(b),
            name if name == b => capability.field(a),
            _ => None,
        })
    })
}

pub(crate) fn fitting<B: Clone>(field: &Field, value: &Value<B>) -> Option<Value<B>> {
    let (Kind::Choice(words), Value::Text(word)) = (field.kind, value) else { return Some(value.clone()) };
    if words.contains(word) {
        return Some(value.clone());
    }
    let wanted = sides(word)?;
    words.iter().find(|word| sides(word) == Some(wanted)).map(|word| Value::Text(word.to_owned()))
}

/// The two numbers of `16x9`, `ASPECT_16_9`, `1024x768` or `RESOLUTION_1024_768`.
pub fn sides(word: &str) -> Option<(u32, u32)> {
    let plain = word.strip_prefix("ASPECT_").or_else(|| word.strip_prefix("RESOLUTION_")).unwrap_or(word);
    let (width, height) = cut(plain, plain.bytes().position(|byte| matches!(byte, b'x' | b'_'))?);
    let side = |digits| u32::try_from(integer(digits)?).ok();
    Some((side(width)?, side(cut(height, 1).1)?))
}

/// The size in pixels that the service gives for an aspect ratio where no resolution is asked: the entry of the
/// resolution list that has the ratio's shape and about a megapixel.
pub const fn usual_size(width: u32, height: u32) -> Option<(u32, u32)> {
    Some(match (width, height) {
        (1, 1) => (1024, 1024),
        (16, 9) => (1312, 736),
        (9, 16) => (736, 1312),
        (3, 2) => (1248, 832),
        (2, 3) => (832, 1248),
        (4, 3) => (1152, 864),
        (3, 4) => (864, 1152),
        (16, 10) => (1280, 800),
        (10, 16) => (800, 1280),
        (5, 4) => (1120, 896),
        (4, 5) => (896, 1120),
        (2, 1) => (1408, 704),
        (1, 2) => (704, 1408),
        (3, 1) => (1536, 512),
        (1, 3) => (512, 1536),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capability::by_id;

    fn v3() -> Draft<()> {
        let mut draft = Draft::new(by_id("v3_generate").unwrap(), Some(Model::V3));
        draft.text("prompt", "a cat").text("aspect_ratio", "16x9").text("magic_prompt", "OFF");
        draft
    }

    #[test]
    fn spelling_and_names_follow_the_family_and_come_back() {
        let legacy = v3().switched(by_id("legacy_generate").unwrap(), Some(Model::V2));
        assert_eq!(legacy.draft.get("aspect_ratio"), Some(&Value::Text("ASPECT_16_9".into())));
        assert_eq!(legacy.draft.get("magic_prompt_option"), Some(&Value::Text("OFF".into())));
        assert_eq!(
            legacy.draft.switched(by_id("v3_generate").unwrap(), Some(Model::V3)).draft.check(),
            v3().check()
        );
    }

    #[test]
    fn what_the_model_refuses_is_given_back() {
        let mut draft = v3();
        draft.text("negative_prompt", "blur").text("style_preset", "BAUHAUS").text("aspect_ratio", "4x5");
        let switched = draft.switched(by_id("legacy_generate").unwrap(), Some(Model::V2A));
        let dropped: Vec<_> = switched.dropped.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(dropped, ["aspect_ratio", "negative_prompt", "style_preset"]);
        assert!(switched.draft.check().is_ok());
    }

    #[test]
    fn every_ratio_has_a_usual_size_that_is_in_the_resolution_list() {
        use crate::capability::values::{LEGACY_ASPECT_RATIO, V3_ASPECT_RATIO, V3_RESOLUTION};
        for word in V3_ASPECT_RATIO.iter().chain(LEGACY_ASPECT_RATIO.iter()) {
            let (width, height) = sides(word).unwrap();
            let (wide, high) = usual_size(width, height).unwrap();
            assert!(V3_RESOLUTION.contains(&format!("{wide}x{high}")), "{word}");
            let (asked, given) = (f64::from(width) / f64::from(height), f64::from(wide) / f64::from(high));
            assert!((asked / given - 1.0).abs() < 0.01, "{word}");
        }
    }

    #[test]
    fn every_ratio_and_resolution_of_the_table_has_two_sides() {
        use crate::capability::values;
        for list in [
            values::V3_ASPECT_RATIO,
            values::V3_RESOLUTION,
            values::LEGACY_ASPECT_RATIO,
            values::LEGACY_RESOLUTION,
        ] {
            assert!(list.iter().all(|word| sides(word).is_some()));
        }
        assert_eq!(sides("AUTO"), None);
    }
}
