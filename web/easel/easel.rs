//! What the studio sees of the engine.

use crate::board::Board;
use crate::keys::{self, Press};
use crate::stage::{Look, Stage};
use crate::wires::Wires;
use crate::work::Worked;
use crate::{draft, open, work};
use ideomix_mask::overlay::contrasting;
use ideomix_mask::png::{self, Depth, Polarity};
use ideomix_mask::tool::{ColorRange, Tool};
use ideomix_mask::{Mask, Mode, Raster, Rect, Size, Tip};
use js_sys::{Array, Function, Uint8Array, Uint32Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, HtmlElement, KeyboardEvent};

/// Masks up to this size are worked on at once; larger ones in a worker.
const AT_ONCE: u64 = 4_000_000;
/// How long the hand must rest before specks are counted and the draft is kept, in milliseconds.
const REST_MS: i32 = 250;
/// Painted pieces of fewer pixels are specks.
const SPECK: u32 = 64;

/// The mask editor on an element of the studio's.
#[wasm_bindgen]
#[derive(Clone)]
pub struct Easel {
    pub(crate) board: Rc<RefCell<Board>>,
    notify: Function,
    work: Worked,
    pub(crate) wires: Rc<RefCell<Wires>>,
}

impl std::fmt::Debug for Easel {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Easel")
    }
}

#[wasm_bindgen]
impl Easel {
    /// Sets the editor up in an element. `notify` is called with a word whenever something is to be told: `state` when
    /// [`numbers`](Self::numbers) changed, `draft` when there is something to keep, and names of what was done.
    ///
    /// # Errors
    /// When the browser gives no canvas.
    pub fn open(host: HtmlElement, notify: Function) -> Result<Self, JsValue> {
        let board = Rc::new(RefCell::new(Board::new(Stage::new(host.clone())?)));
        let easel = Self { board, notify, work: Worked::default(), wires: Rc::default() };
        easel.wire(&host)?;
        Ok(easel)
    }

    /// Puts a picture on the easel, and the draft of a mask where there is one. Resolves to a word: `fresh`, `draft`
    /// when the draft was taken, `bad_draft` when it was damaged or of another size.
    pub async fn load(&self, picture: Blob, kept: Option<String>, phone: bool) -> Result<String, JsValue> {
        let window = self.board.borrow().stage.window.clone();
        let opened = open::open(&window, &picture).await?;
        let size = Size::new(opened.width, opened.height).map_err(|why| JsValue::from(why.code()))?;
        let small = open::copy(&window, &opened.bitmap).await?;
        let reduced = opened.bitmap.width() < opened.width;
        let (raster, word) = match kept.as_deref().map(|kept| unpacked(kept, size)) {
            None => (Raster::new(size), "fresh"),
            Some(Some(raster)) => (raster, "draft"),
            Some(None) => (Raster::new(size), "bad_draft"),
        };
        {
            let mut board = self.board.borrow_mut();
            let budget = if phone { Mask::PHONE_BUDGET } else { Mask::DESKTOP_BUDGET };
            board.reduced = reduced;
            board.open(opened.bitmap, raster, budget);
            if let Ok(tint) = tint(&small) {
                board.style.color = tint;
            }
        }
        self.deliver();
        self.rest_soon();
        Ok(word.to_owned())
    }

    /// Does what a word says; see the match for the words. Unknown words do nothing.
    pub fn act(&self, word: &str, number: u32) {
        match word {
            "grow" | "shrink" | "smooth" | "remove_specks" | "fill_holes" => return self.heavy(word, number),
            _ => {}
        }
        self.with(|board| match word {
            "tool" => {
                if let Some(tool) = Tool::ALL.get(number as usize) {
                    board.take(*tool);
                }
            }
            "size" => board.set(|settings| settings.width = number),
            "steady" => board.hold_size(number == 1),
            "square" => {
                board.set(|settings| settings.tip = if number == 1 { Tip::Square } else { Tip::Round })
            }
            "pressure" => board.set(|settings| settings.pressure = number == 1),
            "mode" => board.set(|settings| settings.mode = mode(number)),
            "tolerance" => board.set(|settings| settings.tolerance = number.min(255) as u8),
            "contiguous" => board.set(|settings| settings.contiguous = number == 1),
            "pen_only" => {
                board.hand.pen_only = number == 1;
                board.say("state");
            }
            "look" => board.set_look(Look::from_number(number)),
            "hatch" => {
                board.style.hatch = if number == 1 { (10.0 * board.view.ratio()) as u32 } else { 0 };
                board.view_changed();
            }
            "undo" => board.undo(),
            "redo" => board.redo(),
            "invert" => board.whole(Raster::invert),
            "clear" => board.whole(Raster::clear),
            "fill" => board.whole(Raster::fill),
            "fit" => board.fit(),
            "zoom" => board.zoom(None, f64::from(number) / 100.0),
            "zoom_in" => board.zoom(None, board.view.next_stop(true)),
            "zoom_out" => board.zoom(None, board.view.next_stop(false)),
            "accept" => {
                board.order(keys::Order::Enter, false);
            }
            "escape" => {
                board.order(keys::Order::Escape, false);
            }
            _ => {}
        });
    }

