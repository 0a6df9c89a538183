//! Notes with a price and one press to mend them, and the fields that the chosen model refuses. Nothing here blocks.

use crate::parts::Deed;
use crate::state::{Form, Switch, studio};
use crate::text::{labels, model_name, text};
use crate::ui::{Button, ButtonSize, ButtonVariant, Icon, IconName, Notice, Tone, all, draw};
use ideomix_api::{Guard, Model, Speed, guards, refused};
use leptos::prelude::*;

/// At most so many notes stand above the run button; the rest come when these are mended.
const SHOWN_MAX: usize = 2;

#[component]
pub(super) fn Guards(form: Form) -> impl IntoView {
    let found = Memo::new(move |_| form.draft.with(guards));
    draw(move || {
        let found = found.get();
        Some(all(found.into_iter().take(SHOWN_MAX).map(move |guard| note(form, guard))))
    })
}

fn note(form: Form, guard: Guard) -> impl IntoView {
    let words = &text().slots;
    let faster = match guard {
        Guard::Dearer { faster, .. } => faster,
        _ => None,
    };
    let (said, fix) = ((words.guard)(&guard), (words.fix)(&guard));
    view! {
        <div class="runbar-note is-warn guard">
            <Icon name=IconName::Warning />
            <span>{said}</span>
            <span class="guard-ways">
                <Button size=ButtonSize::Small on_press=move |()| mend(form, &guard)>{fix}</Button>
                {faster.map(|(model, _)| view! {
                    <Button
                        variant=ButtonVariant::Ghost
                        size=ButtonSize::Small
                        on_press=move |()| form.choose_model(model, None)
                    >
                        {(words.faster)(model)}
                    </Button>
                })}
            </span>
        </div>
    }
}

fn mend(form: Form, guard: &Guard) {
    match guard {
        Guard::SameSeed { .. } => form.clear("num_images"),
        Guard::TurboSavesNothing { .. } | Guard::Dearer { .. } => {
            form.choose_model(Model::V3, Some(Speed::Default));
        }
        Guard::OtherShape { nearest } => form.set_text("aspect_ratio", nearest),
        Guard::ReferencesLarge { .. } => studio().work(Deed::ShrinkReferences(form)),
    }
}

/// What the last change of model kept, respelled and put aside, with the way back.
#[component]
pub(super) fn Switched(form: Form) -> impl IntoView {
    draw(move || {
        let Switch { kept, converted, dropped, back } = form.switch.get()?;
        let words = &text().slots;
        let said =
            [(dropped, words.dropped), (converted, words.converted), (back, words.back), (kept, words.kept)];
        let said: Vec<String> = said
            .into_iter()
            .map(|(names, words)| (labels(&names), words))
            .filter(|(names, _)| !names.is_empty())
            .map(|(names, words)| words(&names))
            .collect();
        let undo = move || {
            view! {
                <Button size=ButtonSize::Small icon=IconName::Undo on_press=move |()| form.undo_switch()>
                    {text().result.undo}
                </Button>
            }
        };
        Some(
            view! {
                <Notice
                    tone=Tone::Info
                    on_close=Callback::new(move |()| form.switch.set(None))
                    close_label=text().common.close
                    actions=undo
                >
                    {said.join(" ")}
                </Notice>
            }
            .into_any(),
        )
    })
}

/// The fields that the chosen model does not take, each with a model that does.
pub(super) fn refused_fields(form: Form, model: Model) -> AnyView {
    all(refused(form.operation, model).into_iter().map(move |(field, takers)| {
        let words = &text().slots;
        let name = |model: &Model| match model {
            Model::V3 => model_name(Model::V3, Speed::Default, |_| "").trim().to_owned(),
            model => model.to_string(),
        };
        let names: Vec<String> = takers.iter().map(name).collect();
        let first = takers.first().copied();
        view! {
            <div class="field is-refused">
                <div class="field-head">
                    <span class="field-label">{(text().field)(field.name)}</span>
                    {first.map(|first| view! {
                        <span class="field-actions">
                            <Button
                                variant=ButtonVariant::Ghost
                                size=ButtonSize::Small
                                on_press=move |()| form.choose_model(first, None)
                            >
                                {(words.switch_to)(&name(&first))}
                            </Button>
                        </span>
                    })}
                </div>
                <p class="field-hint">{(words.not_taken)(&name(&model), &names.join(", "))}</p>
            </div>
        }
    }))
}
