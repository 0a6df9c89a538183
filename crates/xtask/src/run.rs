//! Running other programs: with a clean environment, with a time limit, and line by line.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::fail::{Done, Fail};

/// A command without the variables that `cargo run` set for this program.
///
/// Build scripts that watch such a variable would otherwise be built again each time a developer changes between
/// `cargo xtask test` and `cargo test`.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_cargos_own) {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command whose output goes to the screen; anything but success is a [`Fail::Command`].
pub(crate) fn show(command: &mut Command) -> Done {
    let status = command.status().map_err(|error| Fail::start(command, error))?;
    if status.success() { Ok(()) } else { Err(ended(command, status, String::new())) }
}

/// Runs a command quietly and hands back what it wrote to its standard output.
pub(crate) fn ask(command: &mut Command) -> Done<String> {
    command.stdin(Stdio::null());
    let output = command.output().map_err(|error| Fail::start(command, error))?;
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(out);
    }
    let said = format!("{out}{}", String::from_utf8_lossy(&output.stderr));
    Err(ended(command, output.status, last_lines(&said, 20)))
}

/// Runs a command quietly, feeding it `input`; its output is only shown when it fails.
pub(crate) fn feed(command: &mut Command, input: &str) -> Done {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| Fail::start(command, error))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that ends before it has read everything closes the pipe: its exit status tells the story.
        let _ = stdin.write_all(input.as_bytes());
    }
    let output = child.wait_with_output().map_err(|error| Fail::start(command, error))?;
    if output.status.success() {
        return Ok(());
    }
    Err(ended(command, output.status, last_lines(&String::from_utf8_lossy(&output.stderr), 20)))
}

/// Runs a command and calls `each` with every line of its standard output, which is printed as well.
pub(crate) fn lines(command: &mut Command, mut each: impl FnMut(&str)) -> Done<ExitStatus> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| Fail::start(command, error))?;
    if let Some(stdout) = child.stdout.take() {
        let mut reader = BufReader::new(stdout);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).map_err(|error| Fail::start(command, error))? > 0 {
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_end_matches(['\n', '\r']);
            println!("{text}");
            each(text);
            line.clear();
        }
    }
    child.wait().map_err(|error| Fail::start(command, error))
}

/// Runs a program that may wait for a network that is not there, and stops it when its time is over.
pub(crate) fn within(command: &mut Command, limit: Duration) -> Done {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| Fail::start(command, error))?;
    // Somebody must read, or a program that says much would wait for ever.
    let reader = child.stderr.take().map(|mut stderr| {
        thread::spawn(move || {
            let mut said = Vec::new();
            let _ = stderr.read_to_end(&mut said);
            said
        })
    });
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().map_err(|error| Fail::start(command, error))? {
            let said = reader.and_then(|reader| reader.join().ok()).unwrap_or_default();
            let tail = last_lines(&String::from_utf8_lossy(&said), 5);
            return if status.success() { Ok(()) } else { Err(ended(command, status, tail)) };
        }
        if start.elapsed() > limit {
            let _ = child.kill();
            let _ = child.wait();
            return Err(Fail::TimedOut { line: line(command), limit });
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Where a program is, searching the folders of `path` in order.
pub(crate) fn find_in(program: &str, path: &OsStr) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(path).map(|folder| folder.join(&file)).find(|candidate| is_program(candidate))
}

/// Where a program is on the `PATH` of this process.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    find_in(program, &env::var_os("PATH").unwrap_or_default())
}

/// The command line for a message.
pub(crate) fn line(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args());
    words.collect::<Vec<_>>().join(OsStr::new(" ")).to_string_lossy().into_owned()
}

/// A `PATH` with `first` in front of the present one.
pub(crate) fn path_with(first: &Path) -> OsString {
    let rest = env::var_os("PATH").unwrap_or_default();
    let folders = [first.to_path_buf()].into_iter().chain(env::split_paths(&rest));
    // A folder whose name contains the separator cannot be put on a PATH at all: then the present one stays.
    env::join_paths(folders).unwrap_or(rest)
}

/// The last `count` lines of a text.
pub(crate) fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

fn ended(command: &Command, status: ExitStatus, said: String) -> Fail {
    Fail::Command { line: line(command), ended: status.to_string(), said }
}

fn is_cargos_own(name: &str) -> bool {
    matches!(name, "CARGO" | "CARGO_MANIFEST_DIR" | "CARGO_MANIFEST_PATH" | "CARGO_BIN_NAME" | "OUT_DIR")
        || name.starts_with("CARGO_PKG_")
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_of_a_short_text_are_the_text() {
        assert_eq!(last_lines("a\nb", 5), "a\nb");
        assert_eq!(last_lines("a\nb\nc", 2), "b\nc");
        assert_eq!(last_lines("", 2), "");
    }

    #[test]
    fn a_missing_program_is_named_with_the_next_step() {
        let fail = ask(&mut command("ideomix-no-such-program")).unwrap_err();
        let text = fail.to_string();
        assert!(text.contains("ideomix-no-such-program") && text.contains("next:"), "{text}");
    }

    #[test]
    fn variables_of_the_running_package_are_not_handed_on() {
        assert!(is_cargos_own("CARGO_PKG_NAME") && is_cargos_own("CARGO"));
        assert!(!is_cargos_own("CARGO_HOME") && !is_cargos_own("CARGO_TARGET_DIR"));
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_does_not_end_is_stopped_when_its_time_is_over() {
        let started = Instant::now();
        let fail = within(command("sleep").arg("30"), Duration::from_millis(50)).unwrap_err();
        assert!(matches!(fail, Fail::TimedOut { .. }), "{fail:?}");
        assert!(started.elapsed() < Duration::from_secs(10));
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_ends_in_time_is_judged_by_how_it_ended() {
        let limit = Duration::from_secs(60);
        within(&mut command("true"), limit).unwrap();
        let fail = within(command("sh").args(["-c", "echo no network >&2; exit 3"]), limit).unwrap_err();
        assert!(fail.to_string().contains("no network"), "{fail}");
    }
}
