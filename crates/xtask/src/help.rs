//! `cargo xtask help`.

/// The commands, one line each.
pub(crate) const TEXT: &str = "\
cargo xtask COMMAND

  setup [--tests]              bring the tools: for building, and with --tests for every test
  start [--port N] [--no-open] build the studio and serve it with the practice gateway
  test [LAYER...] [-- WORD...] run all tests, or some: tidy lint unit wire browser size npm e2e,
                               or npm-all, the npm package in everything it promises;
                               words after -- choose tests by name (e2e: by file name)
  dist                         the studio as files to put on a server, in dist/studio
  dist npm                     the npm package, in dist/npm
  bench [NAME]                 measure; without a name, list what can be measured
  tidy                         check the rules of the house
  help                         this list
";

/// Prints the list.
pub(crate) fn print() {
    print!("{TEXT}");
}
