//! One line for each tool: what was there, what is being done, and how long it took.

use std::time::Instant;

use crate::fail::Done;

/// Says that a tool is there.
pub(crate) fn there(tool: &str, found: &str) {
    println!("{tool:<18} there      {found}");
}

/// Says something that the reader should know and that does not stop the set-up.
pub(crate) fn note(tool: &str, text: &str) {
    println!("{tool:<18} note       {text}");
}

/// Says what is done now, does it, and says how it went.
pub(crate) fn step<T>(tool: &str, doing: &str, action: impl FnOnce() -> Done<T>) -> Done<T> {
    println!("{tool:<18} ...        {doing}");
    let start = Instant::now();
    let result = action();
    let seconds = start.elapsed().as_secs_f32();
    match &result {
        Ok(_) => println!("{tool:<18} done       in {seconds:.1} s"),
        Err(_) => println!("{tool:<18} failed     after {seconds:.1} s"),
    }
    result
}
