//! The only place in the studio that touches the window: small functions, each over one thing the browser offers.

mod boot;
mod channel;
mod easel;
mod files;
mod incoming;
mod keys;
mod locks;
mod mask_file;
mod near;
mod offer;
mod page;
mod panic;
mod redraw;
mod storage;
mod thumb;

pub(crate) use boot::{Typed, clear_root, take_typed};
pub(crate) use channel::Channel;
pub(crate) use easel::{Easel, Edit, Snapshot, Truth};
pub(crate) use files::{copy_text, object_url, read_bytes, release_url, save_as, save_parts, save_text};
pub(crate) use incoming::{Incoming, carries_files, drag_words, means_words, picked, slot_of, transferred};
pub(crate) use keys::{has_apple_keys, is_open_above, is_typing, press};
pub(crate) use locks::{Held, held_names, hold, try_hold, when_free};
pub(crate) use mask_file::{MaskFile, read_mask};
pub(crate) use near::Near;
pub(crate) use offer::{Offer, offer};
pub(crate) use page::{
    absolute, day_number, day_start, focus, focus_first_invalid, focus_search, go_to, hash, is_control,
    is_roomy, language_tag, local_day, local_moment, local_month, month_start, now_ms, on_leave, open_link,
    pretty_json, random_id, random_seed, reload_guard, set_document_language, set_theme, show, show_current,
    show_on_phone, to_top,
};
pub(crate) use panic::report_panics;
pub(crate) use redraw::{Bounds, decodes, redraw};
pub(crate) use storage::{may_have_kept, read, write};
pub(crate) use thumb::thumbnail;
