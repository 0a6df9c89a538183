//! Every word a person can read, in both languages. A language is one constant of [`Text`], so a missing
//! translation is a compile error.

mod en;
mod fields;
mod forms;
mod gallery;
mod look;
mod mask;
mod money;
mod parts;
mod request;
mod shortcuts;
mod spending;
mod zh;

pub(crate) use forms::{Slots, labels, model_name};
pub(crate) use gallery::sift_words;
pub(crate) use money::usd;
pub(crate) use parts::part_words;
pub(crate) use request::{names, no_call, request_words};
pub(crate) use shortcuts::{action_words, keys_words, scope_words};
pub(crate) use spending::{job_words, spending_words};

use ideomix_api::{Cause, Operation, Problem, Warning};
use ideomix_gallery::StoreError;
use leptos::prelude::*;
use std::sync::OnceLock;

/// The languages of the studio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}

/// What to say about one cause of failure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Advice {
    /// What happened, in a few words.
    pub(crate) title: &'static str,
    /// One sentence that a person understands.
    pub(crate) sentence: &'static str,
    /// One thing to do next.
    pub(crate) next: &'static str,
}

/// The words of one language.
pub(crate) struct Text {
    /// The language's own tag.
    pub(crate) tag: &'static str,
    /// Name of an operation, as a noun or a verb, for the rail.
    pub(crate) operation: fn(Operation) -> &'static str,
    /// One line that says what an operation does.
    pub(crate) operation_about: fn(Operation) -> &'static str,
    /// The label of a field, by wire name.
    pub(crate) field: fn(&str) -> &'static str,
    /// The explanation of a field behind its question mark, by wire name; empty where there is nothing to add.
    pub(crate) field_help: fn(&str) -> &'static str,
    /// A word of a choice field, by field and wire value, where it deserves a better name than its own.
    pub(crate) choice: fn(&str, &str) -> Option<&'static str>,
    /// What is wrong with a field.
    pub(crate) problem: fn(&Problem) -> String,
    /// What is worth knowing before paying.
    pub(crate) warning: fn(&Warning) -> String,
    /// What a cause of failure means and what to do.
    pub(crate) advice: fn(Cause) -> Advice,
    /// Whether it was billed: `no`, `yes`, `unknown`.
    pub(crate) billed: fn(&str) -> &'static str,
    /// What went wrong with the store.
    pub(crate) store: fn(&StoreError) -> &'static str,
    /// Why a picture could not be saved, by stable code.
    pub(crate) unreadable: fn(&str) -> &'static str,
    /// Why a picked file cannot be used.
    pub(crate) file: fn(&ideomix_client::UploadProblem) -> String,

    pub(crate) places: Places,
    pub(crate) form: Form,
    pub(crate) slots: Slots,
    pub(crate) result: Results,
    pub(crate) look: look::Look,
    pub(crate) jobs: Jobs,
    pub(crate) settings: Settings,
    pub(crate) gallery: Gallery,
    pub(crate) common: Common,
    pub(crate) mask: &'static mask::Mask,
}

/// Names of places and of the parts of the frame.
pub(crate) struct Places {
    pub(crate) operations: &'static str,
    pub(crate) places: &'static str,
    pub(crate) gallery: &'static str,
    pub(crate) jobs: &'static str,
    pub(crate) settings: &'static str,
    pub(crate) create: &'static str,
    pub(crate) history: &'static str,
    pub(crate) stage: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) practice: &'static str,
    pub(crate) practice_about: &'static str,
    pub(crate) direct: &'static str,
    pub(crate) proxy: &'static str,
}

