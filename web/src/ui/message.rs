//! Messages: boxes in the page, short notes in the corner, and words for screen readers.

use leptos::prelude::*;

use super::dynamic::{draw, each};
use super::{Button, ButtonSize, ButtonVariant, Icon, IconName, Words};

/// What kind of news a message is. The icon and the words say it too: color is never alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// Needs a look; nothing is lost.
    Warn,
    /// Did not work.
    Error,
    /// Worked.
    Good,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "is-info",
            Self::Warn => "is-warn",
            Self::Error => "is-error",
            Self::Good => "is-good",
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Info => IconName::Info,
            Self::Warn => IconName::Warning,
            Self::Error => IconName::Error,
            Self::Good => IconName::Check,
        }
    }
}

/// A message that stays in the page as long as it is true.
#[component]
pub(crate) fn Notice(
    #[prop(optional)] tone: Tone,
    #[prop(into, optional)] title: Words,
    /// Another icon than the tone's own.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Buttons below the text.
    #[prop(into, optional)]
    actions: Option<ViewFn>,
    /// Makes it possible to close it; needs `close_label`.
    #[prop(into, optional)]
    on_close: Option<Callback<()>>,
    #[prop(into, optional)] close_label: Words,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=format!("notice {}", tone.class())>
            <Icon name=icon.unwrap_or_else(|| tone.icon()) />
            <div class="notice-main">
                {draw(move || title.get().map(|text| view! { <p class="notice-title">{text}</p> }.into_any()))}
                {children.map(|children| view! { <div class="notice-text">{children()}</div> })}
                {actions.map(|actions| view! { <div class="notice-actions">{actions.run()}</div> })}
            </div>
            {on_close
                .map(|on_close| {
                    view! {
                        <Button
                            variant=ButtonVariant::Ghost
                            size=ButtonSize::Small
                            icon=IconName::Close
                            label=close_label
                            on_press=on_close
                        />
                    }
                })}
        </div>
    }
}

/// A short note. It never holds the only copy of anything: its owner may drop it after some seconds.
#[derive(Clone, Debug)]
pub(crate) struct ToastItem {
    /// Tells it from the others.
    pub(crate) id: u64,
    /// What kind of news it is.
    pub(crate) tone: Tone,
    /// One sentence.
    pub(crate) text: String,
    /// A button, for example to undo.
    pub(crate) action: Option<(String, Callback<()>)>,
}

/// The stack of short notes, read out politely as they come.
#[component]
pub(crate) fn Toasts(
    #[prop(into)] items: Signal<Vec<ToastItem>>,
    #[prop(into)] on_close: Callback<u64>,
    #[prop(into)] close_label: Words,
) -> impl IntoView {
    let toast = move |item: ToastItem| {
        let ToastItem { id, tone, text, action } = item;
        view! {
            <div class=format!("toast {}", tone.class())>
                <Icon name=tone.icon() />
                <p class="toast-text">{text}</p>
                {action
                    .map(|(label, run)| {
                        let press = move |()| {
                            run.run(());
                            on_close.run(id);
                        };
                        view! {
                            <Button variant=ButtonVariant::Ghost size=ButtonSize::Small on_press=press>
                                {label}
                            </Button>
                        }
                    })}
                <Button
                    variant=ButtonVariant::Ghost
                    size=ButtonSize::Small
                    icon=IconName::Close
                    label=close_label
                    on_press=move |()| on_close.run(id)
                />
            </div>
        }
    };
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {each(
                move || items.with(|items| items.iter().map(|item| item.id.to_string()).collect()),
                move |id| items.with_untracked(|items| items.iter().find(|item| item.id.to_string() == id).cloned()).map(toast).into_any(),
            )}
        </div>
    }
}

/// Words for screen readers only. Every change is read, also when the same sentence comes twice.
#[component]
pub(crate) fn LiveRegion(#[prop(into)] polite: Words, #[prop(into)] assertive: Words) -> impl IntoView {
    view! {
        <div class="unseen" aria-live="polite" aria-atomic="true">{spoken(polite)}</div>
        <div class="unseen" role="alert" aria-live="assertive" aria-atomic="true">{spoken(assertive)}</div>
    }
}

/// The text with an invisible mark that comes and goes, because a text that does not change is not read again.
fn spoken(text: Words) -> impl Fn() -> String + Clone {
    let marked = StoredValue::new(false);
    move || {
        let text = text.get().unwrap_or_default();
        marked.update_value(|marked| *marked = !*marked);
        if marked.get_value() && !text.is_empty() { format!("{text}\u{a0}") } else { text.into_owned() }
    }
}
