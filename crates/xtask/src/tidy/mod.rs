//! `cargo xtask tidy`: the rules of the house that a compiler does not know.
//!
//! Each finding says where, what, and how to mend it. ARCHITECTURE.md says why the rules are there.

mod arrows;
mod rust_source;
mod source_rules;
mod tracked;
mod user_text;
mod whole;

use std::fmt;

use crate::fail::{Done, Fail};
use crate::repo::Repo;

/// One place where a rule is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The file, from the top of the checkout.
    pub(crate) file: String,
    /// The line, from 1; 0 for the file as a whole, which is then left unsaid.
    pub(crate) line: usize,
    /// What is wrong.
    pub(crate) what: String,
    /// What to do about it.
    pub(crate) mend: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = if self.line > 0 { format!(":{}", self.line) } else { String::new() };
        write!(f, "{}{line}: {}. {}.", self.file, self.what, self.mend)
    }
}

/// A file of the checkout: its path from the top with `/`, and its text.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Runs the command.
pub(crate) fn run(repo: &Repo, args: &[String]) -> Done {
    if !args.is_empty() {
        return Err(Fail::Usage(format!("tidy takes no arguments, not {args:?}")));
    }
    let findings: Vec<_> = check(repo)?.into_iter().flat_map(|(_, findings)| findings).collect();
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => {
            println!("tidy");
            Ok(())
        }
        count => {
            println!("{count} findings");
            Err(Fail::Unmet)
        }
    }
}

/// Every rule by its name, with the places where it is not kept.
pub(crate) fn check(repo: &Repo) -> Done<Vec<(&'static str, Vec<Finding>)>> {
    let files = tracked::files(repo)?;
    let each = |rule: fn(&File) -> Vec<Finding>| files.iter().flat_map(rule).collect::<Vec<_>>();
    Ok(vec![
        ("crates depend only along the arrows", arrows::check(&repo.metadata()?)),
        ("no source file over 600 lines", each(source_rules::too_long)),
        ("the window is reached in one place", each(source_rules::window)),
        ("no markup from strings", each(source_rules::markup)),
        ("user-visible text is in web/src/text", each(user_text::check)),
        ("no registry host and no machine path", each(source_rules::places)),
        ("licenses are there", whole::licenses(&files)),
        ("tool versions agree", whole::versions(&files)),
        ("every crate takes the workspace's lints", whole::lints(&files)),
    ])
}

/// Whether a file belongs to these rules themselves, which must name what they forbid.
fn is_rule_itself(file: &File) -> bool {
    file.path.starts_with("crates/xtask/src/tidy/")
}
