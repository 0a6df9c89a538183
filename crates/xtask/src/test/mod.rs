//! `cargo xtask test`: every layer of tests, from rules that take a second to a real browser.
//!
//! The last line is always `N passed, N failed`. A layer that does not build, or that found no test at all, counts
//! as one failure: silence is never taken for success.

mod counts;
mod layers;
mod npm;
mod packages;

use std::time::Instant;

use self::counts::Counts;
use self::layers::{Layer, Session};
use crate::fail::{Done, Fail};
use crate::repo::Repo;
use crate::setup;

/// Runs the named layers, or all of them after `setup --tests`.
pub(crate) fn run(repo: &Repo, args: &[String]) -> Done {
    let (layers, words) = parse(args)?;
    let start = Instant::now();
    let layers = match layers.as_slice() {
        [] => {
            if let Err(fail) = setup::run(repo, &["--tests".to_owned()]) {
                // The layers that need nothing still run; the others will say what they miss.
                eprintln!("error: setup: {fail}");
            }
            Layer::ALL.to_vec()
        }
        chosen => chosen.to_vec(),
    };

    let mut session = Session::new(repo, words);
    let mut total = Counts::default();
    let mut summary = Vec::new();
    for layer in layers {
        let counts = run_layer(layer, &mut session, &mut summary);
        total = total + counts;
    }

    println!();
    for line in summary {
        println!("{line}");
    }
    println!("all of it took {:.0} s", start.elapsed().as_secs_f32());
    println!("{} passed, {} failed", total.passed, total.failed);
    if total.failed == 0 { Ok(()) } else { Err(Fail::Unmet) }
}

fn run_layer(layer: Layer, session: &mut Session<'_>, summary: &mut Vec<String>) -> Counts {
    println!("\n== {} ==", layer.name());
    let start = Instant::now();
    let (counts, why) = match layer.run(session) {
        Ok(counts) if counts.is_empty() && session.words.is_empty() => {
            (Counts::failure(), ": no test was found".to_owned())
        }
        Ok(counts) => (counts, String::new()),
        Err(fail) => {
            eprintln!("error: {}: {fail}", layer.name());
            (Counts::failure(), format!(": it did not run to its end ({})", first_line(&fail)))
        }
    };
    let seconds = start.elapsed().as_secs_f32();
    summary.push(format!("{:<8} {counts} in {seconds:.1} s{why}", layer.name()));
    counts
}

fn first_line(fail: &Fail) -> String {
    fail.to_string().lines().next().unwrap_or_default().to_owned()
}

fn parse(args: &[String]) -> Done<(Vec<Layer>, Vec<String>)> {
    let (names, words) = match args.iter().position(|arg| arg == "--") {
        Some(place) => (&args[..place], args[place + 1..].to_vec()),
        None => (args, Vec::new()),
    };
    let layers = names.iter().map(|name| {
        Layer::named(name).ok_or_else(|| {
            let all: Vec<_> = Layer::ALL.iter().map(|layer| layer.name()).collect();
            Fail::Usage(format!("there is no layer {name:?}; the layers are: {} npm-all", all.join(" ")))
        })
    });
    Ok((layers.collect::<Done<_>>()?, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn layers_come_in_the_order_asked_for_and_words_after_the_dashes_choose_tests() {
        let (layers, chosen) = parse(&words(&["wire", "unit", "--", "golden"])).unwrap();
        assert_eq!(layers.iter().map(|layer| layer.name()).collect::<Vec<_>>(), ["wire", "unit"]);
        assert_eq!(chosen, ["golden"]);
    }

    #[test]
    fn an_unknown_layer_is_refused_with_the_list() {
        let fail = parse(&words(&["unti"])).unwrap_err();
        assert!(fail.to_string().contains("tidy lint unit wire"), "{fail}");
    }
}
