//! `cargo xtask start`: the whole studio from a fresh checkout, against the practice gateway, with one command.

use std::env;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::fail::{Done, Fail};
use crate::repo::{self, Repo};
use crate::{run, setup, studio};

/// The hidden command that opens the browser once the server answers.
pub const OPEN: &str = "open-when-ready";

const FIRST_PORT: u16 = 8787;
const TRIED_PORTS: u16 = 100;
const LOOPBACK: [u8; 4] = [127, 0, 0, 1];

/// Runs the command; it ends when the server does.
pub fn run(repo: &Repo, args: &[String]) -> Done {
    let options = Options::parse(args)?;
    let tools = setup::studio(repo)?;
    let folder = studio::build(repo, &tools)?;
    let program = studio::server(repo)?;
    let port = match options.port {
        Some(port) => port,
        None => free_port()?,
    };
    if options.open && !repo::in_ci() && has_display() {
        open_later(port);
    }
    let mut server = run::command(program);
    server
        .args(["serve", "--studio"])
        .arg(folder)
        .args(["--port", &port.to_string()])
        .current_dir(repo.root());
    become_program(&mut server)
}

/// The hidden command itself: waits until the port answers, then opens the browser.
pub fn open_when_ready(args: &[String]) -> Done {
    let Some(port) = args.first().and_then(|port| port.parse().ok()) else {
        return Err(Fail::Usage(format!("{OPEN} takes a port")));
    };
    let until = Instant::now() + Duration::from_secs(30);
    while TcpStream::connect(SocketAddr::from((LOOPBACK, port))).is_err() {
        if Instant::now() > until {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(100));
    }
    let address = format!("http://127.0.0.1:{port}/");
    let (program, first): (&str, &[&str]) = match env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    // The address stands on the screen already: a machine that cannot open it has lost nothing.
    let _ =
        run::command(program).args(first).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).status();
    Ok(())
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

fn free_port() -> Done<u16> {
    let free = |port: &u16| TcpListener::bind(SocketAddr::from((LOOPBACK, *port))).is_ok();
    (FIRST_PORT..FIRST_PORT + TRIED_PORTS).find(free).ok_or_else(|| {
        let last = FIRST_PORT + TRIED_PORTS - 1;
        Fail::missing(
            format!("no port from {FIRST_PORT} to {last} is free"),
            "choose one: cargo xtask start --port N",
        )
    })
}

fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    env::consts::OS != "linux" || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn open_later(port: u16) {
    let Ok(this) = env::current_exe() else { return };
    let mut later = Command::new(this);
    later.args([OPEN, &port.to_string()]).stdin(Stdio::null());
    if let Err(error) = later.spawn() {
        eprintln!("the browser could not be opened: {error}");
    }
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

    #[test]
    fn a_taken_port_is_passed_over() {
        let first = free_port().unwrap();
        let _held = TcpListener::bind(SocketAddr::from((LOOPBACK, first)));
        assert_ne!(free_port().unwrap(), first);
    }
}
