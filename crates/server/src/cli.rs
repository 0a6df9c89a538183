//! The command line.
use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;

use lexopt::prelude::*;

/// What `ideomix --help` says.
pub const HELP: &str = "\
ideomix: the studio for Ideogram's image models behind the AiHubMix gateway

Usage:
  ideomix serve [options]   Open the studio on this computer
  ideomix pack DIR          Prepare a built studio for any static web host
  ideomix --help            Show this text
  ideomix --version         Show the version

Options of serve:
  --host ADDRESS    Listen on this IP address (default 127.0.0.1: this computer only)
  --port NUMBER     Listen on this port (default 8787; if it is taken, the next free one)
  --strict-port     Stop with an error if the port is taken
  --studio DIR      Serve the built studio in this folder
  --no-practice     Do not offer the practice gateway
  --open            Open the studio in your browser

Environment of serve:
  AIHUBMIX_API_KEY  With a key, the studio on this server reaches the real gateway through it
                    and needs no key of its own. Without one, it practises: free, offline.
  IDEOMIX_UPSTREAM  Another address of the gateway (default https://aihubmix.com)
  IDEOMIX_RELAY     Beginnings of addresses whose pictures this server fetches for the studio where
                    their host forbids a page to read them (default https://ideogram.ai/api/images/),
                    or off

pack writes a .br and a .gz file beside each text file, and a file _headers with the security
headers and cache rules that static hosts read.
";

/// What the user asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Show [`HELP`].
    Help,
    /// Show the version.
    Version,
    /// Serve the studio.
    Serve(Serve),
    /// Pack the studio in this folder.
    Pack(PathBuf),
}

/// The options of `serve`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serve {
    /// The address to listen on.
    pub host: IpAddr,
    /// The first port to try.
    pub port: u16,
    /// Whether no other port will do.
    pub strict_port: bool,
    /// The studio's folder; `None` for the one inside the program.
    pub studio: Option<PathBuf>,
    /// Whether practice is offered.
    pub practice: bool,
    /// Whether to open a browser.
    pub open: bool,
}

impl Default for Serve {
    fn default() -> Self {
        Self {
            host: IpAddr::from([127, 0, 0, 1]),
            port: 8787,
            strict_port: false,
            studio: None,
            practice: true,
            open: false,
        }
    }
}

/// Why the command line was not understood.
#[derive(Debug, thiserror::Error)]
pub enum UsageError {
    /// An option that is not known, or one without its value.
    #[error("The command line is not understood: {0}.")]
    Option(#[from] lexopt::Error),
    /// A first word that is no command.
    #[error("There is no command {0:?}.")]
    Command(String),
    /// `pack` without a folder.
    #[error("pack needs the folder of a built studio.")]
    PackWhat,
    /// Not an IP address.
    #[error("--host needs an IP address such as 127.0.0.1, not {0:?}.")]
    Host(String),
    /// Not a port number.
    #[error("--port needs a number from 0 to 65535, not {0:?}.")]
    Port(String),
}

/// Reads the arguments, without the program's own name.
///
/// # Errors
/// [`UsageError`]; its display is one sentence.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, UsageError> {
    let mut parser = lexopt::Parser::from_args(arguments);
    match parser.next()? {
        None | Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(Short('V') | Long("version")) => Ok(Command::Version),
        Some(Value(word)) if word == "serve" => serve(&mut parser),
        Some(Value(word)) if word == "pack" => pack(&mut parser),
        Some(Value(word)) if word == "help" => Ok(Command::Help),
        Some(Value(word)) => Err(UsageError::Command(word.to_string_lossy().into_owned())),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn serve(parser: &mut lexopt::Parser) -> Result<Command, UsageError> {
    let mut wanted = Serve::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("host") => wanted.host = host(&parser.value()?.to_string_lossy())?,
            Long("port") => {
                let port = parser.value()?.to_string_lossy().into_owned();
                wanted.port = port.parse().map_err(|_| UsageError::Port(port))?;
            }
            Long("strict-port") => wanted.strict_port = true,
            Long("studio") => wanted.studio = Some(parser.value()?.into()),
            Long("no-practice") => wanted.practice = false,
            Long("open") => wanted.open = true,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Serve(wanted))
}

fn host(text: &str) -> Result<IpAddr, UsageError> {
    match text {
        "localhost" => Ok(IpAddr::from([127, 0, 0, 1])),
        _ => text.parse().map_err(|_| UsageError::Host(text.to_owned())),
    }
}

fn pack(parser: &mut lexopt::Parser) -> Result<Command, UsageError> {
    let mut folder = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Value(word) if folder.is_none() => folder = Some(PathBuf::from(word)),
            other => return Err(other.unexpected().into()),
        }
    }
    folder.map(Command::Pack).ok_or(UsageError::PackWhat)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, UsageError> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn every_option_is_read() {
        let line = "serve --host=::1 --port 0 --strict-port --studio dist --no-practice --open";
        let wanted = Serve {
            host: "::1".parse().unwrap(),
            port: 0,
            strict_port: true,
            studio: Some("dist".into()),
            practice: false,
            open: true,
        };
        assert_eq!(read(line).unwrap(), Command::Serve(wanted));
        assert_eq!(read("serve --host localhost").unwrap(), Command::Serve(Serve::default()));
        assert_eq!(read("pack dist").unwrap(), Command::Pack("dist".into()));
    }

    #[test]
    fn help_is_given_wherever_it_is_asked_for() {
        for line in ["", "help", "--help", "-h", "serve --help", "pack -h"] {
            assert_eq!(read(line).unwrap(), Command::Help, "{line:?}");
        }
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (line, part) in [
            ("sreve", "sreve"),
            ("serve --prot 1", "--prot"),
            ("serve --port x", "\"x\""),
            ("serve --port 65536", "65536"),
            ("serve --port", "--port"),
            ("serve --host example.com", "example.com"),
            ("pack", "folder"),
            ("pack a b", "b"),
            ("--key abc", "--key"),
        ] {
            let said = read(line).unwrap_err().to_string();
            assert!(said.contains(part), "{line:?}: {said}");
        }
    }

    #[test]
    fn the_help_names_every_option() {
        for option in ["--host", "--port", "--strict-port", "--studio", "--no-practice", "--open", "pack DIR"]
        {
            assert!(HELP.contains(option), "{option}");
        }
    }
}
