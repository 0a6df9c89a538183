//! Single records and files.

use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::codec::{as_blob, corrupt, decode, encode};
use super::connection::Connection;
use super::listing;
use super::schema::{ASSETS, JOBS, META, THUMBS};
use super::work::Work;
use crate::{Asset, Job, StoreError};

pub(super) async fn put(
    connection: &Connection,
    job: Option<&Job>,
    assets: &[Asset<Blob>],
) -> Result<(), StoreError> {
    let record = job.map(encode).transpose()?;
    let work = Work::write(connection, &[JOBS, ASSETS, THUMBS]).await?;
    if let Some(record) = record {
        work.store(JOBS)?.put(&record, None)?;
    }
    for asset in assets {
        let key = JsValue::from_str(&asset.id);
        work.store(ASSETS)?.put(&asset.blob, Some(&key))?;
        match &asset.thumb {
            Some(thumb) => drop(work.store(THUMBS)?.put(thumb, Some(&key))?),
            // A replaced file must not keep the small picture of the old one.
            None => drop(work.store(THUMBS)?.delete(key)?),
        }
    }
    work.finish().await
}

pub(super) async fn change_job(
    connection: &Connection,
    id: &str,
    change: impl FnOnce(&mut Job),
) -> Result<Option<Job>, StoreError> {
    let key = JsValue::from_str(id);
    let work = Work::write(connection, &[JOBS]).await?;
    let jobs = work.store(JOBS)?;
    let Some(record) = jobs.get(key.clone())?.await? else { return Ok(None) };
    match decode(record) {
        Ok(mut job) => {
            change(&mut job);
            jobs.put(&encode(&job)?, None)?;
            work.finish().await?;
            Ok(Some(job))
        }
        Err(flaw) => {
            drop(work);
            listing::move_aside(connection, vec![key]).await?;
            Err(corrupt(flaw))
        }
    }
}

pub(super) async fn job(connection: &Connection, id: &str) -> Result<Option<Job>, StoreError> {
    let key = JsValue::from_str(id);
    let work = Work::read(connection, &[JOBS]).await?;
    let Some(record) = work.store(JOBS)?.get(key.clone())?.await? else { return Ok(None) };
    match decode(record) {
        Ok(job) => Ok(Some(job)),
        Err(flaw) => {
            drop(work);
            listing::move_aside(connection, vec![key]).await?;
            Err(corrupt(flaw))
        }
    }
}

pub(super) async fn blob(connection: &Connection, store: &str, id: &str) -> Result<Option<Blob>, StoreError> {
    let work = Work::read(connection, &[store]).await?;
    work.store(store)?.get(JsValue::from_str(id))?.await?.map(as_blob).transpose()
}

pub(super) async fn note(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    let work = Work::read(connection, &[META]).await?;
    let value = work.store(META)?.get(JsValue::from_str(name))?.await?;
    Ok(value.and_then(|value| value.as_string()))
}

pub(super) async fn set_note(
    connection: &Connection,
    name: &str,
    text: Option<&str>,
) -> Result<(), StoreError> {
    let key = JsValue::from_str(name);
    let work = Work::write(connection, &[META]).await?;
    match text {
        Some(text) => drop(work.store(META)?.put(&JsValue::from_str(text), Some(&key))?),
        None => drop(work.store(META)?.delete(key)?),
    }
    work.finish().await
}
