//! A pane in which pictures are enlarged and moved: by wheel, by one finger or two, by mouse, by key.

use super::zoom::{Bounds, Zoom};
use crate::browser;
use crate::shortcuts::Action;
use crate::text::text;
use crate::ui::{Button, ButtonSize, ButtonVariant, IconName, flag, tell};
use leptos::ev::{MouseEvent, PointerEvent, WheelEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlImageElement};

/// How far a finger must go sideways for the next picture, in CSS pixels.
const SWIPE: f64 = 56.0;
/// How far a press may wander and still be a tap, in CSS pixels.
const TAP: f64 = 10.0;
/// How soon the second tap of two must come, in milliseconds.
const TAP_MS: f64 = 320.0;
/// How much one press of a zoom button or key enlarges.
const STEP: f64 = 1.5;

/// What is seen of the pictures in one or more panes.
#[derive(Clone, Copy)]
pub(super) struct Glass {
    zoom: RwSignal<Zoom>,
    hands: StoredValue<Hands>,
    /// The pane that keys and buttons act in.
    node: NodeRef<html::Div>,
    /// Whether a pointer is down.
    pub(super) held: RwSignal<bool>,
}

/// The pointers that are down, and what they began as.
#[derive(Clone, Debug, Default)]
struct Hands {
    down: Vec<(i32, f64, f64)>,
    start: (f64, f64),
    /// Whether two pointers were down since the first one came.
    pinched: bool,
    last_tap: Option<(f64, f64, f64)>,
}

impl Glass {
    pub(super) fn new() -> Self {
        Self {
            zoom: RwSignal::new(Zoom::FIT),
            hands: StoredValue::new(Hands::default()),
            node: NodeRef::new(),
            held: RwSignal::new(false),
        }
    }

    /// Shows the whole picture.
    pub(super) fn fit(self) {
        self.zoom.set(Zoom::FIT);
    }

    /// Does what a zoom can do; says whether it was that.
    pub(super) fn act(self, action: Action) -> bool {
        match action {
            Action::ZoomIn => self.by(STEP),
            Action::ZoomOut => self.by(1.0 / STEP),
            Action::Fit => self.fit(),
            Action::FullSize => self.full(),
            _ => return false,
        }
        true
    }

    fn by(self, factor: f64) {
        self.change(|zoom, bounds| zoom.about((0.0, 0.0), factor, bounds));
    }

    fn full(self) {
        self.change(|zoom, bounds| zoom.full((0.0, 0.0), bounds));
    }

    fn change(self, change: impl Fn(Zoom, &Bounds) -> Zoom) {
        let bounds = self.node.get_untracked().and_then(|pane| bounds(&pane));
        if let Some(bounds) = bounds {
            self.zoom.update(|zoom| *zoom = change(*zoom, &bounds));
        }
    }

    /// The size of a picture point in words: `Fit`, or hundredths.
    fn words(self) -> String {
        let zoom = self.zoom.get();
        let bounds = self.node.get().and_then(|pane| bounds(&pane));
        match bounds {
            Some(bounds) if !zoom.is_fit() => format!("{} %", zoom.percent(&bounds)),
            _ => text().result.fit.to_owned(),
        }
    }
}

