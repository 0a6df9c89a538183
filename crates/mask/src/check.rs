//! Whether the service will take a mask, as data: words for people are made elsewhere.

use crate::geom::Size;
use crate::raster::Raster;

/// What a mask is measured by. Which operation asks for what is the caller's knowledge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The picture's width and height as it is uploaded, in pixels. A mask must have the same.
    pub picture: (u32, u32),
    /// Below how many thousandths painted the service is known to do little. Advice only; 0 for none.
    pub advised_permille: u32,
    /// Painted pieces of fewer pixels than this are specks, made by accident as a rule. Advice only; 0 for none.
    pub speck: u32,
}

impl Rules {
    /// The usual rules for a picture: 10 % are advised, and less than 64 pixels are a speck.
    pub const fn of(width: u32, height: u32) -> Self {
        Self { picture: (width, height), advised_permille: 100, speck: 64 }
    }
}

/// What is wrong with a mask, or could be better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Finding {
    /// The mask's size is not the picture's.
    WrongSize {
        /// The picture's width and height.
        picture: (u32, u32),
        /// The mask's width and height.
        mask: (u32, u32),
    },
    /// Nothing is painted: nothing would change, and the service refuses the call.
    Empty,
    /// Everything is painted: nothing of the picture would be left. Remixing is for that.
    Full,
    /// Less is painted than is advised.
    Small {
        /// Thousandths painted.
        permille: u32,
        /// Thousandths advised.
        advised: u32,
    },
    /// There are tiny painted pieces.
    Specks {
        /// How many.
        count: usize,
        /// How many pixels a piece needs in order not to be a speck.
        below: u32,
    },
}

/// What heals a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Repair {
    /// Scale the mask to the picture; see [`Raster::scaled`].
    Scale,
    /// Paint something: only a person knows what.
    Paint,
    /// Turn the mask around, or remove some of it.
    InvertOrErase,
    /// Grow the mask; see [`Raster::grow`].
    Grow,
    /// Remove the specks; see [`Raster::remove_specks`].
    RemoveSpecks,
}

impl Finding {
    /// Whether the call must not be made.
    pub const fn blocks(self) -> bool {
        matches!(self, Self::WrongSize { .. } | Self::Empty | Self::Full)
    }

    /// What to offer.
    pub const fn repair(self) -> Repair {
        match self {
            Self::WrongSize { .. } => Repair::Scale,
            Self::Empty => Repair::Paint,
            Self::Full => Repair::InvertOrErase,
            Self::Small { .. } => Repair::Grow,
            Self::Specks { .. } => Repair::RemoveSpecks,
        }
    }

    /// A stable name for logs, tests and translations.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongSize { .. } => "wrong_size",
            Self::Empty => "empty",
            Self::Full => "full",
            Self::Small { .. } => "small",
            Self::Specks { .. } => "specks",
        }
    }
}

/// Everything that can be said against a mask, what blocks first; nothing if it is good.
///
/// Counting specks looks at every row, some milliseconds for 16 million pixels: ask after a step and not while painting.
pub fn check(raster: &Raster, rules: &Rules) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mask = (raster.size().width(), raster.size().height());
    if mask != rules.picture {
        findings.push(Finding::WrongSize { picture: rules.picture, mask });
    }
    if raster.is_empty() {
        findings.push(Finding::Empty);
        return findings;
    }
    if raster.is_full() {
        findings.push(Finding::Full);
        return findings;
    }
    let permille = raster.permille();
    if permille < rules.advised_permille {
        findings.push(Finding::Small { permille, advised: rules.advised_permille });
    }
    let count = if rules.speck == 0 { 0 } else { raster.specks(rules.speck) };
    if count > 0 {
        findings.push(Finding::Specks { count, below: rules.speck });
    }
    findings
}

impl Raster {
    /// The mask at another size: each pixel takes the one under its center.
    pub fn scaled(&self, size: Size) -> Self {
        Self::of_plane(&crate::raster::Plane::of(self).scaled(size))
    }

    /// The mask's middle on the middle of another size, cut or surrounded by unpainted pixels.
    pub fn centered(&self, size: Size) -> Self {
        Self::of_plane(&crate::raster::Plane::of(self).centered(size))
    }
}
