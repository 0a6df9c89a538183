//! Counting tests by the closing lines of the programs that ran them.

use std::fmt;
use std::ops::Add;
use std::process::ExitStatus;

/// How many tests passed, failed and were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

impl Counts {
    /// One thing that failed.
    pub(crate) fn failure() -> Self {
        Self { failed: 1, ..Self::default() }
    }

    /// One check that was or was not met.
    pub(crate) fn of(met: bool) -> Self {
        Self { passed: usize::from(met), failed: usize::from(!met), skipped: 0 }
    }

    /// Whether no test ran.
    pub(crate) fn is_empty(self) -> bool {
        self.passed + self.failed == 0
    }

    /// Adds one failure where the program ended badly and named none: it did not build, or it died.
    pub(crate) fn with_status(self, status: ExitStatus) -> Self {
        if status.success() || self.failed > 0 { self } else { self + Self::failure() }
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 { write!(f, ", {} skipped", self.skipped) } else { Ok(()) }
    }
}

/// The counts in one line of `cargo test`, as each test program closes with it:
/// `test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s`.
pub(crate) fn of_cargo_line(line: &str) -> Option<Counts> {
    let (_, numbers) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut counts = Counts::default();
    for part in numbers.split(';') {
        let mut words = part.split_whitespace();
        let (Some(number), Some(what)) = (words.next(), words.next()) else { continue };
        let field = match what {
            "passed" => &mut counts.passed,
            "failed" => &mut counts.failed,
            "ignored" => &mut counts.skipped,
            _ => continue,
        };
        *field = number.parse().ok()?;
    }
    Some(counts)
}

/// Reads the closing lines of Node's test runner, `# pass 3` (TAP) or `ℹ pass 3` (spec), into `counts`.
pub(crate) fn read_node_line(line: &str, counts: &mut Counts) {
    let Some(rest) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) else { return };
    let mut words = rest.split_whitespace();
    let (Some(what), Some(number), None) = (words.next(), words.next(), words.next()) else { return };
    let Ok(number) = number.parse::<usize>() else { return };
    match what {
        "pass" => counts.passed = number,
        "fail" => counts.failed = number,
        // A test that was cut off has not passed. It is named after the failed ones.
        "cancelled" => counts.failed += number,
        "skipped" | "todo" => counts.skipped += number,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_of_cargo_test_is_read() {
        let line =
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(of_cargo_line(line), Some(Counts { passed: 5, failed: 0, skipped: 1 }));
        let line =
            "test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 9 filtered out; finished in 1s";
        assert_eq!(of_cargo_line(line), Some(Counts { passed: 2, failed: 3, skipped: 0 }));
    }

    #[test]
    fn the_closing_line_of_the_browser_runner_is_read() {
        let line = "test result: ok. 3 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.02s";
        assert_eq!(of_cargo_line(line), Some(Counts { passed: 3, failed: 0, skipped: 0 }));
    }

    #[test]
    fn a_test_named_like_a_result_is_not_counted() {
        assert_eq!(of_cargo_line("test result_is_kept ... ok"), None);
        assert_eq!(of_cargo_line("running 5 tests"), None);
    }

    #[test]
    fn both_forms_of_nodes_summary_are_read_and_a_cut_off_test_has_failed() {
        for sign in ["#", "ℹ"] {
            let mut counts = Counts::default();
            let names =
                [("tests", 9), ("suites", 1), ("pass", 4), ("fail", 1), ("cancelled", 2), ("skipped", 1)];
            for (name, number) in names {
                read_node_line(&format!("{sign} {name} {number}"), &mut counts);
            }
            read_node_line(&format!("{sign} duration_ms 12.5"), &mut counts);
            assert_eq!(counts, Counts { passed: 4, failed: 3, skipped: 1 });
        }
    }

    #[test]
    fn a_test_that_prints_a_comment_changes_no_count() {
        let mut counts = Counts::default();
        read_node_line("# pass the salt 3", &mut counts);
        read_node_line("pass 3", &mut counts);
        assert_eq!(counts, Counts::default());
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_dies_without_naming_a_failure_counts_as_one() {
        use std::os::unix::process::ExitStatusExt;
        let died = ExitStatus::from_raw(9);
        let passed = Counts { passed: 4, ..Counts::default() };
        assert_eq!(passed.with_status(died).failed, 1);
        assert_eq!(
            (passed + Counts::failure()).with_status(died).failed,
            1,
            "a named failure is not counted twice"
        );
        assert_eq!(passed.with_status(ExitStatus::from_raw(0)).failed, 0);
    }
}
