//! What the engine tells the studio about itself, as plain numbers. Both programs compile this file, so that neither can
//! take the one's tenth number for the other's eleventh.

/// Part of the engine's address; it goes up when either program would misunderstand the other.
#[allow(dead_code, reason = "only the studio asks for the engine")]
pub(crate) const VERSION: &str = "2";

/// Names every member once: the struct, its numbers and the way back follow from the one list.
macro_rules! snapshot {
    ($($(#[$about:meta])* $name:ident,)*) => {
        /// How many numbers a snapshot has.
        pub(crate) const NUMBERS: usize = [$(stringify!($name)),*].len();

        /// Everything that buttons, meters and announcements show.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(crate) struct Snapshot {
            $($(#[$about])* pub(crate) $name: u32,)*
        }

        impl Snapshot {
            /// As numbers, in the order of the members.
            #[cfg_attr(not(test), allow(dead_code, reason = "only the engine writes"))]
            pub(crate) const fn numbers(&self) -> [u32; NUMBERS] {
                [$(self.$name),*]
            }

            /// From numbers; `None` when there are not as many as there must be.
            #[cfg_attr(not(test), allow(dead_code, reason = "only the studio reads"))]
            pub(crate) fn from_numbers(numbers: &[u32]) -> Option<Self> {
                let [$($name),*] = *numbers else { return None };
                Some(Self { $($name),* })
            }
        }
    };
}

snapshot! {
    /// Width of the picture as it is shown, in pixels; 0 until one is open.
    width,
    /// Height of the picture as it is shown, in pixels.
    height,
    /// The tool in the hand, as a place in the list of tools.
    tool,
    /// The brush's width in image pixels.
    size,
    /// 1 for a square brush.
    square,
    /// 1 when a pen's pressure counts.
    pressure,
    /// How areas are joined: add, subtract, replace, intersect.
    mode,
    /// How far a color may be from the clicked one.
    tolerance,
    /// 1 when only connected pixels of a color are taken.
    contiguous,
    /// 1 when fingers move the picture and only the pen paints.
    pen_only,
    /// Zoom in percent.
    zoom,
    /// What is shown: overlay, mask alone, picture alone.
    look,
    /// 1 when the overlay is hatched.
    hatch,
    /// Painted pixels.
    painted,
    /// Painted pixels in thousandths of all; never 0 while something is painted, never 1000 while something is not.
    permille,
    /// Left border of the painted area.
    left,
    /// Upper border of the painted area.
    top,
    /// Width of the painted area.
    wide,
    /// Height of the painted area.
    high,
    /// Painted islands and holes too small to mean anything; counted when the hand rests.
    specks,
    /// How many steps can be taken back.
    undo,
    /// How many steps can be done again.
    redo,
    /// 1 while something is being worked out and the mask does not take paint.
    busy,
    /// 1 while a polygon or a color range waits for Enter or Escape.
    waiting,
    /// Column of the keyboard's cursor.
    column,
    /// Row of the keyboard's cursor.
    row,
    /// 1 while keys hold the brush down.
    pen_down,
    /// 1 when the picture shown is a smaller copy of one that is too large to show.
    reduced,
    /// 1 when the brush stays as wide on the screen as it is.
    steady,
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
