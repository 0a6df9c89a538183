//! What can stop a command, each with the reason and the next step.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The result of everything in this program that can stop.
pub(crate) type Done<T = ()> = Result<T, Fail>;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Fail {
    /// The command line was not understood.
    Usage(String),
    /// The machine lacks something that this program cannot get by itself.
    Missing {
        /// What is not there.
        what: String,
        /// What the reader can do about it.
        next: String,
    },
    /// A program that was started ended badly.
    Command {
        /// The command line, as far as it helps a reader.
        line: String,
        /// How it ended, in the words of the operating system.
        ended: String,
        /// The end of what it said, where that was not already on the screen.
        said: String,
    },
    /// A program that was started did not end in its time and was stopped.
    TimedOut {
        /// The command line.
        line: String,
        /// How long it was given.
        limit: Duration,
    },
    /// A file or a program could not be reached.
    Io {
        /// What was tried, and on what.
        what: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// A file or an answer did not have the form it must have.
    Form {
        /// Which file or answer.
        what: String,
        /// What was wrong with it.
        why: String,
    },
    /// The command ran to its end and what it checked was not right; everything was already said.
    Unmet,
}

impl Fail {
    /// A command that could not be started, or whose pipes broke.
    pub(crate) fn start(command: &Command, source: io::Error) -> Self {
        let program = command.get_program().to_string_lossy().into_owned();
        if source.kind() == io::ErrorKind::NotFound {
            let next = format!("install {program} or put it on PATH, then run the command again");
            return Self::Missing { what: format!("the program {program} was not found"), next };
        }
        Self::Io { what: format!("starting {program}"), source }
    }

    /// A file operation that failed; `verb` reads as "reading", "writing".
    pub(crate) fn file(verb: &str, path: &Path, source: io::Error) -> Self {
        Self::Io { what: format!("{verb} {}", path.display()), source }
    }

    /// Something the machine lacks, and the next step.
    pub(crate) fn missing(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self::Missing { what: what.into(), next: next.into() }
    }
}

impl fmt::Display for Fail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(why) => write!(f, "{why}\nnext: `cargo xtask help` lists the commands"),
            Self::Missing { what, next } => write!(f, "{what}\nnext: {next}"),
            Self::Command { line, ended, said } if said.is_empty() => {
                write!(f, "`{line}` ended with {ended}")
            }
            Self::Command { line, ended, said } => write!(f, "`{line}` ended with {ended}; it said:\n{said}"),
            Self::TimedOut { line, limit } => write!(f, "`{line}` did not end within {} s", limit.as_secs()),
            Self::Io { what, source } => write!(f, "{what}: {source}"),
            Self::Form { what, why } => write!(f, "{what}: {why}"),
            Self::Unmet => Ok(()),
        }
    }
}

/// Attaches the path to a file error.
pub(crate) trait At<T> {
    /// `verb` reads as "reading", "writing".
    fn at(self, verb: &str, path: &Path) -> Done<T>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, verb: &str, path: &Path) -> Done<T> {
        self.map_err(|source| Fail::file(verb, path, source))
    }
}

/// A path as text for a message.
pub(crate) fn show(path: impl Into<PathBuf>) -> String {
    path.into().display().to_string()
}