/// One pane. Its pictures take the transform `--view`; all panes of a glass show the same part.
#[component]
pub(super) fn Pane(
    glass: Glass,
    /// Whether buttons and keys act here.
    #[prop(optional)]
    main: bool,
    /// Called with +1 or -1 when a finger asks for the next picture or the one before.
    #[prop(into, optional)]
    on_swipe: Option<Callback<isize>>,
    children: Children,
) -> impl IntoView {
    let Glass { zoom, hands, node, held } = glass;
    let node = if main { node } else { NodeRef::new() };
    let wheel = move |event: WheelEvent| {
        event.prevent_default();
        let Some((at, bounds)) = place(&event) else { return };
        // Pixels, lines or pages; a trackpad's pinch comes as a wheel with Ctrl and small steps.
        let unit = match event.delta_mode() {
            0 => 1.0,
            1 => 24.0,
            _ => 240.0,
        };
        let speed = if event.ctrl_key() { 0.01 } else { 0.002 };
        let turn = (event.delta_y() * unit * speed).clamp(-1.0, 1.0);
        let factor = if turn > 0.0 { 1.0 / (1.0 + turn) } else { 1.0 - turn };
        zoom.update(|zoom| *zoom = zoom.about(at, factor, &bounds));
    };
    let down = move |event: PointerEvent| {
        let Some((at, _)) = place(&event).filter(|_| event.button() == 0) else { return };
        if let Some(pane) = event.current_target().and_then(|pane| pane.dyn_into::<Element>().ok()) {
            // It fails only for a pointer that is gone already.
            let _ = pane.set_pointer_capture(event.pointer_id());
        }
        hands.update_value(|hands| {
            if hands.down.is_empty() {
                (hands.start, hands.pinched) = (at, false);
            }
            hands.down.push((event.pointer_id(), at.0, at.1));
            hands.pinched |= hands.down.len() > 1;
        });
        held.set(true);
    };
    let moved = move |event: PointerEvent| {
        let Some((at, bounds)) = place(&event) else { return };
        let touch = event.pointer_type() == "touch" && on_swipe.is_some();
        hands.update_value(|hands| {
            let Some(own) = hands.down.iter().position(|(id, ..)| *id == event.pointer_id()) else { return };
            let (_, x, y) = hands.down[own];
            let other = hands.down.iter().find(|(id, ..)| *id != event.pointer_id()).copied();
            hands.down[own] = (event.pointer_id(), at.0, at.1);
            zoom.update(|zoom| {
                *zoom = match other {
                    Some((_, ox, oy)) => {
                        let apart = |x: f64, y: f64| ((x - ox).powi(2) + (y - oy).powi(2)).sqrt().max(1.0);
                        let middle = ((at.0 + ox) / 2.0, (at.1 + oy) / 2.0);
                        let factor = apart(at.0, at.1) / apart(x, y);
                        zoom.about(middle, factor, &bounds).moved((at.0 - x) / 2.0, (at.1 - y) / 2.0, &bounds)
                    }
                    None if !zoom.is_fit() => zoom.moved(at.0 - x, at.1 - y, &bounds),
                    None if touch && !hands.pinched => Zoom::pulled(at.0 - hands.start.0),
                    None => *zoom,
                };
            });
        });
    };
    let up = move |event: PointerEvent| {
        let (mut swipe, mut tap) = (0, None);
        let place = place(&event);
        hands.update_value(|hands| {
            hands.down.retain(|(id, ..)| *id != event.pointer_id());
            let Some((at, bounds)) = place.filter(|_| hands.down.is_empty() && !hands.pinched) else {
                return;
            };
            let (x, y) = (at.0 - hands.start.0, at.1 - hands.start.1);
            let fit = zoom.with_untracked(|zoom| zoom.is_fit());
            if event.type_() == "pointercancel" {
            } else if fit && event.pointer_type() == "touch" && x.abs() > SWIPE && x.abs() > 1.5 * y.abs() {
                swipe = if x < 0.0 { 1 } else { -1 };
            } else if x.abs() < TAP && y.abs() < TAP {
                let now = browser::now_ms();
                let near = |(then, x, y): (f64, f64, f64)| {
                    now - then < TAP_MS && (x - at.0).abs() < 3.0 * TAP && (y - at.1).abs() < 3.0 * TAP
                };
                if hands.last_tap.take().is_some_and(near) {
                    tap = Some((at, bounds));
                } else {
                    hands.last_tap = Some((now, at.0, at.1));
                }
            }
        });
        held.set(hands.with_value(|hands| !hands.down.is_empty()));
        zoom.update(|zoom| {
            if let Some((at, bounds)) = tap {
                *zoom = if zoom.is_fit() { zoom.full(at, &bounds) } else { Zoom::FIT };
            } else if zoom.is_fit() {
                *zoom = Zoom::FIT;
            }
        });
        if let Some(on_swipe) = on_swipe.filter(|_| swipe != 0) {
            on_swipe.run(swipe);
        }
    };
    view! {
        <div
            class="pane"
            node_ref=node
            class:is-enlarged=flag(move || !zoom.get().is_fit())
            style:--view=tell(move || zoom.get().css())
            on:wheel=wheel
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=up
        >
            {children()}
        </div>
    }
}

/// The buttons of a zoom, with its size between them.
#[component]
pub(super) fn ZoomBar(glass: Glass) -> impl IntoView {
    let button = |icon: IconName, label: &'static str, factor: f64| {
        view! {
            <Button
                variant=ButtonVariant::Ghost
                size=ButtonSize::Small
                icon=icon
                label=label
                on_press=move |()| glass.by(factor)
            />
        }
    };
    let whole = move |()| {
        if glass.zoom.with_untracked(|zoom| zoom.is_fit()) { glass.full() } else { glass.fit() }
    };
    view! {
        <span class="zoom-bar">
            {button(IconName::Minus, text().look.zoom_out, 1.0 / STEP)}
            <Button
                variant=ButtonVariant::Ghost
                size=ButtonSize::Small
                on_press=whole
                attr:title=tell(move || {
                    let words = &text().result;
                    if glass.zoom.get().is_fit() { words.full_size } else { words.fit }
                })
            >
                {tell(move || glass.words())}
            </Button>
            {button(IconName::Plus, text().look.zoom_in, STEP)}
        </span>
    }
}

/// Where an event happened in its pane, from the middle, and the pane's sizes.
fn place(event: &MouseEvent) -> Option<((f64, f64), Bounds)> {
    let pane: Element = event.current_target()?.dyn_into().ok()?;
    let bounds = bounds(&pane)?;
    let frame = pane.get_bounding_client_rect();
    let x = f64::from(event.client_x()) - frame.left() - frame.width() / 2.0;
    let y = f64::from(event.client_y()) - frame.top() - frame.height() / 2.0;
    Some(((x, y), bounds))
}

/// The sizes of a pane and of the first picture in it, once that is here.
fn bounds(pane: &Element) -> Option<Bounds> {
    let picture: HtmlImageElement = pane.query_selector("img").ok()??.dyn_into().ok()?;
    let (wide, high) = (f64::from(picture.natural_width()), f64::from(picture.natural_height()));
    // The element may be larger than the picture in it, which keeps its shape.
    let scale = (f64::from(picture.offset_width()) / wide).min(f64::from(picture.offset_height()) / high);
    (wide > 0.0 && scale > 0.0).then(|| Bounds {
        pane: (f64::from(pane.client_width()), f64::from(pane.client_height())),
        fitted: (wide * scale, high * scale),
        natural: wide,
    })
}
