//! The pictures themselves: one composition per file, all drawn from a [`Study`].

mod city;
mod dunes;
mod garden;
mod hills;
mod night;
mod paper;
mod sea;
mod sky;
mod tiles;

use super::brush::Canvas;
use super::chance::Chance;
use super::palette::Palette;

/// The compositions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Motif {
    Hills,
    Sea,
    Night,
    Dunes,
    City,
    Garden,
    Paper,
    Tiles,
}

impl Motif {
    pub(crate) const ALL: [Self; 8] = [
        Self::Hills,
        Self::Sea,
        Self::Night,
        Self::Dunes,
        Self::City,
        Self::Garden,
        Self::Paper,
        Self::Tiles,
    ];
}

/// What a motif is drawn from.
#[derive(Debug)]
pub(crate) struct Study {
    pub(crate) chance: Chance,
    pub(crate) palette: Palette,
    /// Details that were asked to be left out.
    pub(crate) without: Without,
}

/// Details that a negative prompt can name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Without {
    pub(crate) sun: bool,
    pub(crate) clouds: bool,
    pub(crate) birds: bool,
    pub(crate) stars: bool,
    pub(crate) trees: bool,
    pub(crate) boats: bool,
}

/// Paints the composition over the whole canvas.
pub(crate) fn paint(motif: Motif, canvas: &mut Canvas, study: &mut Study) {
    match motif {
        Motif::Hills => hills::paint(canvas, study),
        Motif::Sea => sea::paint(canvas, study),
        Motif::Night => night::paint(canvas, study),
        Motif::Dunes => dunes::paint(canvas, study),
        Motif::City => city::paint(canvas, study),
        Motif::Garden => garden::paint(canvas, study),
        Motif::Paper => paper::paint(canvas, study),
        Motif::Tiles => tiles::paint(canvas, study),
    }
}
