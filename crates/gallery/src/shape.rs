//! The shape of a kept record: how its members are written and read, without a browser.
//!
//! A record names its members once, in a [`Record::members`]; the same list writes and reads, so that the two cannot
//! part. Values go through a [`Tree`], which the store turns into JavaScript objects and back: a general serializer
//! would cost a browser ten times as many bytes for four kinds of records.

use crate::Flaw;

/// A value as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    /// Nothing: `null` or `undefined`.
    Null,
    /// A truth value.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A whole number that must stay exact, such as a seed.
    Whole(u64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// An object.
    Map(Vec<(String, Self)>),
    /// Something that no record holds.
    Odd,
}

/// Goes through the members of one record, and writes or reads each.
#[derive(Debug)]
pub(crate) enum Walk {
    /// Collects what the record holds.
    Write(Vec<(String, Tree)>),
    /// Hands out what was kept.
    Read(Vec<(String, Tree)>),
}

/// A value that can be a member.
pub(crate) trait Value {
    /// As it is kept; `None` leaves the member out.
    fn write(&mut self) -> Option<Tree>;
    /// Takes what was kept; the error names the member inside that does not fit, or is empty for this value itself.
    fn read(&mut self, tree: Tree) -> Result<(), Flaw>;
}

/// A value with named members.
pub(crate) trait Record: Default {
    /// Names every member once.
    fn members(&mut self, walk: &mut Walk) -> Result<(), Flaw>;
}

/// A value that is one of a few words.
pub(crate) trait Word: Copy + PartialEq + 'static {
    /// Every value with its word.
    const WORDS: &'static [(Self, &'static str)];
}

impl Walk {
    /// Writes one member, or reads it; a member that is missing keeps its default.
    pub(crate) fn member(&mut self, name: &str, value: &mut dyn Value) -> Result<(), Flaw> {
        match self {
            Self::Write(map) => map.extend(value.write().map(|tree| (name.to_owned(), tree))),
            Self::Read(map) => {
                if let Some(place) = map.iter().position(|(member, _)| member == name) {
                    return value.read(map.swap_remove(place).1).map_err(|flaw| within(name, flaw));
                }
            }
        }
        Ok(())
    }
}

/// A record as it is kept.
pub(crate) fn write(record: &mut impl Record) -> Tree {
    let mut walk = Walk::Write(Vec::new());
    let written = record.members(&mut walk);
    debug_assert_eq!(written, Ok(()), "writing cannot fail");
    match walk {
        Walk::Write(map) | Walk::Read(map) => Tree::Map(map),
    }
}

/// A record from what was kept.
pub(crate) fn read<R: Record>(tree: Tree) -> Result<R, Flaw> {
    let Tree::Map(map) = tree else { return Err(odd()) };
    let mut record = R::default();
    record.members(&mut Walk::Read(map))?;
    Ok(record)
}

/// The word of a value.
pub(crate) fn word<W: Word>(value: W) -> &'static str {
    W::WORDS.iter().find(|(other, _)| *other == value).map_or("", |(_, word)| word)
}

/// The value of a word.
pub(crate) fn of_word<W: Word>(tree: Tree) -> Result<W, Flaw> {
    let Tree::Text(text) = tree else { return Err(odd()) };
    W::WORDS.iter().find(|(_, word)| *word == text).map(|(value, _)| *value).ok_or_else(odd)
}

/// The flaw of a value that does not fit.
pub(crate) fn odd() -> Flaw {
    Flaw::Shape(String::new())
}

fn within(name: &str, flaw: Flaw) -> Flaw {
    match flaw {
        Flaw::Shape(inner) if inner.is_empty() => Flaw::Shape(name.to_owned()),
        Flaw::Shape(inner) => Flaw::Shape([name, ".", &inner].concat()),
        other => other,
    }
}

impl Value for String {
    fn write(&mut self) -> Option<Tree> {
        Some(Tree::Text(self.clone()))
    }

