//! The page itself: its address, its clock, its language, its look.

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// The part of the address after `#`, with it.
pub(crate) fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// An address of this page's server as a program elsewhere would have to write it; any other is whole already.
pub(crate) fn absolute(address: &str) -> String {
    let here = address.is_empty() || address.starts_with('/');
    let origin = web_sys::window().filter(|_| here).and_then(|window| window.location().origin().ok());
    [origin.as_deref().unwrap_or_default(), address].concat()
}

/// Goes to another place of the studio; Back returns.
pub(crate) fn go_to(hash: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(hash);
    }
}

/// Brings an element into sight where everything stands in one column.
pub(crate) fn show_on_phone(id: &str) {
    const COLUMN: f64 = 600.0;
    let Some(window) = web_sys::window() else { return };
    let width = window.inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(COLUMN);
    let element = window.document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.filter(|_| width < COLUMN) {
        element.scroll_into_view();
    }
}

/// Brings an element into sight, once what was just changed stands on the page.
pub(crate) fn show(id: &'static str) {
    leptos::prelude::request_animation_frame(move || {
        let document = web_sys::window().and_then(|window| window.document());
        if let Some(element) = document.and_then(|document| document.get_element_by_id(id)) {
            element.scroll_into_view();
        }
    });
}

/// Brings the current one of a row that scrolls sideways into its middle.
pub(crate) fn show_current(row: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let find =
        |selector: &str| document.as_ref()?.query_selector(selector).ok()??.dyn_into::<HtmlElement>().ok();
    if let (Some(row), Some(item)) = (find(row), find(&[row, " [aria-current]"].concat())) {
        row.set_scroll_left(item.offset_left() - (row.client_width() - item.offset_width()) / 2);
    }
}

/// Whether there is room for a picture beside the form: where the history has its place, or nearly.
pub(crate) fn is_roomy() -> bool {
    const ROOM: f64 = 900.0;
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_some_and(|width| width >= ROOM)
}

/// Whether an element answers the space bar itself.
pub(crate) fn is_control(target: &web_sys::EventTarget) -> bool {
    target
        .dyn_ref::<web_sys::Element>()
        .is_some_and(|element| element.closest("button, a, input").is_ok_and(|found| found.is_some()))
}

/// Shows the top of the page: a new place starts at its beginning.
pub(crate) fn to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Milliseconds since 1970.
pub(crate) fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// Sixteen random bytes as an id.
pub(crate) fn random_id() -> String {
    let mut bytes = [0; 16];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok());
    if filled.is_none() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number in 0..256")]
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    ideomix_gallery::id_from(bytes)
}

/// A seed from the range of the API.
#[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^31")]
pub(crate) fn random_seed() -> i64 {
    (js_sys::Math::random() * 2_147_483_647.0) as i64
}

/// The language that the browser asks pages for.
pub(crate) fn language_tag() -> String {
    web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default()
}

/// Tells the page's language to screen readers and fonts.
pub(crate) fn set_document_language(tag: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute("lang", tag);
    }
}

/// Sets the look; `None` follows the system.
pub(crate) fn set_theme(theme: Option<&str>) {
    if let Some(root) = root() {
        let _ = match theme {
            Some(theme) => root.set_attribute("data-theme", theme),
            None => root.remove_attribute("data-theme"),
        };
    }
}

/// A day as people write it in a language, for example `Nov 22, 2026`.
pub(crate) fn local_day(ms: f64, tag: &str) -> String {
    let options = Object::new();
    let _ = Reflect::set(&options, &"dateStyle".into(), &"medium".into());
    formatted(ms, tag, &options)
}

fn formatted(ms: f64, tag: &str, options: &Object) -> String {
    let format: Function = Intl::DateTimeFormat::new(&Array::of1(&tag.into()), options).format();
    let day = format.call1(&JsValue::UNDEFINED, &js_sys::Date::new(&ms.into()));
    day.ok().and_then(|day| day.as_string()).unwrap_or_default()
}

/// A moment as people write it in a language, to the minute.
pub(crate) fn local_moment(ms: f64, tag: &str) -> String {
    let date = js_sys::Date::new(&ms.into());
    let time = date.to_locale_time_string_with_options(tag, &minutes()).as_string().unwrap_or_default();
    format!("{} {time}", local_day(ms, tag))
}

