//! What a job asked and what it got, side by side.

use super::diff::{Change, diff, likeness};
use crate::browser;
use crate::text::{text, usd};
use crate::ui::{Details, all, draw};
use ideomix_api::capability::by_id;
use ideomix_api::{Operation, Speed};
use ideomix_gallery::{Job, Picture, Saved, View};
use leptos::prelude::*;

/// How much of a prompt must have stayed for its changes to be shown inside it, in hundredths. Otherwise the two texts
/// stand one after the other, since a text of single words from both reads like neither.
const LIKE: usize = 25;
/// How many words of a prompt stand in a file's name, and how long they may be together.
const NAME_WORDS: usize = 6;
const NAME_BYTES: usize = 48;

/// The prompt that a job asked for.
pub(crate) fn prompt_of(job: &Job) -> String {
    let field = job.fields.iter().find(|field| field.name == "prompt");
    field.map(|field| field.texts.join(" ")).unwrap_or_default()
}

/// A stretch of time as people read it.
pub(crate) fn elapsed(ms: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a stretch of seconds")]
    let seconds = (ms / 1000.0).round().max(0.0) as u32;
    (text().jobs.seconds)(seconds)
}

/// The name under which a picture is saved: what made it, its first words, its seed, its place. Two pictures of the
/// gallery never have the same name, and one of practice says so.
pub(crate) fn file_name(job: &Job, picture: &Picture) -> String {
    let operation = by_id(&job.operation).map_or("picture", |row| row.operation.name());
    let prompt = prompt_of(job);
    let words = slug(if prompt.is_empty() { &picture.prompt } else { &prompt });
    let mark = if job.connection == "practice" { "-practice" } else { "" };
    let seed = picture.seed.map_or_else(String::new, |seed| format!("-{seed}"));
    let (id, place) = (&job.id[..6.min(job.id.len())], picture.index + 1);
    format!("ideomix{mark}-{operation}{words}{seed}-{id}-{place}.{}", ending(picture))
}

/// The first words of a prompt, in any script, as a part of a file's name.
fn slug(prompt: &str) -> String {
    let mut name = String::new();
    let words = prompt.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words.take(NAME_WORDS) {
        if name.len() + word.len() >= NAME_BYTES {
            if name.is_empty() {
                name.push('-');
                name.push_str(&word[..word.floor_char_boundary(NAME_BYTES)]);
            }
            break;
        }
        name.push('-');
        name.push_str(word);
    }
    name
}

fn ending(picture: &Picture) -> &'static str {
    match picture.mime.as_deref() {
        Some("image/jpeg") => "jpg",
        Some("image/webp") => "webp",
        _ => "png",
    }
}

/// The link through which a picture may be shown while its bytes are not here: a host that forbids reading may allow
/// that. A link that has ended is left alone.
pub(crate) fn link_of(picture: &Picture) -> Option<String> {
    let may_show = picture.asset.is_none() && picture.saved != Saved::Expired && picture.view != View::Broken;
    picture.url.clone().filter(|_| may_show)
}

/// A line of the table: a name, what was asked, what came.
pub(crate) type Row = (String, String, String);

/// A value of a field in words, where it has a better name than its own.
fn said(field: &str, word: &str) -> String {
    let speed = Speed::from_wire(word).filter(|_| field == "rendering_speed");
    let name = speed.map(text().form.speed).or_else(|| (text().choice)(field, word));
    name.map_or_else(|| word.to_owned(), str::to_owned)
}

/// What was asked for one picture and what came, but for the prompt.
pub(crate) fn got_of(job: &Job, index: usize) -> Vec<Row> {
    let label = |name: &str| (text().field)(name).to_owned();
    let mut rows: Vec<Row> = Vec::new();
    let mut asked = |name: &str, words: String| rows.push((label(name), words, String::new()));
    if !job.model.is_empty() {
        asked("model", job.model.clone());
    }
    for field in job.fields.iter().filter(|field| field.name != "prompt") {
        let words = if field.files.is_empty() {
            field.texts.iter().map(|word| said(&field.name, word)).collect::<Vec<_>>().join(" ")
        } else {
            field.files.len().to_string()
        };
        asked(&field.name, words);
    }
    let Some(picture) = job.pictures.get(index) else { return rows };
    let mut got = |name: String, words: Option<String>, unasked: &str| {
        let Some(words) = words else { return };
        match rows.iter_mut().find(|(known, ..)| *known == name) {
            Some(row) => row.2 = words,
            None => rows.push((name, unasked.to_owned(), words)),
        }
    };
    got(label("seed"), picture.seed.map(|seed| seed.to_string()), text().look.random);
    let size = picture.width.zip(picture.height).map(|(width, height)| format!("{width} × {height}"));
    got(label("resolution"), size.or_else(|| picture.resolution.clone()), "");
    got(label("style_type"), picture.style_type.as_ref().map(|style| said("style_type", style)), "");
    let took = job.finished_ms.map(|finished| elapsed(finished - job.created_ms));
    got(text().result.time.to_owned(), took, "");
    let price = job.estimate_milli_usd.filter(|_| job.connection != "practice").map(usd);
    rows.extend(price.map(|sum| (text().result.price.to_owned(), sum, String::new())));
    rows
}

