//! What the first bytes of a file say.

use crate::writer::Writer;
use ideomix_picture::{Problem, sniff as look};

pub(crate) fn sniff(head: &[u8]) -> String {
    let mut out = Writer::object();
    match look(head) {
        Ok(facts) => {
            out.text_of("kind", facts.kind.extension());
            out.text_of("mime", facts.kind.mime());
            out.number_of("width", facts.width.into());
            out.number_of("height", facts.height.into());
        }
        // From there on the file says the same as if nothing had stood before.
        Err(Problem::NeedMore { from }) => out.number_of("from", from as i64),
        Err(problem) => {
            out.text_of("problem", code(&problem));
            if let Problem::Unsupported(kind) = problem {
                out.text_of("name", kind.name());
            }
        }
    }
    out.done()
}

const fn code(problem: &Problem) -> &'static str {
    match problem {
        Problem::Empty => "empty",
        Problem::Truncated { .. } => "truncated",
        Problem::Unsupported(_) => "unsupported",
        Problem::Damaged | Problem::BadSize { .. } => "damaged",
        _ => "not_a_picture",
    }
}
