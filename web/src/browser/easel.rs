//! The mask editor's engine: a program of its own that is fetched when it is first wanted. The studio talks to it by a
//! dozen methods, reached by name, so that nothing of it is part of this program.

#[path = "../../easel/snapshot.rs"]
mod snapshot;

pub(crate) use snapshot::Snapshot;

use js_sys::{Array, Function, Promise, Reflect, Uint8Array, Uint32Array};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, KeyboardEvent};

/// The engine on an element of the page. The last handle that is dropped unties it.
#[derive(Clone, Debug)]
pub(crate) struct Easel(Rc<Tied>);

#[derive(Debug)]
struct Tied {
    engine: JsValue,
    _told: Closure<dyn Fn(String)>,
}

impl Drop for Tied {
    fn drop(&mut self) {
        call(&self.engine, "close", &[]);
    }
}

/// What is compared after an edit.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    /// The picture before.
    pub(crate) before: Blob,
    /// The result.
    pub(crate) after: Blob,
    /// The mask's file.
    pub(crate) mask: Blob,
    /// Whether black is what changes in it.
    pub(crate) black_changes: bool,
}

/// What came of comparing.
#[derive(Debug)]
pub(crate) struct Truth {
    engine: JsValue,
    /// 0 kept, 1 drifted, 2 the mask may have been ignored, 3 nothing changed.
    pub(crate) verdict: u32,
    /// Thousandths of the painted area that changed.
    pub(crate) inside: u32,
    /// Thousandths of the rest that changed.
    pub(crate) outside: u32,
    /// The largest difference of a channel outside, 0 to 255.
    pub(crate) largest: u32,
    /// The heat map as a picture's address.
    pub(crate) heat: Option<String>,
}

impl Easel {
    /// Fetches the engine, where that was not done before, and sets it up in an element. `told` hears what happens.
    pub(crate) async fn open(host: &HtmlElement, told: impl Fn(String) + 'static) -> Option<Self> {
        let module = module().await?;
        let told = Closure::<dyn Fn(String)>::new(told);
        let class = Reflect::get(&module, &"Easel".into()).ok()?;
        let engine = call(&class, "open", &[host.into(), told.as_ref().clone()])?;
        Some(Self(Rc::new(Tied { engine, _told: told })))
    }

    /// Puts a picture on it, and a draft. Gives `fresh`, `draft` or `bad_draft`; nothing when it cannot be shown.
    pub(crate) async fn load(&self, picture: &Blob, draft: Option<String>, phone: bool) -> Option<String> {
        let draft = draft.map_or(JsValue::UNDEFINED, JsValue::from);
        wait(&self.0.engine, "load", &[picture.into(), draft, phone.into()]).await?.as_string()
    }

    /// Does what a word says.
    pub(crate) fn act(&self, word: &str, number: u32) {
        call(&self.0.engine, "act", &[word.into(), number.into()]);
    }

    /// Adds a shape given in pixels.
    pub(crate) fn shape(&self, ellipse: bool, [x, y, width, height]: [u32; 4], how: u32) {
        let numbers = [ellipse.into(), x.into(), y.into(), width.into(), height.into(), how.into()];
        call(&self.0.engine, "shape", &numbers);
    }

    /// Hands a key over; says whether it meant something.
    pub(crate) fn key(&self, event: &KeyboardEvent, on_canvas: bool) -> bool {
        call(&self.0.engine, "key", &[event.into(), on_canvas.into()]).is_some_and(|taken| taken.is_truthy())
    }

    /// Hands over that a key was let go.
    pub(crate) fn key_up(&self, event: &KeyboardEvent) {
        call(&self.0.engine, "key_up", &[event.into()]);
    }

    /// How it stands.
    pub(crate) fn snapshot(&self) -> Snapshot {
        let numbers = call(&self.0.engine, "numbers", &[]).map(|numbers| Uint32Array::new(&numbers).to_vec());
        numbers.and_then(|numbers| Snapshot::from_numbers(&numbers)).unwrap_or_default()
    }

    /// The mask as a short text.
    pub(crate) fn draft(&self) -> String {
        call(&self.0.engine, "draft", &[]).and_then(|draft| draft.as_string()).unwrap_or_default()
    }