/// What was asked and what came for one picture; its file; the answer as it came.
#[component]
pub(crate) fn Facts(job: Signal<Job>, index: usize) -> impl IntoView {
    let rows = move || {
        let rows = job.with(|job| got_of(job, index));
        all(rows.into_iter().map(|(name, asked, got)| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td>{asked}</td>
                    <td>{got}</td>
                </tr>
            }
        }))
    };
    let prompt = move || job.with(|job| prompt(job, index));
    let file = move || {
        all(job.with(|job| file_rows(job, index)).into_iter().map(|(name, words)| {
            view! { <dt>{name}</dt><dd>{words}</dd> }
        }))
    };
    let raw = move || {
        let raw = job.with(|job| job.raw.clone())?;
        let shown = browser::pretty_json(&raw).unwrap_or(raw);
        Some(
            view! {
                <Details summary=text().look.answer>
                    <pre class="codebox" tabindex="0">{shown}</pre>
                </Details>
            }
            .into_any(),
        )
    };
    view! {
        {draw(prompt)}
        <table class="asked">
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{text().result.asked}</th>
                    <th scope="col">{text().result.got}</th>
                </tr>
            </thead>
            <tbody>{draw(move || Some(rows()))}</tbody>
        </table>
        <h3>{text().look.file}</h3>
        <dl class="facts">{draw(move || Some(file()))}</dl>
        {draw(raw)}
    }
}

/// The words that were asked for, with what the service made of them.
fn prompt(job: &Job, index: usize) -> Option<AnyView> {
    let asked = prompt_of(job);
    let drawn = job.pictures.get(index).map(|picture| picture.prompt.clone()).unwrap_or_default();
    // An upscale without words gets words from the service; a picture without words of its own got none.
    if asked.is_empty() && drawn.is_empty() {
        return None;
    }
    let look = &text().look;
    if drawn.is_empty() || drawn == asked {
        let note =
            (!drawn.is_empty() && operation(job) != Some(Operation::Upscale)).then_some(look.as_written);
        return Some(
            view! {
                <p class="facts-prompt">{asked}</p>
                <p class="field-hint">{note}</p>
            }
            .into_any(),
        );
    }
    let mut pieces = diff(&asked, &drawn);
    if likeness(&pieces) < LIKE {
        pieces = vec![(Change::Removed, asked), (Change::Added, drawn)];
        pieces.retain(|(_, words)| !words.is_empty());
    }
    let apart = pieces.len() == 2;
    let pieces = all(pieces.into_iter().map(|(change, words)| match change {
        Change::Kept => view! { <span>{words}</span> }.into_any(),
        Change::Removed => view! { <del>{words}</del>" " }.into_any(),
        Change::Added => view! { <ins>{words}</ins> }.into_any(),
    }));
    Some(
        view! {
            <h3>{look.rewritten}</h3>
            <p class="facts-prompt" class:is-apart=apart>{pieces}</p>
            <p class="field-hint">{look.rewritten_key}</p>
        }
        .into_any(),
    )
}

fn operation(job: &Job) -> Option<Operation> {
    by_id(&job.operation).map(|row| row.operation)
}

/// The file itself, and where it came from.
fn file_rows(job: &Job, index: usize) -> Vec<(&'static str, String)> {
    let Some(picture) = job.pictures.get(index) else { return Vec::new() };
    let (look, places) = (&text().look, &text().places);
    let by = match job.connection.as_str() {
        "practice" => places.practice,
        "proxy" => places.proxy,
        _ => places.direct,
    };
    let mut rows =
        vec![(look.made, browser::local_moment(job.created_ms, text().tag)), (look.by, by.to_owned())];
    rows.extend(picture.mime.as_ref().map(|_| (look.kind, ending(picture).to_ascii_uppercase())));
    rows.extend(picture.bytes.map(|bytes| (text().result.size, crate::text::bytes(bytes))));
    let answer = job.raw.as_deref().and_then(ideomix_client::parse);
    let number = answer.and_then(|json| json.get("request_id").and_then(|id| id.text()).map(str::to_owned));
    rows.extend(number.map(|number| (look.request_id, number)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use ideomix_gallery::Field;

    fn job(prompt: &str) -> Job {
        let prompt = Field { name: "prompt".to_owned(), texts: vec![prompt.to_owned()], ..Field::default() };
        Job {
            operation: "v3_generate".to_owned(),
            connection: "direct".to_owned(),
            fields: vec![prompt],
            ..Job::new("0a1b2c".repeat(6), 1.0)
        }
    }

    #[test]
    fn a_file_is_named_by_operation_words_seed_and_place() {
        let picture = Picture { seed: Some(7), index: 1, ..Picture::default() };
        let name = file_name(&job("A red fox, “OPEN LATE”!"), &picture);
        assert_eq!(name, "ideomix-generate-A-red-fox-OPEN-LATE-7-0a1b2c-2.png");
        let practice = Job { connection: "practice".to_owned(), ..job("群山之间的清晨") };
        assert_eq!(
            file_name(&practice, &Picture::default()),
            "ideomix-practice-generate-群山之间的清晨-0a1b2c-1.png"
        );
    }

    #[test]
    fn a_name_is_short_and_holds_nothing_that_a_disk_refuses() {
        for prompt in ["../../etc/passwd", "CON: a|b?*<>\"\\", &"x".repeat(5_000), "🦊🦊🦊", ""] {
            let name = file_name(&job(prompt), &Picture::default());
            assert!(name.len() < 120, "{name}");
            assert!(!name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', ' ']), "{name}");
        }
    }

    #[test]
    fn what_came_stands_beside_what_was_asked() {
        let mut job = job("fox");
        let field = Field { name: "seed".to_owned(), texts: vec!["5".to_owned()], ..Field::default() };
        job.fields.push(field);
        job.pictures.push(Picture {
            seed: Some(5),
            style_type: Some("GENERAL".to_owned()),
            ..Picture::default()
        });
        let rows = got_of(&job, 0);
        assert!(rows.contains(&("Seed".to_owned(), "5".to_owned(), "5".to_owned())), "{rows:?}");
        assert!(rows.iter().any(|(_, asked, got)| asked.is_empty() && !got.is_empty()), "{rows:?}");
    }
}
