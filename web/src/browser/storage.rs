//! The few words that must be known before the first paint: language, look, kind of connection. Never a key.

/// A kept word, where the browser keeps any.
pub(crate) fn read(name: &str) -> Option<String> {
    web_sys::window()?.local_storage().ok()??.get_item(name).ok()?
}

/// Keeps a word, or forgets it. A browser that keeps nothing is no reason to bother anybody.
pub(crate) fn write(name: &str, word: Option<&str>) {
    let Some(storage) = web_sys::window().and_then(|window| window.local_storage().ok()?) else { return };
    let _ = match word {
        Some(word) => storage.set_item(name, word),
        None => storage.remove_item(name),
    };
}