/// The form panel and the run bar.
pub(crate) struct Form {
    pub(crate) model: &'static str,
    pub(crate) more_models: &'static str,
    pub(crate) model_about: fn(ideomix_api::Model) -> &'static str,
    pub(crate) speed: fn(ideomix_api::Speed) -> &'static str,
    pub(crate) advanced: &'static str,
    pub(crate) official_only: &'static str,
    pub(crate) disputed: &'static str,
    pub(crate) service_default: &'static str,
    pub(crate) none: &'static str,
    pub(crate) choose: &'static str,
    pub(crate) roll: &'static str,
    pub(crate) reset: &'static str,
    pub(crate) help: &'static str,
    pub(crate) fewer: &'static str,
    pub(crate) more: &'static str,
    pub(crate) prompt_placeholder: &'static str,
    pub(crate) negative_placeholder: &'static str,
    pub(crate) seed_placeholder: &'static str,
    pub(crate) codes_placeholder: &'static str,
    pub(crate) loose: &'static str,
    pub(crate) close: &'static str,
    pub(crate) portrait: &'static str,
    pub(crate) landscape: &'static str,
    pub(crate) square: &'static str,
    pub(crate) choose_file: &'static str,
    pub(crate) drop_here: &'static str,
    pub(crate) remove_file: fn(&str) -> String,
    pub(crate) add_color: &'static str,
    pub(crate) color: fn(usize) -> String,
    pub(crate) weight: &'static str,
    pub(crate) remove_color: fn(usize) -> String,
    pub(crate) own_colors: &'static str,
    pub(crate) run: fn(Operation, u8, Option<&str>) -> String,
    pub(crate) run_hint: &'static str,
    pub(crate) price_free: &'static str,
    pub(crate) price_unknown: &'static str,
    pub(crate) price_of: fn(&str, u8, &str, &str) -> String,
    pub(crate) price_disputed: fn(&str) -> String,
    pub(crate) missing: fn(&str) -> String,
    pub(crate) problems: fn(usize) -> String,
    pub(crate) key_needed: &'static str,
    pub(crate) open_settings: &'static str,
}

/// Results on the stage, in the strip and in the viewer.
pub(crate) struct Results {
    pub(crate) empty_title: &'static str,
    pub(crate) empty_text: &'static str,
    pub(crate) try_one: &'static str,
    pub(crate) examples: [&'static str; 4],
    pub(crate) picture: fn(usize, usize, &str) -> String,
    pub(crate) withheld_title: &'static str,
    pub(crate) withheld_text: &'static str,
    pub(crate) no_link_title: &'static str,
    pub(crate) no_link_text: &'static str,
    pub(crate) saving: &'static str,
    pub(crate) not_saved: &'static str,
    pub(crate) no_room: &'static str,
    pub(crate) expired: &'static str,
    pub(crate) expired_text: &'static str,
    pub(crate) try_saving: &'static str,
    pub(crate) open_link: &'static str,
    pub(crate) download: &'static str,
    pub(crate) copy_prompt: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) use_settings: &'static str,
    pub(crate) send_to: &'static str,
    pub(crate) remove: &'static str,
    pub(crate) removed: &'static str,
    pub(crate) undo: &'static str,
    pub(crate) asked: &'static str,
    pub(crate) got: &'static str,
    pub(crate) trace: &'static str,
    pub(crate) status: &'static str,
    pub(crate) gateway_said: &'static str,
    pub(crate) generate_with: &'static str,
    pub(crate) previous: &'static str,
    pub(crate) next: &'static str,
    pub(crate) fit: &'static str,
    pub(crate) full_size: &'static str,
    pub(crate) time: &'static str,
    pub(crate) size: &'static str,
    pub(crate) price: &'static str,
    pub(crate) partly_withheld: fn(usize, usize) -> String,
}

/// The tray and the list of jobs.
pub(crate) struct Jobs {
    pub(crate) title: &'static str,
    pub(crate) running: fn(usize) -> String,
    pub(crate) waiting_place: fn(usize) -> String,
    pub(crate) sending: &'static str,
    pub(crate) seconds: fn(u32) -> String,
    pub(crate) waiting_retry: fn(u32) -> String,
    pub(crate) saving: &'static str,
    pub(crate) done: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) not_sent: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) stop: &'static str,
    pub(crate) stop_title: &'static str,
    pub(crate) stop_text: &'static str,
    pub(crate) stop_confirm: &'static str,
    pub(crate) keep_waiting: &'static str,
    pub(crate) dismiss: &'static str,
    pub(crate) none: &'static str,
    pub(crate) usage_page: &'static str,
    pub(crate) died: &'static str,
    pub(crate) died_waiting: &'static str,
    pub(crate) ask_again: &'static str,
    pub(crate) finished_spoken: fn(&str, usize) -> String,
    pub(crate) failed_spoken: fn(&str, &str) -> String,
    pub(crate) started_spoken: fn(&str) -> String,
}

