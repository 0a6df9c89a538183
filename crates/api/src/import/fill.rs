//! What was found, as a draft of the row it belongs to.

use super::code::{self, snake};
use super::{Found, Given, Imported, NoCall, Target};
use crate::capability::{self, Capability, Field, Kind, Words};
use crate::draft::{Draft, Value};
use crate::snippet::usual_model;
use crate::switch::{fitting, place};
use crate::{Model, slips};

pub(super) fn fill<B: Clone>(found: Found, had_key: bool) -> Result<Imported<B>, NoCall> {
    let mut filling = Filling::start(found, had_key)?;
    let mut draft = Draft::new(filling.row, usual_model(filling.row));
    for (name, value) in filling.values.drain(..) {
        match value {
            Worth::Model(model) => draft.model = Some(model),
            Worth::Value(value) => {
                draft.set(name, value.into_value());
            }
        }
    }
    let Filling { files, mended, ignored, had_key, .. } = filling;
    Ok(Imported { draft, files, mended, ignored, had_key })
}

/// The work, for every kind of file handle.
struct Filling {
    row: &'static Capability,
    values: Vec<(&'static str, Worth)>,
    files: Vec<(&'static str, String)>,
    mended: Vec<(String, String)>,
    ignored: Vec<String>,
    had_key: bool,
}

enum Worth {
    Model(Model),
    Value(Given),
}

impl Given {
    fn into_value<B>(self) -> Value<B> {
        match self {
            Self::Text(text) | Self::File(text) => Value::Text(text),
            Self::Texts(texts) => Value::Texts(texts),
            Self::Palette(palette) => Value::Palette(palette),
        }
    }
}

impl Filling {
    fn start(found: Found, had_key: bool) -> Result<Self, NoCall> {
        let mut mended = Vec::new();
        let row = match found.target.ok_or(NoCall::NoAddress)? {
            Target::Row(id) => capability::by_id(&id).ok_or(NoCall::UnknownAddress(id))?,
            Target::Path(given) => {
                let path = slips::path(&given);
                if path != given {
                    mended.push((given.clone(), path.to_owned()));
                }
                capability::by_path(path).ok_or(NoCall::UnknownAddress(given))?
            }
        };
        let (values, files) = (Vec::new(), Vec::new());
        let mut filling = Self { row, values, files, mended, ignored: found.ignored, had_key };
        for (name, given) in found.pairs {
            filling.take(&name, given);
        }
        Ok(filling)
    }

    fn take(&mut self, name: &str, given: Given) {
        let plain = snake(name.trim_end_matches("[]"));
        if plain == "image_request" {
            // An envelope of its own text; one that is an object was looked into already.
            if let Given::Text(text) = given {
                let inner = code::read(&text, &mut self.had_key);
                inner.pairs.into_iter().for_each(|(name, given)| self.take(&name, given));
            }
            return;
        }
        let (field, guessed) = match place(self.row, &plain) {
            Some(field) => (field, false),
            None => {
                let names = self.row.fields.iter().map(|field| field.name);
                match slips::nearest(&plain, names).and_then(|name| self.row.field(name)) {
                    Some(field) => (field, true),
                    None => return self.ignored.push(name.to_owned()),
                }
            }
        };
        if guessed {
            self.mended.push((name.to_owned(), field.name.to_owned()));
        }
        self.put(field, given);
    }

    fn put(&mut self, field: &'static Field, given: Given) {
        match (field.kind, given) {
            (Kind::File | Kind::Files { .. }, Given::File(path) | Given::Text(path)) => {
                let path = if slips::is_quoted_open(&path) { between_quotes(&path) } else { &path };
                let file = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
                if !self.files.contains(&(field.name, file.clone())) {
                    self.files.push((field.name, file));
                }
            }
            (Kind::Model, Given::Text(word)) => {
                match Model::from_wire(&word).filter(|model| self.row.takes(*model)) {
                    Some(model) => self.values.push((field.name, Worth::Model(model))),
                    None => self.leave(field, &word),
                }
            }
            (Kind::Choice(words), Given::Text(word)) => self.choose(field, words, word),
            (Kind::StyleCodes { .. }, Given::Text(code)) => {
                let codes = code.split([',', ' ']).filter(|code| !code.is_empty()).map(str::to_owned);
                self.add(field, codes.collect());
            }
            (Kind::StyleCodes { .. }, Given::Texts(codes)) => self.add(field, codes),
            (Kind::Palette, Given::Text(text)) => {
                let inner = code::read(&["{\"color_palette\":", &text, "}"].concat(), &mut self.had_key);
                match inner.pairs.into_iter().next() {
                    Some((_, palette)) => self.values.push((field.name, Worth::Value(palette))),
                    None => self.leave(field, &text),
                }
            }
            (Kind::Palette, palette @ Given::Palette(_)) | (_, palette @ Given::Palette(_)) => {
                self.values.push((field.name, Worth::Value(palette)));
            }
            (_, Given::Text(text)) if !text.is_empty() => {
                self.values.push((field.name, Worth::Value(Given::Text(text))));
            }
            (_, Given::Text(_)) => {}
            (_, Given::File(text)) => self.leave(field, &text),
            (_, Given::Texts(texts)) => self.leave(field, &texts.join(", ")),
        }
    }

    fn choose(&mut self, field: &'static Field, words: Words, given: String) {
        let mended = slips::aspect_ratio(&given);
        let fits = match fitting::<()>(field, &Value::Text(mended.to_owned())) {
            Some(Value::Text(word)) => Some(word),
            _ => slips::nearest(&given, words.iter()).map(str::to_owned),
        };
        match fits {
            Some(word) => {
                if word != given {
                    self.mended.push((given, word.clone()));
                }
                self.values.push((field.name, Worth::Value(Given::Text(word))));
            }
            None if given.is_empty() => {}
            None => self.leave(field, &given),
        }
    }

    /// Adds to a list that is given piece by piece.
    fn add(&mut self, field: &'static Field, more: Vec<String>) {
        match self.values.iter_mut().find(|(name, _)| *name == field.name) {
            Some((_, Worth::Value(Given::Texts(known)))) => known.extend(more),
            _ => self.values.push((field.name, Worth::Value(Given::Texts(more)))),
        }
    }

    fn leave(&mut self, field: &Field, given: &str) {
        self.ignored.push([field.name, " = ", given].concat());
    }
}

fn between_quotes(code: &str) -> &str {
    code.split(['\'', '"']).nth(1).unwrap_or(code)
}
