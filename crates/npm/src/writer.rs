//! JSON for the facade, written as it goes: a tree of values first would be twice the code.

/// A text that becomes JSON. Commas are its own affair.
#[derive(Debug, Default)]
pub(crate) struct Writer(String);

impl Writer {
    /// An object with nothing in it yet.
    pub(crate) fn object() -> Self {
        Self("{".to_owned())
    }

    /// The finished object.
    pub(crate) fn done(mut self) -> String {
        self.0.push('}');
        self.0
    }

    /// The name of the member that comes next.
    pub(crate) fn name(&mut self, name: &str) {
        self.text(name);
        self.0.push(':');
    }

    /// A text.
    pub(crate) fn text(&mut self, text: &str) {
        self.comma();
        ideomix_api::quote(text, &mut self.0);
    }

    /// A whole number.
    pub(crate) fn number(&mut self, number: i64) {
        self.comma();
        ideomix_api::decimal(number, &mut self.0);
    }

    /// A member that is a text.
    pub(crate) fn text_of(&mut self, name: &str, text: &str) {
        self.name(name);
        self.text(text);
    }

    /// A member that is a number.
    pub(crate) fn number_of(&mut self, name: &str, number: i64) {
        self.name(name);
        self.number(number);
    }

    fn comma(&mut self) {
        if !matches!(self.0.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.0.push(',');
        }
    }
}

#[cfg(feature = "core")]
impl Writer {
    /// Begins a list or an object.
    pub(crate) fn open(&mut self, bracket: char) {
        self.comma();
        self.0.push(bracket);
    }

    /// Ends it.
    pub(crate) fn close(&mut self, bracket: char) {
        self.0.push(bracket);
    }

    /// A value that is JSON already.
    pub(crate) fn json(&mut self, json: &str) {
        self.comma();
        self.0.push_str(json);
    }

    /// A member that is a text, where there is one.
    pub(crate) fn maybe(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text_of(name, text);
        }
    }
}
