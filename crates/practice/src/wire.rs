//! What goes in and comes out: an HTTP exchange without a socket.
//!
//! The practice gateway opens no connection itself. Whoever carries it (the server, a test) hands over a
//! [`Request`] and puts the [`Answer`] on the wire, or plays the broken wire that [`Delivery`] asks for.

/// One HTTP request, with the mount prefix already cut off the path.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The method in capitals, for example `POST`.
    pub method: &'a str,
    /// The path below the mount: `/ideogram/...`, `/images/...` or `/control/...`.
    pub path: &'a str,
    /// What follows the `?`, without it; empty when there is none.
    pub query: &'a str,
    /// Header names in lower case, with their values.
    pub headers: &'a [(String, String)],
    /// The whole body.
    pub body: &'a [u8],
    /// Where the gateway is reached from outside, without a slash at the end. Result links start with it.
    pub public_base: &'a str,
}

impl<'a> Request<'a> {
    /// The first value of a header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// One HTTP answer and how it is to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status code, 200 to 599.
    pub status: u16,
    /// Header names in lower case, with their values. `content-length` is left to the carrier.
    pub headers: Vec<(&'static str, String)>,
    /// The whole body.
    pub body: Vec<u8>,
    /// How the carrier puts it on the wire.
    pub delivery: Delivery,
}

/// How an [`Answer`] reaches the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Send after this many milliseconds (0 = at once).
    After(u64),
    /// Read the request, then never answer until the peer goes away.
    Never,
    /// Read the request, wait this many milliseconds, then drop the connection without an answer.
    Drop(u64),
    /// Announce the full content length but close the connection after this many body bytes.
    CutAfter(usize),
}