fn minutes() -> Object {
    let options = Object::new();
    let _ = Reflect::set(&options, &"timeStyle".into(), &"short".into());
    options
}

/// JSON with a line for each member; nothing where it is none.
pub(crate) fn pretty_json(text: &str) -> Option<String> {
    let value = js_sys::JSON::parse(text).ok()?;
    js_sys::JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &2.into()).ok()?.as_string()
}

/// The first moment of this day, in milliseconds since 1970.
pub(crate) fn day_start() -> f64 {
    let now = js_sys::Date::new_0();
    now.set_hours(0);
    now.set_minutes(0);
    now.set_seconds(0);
    now.set_milliseconds(0)
}

/// The number of a day in the person's own time, for telling days apart.
#[expect(clippy::cast_possible_truncation, reason = "a day of this age")]
pub(crate) fn day_number(ms: f64) -> i32 {
    let offset = js_sys::Date::new(&ms.into()).get_timezone_offset();
    ((ms - offset * 60_000.0) / 86_400_000.0).floor() as i32
}

/// The first moment of a month, in milliseconds since 1970: of this one for 0, of the one before it for -1.
#[expect(clippy::cast_possible_wrap, reason = "a year and a month")]
pub(crate) fn month_start(offset: i32) -> f64 {
    let now = js_sys::Date::new_0();
    js_sys::Date::new_with_year_month(now.get_full_year(), now.get_month() as i32 + offset).get_time()
}

/// A month as people write it in a language, for example `November 2026`.
pub(crate) fn local_month(ms: f64, tag: &str) -> String {
    let options = Object::new();
    let _ = Reflect::set(&options, &"year".into(), &"numeric".into());
    let _ = Reflect::set(&options, &"month".into(), &"long".into());
    formatted(ms, tag, &options)
}

/// Opens a link in a tab of its own that knows nothing of this one.
pub(crate) fn open_link(url: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.open_with_url_and_target_and_features(url, "_blank", "noopener,noreferrer");
    }
}

/// Puts the focus on the element of an id.
pub(crate) fn focus(id: &str) {
    let element = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Puts the focus into the search box of the place in sight.
pub(crate) fn focus_search() {
    let found = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("[role=search] input").ok()?);
    if let Some(input) = found.and_then(|input| input.dyn_into::<HtmlElement>().ok()) {
        let _ = input.focus();
    }
}

/// Puts the focus on the first field that is marked as wrong, once it is.
pub(crate) fn focus_first_invalid() {
    leptos::prelude::request_animation_frame(|| {
        let wrong = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.query_selector(".panel [aria-invalid=true]").ok()?);
        let Some(wrong) = wrong else { return };
        // What is folded away cannot take the focus.
        if let Ok(Some(fold)) = wrong.closest("details") {
            let _ = fold.set_attribute("open", "");
        }
        // A group is marked as a whole; the focus goes to a control inside it.
        let inner = wrong.query_selector("input, button").ok().flatten();
        if let Ok(element) = inner.unwrap_or(wrong).dyn_into::<HtmlElement>() {
            let _ = element.focus();
        }
    });
}

/// Does something whenever the page may be about to go away: when it is hidden, left, loaded anew, closed. Nothing that
/// waits for an answer comes to its end there.
pub(crate) fn on_leave(work: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let work = Closure::<dyn Fn()>::new(work);
    let _ = window.add_event_listener_with_callback("pagehide", work.as_ref().unchecked_ref());
    // Phones end hidden pages without another word. A page that is shown again has done it once too often.
    if let Some(document) = window.document() {
        let _ = document.add_event_listener_with_callback("visibilitychange", work.as_ref().unchecked_ref());
    }
    work.forget();
}

/// Asks before the page is left, as long as `busy` says so. The browser shows its own words.
pub(crate) fn reload_guard(busy: impl Fn() -> bool + 'static) {
    let Some(window) = web_sys::window() else { return };
    let guard = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        if busy() {
            event.prevent_default();
        }
    });
    let _ = window.add_event_listener_with_callback("beforeunload", guard.as_ref().unchecked_ref());
    // The page has one guard for as long as it lives.
    guard.forget();
}

fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}
