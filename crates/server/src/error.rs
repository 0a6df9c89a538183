//! Why the program cannot start.
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// Why the server did not start. The display is one sentence; [`hint`](Self::hint) is the next step.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The port is in use and the caller wants no other.
    #[error("Port {port} is taken by another program.")]
    PortTaken {
        /// The wanted port.
        port: u16,
    },
    /// The address cannot be listened on.
    #[error("The server cannot listen on {address}: {reason}.")]
    CannotListen {
        /// The wanted address.
        address: SocketAddr,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The folder holds no studio.
    #[error("There is no built studio in {}: it holds no index.html.", folder.display())]
    NoStudio {
        /// The folder that was looked in.
        folder: PathBuf,
    },
    /// No folder was named and the program was built without a studio inside.
    #[error("This program was built without the studio inside.")]
    NoStudioInside,
    /// Anybody in the network could spend the key's money.
    #[error(
        "With AIHUBMIX_API_KEY set, a server on {host} would let everyone who reaches it spend your money."
    )]
    OpenRelay {
        /// The address that is reachable from outside.
        host: IpAddr,
    },
    /// The key cannot be one. The message never holds it.
    #[error("AIHUBMIX_API_KEY does not look like a key: it must be 8 to 256 visible ASCII characters.")]
    BadKey,
    /// The gateway's address is not acceptable.
    #[error("IDEOMIX_UPSTREAM is not an address the key may be sent to.")]
    BadUpstream,
    /// What the relay may fetch is not said clearly enough.
    #[error("IDEOMIX_RELAY does not name addresses that the relay may fetch from.")]
    BadRelay,
    /// The system's trusted certificates could not be used.
    #[error("The secure connection to the gateway cannot be prepared: {0}.")]
    Tls(reqwest::Error),
}

impl StartError {
    /// What the user can do about it, as one sentence.
    pub fn hint(&self) -> String {
        match self {
            Self::PortTaken { .. } => {
                "Stop that program, choose another --port, or leave out --strict-port.".into()
            }
            Self::CannotListen { address, .. } if address.port() < 1024 && address.port() != 0 => {
                "Ports below 1024 often need more rights; choose for example --port 8787.".into()
            }
            Self::CannotListen { .. } => "Check --host: it must be an address of this computer.".into(),
            Self::NoStudio { .. } => {
                "Build the studio first (cargo xtask dist), then name its folder.".into()
            }
            Self::NoStudioInside => "Name the folder of a built studio with --studio DIR.".into(),
            Self::OpenRelay { .. } => {
                "Use --host 127.0.0.1, or unset AIHUBMIX_API_KEY to offer practice only.".into()
            }
            Self::BadKey => {
                "Copy the key again, without quotes or spaces, or unset the variable to practise.".into()
            }
            Self::BadUpstream => {
                "Give https://host (or http://127.0.0.1:port for a test), without path, user name or query."
                    .into()
            }
            Self::BadRelay => {
                "Give beginnings such as https://host/path/, with spaces between them, or the word off."
                    .into()
            }
            Self::Tls(_) => {
                "Install the system's CA certificates (on Debian: the package ca-certificates).".into()
            }
        }
    }
}
