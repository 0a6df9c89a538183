//! The request that the form would send, as code, and pasted calls back into the form.

use crate::browser;
use crate::state::{Connection, Form, Studio, studio};
use crate::text::{names, no_call, request_words, text};
use crate::ui::{
    Button, ButtonSize, ButtonVariant, Choice, Field, IconName, Notice, Segmented, TextArea, Tone, all, draw,
    tell,
};
use ideomix_api::snippet::stand_in;
use ideomix_api::{Format, Snippet, Upload, import};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Blob, KeyboardEvent};

/// Ids of the tabs: form, request.
const TABS: [&str; 2] = ["tab-form", "tab-request"];

/// Form or request: two tabs at the head of the panel.
#[component]
pub(super) fn Tabs() -> impl IntoView {
    let shown = studio().request_shown;
    // One stop of the Tab key for both; the arrow keys go from one to the other.
    let turn = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
            shown.update(|shown| *shown = !*shown);
            browser::focus(TABS[usize::from(shown.get_untracked())]);
        }
    };
    let tab = move |request: bool, words: &'static str| {
        let chosen = move || (shown.get() == request).to_string();
        let stop = move || (if shown.get() == request { "0" } else { "-1" }).to_owned();
        view! {
            <button
                type="button"
                role="tab"
                class="tab"
                id=TABS[usize::from(request)]
                tabindex=tell(stop)
                aria-selected=tell(chosen)
                on:click=move |_| shown.set(request)
                on:keydown=turn
            >
                {words}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist">
            {tab(false, request_words().form)} {tab(true, request_words().request)}
        </div>
    }
}

/// What the form would send, or what keeps it from being sent.
#[component]
pub(crate) fn RequestPanel(form: Form) -> impl IntoView {
    let studio = studio();
    let language = RwSignal::new(Snippet::Curl);
    let choices: Vec<Choice> =
        Snippet::ALL.map(|snippet| Choice::new(snippet.name(), snippet.name())).to_vec();
    let choose = move |name: String| {
        let snippet = Snippet::ALL.into_iter().find(|snippet| snippet.name() == name);
        language.set(snippet.unwrap_or(Snippet::Curl));
    };
    let written = Memo::new(move |_| written(studio, form, language.get()));
    let copy = move |code: String| {
        spawn_local(async move {
            if browser::copy_text(code).await {
                studio.messages.note(Tone::Info, text().result.copied.to_owned(), None);
            }
        });
    };
    let shown = move || {
        Some(match written.get() {
            Err(problems) => view! {
                <Notice tone=Tone::Warn title=request_words().wrong>
                    <ul>{all(problems.into_iter().map(|problem| view! { <li>{problem}</li> }))}</ul>
                </Notice>
            }
            .into_any(),
            Ok((code, missing)) => {
                let copied = code.clone();
                view! {
                    {missing.map(|words| view! { <p class="field-hint">{words}</p> })}
                    <div class="snippet">
                        <pre class="codebox" tabindex="0" role="region" aria-label=request_words().code>{code}</pre>
                        <Button
                            variant=ButtonVariant::Quiet
                            size=ButtonSize::Small
                            icon=IconName::Copy
                            on_press=move |()| copy(copied.clone())
                        >
                            {request_words().copy}
                        </Button>
                    </div>
                }
                .into_any()
            }
        })
    };
    let about = move || {
        let words = request_words();
        let key = if keyed(studio) { words.key } else { words.keyless };
        [key, " ", words.files].concat()
    };
    view! {
        <Segmented
            options=choices
            value=Signal::derive(move || language.get().name().to_owned())
            on_change=choose
            label=request_words().language
        />
        {draw(shown)}
        <p class="field-hint">{tell(about)}</p>
        <Paste />
    }
}

/// A call that somebody pastes.
#[component]
fn Paste() -> impl IntoView {
    let studio = studio();
    let pasted = RwSignal::new(String::new());
    let why = RwSignal::new(None::<String>);
    let fill = move |()| match import(&pasted.get_untracked()) {
        Ok(imported) => {
            pasted.set(String::new());
            why.set(None);
            studio.fill_in(imported);
        }
        Err(no) => {
            let words = no_call(&no);
            studio.messages.alert(words.clone());
            why.set(Some(words));
        }
    };
    view! {
        <Field label=request_words().paste hint=request_words().paste_hint error=why>
            <TextArea
                value=pasted
                on_input=move |words: String| pasted.set(words)
                rows=3
            />
        </Field>
        <Button disabled=Signal::derive(move || pasted.with(String::is_empty)) on_press=fill>
            {request_words().fill}
        </Button>
    }
}

fn keyed(studio: Studio) -> bool {
    studio.settings.connection() == Connection::Direct
}

/// The code and a word about its placeholders, or what is wrong with the form.
fn written(studio: Studio, form: Form, language: Snippet) -> Result<(String, Option<String>), Vec<String>> {
    let (full, missing) = form.draft.with(|draft| match Blob::new() {
        Ok(blob) => {
            let file = Upload { blob, format: Format::Png, bytes: 1, width: 1024, height: 1024 };
            stand_in(draft, request_words().prompt, &file)
        }
        Err(_) => (draft.clone(), Vec::new()),
    });
    match full.check() {
        Ok(request) => {
            let base = browser::absolute(&studio.settings.address());
            let code = language.write(&request, &base, keyed(studio));
            let missing =
                (!missing.is_empty()).then(|| [request_words().stands_in, &names(&missing)].concat());
            Ok((code, missing))
        }
        Err(problems) => Err(problems
            .iter()
            .map(|problem| [(text().field)(&problem.field), ": ", &(text().problem)(problem)].concat())
            .collect()),
    }
}
