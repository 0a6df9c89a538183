//! The editor: mask, view and stage joined, one order after the other. Nothing here waits and nothing here calls the
//! studio; what it must hear is put into `said` and delivered when the order is done.

use crate::hand::{Deed, Hand, Pointer};
use crate::keys::Order;
use crate::snapshot::Snapshot;
use crate::stage::{Look, Stage};
use ideomix_mask::overlay::Style;
use ideomix_mask::tool::{ColorRange, Event, Key, Modifiers, Outcome, Sample, Tool};
use ideomix_mask::{Editor, Mask, Mode, Point, Raster, Rect, Size, Tip, View};
use web_sys::ImageBitmap;

/// How far a hand trembles, in CSS pixels.
const TREMBLE: f64 = 3.0;
/// The image before there is one.
const ONE: Size = match Size::new(1, 1) {
    Ok(size) => size,
    Err(_) => unreachable!(),
};
/// The outline's dashes march no faster than this many times what repainting everything takes.
const MARCH_REST: f64 = 20.0;
/// Durations that are remembered, for measuring.
const REMEMBERED: usize = 8192;

/// A place in CSS pixels, and the pressure there.
pub(crate) type Place = (f64, f64, f32);

/// The editor.
pub(crate) struct Board {
    pub(crate) stage: Stage,
    pub(crate) editor: Option<Editor>,
    pub(crate) bitmap: Option<ImageBitmap>,
    pub(crate) view: View,
    pub(crate) hand: Hand,
    pub(crate) look: Look,
    peek: bool,
    pub(crate) style: Style,
    /// Words for the studio that wait to be delivered.
    pub(crate) said: Vec<&'static str>,
    /// A color range that somebody must find.
    pub(crate) asked: Option<ColorRange>,
    dirty: Rect,
    all_dirty: bool,
    view_dirty: bool,
    map_dirty: bool,
    lines_dirty: bool,
    /// Where the pointer may be next, to be shown for one frame.
    ahead: Vec<Sample>,
    /// Where that was shown.
    tail: Rect,
    /// What the last repainting of everything cost, in milliseconds.
    cost: f64,
    /// When the dashes last moved.
    marched: f64,
    /// Where the pointer hovers, in CSS pixels.
    pointer: Option<(f64, f64)>,
    /// Whether the keyboard's cursor is shown.
    cursor_shown: bool,
    pub(crate) modifiers: Modifiers,
    /// Keys held while nothing is pressed: they choose how the next area is joined, and the panel shows it.
    held: Modifiers,
    space: Option<bool>,
    pub(crate) busy: u32,
    pub(crate) specks: u32,
    pub(crate) bounds: Rect,
    /// How wide the brush shall stay on the screen, in CSS pixels, whatever the zoom.
    pub(crate) steady: Option<f64>,
    /// Whether the picture shown is a smaller copy.
    pub(crate) reduced: bool,
    /// Script time since the last frame, and of whole strokes' samples, in milliseconds.
    spent: f64,
    pub(crate) samples: Vec<f32>,
    /// Whether a file that is being read is the newest step.
    pub(crate) reading: bool,
}

impl Board {
    pub(crate) fn new(stage: Stage) -> Self {
        Self {
            stage,
            editor: None,
            bitmap: None,
            view: View::new(ONE, 1.0, 1.0, 1.0),
            hand: Hand::default(),
            look: Look::default(),
            peek: false,
            style: Style::default(),
            said: Vec::new(),
            asked: None,
            dirty: Rect::EMPTY,
            all_dirty: false,
            view_dirty: false,
            map_dirty: false,
            lines_dirty: false,
            ahead: Vec::new(),
            tail: Rect::EMPTY,
            cost: 0.0,
            marched: 0.0,
            pointer: None,
            cursor_shown: false,
            modifiers: Modifiers::default(),
            held: Modifiers::default(),
            space: None,
            busy: 0,
            specks: 0,
            bounds: Rect::EMPTY,
            steady: None,
            reduced: false,
            spent: 0.0,
            samples: Vec::new(),
            reading: false,
        }
    }

    /// Puts a picture and what is painted on it onto the stage.
    pub(crate) fn open(&mut self, bitmap: ImageBitmap, raster: Raster, budget: usize) {
        let size = raster.size();
        self.view = View::new(size, 1.0, 1.0, 1.0);
        self.editor = Some(Editor::new(Mask::with(raster, budget)));
        self.bitmap = Some(bitmap);
        self.resize();
        self.view.fit();
        self.view_changed();
        self.measure();
        self.say("state");
    }

