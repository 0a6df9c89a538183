//! Parts of a view that follow the state, with their closures behind one type each.
//!
//! A closure that stands in a view by itself makes the compiler write all the code that keeps it up to date once more,
//! for that closure alone: some kilobytes of program each. Behind a box they share one copy, which is why views say
//! `tell(move || title())` and not `move || title()`.

use std::sync::Arc;

use leptos::prelude::*;

/// Words that follow the state.
pub(crate) fn tell<T: Into<String>>(
    words: impl Fn() -> T + Send + 'static,
) -> Box<dyn Fn() -> String + Send> {
    Box::new(move || words().into())
}

/// Words that follow the state, or none; as an attribute, none takes the attribute away.
pub(crate) fn maybe<T: Into<String>>(
    words: impl Fn() -> Option<T> + Send + 'static,
) -> Box<dyn Fn() -> Option<String> + Send> {
    Box::new(move || words().map(Into::into))
}

/// Whether a class applies.
pub(crate) fn flag(truth: impl Fn() -> bool + Send + 'static) -> Box<dyn Fn() -> bool + Send> {
    Box::new(truth)
}

/// A piece of view that is drawn anew when what it reads changes.
pub(crate) type Drawn = Box<dyn Fn() -> Option<AnyView> + Send>;

/// A piece of view that follows the state, or nothing.
pub(crate) fn draw(view: impl Fn() -> Option<AnyView> + Send + 'static) -> Drawn {
    Box::new(view)
}

/// A piece of view that is there as long as something is true, and is not drawn anew while it stays true.
pub(crate) fn when(
    truth: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> AnyView + Send + 'static,
) -> Drawn {
    let truth = memo(Box::new(truth));
    Box::new(move || truth.get().then(&view))
}

/// Pieces of view one after the other.
pub(crate) fn all<V: IntoView + Send + 'static>(views: impl Iterator<Item = V>) -> AnyView {
    views.map(IntoAny::into_any).collect::<Vec<AnyView>>().into_any()
}

/// One piece of view per name, kept as long as the name is in the list.
pub(crate) fn each(
    names: impl Fn() -> Vec<String> + Send + Sync + 'static,
    view: impl Fn(String) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    list(Box::new(names), Arc::new(view))
}

/// The numbers below a count, as names for [`each`].
pub(crate) fn numbers(count: usize) -> Vec<String> {
    (0..count).map(|number| number.to_string()).collect()
}

type Names = Box<dyn Fn() -> Vec<String> + Send + Sync>;

fn list(names: Names, view: Arc<dyn Fn(String) -> AnyView + Send + Sync>) -> AnyView {
    let children = move |name| view(name);
    view! { <For each=names key=Clone::clone children=children /> }.into_any()
}

fn memo(truth: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    Memo::new(move |_| truth())
}
