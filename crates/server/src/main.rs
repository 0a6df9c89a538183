//! The program `ideomix`: reads the command line and the environment, and says in one sentence what went wrong.
#![forbid(unsafe_code)]

use std::fmt::Display;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use ideomix_server::cli::{Command, HELP, Serve, parse};
use ideomix_server::pack::pack;
use ideomix_server::{Ended, ProxySettings, RelaySettings, Settings, Source, StartError, Stopper, start};

fn main() -> ExitCode {
    match parse(std::env::args_os().skip(1)) {
        Ok(Command::Help) => print(HELP),
        Ok(Command::Version) => print(concat!("ideomix ", env!("CARGO_PKG_VERSION"), "\n")),
        Ok(Command::Pack(folder)) => match pack(&folder) {
            Ok(packed) => print(packed),
            Err(error) => fail(1, error, "Build the studio first (cargo xtask dist), then name its folder."),
        },
        Ok(Command::Serve(wanted)) => serve(wanted),
        Err(error) => fail(2, error, "See ideomix --help."),
    }
}

fn serve(wanted: Serve) -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            return fail(1, format!("The program cannot start its threads: {error}."), "Try again.");
        }
    };
    let ended = runtime.block_on(run(wanted));
    // Drawings and files still in work are of no use to anybody now.
    runtime.shutdown_background();
    match ended {
        Ok(Ended::Finished) => ExitCode::SUCCESS,
        Ok(Ended::CutOff) => {
            fail(1, "The server stopped while calls were running.", "Check your usage page.")
        }
        Err(error) => fail(1, &error, &error.hint()),
    }
}

async fn run(wanted: Serve) -> Result<Ended, StartError> {
    let studio = match &wanted.studio {
        Some(folder) => Source::folder(Path::new(folder))?,
        None => Source::embedded().ok_or(StartError::NoStudioInside)?,
    };
    let mut settings = Settings::new(studio);
    settings.host = wanted.host;
    settings.port = wanted.port;
    settings.strict_port = wanted.strict_port;
    if !wanted.practice {
        settings.practice = None;
    }
    // A variable that is not text cannot be a key; it becomes a text that is refused.
    let variable = |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    settings.proxy = ProxySettings::from_variables(variable)?;
    settings.relay = RelaySettings::from_variables(variable)?;

    // Caught before anybody can know the address, so that a stop is graceful from the first moment on.
    let signals = Signals::catch();
    let running = start(settings).await?;
    if running.moved() {
        say(format_args!("Port {} is taken, so the studio uses port {}.", wanted.port, running.port()));
    }
    // The one line on the output stream: other programs read it.
    print(format_args!("Ideomix studio: {}\n", running.url()));
    if wanted.open && open::that_detached(running.url()).is_err() {
        say("No browser could be opened. Open the address above yourself.");
    }
    tokio::spawn(stop_on(signals, running.stopper()));
    Ok(running.ended().await)
}

/// The first signal lets running calls finish, the second stops at once.
async fn stop_on(mut signals: Signals, stopper: Stopper) {
    let mut first = true;
    while signals.next().await {
        if first {
            say("Stopping: running calls are finished first. A second signal stops at once.");
        }
        first = false;
        stopper.stop();
    }
}

/// The signals that ask the program to end. From the moment this exists they no longer kill it.
#[cfg(unix)]
struct Signals {
    interrupt: Option<tokio::signal::unix::Signal>,
    terminate: Option<tokio::signal::unix::Signal>,
}

#[cfg(unix)]
impl Signals {
    fn catch() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        Self {
            interrupt: signal(SignalKind::interrupt()).ok(),
            terminate: signal(SignalKind::terminate()).ok(),
        }
    }

    /// Waits for the next one; `false` when none can come any more.
    async fn next(&mut self) -> bool {
        let (Some(interrupt), Some(terminate)) = (&mut self.interrupt, &mut self.terminate) else {
            return false;
        };
        tokio::select! {
            received = interrupt.recv() => received.is_some(),
            received = terminate.recv() => received.is_some(),
        }
    }
}

/// The signals that ask the program to end.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn catch() -> Self {
        Self
    }

    /// Waits for the next one; `false` when none can come any more.
    async fn next(&mut self) -> bool {
        tokio::signal::ctrl_c().await.is_ok()
    }
}

/// Writes to the output stream. A reader that went away is no error of this program.
fn print(text: impl Display) -> ExitCode {
    let mut out = std::io::stdout().lock();
    let _ = write!(out, "{text}");
    let _ = out.flush();
    ExitCode::SUCCESS
}

fn say(text: impl Display) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

fn fail(code: u8, what: impl Display, next: &str) -> ExitCode {
    say(format_args!("{what} {next}"));
    ExitCode::from(code)
}
