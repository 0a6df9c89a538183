//! The gallery: everything that was kept, as a grid of which only the part in sight is drawn.

mod chosen;
mod room;
mod sift;
mod tiles;

use crate::app::StoreNotice;
use crate::browser;
use crate::route::Route;
use crate::shortcuts::{Action, Scope};
use crate::state::{Studio, studio};
use crate::text::{sift_words, text};
use crate::ui::{Button, EmptyArt, Notice, Spinner, Tone, draw, each, numbers, when};
use chosen::{Chosen, ChosenBar};
use ideomix_api::Operation;
use leptos::prelude::*;
use leptos::task::spawn_local;
use room::Room;
use sift::{Sift, SiftBar};
use tiles::{BLOCK, Block, Tile, tiles};

/// How many records are read at a time while somebody scrolls or filters.
const PAGE: usize = 120;

/// What the grid's blocks share.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    studio: Studio,
    tiles: Memo<Vec<Tile>>,
    chosen: Chosen,
    pulling: RwSignal<bool>,
}

impl View {
    fn blocks(self) -> usize {
        self.tiles.with(|tiles| tiles.len().div_ceil(BLOCK))
    }

    fn is_last(self, n: usize) -> bool {
        untrack(|| self.blocks()) == n + 1
    }

    /// Reads on until there is about a block more to see, or nothing more to read.
    fn pull(self) {
        let more = self.studio.jobs.more;
        if self.pulling.get_untracked() || !more.get_untracked() {
            return;
        }
        self.pulling.set(true);
        spawn_local(async move {
            let count = move || self.tiles.try_with_untracked(Vec::len);
            let enough = count().map(|tiles| tiles + BLOCK);
            while more.get_untracked() && count().is_some_and(|now| Some(now) < enough) {
                self.studio.load_more(PAGE).await;
            }
            self.pulling.try_set(false);
        });
    }
}

#[component]
pub(crate) fn Gallery() -> impl IntoView {
    let studio = studio();
    let jobs = studio.jobs;
    let sift = Sift::new();
    let tiles = Memo::new(move |_| tiles(studio, &sift.wanted()));
    let view = View { studio, tiles, chosen: Chosen::new(tiles), pulling: RwSignal::new(false) };
    let chosen = view.chosen;
    // A filter that lets little through reads on by itself until the window is full.
    Effect::new(move |_| {
        jobs.more.track();
        if tiles.with(Vec::len) < BLOCK {
            view.pull();
        }
    });
    studio.on_action(Scope::Gallery, move |action| match action {
        Action::SelectAll => {
            chosen.everything();
            true
        }
        Action::Delete => chosen.delete(studio),
        Action::Back => chosen.clear(),
        _ => false,
    });
    if studio.keys.searching.get_untracked() {
        studio.keys.searching.set(false);
        request_animation_frame(browser::focus_search);
    }
    let empty = move || jobs.entries.with(Vec::is_empty);
    let nothing = move || !empty() && tiles.with(Vec::is_empty) && !view.pulling.get();
    let set_aside = move || {
        let count = jobs.quarantined.get();
        (count > 0).then(|| (text().gallery.quarantined)(count))
    };
    let blocks = move || numbers(view.blocks());
    view! {
        <main class="page" id="place" tabindex="-1">
            <div class="page-head">
                <h1>{text().gallery.title}</h1>
                <SiftBar sift=sift />
            </div>
            <div class="page-body">
                <StoreNotice />
                <Room chosen=chosen />
                {draw(move || set_aside().map(|words| view! { <Notice tone=Tone::Warn>{words}</Notice> }.into_any()))}
                {when(empty, welcome)}
                {when(nothing, move || {
                    view! {
                        <p>{sift_words().nothing}</p>
                        {when(move || sift.is_set(), move || {
                            view! { <Button on_press=move |()| sift.clear()>{sift_words().clear_filters}</Button> }
                                .into_any()
                        })}
                    }
                    .into_any()
                })}
                <div class="gallery-page">
                    {each(blocks, move |n| view! { <Block n=n.parse().unwrap_or_default() view=view /> }.into_any())}
                </div>
                {when(move || view.pulling.get(), || {
                    view! { <p class="field-hint"><Spinner /> {sift_words().loading}</p> }.into_any()
                })}
            </div>
            <ChosenBar chosen=chosen />
        </main>
    }
}

fn welcome() -> AnyView {
    view! {
        <div class="empty">
            <EmptyArt />
            <h2>{text().gallery.empty}</h2>
            <p>{text().gallery.empty_text}</p>
            <a class="btn is-primary" href=Route::Create(Operation::Generate).hash()>
                {text().gallery.go_create}
            </a>
        </div>
    }
    .into_any()
}
