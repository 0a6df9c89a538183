//! The pictures of the interface, drawn on a grid of 24 units with one stroke width.

use leptos::prelude::*;

use super::Words;
use super::dynamic::maybe;

/// Every picture there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(dead_code, reason = "the drawn set is one whole, and a screen may need any of it")]
pub(crate) enum IconName {
    /// An empty frame with a spark.
    Generate,
    /// Two overlapping circles.
    Remix,
    /// A brush.
    Edit,
    /// A square inside the corners of a larger frame.
    Reframe,
    /// A person before a hatched wall.
    Background,
    /// A small square growing into a large one.
    Upscale,
    /// A picture and lines of text.
    Describe,
    /// Pictures of different shapes in two columns.
    Gallery,
    /// A list with a clock.
    Jobs,
    /// Two sliders.
    Settings,
    /// A coin stack seen from the side.
    Spending,
    /// A table with a row marked.
    Batch,
    /// A clock hand running back.
    History,
    /// An arrow into a tray.
    Download,
    /// An arrow out of a tray.
    Upload,
    /// A bin.
    Trash,
    /// A star.
    Star,
    /// One sheet over another.
    Copy,
    /// A cross.
    Close,
    /// An angle that points down.
    Chevron,
    /// A die showing three.
    Dice,
    /// A closed lock.
    Lock,
    /// An open lock.
    Unlock,
    /// An i in a circle.
    Info,
    /// A triangle with an exclamation mark.
    Warning,
    /// An exclamation mark in an octagon.
    Error,
    /// A tick.
    Check,
    /// A shield with a bar: held back.
    Shield,
    /// A storage drive.
    Disk,
    /// A clock.
    Clock,
    /// A plus.
    Plus,
    /// A minus.
    Minus,
    /// A sun.
    Sun,
    /// A moon.
    Moon,
    /// A globe.
    Language,
    /// A key.
    Key,
    /// A plug: the connection.
    Plug,
    /// A picture with hills.
    Image,
    /// Two arrows in a circle.
    Refresh,
    /// An arrow out of a frame.
    OpenExternal,
    /// An eye.
    Eye,
    /// A crossed eye.
    EyeOff,
    /// A question mark in a circle.
    Help,
    /// Three dots.
    More,
    /// A magnifying glass.
    Search,
    /// An arrow to the next place.
    Send,
    /// An arrow back.
    Back,
    /// An arrow curving back.
    Undo,
    /// An arrow curving forward.
    Redo,
    /// A frame parted in the middle.
    Compare,
    /// A triangle: start.
    Play,
    /// Two bars.
    Pause,
    /// Angle brackets.
    Code,
    /// A folder.
    Folder,
}

