//! Every shortcut of the studio in one table. The handler, the dialog behind `?`, the command palette and the tests read
//! it, so what is shown is what works.
//!
//! To add one: name an [`Action`], give it words in `text/shortcuts.rs`, add a row to [`ALL`] with its [`Scope`], and do it
//! where the scope lives, with [`Studio::on_action`](crate::state::Studio::on_action). An action that is done elsewhere
//! as well can be asked for by [`Studio::act`](crate::state::Studio::act). Keys that are held, such as the space bar for
//! panning, are no shortcuts and stay with their canvas.

use crate::feature::Act;
use ideomix_api::Operation;

/// What a shortcut does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Runs the form in sight.
    Run,
    /// Puts an earlier prompt into the form.
    OlderPrompt,
    /// Puts a later prompt into the form.
    NewerPrompt,
    /// Shows the request that the form would send, or the form again.
    ShowRequest,
    /// Goes to the workspace of an operation.
    Operation(Operation),
    /// Goes to the gallery.
    Gallery,
    /// Goes to the jobs.
    Jobs,
    /// Goes to what was spent.
    Spending,
    /// Goes to the settings.
    Settings,
    /// Opens or closes the history.
    History,
    /// Goes to the search box of the gallery.
    Search,
    /// Opens the command palette.
    Palette,
    /// Opens the list of shortcuts.
    Shortcuts,
    /// Takes the last delete back.
    Undo,
    /// Goes back one level: closes what is open, leaves what is chosen.
    Back,
    /// Chooses everything in the list.
    SelectAll,
    /// Throws away what is chosen.
    Delete,
    /// Does something with the picture that is looked at.
    Picture(Act),
    /// Shows the picture before.
    Previous,
    /// Shows the next picture.
    Next,
    /// Shows or hides what is known of the picture.
    Details,
    /// Enlarges.
    ZoomIn,
    /// Makes smaller.
    ZoomOut,
    /// Shows the whole picture.
    Fit,
    /// Shows one picture point on one point of the page.
    FullSize,
    /// Compares in one of the four ways.
    Mode(usize),
    /// Moves the line between the two pictures to the left.
    SplitLeft,
    /// Moves the line between the two pictures to the right.
    SplitRight,
    /// Lets the two pictures change their places.
    Swap,
    /// Compares the two chosen pictures.
    Compare,
}

impl Action {
    /// Whether holding its keys does it again and again.
    pub(crate) const fn may_repeat(self) -> bool {
        matches!(
            self,
            Self::OlderPrompt
                | Self::NewerPrompt
                | Self::Previous
                | Self::Next
                | Self::ZoomIn
                | Self::ZoomOut
                | Self::SplitLeft
                | Self::SplitRight
        )
    }
}

/// Where a shortcut acts. Inner scopes are asked before outer ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// In every place.
    Everywhere,
    /// In the workspace of an operation.
    Form,
    /// In the gallery.
    Gallery,
    /// While pictures are chosen to be compared.
    Chosen,
    /// On a picture that is looked at.
    Viewer,
    /// On two pictures against each other.
    Compare,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shortcut {
    /// What it does.
    pub(crate) action: Action,
    /// The keys, as [`chord`] writes them; empty for what only the command palette offers.
    pub(crate) keys: &'static str,
    /// Where it acts.
    pub(crate) scope: Scope,
    /// Whether it also acts while a text field has the focus. A single letter never does.
    pub(crate) typing: bool,
}

