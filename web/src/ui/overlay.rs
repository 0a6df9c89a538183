//! What stands above the page: the native dialog and popover lists.

use leptos::context::Provider;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::dynamic::{maybe, when};
use super::{Button, ButtonSize, ButtonVariant, Icon, IconName, Words, fresh_id};

/// A modal dialog. The browser keeps the focus inside, makes the rest inert, closes on Escape and returns the focus.
#[component]
pub(crate) fn Dialog(
    #[prop(into)] open: Signal<bool>,
    /// Asked to close, by Escape or by the button; the owner then sets `open` to false.
    #[prop(into)]
    on_close: Callback<()>,
    #[prop(into)] title: Words,
    #[prop(into)] close_label: Words,
    #[prop(optional)] wide: bool,
    /// The row of buttons at the end.
    #[prop(into, optional)]
    footer: Option<ViewFn>,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let title_id = fresh_id("dialog");
    let named_by = title_id.clone();
    Effect::new(move |_| {
        let wanted = open.get();
        let Some(dialog) = node.get() else { return };
        if wanted && !dialog.open() {
            // It fails only for an element outside the document, where nobody could see it anyway.
            let _ = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let closed = move |_| {
        // It is told late: by then the dialog may have been opened anew.
        let is_closed = node.get_untracked().is_none_or(|dialog| !dialog.open());
        if is_closed && open.get_untracked() {
            on_close.run(());
        }
    };
    let children = StoredValue::new(children);
    let footer = StoredValue::new(footer);
    view! {
            <dialog class="dialog" class:is-wide=wide node_ref=node aria-labelledby=named_by on:close=closed>
                <div class="dialog-head">
                    <h2 class="dialog-title" id=title_id>{title.view()}</h2>
                    <Button
                        variant=ButtonVariant::Ghost
                        icon=IconName::Close
                        label=close_label
                        on_press=move |()| on_close.run(())
                    />
                </div>
                {when(move || open.get(), move || view! {
                    <div class="dialog-body">{children.with_value(|children| children())}</div>
                    {footer
                        .with_value(|footer| {
                            footer.as_ref().map(|footer| view! { <div class="dialog-foot">{footer.run()}</div> })
                        })}
    }.into_any())}
            </dialog>
        }
}

/// The id of the popover around a [`MenuItem`].
#[derive(Clone, Debug)]
struct MenuId(String);

/// A button that opens a short list of further buttons. Tab and the arrow keys move; Escape and a press outside close it.
#[component]
pub(crate) fn Menu(
    /// The name of the button, shown unless it is square.
    #[prop(into)]
    label: Words,
    #[prop(optional)] icon: Option<IconName>,
    #[prop(optional)] variant: ButtonVariant,
    #[prop(optional)] size: ButtonSize,
    /// Shows the icon only; the label becomes tooltip and accessible name.
    #[prop(optional)]
    square: bool,
    children: Children,
) -> impl IntoView {
    let id = fresh_id("menu");
    let list = MenuId(id.clone());
    let target = id.clone();
    view! {
        <span class="menu">
            <button
                type="button"
                class=variant.class()
                class:is-small=size == ButtonSize::Small
                class:is-large=size == ButtonSize::Large
                class:is-square=square
                popovertarget=target
                aria-label=maybe(move || label.get().filter(|_| square))
                title=maybe(move || label.get().filter(|_| square))
            >
                {icon.map(|name| view! { <Icon name=name /> })}
                {(!square)
                    .then(|| {
                        view! {
                            <span class="btn-text">{label.view()}</span>
                            <Icon name=IconName::Chevron />
                        }
                    })}
            </button>
            <div class="pop menu-list" id=id popover="auto" on:keydown=walk>
                <Provider value=list>{children()}</Provider>
            </div>
        </span>
    }
}

/// One action of a [`Menu`]; pressing it closes the list.
#[component]
pub(crate) fn MenuItem(
    #[prop(into)] on_press: Callback<()>,
    #[prop(optional)] icon: Option<IconName>,
    #[prop(optional)] danger: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let list = use_context::<MenuId>().map(|MenuId(id)| id);
    view! {
        <button
            type="button"
            class="menu-item"
            class:is-danger=danger
            popovertarget=list
            popovertargetaction="hide"
            disabled=disabled
            on:click=move |_| on_press.run(())
        >
            {icon.map(|name| view! { <Icon name=name /> })}
            <span>{children()}</span>
        </button>
    }
}

/// Moves the focus between the items of a list, round its ends.
fn walk(event: KeyboardEvent) {
    let key = event.key();
    let Some(list) = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let Ok(found) = list.query_selector_all("button:not([disabled])") else { return };
    let items: Vec<HtmlElement> =
        (0..found.length()).filter_map(|index| found.get(index)?.dyn_into::<HtmlElement>().ok()).collect();
    let now = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
        .and_then(|target| items.iter().position(|item| *item == target));
    let Some(next) = next_item(&key, now, items.len()) else { return };
    event.prevent_default();
    if let Some(item) = items.get(next) {
        // A button in an open list can always take the focus.
        let _ = item.focus();
    }
}

/// Where a key leads from item `now` of `count`, if it is a key that moves.
fn next_item(key: &str, now: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowDown" => Some(now.map_or(0, |now| if now >= last { 0 } else { now + 1 })),
        "ArrowUp" => Some(now.map_or(last, |now| now.checked_sub(1).unwrap_or(last))),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::next_item;

    #[test]
    fn arrows_go_round_the_ends_of_a_list() {
        assert_eq!(next_item("ArrowDown", Some(2), 3), Some(0));
        assert_eq!(next_item("ArrowUp", Some(0), 3), Some(2));
        assert_eq!(next_item("ArrowDown", None, 3), Some(0));
    }

    #[test]
    fn other_keys_and_an_empty_list_move_nothing() {
        assert_eq!(next_item("a", Some(0), 3), None);
        assert_eq!(next_item("ArrowDown", None, 0), None);
    }
}