    /// Adds a rectangle or an ellipse given in pixels; `how` is one of the four modes.
    pub fn shape(&self, ellipse: bool, x: i32, y: i32, width: u32, height: u32, how: u32) {
        self.with(|board| board.shape(ellipse, Rect::new(x, y, width, height), mode(how)));
    }

    /// Takes a key that was pressed in the editor. Returns whether it meant something, so that nobody else takes it.
    pub fn key(&self, event: &KeyboardEvent, on_canvas: bool) -> bool {
        let (key, code) = (event.key(), event.code());
        let press = Press {
            key: &key,
            code: &code,
            shift: event.shift_key(),
            alt: event.alt_key(),
            command: event.ctrl_key() || event.meta_key(),
            on_canvas,
        };
        let Some(order) = keys::order(press) else { return false };
        let mut taken = false;
        self.with(|board| taken = board.order(order, event.repeat()));
        taken
    }

    /// Takes a key that was let go.
    pub fn key_up(&self, event: &KeyboardEvent) {
        let key = event.key();
        self.with(|board| board.key_up(&key));
    }

    /// Everything that buttons and meters show, as `snapshot::Snapshot` has it.
    pub fn numbers(&self) -> Vec<u32> {
        self.board.borrow().snapshot().numbers().to_vec()
    }

    /// The mask as a short text, for keeping; empty until a picture is open.
    pub fn draft(&self) -> String {
        let board = self.board.borrow();
        board.editor.as_ref().map_or_else(String::new, |editor| draft::write(&editor.raster().pack()))
    }

    /// The mask's file: a PNG of exactly the picture's size.
    pub fn file(&self, black_changes: bool, one_bit: bool) -> Vec<u8> {
        let board = self.board.borrow();
        let polarity = if black_changes { Polarity::BlackChanges } else { Polarity::WhiteChanges };
        let depth = if one_bit { Depth::One } else { Depth::default() };
        board.editor.as_ref().map_or_else(Vec::new, |editor| png::write(editor.raster(), polarity, depth))
    }

    /// Joins a kept mask as one step; one of another size is scaled. Returns 0 for a damaged text, 1 for done, 2 for scaled.
    pub fn join(&self, kept: &str, how: u32) -> u32 {
        let raster = draft::read(kept).and_then(|bytes| Raster::unpack(&bytes).ok());
        let Some(raster) = raster else { return 0 };
        let size = self.board.borrow().editor.as_ref().map(|editor| editor.raster().size());
        let Some(size) = size else { return 0 };
        let scaled = (raster.size() != size).then(|| raster.scaled(size));
        self.with(|board| board.whole(|all| all.join(scaled.as_ref().unwrap_or(&raster), mode(how))));
        if scaled.is_some() { 2 } else { 1 }
    }

    /// Looks at a file that may be a mask. Resolves to the numbers of `offer::look`.
    pub async fn look(&self, file: Blob) -> Result<Uint32Array, JsValue> {
        let window = self.board.borrow().stage.window.clone();
        let bitmap = JsFuture::from(window.create_image_bitmap_with_blob(&file)?).await?;
        self.board.borrow_mut().reading = false;
        {
            let mut wires = self.wires.borrow_mut();
            (wires.pixels, wires.file) = (true, true);
        }
        let looked = self.work.ask("look", &Array::of1(&bitmap), &Array::of1(&bitmap));
        Ok(JsFuture::from(looked).await?.unchecked_into())
    }

    /// Reads that file as the mask, as one step: channel, threshold, polarity, fit. Reading it again replaces the step.
    pub async fn read(&self, wish: Vec<u32>) -> Result<(), JsValue> {
        let size = self.board.borrow().editor.as_ref().map(|editor| editor.raster().size());
        let Some(size) = size else { return Ok(()) };
        let wish = [&wish[..], &[size.width(), size.height()]].concat();
        let asked = self.work.ask("read", &Array::of1(&Uint32Array::from(wish.as_slice())), &Array::new());
        let raster = raster_of(&JsFuture::from(asked).await?)?;
        self.with(|board| {
            if board.reading {
                board.undo();
            }
            board.whole(|all| all.join(&raster, Mode::Replace));
            board.reading = true;
        });
        Ok(())
    }

