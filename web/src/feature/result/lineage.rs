//! What a picture was made from, and what was made of it.

use super::shown::Shown;
use crate::state::{Entry, Pick, Version, studio};
use crate::text::text;
use crate::ui::{all, draw};
use leptos::prelude::*;

/// Parents and children of a picture as small pictures, as far as their jobs are listed.
#[component]
pub(crate) fn Lineage(entry: Entry, index: usize) -> impl IntoView {
    let studio = studio();
    let job = entry.job.clone();
    let asset = Memo::new(move |_| job.with(|job| job.pictures.get(index)?.asset.clone()));
    let parents = {
        let entry = entry.clone();
        Memo::new(move |_| studio.parents(&entry))
    };
    let children = Memo::new(move |_| asset.get().map(|asset| studio.children(&asset)).unwrap_or_default());
    // A file from the disk is no picture of the gallery, and still what it all began with.
    let files = entry
        .job
        .with_untracked(|job| job.fields.iter().flat_map(|field| field.files.clone()).collect::<Vec<_>>());
    let from = move || {
        let known = parents.get();
        let parents = known.iter().cloned().map(relative);
        let named: Vec<String> = known
            .iter()
            .filter_map(|pick| {
                studio
                    .jobs
                    .find(&pick.job)?
                    .job
                    .with_untracked(|job| job.pictures.get(pick.index)?.asset.clone())
            })
            .collect();
        let others = files.iter().filter(|file| !named.contains(file)).cloned().map(input);
        row(text().look.made_from, parents.chain(others).collect())
    };
    let became = move || row(text().look.became, children.get().into_iter().map(relative).collect());
    view! {
        {draw(from)}
        {draw(became)}
    }
}

fn row(title: &'static str, members: Vec<AnyView>) -> Option<AnyView> {
    (!members.is_empty()).then(|| {
        view! {
            <h3>{title}</h3>
            <div class="lineage">{all(members.into_iter())}</div>
        }
        .into_any()
    })
}

/// A picture of the gallery, as a link to its place.
fn relative(pick: Pick) -> AnyView {
    let Some(entry) = studio().jobs.find(&pick.job) else { return ().into_any() };
    let shown = Shown::new(&entry, pick.index, Version::Thumb);
    let title = entry.title();
    let picture = move || {
        let source = shown.source()?;
        Some(view! { <img src=source alt="" decoding="async" referrerpolicy="no-referrer" /> }.into_any())
    };
    view! {
        <a class="thumb" href=pick.route().hash() title=title.clone() aria-label=title>
            {draw(picture)}
        </a>
    }
    .into_any()
}

/// A file that came from the disk.
fn input(asset: String) -> AnyView {
    let url = studio().asset_url(Signal::stored(Some(asset)), Version::Thumb);
    let picture =
        move || Some(view! { <img src=url.get()? alt=text().look.input decoding="async" /> }.into_any());
    view! { <span class="thumb" title=text().look.input>{draw(picture)}</span> }.into_any()
}