    /// Takes the stage's size anew.
    pub(crate) fn resize(&mut self) {
        let host = &self.stage.host;
        let fitted = self.is_fitted();
        self.view.resize(host.client_width().into(), host.client_height().into(), self.stage.ratio());
        if fitted {
            self.view.fit();
        }
        self.stage.resize(&self.view);
        self.view_changed();
    }

    fn is_fitted(&self) -> bool {
        let mut fit = self.view;
        fit.fit();
        fit == self.view
    }

    pub(crate) fn say(&mut self, what: &'static str) {
        if !self.said.contains(&what) {
            self.said.push(what);
        }
    }

    pub(crate) fn view_changed(&mut self) {
        self.view_dirty = true;
        self.all_dirty = true;
        self.lines_dirty = true;
        self.follow_zoom();
        self.say("state");
    }

    /// Whether a frame would change anything.
    pub(crate) const fn wants_frame(&self) -> bool {
        self.view_dirty
            || self.all_dirty
            || self.lines_dirty
            || !self.dirty.is_empty()
            || !self.tail.is_empty()
    }

    /// Brings the screen up to date.
    pub(crate) fn frame(&mut self) {
        let begun = self.stage.now();
        if self.stage.ratio() != self.view.ratio() {
            self.resize();
        }
        let (Some(editor), Some(bitmap)) = (&mut self.editor, &self.bitmap) else { return };
        let size = editor.raster().size();
        let image = (size.width(), size.height());
        let look = if self.peek { Look::PictureOnly } else { self.look };
        let (stage, view, style) = (&mut self.stage, &self.view, &self.style);
        if self.view_dirty {
            stage.draw_picture(bitmap, image, view, look);
        }
        if self.view_dirty || self.map_dirty {
            stage.draw_map(bitmap, editor.raster(), view, style.color);
        }
        let painted = !self.dirty.is_empty();
        let (dirty, ahead) = (self.dirty.union(self.tail), std::mem::take(&mut self.ahead));
        self.tail = Rect::EMPTY;
        if self.all_dirty {
            stage.paint(editor.raster(), view, None, style, look);
            self.cost = stage.now() - begun;
        } else if !ahead.is_empty() && look != Look::PictureOnly {
            let tail = &mut self.tail;
            editor.foresee(&ahead, self.modifiers, |raster, changed| {
                *tail = changed;
                stage.paint(raster, view, Some(view.to_canvas(dirty.union(changed))), style, look);
            });
        } else if !dirty.is_empty() && look != Look::PictureOnly {
            stage.paint(editor.raster(), view, Some(view.to_canvas(dirty)), style, look);
        }
        if self.lines_dirty {
            stage.outline(editor.preview(), view);
            let cursor = editor.cursor();
            let at = view.to_screen(f64::from(cursor.x()) / 16.0, f64::from(cursor.y()) / 16.0);
            stage.show_cross(self.cursor_shown.then_some(at));
            let under = self.pointer.filter(|_| self.hand.is_finger_painting());
            let wide = if editor.tool().has_width() { f64::from(editor.settings().width) } else { 0.0 };
            stage.show_loupe(under, wide * view.zoom(), view);
            self.show_ring();
        }
        self.view_dirty = false;
        self.map_dirty = false;
        self.all_dirty = false;
        self.lines_dirty = false;
        self.dirty = Rect::EMPTY;
        if painted && self.spent > 0.0 && self.samples.len() < REMEMBERED {
            self.samples.push((self.spent + self.stage.now() - begun) as f32);
        }
        self.spent = 0.0;
    }

    /// Moves the dashes of the outline on by one step, unless somebody paints; less often where repainting is slow.
    pub(crate) fn march(&mut self) {
        let Some(editor) = &self.editor else { return };
        let shown = !self.peek && self.look == Look::Overlay;
        let now = self.stage.now();
        let rested = now > self.marched + self.cost * MARCH_REST;
        if shown && !self.bounds.is_empty() && !editor.is_busy() && rested {
            self.marched = now;
            self.style.phase = self.style.phase.wrapping_add(1);
            self.dirty = self.dirty.union(self.bounds);
        }
    }

