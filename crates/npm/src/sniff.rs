//! What the first bytes of a file say.

use crate::object::{set, single};
use ideomix_picture::{Problem, sniff as look};
use js_sys::Object;

pub(crate) fn sniff(head: &[u8]) -> Object {
    match look(head) {
        Ok(facts) => {
            let object = single("kind", facts.kind.extension());
            set(&object, "mime", facts.kind.mime());
            set(&object, "width", facts.width);
            set(&object, "height", facts.height);
            object
        }
        Err(problem) => {
            let object = single("problem", code(&problem));
            match problem {
                Problem::Unsupported(kind) => set(&object, "name", kind.name()),
                Problem::NeedMore { needs } => set(&object, "needs", needs as f64),
                _ => {}
            }
            object
        }
    }
}

const fn code(problem: &Problem) -> &'static str {
    match problem {
        Problem::Empty => "empty",
        Problem::Truncated { .. } => "truncated",
        Problem::NeedMore { .. } => "need_more",
        Problem::Unsupported(_) => "unsupported",
        Problem::Damaged | Problem::BadSize { .. } => "damaged",
        _ => "not_a_picture",
    }
}
