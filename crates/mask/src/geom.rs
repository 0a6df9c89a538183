//! Sizes, points and rectangles in image pixels.

use std::fmt;

/// The longest side a mask may have, in pixels.
pub const MAX_SIDE: u32 = 40_000;

/// The most pixels a mask may have: 16,384 × 16,384. Fully painted with detail it takes 32 MiB.
pub const MAX_PIXELS: u64 = 1 << 28;

/// Parts of a pixel that a [`Point`] can tell apart, in each direction.
pub const SUBPIXELS: i32 = 16;

/// The width and height of a mask in pixels. Both are at least 1, and a mask of this size fits into memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    width: u32,
    height: u32,
}

/// Why there can be no mask of a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SizeError {
    /// A side is 0.
    Nothing,
    /// A side is longer than [`MAX_SIDE`], or there are more pixels than [`MAX_PIXELS`]: memory would not hold it.
    /// The repair is a smaller picture.
    TooLarge {
        /// The width that was asked for.
        width: u32,
        /// The height that was asked for.
        height: u32,
    },
}

impl SizeError {
    /// A stable name for logs, tests and translations.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "no_pixels",
            Self::TooLarge { .. } => "too_large",
        }
    }
}

impl fmt::Display for SizeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => out.write_str("a mask needs at least one pixel"),
            Self::TooLarge { width, height } => write!(out, "a mask of {width}×{height} pixels is too large"),
        }
    }
}

impl std::error::Error for SizeError {}

impl Size {
    /// Checks a width and a height. Nothing is allocated here.
    ///
    /// # Errors
    /// [`SizeError`] for a side of 0 and for what memory would not hold.
    pub const fn new(width: u32, height: u32) -> Result<Self, SizeError> {
        if width == 0 || height == 0 {
            return Err(SizeError::Nothing);
        }
        if width > MAX_SIDE || height > MAX_SIDE || width as u64 * height as u64 > MAX_PIXELS {
            return Err(SizeError::TooLarge { width, height });
        }
        Ok(Self { width, height })
    }

    /// Pixels from left to right.
    pub const fn width(self) -> u32 {
        self.width
    }

    /// Pixels from top to bottom.
    pub const fn height(self) -> u32 {
        self.height
    }

    /// All pixels.
    pub const fn pixels(self) -> u64 {
        self.width as u64 * self.height as u64
    }

    /// The rectangle of all pixels.
    pub const fn rect(self) -> Rect {
        Rect { x0: 0, y0: 0, x1: self.width as i32, y1: self.height as i32 }
    }
}

/// A place in the image in sixteenths of a pixel. The pixel (0, 0) spans 0 to 16 and has its center at (8, 8).
///
/// Whole numbers, so that every machine paints the same pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Point {
    x: i32,
    y: i32,
}

impl Point {
    /// As far from the image as a point can be: 131,072 pixels. What is further is moved here.
    const FAR: i32 = 1 << 21;

    /// A place given in sixteenths of a pixel.
    pub fn new(x: i32, y: i32) -> Self {
        Self { x: x.clamp(-Self::FAR, Self::FAR), y: y.clamp(-Self::FAR, Self::FAR) }
    }

    /// The center of a pixel.
    pub fn center_of(x: i32, y: i32) -> Self {
        let middle = |at: i32| at.saturating_mul(SUBPIXELS).saturating_add(SUBPIXELS / 2);
        Self::new(middle(x), middle(y))
    }

    /// A place given in pixels, for example from [`View::to_image`](crate::View::to_image). What is not a number is 0.
    pub fn from_pixels(x: f64, y: f64) -> Self {
        // Casts of floats saturate, and `new` clamps.
        Self::new((x * 16.0).floor() as i32, (y * 16.0).floor() as i32)
    }

    /// Sixteenths of a pixel from the left border.
    pub const fn x(self) -> i32 {
        self.x
    }

    /// Sixteenths of a pixel from the upper border.
    pub const fn y(self) -> i32 {
        self.y
    }

    /// The pixel that holds this place, column first; it may lie outside the image.
    pub const fn pixel(self) -> (i32, i32) {
        (self.x.div_euclid(SUBPIXELS), self.y.div_euclid(SUBPIXELS))
    }

    /// This place moved by sixteenths of a pixel.
    pub fn moved(self, dx: i32, dy: i32) -> Self {
        Self::new(self.x.saturating_add(dx), self.y.saturating_add(dy))
    }

    /// The greater of the horizontal and the vertical distance, in sixteenths of a pixel.
    pub const fn reach(self, other: Self) -> u32 {
        let (dx, dy) = (self.x.abs_diff(other.x), self.y.abs_diff(other.y));
        if dx > dy { dx } else { dy }
    }
}

/// A rectangle of whole pixels: from `x0`, `y0` up to but without `x1`, `y1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Rect {
    /// The first column.
    pub x0: i32,
    /// The first row.
    pub y0: i32,
    /// The column behind the last.
    pub x1: i32,
    /// The row behind the last.
    pub y1: i32,
}

impl Rect {
    /// Nothing.
    pub const EMPTY: Self = Self { x0: 0, y0: 0, x1: 0, y1: 0 };

    /// From a corner and a size.
    pub const fn new(x: i32, y: i32, width: u32, height: u32) -> Self {
        Self { x0: x, y0: y, x1: x.saturating_add_unsigned(width), y1: y.saturating_add_unsigned(height) }
    }

    /// The smallest rectangle that holds both pixels in which the points lie.
    pub fn around(a: Point, b: Point) -> Self {
        let ((ax, ay), (bx, by)) = (a.pixel(), b.pixel());
        Self { x0: ax.min(bx), y0: ay.min(by), x1: ax.max(bx) + 1, y1: ay.max(by) + 1 }
    }

    /// Whether it holds no pixel.
    pub const fn is_empty(self) -> bool {
        self.x0 >= self.x1 || self.y0 >= self.y1
    }

    /// Columns.
    pub const fn width(self) -> u32 {
        if self.is_empty() { 0 } else { self.x1.abs_diff(self.x0) }
    }

    /// Rows.
    pub const fn height(self) -> u32 {
        if self.is_empty() { 0 } else { self.y1.abs_diff(self.y0) }
    }

    /// The pixels in both.
    pub fn intersect(self, other: Self) -> Self {
        let both = Self {
            x0: self.x0.max(other.x0),
            y0: self.y0.max(other.y0),
            x1: self.x1.min(other.x1),
            y1: self.y1.min(other.y1),
        };
        if both.is_empty() { Self::EMPTY } else { both }
    }

    /// The smallest rectangle around both.
    pub fn union(self, other: Self) -> Self {
        if self.is_empty() {
            return other;
        }
        if other.is_empty() {
            return self;
        }
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// The rectangle with a border of `by` pixels around it; nothing stays nothing.
    pub const fn grown(self, by: i32) -> Self {
        if self.is_empty() {
            return Self::EMPTY;
        }
        Self {
            x0: self.x0.saturating_sub(by),
            y0: self.y0.saturating_sub(by),
            x1: self.x1.saturating_add(by),
            y1: self.y1.saturating_add(by),
        }
    }

    /// Whether the pixel lies in it.
    pub const fn contains(self, x: i32, y: i32) -> bool {
        x >= self.x0 && x < self.x1 && y >= self.y0 && y < self.y1
    }
}
