//! The workspace of an operation: form panel, stage, history.

mod control;
mod model;
mod palette;
mod runbar;
mod slot;

use crate::app::StoreNotice;
use crate::browser::Typed;
use crate::feature::result::Stage;
use crate::feature::strip::Strip;
use crate::feature::tray::Tray;
use crate::shortcuts::{Action, Scope};
use crate::state::{Form, studio};
use crate::text::text;
use crate::ui::{
    Button, ButtonSize, ButtonVariant, Details, Field, IconName, Notice, TextArea, Tone, all, draw, each,
};
use control::Control;
use ideomix_api::Operation;
use ideomix_api::capability::Kind;
use leptos::html;
use leptos::prelude::*;
use model::ModelPicker;
use runbar::{RunBar, run};
use slot::Slot;

/// Fields that are always in sight, in this order, where the endpoint has them; all others are under Advanced.
const IN_SIGHT: [&str; 5] = ["image_weight", "resemblance", "detail", "aspect_ratio", "num_images"];

#[component]
pub(crate) fn Create(operation: Operation) -> impl IntoView {
    let studio = studio();
    let form = studio.forms.of(operation);
    studio.on_action(Scope::Form, move |action| {
        match action {
            Action::Run => run(studio, form),
            Action::OlderPrompt => return studio.other_prompt(form, 1),
            Action::NewerPrompt => return studio.other_prompt(form, -1),
            _ => return false,
        }
        true
    });
    // The form is drawn anew when the endpoint changes, and not with every letter.
    let row = move || vec![form.draft.with(|draft| draft.capability.id.to_owned())];
    view! {
        <section class="panel" id="place" tabindex="-1" aria-labelledby="panel-title">
            <div class="panel-head">
                <h1 class="panel-title" id="panel-title">{(text().operation)(operation)}</h1>
                <Button
                    variant=ButtonVariant::Ghost
                    size=ButtonSize::Small
                    icon=IconName::Refresh
                    label=text().form.reset
                    on_press=move |()| form.reset()
                />
            </div>
            <div class="panel-body">
                <p class="field-hint">{(text().operation_about)(operation)}</p>
                {each(row, move |_| fields(form).into_any())}
            </div>
            <RunBar form=form />
        </section>
        <main class="stage" id="stage" aria-label=text().places.stage>
            <StoreNotice />
            <Stage form=form />
            <Tray />
        </main>
        <Strip />
    }
}

fn fields(form: Form) -> impl IntoView {
    let row = form.draft.with_untracked(|draft| draft.capability);
    let slots = row.fields.iter().filter(|field| field.required && field.kind == Kind::File);
    let has = |name: &str| row.field(name).is_some();
    let in_sight = IN_SIGHT.into_iter().filter_map(|name| row.field(name));
    let required_choices =
        row.fields.iter().filter(|field| field.required && matches!(field.kind, Kind::Choice(_)));
    let advanced: Vec<_> = row
        .fields
        .iter()
        .filter(|field| {
            !field.required
                && field.name != "prompt"
                && field.name != "rendering_speed"
                && !IN_SIGHT.contains(&field.name)
        })
        .collect();
    let aside = move || {
        let names: Vec<&str> =
            form.put_aside.with(|names| names.iter().map(|name| (text().field)(name)).collect());
        (!names.is_empty()).then(|| (text().form.dropped)(&names.join(", ")))
    };
    let set = {
        let names: Vec<&'static str> = advanced.iter().map(|field| field.name).collect();
        move || {
            let count = names.iter().filter(|name| form.is_set(name)).count();
            (count > 0).then(|| count.to_string())
        }
    };
    view! {
        {all(slots.map(|field| view! { <Slot form=form field=field /> }))}
        {has("prompt").then(|| view! { <Prompt form=form /> })}
        <ModelPicker form=form />
        {draw(move || aside().map(|words| view! { <Notice tone=Tone::Info>{words}</Notice> }.into_any()))}
        {all(required_choices.map(|field| view! { <Control form=form field=field /> }))}
        {all(in_sight.map(|field| view! { <Control form=form field=field /> }))}
        {(!advanced.is_empty())
            .then(|| {
                view! {
                    <Details summary=text().form.advanced note=set>
                        {all(advanced.into_iter().map(|field| view! { <Control form=form field=field /> }))}
                    </Details>
                }
            })}
    }
}

#[component]
fn Prompt(form: Form) -> impl IntoView {
    let area = NodeRef::<html::Textarea>::new();
    let typed = use_context::<StoredValue<Option<Typed>>>();
    // What was typed before the program ran goes on in the real box, cursor and all.
    area.on_load(move |area| {
        let typed = typed.and_then(|typed| typed.try_update_value(Option::take).flatten());
        if let Some(typed) = typed {
            area.set_value(&typed.text);
            typed.hand_over(&area);
        }
    });
    let error = move || form.problem("prompt").map(|problem| (text().problem)(&problem));
    // The example of a whole picture fits where a whole picture is asked for.
    let placeholder = (form.operation == Operation::Generate).then_some(text().form.prompt_placeholder);
    let count = move || {
        let characters = form.text("prompt").chars().count();
        (characters > 0).then(|| characters.to_string())
    };
    view! {
        <Field
            label=(text().field)("prompt")
            help=(text().field_help)("prompt")
            help_label=text().form.help
            note=count
            error=error
        >
            <TextArea
                value=Signal::derive(move || form.text("prompt"))
                on_input=move |words: String| form.set_text("prompt", &words)
                placeholder=placeholder
                rows=5
                node_ref=area
            />
        </Field>
    }
}

/// Fills the generate form with words, and leaves the rest of it as it is.
pub(super) fn use_prompt(form: Form, words: &str) {
    form.set_text("prompt", words);
}

/// An example as a one-press start: practice and the first real call look the same.
pub(super) fn example(form: Form, n: usize) {
    use_prompt(form, text().result.examples[n]);
}
