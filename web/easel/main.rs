//! The mask editor's engine, as a program of its own: the studio fetches it when a mask is first opened.
//!
//! `easel` is what the studio sees. `board` joins the mask crate's editor to a `stage` of two canvases; `hand` and `keys`
//! say what fingers and keys mean; `work` is what takes long and is done in a worker, which runs this program too.
//! There is no word for people in here: the studio gets numbers and names, and speaks itself.
#![forbid(unsafe_code)]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "screen places and picture sizes are far smaller than any integer here, and casts of floats saturate"
)]

mod board;
mod draft;
mod easel;
mod hand;
mod keys;
mod loupe;
mod offer;
mod open;
mod size;
mod snapshot;
mod stage;
mod truth;
mod wires;
mod work;

fn main() {
    console_error_panic_hook::set_once();
    work::listen();
}
