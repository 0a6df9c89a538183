//! One transaction.
//!
//! The one rule of this folder: between beginning a piece of work and finishing it, await nothing but requests of its own.
//! A transaction commits as soon as control returns to the browser with no request pending.

use idb::{ObjectStore, Transaction};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbTransaction};

use super::connection::Connection;
use super::fault;
use crate::StoreError;

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
    pub(super) async fn read(connection: &Connection, stores: &[&str]) -> Result<Self, StoreError> {
        Self::begin(&connection.database().await?, stores, "readonly")
    }

    /// Begins to write.
    pub(super) async fn write(connection: &Connection, stores: &[&str]) -> Result<Self, StoreError> {
        Self::begin(&connection.database().await?, stores, "readwrite")
    }

    pub(super) fn store(&self, name: &str) -> Result<ObjectStore, StoreError> {
        Ok(self.transaction.object_store(name)?)
    }

    /// Waits until everything is kept.
    ///
    /// The crate's own future for this loses the reason of an abort, which is where a full disk shows.
    pub(super) async fn finish(mut self) -> Result<(), StoreError> {
        self.finished = true;
        let done = Promise::new(&mut |resolve: Function, reject: Function| {
            self.raw.set_oncomplete(Some(&resolve));
            self.raw.set_onabort(Some(&reject));
        });
        match done.await {
            Ok(_) => Ok(()),
            Err(_) => Err(match self.raw.error() {
                Some(reason) => fault::from_js(&reason),
                None => StoreError::Other("the transaction was aborted".to_owned()),
            }),
        }
    }

    /// Asks for strict durability, for which web-sys has no stable binding: a record of a paid request should be on
    /// the disk, not in a buffer, before the request is sent. Browsers that do not know the option ignore it.
    fn begin(database: &IdbDatabase, stores: &[&str], mode: &str) -> Result<Self, StoreError> {
        let stores: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        let thrown = |value: JsValue| fault::from_js(&value);
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(thrown)?;
        let method: Function =
            Reflect::get(database, &"transaction".into()).map_err(thrown)?.unchecked_into();
        let raw: IdbTransaction =
            method.call3(database, &stores, &mode.into(), &options).map_err(thrown)?.unchecked_into();
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
