//! What takes long: growing, counting, comparing, reading pixels. The same function answers on the page and in a worker;
//! the page asks the worker, so that a stroke never waits for it.

use ideomix_mask::tool::ColorRange;
use ideomix_mask::{Mode, Picture, Raster, Size, select_colors};
use js_sys::{Array, Object, Promise, Reflect, Uint8Array, Uint32Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    DedicatedWorkerGlobalScope, ImageBitmap, MessageEvent, OffscreenCanvas,
    OffscreenCanvasRenderingContext2d, Worker, WorkerOptions, WorkerType,
};

/// Decoded pixels and their size.
#[derive(Debug, Default)]
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) rgba: Vec<u8>,
}

thread_local! {
    /// The picture whose colors are chosen from, kept as long as that tool is in the hand.
    static PICTURE: RefCell<Pixels> = RefCell::default();
}

impl Pixels {
    /// The pixels of a bitmap, which is closed.
    ///
    /// They are read from a canvas, which is right for looking at them and for pictures that were never uploaded.
    pub(crate) fn of(bitmap: &ImageBitmap) -> Result<Self, JsValue> {
        let (width, height) = (bitmap.width(), bitmap.height());
        let canvas = OffscreenCanvas::new(width, height)?;
        let options = Object::new();
        Reflect::set(&options, &"willReadFrequently".into(), &true.into())?;
        let context: OffscreenCanvasRenderingContext2d =
            canvas.get_context_with_context_options("2d", &options)?.ok_or("no 2d context")?.unchecked_into();
        context.draw_image_with_image_bitmap(bitmap, 0.0, 0.0)?;
        bitmap.close();
        let rgba = context.get_image_data(0.0, 0.0, width.into(), height.into())?.data().0;
        Ok(Self { width, height, rgba })
    }

    /// For the mask crate.
    pub(crate) fn picture(&self) -> Result<Picture<'_>, JsValue> {
        Picture::new(self.width, self.height, &self.rgba).map_err(|why| why.to_string().into())
    }
}

/// Answers a question: a word and what belongs to it.
pub(crate) fn answer(word: &str, given: &Array) -> Result<JsValue, JsValue> {
    let number = |at: u32| given.get(at).as_f64().unwrap_or_default() as u32;
    let mask = |at: u32| -> Result<Raster, JsValue> {
        Raster::unpack(&Uint8Array::new(&given.get(at)).to_vec()).map_err(|why| why.to_string().into())
    };
    let packed = |raster: &Raster| -> JsValue { Uint8Array::from(raster.pack().as_slice()).into() };
    Ok(match word {
        "grow" | "shrink" | "smooth" | "remove_specks" | "fill_holes" => {
            let mut raster = mask(0)?;
            whole(&mut raster, word, number(1));
            packed(&raster)
        }
        "specks" => (mask(0)?.specks(number(1)) as u32).into(),
        "picture" => {
            let pixels = Pixels::of(&given.get(0).unchecked_into())?;
            PICTURE.replace(pixels);
            JsValue::UNDEFINED
        }
        "memory" => memory().into(),
        "colors" => PICTURE.with_borrow(|pixels| {
            let range = ColorRange {
                pixel: (number(0) as i32, number(1) as i32),
                tolerance: number(2) as u8,
                contiguous: number(3) == 1,
                mode: Mode::Add,
            };
            let size = Size::new(number(4), number(5)).map_err(|why| JsValue::from(why.to_string()))?;
            Ok::<_, JsValue>(packed(&select_colors(pixels.picture()?, range, size)))
        })?,
        "look" => crate::offer::look(&given.get(0).unchecked_into())?,
        "read" => packed(&crate::offer::read(&Uint32Array::new(&given.get(0)).to_vec())?),
        "compare" => crate::truth::compare(given)?,
        "keep" => return crate::truth::keep(given),
        _ => return Err("unknown work".into()),
    })
}

/// Bytes that this program holds, here or in the worker.
pub(crate) fn memory() -> f64 {
    let memory = wasm_bindgen::memory().dyn_into::<js_sys::WebAssembly::Memory>().ok();
    let buffer = memory.and_then(|memory| memory.buffer().dyn_into::<js_sys::ArrayBuffer>().ok());
    buffer.map_or(0.0, |buffer| buffer.byte_length().into())
}

/// Does something to a whole mask, by name.
pub(crate) fn whole(raster: &mut Raster, word: &str, number: u32) {
    match word {
        "grow" => raster.grow(number),
        "shrink" => raster.shrink(number),
        "smooth" => raster.smooth(number),
        "remove_specks" => {
            raster.remove_specks(number);
        }
        "fill_holes" => {
            raster.fill_holes(number);
        }
        _ => {}
    }
}

