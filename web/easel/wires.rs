//! What ties the engine to the page: pointers, wheel, size, frames.

use crate::board::Board;
use crate::easel::Easel;
use crate::hand::{Deed, Kind, Pointer};
use crate::keys;
use ideomix_mask::tool::Modifiers;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Event, HtmlElement, PointerEvent, ResizeObserver, WheelEvent};

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
    pub(crate) colors: bool,
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
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref())?;
        observer.observe(host);
        {
            let mut wires = self.wires.borrow_mut();
            (wires.frame, wires.rest, wires.resized) = (Some(frame), Some(rest), Some(resized));
            wires.observer = Some(observer);
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
        if turn == Turn::Down {
            let image = self.board.borrow().editor.as_ref().map(|editor| editor.raster().size());
            let image = image.map_or((1, 1), |size| (size.width(), size.height()));
            let on_map = self.board.borrow().stage.map_place(event, image);
            if let Some(place) = on_map {
                event.prevent_default();
                return self.with(|board| board.center_on(place));
            }
            // Losing the capture to another element only means that the stroke ends at the border.
            let _ = host.set_pointer_capture(event.pointer_id());
            let _ = host.focus();
            event.prevent_default();
        }
        let samples: Vec<(f64, f64, f32)> = if turn == Turn::Go {
            coalesced(event)
                .iter()
                .map(|event| (place(event), pressure(event)))
                .map(|((x, y), p)| (x, y, p))
                .collect()
        } else {
            vec![(x, y, pressure(event))]
        };
        self.with(|board| {
            board.modifiers = Modifiers { shift: event.shift_key(), alt: event.alt_key() };
            let mut deeds: Vec<Deed> = Vec::new();
            match turn {
                Turn::Down => board.hand.down(pointer, &mut deeds),
                Turn::Go => board.hand.go(pointer, &mut deeds),
                Turn::Up => board.hand.up(pointer, &mut deeds),
                Turn::Cancel => board.hand.cancel(pointer, &mut deeds),
            }
            board.act(&deeds, pointer, &samples);
        });
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

/// All samples since the last event; browsers that do not keep them have the event alone.
fn coalesced(event: &PointerEvent) -> Vec<PointerEvent> {
    let method = Reflect::get(event, &"getCoalescedEvents".into()).ok();
    let all = method
        .and_then(|method| method.dyn_into::<Function>().ok())
        .and_then(|method| method.call0(event).ok())
        .map(|all| {
            all.unchecked_into::<Array>().iter().map(JsCast::unchecked_into).collect::<Vec<PointerEvent>>()
        })
        .unwrap_or_default();
    if all.is_empty() { vec![event.clone()] } else { all }
}