    /// Ends the reading of a file: keeps what it painted, or takes it back.
    pub fn end_reading(&self, keep: bool) {
        self.with(|board| {
            if board.reading && !keep {
                board.undo();
            }
            board.reading = false;
        });
        self.wires.borrow_mut().file = false;
        self.let_go();
    }

    /// Script time in milliseconds for each painted frame, its samples and its repainting together; oldest first. Asking
    /// forgets them.
    pub fn timings(&self) -> Vec<f32> {
        std::mem::take(&mut self.board.borrow_mut().samples)
    }

    /// Brings the screen up to date now and says how many milliseconds that took.
    pub fn paint_now(&self) -> f64 {
        let mut board = self.board.borrow_mut();
        let begun = board.stage.now();
        board.frame();
        board.stage.now() - begun
    }

    /// Bytes of memory that the engine holds: its own on the page, its canvases', and the worker's where there is one.
    /// The decoded picture is the browser's.
    pub async fn memory(&self) -> Result<f64, JsValue> {
        let (width, height) = self.board.borrow().view.canvas_pixels();
        let here = work::memory() + 2.0 * 4.0 * f64::from(width) * f64::from(height);
        if !self.work.is_at_work() {
            return Ok(here);
        }
        let asked = self.work.ask("memory", &Array::new(), &Array::new());
        Ok(here + JsFuture::from(asked).await?.as_f64().unwrap_or_default())
    }

    /// Unties everything. The element is empty afterwards.
    pub fn close(&self) {
        let mut wires = self.wires.borrow_mut();
        let mut board = self.board.borrow_mut();
        let host: &web_sys::EventTarget = &board.stage.host;
        for (name, closure) in wires.heard.drain(..) {
            let _ = host.remove_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        }
        if let Some(observer) = wires.observer.take() {
            observer.disconnect();
        }
        let timers = [wires.rest_timer.take(), wires.hold_timer.take(), wires.march_timer.take()];
        for timer in timers.into_iter().flatten() {
            // Timeouts and intervals are of one kind here.
            board.stage.window.clear_timeout_with_handle(timer);
        }
        wires.closed = true;
        self.work.end();
        // What is heard after this finds nothing to do; the rest of the engine is small.
        board.editor = None;
        if let Some(bitmap) = board.bitmap.take() {
            bitmap.close();
        }
        board.stage.clear();
    }
}

impl Easel {
    /// Does something with the board, then tells the studio and asks for a frame.
    pub(crate) fn with(&self, work: impl FnOnce(&mut Board)) {
        work(&mut self.board.borrow_mut());
        self.deliver();
    }

    fn deliver(&self) {
        let (said, asked, frame) = {
            let mut board = self.board.borrow_mut();
            (std::mem::take(&mut board.said), board.asked.take(), board.wants_frame())
        };
        if frame {
            self.ask_frame();
        }
        if let Some(range) = asked {
            self.find_colors(range);
        }
        if said.contains(&"tool") {
            self.let_go();
        }
        for what in said {
            if what == "painted" || what == "undo" || what == "redo" {
                self.rest_soon();
            }
            let _ = self.notify.call1(&JsValue::UNDEFINED, &what.into());
        }
    }

    /// Ends the worker when it holds decoded pixels that nobody needs any more and has nothing to do: memory that a
    /// program of this kind took comes back only when it ends.
    fn let_go(&self) {
        let chooses = self.board.borrow().editor.as_ref().is_some_and(|editor| editor.tool() == Tool::Colors);
        let mut wires = self.wires.borrow_mut();
        if !chooses && !wires.file && std::mem::take(&mut wires.pixels) {
            wires.colors = false;
            wires.pixels = !self.work.rest();
        }
    }

    fn ask_frame(&self) {
        let mut wires = self.wires.borrow_mut();
        if wires.framed || wires.closed {
            return;
        }
        if let Some(frame) = &wires.frame {
            let board = self.board.borrow();
            wires.framed = board.stage.window.request_animation_frame(frame.as_ref().unchecked_ref()).is_ok();
        }
    }

    fn rest_soon(&self) {
        let mut wires = self.wires.borrow_mut();
        let board = self.board.borrow();
        let window = &board.stage.window;
        if let Some(timer) = wires.rest_timer.take() {
            window.clear_timeout_with_handle(timer);
        }
        if let Some(rest) = wires.rest.as_ref().filter(|_| !wires.closed) {
            wires.rest_timer = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(rest.as_ref().unchecked_ref(), REST_MS)
                .ok();
        }
    }

