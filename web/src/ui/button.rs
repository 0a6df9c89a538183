//! The one button.

use leptos::prelude::*;

use super::dynamic::{draw, flag, maybe};
use super::{Icon, IconName, Spinner, Words};

/// How loud a button is. One primary button per view at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ButtonVariant {
    /// The action the view exists for.
    Primary,
    /// An ordinary action, with a visible edge.
    #[default]
    Quiet,
    /// An action that removes or spends something.
    Danger,
    /// An action in a row of others, without an edge until it is pointed at.
    Ghost,
}

impl ButtonVariant {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn is-primary",
            Self::Quiet => "btn is-quiet",
            Self::Danger => "btn is-danger",
            Self::Ghost => "btn is-ghost",
        }
    }
}

/// The height of a button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ButtonSize {
    /// 28 px, for toolbars and rows.
    Small,
    /// 36 px.
    #[default]
    Normal,
    /// 48 px, for the run bar.
    Large,
}

/// A native button. Without children it is square and needs `label`, which then is its name and its tooltip.
///
/// A busy or disabled button keeps its focus and its place in the tab order (`aria-disabled` and not `disabled`), so that
/// keyboard users are not thrown back to the start of the page; it only stops answering.
#[component]
pub(crate) fn Button(
    /// Called on a press that is allowed.
    #[prop(into, optional)]
    on_press: Option<Callback<()>>,
    #[prop(optional)] variant: ButtonVariant,
    #[prop(optional)] size: ButtonSize,
    #[prop(optional)] icon: Option<IconName>,
    /// The accessible name and tooltip when the visible content does not say enough.
    #[prop(into, optional)]
    label: Words,
    #[prop(into, optional)] busy: Signal<bool>,
    #[prop(into, optional)] disabled: Signal<bool>,
    /// Makes it a toggle button.
    #[prop(into, optional)]
    pressed: Signal<Option<bool>>,
    /// Submits the form it stands in.
    #[prop(optional)]
    submit: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let blocked = move || busy.get() || disabled.get();
    let square = children.is_none();
    let press = move |event: leptos::ev::MouseEvent| {
        if busy.get_untracked() || disabled.get_untracked() {
            event.prevent_default();
            event.stop_propagation();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=variant.class()
            class:is-small=size == ButtonSize::Small
            class:is-large=size == ButtonSize::Large
            class:is-square=square
            class:is-busy=flag(move || busy.get())
            aria-label=label.view()
            title=label.view()
            aria-busy=maybe(move || busy.get().then_some("true"))
            aria-disabled=maybe(move || blocked().then_some("true"))
            aria-pressed=maybe(move || pressed.get().map(|on| on.to_string()))
            on:click=press
        >
            {draw(move || {
                if busy.get() {
                    Some(view! { <Spinner /> }.into_any())
                } else {
                    icon.map(|name| view! { <Icon name=name /> }.into_any())
                }
            })}
            {children.map(|children| view! { <span class="btn-text">{children()}</span> })}
        </button>
    }
}
