//! Everything that can be done with one picture: as buttons, as a list, and by the keys of the table of shortcuts.

use super::facts::file_name;
use crate::browser;
use crate::state::{Entry, Pick, Studio, Version, recipe::Again, studio};
use crate::text::text;
use crate::ui::{Button, ButtonSize, ButtonVariant, IconName, Menu, MenuItem, all};
use ideomix_api::Operation;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// One thing to do with a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Mark it, or take the mark away.
    Star,
    /// Save it as a file.
    Download,
    /// Fix everything that made it.
    Lock,
    /// Make others of its kind.
    Vary,
    /// See it against another.
    Compare,
    /// Paint a mask on it.
    Paint,
    /// Put its words on the clipboard.
    Copy,
    /// Fill the form with what was asked.
    Refill,
    /// Read what was asked and what came.
    Details,
    /// Throw it away.
    Remove,
    /// Put it into the slot of an operation.
    Send(Operation),
}

/// What a card offers besides its buttons.
pub(super) const REST: &[Act] =
    &[Act::Paint, Act::Lock, Act::Vary, Act::Compare, Act::Copy, Act::Refill, Act::Details, Act::Remove];

impl Act {
    /// Its name, as a command.
    pub(crate) fn name(self) -> &'static str {
        let (look, result) = (&text().look, &text().result);
        match self {
            Self::Star => look.star,
            Self::Download => result.download,
            Self::Lock => look.lock,
            Self::Vary => look.vary,
            Self::Compare => look.compare,
            Self::Paint => text().mask.edit_result,
            Self::Copy => result.copy_prompt,
            Self::Refill => result.use_settings,
            Self::Details => look.details,
            Self::Remove => result.remove,
            Self::Send(operation) => (text().operation)(operation),
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Star => IconName::Star,
            Self::Download => IconName::Download,
            Self::Lock => IconName::Lock,
            Self::Vary => IconName::Dice,
            Self::Compare => IconName::Compare,
            Self::Paint => IconName::Edit,
            Self::Copy => IconName::Copy,
            Self::Refill => IconName::Refresh,
            Self::Details => IconName::Info,
            Self::Remove => IconName::Trash,
            Self::Send(_) => IconName::Send,
        }
    }

    /// Whether it needs the picture's bytes.
    const fn needs_bytes(self) -> bool {
        matches!(self, Self::Download | Self::Compare | Self::Paint | Self::Send(_))
    }

    /// Does it. What needs bytes that are not here is left alone.
    pub(crate) fn run(self, studio: Studio, entry: &Entry, index: usize) {
        let job = entry.job.get_untracked();
        let Some(picture) = job.pictures.get(index) else { return };
        if self.needs_bytes() && picture.asset.is_none() {
            return;
        }
        let asset = picture.asset.clone().unwrap_or_default();
        match self {
            Self::Star => studio.star(entry, index),
            Self::Download => {
                let name = file_name(&job, picture);
                spawn_local(async move {
                    if let Some(url) = studio.load_asset(&asset, Version::Whole).await {
                        browser::save_as(&url, &name);
                    }
                });
            }
            Self::Lock => studio.again(&job, index, Again::Locked),
            Self::Vary => studio.again(&job, index, Again::Varied),
            Self::Compare => studio.compare(entry, index),
            Self::Paint => studio.paint_on(asset, None),
            Self::Copy => studio.copy(picture.prompt.clone()),
            Self::Refill => studio.refill(&job),
            Self::Details => studio.go(&Pick { job: job.id, index }.route()),
            Self::Remove => studio.delete_picture(entry, index),
            Self::Send(operation) => {
                let form = studio.forms.of(operation);
                if operation == Operation::Remix && !form.is_set("prompt") {
                    form.set_text("prompt", &picture.prompt);
                }
                studio.send_to(operation, asset);
            }
        }
    }
}

/// The buttons of a picture: the three that are wanted most, some more where there is room, and a list of all others.
#[component]
pub(crate) fn Actions(entry: Entry, index: usize) -> impl IntoView {
    let studio = studio();
    let has_bytes = entry
        .job
        .with_untracked(|job| job.pictures.get(index).is_some_and(|picture| picture.asset.is_some()));
    let offered = |act: &Act| has_bytes || !act.needs_bytes();
    let button = |act: Act| {
        let (entry, job) = (entry.clone(), entry.job.clone());
        let starred = move || job.with(|job| job.pictures.get(index).is_some_and(|picture| picture.starred));
        let pressed = Signal::derive(move || (act == Act::Star).then(&starred));
        let roomy = matches!(act, Act::Lock | Act::Vary | Act::Compare);
        view! {
            <Button
                variant=ButtonVariant::Ghost
                size=ButtonSize::Small
                icon=act.icon()
                label=act.name()
                pressed=pressed
                on_press=move |()| act.run(studio, &entry, index)
                attr:data-roomy=roomy
                attr:data-fills=act == Act::Star
            />
        }
    };
    // Made before the lists they stand in: an item finds its list only while that is drawn.
    let row = |act: Act| (act, entry.clone());
    let rows = move |acts: Vec<(Act, Entry)>| {
        all(acts.into_iter().map(move |(act, entry)| {
            view! {
                <MenuItem
                    icon=act.icon()
                    danger=act == Act::Remove
                    on_press=move |()| act.run(studio, &entry, index)
                >
                    {act.name()}
                </MenuItem>
            }
        }))
    };
    let takers = Operation::ALL.into_iter().filter(|operation| *operation != Operation::Generate);
    let takers: Vec<_> = takers.map(Act::Send).map(row).collect();
    let buttons = [Act::Star, Act::Download].into_iter().filter(offered);
    let roomy = [Act::Lock, Act::Vary, Act::Compare].into_iter().filter(offered);
    let rest: Vec<_> = REST.iter().copied().filter(offered).map(row).collect();
    let send = has_bytes.then(|| {
        view! {
            <Menu
                label=text().result.send_to
                icon=IconName::Send
                variant=ButtonVariant::Ghost
                size=ButtonSize::Small
                square=true
            >
                {rows(takers)}
            </Menu>
        }
    });
    view! {
        {all(buttons.map(button))}
        {send}
        {all(roomy.map(button))}
        <Menu
            label=text().look.more
            icon=IconName::More
            variant=ButtonVariant::Ghost
            size=ButtonSize::Small
            square=true
        >
            {rows(rest)}
        </Menu>
    }
}
