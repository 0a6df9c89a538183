//! One transaction.
//!
//! The one rule of this folder: between beginning a piece of work and finishing it, await nothing but requests of its own.
//! A transaction commits as soon as control returns to the browser with no request pending.

use std::pin::Pin;

use idb::{ObjectStore, Transaction};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbTransaction};

use super::connection::Connection;
use super::fault;
use crate::StoreError;

/// A step of the work that many callers share. Boxed, so that its code exists once and not once in each caller.
pub(super) type Step<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + 'a>>;

/// A transaction that is undone unless it is finished, so that a dropped future or an early return leaves nothing half
/// done.
#[derive(Debug)]
pub(super) struct Work {
    transaction: Transaction,
    raw: IdbTransaction,
    finished: bool,
}

impl Work {
    /// Begins to read.
    pub(super) fn read<'a>(connection: &'a Connection, stores: &'a [&'a str]) -> Step<'a, Self> {
        Box::pin(Self::begin(connection, stores, "readonly"))
    }

    /// Begins to write.
    pub(super) fn write<'a>(connection: &'a Connection, stores: &'a [&'a str]) -> Step<'a, Self> {
        Box::pin(Self::begin(connection, stores, "readwrite"))
    }

    pub(super) fn store(&self, name: &str) -> Result<ObjectStore, StoreError> {
        Ok(self.transaction.object_store(name)?)
    }

    /// Waits until everything is kept.
    ///
    /// The crate's own future for this loses the reason of an abort, which is where a full disk shows.
    pub(super) fn finish(self) -> Step<'static, ()> {
        Box::pin(self.finished())
    }

    async fn finished(mut self) -> Result<(), StoreError> {
        self.finished = true;
        let done = Promise::new(&mut |resolve: Function, reject: Function| {
            self.raw.set_oncomplete(Some(&resolve));
            self.raw.set_onabort(Some(&reject));
        });
        // Said outright, and not left to the browser, which would first tell the page that every request is done: a page
        // that goes away now is told nothing any more. It refuses only what is over already.
        #[expect(
            deprecated,
            reason = "it was left out of one edition of the standard and is back in the next"
        )]
        let _ = self.raw.commit();
        match done.await {
            Ok(_) => Ok(()),
            Err(_) => Err(match self.raw.error() {
                Some(reason) => fault::from_js(&reason),
                None => StoreError::Other("the transaction was aborted".to_owned()),
            }),
        }
    }

    /// Begins a transaction. A connection that has died without a word, as it does on phones that put the tab to sleep, is
    /// replaced once.
    async fn begin(connection: &Connection, stores: &[&str], mode: &str) -> Result<Self, StoreError> {
        let raw = match transaction(&connection.database().await?, stores, mode) {
            Ok(raw) => raw,
            Err(thrown) if fault::is_dead_connection(&thrown) => {
                connection.close();
                transaction(&connection.database().await?, stores, mode)
                    .map_err(|value| fault::from_js(&value))?
            }
            Err(thrown) => return Err(fault::from_js(&thrown)),
        };
        Ok(Self { transaction: raw.clone().into(), raw, finished: false })
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        if !self.finished {
            // Fails only when the transaction is already over, as it is after plain reading.
            let _ = self.raw.abort();
        }
    }
}

/// Asks for strict durability, for which web-sys has no stable binding: a record of a paid request should be on the
/// disk, not in a buffer, before the request is sent. Browsers that do not know the option ignore it.
fn transaction(database: &IdbDatabase, stores: &[&str], mode: &str) -> Result<IdbTransaction, JsValue> {
    let stores: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let method: Function = Reflect::get(database, &"transaction".into())?.unchecked_into();
    Ok(method.call3(database, &stores, &mode.into(), &options)?.unchecked_into())
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::super::schema::META;
    use super::*;

    async fn fresh(name: &str) -> Connection {
        let factory = idb::Factory::new().expect("this browser has a database");
        factory.delete(name).expect("the call is valid").await.expect("nothing is in the way");
        Connection::open(name).await.expect("a new database opens")
    }

    #[wasm_bindgen_test]
    async fn the_reason_of_an_abort_is_told() {
        let connection = fresh("abort-reason").await;
        let work = Work::write(&connection, &[META]).await.expect("the database is open");
        let store = work.store(META).expect("the store is there");
        // The second add of the same key fails and takes the whole transaction with it.
        for _ in 0..2 {
            store.add(&"x".into(), Some(&"key".into())).expect("the call is valid");
        }
        let Err(StoreError::Other(words)) = work.finish().await else {
            unreachable!("the transaction must fail")
        };
        assert!(words.starts_with("ConstraintError"), "{words}");
    }

    #[wasm_bindgen_test]
    async fn work_that_is_not_finished_is_undone() {
        let connection = fresh("undone").await;
        let work = Work::write(&connection, &[META]).await.expect("the database is open");
        work.store(META)
            .and_then(|store| Ok(store.put(&"x".into(), Some(&"key".into()))?))
            .expect("it is valid");
        drop(work);
        let work = Work::read(&connection, &[META]).await.expect("the database is open");
        let count = work.store(META).and_then(|store| Ok(store.count(None)?)).expect("it is valid").await;
        assert_eq!(count, Ok(0));
    }

    #[wasm_bindgen_test]
    async fn a_connection_that_died_without_a_word_is_replaced() {
        let connection = fresh("died").await;
        // Closing it behind the connection's back fires no event.
        connection.database().await.expect("it is open").close();
        let work = Work::read(&connection, &[META]).await.expect("it opens again");
        assert_eq!(
            work.store(META).and_then(|store| Ok(store.count(None)?)).expect("it is valid").await,
            Ok(0)
        );
    }

    #[wasm_bindgen_test]
    async fn writing_asks_for_strict_durability() {
        let connection = fresh("strict").await;
        let work = Work::write(&connection, &[META]).await.expect("the database is open");
        let asked = Reflect::get(&work.raw, &"durability".into()).expect("it is an object");
        assert_eq!(asked, "strict");
    }
}
