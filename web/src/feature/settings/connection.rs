//! How calls travel: practice, direct with a key, or through a proxy.

use crate::state::{Connection, studio};
use crate::text::text;
use crate::ui::{
    Button, ButtonVariant, Check, Choice, Field, Notice, Segmented, TextField, Tone, draw, tell, when,
};
use ideomix_api::{ApiKey, Base, BaseProblem, KeyProblem};
use leptos::prelude::*;

#[component]
pub(super) fn ConnectionSection() -> impl IntoView {
    let settings = studio().settings;
    let options = Signal::derive(|| {
        let words = &text().settings;
        vec![
            Choice::new("practice", words.practice).hint(words.practice_hint),
            Choice::new("direct", words.direct).hint(words.direct_hint),
            Choice::new("proxy", words.proxy).hint(words.proxy_hint),
        ]
    });
    let chosen = Signal::derive(move || settings.connection().name().to_owned());
    let choose = move |word: String| {
        settings.connect(match word.as_str() {
            "direct" => Connection::Direct,
            "proxy" => Connection::Proxy(String::new()),
            _ => Connection::Practice,
        });
    };
    let no_practice = move || {
        let offer = settings.offer.get();
        settings.is_free() && offer.is_some_and(|offer| offer.practice.is_none())
    };
    let address = move || match settings.address() {
        address if address.is_empty() => text().settings.proxy_here.to_owned(),
        address => address,
    };
    view! {
            <section class="settings-section">
                <h2>{text().settings.connection}</h2>
                <Segmented
                    options=options
                    value=chosen
                    on_change=choose
                    stacked=true
                    label=text().settings.connection
                />
                <p>{tell(move || (text().settings.address_current)(&address()))}</p>
                {when(no_practice, move || view! {
                    <Notice tone=Tone::Warn>{text().settings.practice_missing}</Notice>
    }.into_any())}
                {when(move || settings.connection() == Connection::Direct, move || view! {
                    <KeyForm />
    }.into_any())}
                {when(move || matches!(settings.connection(), Connection::Proxy(_)), move || view! {
                    <AddressForm />
    }.into_any())}
            </section>
        }
}

#[component]
fn KeyForm() -> impl IntoView {
    let settings = studio().settings;
    let typed = RwSignal::new(String::new());
    let shown = RwSignal::new(false);
    let problem = RwSignal::new(None::<KeyProblem>);
    let take = move || match ApiKey::parse(&typed.get_untracked()) {
        Ok(key) => {
            settings.use_key(key);
            // The text box forgets at once; the key lives in one place.
            typed.set(String::new());
            problem.set(None);
        }
        Err(why) => problem.set(Some(why)),
    };
    let kind = move || if shown.get() { "text" } else { "password" };
    let error = move || problem.get().map(text().settings.key_problem);
    view! {
            <form
                class="stack"
                on:submit=move |event| {
                    event.prevent_default();
                    take();
                }
            >
                <Field label=text().settings.key hint=text().settings.key_hint error=error>
                    <TextField value=typed on_input=move |words| typed.set(words) kind=kind placeholder="sk-…" />
                </Field>
                <Check on=shown on_change=move |on| shown.set(on) label=text().settings.key_show />
                <div class="toolbar">
                    <Button variant=ButtonVariant::Primary submit=true>{text().settings.key_use}</Button>
                    {when(move || settings.key_hint.get().is_some(), move || view! {
                        <Button variant=ButtonVariant::Danger on_press=move |()| settings.forget_key()>
                            {text().settings.key_forget}
                        </Button>
    }.into_any())}
                </div>
                {draw(move || {
                    settings
                        .key_hint
                        .get()
                        .map(|hint| {
                            view! { <Notice tone=Tone::Good>{(text().settings.key_set)(&hint)}</Notice> }.into_any()
                        })
                })}
            </form>
        }
}

#[component]
fn AddressForm() -> impl IntoView {
    let settings = studio().settings;
    let typed = RwSignal::new(match untrack(|| settings.connection()) {
        Connection::Proxy(address) => address,
        _ => String::new(),
    });
    let problem = RwSignal::new(None::<BaseProblem>);
    let take = move || match Base::parse(&typed.get_untracked()) {
        Ok(base) => {
            problem.set(None);
            settings.connect(Connection::Proxy(base.to_string()));
        }
        Err(why) => problem.set(Some(why)),
    };
    let error = move || problem.get().map(text().settings.address_problem);
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                take();
            }
        >
            <Field label=text().settings.address hint=text().settings.address_hint error=error>
                <TextField value=typed on_input=move |words| typed.set(words) placeholder="https://" input_mode="url" />
            </Field>
            <div class="toolbar">
                <Button variant=ButtonVariant::Primary submit=true>{text().settings.address_use}</Button>
            </div>
        </form>
    }
}
