//! The core's memory: for one call at a time.
//!
//! Every function of the core is stateless, so nothing of a call is needed when the next one begins. Memory is handed
//! out in a row, never taken back, and used from its start again by the next call. What would free each value by
//! itself, a good part of the code otherwise, is not there at all.

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::Cell;
use core::ptr::{null_mut, with_exposed_provenance_mut};

const PAGE: usize = 65_536;

unsafe extern "C" {
    /// Where the linker put the end of everything else.
    static __heap_base: u8;
}

/// Where free memory begins.
pub(crate) struct Arena(Cell<usize>);

// SAFETY: wasm of this target has one thread.
unsafe impl Sync for Arena {}

impl Arena {
    pub(crate) const fn new() -> Self {
        Self(Cell::new(0))
    }

    /// Forgets all that was handed out.
    pub(crate) fn begin(&self) {
        self.0.set(0);
    }
}

// SAFETY: what is handed out lies behind what the linker placed, inside the memory, and overlaps nothing that was
// handed out since `begin`.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let free = self.0.get().max((&raw const __heap_base).addr());
        let at = free.next_multiple_of(layout.align());
        let end = at + layout.size();
        let missing = end.saturating_sub(memory_size(0) * PAGE);
        if missing > 0 && memory_grow(0, missing.div_ceil(PAGE)) == usize::MAX {
            return null_mut();
        }
        self.0.set(end);
        with_exposed_provenance_mut(at)
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // The last block grows where it is.
        if block.addr() + layout.size() == self.0.get() {
            self.0.set(block.addr());
        }
        // SAFETY: the caller's promises about the size are those that `alloc` asks for.
        let new = unsafe { self.alloc(Layout::from_size_align_unchecked(size, layout.align())) };
        if !new.is_null() && new != block {
            // SAFETY: both blocks are as large, and apart.
            unsafe { new.copy_from(block, layout.size().min(size)) };
        }
        new
    }
}
