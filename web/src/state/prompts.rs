//! Prompts of earlier jobs, to be asked again.

use super::{Form, Studio};
use leptos::prelude::*;

/// How many prompts are remembered.
const MOST: usize = 50;

impl Studio {
    /// The prompts of the jobs in the list, newest first, each once.
    pub(crate) fn recent_prompts(self) -> Vec<String> {
        let mut prompts: Vec<String> = Vec::new();
        self.jobs.entries.with_untracked(|entries| {
            for entry in entries {
                let prompt = entry.job.with_untracked(|job| {
                    let field = job.fields.iter().find(|field| field.name == "prompt");
                    field.and_then(|field| field.texts.first().cloned())
                });
                prompts.extend(prompt.filter(|prompt| !prompt.is_empty() && !prompts.contains(prompt)));
                if prompts.len() == MOST {
                    break;
                }
            }
        });
        prompts
    }

    /// Puts the prompt that is `steps` older into a form, or the newer one. What was typed and never run stands at the
    /// newer end of the list and is found again there.
    pub(crate) fn other_prompt(self, form: Form, steps: isize) -> bool {
        if form.draft.with_untracked(|draft| draft.capability.field("prompt").is_none()) {
            return false;
        }
        let recent = self.recent_prompts();
        let now = untrack(|| form.text("prompt"));
        let at = recent.iter().position(|prompt| *prompt == now);
        if at.is_none() {
            form.unsent_prompt.set_value(now);
        }
        let place = at.map_or(0, |at| at + 1).saturating_add_signed(steps).min(recent.len());
        let words = match place.checked_sub(1) {
            Some(at) => recent[at].clone(),
            None => form.unsent_prompt.get_value(),
        };
        form.set_text("prompt", &words);
        true
    }
}
