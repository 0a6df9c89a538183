//! What ties the engine to the page: pointers, wheel, size, frames.

use crate::board::{Board, Place};
use crate::easel::Easel;
use crate::hand::{Deed, Kind, Pointer};
use crate::keys;
use ideomix_mask::tool::Modifiers;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Event, HtmlElement, PointerEvent, ResizeObserver, WheelEvent};

/// How long a finger must rest to ask for the tools, in milliseconds.
const HOLD_MS: i32 = 550;
/// Between two steps of the outline's dashes, in milliseconds.
const MARCH_MS: i32 = 160;
/// On a wider stage the tools are in sight and no finger has to ask for them, in CSS pixels.
const NARROW: i32 = 700;

/// An event's name, and who hears it.
pub(crate) type Heard = (&'static str, Closure<dyn FnMut(Event)>);

/// What ties the engine to the page, and is untied when the editor closes.
#[derive(Default)]
pub(crate) struct Wires {
    pub(crate) heard: Vec<Heard>,
    pub(crate) observer: Option<ResizeObserver>,
    pub(crate) resized: Option<Closure<dyn FnMut()>>,
    pub(crate) frame: Option<Closure<dyn FnMut()>>,
    pub(crate) framed: bool,
    pub(crate) rest: Option<Closure<dyn FnMut()>>,
    pub(crate) rest_timer: Option<i32>,
    /// Called when a finger has rested for long.
    pub(crate) hold: Option<Closure<dyn FnMut()>>,
    pub(crate) hold_timer: Option<i32>,
    /// Moves the outline's dashes.
    pub(crate) march: Option<Closure<dyn FnMut()>>,
    pub(crate) march_timer: Option<i32>,
    /// The pointer that drags on the minimap.
    pub(crate) mapping: Option<i32>,
    /// Whether the worker has the picture, for choosing colors.
    pub(crate) colors: bool,
    /// Whether a file is being read as a mask.
    pub(crate) file: bool,
    /// Whether the worker holds decoded pixels, of the picture or of a file.
    pub(crate) pixels: bool,
    pub(crate) closed: bool,
}

impl Easel {
    /// Ties the element's events to the board.
    pub(crate) fn wire(&self, host: &HtmlElement) -> Result<(), JsValue> {
        let easel = self.clone();
        let frame = Closure::<dyn FnMut()>::new(move || {
            easel.wires.borrow_mut().framed = false;
            easel.with(Board::frame);
        });
        let easel = self.clone();
        let rest = Closure::<dyn FnMut()>::new(move || easel.rest());
        let easel = self.clone();
        let resized = Closure::<dyn FnMut()>::new(move || easel.with(Board::resize));
        let easel = self.clone();
        let hold = Closure::<dyn FnMut()>::new(move || easel.with(offer_tools));
        let easel = self.clone();
        let march = Closure::<dyn FnMut()>::new(move || easel.with(Board::march));
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref())?;
        observer.observe(host);
        {
            let mut wires = self.wires.borrow_mut();
            (wires.frame, wires.rest, wires.resized) = (Some(frame), Some(rest), Some(resized));
            wires.observer = Some(observer);
            let board = self.board.borrow();
            if !board.stage.is_calm() {
                let (window, tick) = (&board.stage.window, march.as_ref().unchecked_ref());
                wires.march_timer =
                    window.set_interval_with_callback_and_timeout_and_arguments_0(tick, MARCH_MS).ok();
            }
            (wires.hold, wires.march) = (Some(hold), Some(march));
        }
        self.hear(host, "pointerdown", |easel, event| easel.pointer(event, Turn::Down))?;
        self.hear(host, "pointermove", |easel, event| easel.pointer(event, Turn::Go))?;
        self.hear(host, "pointerup", |easel, event| easel.pointer(event, Turn::Up))?;
        self.hear(host, "pointercancel", |easel, event| easel.pointer(event, Turn::Cancel))?;
        self.hear(host, "pointerleave", |easel, _| easel.with(Board::leave))?;
        self.hear(host, "contextmenu", |_, event| event.prevent_default())?;
        self.hear(host, "wheel", |easel, event| easel.wheel(event.unchecked_ref()))
    }

    fn hear(&self, host: &HtmlElement, name: &'static str, told: fn(&Self, &Event)) -> Result<(), JsValue> {
        let easel = self.clone();
        let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| told(&easel, &event));
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        host.add_event_listener_with_callback_and_add_event_listener_options(
            name,
            closure.as_ref().unchecked_ref(),
            &options,
        )?;
        self.wires.borrow_mut().heard.push((name, closure));
        Ok(())
    }

    fn pointer(&self, event: &Event, turn: Turn) {
        let event: &PointerEvent = event.unchecked_ref();
        let host = self.board.borrow().stage.host.clone();
        let area = host.get_bounding_client_rect();
        let place = |event: &PointerEvent| {
            (f64::from(event.client_x()) - area.left(), f64::from(event.client_y()) - area.top())
        };
        let kind = match event.pointer_type().as_str() {
            "pen" => Kind::Pen,
            "touch" => Kind::Finger,
            _ => Kind::Mouse,
        };
        // Only a pen's pressure means something; mice and most screens report a constant.
        let pressure = |event: &PointerEvent| if kind == Kind::Pen { event.pressure() } else { 1.0 };
        let (x, y) = place(event);
        let erasing = kind == Kind::Pen && event.buttons() & 32 != 0;
        let pointer = Pointer {
            id: event.pointer_id(),
            kind,
            x,
            y,
            time: event.time_stamp(),
            button: if erasing { 5 } else { event.button() },
            radius: f64::from(event.width().max(event.height())) / 2.0,
            alt: event.alt_key(),
        };
        self.wait_for_hold(turn == Turn::Down && kind == Kind::Finger);
        if self.drag_map(event, turn) {
            return;
        }
        if turn == Turn::Down {
            // Losing the capture to another element only means that the stroke ends at the border.
            let _ = host.set_pointer_capture(event.pointer_id());
            let _ = host.focus();
            event.prevent_default();
        }
        let spot = |event: &PointerEvent| {
            let (x, y) = place(event);
            (x, y, pressure(event))
        };
        let (mut samples, mut ahead): (Vec<Place>, Vec<Place>) = Default::default();
        if turn == Turn::Go {
            samples.extend(related(event, "getCoalescedEvents").iter().map(spot));
            ahead.extend(related(event, "getPredictedEvents").iter().take(FORESEEN).map(spot));
        }
        if samples.is_empty() {
            samples.push(spot(event));
        }
        let modifiers = Modifiers {
            shift: event.shift_key(),
            alt: event.alt_key(),
            command: event.ctrl_key() || event.meta_key(),
        };
        self.with(|board| {
            board.hold_keys(modifiers);
            let mut deeds: Vec<Deed> = Vec::new();
            match turn {
                Turn::Down => board.hand.down(pointer, &mut deeds),
                Turn::Go => board.hand.go(pointer, &mut deeds),
                Turn::Up => board.hand.up(pointer, &mut deeds),
                Turn::Cancel => board.hand.cancel(pointer, &mut deeds),
            }
            board.act(&deeds, pointer, &samples, &ahead);
        });
    }

    /// Moves the picture by the minimap. Returns whether the event was meant for it.
    fn drag_map(&self, event: &PointerEvent, turn: Turn) -> bool {
        let id = event.pointer_id();
        let begins = turn == Turn::Down && self.board.borrow().stage.is_on_map(event);
        if begins {
            let _ = self.board.borrow().stage.host.set_pointer_capture(id);
            self.wires.borrow_mut().mapping = Some(id);
        }
        if self.wires.borrow().mapping != Some(id) {
            return false;
        }
        if matches!(turn, Turn::Up | Turn::Cancel) {
            self.wires.borrow_mut().mapping = None;
        }
        event.prevent_default();
        self.with(|board| {
            if let Some(size) = board.editor.as_ref().map(|editor| editor.raster().size()) {
                let place = board.stage.map_place(event, (size.width(), size.height()));
                board.center_on(place);
            }
        });
        true
    }

    /// Begins to wait whether a finger rests. Nothing ends the waiting but the next press: the hand knows what it does.
    fn wait_for_hold(&self, begins: bool) {
        let mut wires = self.wires.borrow_mut();
        let board = self.board.borrow();
        if !begins || board.stage.host.client_width() >= NARROW {
            return;
        }
        let window = &board.stage.window;
        if let Some(timer) = wires.hold_timer.take() {
            window.clear_timeout_with_handle(timer);
        }
        if let Some(hold) = &wires.hold {
            let hold = hold.as_ref().unchecked_ref();
            wires.hold_timer =
                window.set_timeout_with_callback_and_timeout_and_arguments_0(hold, HOLD_MS).ok();
        }
    }

    fn wheel(&self, event: &WheelEvent) {
        event.prevent_default();
        let area = self.board.borrow().stage.host.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()) - area.left(), f64::from(event.client_y()) - area.top());
        // Lines and pages, as some mice report them.
        let unit = match event.delta_mode() {
            0 => 1.0,
            1 => 33.0,
            _ => 400.0,
        };
        let delta = event.delta_y() * unit;
        // A trackpad's pinch says that Control is held and moves by few pixels; a wheel with Control moves by many.
        let (command, pinch) = (event.ctrl_key() || event.meta_key(), delta.abs() < 50.0);
        self.with(|board| {
            if command && !pinch || event.alt_key() {
                board.order(if delta > 0.0 { keys::Order::Narrower } else { keys::Order::Wider }, false);
            } else if event.shift_key() {
                board.view.pan(-event.delta_x() * unit - delta, 0.0);
                board.view_changed();
            } else {
                board.wheel(x, y, delta, command);
            }
        });
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Down,
    Go,
    Up,
    Cancel,
}

/// Predicted samples that are shown; those further ahead are mostly wrong.
const FORESEEN: usize = 3;

/// A finger rested: where it did nothing else, the person is offered the tools.
fn offer_tools(board: &mut Board) {
    if board.hand.is_finger_resting() {
        let mut deeds = Vec::new();
        board.hand.hold(&mut deeds);
        board.act(&deeds, Pointer::default(), &[], &[]);
        board.say("hold");
    }
}

/// The events that belong to one: those since the last, or those expected next. Empty in browsers that do not say.
fn related(event: &PointerEvent, method: &str) -> Vec<PointerEvent> {
    let method = Reflect::get(event, &method.into()).ok();
    method
        .and_then(|method| method.dyn_into::<Function>().ok())
        .and_then(|method| method.call0(event).ok())
        .map(|all| all.unchecked_into::<Array>().iter().map(JsCast::unchecked_into).collect())
        .unwrap_or_default()
}
