//! The workspace of an operation: form panel, stage, history.

mod control;
mod frame;
mod from_gallery;
mod guards;
mod mask;
mod model;
mod palette;
mod reframe;
mod request;
mod runbar;
mod slot;

use crate::app::StoreNotice;
use crate::browser::{self, Typed};
use crate::feature::result::Stage;
use crate::feature::strip::Strip;
use crate::parts::{Show, part};
use crate::shortcuts::{Action, Scope};
use crate::state::{Form, studio};
use crate::text::{model_name, text};
use crate::ui::{
    Button, ButtonSize, ButtonVariant, Details, Field, Icon, IconName, Notice, TextArea, Tone, all, draw,
    each, flag, tell, when,
};
use control::Control;
pub(crate) use frame::Frame;
pub(crate) use from_gallery::FromGallery;
use guards::{Switched, refused_fields};
use ideomix_api::capability::{self, Kind};
use ideomix_api::{Operation, sides};
use leptos::html;
use leptos::prelude::*;
pub(crate) use mask::MaskPanel;
use model::ModelPicker;
pub(crate) use request::RequestPanel;
use request::Tabs;
use runbar::RunBar;
pub(crate) use runbar::run;
use slot::{Slot, bring};

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
            Action::ShowRequest => studio.request_shown.update(|shown| *shown = !*shown),
            Action::NewerPrompt => return studio.other_prompt(form, -1),
            _ => return false,
        }
        true
    });
    // The form is drawn anew when the endpoint or the model changes, and not with every letter.
    let row = move || {
        let model = |model: ideomix_api::Model| model.wire();
        vec![form.draft.with(|draft| format!("{} {}", draft.capability.id, draft.model.map_or("", model)))]
    };
    // What is unfolded stays so when the form is drawn anew.
    let folds = (RwSignal::new(false), RwSignal::new(false));
    // A file that misses its slot must not take the page away, and a paste needs no slot at all.
    let over = window_event_listener(leptos::ev::dragover, |event| {
        if browser::carries_files(&event, event.data_transfer().as_ref()) {
            event.prevent_default();
        }
    });
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        let data = event.data_transfer();
        // Whoever took it before has prevented the rest.
        if browser::carries_files(&event, data.as_ref()) && !event.default_prevented() {
            event.prevent_default();
            bring(studio, form, &event, data);
        }
    });
    let paste = window_event_listener(leptos::ev::paste, move |event| {
        let data = event.clipboard_data();
        if !browser::means_words(&event, data.as_ref()) {
            bring(studio, form, &event, data);
        }
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
        paste.remove();
    });
    view! {
        <section class="panel" id="place" tabindex="-1" aria-labelledby="panel-title" on:input=move |_| studio.expect_run()>
            <div class="panel-head">
                <h1 class="panel-title" id="panel-title">{(text().operation)(operation)}</h1>
                <Tabs />
                <Button
                    variant=ButtonVariant::Ghost
                    size=ButtonSize::Small
                    icon=IconName::Refresh
                    label=text().form.reset
                    on_press=move |()| form.reset()
                />
            </div>
            {draw(move || {
                Some(if studio.request_shown.get() {
                    view! { <div class="panel-body">{part(Show::Request(form))}</div> }.into_any()
                } else {
                    view! {
                        <div class="panel-body">
                            <p class="field-hint">
                                {(text().operation_about)(operation)}
                                <span class="about-note">{(text().slots.note)(operation)}</span>
                            </p>
                            <Pasted />
                            {each(row, move |_| fields(form, folds).into_any())}
                        </div>
                    }
                    .into_any()
                })
            })}
            <RunBar form=form />
        </section>
        <main class="stage" id="stage" aria-label=text().places.stage>
            <StoreNotice />
            <Stage form=form />
            {when(move || !studio.jobs.active().is_empty(), || part(Show::Tray))}
        </main>
        <Strip />
    }
}

/// What a pasted call did to the form.
#[component]
fn Pasted() -> impl IntoView {
    let lines = studio().pasted;
    draw(move || {
        let all_lines = lines.get();
        (!all_lines.is_empty()).then(|| {
            view! {
                <Notice
                    tone=Tone::Info
                    on_close=Callback::new(move |()| lines.set(Vec::new()))
                    close_label=text().common.close
                >
                    {all(all_lines.into_iter().map(|line| view! { <p>{line}</p> }))}
                </Notice>
            }
            .into_any()
        })
    })
}

