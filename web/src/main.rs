//! The studio: a single-page app for every Ideogram operation behind AiHubMix.
//!
//! `state` knows, `feature` shows, `ui` is a dozen primitives, `browser` is the only place that touches the window, and
//! `text` holds every word in both languages.
#![forbid(unsafe_code)]
#![allow(
    unreachable_pub,
    reason = "the component macro writes its items with `pub`, whatever the function says"
)]

mod app;
mod browser;
mod feature;
mod parts;
mod route;
mod shortcuts;
mod state;
mod text;
mod ui;

fn main() {
    browser::report_panics();
    let typed = browser::take_typed();
    if let Some(root) = browser::clear_root() {
        leptos::mount::mount_to(root, move || app::App(app::AppProps { typed })).forget();
    }
}