    fn read(&mut self, tree: Tree) -> Result<(), Flaw> {
        let Tree::Text(text) = tree else { return Err(odd()) };
        *self = text;
        Ok(())
    }
}

impl Value for bool {
    fn write(&mut self) -> Option<Tree> {
        Some(Tree::Flag(*self))
    }

    fn read(&mut self, tree: Tree) -> Result<(), Flaw> {
        let Tree::Flag(flag) = tree else { return Err(odd()) };
        *self = flag;
        Ok(())
    }
}

impl Value for f64 {
    fn write(&mut self) -> Option<Tree> {
        Some(Tree::Number(*self))
    }

    fn read(&mut self, tree: Tree) -> Result<(), Flaw> {
        let Tree::Number(number) = tree else { return Err(odd()) };
        *self = number;
        Ok(())
    }
}

impl Value for u64 {
    fn write(&mut self) -> Option<Tree> {
        Some(Tree::Whole(*self))
    }

    fn read(&mut self, tree: Tree) -> Result<(), Flaw> {
        *self = whole(tree)?;
        Ok(())
    }
}

/// Whole numbers that a JavaScript number holds exactly.
macro_rules! small_whole {
    ($($kind:ty),*) => {$(
        impl Value for $kind {
            fn write(&mut self) -> Option<Tree> {
                Some(Tree::Number(f64::from(*self)))
            }

            fn read(&mut self, tree: Tree) -> Result<(), Flaw> {
                *self = <$kind>::try_from(whole(tree)?).map_err(|_| odd())?;
                Ok(())
            }
        }
    )*};
}

small_whole!(u8, u16, u32);

impl<V: Value + Default> Value for Option<V> {
    fn write(&mut self) -> Option<Tree> {
        self.as_mut()?.write()
    }

    fn read(&mut self, tree: Tree) -> Result<(), Flaw> {
        *self = match tree {
            Tree::Null => None,
            tree => {
                let mut value = V::default();
                value.read(tree)?;
                Some(value)
            }
        };
        Ok(())
    }
}

impl<V: Value + Default> Value for Vec<V> {
    fn write(&mut self) -> Option<Tree> {
        Some(Tree::List(self.iter_mut().filter_map(Value::write).collect()))
    }

    fn read(&mut self, tree: Tree) -> Result<(), Flaw> {
        let Tree::List(items) = tree else { return Err(odd()) };
        self.clear();
        for item in items {
            let mut value = V::default();
            value.read(item)?;
            self.push(value);
        }
        Ok(())
    }
}

/// Makes a record or a word a value, so that it can stand inside another record.
macro_rules! as_value {
    (record $($kind:ty),*) => {$(
        impl $crate::shape::Value for $kind {
            fn write(&mut self) -> Option<$crate::shape::Tree> {
                Some($crate::shape::write(self))
            }

            fn read(&mut self, tree: $crate::shape::Tree) -> Result<(), $crate::Flaw> {
                *self = $crate::shape::read(tree)?;
                Ok(())
            }
        }
    )*};
    (word $($kind:ty),*) => {$(
        impl $crate::shape::Value for $kind {
            fn write(&mut self) -> Option<$crate::shape::Tree> {
                Some($crate::shape::Tree::Text($crate::shape::word(*self).to_owned()))
            }

            fn read(&mut self, tree: $crate::shape::Tree) -> Result<(), $crate::Flaw> {
                *self = $crate::shape::of_word(tree)?;
                Ok(())
            }
        }
    )*};
}

pub(crate) use as_value;

/// A whole number, kept as either kind of number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "only whole numbers from 0 to 2^53 pass the guard"
)]
fn whole(tree: Tree) -> Result<u64, Flaw> {
    match tree {
        Tree::Whole(number) => Ok(number),
        Tree::Number(number)
            if (0.0..=9_007_199_254_740_992.0).contains(&number) && number.trunc() == number =>
        {
            Ok(number as u64)
        }
        _ => Err(odd()),
    }
}

#[cfg(test)]
mod tests;