/// The table, in the order of the dialog.
pub(crate) const ALL: &[Shortcut] = &[
    row(Scope::Form, Action::Run, "Mod+Enter").while_typing(),
    row(Scope::Form, Action::OlderPrompt, "Alt+ArrowUp").while_typing(),
    row(Scope::Form, Action::NewerPrompt, "Alt+ArrowDown").while_typing(),
    row(Scope::Form, Action::ShowRequest, "Alt+R").while_typing(),
    row(Scope::Everywhere, Action::Operation(Operation::Generate), "Alt+1").while_typing(),
    row(Scope::Everywhere, Action::Operation(Operation::Remix), "Alt+2").while_typing(),
    row(Scope::Everywhere, Action::Operation(Operation::Edit), "Alt+3").while_typing(),
    row(Scope::Everywhere, Action::Operation(Operation::Reframe), "Alt+4").while_typing(),
    row(Scope::Everywhere, Action::Operation(Operation::ReplaceBackground), "Alt+5").while_typing(),
    row(Scope::Everywhere, Action::Operation(Operation::Upscale), "Alt+6").while_typing(),
    row(Scope::Everywhere, Action::Operation(Operation::Describe), "Alt+7").while_typing(),
    row(Scope::Everywhere, Action::Gallery, "G"),
    row(Scope::Everywhere, Action::Jobs, "J"),
    row(Scope::Everywhere, Action::History, "Y"),
    row(Scope::Everywhere, Action::Search, "/"),
    row(Scope::Everywhere, Action::Palette, "Mod+K").while_typing(),
    row(Scope::Everywhere, Action::Shortcuts, "?"),
    // Inside a text field these keys belong to the text.
    row(Scope::Everywhere, Action::Undo, "Mod+Z"),
    row(Scope::Everywhere, Action::Back, "Escape").while_typing(),
    row(Scope::Gallery, Action::SelectAll, "Mod+A"),
    row(Scope::Gallery, Action::Delete, "Delete"),
    row(Scope::Gallery, Action::Back, "Escape"),
    row(Scope::Chosen, Action::Compare, "C"),
    row(Scope::Chosen, Action::Back, "Escape"),
    row(Scope::Viewer, Action::Previous, "ArrowLeft"),
    row(Scope::Viewer, Action::Next, "ArrowRight"),
    row(Scope::Viewer, Action::ZoomIn, "Plus"),
    row(Scope::Viewer, Action::ZoomOut, "-"),
    row(Scope::Viewer, Action::Fit, "0"),
    row(Scope::Viewer, Action::FullSize, "1"),
    row(Scope::Viewer, Action::Picture(Act::Star), "F"),
    row(Scope::Viewer, Action::Picture(Act::Download), "S"),
    row(Scope::Viewer, Action::Picture(Act::Send(Operation::Edit)), "E"),
    row(Scope::Viewer, Action::Picture(Act::Send(Operation::Remix)), "X"),
    row(Scope::Viewer, Action::Picture(Act::Send(Operation::Upscale)), "U"),
    row(Scope::Viewer, Action::Picture(Act::Vary), "V"),
    row(Scope::Viewer, Action::Picture(Act::Lock), "K"),
    row(Scope::Viewer, Action::Picture(Act::Compare), "C"),
    row(Scope::Viewer, Action::Picture(Act::Remove), "Delete"),
    row(Scope::Viewer, Action::Details, "I"),
    row(Scope::Viewer, Action::Back, "Escape"),
    row(Scope::Compare, Action::Mode(0), "1"),
    row(Scope::Compare, Action::Mode(1), "2"),
    row(Scope::Compare, Action::Mode(2), "3"),
    row(Scope::Compare, Action::Mode(3), "4"),
    row(Scope::Compare, Action::SplitLeft, "ArrowLeft"),
    row(Scope::Compare, Action::SplitRight, "ArrowRight"),
    row(Scope::Compare, Action::Swap, "X"),
    row(Scope::Compare, Action::ZoomIn, "Plus"),
    row(Scope::Compare, Action::ZoomOut, "-"),
    row(Scope::Compare, Action::Fit, "0"),
    row(Scope::Compare, Action::Back, "Escape"),
    row(Scope::Everywhere, Action::Spending, ""),
    row(Scope::Everywhere, Action::Settings, ""),
];

/// The action of a key press in a scope.
pub(crate) fn find(scope: Scope, chord: &str, typing: bool) -> Option<Action> {
    let row = ALL.iter().find(|row| row.scope == scope && row.keys == chord && !chord.is_empty())?;
    (row.typing || !typing).then_some(row.action)
}

/// The keys of an action, where it has some.
pub(crate) fn keys_of(action: Action) -> &'static str {
    ALL.iter().find(|row| row.action == action).map_or("", |row| row.keys)
}

