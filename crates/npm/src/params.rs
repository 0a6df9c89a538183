//! From the parameters to a draft that the capability table checks.
//!
//! Read member by member, so that what cannot be read becomes an issue with its path, and an unknown name too.

use crate::issue::{Issue, item as item_path};
use crate::names::{joined, meant, param, shown, written};
use ideomix_api::capability::{Capability, Field, Kind, Words};
use ideomix_api::slips::nearest;
use ideomix_api::{Draft, Format, Loose, Model, Palette, Reason, Request, Swatch, Upload, Value};

/// Reads and checks. All issues at once, in the order of the table's fields, unknown ones last. A file is a number.
pub(crate) fn request(row: &'static Capability, params: &Loose) -> Result<Request<u32>, Vec<Issue>> {
    let mut names = Vec::new();
    let mut draft = Draft::new(row, None);
    let mut unread = Vec::new();
    for field in row.fields {
        let name = param(field.name);
        unread.push(params.get(&name).and_then(|value| member(&mut draft, field, &name, value).err()));
        names.push(name);
    }
    let checked = draft.check();
    let problems = checked.as_ref().err().map_or(&[][..], Vec::as_slice);
    let mut issues = Vec::new();
    for (field, unread) in row.fields.iter().zip(unread) {
        // What could not be read is not in the draft: the check would only say that it is missing.
        if let Some(issue) = unread {
            issues.push(issue);
            continue;
        }
        for problem in problems {
            if problem.field == field.name {
                issues.push(Issue::of(problem, place(&draft, field, &problem.reason)));
            }
        }
    }
    if let Loose::Map(members) = params {
        for (name, _) in members {
            if !names.contains(name) {
                let mut issue = Issue::new(name, "unknown_field");
                // Copied by a function that is in the file already: it costs less than `cloned`.
                issue.allow(&mut names.iter().map(|name| joined(&[name])));
                issue.suggest(nearest(name, names.iter().map(String::as_str)));
                issues.push(issue);
            }
        }
    }
    match checked {
        Ok(request) if issues.is_empty() => Ok(request),
        _ => Err(issues),
    }
}

fn member(draft: &mut Draft<u32>, field: &'static Field, name: &str, value: &Loose) -> Result<(), Issue> {
    let read = match field.kind {
        Kind::Model => return model(draft, name, value),
        Kind::Text { .. } => Value::Text(text(name, value)?.to_owned()),
        Kind::Integer { .. } => match value {
            Loose::Number(_) => value.integer().map(Value::Integer),
            // What merely looks like a number is none.
            _ => None,
        }
        .ok_or_else(|| Issue::new(name, "not_an_integer"))?,
        Kind::Choice(words) => Value::Text(choice(field, words, name, value)?.to_owned()),
        Kind::File => Value::Files(vec![upload(name, value)?]),
        Kind::Files { .. } => Value::Files(each(name, Some(value), upload)?),
        Kind::Palette => Value::Palette(palette(name, value)?),
        Kind::StyleCodes { .. } => {
            Value::Texts(each(name, Some(value), |path, code| text(path, code).map(str::to_owned))?)
        }
    };
    draft.set(field.name, read);
    Ok(())
}

fn text<'a>(path: &str, value: &'a Loose) -> Result<&'a str, Issue> {
    value.text().ok_or_else(|| Issue::new(path, "no_text"))
}

fn model(draft: &mut Draft<u32>, name: &str, value: &Loose) -> Result<(), Issue> {
    let word = text(name, value)?;
    draft.model = Model::from_wire(word);
    if draft.model.is_some() {
        return Ok(());
    }
    let words = || draft.capability.models.iter().map(|model| model.wire());
    let mut issue = Issue::new(name, "not_allowed");
    issue.allow(&mut words().map(str::to_owned));
    issue.suggest(nearest(word, words()));
    Err(issue)
}

/// Which of several files or codes a reason speaks of.
fn place(draft: &Draft<u32>, field: &Field, reason: &Reason) -> Option<usize> {
    match (field.kind, draft.get(field.name)?, reason) {
        (Kind::Files { .. }, Value::Files(files), Reason::FileTooLarge { bytes, .. }) => {
            files.iter().position(|file| file.bytes == *bytes)
        }
        (Kind::Files { .. }, Value::Files(files), Reason::TooManyPixels { width, height }) => {
            files.iter().position(|file| (file.width, file.height) == (*width, *height))
        }
        (_, Value::Texts(codes), Reason::BadStyleCode { given }) => {
            codes.iter().position(|code| code == given)
        }
        _ => None,
    }
}

fn choice(field: &Field, words: Words, name: &str, value: &Loose) -> Result<&'static str, Issue> {
    let word = value.text().ok_or_else(|| Issue::not_allowed(name, field, None))?;
    written(field, word).ok_or_else(|| {
        let near = || nearest(word, words.iter()).map(|near| shown(field, near));
        Issue::not_allowed(name, field, meant(field, word).or_else(near).as_deref())
    })
}

fn each<T>(
    name: &str,
    value: Option<&Loose>,
    read: impl Fn(&str, &Loose) -> Result<T, Issue>,
) -> Result<Vec<T>, Issue> {
    let items = value.and_then(Loose::list).ok_or_else(|| Issue::new(name, "no_list"))?;
    let mut all = Vec::new();
    for (place, item) in items.iter().enumerate() {
        all.push(read(&item_path(name, place), item)?);
    }
    Ok(all)
}

/// A file as the facade prepares it.
fn upload(path: &str, value: &Loose) -> Result<Upload<u32>, Issue> {
    let word = |name| value.get(name).and_then(Loose::text);
    if let Some(problem) = word("problem") {
        let mut issue = Issue::new(path, problem);
        issue.suggest(word("name"));
        return Err(issue);
    }
    let format = match word("kind") {
        Some("png") => Format::Png,
        Some("jpg") => Format::Jpeg,
        Some("webp") => Format::Webp,
        _ => return Err(Issue::new(path, "no_picture")),
    };
    let number = |name| value.get(name).and_then(Loose::integer).unwrap_or_default();
    let side = |name| u32::try_from(number(name)).unwrap_or(u32::MAX);
    Ok(Upload {
        blob: side("file"),
        format,
        bytes: number("bytes").unsigned_abs(),
        width: side("width"),
        height: side("height"),
    })
}

fn palette(name: &str, value: &Loose) -> Result<Palette, Issue> {
    if let Some(preset) = value.get("name").and_then(Loose::text) {
        return Ok(Palette::Preset(preset.to_owned()));
    }
    each(&joined(&[name, ".members"]), value.get("members"), swatch).map(Palette::Members)
}

fn swatch(path: &str, value: &Loose) -> Result<Swatch, Issue> {
    let member = |name| value.get(name).unwrap_or(&Loose::Null);
    let hex = text(&joined(&[path, ".colorHex"]), member("colorHex"))?.to_owned();
    let weight = match value.get("colorWeight") {
        None => None,
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates, and is checked next"
        )]
        Some(Loose::Number(weight)) => Some((weight * 100.0 + 0.5) as u8),
        Some(_) => return Err(Issue::new(&joined(&[path, ".colorWeight"]), "no_number")),
    };
    Ok(Swatch { hex, weight })
}
