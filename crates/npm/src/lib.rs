//! The wasm cores of the npm package `ideomix`, one of a crate's features each: `core` and `mask`.
//!
//! Every function is stateless: text in, text out, nothing kept after the call. (Masks are kept, by number.) What the
//! API means is decided here, by `ideomix-api`'s capability table; what only JavaScript does well (promises, signals,
//! timers, streams, error classes) is the facade's in `js/`. No Rust object is visible to the package's users, so a
//! panic cannot poison one: the facade throws the whole instance away and makes a new one.
//!
//! Values come in as `value.rs` describes and go out as JSON, by way of `boundary.rs`. Nothing here holds, calls or
//! awaits a JavaScript value, and no binding generator is needed: what both took was half of what a page had to load.
//!
//! Three things are kept out on purpose. The key: the facade sets its header, wasm memory never holds it. File bytes:
//! a file is a number here and the browser's own `Blob` there; only its first bytes are looked at, by [`sniff`]. And
//! what a panic says: a panic is a trap and nothing more, since its words would be a tenth of the file.
#![deny(missing_docs)]

#[cfg(feature = "core")]
mod answer;
#[cfg(all(target_arch = "wasm32", feature = "core"))]
#[expect(unsafe_code, reason = "memory is handed out here")]
mod arena;
pub mod boundary;
#[cfg(feature = "core")]
pub mod call;
#[cfg(feature = "core")]
mod issue;
#[cfg(feature = "mask")]
pub mod mask;
#[cfg(feature = "core")]
mod names;
#[cfg(feature = "core")]
mod params;
#[cfg(feature = "core")]
mod plan;
mod sniff;
#[cfg(feature = "core")]
mod value;
mod writer;

#[cfg(feature = "core")]
pub use names::{operation_name, param};

#[cfg(all(target_arch = "wasm32", feature = "core"))]
#[global_allocator]
static MEMORY: arena::Arena = arena::Arena::new();

/// Masks live on from call to call.
#[cfg(all(target_arch = "wasm32", not(feature = "core")))]
#[global_allocator]
#[expect(unsafe_code, reason = "wasm of this target has one thread")]
static MEMORY: lol_alloc::AssumeSingleThreaded<lol_alloc::FreeListAllocator> =
    unsafe { lol_alloc::AssumeSingleThreaded::new(lol_alloc::FreeListAllocator::new()) };

/// What the first bytes of a file say, as JSON: `{ kind, mime, width, height }`, or `{ problem, name }`.
#[unsafe(no_mangle)]
pub extern "C" fn sniff() -> usize {
    boundary::give(sniff::sniff(&boundary::given()).into_bytes())
}
