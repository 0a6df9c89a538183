//! Words between the tabs of the studio.

use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// The line to the other tabs. Where the browser has none, nobody answers.
#[derive(Clone, Debug)]
pub(crate) struct Channel(Option<BroadcastChannel>);

impl Channel {
    /// Opens the line of a name, and hears what other tabs say for as long as the page lives.
    pub(crate) fn open(name: &str, hear: impl Fn(String) + 'static) -> Self {
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(words) = event.data().as_string() {
                    hear(words);
                }
            });
            channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
            heard.forget();
        }
        Self(channel)
    }

    /// Says something to the other tabs.
    pub(crate) fn say(&self, words: &str) {
        if let Some(channel) = &self.0 {
            // It fails only for values that cannot be copied, and a text can.
            let _ = channel.post_message(&words.into());
        }
    }
}
