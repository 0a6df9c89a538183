//! What the keys of the editor do. One table for the engine; the studio's list of keys for people names the same.

use ideomix_mask::tool::{Key, Reach, Tool};

/// A key that was pressed, and the keys held with it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Press<'a> {
    /// The key's value, as the browser names it.
    pub(crate) key: &'a str,
    pub(crate) shift: bool,
    pub(crate) alt: bool,
    /// Control, or Command on a Mac.
    pub(crate) command: bool,
    /// Whether the canvas has the focus: only there do arrows, Space and Enter paint.
    pub(crate) on_canvas: bool,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Take(Tool),
    Narrower,
    Wider,
    /// One pixel less or more.
    Trim(i32),
    Undo,
    Redo,
    Invert,
    Clear,
    Grow,
    Shrink,
    NextLook,
    /// Shows the picture alone as long as the key is held.
    Peek,
    Fit,
    /// A zoom in percent.
    Zoom(u32),
    ZoomIn,
    ZoomOut,
    Paint(Key),
    /// The space bar: a dab when it is let go, unless it moved the picture meanwhile.
    Space,
    /// Enter: closes or accepts; otherwise paints for as long as it is held.
    Enter,
    Escape,
}

/// The order that a key gives, if any.
pub(crate) fn order(press: Press<'_>) -> Option<Order> {
    let Press { key, shift, alt, command, on_canvas } = press;
    let lower = key.to_ascii_lowercase();
    if command {
        return match (lower.as_str(), shift) {
            ("z", false) => Some(Order::Undo),
            ("z", true) | ("y", false) => Some(Order::Redo),
            _ => arrow(key).filter(|_| on_canvas).map(|(dx, dy)| step(dx, dy, Reach::Pixel)),
        };
    }
    if alt {
        return match key {
            "+" | "=" => Some(Order::Grow),
            "-" | "–" => Some(Order::Shrink),
            _ => None,
        };
    }
    if on_canvas {
        let reach = if shift { Reach::Far } else { Reach::Brush };
        if let Some((dx, dy)) = arrow(key) {
            return Some(step(dx, dy, reach));
        }
        match (key, shift) {
            (" ", false) => return Some(Order::Space),
            (" ", true) => return Some(Order::Paint(Key::Pen)),
            ("Enter", _) => return Some(Order::Enter),
            ("Backspace", _) => return Some(Order::Paint(Key::Erase)),
            _ => {}
        }
    }
    Some(match (lower.as_str(), shift) {
        ("b", false) => Order::Take(Tool::Brush),
        ("e", false) => Order::Take(Tool::Eraser),
        ("r", false) => Order::Take(Tool::Rectangle),
        ("o", false) => Order::Take(Tool::Ellipse),
        ("l", false) => Order::Take(Tool::Lasso),
        ("p", false) => Order::Take(Tool::Polygon),
        ("g", false) => Order::Take(Tool::Bucket),
        ("w", false) => Order::Take(Tool::Colors),
        ("h", false) => Order::Take(Tool::Hand),
        ("[", _) => Order::Narrower,
        ("]", _) => Order::Wider,
        ("{", _) => Order::Trim(-1),
        ("}", _) => Order::Trim(1),
        ("i", true) => Order::Invert,
        ("delete", _) => Order::Clear,
        ("m", false) => Order::NextLook,
        ("\\", _) => Order::Peek,
        ("0", false) => Order::Fit,
        ("1", false) => Order::Zoom(100),
        ("2", false) => Order::Zoom(200),
        ("+" | "=", _) => Order::ZoomIn,
        ("-", _) => Order::ZoomOut,
        ("escape", _) => Order::Escape,
        _ => return None,
    })
}

const fn step(dx: i32, dy: i32, reach: Reach) -> Order {
    Order::Paint(Key::Move { dx, dy, reach })
}

fn arrow(key: &str) -> Option<(i32, i32)> {
    Some(match key {
        "ArrowLeft" => (-1, 0),
        "ArrowRight" => (1, 0),
        "ArrowUp" => (0, -1),
        "ArrowDown" => (0, 1),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(key: &str) -> Press<'_> {
        Press { key, ..Press::default() }
    }

    #[test]
    fn a_letter_takes_a_tool_wherever_the_focus_is() {
        assert_eq!(order(pressed("e")), Some(Order::Take(Tool::Eraser)));
        assert_eq!(order(pressed("E")), Some(Order::Take(Tool::Eraser)), "caps lock is no Shift");
        assert_eq!(order(Press { shift: true, ..pressed("E") }), None);
    }

    #[test]
    fn arrows_paint_on_the_canvas_only() {
        let right = |reach| Some(Order::Paint(Key::Move { dx: 1, dy: 0, reach }));
        let there = Press { on_canvas: true, ..pressed("ArrowRight") };
        assert_eq!(order(pressed("ArrowRight")), None);
        assert_eq!(order(there), right(Reach::Brush));
        assert_eq!(order(Press { shift: true, ..there }), right(Reach::Far));
        assert_eq!(order(Press { command: true, ..there }), right(Reach::Pixel));
    }

    #[test]
    fn undo_and_redo_have_the_usual_keys_and_no_other_command_is_taken() {
        let command = |key| Press { command: true, ..pressed(key) };
        assert_eq!(order(command("z")), Some(Order::Undo));
        assert_eq!(order(Press { shift: true, ..command("Z") }), Some(Order::Redo));
        assert_eq!(order(command("y")), Some(Order::Redo));
        assert_eq!(order(command("r")), None, "reloading stays the browser's");
    }

    #[test]
    fn size_and_reach_have_fine_keys() {
        assert_eq!(order(pressed("]")), Some(Order::Wider));
        assert_eq!(order(Press { shift: true, ..pressed("}") }), Some(Order::Trim(1)));
        assert_eq!(order(Press { alt: true, ..pressed("+") }), Some(Order::Grow));
    }
}