/// A key press.
#[derive(Clone, Debug, Default)]
pub(crate) struct Press {
    /// What the key means in the person's layout.
    pub(crate) key: String,
    /// Which key it is on the keyboard.
    pub(crate) code: String,
    /// Control, or Command on Apple's keyboards.
    pub(crate) command: bool,
    /// Alt, or Option.
    pub(crate) alt: bool,
    /// Shift.
    pub(crate) shift: bool,
}

/// A key press as the table writes it: `Mod+`, `Alt+`, `Shift+`, then the key. Shift is part of what signs such as `?`
/// are, and not named with them.
pub(crate) fn chord(press: &Press) -> String {
    let mut letters = press.key.chars();
    let single = letters.next().filter(|_| letters.next().is_none());
    // Option changes what a key means on Apple's keyboards, and other scripts have their letters on the same keys.
    let on_keyboard = press.code.strip_prefix("Digit").filter(|_| press.alt).or_else(|| {
        let foreign = single.is_some_and(|sign| press.alt || (!sign.is_ascii() && sign.is_alphabetic()));
        press.code.strip_prefix("Key").filter(|_| foreign)
    });
    let letter = single.is_some_and(|sign| sign.is_ascii_alphabetic());
    let named = single.is_none();
    let key = match (on_keyboard, press.key.as_str()) {
        (Some(key), _) => key.to_owned(),
        (None, " ") => "Space".to_owned(),
        // A plus sign stands between keys; and nobody should have to hold Shift for it.
        (None, "+" | "=") => "Plus".to_owned(),
        (None, key) if letter => key.to_ascii_uppercase(),
        (None, key) => key.to_owned(),
    };
    let shift = press.shift && (letter || named || on_keyboard.is_some());
    [
        if press.command { "Mod+" } else { "" },
        if press.alt { "Alt+" } else { "" },
        if shift { "Shift+" } else { "" },
        &key,
    ]
    .concat()
}

const fn row(scope: Scope, action: Action, keys: &'static str) -> Shortcut {
    Shortcut { action, keys, scope, typing: false }
}

impl Shortcut {
    const fn while_typing(self) -> Self {
        Self { typing: true, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str, code: &str) -> Press {
        Press { key: key.to_owned(), code: code.to_owned(), ..Press::default() }
    }

    #[test]
    fn no_two_rows_of_a_scope_share_their_keys_and_nothing_everywhere_hides_behind_an_inner_scope() {
        for (n, row) in ALL.iter().enumerate().filter(|(_, row)| !row.keys.is_empty()) {
            let rivals = ALL.iter().skip(n + 1).filter(|other| other.keys == row.keys);
            assert!(rivals.into_iter().all(|other| other.scope != row.scope), "{}", row.keys);
        }
    }

    #[test]
    fn a_single_sign_never_acts_while_somebody_types() {
        for row in ALL.iter().filter(|row| row.keys.chars().count() == 1 || row.keys == "Plus") {
            assert_eq!(find(row.scope, row.keys, true), None, "{}", row.keys);
            assert_eq!(find(row.scope, row.keys, false), Some(row.action));
        }
    }

    #[test]
    fn keys_are_named_by_what_they_mean_and_by_their_place_where_they_mean_nothing() {
        assert_eq!(chord(&press("g", "KeyG")), "G");
        assert_eq!(chord(&press("?", "Slash")), "?");
        assert_eq!(chord(&Press { shift: true, ..press("?", "Slash") }), "?");
        assert_eq!(chord(&Press { shift: true, ..press("G", "KeyG") }), "Shift+G");
        assert_eq!(chord(&Press { command: true, ..press("Enter", "Enter") }), "Mod+Enter");
        assert_eq!(chord(&Press { alt: true, ..press("¡", "Digit1") }), "Alt+1");
        assert_eq!(chord(&Press { alt: true, ..press("®", "KeyR") }), "Alt+R");
        assert_eq!(chord(&press("п", "KeyG")), "G");
        assert_eq!(chord(&press(" ", "Space")), "Space");
        assert_eq!(chord(&Press { shift: true, ..press("+", "Equal") }), "Plus");
        assert_eq!(chord(&press("=", "Equal")), "Plus");
        assert_eq!(chord(&Press { shift: true, ..press("ArrowUp", "ArrowUp") }), "Shift+ArrowUp");
    }
}
