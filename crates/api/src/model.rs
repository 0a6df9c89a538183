//! The names of things: operations, model families, models, rendering speeds.

use core::fmt;

/// What a person wants done with pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operation {
    /// A picture from words.
    Generate,
    /// A new picture that keeps something of a source picture.
    Remix,
    /// Change the painted part of a picture and no other.
    Edit,
    /// Extend a picture to another shape.
    Reframe,
    /// Keep the subject, change what is behind it.
    ReplaceBackground,
    /// Twice the size, with redrawn detail.
    Upscale,
    /// Words from a picture.
    Describe,
}

impl Operation {
    /// Every operation, in the order in which the studio shows them.
    pub const ALL: [Self; 7] = [
        Self::Generate,
        Self::Remix,
        Self::Edit,
        Self::Reframe,
        Self::ReplaceBackground,
        Self::Upscale,
        Self::Describe,
    ];

    /// The stable name used in addresses and records, for example `replace_background`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Generate => "generate",
            Self::Remix => "remix",
            Self::Edit => "edit",
            Self::Reframe => "reframe",
            Self::ReplaceBackground => "replace_background",
            Self::Upscale => "upscale",
            Self::Describe => "describe",
        }
    }

    /// The operation of that [name](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operation| operation.name() == name)
    }
}

/// The two generations of endpoint. They differ in paths, field names, spellings and bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// `/ideogram/v1/ideogram-v3/…`: flat multipart, one model, three rendering speeds.
    V3,
    /// `/ideogram/…`: JSON or `image_request` inside multipart, six models.
    Legacy,
}

impl Family {
    /// The stable name: `v3` or `legacy`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V3 => "v3",
            Self::Legacy => "legacy",
        }
    }
}

/// A model that a caller can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Model {
    /// Ideogram 3.0; its price follows the [`Speed`].
    V3,
    /// Ideogram 1.0.
    V1,
    /// Ideogram 1.0 Turbo.
    V1Turbo,
    /// Ideogram 2.0.
    V2,
    /// Ideogram 2.0 Turbo.
    V2Turbo,
    /// Ideogram 2a.
    V2A,
    /// Ideogram 2a Turbo.
    V2ATurbo,
}

impl Model {
    /// Every model, newest family first.
    pub const ALL: [Self; 7] =
        [Self::V3, Self::V2A, Self::V2ATurbo, Self::V2, Self::V2Turbo, Self::V1, Self::V1Turbo];

    /// The name on the wire. `V3` never travels: its path says it.
    pub const fn wire(self) -> &'static str {
        match self {
            Self::V3 => "V3",
            Self::V1 => "V_1",
            Self::V1Turbo => "V_1_TURBO",
            Self::V2 => "V_2",
            Self::V2Turbo => "V_2_TURBO",
            Self::V2A => "V_2A",
            Self::V2ATurbo => "V_2A_TURBO",
        }
    }

    /// The model of that [wire name](Self::wire).
    pub fn from_wire(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|model| model.wire() == name)
    }

    /// The family whose endpoints take this model.
    pub const fn family(self) -> Family {
        match self {
            Self::V3 => Family::V3,
            _ => Family::Legacy,
        }
    }
}

impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.wire())
    }
}

/// How long V3 thinks about a picture. Sets the price. `FLASH` and `BALANCED` of the official schemas are refused
/// by the gateway and therefore do not exist here (GW).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Speed {
    /// Fastest.
    Turbo,
    /// What the service does when nothing is said.
    #[default]
    Default,
    /// Slowest and dearest.
    Quality,
}

impl Speed {
    /// The three speeds, fastest first.
    pub const ALL: [Self; 3] = [Self::Turbo, Self::Default, Self::Quality];

    /// The name on the wire.
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Turbo => "TURBO",
            Self::Default => "DEFAULT",
            Self::Quality => "QUALITY",
        }
    }

    /// The speed of that [wire name](Self::wire).
    pub fn from_wire(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|speed| speed.wire() == name)
    }
}