/// In a worker: listens for questions. On a page: nothing.
pub(crate) fn listen() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let own = scope.clone();
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let asked: Array = event.data().unchecked_into();
        let (id, word) = (asked.get(0), asked.get(1).as_string().unwrap_or_default());
        let found = answer(&word, &asked.slice(2, asked.length()));
        let own = own.clone();
        wasm_bindgen_futures::spawn_local(async move {
            // A promise is waited for; anything else is its own answer.
            let found = match found {
                Ok(value) => wasm_bindgen_futures::JsFuture::from(Promise::resolve(&value)).await,
                Err(why) => Err(why),
            };
            let (good, value) = match found {
                Ok(value) => (true, value),
                Err(why) => (false, why.as_string().unwrap_or_else(|| format!("{why:?}")).into()),
            };
            let _ = own.post_message(&Array::of3(&id, &good.into(), &value));
        });
    });
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    // Messages that came before now would be lost, so the page waits for this word.
    let _ = scope.post_message(&Array::new());
}

/// The page's end of the worker. It is started by the first question.
#[derive(Clone, Debug, Default)]
pub(crate) struct Worked(Rc<RefCell<Desk>>);

#[derive(Debug, Default)]
struct Desk {
    worker: Option<Worker>,
    ready: bool,
    next: u32,
    /// What was asked before the worker could hear.
    early: Vec<(Array, Array)>,
    open: Vec<(u32, js_sys::Function, js_sys::Function)>,
    heard: Vec<Closure<dyn FnMut(MessageEvent)>>,
}

impl Worked {
    /// Asks the worker. `moved` holds what is handed over for good, such as bitmaps.
    pub(crate) fn ask(&self, word: &str, given: &Array, moved: &Array) -> Promise {
        let desk = Rc::clone(&self.0);
        let (word, given, moved) = (word.to_owned(), given.clone(), moved.clone());
        Promise::new(&mut |resolve, reject| {
            if self.start().is_err() {
                // Without workers the page does the work itself, and waits.
                let _ = match answer(&word, &given) {
                    Ok(value) => resolve.call1(&JsValue::UNDEFINED, &value),
                    Err(why) => reject.call1(&JsValue::UNDEFINED, &why),
                };
                return;
            }
            let mut desk = desk.borrow_mut();
            let id = desk.next;
            desk.next += 1;
            desk.open.push((id, resolve, reject));
            let message = Array::of2(&id.into(), &word.as_str().into()).concat(&given);
            if desk.ready {
                desk.send(&message, &moved);
            } else {
                desk.early.push((message, moved.clone()));
            }
        })
    }

    fn start(&self) -> Result<(), JsValue> {
        if self.0.borrow().worker.is_some() {
            return Ok(());
        }
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let address = Reflect::get(&js_sys::global(), &"ideomixEaselAddress".into())?;
        let worker = Worker::new_with_options(&address.as_string().ok_or("no address")?, &options)?;
        let desk = Rc::clone(&self.0);
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let said: Array = event.data().unchecked_into();
            let mut desk = desk.borrow_mut();
            if said.length() == 0 {
                desk.ready = true;
                for (message, moved) in std::mem::take(&mut desk.early) {
                    desk.send(&message, &moved);
                }
                return;
            }
            let id = said.get(0).as_f64().unwrap_or_default() as u32;
            let Some(at) = desk.open.iter().position(|(open, ..)| *open == id) else { return };
            let (_, resolve, reject) = desk.open.swap_remove(at);
            drop(desk);
            let end = if said.get(1).is_truthy() { resolve } else { reject };
            let _ = end.call1(&JsValue::UNDEFINED, &said.get(2));
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        let desk = Rc::clone(&self.0);
        let failed = Closure::<dyn FnMut(MessageEvent)>::new(move |_| {
            let open = std::mem::take(&mut desk.borrow_mut().open);
            for (_, _, reject) in open {
                let _ = reject.call1(&JsValue::UNDEFINED, &"the worker failed".into());
            }
        });
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        let mut desk = self.0.borrow_mut();
        desk.worker = Some(worker);
        desk.heard.extend([heard, failed]);
        Ok(())
    }

    /// Whether there is a worker.
    pub(crate) fn is_at_work(&self) -> bool {
        self.0.borrow().worker.is_some()
    }

    /// Ends the worker unless it has something to do; the next question starts another. Returns whether it ended.
    pub(crate) fn rest(&self) -> bool {
        let idle = self.0.borrow().open.is_empty();
        if idle {
            self.end();
        }
        idle
    }

    /// Ends the worker and what it was doing.
    pub(crate) fn end(&self) {
        let mut desk = self.0.borrow_mut();
        desk.ready = false;
        if let Some(worker) = desk.worker.take() {
            worker.set_onmessage(None);
            worker.terminate();
        }
    }
}

impl Desk {
    fn send(&self, message: &Array, moved: &Array) {
        if let Some(worker) = &self.worker {
            let _ = worker.post_message_with_transfer(message, moved);
        }
    }
}
