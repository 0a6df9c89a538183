//! What a job asked and what it got, in words.

use crate::text::{text, usd};
use crate::ui::{all, draw, tell};
use ideomix_api::capability::by_id;
use ideomix_gallery::{Job, Picture, Saved};
use leptos::prelude::*;

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

/// The name under which a picture is saved: what made it, its seed, its place.
pub(crate) fn file_name(job: &Job, picture: &Picture) -> String {
    let operation = by_id(&job.operation).map_or("picture", |row| row.operation.name());
    let ending = match picture.mime.as_deref() {
        Some("image/jpeg") => "jpg",
        Some("image/webp") => "webp",
        _ => "png",
    };
    let seed = picture.seed.map_or_else(String::new, |seed| format!("-{seed}"));
    format!("ideomix-{operation}{seed}-{}-{}.{ending}", &job.id[..6.min(job.id.len())], picture.index + 1)
}

/// The link through which a picture may be shown while its bytes are not here: a host that forbids reading may allow
/// that. A link that has ended is left alone.
pub(crate) fn link_of(picture: &Picture) -> Option<String> {
    picture.url.clone().filter(|_| picture.asset.is_none() && picture.saved != Saved::Expired)
}

/// A table of what was asked and what came back for one picture.
#[component]
pub(crate) fn Facts(job: Signal<Job>, index: usize) -> impl IntoView {
    let asked = move || {
        job.with(|job| {
            let mut rows = vec![((text().field)("model").to_owned(), job.model.clone())];
            rows.retain(|(_, words)| !words.trim().is_empty());
            rows.extend(job.fields.iter().filter(|field| field.name != "prompt").map(|field| {
                let words = if field.files.is_empty() {
                    field.texts.join(" ")
                } else {
                    field.files.len().to_string()
                };
                ((text().field)(&field.name).to_owned(), words)
            }));
            rows.extend(
                job.estimate_milli_usd
                    .filter(|_| job.connection != "practice")
                    .map(|sum| (text().result.price.to_owned(), usd(sum))),
            );
            rows
        })
    };
    let got = move || {
        job.with(|job| {
            let Some(picture) = job.pictures.get(index) else { return Vec::new() };
            let field = |name: &str| (text().field)(name).to_owned();
            let mut rows = Vec::new();
            rows.extend(picture.seed.map(|seed| (field("seed"), seed.to_string())));
            let size = picture.width.zip(picture.height).map(|(width, height)| format!("{width} × {height}"));
            rows.extend(size.or_else(|| picture.resolution.clone()).map(|size| (field("resolution"), size)));
            rows.extend(picture.style_type.clone().map(|style| (field("style_type"), style)));
            rows.extend(
                picture.bytes.map(|bytes| (text().result.size.to_owned(), crate::text::bytes(bytes))),
            );
            let took = job.finished_ms.map(|finished| finished - job.created_ms);
            rows.extend(took.map(|took| (text().result.time.to_owned(), elapsed(took))));
            rows
        })
    };
    let asked_prompt = move || job.with(prompt_of);
    let drawn = move || {
        let drawn =
            job.with(|job| job.pictures.get(index).map(|picture| picture.prompt.clone()).unwrap_or_default());
        (!drawn.is_empty() && drawn != asked_prompt()).then_some(drawn)
    };
    let list = |rows: Vec<(String, String)>| {
        all(rows.into_iter().map(|(name, words)| view! { <dt>{name}</dt><dd>{words}</dd> }))
    };
    view! {
        <h3>{text().result.asked}</h3>
        <p class="facts-prompt">{tell(asked_prompt)}</p>
        <dl class="facts">{draw(move || Some(list(asked())))}</dl>
        <h3>{text().result.got}</h3>
        {draw(move || drawn().map(|drawn| view! { <p class="facts-prompt">{drawn}</p> }.into_any()))}
        <dl class="facts">{draw(move || Some(list(got())))}</dl>
    }
}
