//! `cargo xtask`: everything a person or a machine does with this checkout, from set-up to measurements.
//!
//! One module for each command; `setup` is the one the others call first. ARCHITECTURE.md says what belongs here.
#![forbid(unsafe_code)]

mod bench;
mod dist;
mod fail;
mod help;
mod repo;
mod run;
mod setup;
mod start;
mod studio;
mod test;
mod tidy;

use std::env;
use std::process::ExitCode;

use crate::fail::{Done, Fail};
use crate::repo::Repo;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    match command(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Fail::Unmet) => ExitCode::FAILURE,
        Err(fail) => {
            eprintln!("error: {fail}");
            ExitCode::FAILURE
        }
    }
}

fn command(words: &[String]) -> Done {
    let (name, args) = match words {
        [] => ("help", words),
        [name, args @ ..] => (name.as_str(), args),
    };
    match name {
        "setup" => setup::run(&Repo::here()?, args),
        "start" => start::run(&Repo::here()?, args),
        "test" => test::run(&Repo::here()?, args),
        "dist" => dist::run(&Repo::here()?, args),
        "bench" => bench::run(&Repo::here()?, args),
        "tidy" => tidy::run(&Repo::here()?, args),
        "help" | "--help" | "-h" => {
            help::print();
            Ok(())
        }
        other => {
            help::print();
            Err(Fail::Usage(format!("there is no command {other:?}")))
        }
    }
}
