//! The parts of the studio that are fetched when they are first wanted, so that the form can be written in at once.
//!
//! `cut` says which code is in which part; `cargo xtask` cuts the compiled program there. What a part shows is asked for
//! with [`part`], as a [`Show`]; the name of a part stands nowhere else.

mod cut;

use crate::browser::Incoming;
use crate::feature::Field;
use crate::route::Route;
use crate::state::{Entry, Form, Studio, studio};
use crate::text::{part_words, text};
use crate::ui::{Button, Drawn, Notice, Spinner, Tone, draw, when};
use ideomix_api::Draft;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

/// Something that a part shows.
#[derive(Clone)]
pub(crate) enum Show {
    /// A whole place.
    Place(Route),
    /// A job on the stage.
    Group(Entry),
    /// The jobs of the history strip under their days.
    Days,
    /// The jobs that are not over.
    Tray,
    /// The request that a form would send.
    Request(Form),
    /// The command palette.
    Palette,
    /// The list of shortcuts.
    Shortcuts,
    /// The kept pictures, to choose one for a slot.
    Kept(Form, &'static Field, RwSignal<bool>),
    /// How the mask's file was read.
    Mask(Form),
    /// The frame around a picture that gets a new shape.
    Frame(Form),
}

/// A part.
#[derive(Clone, Copy)]
enum Part {
    /// Gallery, jobs, spending, settings.
    Places,
    /// Pictures looked at closely, and the mask editor.
    Look,
    /// What came of a job.
    Results,
    /// What helps with the form and is not the form.
    Tools,
}

impl Show {
    /// The part that shows it.
    const fn part(&self) -> Part {
        match self {
            Self::Place(Route::Item { .. } | Route::Compare { .. } | Route::Mask) => Part::Look,
            Self::Place(_) => Part::Places,
            Self::Group(_) | Self::Days | Self::Tray => Part::Results,
            Self::Request(_)
            | Self::Palette
            | Self::Shortcuts
            | Self::Kept(..)
            | Self::Mask(_)
            | Self::Frame(_) => Part::Tools,
        }
    }
}

/// How it stands with a part.
#[derive(Clone, Copy)]
enum State {
    Absent,
    Coming,
    Here(cut::Make),
    Failed,
}

/// Something that is done by a part and shown by none.
pub(crate) enum Deed {
    /// Run a form, whose draft was checked.
    Run(Box<Draft<Blob>>),
    /// Keep what stands in a form.
    KeepForm(Form),
    /// Read a record anew that another tab has changed.
    ReadAnew(String),
    /// Take files that were picked, dropped or pasted.
    TakeFiles(Form, &'static Field, Vec<Incoming>),
    /// Take a kept picture into a field.
    TakeAsset(Form, &'static Field, String),
    /// Do what was offered for a file.
    Repair(Form, usize),
    /// Make all style references small enough to travel together.
    ShrinkReferences(Form),
}

/// What is known of the parts.
#[derive(Clone, Copy)]
pub(crate) struct Parts {
    views: [RwSignal<State>; 4],
    hands: StoredValue<Option<cut::Hands>>,
    /// What waits until it can be done; nothing where the part that does it was not asked for yet, or is at work.
    waiting: StoredValue<Option<Vec<Deed>>, LocalStorage>,
}

impl std::fmt::Debug for Parts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Parts")
    }
}

impl Parts {
    /// At the start nothing is here.
    pub(crate) fn new() -> Self {
        Self {
            views: std::array::from_fn(|_| RwSignal::new(State::Absent)),
            hands: StoredValue::new(None),
            waiting: StoredValue::new_local(None),
        }
    }

