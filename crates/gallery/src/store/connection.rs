//! Opening the database, keeping it open, and letting go of it for another tab.

use std::cell::{Cell, RefCell};
use std::future::{Future, IntoFuture};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use gloo_timers::future::TimeoutFuture;
use idb::{Database, Factory};
use js_sys::futures::spawn_local;
use web_sys::IdbDatabase;

use super::schema;
use crate::StoreError;

/// How long an open may take, milliseconds. A disk that sleeps answers well within it; an open that waits behind
/// another tab's pending delete, or hits a browser whose storage has died, never answers.
const PATIENCE_MS: u32 = 10_000;

/// The way to one database. It is opened again on demand when it was closed for another tab or by the browser.
#[derive(Debug)]
pub(super) struct Connection {
    name: String,
    factory: Factory,
    live: RefCell<Option<Live>>,
}

#[derive(Debug)]
struct Live {
    raw: IdbDatabase,
    /// Cleared by the handlers below when the database is closed from outside.
    open: Rc<Cell<bool>>,
    /// Owns the handlers; they must live as long as the connection.
    _handlers: Database,
}

impl Connection {
    pub(super) async fn open(name: &str) -> Result<Self, StoreError> {
        Self::open_in(Factory::new()?, name).await
    }

    /// Opens a database of a certain factory; tests have one with little room.
    pub(super) async fn open_in(factory: Factory, name: &str) -> Result<Self, StoreError> {
        let connection = Self { name: name.to_owned(), factory, live: RefCell::default() };
        connection.database().await?;
        Ok(connection)
    }

    /// The open database.
    pub(super) async fn database(&self) -> Result<IdbDatabase, StoreError> {
        if let Some(raw) = self.current() {
            return Ok(raw);
        }
        let raw = open(&self.factory, &self.name, schema::VERSION).await?;
        // Two calls may have opened at the same time: the first one stays.
        if let Some(current) = self.current() {
            raw.close();
            return Ok(current);
        }
        *self.live.borrow_mut() = Some(Live::watch(raw.clone()));
        Ok(raw)
    }

    pub(super) fn close(&self) {
        if let Some(live) = self.live.take() {
            live.raw.close();
        }
    }

    fn current(&self) -> Option<IdbDatabase> {
        self.live.borrow().as_ref().filter(|live| live.open.get()).map(|live| live.raw.clone())
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.close();
    }
}

impl Live {
    /// Lets go when another tab wants to upgrade or delete the database, and notices when the browser closes it.
    fn watch(raw: IdbDatabase) -> Self {
        let open = Rc::new(Cell::new(true));
        let mut handlers = Database::from(raw.clone());
        handlers.on_version_change({
            let (raw, open) = (raw.clone(), open.clone());
            move |_| {
                open.set(false);
                raw.close();
            }
        });
        handlers.on_close({
            let open = open.clone();
            move |_| open.set(false)
        });
        Self { raw, open, _handlers: handlers }
    }
}

impl Drop for Live {
    /// The handlers are freed now; the browser must not call them any more.
    fn drop(&mut self) {
        self.raw.set_onversionchange(None);
        self.raw.set_onclose(None);
    }
}

/// Set when another tab holds the database in an older version.
#[derive(Default)]
struct Blocked {
    hit: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

async fn open(factory: &Factory, name: &str, version: u32) -> Result<IdbDatabase, StoreError> {
    let mut request = factory.open(name, Some(version))?;
    request.on_upgrade_needed(|event| schema::upgrade(&event));
    let blocked = Rc::new(Blocked::default());
    request.on_blocked({
        let blocked = blocked.clone();
        move |_| {
            blocked.hit.set(true);
            if let Some(waker) = blocked.waker.take() {
                waker.wake();
            }
        }
    });

    let mut request = Box::pin(request.into_future());
    let answer = {
        let mut patience = pin!(TimeoutFuture::new(PATIENCE_MS));
        std::future::poll_fn(|context| {
            if let Poll::Ready(answer) = request.as_mut().poll(context) {
                return Poll::Ready(Some(answer));
            }
            if blocked.hit.get() || patience.as_mut().poll(context).is_ready() {
                return Poll::Ready(None);
            }
            *blocked.waker.borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        })
        .await
    };
    match answer {
        Some(answer) => Ok(answer?.into()),
        None => {
            // The request cannot be taken back. When it succeeds later, it must not block others in turn.
            spawn_local(async {
                if let Ok(late) = request.await {
                    late.close();
                }
            });
            Err(StoreError::Blocked)
        }
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    async fn a_tab_that_does_not_let_go_makes_the_open_blocked_and_the_late_answer_is_let_go() {
        let factory = Factory::new().expect("this browser has a database");
        factory.delete("blocked").expect("the call is valid").await.expect("nothing is in the way");
        let holder = open(&factory, "blocked", schema::VERSION).await.expect("a new database opens");

        let blocked = open(&factory, "blocked", schema::VERSION + 1).await;
        assert_eq!(blocked, Err(StoreError::Blocked));

        holder.close();
        // This would wait for ever if the late answer were kept open.
        factory.delete("blocked").expect("the call is valid").await.expect("nothing is in the way any more");
    }
}