fn fields(form: Form, (open, more): (RwSignal<bool>, RwSignal<bool>)) -> impl IntoView {
    let (row, model) = form.draft.with_untracked(|draft| (draft.capability, draft.model));
    let slots = row.fields.iter().copied().filter(|field| field.required && field.kind == Kind::File);
    // Where words are optional or price and count are an afterthought, they stand under Advanced.
    let words_first = row.field("prompt").is_some_and(|field| field.required);
    let words_later = row.field("prompt").is_some() && !words_first;
    let size_first = form.operation == Operation::Reframe;
    let taken = move |field: &&'static capability::Field| field.takes(model);
    let in_sight = IN_SIGHT
        .into_iter()
        .filter(|name| !size_first || *name != "num_images")
        .filter_map(|name| row.field(name))
        .filter(|field| taken(field));
    let required_choices =
        row.fields.iter().copied().filter(|field| field.required && matches!(field.kind, Kind::Choice(_)));
    let advanced: Vec<_> = row
        .fields
        .iter()
        .copied()
        .filter(taken)
        .filter(|field| {
            let shown = IN_SIGHT.contains(&field.name) && (!size_first || field.name != "num_images");
            !field.required && field.name != "prompt" && field.name != "rendering_speed" && !shown
        })
        .collect();
    let refused = model.map(|model| refused_fields(form, model));
    let set = {
        let names: Vec<&'static str> = advanced.iter().map(|field| field.name).collect();
        move || {
            let count = names.iter().filter(|name| form.is_set(name)).count();
            (count > 0).then(|| count.to_string())
        }
    };
    view! {
        {all(slots.map(|field| view! { <Slot form=form field=field /> }))}
        {row.mask.map(|_| part(Show::Mask(form)))}
        {(form.operation == Operation::Upscale).then(|| draw(move || doubled(form)))}
        {words_first.then(|| view! { <Prompt form=form /> })}
        {all(required_choices.map(|field| view! { <Control form=form field=field /> }))}
        <Switched form=form />
        {(!row.models.is_empty()).then(|| view! {
            <button
                type="button"
                class="settings-line only-phone"
                aria-label=text().slots.change
                aria-expanded=tell(move || open.get().to_string())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span>{tell(move || summary(form))}</span>
                <Icon name=IconName::Chevron />
            </button>
        })}
        <div class="settings" class:is-folded=flag(move || !row.models.is_empty() && !open.get())>
            {(!size_first).then(|| view! { <ModelPicker form=form /> })}
            {all(in_sight.map(|field| view! { <Control form=form field=field /> }))}
            {(!advanced.is_empty() || words_later)
                .then(|| {
                    view! {
                        <Details summary=text().form.advanced note=set open=more>
                            {size_first.then(|| view! { <ModelPicker form=form /> })}
                            {words_later.then(|| view! { <Prompt form=form /> })}
                            {all(advanced.into_iter().map(|field| view! { <Control form=form field=field /> }))}
                            {refused}
                        </Details>
                    }
                })}
        </div>
    }
}

/// The settings in one line, for phones: `16:9 · 3.0 Default · 4 pictures · Magic prompt Auto`.
fn summary(form: Form) -> String {
    let words = text();
    let mut parts = Vec::new();
    let size =
        ["resolution", "aspect_ratio"].map(|name| form.text(name)).into_iter().find(|size| !size.is_empty());
    let row = form.draft.with(|draft| draft.capability);
    let shape = size.or_else(|| row.field("aspect_ratio")?.default.map(str::to_owned));
    if let Some((width, height)) = shape.as_deref().and_then(sides) {
        parts.push(if width > 16 { format!("{width} × {height}") } else { format!("{width}:{height}") });
    }
    form.draft.with(|draft| {
        parts.extend(draft.model.map(|model| model_name(model, draft.speed(), words.form.speed)));
        parts.push((words.slots.images)(draft.images()));
    });
    for name in ["magic_prompt", "magic_prompt_option"].into_iter().filter(|name| row.field(name).is_some()) {
        let chosen = form.text(name);
        let chosen = if chosen.is_empty() { "AUTO" } else { &chosen };
        parts.push(format!("{} {}", (words.field)(name), (words.choice)(name, chosen).unwrap_or_default()));
    }
    parts.join(" · ")
}

/// How large an upscale comes out.
fn doubled(form: Form) -> Option<AnyView> {
    let files = form.files("image_file");
    let (width, height) = files.first().map(|file| (file.width * 2, file.height * 2))?;
    let tenths = (u64::from(width) * u64::from(height) + 50_000) / 100_000;
    let words = (text().slots.doubled)(width, height, &format!("{}.{}", tenths / 10, tenths % 10));
    Some(view! { <p class="field-hint" id="result-size">{words}</p> }.into_any())
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
