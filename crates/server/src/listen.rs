//! Finding a port.
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};

use tokio::net::TcpListener;

use crate::StartError;

/// How many ports after a taken one are tried.
const NEXT_PORTS: u16 = 50;

/// Listens on `port`, or on the next free one if that is allowed.
pub(crate) async fn listen(host: IpAddr, port: u16, strict: bool) -> Result<TcpListener, StartError> {
    let last = if strict { port } else { port.saturating_add(NEXT_PORTS) };
    for candidate in port..=last {
        let address = SocketAddr::new(host, candidate);
        match TcpListener::bind(address).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(reason) => return Err(StartError::CannotListen { address, reason }),
        }
    }
    Err(StartError::PortTaken { port })
}
