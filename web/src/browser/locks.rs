//! Web Locks: a lock is held while a job runs and is free again when its tab dies, so another start can tell
//! "running in another tab" from "died". Reached by name, since not every browser has them.

use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// A held lock; dropping it lets go.
#[derive(Debug)]
pub(crate) struct Held {
    release: Rc<RefCell<Option<Function>>>,
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = self.release.borrow_mut().take() {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Holds a lock of that name until the result is dropped.
pub(crate) fn hold(name: &str) -> Held {
    let release = Rc::new(RefCell::new(None));
    if let Some((manager, request)) = method("request") {
        let kept = Rc::clone(&release);
        let held = Promise::new(&mut |resolve, _| {
            kept.borrow_mut().replace(resolve);
        });
        let grant = Closure::once_into_js(move || held);
        let _ = request.call2(&manager, &name.into(), &grant);
    }
    Held { release }
}

/// Holds a lock of that name if nobody has it now. Where the browser has no locks, nobody has.
pub(crate) async fn try_hold(name: &str) -> Option<Held> {
    let release = Rc::new(RefCell::new(None));
    let Some((manager, request)) = method("request") else { return Some(Held { release }) };
    let kept = Rc::clone(&release);
    let held = Promise::new(&mut |resolve, _| {
        kept.borrow_mut().replace(resolve);
    });
    let granted = Promise::new(&mut |resolve: Function, _| {
        let held = held.clone();
        let grant = Closure::once_into_js(move |lock: JsValue| {
            let got = !lock.is_null();
            let _ = resolve.call1(&JsValue::UNDEFINED, &got.into());
            if got { held.into() } else { JsValue::UNDEFINED }
        });
        let _ = request.call3(&manager, &name.into(), &option("ifAvailable", &true.into()), &grant);
    });
    let got = JsFuture::from(granted).await.ok()?.as_bool()?;
    got.then_some(Held { release })
}

/// Waits until nobody holds a lock of that name any more. Says whether the browser could tell.
pub(crate) async fn when_free(name: &str) -> bool {
    let Some((manager, request)) = method("request") else { return false };
    let granted = Promise::new(&mut |resolve: Function, _| {
        let grant = Closure::once_into_js(move || {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
        // Shared, so that several who wait do not look like somebody at work to each other.
        let _ = request.call3(&manager, &name.into(), &option("mode", &"shared".into()), &grant);
    });
    JsFuture::from(granted).await.is_ok()
}

fn option(name: &str, value: &JsValue) -> Object {
    let options = Object::new();
    let _ = Reflect::set(&options, &name.into(), value);
    options
}

/// The names of all locks that any tab of the studio holds; `None` where the browser cannot say.
pub(crate) async fn held_names() -> Option<Vec<String>> {
    let (manager, query) = method("query")?;
    let promise: Promise = query.call0(&manager).ok()?.dyn_into().ok()?;
    let state = JsFuture::from(promise).await.ok()?;
    let held: Array = Reflect::get(&state, &"held".into()).ok()?.dyn_into().ok()?;
    let name = |lock: JsValue| Reflect::get(&lock, &"name".into()).ok()?.as_string();
    Some(held.iter().filter_map(name).collect())
}

fn method(name: &str) -> Option<(JsValue, Function)> {
    let manager = Reflect::get(&web_sys::window()?.navigator(), &"locks".into()).ok()?;
    let method = Reflect::get(&manager, &name.into()).ok()?.dyn_into().ok()?;
    Some((manager, method))
}