    /// The hand rests: the draft is worth keeping, and specks are counted.
    pub(crate) fn rest(&self) {
        let _ = self.notify.call1(&JsValue::UNDEFINED, &"draft".into());
        let (count, packed) = {
            let board = self.board.borrow();
            let Some(editor) = &board.editor else { return };
            let raster = editor.raster();
            if raster.size().pixels() <= AT_ONCE {
                (Some(raster.specks(SPECK) as u32), Vec::new())
            } else {
                (None, raster.pack())
            }
        };
        let easel = self.clone();
        let told = move |count: u32| {
            easel.with(|board| {
                board.specks = count;
                board.say("state");
                board.say("checked");
            });
        };
        match count {
            Some(count) => told(count),
            None => {
                let asked = Array::of2(&Uint8Array::from(packed.as_slice()), &SPECK.into());
                let asked = self.work.ask("specks", &asked, &Array::new());
                spawn_local(async move {
                    if let Ok(count) = JsFuture::from(asked).await {
                        told(count.as_f64().unwrap_or_default() as u32);
                    }
                });
            }
        }
    }

    /// Something that looks at the whole mask: at once when it is small, in the worker when it is large.
    fn heavy(&self, word: &str, number: u32) {
        let packed = {
            let mut board = self.board.borrow_mut();
            if board.busy > 0 {
                return;
            }
            let Some(editor) = &board.editor else { return };
            if editor.raster().size().pixels() <= AT_ONCE {
                None
            } else {
                let packed = editor.raster().pack();
                board.busy += 1;
                board.say("state");
                Some(packed)
            }
        };
        let Some(packed) = packed else {
            return self.with(|board| board.whole(|raster| work::whole(raster, word, number)));
        };
        self.deliver();
        let asked = Array::of2(&Uint8Array::from(packed.as_slice()), &number.into());
        let asked = self.work.ask(word, &asked, &Array::new());
        let easel = self.clone();
        spawn_local(async move {
            let found = match JsFuture::from(asked).await {
                Ok(found) => raster_of(&found),
                Err(why) => Err(why),
            };
            easel.with(|board| {
                board.busy -= 1;
                match found {
                    Ok(raster) => board.whole(|all| all.join(&raster, Mode::Replace)),
                    Err(_) => board.say("failed"),
                }
                board.say("state");
            });
        });
    }

    fn find_colors(&self, range: ColorRange) {
        let easel = self.clone();
        spawn_local(async move {
            let found = easel.colors(range).await;
            easel.with(|board| match found {
                Ok(raster) => board.offer(range, &raster),
                Err(_) => board.say("failed"),
            });
        });
    }

    async fn colors(&self, range: ColorRange) -> Result<Raster, JsValue> {
        let (window, bitmap, size) = {
            let board = self.board.borrow();
            let size = board.editor.as_ref().map(|editor| editor.raster().size()).ok_or("no mask")?;
            (board.stage.window.clone(), board.bitmap.clone().ok_or("no picture")?, size)
        };
        self.wires.borrow_mut().pixels = true;
        if !std::mem::replace(&mut self.wires.borrow_mut().colors, true) {
            let copy = open::copy(&window, &bitmap).await?;
            JsFuture::from(self.work.ask("picture", &Array::of1(&copy), &Array::of1(&copy))).await?;
        }
        let numbers = [
            range.pixel.0 as u32,
            range.pixel.1 as u32,
            range.tolerance.into(),
            range.contiguous.into(),
            size.width(),
            size.height(),
        ];
        let asked: Array = numbers.into_iter().map(JsValue::from).collect();
        raster_of(&JsFuture::from(self.work.ask("colors", &asked, &Array::new())).await?)
    }
}

fn mode(number: u32) -> Mode {
    match number {
        1 => Mode::Subtract,
        2 => Mode::Replace,
        3 => Mode::Intersect,
        _ => Mode::Add,
    }
}

fn unpacked(kept: &str, size: Size) -> Option<Raster> {
    Raster::unpack(&draft::read(kept)?).ok().filter(|raster| raster.size() == size)
}

fn raster_of(packed: &JsValue) -> Result<Raster, JsValue> {
    Raster::unpack(&Uint8Array::new(packed).to_vec()).map_err(|why| why.to_string().into())
}

/// The tint that can be seen best on a picture.
fn tint(bitmap: &web_sys::ImageBitmap) -> Result<[u8; 3], JsValue> {
    let canvas = web_sys::OffscreenCanvas::new(64, 64)?;
    let context: web_sys::OffscreenCanvasRenderingContext2d =
        canvas.get_context("2d")?.ok_or("no 2d context")?.unchecked_into();
    context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, 64.0, 64.0)?;
    bitmap.close();
    let pixels = context.get_image_data(0.0, 0.0, 64.0, 64.0)?.data().0;
    let picture =
        ideomix_mask::Picture::new(64, 64, &pixels).map_err(|why| JsValue::from(why.to_string()))?;
    Ok(contrasting(picture))
}