    fn show_ring(&self) {
        let Some(editor) = &self.editor else { return };
        let settings = editor.settings();
        let size = f64::from(settings.width) * self.view.zoom();
        let cursor = editor.cursor();
        let at = if self.cursor_shown {
            Some(self.view.to_screen(f64::from(cursor.x()) / 16.0, f64::from(cursor.y()) / 16.0))
        } else {
            self.pointer.filter(|_| !self.hand.is_finger_painting() && !self.hand.moves)
        };
        self.stage.show_ring(at.filter(|_| editor.tool().has_width()), size, settings.tip);
    }

    /// Remembers what an order of the editor's led to.
    pub(crate) fn after(&mut self, outcome: Outcome) {
        self.dirty = self.dirty.union(outcome.dirty);
        self.lines_dirty = true;
        if let Some(range) = outcome.ask {
            self.asked = Some(range);
        }
        if outcome.committed {
            self.map_dirty = true;
            self.reading = false;
            self.measure();
            self.say("painted");
        }
        if outcome.committed || !outcome.dirty.is_empty() {
            self.say("state");
        }
    }

    pub(crate) fn measure(&mut self) {
        self.bounds = self.editor.as_ref().map_or(Rect::EMPTY, |editor| editor.raster().bounds());
    }

    /// Does something with the editor, unless a mask is being worked out.
    fn edit(&mut self, work: impl FnOnce(&mut Editor) -> Outcome) {
        if self.busy > 0 {
            return;
        }
        if let Some(editor) = &mut self.editor {
            let outcome = work(editor);
            self.after(outcome);
        }
    }

    /// Does something to the whole mask as one step.
    pub(crate) fn whole(&mut self, work: impl FnOnce(&mut Raster)) {
        self.edit(|editor| editor.edit(work));
    }

    pub(crate) fn take(&mut self, tool: Tool) {
        self.edit(|editor| editor.take(tool));
        self.hand.moves = tool == Tool::Hand;
        self.say("tool");
        self.say("state");
    }

    pub(crate) fn undo(&mut self) {
        let before = self.editor.as_ref().map_or(0, |editor| editor.mask().undo_steps());
        let busy = self.editor.as_ref().is_some_and(Editor::is_busy);
        self.edit(Editor::undo);
        self.say(if before > 0 || busy { "undo" } else { "no_undo" });
        self.say("state");
    }

    pub(crate) fn redo(&mut self) {
        let before = self.editor.as_ref().map_or(0, |editor| editor.mask().redo_steps());
        self.edit(Editor::redo);
        self.say(if before > 0 { "redo" } else { "no_redo" });
        self.say("state");
    }

    pub(crate) fn set_look(&mut self, look: Look) {
        self.look = look;
        self.view_changed();
        self.say("look");
    }

    pub(crate) fn fit(&mut self) {
        self.view.fit();
        self.view_changed();
    }

    pub(crate) fn zoom(&mut self, at: Option<(f64, f64)>, zoom: f64) {
        let host = &self.stage.host;
        let middle = (f64::from(host.client_width()) / 2.0, f64::from(host.client_height()) / 2.0);
        let (x, y) = at.unwrap_or(middle);
        self.view.zoom_at(x, y, zoom);
        self.view_changed();
    }

