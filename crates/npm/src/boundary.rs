//! How bytes cross between JavaScript and the wasm: into a space that the facade asks for, and out of one that it is
//! shown. Numbers are arguments and results of the functions themselves. Nothing else crosses, so the file imports
//! nothing, and the other side of it is twenty lines of the facade (`js/src/loader.ts`).

use std::cell::RefCell;

thread_local! {
    static GIVEN: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static TAKEN: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Room for so many bytes, which the facade fills in before it calls a function that reads them.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    #[cfg(all(target_arch = "wasm32", feature = "core"))]
    crate::MEMORY.begin();
    GIVEN.with_borrow_mut(|given| {
        *given = vec![0; length];
        given.as_mut_ptr()
    })
}

/// Where the bytes are that the last call gave. They stay there until the next call.
#[unsafe(no_mangle)]
pub extern "C" fn taken() -> *const u8 {
    TAKEN.with_borrow(Vec::as_ptr)
}

/// What the facade filled in. It is gone afterwards.
pub(crate) fn given() -> Vec<u8> {
    GIVEN.take()
}

/// Gives bytes, and their number as the result of the call.
pub(crate) fn give(bytes: Vec<u8>) -> usize {
    let length = bytes.len();
    TAKEN.set(bytes);
    length
}
