//! Text that comes in as a property.

use std::borrow::Cow;

use leptos::prelude::*;

/// Text, or none, that may change with the language or with the state.
///
/// It converts from a literal, a `String`, an `Option` of either, a signal of those, and a closure that returns one. So a
/// caller writes `label=text().common.close`, or a closure where the words follow the state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words(Signal<Option<Cow<'static, str>>>);

impl Words {
    /// The text now, followed reactively.
    pub(crate) fn get(self) -> Option<Cow<'static, str>> {
        self.0.get()
    }

    /// The text as a child or an attribute. All texts share this one type.
    pub(crate) const fn view(self) -> Signal<Option<Cow<'static, str>>> {
        self.0
    }

    /// Whether there is a text now, followed reactively.
    pub(crate) fn is_some(self) -> bool {
        self.0.with(Option::is_some)
    }

    /// Words that follow a closure.
    pub(crate) fn derive<T: IntoWords>(words: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self(Signal::derive(move || words().into_words()))
    }
}

impl Default for Words {
    fn default() -> Self {
        Self(Signal::stored(None))
    }
}

/// What can stand as [`Words`] at one moment.
pub(crate) trait IntoWords {
    /// The text, or none.
    fn into_words(self) -> Option<Cow<'static, str>>;
}

impl IntoWords for &'static str {
    fn into_words(self) -> Option<Cow<'static, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl IntoWords for String {
    fn into_words(self) -> Option<Cow<'static, str>> {
        Some(Cow::Owned(self))
    }
}

impl IntoWords for Cow<'static, str> {
    fn into_words(self) -> Option<Cow<'static, str>> {
        Some(self)
    }
}

impl<T: IntoWords> IntoWords for Option<T> {
    fn into_words(self) -> Option<Cow<'static, str>> {
        self.and_then(T::into_words)
    }
}

impl From<&'static str> for Words {
    fn from(text: &'static str) -> Self {
        Self(Signal::stored(text.into_words()))
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(Signal::stored(text.into_words()))
    }
}

impl<T: IntoWords> From<Option<T>> for Words {
    fn from(text: Option<T>) -> Self {
        Self(Signal::stored(text.into_words()))
    }
}

impl<T: IntoWords + Clone + Send + Sync + 'static> From<Signal<T>> for Words {
    fn from(text: Signal<T>) -> Self {
        Self::derive(move || text.get())
    }
}

impl<T: IntoWords + Clone + Send + Sync + 'static> From<RwSignal<T>> for Words {
    fn from(text: RwSignal<T>) -> Self {
        Self::derive(move || text.get())
    }
}

impl<T: IntoWords + Clone + Send + Sync + 'static> From<Memo<T>> for Words {
    fn from(text: Memo<T>) -> Self {
        Self::derive(move || text.get())
    }
}

impl<F, T> From<F> for Words
where
    F: Fn() -> T + Send + Sync + 'static,
    T: IntoWords,
{
    fn from(words: F) -> Self {
        Self::derive(words)
    }
}

#[cfg(test)]
mod tests {
    use super::IntoWords;

    #[test]
    fn an_absent_text_is_no_words() {
        assert_eq!(None::<&'static str>.into_words(), None);
        assert_eq!(Some("a").into_words().as_deref(), Some("a"));
    }
}
