//! Where the program is cut. Each function below is all that the rest knows of a part; what only it calls goes with it.

use super::{Deed, Show};
use crate::feature::{
    Compare, Days, Frame, FromGallery, Gallery, Group, Item, Jobs, MaskEditor, MaskPanel, Palette,
    RequestPanel, SettingsPage, ShortcutList, Spending, Tray,
};
use crate::route::Route;
use crate::state::Studio;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use std::pin::Pin;

/// Makes what a part shows.
pub(super) type Make = fn(Show) -> AnyView;

/// The part that does instead of showing.
#[derive(Clone, Copy)]
pub(super) struct Hands {
    /// Opens the gallery. Nothing is done before that.
    pub(super) open: fn(Studio) -> Pin<Box<dyn Future<Output = ()>>>,
    /// Keeps what is not kept yet, as far as that needs no waiting.
    pub(super) leave: fn(Studio),
    /// Starts a deed.
    pub(super) start: fn(Studio, Deed),
}

/// A function that a part is cut off behind; in one piece it is as if it had come at once.
macro_rules! part {
    ($file:ident: $name:ident, $what:ty, $make:expr) => {
        #[cfg(feature = "parts")]
        #[leptos::wasm_split::wasm_split($file, wasm_split_path = leptos::wasm_split, fallible)]
        pub(super) fn $name() -> Result<$what, SplitLoaderError> {
            Ok($make)
        }
        #[cfg(not(feature = "parts"))]
        pub(super) async fn $name() -> Result<$what, SplitLoaderError> {
            Ok($make)
        }
    };
}

part!(places: places, Make, |show| match show {
    Show::Place(Route::Gallery) => view! { <Gallery /> }.into_any(),
    Show::Place(Route::Jobs) => view! { <Jobs /> }.into_any(),
    Show::Place(Route::Spending) => view! { <Spending /> }.into_any(),
    _ => view! { <SettingsPage /> }.into_any(),
});

part!(look: look, Make, |show| match show {
    Show::Place(Route::Item { job, index }) => view! { <Item job=job index=index /> }.into_any(),
    Show::Place(Route::Compare { a, b }) => view! { <Compare a=a b=b /> }.into_any(),
    _ => view! { <MaskEditor /> }.into_any(),
});

part!(jobs: results, Make, |show| match show {
    Show::Group(entry) => view! { <Group entry=entry /> }.into_any(),
    Show::Days => view! { <Days /> }.into_any(),
    _ => view! { <Tray /> }.into_any(),
});

part!(tools: tools, Make, |show| match show {
    Show::Request(form) => view! { <RequestPanel form=form /> }.into_any(),
    Show::Shortcuts => view! { <ShortcutList /> }.into_any(),
    Show::Kept(form, field, open) => view! { <FromGallery form=form field=field open=open /> }.into_any(),
    Show::Mask(form) => view! { <MaskPanel form=form /> }.into_any(),
    Show::Frame(form) => view! { <Frame form=form /> }.into_any(),
    _ => view! { <Palette /> }.into_any(),
});

part!(jobs: work, Hands, Hands { open, leave: Studio::leave, start });

/// Opens the gallery, and then looks at what earlier visits left.
fn open(studio: Studio) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async move {
        studio.open_gallery().await;
        spawn_local(studio.look_back());
    })
}

/// What a deed comes to.
fn start(studio: Studio, deed: Deed) {
    match deed {
        Deed::Run(draft) => studio.start(&draft),
        Deed::KeepForm(form) => spawn_local(studio.keep_form(form)),
        Deed::ReadAnew(id) => spawn_local(studio.read_anew(id)),
        Deed::TakeFiles(form, field, files) => studio.take_files(form, field, files),
        Deed::TakeAsset(form, field, id) => studio.take_asset(form, field, id),
        Deed::Repair(form, id) => studio.repair(form, id),
        Deed::ShrinkReferences(form) => studio.shrink_references(form),
    }
}
