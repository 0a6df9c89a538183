//! JSON as it comes, read through serde from whatever parser the caller has, without trusting its shape.

use core::fmt;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Below this depth everything is ignored: an answer is three deep, and a hostile one must not exhaust the stack.
const DEPTH_MAX: u8 = 32;

/// A received value of any shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Loose {
    /// `null`, or something nested too deeply to be an answer.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Self>),
    /// An object.
    Map(Vec<(String, Self)>),
}

impl Loose {
    /// The member of that name, if this is an object that has one; the last, if it has several.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(members) => {
                members.iter().rev().find(|(member, _)| member == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The string, if this is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if this is an array.
    pub fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The whole number, if this is one in any of the ways in which other gateways write it: `1`, `1.0`, `"1"`.
    pub fn integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            #[expect(
                clippy::cast_possible_truncation,
                reason = "only whole numbers below 2^53 pass the guard"
            )]
            Self::Number(number) if number.trunc() == *number && number.abs() < 9e15 => Some(*number as i64),
            Self::Text(digits) => crate::plain::integer(digits),
            _ => None,
        }
    }

    /// The truth value, if this is one.
    pub const fn bool(&self) -> Option<bool> {
        match self {
            Self::Bool(truth) => Some(*truth),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Depth(0).deserialize(deserializer)
    }
}

#[derive(Clone, Copy)]
struct Depth(u8);

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = Loose;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Loose, D::Error> {
        if self.0 >= DEPTH_MAX {
            return IgnoredAny::deserialize(deserializer).map(|_| Loose::Null);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = Loose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Loose, E> {
        Ok(Loose::Null)
    }

    fn visit_none<E>(self) -> Result<Loose, E> {
        Ok(Loose::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Loose, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Loose, E> {
        Ok(Loose::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Loose, E> {
        Ok(Loose::Integer(number))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "a number that large is no count, seed or time of an answer"
    )]
    fn visit_u64<E>(self, number: u64) -> Result<Loose, E> {
        Ok(i64::try_from(number).map_or(Loose::Number(number as f64), Loose::Integer))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Loose, E> {
        Ok(Loose::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Loose, E> {
        Ok(Loose::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Loose, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Self(self.0 + 1))? {
            list.push(item);
        }
        Ok(Loose::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Loose, A::Error> {
        let mut map = Vec::new();
        while let Some(name) = members.next_key::<String>()? {
            map.push((name, members.next_value_seed(Self(self.0 + 1))?));
        }
        Ok(Loose::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_nested_arrays_are_cut_and_not_followed() {
        let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
        let mut value: Loose = serde_json::from_str(&deep).unwrap();
        let mut depth = 0;
        while let Loose::List(mut items) = value {
            value = items.remove(0);
            depth += 1;
        }
        assert_eq!((depth, value), (usize::from(DEPTH_MAX), Loose::Null));
    }

    #[test]
    fn numbers_are_read_in_every_spelling() {
        for written in ["7", "7.0", "\"7\""] {
            assert_eq!(serde_json::from_str::<Loose>(written).unwrap().integer(), Some(7), "{written}");
        }
        assert_eq!(serde_json::from_str::<Loose>("7.5").unwrap().integer(), None);
        assert_eq!(serde_json::from_str::<Loose>("1e300").unwrap().integer(), None);
    }
}
