//! What the engine tells the studio about itself, as plain numbers. Both programs compile this file, so that neither can
//! take the one's tenth number for the other's eleventh.

/// Part of the engine's address; it goes up when either program would misunderstand the other.
#[allow(dead_code, reason = "only the studio asks for the engine")]
pub(crate) const VERSION: &str = "1";

/// How many numbers a snapshot has.
pub(crate) const NUMBERS: usize = 28;

/// Everything that buttons, meters and announcements show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Snapshot {
    /// Width of the picture as it is shown, in pixels; 0 until one is open.
    pub(crate) width: u32,
    /// Height of the picture as it is shown, in pixels.
    pub(crate) height: u32,
    /// The tool in the hand, as a place in the list of tools.
    pub(crate) tool: u32,
    /// The brush's width in image pixels.
    pub(crate) size: u32,
    /// 1 for a square brush.
    pub(crate) square: u32,
    /// 1 when a pen's pressure counts.
    pub(crate) pressure: u32,
    /// How areas are joined: add, subtract, replace, intersect.
    pub(crate) mode: u32,
    /// How far a color may be from the clicked one.
    pub(crate) tolerance: u32,
    /// 1 when only connected pixels of a color are taken.
    pub(crate) contiguous: u32,
    /// 1 when fingers move the picture and only the pen paints.
    pub(crate) pen_only: u32,
    /// Zoom in percent.
    pub(crate) zoom: u32,
    /// What is shown: overlay, mask alone, picture alone.
    pub(crate) look: u32,
    /// 1 when the overlay is hatched.
    pub(crate) hatch: u32,
    /// Painted pixels.
    pub(crate) painted: u32,
    /// Painted pixels in thousandths of all; never 0 while something is painted, never 1000 while something is not.
    pub(crate) permille: u32,
    /// Left border of the painted area.
    pub(crate) left: u32,
    /// Upper border of the painted area.
    pub(crate) top: u32,
    /// Width of the painted area.
    pub(crate) wide: u32,
    /// Height of the painted area.
    pub(crate) high: u32,
    /// Painted islands and holes too small to mean anything; counted when the hand rests.
    pub(crate) specks: u32,
    /// How many steps can be taken back.
    pub(crate) undo: u32,
    /// How many steps can be done again.
    pub(crate) redo: u32,
    /// 1 while something is being worked out and the mask does not take paint.
    pub(crate) busy: u32,
    /// 1 while a polygon or a color range waits for Enter or Escape.
    pub(crate) waiting: u32,
    /// Column of the keyboard's cursor.
    pub(crate) column: u32,
    /// Row of the keyboard's cursor.
    pub(crate) row: u32,
    /// 1 while keys hold the brush down.
    pub(crate) pen_down: u32,
    /// 1 when the picture shown is a smaller copy of one that is too large to show.
    pub(crate) reduced: u32,
}

impl Snapshot {
    /// As numbers, in the order of the members.
    #[cfg_attr(not(test), allow(dead_code, reason = "only the engine writes"))]
    pub(crate) const fn numbers(&self) -> [u32; NUMBERS] {
        [
            self.width,
            self.height,
            self.tool,
            self.size,
            self.square,
            self.pressure,
            self.mode,
            self.tolerance,
            self.contiguous,
            self.pen_only,
            self.zoom,
            self.look,
            self.hatch,
            self.painted,
            self.permille,
            self.left,
            self.top,
            self.wide,
            self.high,
            self.specks,
            self.undo,
            self.redo,
            self.busy,
            self.waiting,
            self.column,
            self.row,
            self.pen_down,
            self.reduced,
        ]
    }

    /// From numbers; `None` when there are not as many as there must be.
    #[cfg_attr(not(test), allow(dead_code, reason = "only the studio reads"))]
    pub(crate) fn from_numbers(numbers: &[u32]) -> Option<Self> {
        let [
            width,
            height,
            tool,
            size,
            square,
            pressure,
            mode,
            tolerance,
            contiguous,
            pen_only,
            zoom,
            look,
            hatch,
            painted,
            permille,
            left,
            top,
            wide,
            high,
            specks,
            undo,
            redo,
            busy,
            waiting,
            column,
            row,
            pen_down,
            reduced,
        ] = *numbers
        else {
            return None;
        };
        Some(Self {
            width,
            height,
            tool,
            size,
            square,
            pressure,
            mode,
            tolerance,
            contiguous,
            pen_only,
            zoom,
            look,
            hatch,
            painted,
            permille,
            left,
            top,
            wide,
            high,
            specks,
            undo,
            redo,
            busy,
            waiting,
            column,
            row,
            pen_down,
            reduced,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{NUMBERS, Snapshot};

    #[test]
    fn what_is_written_is_read() {
        let numbers: [u32; NUMBERS] = std::array::from_fn(|n| n as u32 * 7 + 1);
        assert_eq!(Snapshot::from_numbers(&numbers).unwrap().numbers(), numbers);
        assert_eq!(Snapshot::from_numbers(&numbers[1..]), None);
    }
}
