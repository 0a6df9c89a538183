//! What the keys of the editor do. One table for the engine; the studio's list of keys for people names the same.

use ideomix_mask::tool::{Key, Reach, Tool};

/// A key that was pressed, and the keys held with it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Press<'a> {
    /// The key's value, as the browser names it.
    pub(crate) key: &'a str,
    /// Its place on the keyboard, as the browser names it.
    pub(crate) code: &'a str,
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
    /// Takes a saved size, by its place among them.
    Pick(u8),
    /// Saves the size there.
    Save(u8),
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
    let Press { key, code, shift, alt, command, on_canvas } = press;
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
    if let Some(digit) = digit(key, code) {
        // The first three are those of the viewer, where a picture is looked at as well; the rest is free for sizes.
        return match (digit, shift) {
            (0, false) => Some(Order::Fit),
            (1, false) => Some(Order::Zoom(100)),
            (2, false) => Some(Order::Zoom(200)),
            (0..3, true) => None,
            (digit, false) => Some(Order::Pick(digit - 3)),
            (digit, true) => Some(Order::Save(digit - 3)),
        };
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
        ("+" | "=", _) => Order::ZoomIn,
        ("-", _) => Order::ZoomOut,
        ("escape", _) => Order::Escape,
        _ => return None,
    })
}

/// The digit of a key: by its place, since Shift makes another sign of it in most layouts and in some it is none without;
/// elsewhere, as on a block of numbers, by its value.
fn digit(key: &str, code: &str) -> Option<u8> {
    let digit = match (code.strip_prefix("Digit"), key) {
        (Some(digit), _) => digit,
        (None, key) => key,
    };
    match digit.as_bytes() {
        [digit @ b'0'..=b'9'] => Some(digit - b'0'),
        _ => None,
    }
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
    fn digits_are_views_first_and_saved_sizes_then_whatever_the_layout_makes_of_them() {
        let at = |key, code, shift| order(Press { code, shift, ..pressed(key) });
        assert_eq!(at("0", "Digit0", false), Some(Order::Fit));
        assert_eq!(at("1", "Digit1", false), Some(Order::Zoom(100)));
        assert_eq!(at("3", "Digit3", false), Some(Order::Pick(0)));
        assert_eq!(at("(", "Digit9", true), Some(Order::Save(6)));
        // French: the digit needs Shift, and its place does not.
        assert_eq!(at("\"", "Digit3", false), Some(Order::Pick(0)));
        assert_eq!(at("&", "Digit1", false), Some(Order::Zoom(100)));
        assert_eq!(at("4", "Numpad4", false), Some(Order::Pick(1)));
        assert_eq!(at("ArrowLeft", "Numpad4", false), None);
        assert_eq!(at("!", "Digit1", true), None);
    }

    #[test]
    fn size_and_reach_have_fine_keys() {
        assert_eq!(order(pressed("]")), Some(Order::Wider));
        assert_eq!(order(Press { shift: true, ..pressed("}") }), Some(Order::Trim(1)));
        assert_eq!(order(Press { alt: true, ..pressed("+") }), Some(Order::Grow));
    }
}