    /// The mask's file.
    pub(crate) fn file(&self, black_changes: bool) -> Option<Blob> {
        let bytes = call(&self.0.engine, "file", &[black_changes.into(), false.into()])?;
        png(&bytes)
    }

    /// Joins a kept mask: 0 when it is damaged, 2 when it had to be scaled.
    pub(crate) fn join(&self, kept: &str, how: u32) -> u32 {
        let done = call(&self.0.engine, "join", &[kept.into(), how.into()]);
        done.and_then(|done| done.as_f64())
            .map_or(0, |done| if done > 1.5 { 2 } else { u32::from(done > 0.5) })
    }

    /// Looks at a file that may be a mask; ten numbers, or nothing when it is no picture.
    pub(crate) async fn look(&self, file: &Blob) -> Option<[u32; 10]> {
        let numbers = wait(&self.0.engine, "look", &[file.into()]).await?;
        Uint32Array::new(&numbers).to_vec().try_into().ok()
    }

    /// Reads that file as the mask.
    pub(crate) async fn read(&self, wish: [u32; 4]) -> bool {
        wait(&self.0.engine, "read", &[Uint32Array::from(wish.as_slice()).into()]).await.is_some()
    }

    /// Ends the reading: keeps what it painted, or takes it back.
    pub(crate) fn end_reading(&self, keep: bool) {
        call(&self.0.engine, "end_reading", &[keep.into()]);
    }
}

impl Drop for Truth {
    fn drop(&mut self) {
        call(&self.engine, "close", &[]);
    }
}

impl Truth {
    /// Compares an edit's result with its picture. `Err` with `sizes` when they differ in size.
    pub(crate) async fn of(edit: &Edit) -> Result<Self, bool> {
        let module = module().await.ok_or(false)?;
        let class = Reflect::get(&module, &"Truth".into()).map_err(|_| false)?;
        let given =
            [(&edit.before).into(), (&edit.after).into(), (&edit.mask).into(), edit.black_changes.into()];
        let promise: Promise =
            call(&class, "of", &given).and_then(|promise| promise.dyn_into().ok()).ok_or(false)?;
        let engine = JsFuture::from(promise)
            .await
            .map_err(|why| why.as_string().is_some_and(|why| why.starts_with("sizes")))?;
        let numbers = call(&engine, "numbers", &[]).map(|numbers| Uint32Array::new(&numbers).to_vec());
        let heat = match call(&engine, "heat", &[]).and_then(|heat| heat.dyn_into::<Promise>().ok()) {
            Some(heat) => JsFuture::from(heat).await.ok().and_then(|bytes| png(&bytes)),
            None => None,
        };
        let numbers = numbers.unwrap_or_default();
        let number = |at: usize| numbers.get(at).copied().unwrap_or_default();
        let heat = heat.and_then(|heat| super::object_url(&heat));
        Ok(Self {
            verdict: number(0),
            inside: number(1),
            outside: number(2),
            largest: number(3),
            heat,
            engine,
        })
    }

    /// The result with the picture's own pixels outside the mask, as a file; `seam` is in pixels.
    pub(crate) async fn keep(&self, seam: u32) -> Option<Blob> {
        let bytes = wait(&self.engine, "keep", &[seam.into()]).await?;
        png(&bytes)
    }
}

fn png(bytes: &JsValue) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type("image/png");
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::new(bytes)), &options).ok()
}

async fn module() -> Option<JsValue> {
    let load: Function = Reflect::get(&js_sys::global(), &"ideomixEasel".into()).ok()?.dyn_into().ok()?;
    let version = concat!(env!("CARGO_PKG_VERSION"), "-").to_owned() + snapshot::VERSION;
    let promise: Promise = load.call1(&JsValue::UNDEFINED, &version.into()).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

fn call(object: &JsValue, name: &str, given: &[JsValue]) -> Option<JsValue> {
    let method: Function = Reflect::get(object, &name.into()).ok()?.dyn_into().ok()?;
    method.apply(object, &given.iter().collect::<Array>()).ok()
}

async fn wait(object: &JsValue, name: &str, given: &[JsValue]) -> Option<JsValue> {
    let promise: Promise = call(object, name, given)?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
