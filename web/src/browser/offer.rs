//! What the server of this page offers besides files.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The server's offer. A plain file host has none, which is an answer too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offer {
    /// Where the practice gateway is mounted, if anywhere.
    pub(crate) practice: Option<String>,
    /// Whether the server proxies to the gateway with a key of its own.
    pub(crate) proxy: bool,
    /// Where it fetches results whose host forbids a page to read them, if it does.
    pub(crate) relay: Option<String>,
}

/// Asks the server of this page.
pub(crate) async fn offer() -> Offer {
    read().await.unwrap_or_default()
}

async fn read() -> Option<Offer> {
    let window = web_sys::window()?;
    let response = JsFuture::from(window.fetch_with_str("ideomix.json")).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    let json = ideomix_client::parse(&text)?;
    let text = |name| json.get(name).and_then(|path| path.text()).map(str::to_owned);
    Some(Offer {
        practice: text("practice"),
        relay: text("relay"),
        proxy: json.get("proxy").and_then(ideomix_api::Loose::bool).unwrap_or_default(),
    })
}