impl IconName {
    /// The strokes, as SVG path data.
    const fn strokes(self) -> &'static str {
        match self {
            Self::Generate => {
                "M11.5 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-5.5M17.5 2.6c.4 2.4 1.5 3.5 3.9 3.9c-2.4.4-3.5 1.5-3.9 3.9c-.4-2.4-1.5-3.5-3.9-3.9c2.4-.4 3.5-1.5 3.9-3.9z"
            }
            Self::Remix => {
                "M8.75 6.25a5.75 5.75 0 1 0 0 11.5a5.75 5.75 0 1 0 0-11.5zM15.25 6.25a5.75 5.75 0 1 0 0 11.5a5.75 5.75 0 1 0 0-11.5z"
            }
            Self::Edit => {
                "M20.5 3.5c-4.3 1.7-8 5-10.5 9.1l1.9 1.9c4.1-2.5 7.1-6.5 8.6-11zM8.7 13.7c-2 .1-3.2 1.3-3.4 3.1c-.1 1.3-.8 2.2-2.3 2.7c1.1.8 2.5 1.2 4 1.1c2.3-.1 3.8-1.6 3.8-3.7"
            }
            Self::Reframe => {
                "M3.5 8V5.5a2 2 0 0 1 2-2H8M16 3.5h2.5a2 2 0 0 1 2 2V8M20.5 16v2.5a2 2 0 0 1-2 2H16M8 20.5H5.5a2 2 0 0 1-2-2V16M9.25 8.25h5.5a1 1 0 0 1 1 1v5.5a1 1 0 0 1-1 1h-5.5a1 1 0 0 1-1-1v-5.5a1 1 0 0 1 1-1z"
            }
            Self::Background => {
                "M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-12a2 2 0 0 1-2-2v-12a2 2 0 0 1 2-2zM12.5 8.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5zM7.7 20c.3-2.8 2.2-4.5 4.8-4.5s4.5 1.7 4.8 4.5M4 9.5L9.5 4M4 14.5l2.5-2.5"
            }
            Self::Upscale => {
                "M4 9V6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-3M4 14.5a1 1 0 0 1 1-1h4.5a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1zM12.5 11.5L16 8M12.5 8H16v3.5"
            }
            Self::Describe => {
                "M5.5 4h6a1.5 1.5 0 0 1 1.5 1.5v5.5a1.5 1.5 0 0 1-1.5 1.5h-6a1.5 1.5 0 0 1-1.5-1.5v-5.5a1.5 1.5 0 0 1 1.5-1.5zM17 5h3M17 8.25h3M17 11.5h3M4 16.25h16M4 20h10"
            }
            Self::Gallery => {
                "M5.25 4h4.5a1.25 1.25 0 0 1 1.25 1.25v7a1.25 1.25 0 0 1-1.25 1.25h-4.5a1.25 1.25 0 0 1-1.25-1.25v-7a1.25 1.25 0 0 1 1.25-1.25zM15.25 4h3.5a1.25 1.25 0 0 1 1.25 1.25v2.5a1.25 1.25 0 0 1-1.25 1.25h-3.5a1.25 1.25 0 0 1-1.25-1.25v-2.5a1.25 1.25 0 0 1 1.25-1.25zM15.25 12h3.5a1.25 1.25 0 0 1 1.25 1.25v5.5a1.25 1.25 0 0 1-1.25 1.25h-3.5a1.25 1.25 0 0 1-1.25-1.25v-5.5a1.25 1.25 0 0 1 1.25-1.25zM5.25 16.5h4.5a1.25 1.25 0 0 1 1.25 1.25v1a1.25 1.25 0 0 1-1.25 1.25h-4.5a1.25 1.25 0 0 1-1.25-1.25v-1a1.25 1.25 0 0 1 1.25-1.25z"
            }
            Self::Jobs => {
                "M4 6h16M4 11.5h6M4 17h4M16 11.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9zM16 13.75v2.5l1.5 1"
            }
            Self::Settings => {
                "M4 7.5h8.5M17.5 7.5H20M4 16.5h2.5M11.5 16.5H20M15 5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5zM9 14a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z"
            }
            Self::Spending => {
                "M12 4c4.4 0 8 1.3 8 3s-3.6 3-8 3s-8-1.3-8-3s3.6-3 8-3zM4 7v5c0 1.7 3.6 3 8 3s8-1.3 8-3V7M4 12v5c0 1.7 3.6 3 8 3s8-1.3 8-3v-5"
            }
            Self::Batch => {
                "M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-12a2 2 0 0 1-2-2v-12a2 2 0 0 1 2-2zM4 9.5h16M10 9.5V20M13.5 14.75l1.5 1.5l2.5-2.5"
            }
            Self::History => "M4 5v4h4M4.3 9a8.25 8.25 0 1 1-.4 4.5M12 8v4.25l3 1.75",
            Self::Download => {
                "M12 4v10.5M7.75 10.5L12 14.75l4.25-4.25M4.5 16.5V18a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-1.5"
            }
            Self::Upload => {
                "M12 15V4.5M7.75 8.5L12 4.25l4.25 4.25M4.5 16.5V18a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-1.5"
            }
            Self::Trash => {
                "M4.5 6.5h15M9 6.5V5a1.25 1.25 0 0 1 1.25-1.25h3.5A1.25 1.25 0 0 1 15 5v1.5M6.25 6.5l.8 11.9a2 2 0 0 0 2 1.85h5.9a2 2 0 0 0 2-1.85l.8-11.9M10.25 10.5v5.75M13.75 10.5v5.75"
            }
            Self::Star => "M12 3.7l2.5 5.2l5.7.8l-4.1 4l1 5.7L12 16.7l-5.1 2.7l1-5.7l-4.1-4l5.7-.8z",
            Self::Copy => {
                "M10.5 8.5h7.5a2 2 0 0 1 2 2v7.5a2 2 0 0 1-2 2h-7.5a2 2 0 0 1-2-2v-7.5a2 2 0 0 1 2-2zM15.5 8.5V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7.5a2 2 0 0 0 2 2h2.5"
            }
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Chevron => "M6.5 9.5l5.5 5.5l5.5-5.5",
            Self::Dice => {
                "M7 4h10a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3h-10a3 3 0 0 1-3-3v-10a3 3 0 0 1 3-3zM8.25 7.9a0.35 0.35 0 1 0 0 0.7a0.35 0.35 0 1 0 0-0.7zM12 11.65a0.35 0.35 0 1 0 0 0.7a0.35 0.35 0 1 0 0-0.7zM15.75 15.4a0.35 0.35 0 1 0 0 0.7a0.35 0.35 0 1 0 0-0.7z"
            }
            Self::Lock => {
                "M7 10.5h10a2 2 0 0 1 2 2v5.75a2 2 0 0 1-2 2h-10a2 2 0 0 1-2-2v-5.75a2 2 0 0 1 2-2zM8 10.5V7.75a4 4 0 0 1 8 0v2.75M12 14.5v1.75"
            }
            Self::Unlock => {
                "M7 10.5h10a2 2 0 0 1 2 2v5.75a2 2 0 0 1-2 2h-10a2 2 0 0 1-2-2v-5.75a2 2 0 0 1 2-2zM8 10.5V7.75a4 4 0 0 1 7.7-1.5M12 14.5v1.75"
            }
            Self::Info => "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17zM12 11v5M12 7.75h.01",
            Self::Warning => {
                "M10.55 4.8L3.35 17.3a1.68 1.68 0 0 0 1.45 2.5h14.4a1.68 1.68 0 0 0 1.45-2.5L13.45 4.8a1.68 1.68 0 0 0-2.9 0zM12 9.5v4M12 16.5h.01"
            }
            Self::Error => "M8.5 3.75h7L20.25 8.5v7L15.5 20.25h-7L3.75 15.5v-7zM12 7.75v5M12 16h.01",
            Self::Check => "M4.75 12.75l4.75 4.75L19.25 7",
            Self::Shield => {
                "M12 3.5l7.25 2.75V11.5c0 4.2-2.9 7.3-7.25 9c-4.35-1.7-7.25-4.8-7.25-9V6.25zM8.75 12h6.5"
            }
            Self::Disk => {
                "M6.5 4.5h11a2.5 2.5 0 0 1 2.5 2.5v10a2.5 2.5 0 0 1-2.5 2.5h-11a2.5 2.5 0 0 1-2.5-2.5v-10a2.5 2.5 0 0 1 2.5-2.5zM4 14h16M16.5 16.75h.01M13.5 16.75h.01"
            }
            Self::Clock => "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17zM12 7.25V12l3.25 2",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Minus => "M5 12h14",
            Self::Sun => {
                "M12 8.25a3.75 3.75 0 1 0 0 7.5a3.75 3.75 0 1 0 0-7.5zM12 2.75v1.75M12 19.5v1.75M2.75 12H4.5M19.5 12h1.75M5.45 5.45l1.25 1.25M17.3 17.3l1.25 1.25M5.45 18.55l1.25-1.25M17.3 6.7l1.25-1.25"
            }
            Self::Moon => "M19.9 14.3A8.3 8.3 0 0 1 9.7 4.1a8.3 8.3 0 1 0 10.2 10.2z",
            Self::Language => {
                "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17zM3.5 12h17M12 3.5c2.4 2.4 3.6 5.2 3.6 8.5s-1.2 6.1-3.6 8.5c-2.4-2.4-3.6-5.2-3.6-8.5s1.2-6.1 3.6-8.5z"
            }
            Self::Key => {
                "M8 11.75a4.25 4.25 0 1 0 0 8.5a4.25 4.25 0 1 0 0-8.5zM11.1 12.9L20 4M15.5 8.5l3 3M18 6l1.75 1.75"
            }
            Self::Plug => "M9 3.5v4M15 3.5v4M6.5 7.5h11v3.75a5.5 5.5 0 0 1-11 0zM12 16.75v3.75",
            Self::Image => {
                "M5.75 4.5h12.5a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-12.5a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2zM4 16.5l4.2-4.2a1.5 1.5 0 0 1 2.1 0l6.7 6.7M13.8 15.4l1.7-1.7a1.5 1.5 0 0 1 2.1 0l2.65 2.65M15.75 9h.01"
            }
            Self::Refresh => {
                "M20 4.5V9h-4.5M4 19.5V15h4.5M19.6 9A8 8 0 0 0 5.5 7.4M4.4 15a8 8 0 0 0 14.1 1.6"
            }
            Self::OpenExternal => {
                "M13.5 4H20v6.5M20 4l-9 9M9.5 5H6a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-3.5"
            }
            Self::Eye => {
                "M2.75 12c2-4.2 5.2-6.5 9.25-6.5s7.25 2.3 9.25 6.5c-2 4.2-5.2 6.5-9.25 6.5S4.75 16.2 2.75 12zM12 9.25a2.75 2.75 0 1 0 0 5.5a2.75 2.75 0 1 0 0-5.5z"
            }
            Self::EyeOff => {
                "M4 4l16 16M9.9 5.7a9.8 9.8 0 0 1 2.1-.2c4.05 0 7.25 2.3 9.25 6.5a13 13 0 0 1-2.6 3.65M6.3 7.2A12.6 12.6 0 0 0 2.75 12c2 4.2 5.2 6.5 9.25 6.5a9.3 9.3 0 0 0 4.4-1.1M10.05 10.05a2.75 2.75 0 0 0 3.9 3.9"
            }
            Self::Help => {
                "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17zM9.5 9.6a2.55 2.55 0 0 1 5 .6c0 1.7-2.5 2.1-2.5 3.6M12 16.5h.01"
            }
            Self::More => {
                "M5.5 11.4a0.6 0.6 0 1 0 0 1.2a0.6 0.6 0 1 0 0-1.2zM12 11.4a0.6 0.6 0 1 0 0 1.2a0.6 0.6 0 1 0 0-1.2zM18.5 11.4a0.6 0.6 0 1 0 0 1.2a0.6 0.6 0 1 0 0-1.2z"
            }
            Self::Search => "M10.5 4.25a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5zM15.2 15.2l4.8 4.8",
            Self::Send => "M4 12h15M13 6l6 6l-6 6",
            Self::Back => "M20 12H5M11 6l-6 6l6 6",
            Self::Undo => "M8.5 5L4 9.5L8.5 14M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3.5",
            Self::Redo => "M15.5 5L20 9.5L15.5 14M19.5 9.5H10a5.5 5.5 0 0 0 0 11h3.5",
            Self::Compare => {
                "M9.5 4.5H6a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h3.5M14.5 4.5H18a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-3.5M12 2.75v18.5"
            }
            Self::Play => {
                "M7.5 5.2v13.6a.9.9 0 0 0 1.4.75l10.2-6.8a.9.9 0 0 0 0-1.5L8.9 4.45a.9.9 0 0 0-1.4.75z"
            }
            Self::Pause => "M8.5 5v14M15.5 5v14",
            Self::Code => "M8.5 7L3.5 12l5 5M15.5 7l5 5l-5 5M13.5 4.5l-3 15",
            Self::Folder => {
                "M3.75 7.5a2 2 0 0 1 2-2h3.6a2 2 0 0 1 1.45.6l1.35 1.4h6.1a2 2 0 0 1 2 2v7.5a2 2 0 0 1-2 2H5.75a2 2 0 0 1-2-2z"
            }
        }
    }
}

/// One picture, as large as the text around it asks for. It is decoration unless it has a label.
#[component]
pub(crate) fn Icon(name: IconName, #[prop(into, optional)] label: Words) -> impl IntoView {
    view! {
        <svg
            class="icon"
            viewBox="0 0 24 24"
            role=maybe(move || label.is_some().then_some("img"))
            aria-label=label.view()
            aria-hidden=maybe(move || (!label.is_some()).then_some("true"))
        >
            <path d=name.strokes() />
        </svg>
    }
}
