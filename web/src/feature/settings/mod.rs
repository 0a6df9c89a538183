//! Settings: connection, language and look, storage, prices.

mod connection;

use crate::app::StoreNotice;
use crate::state::{Settings, Theme, studio};
use crate::text::{Language, bytes, language, text};
use crate::ui::{Button, Choice, Field, Segmented, when};
use connection::ConnectionSection;
use ideomix_gallery::Usage;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    view! {
        <main class="page" id="place" tabindex="-1">
            <div class="page-head">
                <h1>{text().settings.title}</h1>
            </div>
            <div class="page-body is-narrow">
                <StoreNotice />
                <div class="settings-main">
                    <ConnectionSection />
                    <Look />
                    <Storage />
                    <section class="settings-section">
                        <h2>{text().settings.prices}</h2>
                        <p>{(text().settings.prices_as_of)(Settings::prices_as_of())}</p>
                    </section>
                    <section class="settings-section">
                        <h2>{text().settings.privacy}</h2>
                        <p>{text().settings.privacy_text}</p>
                    </section>
                </div>
            </div>
        </main>
    }
}

#[component]
fn Look() -> impl IntoView {
    let settings = studio().settings;
    let languages =
        Language::ALL.map(|language| Choice::new(language.text().tag, language.own_name())).to_vec();
    let themes = Signal::derive(|| {
        let words = &text().settings;
        vec![
            Choice::new("", words.theme_system),
            Choice::new("light", words.theme_light),
            Choice::new("dark", words.theme_dark),
        ]
    });
    view! {
        <section class="settings-section">
            <h2>{text().settings.look}</h2>
            <Field label=text().settings.language group=true>
                <Segmented
                    options=languages
                    value=Signal::derive(|| language().get().text().tag.to_owned())
                    on_change=move |tag: String| settings.speak(Language::from_tag(&tag))
                />
            </Field>
            <Field label=text().settings.theme group=true>
                <Segmented
                    options=themes
                    value=Signal::derive(move || settings.theme.get().word().unwrap_or_default().to_owned())
                    on_change=move |word: String| settings.look(Theme::from_word(&word))
                />
            </Field>
        </section>
    }
}

#[component]
fn Storage() -> impl IntoView {
    let studio = studio();
    let usage = RwSignal::new(None::<Usage>);
    let promised = RwSignal::new(None::<bool>);
    spawn_local(async move {
        let found = studio.gallery().usage().await;
        usage.try_set(found);
    });
    let ask = move |()| {
        spawn_local(async move {
            let kept = studio.gallery().persist().await;
            promised.try_set(Some(kept));
        });
    };
    let used = move || match usage.get() {
        Some(usage) => (text().settings.storage_used)(&bytes(usage.used), &bytes(usage.quota)),
        None => text().settings.storage_unknown.to_owned(),
    };
    let promise = move || match promised.get() {
        Some(true) => text().settings.storage_kept,
        _ => text().settings.storage_may_go,
    };
    view! {
            <section class="settings-section">
                <h2>{text().settings.storage}</h2>
                <p>{used}</p>
                <p>{promise}</p>
                {when(move || promised.get() != Some(true), move || view! {
                    <Button on_press=ask>{text().settings.storage_ask}</Button>
    }.into_any())}
            </section>
        }
}
