//! What of the gallery is shown: filters over the records.

use super::super::result::prompt_of;
use crate::browser;
use crate::text::{sift_words, text};
use crate::ui::{Choice, IconName, Select, SelectGroup, TextField};
use ideomix_api::capability::by_id;
use ideomix_api::{Model, Operation};
use ideomix_gallery::Job;
use leptos::prelude::*;

const DAY_MS: f64 = 86_400_000.0;

/// The filters, empty where they let everything through.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sift {
    pub(super) words: RwSignal<String>,
    operation: RwSignal<String>,
    model: RwSignal<String>,
    days: RwSignal<String>,
    only: RwSignal<String>,
}

/// The filters at one moment.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    words: String,
    operation: String,
    model: String,
    since_ms: f64,
    only: String,
}

impl Sift {
    pub(super) fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self { words: empty(), operation: empty(), model: empty(), days: empty(), only: empty() }
    }

    fn all(self) -> [RwSignal<String>; 5] {
        [self.words, self.operation, self.model, self.days, self.only]
    }

    pub(super) fn is_set(self) -> bool {
        self.all().iter().any(|part| part.with(|part| !part.is_empty()))
    }

    pub(super) fn clear(self) {
        for part in self.all() {
            part.set(String::new());
        }
    }

    /// The filters as they stand, followed.
    pub(super) fn wanted(self) -> Wanted {
        let days: Option<u16> = self.days.get().parse().ok();
        Wanted {
            words: self.words.get().to_lowercase(),
            operation: self.operation.get(),
            model: self.model.get(),
            since_ms: days.map_or(0.0, |days| browser::day_start() - f64::from(days) * DAY_MS),
            only: self.only.get(),
        }
    }
}

impl Wanted {
    /// Whether a job is let through.
    pub(super) fn takes(&self, job: &Job) -> bool {
        let counts = || job.counts();
        let operation = || by_id(&job.operation).map_or("", |row| row.operation.name());
        (self.operation.is_empty() || operation() == self.operation)
            && (self.model.is_empty() || job.model == self.model)
            && job.created_ms >= self.since_ms
            && match self.only.as_str() {
                "starred" => job.pictures.iter().any(|picture| picture.starred),
                "blocked" => counts().withheld > 0,
                "unsaved" => counts().unsaved + counts().pending > 0,
                _ => true,
            }
            && (self.words.is_empty()
                || prompt_of(job).to_lowercase().contains(&self.words)
                || job.descriptions.iter().any(|words| words.to_lowercase().contains(&self.words))
                || job.pictures.iter().any(|picture| picture.prompt.to_lowercase().contains(&self.words)))
    }
}

/// The bar of filters.
#[component]
pub(super) fn SiftBar(sift: Sift) -> impl IntoView {
    let words = sift_words();
    let pick = |all: &'static str, choices: Vec<Choice>| {
        SelectGroup::plain([vec![Choice::new("", all)], choices].concat())
    };
    let operations =
        Operation::ALL.map(|operation| Choice::new(operation.name(), (text().operation)(operation))).to_vec();
    let models = Model::ALL.map(|model| Choice::new(model.wire(), model.wire())).to_vec();
    let [today, week, month] = words.times;
    let times = vec![Choice::new("0", today), Choice::new("6", week), Choice::new("29", month)];
    let only = vec![
        Choice::new("starred", words.starred),
        Choice::new("blocked", words.blocked),
        Choice::new("unsaved", words.unsaved),
    ];
    let list = |label: &'static str, groups: Vec<SelectGroup>, value: RwSignal<String>| {
        view! { <Select groups=groups value=value on_change=move |chosen: String| value.set(chosen) label=label /> }
    };
    view! {
        <div class="toolbar sift" role="search">
            <TextField
                value=sift.words
                on_input=move |typed: String| sift.words.set(typed)
                kind="search"
                icon=IconName::Search
                label=words.search
                placeholder=words.search
            />
            {list(words.operation, pick(words.any_operation, operations), sift.operation)}
            {list(words.model, pick(words.any_model, models), sift.model)}
            {list(words.time, pick(words.any_time, times), sift.days)}
            {list(words.only, pick(words.everything, only), sift.only)}
        </div>
    }
}
