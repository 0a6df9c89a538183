//! Connections: accepting them, serving them, and stopping without cutting off a call.
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

use crate::app::{App, router};
use crate::delivery::DropConnection;
use crate::listen::listen;
use crate::proxy::Proxy;
use crate::relay::Relay;
use crate::{Settings, StartError};

/// How long a stop waits for running calls: the longest call and a little more.
const DRAIN: Duration = Duration::from_secs(320);

/// How long a connection may take to send its request's head.
const HEAD_TIME: Duration = Duration::from_secs(30);

/// How many connections are served at a time; further ones wait.
const CONNECTIONS: usize = 512;

/// Starts a server and returns once it listens.
///
/// # Errors
/// [`StartError`], in words a user can act on.
pub async fn start(settings: Settings) -> Result<Running, StartError> {
    settings.check()?;
    let phases = Phases::new();
    let proxy = settings.proxy.map(|wanted| Proxy::new(wanted, phases.clone())).transpose()?;
    let relay = settings.relay.map(Relay::new).transpose()?;
    let listener = listen(settings.host, settings.port, settings.strict_port).await?;
    let address = listener.local_addr().map_err(|reason| StartError::CannotListen {
        address: SocketAddr::new(settings.host, settings.port),
        reason,
    })?;
    let app = App {
        address,
        studio: settings.studio,
        practice: settings.practice.map(ideomix_practice::Gateway::new),
        proxy,
        relay,
        phases: phases.clone(),
    };
    let task = tokio::spawn(accept(listener, router(app), phases.clone()));
    let moved = settings.port != 0 && address.port() != settings.port;
    Ok(Running { address, moved, phases, task })
}

/// A server that listens. Dropping it leaves the server running; [`stopper`](Self::stopper) ends it.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    moved: bool,
    phases: Phases,
    task: JoinHandle<Ended>,
}

impl Running {
    /// Where a browser on this computer finds the studio, with a slash at the end.
    pub fn url(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::from([127, 0, 0, 1]),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]),
            ip => ip,
        };
        format!("http://{}/", SocketAddr::new(ip, self.address.port()))
    }

    /// The port in use.
    pub const fn port(&self) -> u16 {
        self.address.port()
    }

    /// Whether the wanted port was taken, so that another one is in use.
    pub const fn moved(&self) -> bool {
        self.moved
    }

    /// The switch that stops this server.
    pub fn stopper(&self) -> Stopper {
        Stopper::of(&self.phases)
    }

    /// Waits until the server has ended, which it does only when it is stopped.
    pub async fn ended(self) -> Ended {
        self.task.await.unwrap_or(Ended::CutOff)
    }
}

/// How a server ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// All running calls were finished.
    Finished,
    /// Calls were still running: it was told to stop at once, or they took too long.
    CutOff,
}

/// The switch that stops a server.
#[derive(Debug, Clone)]
pub struct Stopper(Phases);

impl Stopper {
    pub(crate) fn of(phases: &Phases) -> Self {
        Self(phases.clone())
    }

    /// The first call stops accepting and lets running calls finish; the second one stops at once.
    pub fn stop(&self) {
        self.0.phase.send_modify(|phase| {
            *phase = match phase {
                Phase::Open => Phase::Draining,
                Phase::Draining | Phase::Now => Phase::Now,
            };
        });
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Open,
    Draining,
    Now,
}

/// The server's stage of life and the number of calls that must not be cut off.
#[derive(Debug, Clone)]
pub(crate) struct Phases {
    phase: Arc<watch::Sender<Phase>>,
    calls: Arc<watch::Sender<usize>>,
}

impl Phases {
    pub(crate) fn new() -> Self {
        Self { phase: Arc::new(watch::Sender::new(Phase::Open)), calls: Arc::new(watch::Sender::new(0)) }
    }

    /// Counts a call until the returned guard is dropped.
    pub(crate) fn call(&self) -> CallGuard {
        self.calls.send_modify(|calls| *calls += 1);
        CallGuard(Arc::clone(&self.calls))
    }

    /// Something to wait on for the beginning of the end.
    pub(crate) fn stopping(&self) -> Stopping {
        Stopping(self.phase.subscribe())
    }

    async fn reaches(&self, wanted: impl Fn(Phase) -> bool) {
        // The sender lives as long as `self`, so this cannot fail.
        let _ = self.phase.subscribe().wait_for(|phase| wanted(*phase)).await;
    }
}

/// A call that a stop waits for.
#[derive(Debug)]
pub(crate) struct CallGuard(Arc<watch::Sender<usize>>);

impl Drop for CallGuard {
    fn drop(&mut self) {
        self.0.send_modify(|calls| *calls = calls.saturating_sub(1));
    }
}

/// See [`Phases::stopping`].
#[derive(Debug)]
pub(crate) struct Stopping(watch::Receiver<Phase>);

impl Stopping {
    pub(crate) async fn wait(&mut self) {
        let _ = self.0.wait_for(|phase| *phase != Phase::Open).await;
    }
}

pub(crate) async fn accept(listener: TcpListener, router: Router, phases: Phases) -> Ended {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let connections = GracefulShutdown::new();
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            biased;
            () = phases.reaches(|phase| phase != Phase::Open) => break,
            next = next => next,
        };
        let Ok((stream, _)) = accepted else {
            // Out of file handles, mostly: wait for some to come back instead of turning in circles.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let connection = connections.watch(connection(stream, router.clone()));
        tokio::spawn(async move {
            // What ends a connection is the peer's business or a practised fault; neither is news.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let mut calls = phases.calls.subscribe();
    let finished = async {
        connections.shutdown().await;
        let _ = calls.wait_for(|calls| *calls == 0).await;
    };
    tokio::select! {
        () = finished => Ended::Finished,
        () = phases.reaches(|phase| phase == Phase::Now) => Ended::CutOff,
        () = tokio::time::sleep(DRAIN) => Ended::CutOff,
    }
}

fn connection(
    stream: TcpStream,
    router: Router,
) -> http1::Connection<
    TokioIo<TcpStream>,
    impl hyper::service::Service<
        hyper::Request<Incoming>,
        Response = Response<Body>,
        Error = Dropped,
        Future: Send,
    >,
> {
    // Small answers should leave at once; a system that cannot do this only makes them a little later.
    let _ = stream.set_nodelay(true);
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |request| {
        let answer = router.call(request);
        async move {
            match answer.await {
                Ok(answer) if answer.extensions().get::<DropConnection>().is_none() => Ok(answer),
                _ => Err(Dropped),
            }
        }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .serve_connection(TokioIo::new(stream), service)
}

/// Makes hyper close the connection without an answer.
#[derive(Debug, thiserror::Error)]
#[error("the connection is dropped on purpose")]
struct Dropped;
