//! Pictures looked at closely: one alone, or two against each other.

mod chosen;
mod compare;
mod glass;
mod viewer;
mod zoom;

pub(crate) use chosen::Chosen;
pub(crate) use compare::Compare;
pub(crate) use viewer::{Item, Viewer};
