//! How wide the brush is: in the image, and on the screen where it shall stay so.

use crate::board::Board;
use ideomix_mask::tool::Settings;

/// What the studio hears when a saved size is to be taken, or one to be saved: it knows them, and their keys.
const PICK: [&str; 7] = ["pick3", "pick4", "pick5", "pick6", "pick7", "pick8", "pick9"];
const SAVE: [&str; 7] = ["save3", "save4", "save5", "save6", "save7", "save8", "save9"];

impl Board {
    /// Changes the settings of the tools.
    pub(crate) fn set(&mut self, change: impl FnOnce(&mut Settings)) {
        if let Some(editor) = &mut self.editor {
            let mut settings = *editor.settings();
            let before = settings.width;
            change(&mut settings);
            settings.width = settings.width.clamp(1, Settings::MAX_WIDTH);
            let outcome = editor.set(settings);
            self.after(outcome);
            if settings.width != before && self.steady.is_some() {
                self.hold_size(true);
            }
            self.say("state");
        }
    }

    /// Keeps the brush as wide on the screen as it is now, or else as wide in the image.
    pub(crate) fn hold_size(&mut self, on_screen: bool) {
        let width = self.editor.as_ref().map(|editor| f64::from(editor.settings().width));
        self.steady = width.filter(|_| on_screen).map(|width| width * self.view.zoom());
        self.say("state");
    }

    /// Gives a brush that stays as it is on the screen its width in the image. A stroke under way keeps its own.
    pub(crate) fn follow_zoom(&mut self) {
        let Some(editor) = self.editor.as_mut().filter(|editor| !editor.is_busy()) else { return };
        let Some(on_screen) = self.steady else { return };
        let width = (on_screen / self.view.zoom()).round() as u32;
        editor.set(Settings { width: width.clamp(1, Settings::MAX_WIDTH), ..*editor.settings() });
    }

    /// Asks for a saved size.
    pub(crate) fn pick_size(&mut self, place: u8) {
        self.say(PICK[usize::from(place)]);
    }

    /// Asks that the size be saved.
    pub(crate) fn save_size(&mut self, place: u8) {
        self.say(SAVE[usize::from(place)]);
    }
}