    /// The wheel: at the pointer, coming to rest at the usual zooms.
    pub(crate) fn wheel(&mut self, x: f64, y: f64, delta: f64, fine: bool) {
        const STOPS: [f64; 6] = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0];
        let before = self.view.zoom();
        let mut zoom = before * (-delta * if fine { 0.01 } else { 0.0015 }).exp();
        // A mouse's wheel jumps over a stop; a trackpad glides and may pass.
        if delta.abs() >= 50.0 && !fine {
            let crossed = |stop: &&f64| {
                (**stop - before) * (**stop - zoom) < 0.0 && (**stop / before - 1.0).abs() > 0.001
            };
            zoom = STOPS.iter().find(crossed).copied().unwrap_or(zoom);
        }
        self.zoom(Some((x, y)), zoom);
    }

    /// Does what the hands mean. `samples` are the places in CSS pixels, with pressure, oldest first.
    ///
    /// `ahead` are the places where the browser expects the pointer next.
    pub(crate) fn act(&mut self, deeds: &[Deed], pointer: Pointer, samples: &[Place], ahead: &[Place]) {
        let begun = self.stage.now();
        for deed in deeds {
            self.deed(*deed, pointer, samples);
        }
        let view = self.view;
        self.ahead.clear();
        if deeds.contains(&Deed::Draw) {
            self.ahead.extend(ahead.iter().map(|&(x, y, pressure)| Sample::new(view.point(x, y), pressure)));
        }
        self.spent += self.stage.now() - begun;
    }

    fn deed(&mut self, deed: Deed, pointer: Pointer, samples: &[Place]) {
        let (view, modifiers) = (self.view, self.modifiers);
        let sample = |&(x, y, pressure): &Place| Sample::new(view.point(x, y), pressure);
        let here = Sample::full(view.point(pointer.x, pointer.y));
        match deed {
            Deed::Press(button) => {
                self.cursor_shown = false;
                self.pointer = Some((pointer.x, pointer.y));
                let sample = samples.last().map_or(here, sample);
                let slop = view.length(TREMBLE);
                self.edit(|editor| editor.handle(Event::Down { sample, button, modifiers, slop }));
            }
            Deed::Draw | Deed::Hover => {
                self.pointer = Some((pointer.x, pointer.y));
                let samples: Vec<Sample> = samples.iter().map(sample).collect();
                self.edit(|editor| editor.handle(Event::Move { samples: &samples, modifiers }));
                self.lines_dirty = true;
            }
            Deed::Lift => {
                self.edit(|editor| editor.handle(Event::Up));
                self.follow_zoom();
                // What waits for Enter or Escape is told from a press by the hand being at rest.
                self.say("state");
            }
            Deed::Cancel => self.edit(|editor| editor.handle(Event::Cancel)),
            Deed::Pan(dx, dy) => {
                // The space bar that moved the picture is no dab when it is let go.
                self.space = self.space.map(|_| true);
                self.view.pan(dx, dy);
                self.view_changed();
            }
            Deed::Zoom(x, y, factor) => self.zoom(Some((x, y)), view.zoom() * factor),
            Deed::Widen(dx) => {
                let by = (dx / view.zoom()).round() as i32;
                self.set(|settings| settings.width = settings.width.saturating_add_signed(by).max(1));
            }
            Deed::Undo => self.undo(),
            Deed::Redo => self.redo(),
            Deed::PenFound => self.say("pen"),
        }
    }

    /// Takes note of the keys that are held.
    pub(crate) fn hold_keys(&mut self, modifiers: Modifiers) {
        self.modifiers = modifiers;
        if !self.hand.is_busy() && self.held != modifiers {
            self.held = modifiers;
            self.say("state");
        }
    }

    /// The pointer left the stage.
    pub(crate) fn leave(&mut self) {
        if !self.hand.is_busy() {
            self.hold_keys(Modifiers::default());
            self.pointer = None;
            self.lines_dirty = true;
        }
    }

    /// Does what a key says. Returns whether it meant anything here.
    pub(crate) fn order(&mut self, order: Order, repeat: bool) -> bool {
        let Some(editor) = &self.editor else { return false };
        let waiting = editor.is_busy() && !editor.is_pen_down();
        match order {
            Order::Take(tool) => self.take(tool),
            Order::Narrower => self.set(|settings| settings.width = settings.next_width(false)),
            Order::Wider => self.set(|settings| settings.width = settings.next_width(true)),
            Order::Trim(by) => {
                self.set(|settings| settings.width = settings.width.saturating_add_signed(by).max(1))
            }
            Order::Pick(place) => self.pick_size(place),
            Order::Save(place) => self.save_size(place),
            Order::Undo => self.undo(),
            Order::Redo => self.redo(),
            Order::Invert => self.whole(Raster::invert),
            Order::Clear => self.whole(Raster::clear),
            Order::Grow => self.say("grow"),
            Order::Shrink => self.say("shrink"),
            Order::NextLook => self.set_look(self.look.next()),
            Order::Peek => {
                if !self.peek {
                    self.peek = true;
                    self.view_changed();
                }
            }
            Order::Fit => self.fit(),
            Order::Zoom(percent) => self.zoom(self.pointer, f64::from(percent) / 100.0),
            Order::ZoomIn => self.zoom(self.pointer, self.view.next_stop(true)),
            Order::ZoomOut => self.zoom(self.pointer, self.view.next_stop(false)),
            Order::Paint(key) => self.paint(key),
            Order::Space => {
                if !repeat {
                    self.space = Some(false);
                    self.hand.moves = true;
                }
            }
            Order::Enter if waiting => self.edit(|editor| editor.handle(Event::Accept)),
            Order::Enter => {
                if !repeat {
                    self.paint(Key::Pen);
                }
            }
            Order::Escape => return self.escape(),
        }
        if matches!(order, Order::Narrower | Order::Wider | Order::Trim(_)) {
            self.say("size");
        }
        true
    }

    fn paint(&mut self, key: Key) {
        self.cursor_shown = true;
        self.edit(|editor| editor.key(key));
        self.keep_cursor_in_sight();
        self.lines_dirty = true;
        self.say("state");
        self.say(if matches!(key, Key::Move { .. }) { "cursor" } else { "key" });
    }

    fn keep_cursor_in_sight(&mut self) {
        let Some(editor) = &self.editor else { return };
        let (x, y) = editor.cursor().pixel();
        if !self.view.visible().contains(x, y) {
            self.view.center_on(f64::from(x), f64::from(y));
            self.view_changed();
        }
    }

    /// One step back: the shape, then the pen, then the cursor. `false` when there is none of them.
    fn escape(&mut self) -> bool {
        let busy = self.editor.as_ref().is_some_and(Editor::is_busy);
        if busy {
            self.edit(|editor| editor.handle(Event::Escape));
            self.say("escape");
            self.say("state");
        } else if self.cursor_shown {
            self.cursor_shown = false;
            self.lines_dirty = true;
        } else {
            return false;
        }
        true
    }

    /// A key was let go.
    pub(crate) fn key_up(&mut self, key: &str) {
        match key {
            "\\" if self.peek => {
                self.peek = false;
                self.view_changed();
            }
            " " => {
                let hand_tool = self.editor.as_ref().is_some_and(|editor| editor.tool() == Tool::Hand);
                self.hand.moves = hand_tool;
                if self.space.take() == Some(false) {
                    self.paint(Key::Press);
                }
            }
            // Enter held the brush down.
            "Enter" if self.editor.as_ref().is_some_and(Editor::is_pen_down) => self.paint(Key::Pen),
            _ => {}
        }
    }

    /// Adds a shape given in numbers.
    pub(crate) fn shape(&mut self, ellipse: bool, rect: Rect, mode: Mode) {
        let shape =
            if ellipse { ideomix_mask::Shape::Ellipse(rect) } else { ideomix_mask::Shape::Rectangle(rect) };
        self.whole(|raster| raster.stamp(&shape, mode));
    }

    /// Shows a color range that was found.
    pub(crate) fn offer(&mut self, range: ColorRange, found: &Raster) {
        if let Some(editor) = &mut self.editor {
            let outcome = editor.offer(range, found);
            self.after(outcome);
            self.say("found");
            self.say("state");
        }
    }

    /// Moves the view so that an image place stands in the middle.
    pub(crate) fn center_on(&mut self, (x, y): (f64, f64)) {
        self.view.center_on(x, y);
        self.view_changed();
    }

    /// Everything about it in numbers.
    pub(crate) fn snapshot(&self) -> Snapshot {
        let Some(editor) = &self.editor else { return Snapshot::default() };
        let (raster, settings) = (editor.raster(), editor.settings());
        let place = |tool| Tool::ALL.iter().position(|other| *other == tool).unwrap_or_default() as u32;
        let cursor: Point = editor.cursor();
        Snapshot {
            width: raster.size().width(),
            height: raster.size().height(),
            tool: place(editor.tool()),
            size: settings.width,
            square: u32::from(settings.tip == Tip::Square),
            pressure: settings.pressure.into(),
            mode: editor.mode(self.held) as u32,
            tolerance: settings.tolerance.into(),
            contiguous: settings.contiguous.into(),
            pen_only: self.hand.pen_only.into(),
            zoom: (self.view.zoom() * 100.0).round() as u32,
            look: self.look as u32,
            hatch: u32::from(self.style.hatch > 0),
            painted: raster.painted() as u32,
            permille: raster.permille(),
            left: self.bounds.x0 as u32,
            top: self.bounds.y0 as u32,
            wide: self.bounds.width(),
            high: self.bounds.height(),
            specks: self.specks,
            undo: editor.mask().undo_steps() as u32,
            redo: editor.mask().redo_steps() as u32,
            busy: u32::from(self.busy > 0),
            waiting: u32::from(editor.is_busy() && !self.hand.is_busy() && !editor.is_pen_down()),
            column: cursor.pixel().0 as u32,
            row: cursor.pixel().1 as u32,
            pen_down: editor.is_pen_down().into(),
            reduced: self.reduced.into(),
            steady: self.steady.is_some().into(),
        }
    }
}
