//! `cargo xtask start`: the whole studio from a fresh checkout, against the practice gateway, with one command.

use std::env;
use std::process::Command;

use crate::fail::{Done, Fail};
use crate::repo::{self, Repo};
use crate::{run, setup, studio};

/// Runs the command; it ends when the server does.
pub(crate) fn run(repo: &Repo, args: &[String]) -> Done {
    let options = Options::parse(args)?;
    let tools = setup::studio(repo)?;
    let folder = studio::build(repo, &tools)?;
    let program = studio::server(repo)?;
    let mut server = run::command(program);
    server.args(["serve", "--studio"]).arg(folder).current_dir(repo.root());
    if let Some(port) = options.port {
        // Without a wish the server takes the next free port; a port that was asked for must be that one.
        server.args(["--strict-port", "--port", &port.to_string()]);
    }
    if options.open && !repo::in_ci() && has_display() {
        server.arg("--open");
    }
    become_program(&mut server)
}

#[derive(Debug, PartialEq, Eq)]
struct Options {
    port: Option<u16>,
    open: bool,
}

impl Options {
    fn parse(args: &[String]) -> Done<Self> {
        let mut options = Self { port: None, open: true };
        let mut args = args.iter().map(String::as_str);
        while let Some(arg) = args.next() {
            let port = match arg {
                "--no-open" => {
                    options.open = false;
                    continue;
                }
                "--port" => args.next(),
                other => other.strip_prefix("--port="),
            };
            match port.map(str::parse) {
                Some(Ok(port)) => options.port = Some(port),
                Some(Err(_)) => return Err(Fail::Usage("--port takes a number from 0 to 65535".into())),
                None => return Err(Fail::Usage(format!("start takes --port N and --no-open, not {arg:?}"))),
            }
        }
        Ok(options)
    }
}

fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    env::consts::OS != "linux" || set("DISPLAY") || set("WAYLAND_DISPLAY") || set("WSL_DISTRO_NAME")
}

/// On Unix the server takes the place of this program, so that one Ctrl-C, or one signal, ends everything.
#[cfg(unix)]
fn become_program(server: &mut Command) -> Done {
    use std::os::unix::process::CommandExt;
    let error = server.exec();
    Err(Fail::start(server, error))
}

/// Elsewhere Ctrl-C reaches both, and this program ends with the server.
#[cfg(not(unix))]
fn become_program(server: &mut Command) -> Done {
    run::show(server)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(args: &[&str]) -> Done<Options> {
        Options::parse(&args.iter().map(|&arg| arg.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_port_is_taken_in_both_spellings() {
        let wanted = Options { port: Some(9000), open: true };
        assert_eq!(parse(&["--port", "9000"]).unwrap(), wanted);
        assert_eq!(parse(&["--port=9000"]).unwrap(), wanted);
        assert_eq!(parse(&["--no-open"]).unwrap(), Options { port: None, open: false });
    }

    #[test]
    fn a_wrong_option_is_refused_by_name() {
        for wrong in [&["--port"][..], &["--port", "x"], &["--port", "70000"], &["--prot=1"]] {
            assert!(matches!(parse(wrong), Err(Fail::Usage(_))), "{wrong:?}");
        }
    }
}