    /// Fetches a part, unless it is here or on its way. Asking early is how it is there in time.
    fn fetch(self, part: Part) {
        let state = self.views[part as usize];
        if matches!(state.get_untracked(), State::Coming | State::Here(_)) {
            return;
        }
        state.set(State::Coming);
        spawn_local(async move {
            let came = match part {
                Part::Places => cut::places().await,
                Part::Look => cut::look().await,
                Part::Results => cut::results().await,
                Part::Tools => cut::tools().await,
            };
            state.set(came.map_or(State::Failed, State::Here));
        });
    }
}

impl Studio {
    /// Has something done, at once if the part that does it is here.
    pub(crate) fn work(self, deed: Deed) {
        let Parts { hands, waiting, .. } = self.parts;
        if let Some(hands) = hands.get_value()
            && waiting.with_value(Option::is_none)
        {
            return (hands.start)(self, deed);
        }
        self.wake();
        waiting.update_value(|waiting| waiting.get_or_insert_default().push(deed));
    }

    /// Brings the part that does things, unless it is here or on its way. It opens the gallery and looks at what
    /// earlier visits left.
    pub(crate) fn wake(self) {
        let Parts { hands, waiting, .. } = self.parts;
        if hands.with_value(Option::is_none) && waiting.with_value(Option::is_none) {
            waiting.set_value(Some(Vec::new()));
            spawn_local(self.get_hands());
        }
    }

    async fn get_hands(self) {
        let Parts { hands, waiting, .. } = self.parts;
        let deeds = || waiting.try_update_value(Option::take).flatten().unwrap_or_default();
        match cut::work().await {
            Ok(came) => {
                hands.set_value(Some(came));
                (came.open)(self).await;
                deeds().into_iter().for_each(|deed| (came.start)(self, deed));
            }
            // Nothing was sent and nothing was changed; the next deed tries again.
            Err(_) => {
                drop(deeds());
                let words = format!("{}. {}", part_words().failed, part_words().failed_next);
                self.messages.note(Tone::Error, words, None);
            }
        }
    }

    /// Keeps what is not kept yet, now that the page may go away. `false` where the part that does it is not here.
    pub(crate) fn keep_now(self) -> bool {
        let hands = self.parts.hands.get_value();
        if let Some(hands) = hands {
            (hands.leave)(self);
        }
        hands.is_some()
    }

    /// Gets ready for what a person who has begun to fill a form will want next.
    pub(crate) fn expect_run(self) {
        self.parts.fetch(Part::Results);
        self.wake();
    }
}

/// Shows something, as soon as its part is here.
pub(crate) fn part(show: Show) -> AnyView {
    let studio = studio();
    let parts = studio.parts;
    let part = show.part();
    parts.fetch(part);
    let place = matches!(show, Show::Place(_));
    // Every place but the form shows what is kept, or changes it.
    if place {
        studio.wake();
    }
    draw(move || match parts.views[part as usize].get() {
        State::Here(make) => Some(make(show.clone())),
        State::Failed => Some(missing(place, move || parts.fetch(part))),
        // What opens above the page or stands in its corner leaves no hole while it comes.
        _ => place.then(|| {
            view! {
                <main class="page is-coming" id="place" tabindex="-1">
                    <Spinner label=part_words().coming />
                </main>
            }
            .into_any()
        }),
    })
    .into_any()
}

/// What is shown from its first opening on, and then closes and opens by itself.
pub(crate) fn once(open: RwSignal<bool>, show: Show) -> Drawn {
    let opened = Memo::new(move |before: Option<&bool>| before.is_some_and(|before| *before) || open.get());
    when(move || opened.get(), move || part(show.clone()))
}

/// A part that did not come: nothing is lost, and it can be asked for again.
fn missing(place: bool, again: impl Fn() + Copy + Send + Sync + 'static) -> AnyView {
    let actions = move || view! { <Button on_press=move |()| again()>{part_words().again}</Button> };
    let notice = view! {
        <Notice tone=Tone::Error title=part_words().failed actions=actions>
            {part_words().failed_next}
        </Notice>
    };
    match place {
        true => view! { <main class="page" id="place" tabindex="-1" aria-label=text().places.places>{notice}</main> }.into_any(),
        false => notice.into_any(),
    }
}
