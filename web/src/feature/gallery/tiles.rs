//! What stands in the grid, and the blocks of it that are near enough to be drawn.

use super::super::strip::{Mark, Thumb, day_of, day_words};
use super::sift::Wanted;
use super::{Chosen, View};
use crate::browser::Near;
use crate::state::{Studio, shown, studio};
use crate::text::sift_words;
use crate::ui::{all, draw, flag, tell};
use leptos::html;
use leptos::prelude::*;

/// Tiles of one block.
pub(super) const BLOCK: usize = 48;
/// How many of the newest jobs are followed while they change; older ones change by a person's hand only.
const FOLLOWED: usize = 40;

/// One place in the grid.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tile {
    /// The name of a day.
    Day(String),
    /// A picture of a job.
    Picture(String, usize),
    /// A job without pictures.
    Mark(String),
}

impl Tile {
    /// The job it belongs to.
    pub(super) fn job(&self) -> Option<&str> {
        match self {
            Self::Day(_) => None,
            Self::Picture(id, _) | Self::Mark(id) => Some(id),
        }
    }
}

/// The grid's tiles, in order.
pub(super) fn tiles(studio: Studio, wanted: &Wanted) -> Vec<Tile> {
    let mut tiles = Vec::new();
    let mut last_day = None;
    studio.jobs.entries.with(|entries| {
        for (n, entry) in entries.iter().enumerate() {
            if n < FOLLOWED {
                entry.job.track();
            }
            entry.job.with_untracked(|job| {
                if !wanted.takes(job) {
                    return;
                }
                let day = day_of(job.created_ms);
                if last_day != Some(day) {
                    last_day = Some(day);
                    tiles.push(Tile::Day(day_words(job.created_ms)));
                }
                let before = tiles.len();
                tiles.extend(shown(job).into_iter().map(|index| Tile::Picture(job.id.clone(), index)));
                if tiles.len() == before {
                    tiles.push(Tile::Mark(job.id.clone()));
                }
            });
        }
    });
    tiles
}

/// A block of the grid. It is drawn while it is near, and keeps its height while it is not.
#[component]
pub(super) fn Block(n: usize, view: View) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let near = RwSignal::new(n == 0);
    let height = RwSignal::new(String::new());
    let watching = StoredValue::new_local(None::<Near>);
    node.on_load(move |block| {
        let element = block.clone();
        let tell = move |is_near: bool| {
            if !is_near && near.get_untracked() {
                height.set([&block.offset_height().to_string(), "px"].concat());
            }
            near.set(is_near);
            if is_near && view.is_last(n) {
                view.pull();
            }
        };
        watching.set_value(Some(Near::watch(&element, tell)));
    });
    on_cleanup(move || watching.set_value(None));
    let drawn = move || {
        near.get().then(|| {
            let tiles = view
                .tiles
                .with(|tiles| tiles.iter().skip(n * BLOCK).take(BLOCK).cloned().collect::<Vec<_>>());
            all(tiles.into_iter().map(move |tile| one(tile, view.chosen)))
        })
    };
    view! {
        <div class="gallery-block" node_ref=node style:min-height=tell(move || if near.get() { String::new() } else { height.get() })>
            {draw(drawn)}
        </div>
    }
}

fn one(tile: Tile, chosen: Chosen) -> AnyView {
    let studio = studio();
    let (id, picture) = match tile {
        Tile::Day(name) => return view! { <h2 class="strip-day">{name}</h2> }.into_any(),
        Tile::Picture(id, index) => (id, Some(index)),
        Tile::Mark(id) => (id, None),
    };
    let Some(entry) = untrack(|| studio.jobs.find(&id)) else { return ().into_any() };
    let words = entry.job.with_untracked(|job| {
        let prompt = super::super::result::prompt_of(job);
        if prompt.is_empty() { job.descriptions.first().cloned() } else { Some(prompt) }
    });
    let name = (sift_words().select)(words.as_ref().unwrap_or(&id));
    let (own, pressed) = (id.clone(), id);
    let on = flag(move || chosen.has(&own));
    let shown = match picture {
        Some(index) => view! { <Thumb entry=entry index=index /> }.into_any(),
        None => view! { <Mark entry=entry /> }.into_any(),
    };
    view! {
        <div class="tile">
            {shown}
            <input
                type="checkbox"
                class="tile-check"
                aria-label=name
                prop:checked=on
                on:click=move |event| chosen.press(&pressed, event.shift_key())
            />
        </div>
    }
    .into_any()
}