/// The settings page.
pub(crate) struct Settings {
    pub(crate) title: &'static str,
    pub(crate) connection: &'static str,
    pub(crate) practice: &'static str,
    pub(crate) practice_hint: &'static str,
    pub(crate) practice_missing: &'static str,
    pub(crate) direct: &'static str,
    pub(crate) direct_hint: &'static str,
    pub(crate) proxy: &'static str,
    pub(crate) proxy_hint: &'static str,
    pub(crate) proxy_here: &'static str,
    pub(crate) key: &'static str,
    pub(crate) key_hint: &'static str,
    pub(crate) key_set: fn(&str) -> String,
    pub(crate) key_use: &'static str,
    pub(crate) key_forget: &'static str,
    pub(crate) key_show: &'static str,
    pub(crate) key_problem: fn(ideomix_api::KeyProblem) -> &'static str,
    pub(crate) address: &'static str,
    pub(crate) address_hint: &'static str,
    pub(crate) address_use: &'static str,
    pub(crate) address_problem: fn(ideomix_api::BaseProblem) -> &'static str,
    pub(crate) address_current: fn(&str) -> String,
    pub(crate) look: &'static str,
    pub(crate) language: &'static str,
    pub(crate) theme: &'static str,
    pub(crate) theme_system: &'static str,
    pub(crate) theme_light: &'static str,
    pub(crate) theme_dark: &'static str,
    pub(crate) storage: &'static str,
    pub(crate) storage_used: fn(&str, &str) -> String,
    pub(crate) storage_unknown: &'static str,
    pub(crate) storage_kept: &'static str,
    pub(crate) storage_may_go: &'static str,
    pub(crate) storage_ask: &'static str,
    pub(crate) prices: &'static str,
    pub(crate) prices_as_of: fn(&str) -> String,
    pub(crate) privacy: &'static str,
    pub(crate) privacy_text: &'static str,
}

/// The gallery page.
pub(crate) struct Gallery {
    pub(crate) title: &'static str,
    pub(crate) empty: &'static str,
    pub(crate) empty_text: &'static str,
    pub(crate) more: &'static str,
    pub(crate) today: &'static str,
    pub(crate) yesterday: &'static str,
    pub(crate) quarantined: fn(usize) -> String,
    pub(crate) memory_only: &'static str,
    pub(crate) go_create: &'static str,
}

/// Words used everywhere.
pub(crate) struct Common {
    pub(crate) close: &'static str,
    pub(crate) back: &'static str,
}

impl Language {
    /// Both languages.
    pub(crate) const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// The words.
    pub(crate) const fn text(self) -> &'static Text {
        match self {
            Self::En => &en::TEXT,
            Self::Zh => &zh::TEXT,
        }
    }

    /// The language's name in itself.
    pub(crate) const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Zh => "简体中文",
        }
    }

    /// From a language tag of the browser's.
    pub(crate) fn from_tag(tag: &str) -> Self {
        if tag.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("zh")) { Self::Zh } else { Self::En }
    }
}

/// The language of the studio: one for the whole page, and therefore not a context, so that events and tasks that
/// belong to no component can speak too.
pub(crate) fn language() -> ArcRwSignal<Language> {
    static LANGUAGE: OnceLock<ArcRwSignal<Language>> = OnceLock::new();
    LANGUAGE.get_or_init(|| ArcRwSignal::new(Language::En)).clone()
}

/// The words of the chosen language. They are not followed: a change of language draws the whole studio anew, which is
/// rare and cheap, while a thousand words that each watch the language would be neither.
pub(crate) fn text() -> &'static Text {
    language().get_untracked().text()
}

/// The one of two, English and Chinese, that is in the chosen language.
pub(crate) fn pick<T>((en, zh): (T, T)) -> T {
    match language().get_untracked() {
        Language::En => en,
        Language::Zh => zh,
    }
}

/// A size in bytes as people say it: `840 B`, `12 kB`, `3.4 MB`. Reckoned in whole numbers: writing a fraction would
/// bring the machinery of floating point into the program.
pub(crate) fn bytes(size: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size is a whole number below 2^53"
    )]
    let size = size.max(0.0) as u64;
    match size {
        0..1_000 => format!("{size} B"),
        1_000..999_500 => format!("{} kB", (size + 500) / 1_000),
        999_500..999_950_000 => tenths(size, 1_000_000, "MB"),
        _ => tenths(size, 1_000_000_000, "GB"),
    }
}

fn tenths(size: u64, unit: u64, name: &str) -> String {
    let tenths = (size * 10 + unit / 2) / unit;
    format!("{}.{} {name}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_are_said_with_the_digits_that_matter() {
        let table = [
            (0.0, "0 B"),
            (999.0, "999 B"),
            (12_345.0, "12 kB"),
            (999_700.0, "1.0 MB"),
            (3_449_999.0, "3.4 MB"),
            (5.25e9, "5.3 GB"),
        ];
        for (size, said) in table {
            assert_eq!(bytes(size), said);
        }
    }
}
