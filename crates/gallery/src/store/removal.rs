//! Taking things away: a job with the files only it names, files nobody names, everything.

use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::codec::{as_blob, corrupt, decode};
use super::connection::Connection;
use super::listing;
use super::schema::{ASSETS, BY_ASSET, JOBS, LEDGER, META, QUARANTINE, THUMBS};
use super::work::Work;
use crate::{Asset, Removed, StoreError};

pub(super) async fn delete_job(
    connection: &Connection,
    id: &str,
) -> Result<Option<Removed<Blob>>, StoreError> {
    let key = JsValue::from_str(id);
    let work = Work::write(connection, &[JOBS, ASSETS, THUMBS, QUARANTINE]).await?;
    let jobs = work.store(JOBS)?;
    let Some(record) = jobs.get(key.clone())?.await? else { return Ok(None) };
    let job = match decode(record) {
        Ok(job) => job,
        Err(flaw) => {
            drop(work);
            listing::move_aside(connection, vec![key]).await?;
            return Err(corrupt(flaw));
        }
    };
    // After this the index tells who else names a file.
    jobs.delete(key)?.await?;
    let mut assets = Vec::new();
    for id in job.asset_ids() {
        let key = JsValue::from_str(id);
        if is_named(&work, &key).await? {
            continue;
        }
        let blob = work.store(ASSETS)?.get(key.clone())?.await?;
        let thumb = work.store(THUMBS)?.get(key.clone())?.await?;
        work.store(ASSETS)?.delete(key.clone())?;
        work.store(THUMBS)?.delete(key)?;
        // What is no file cannot be given back; it goes with the job.
        if let Some(Ok(blob)) = blob.map(as_blob) {
            let thumb = thumb.and_then(|thumb| as_blob(thumb).ok());
            assets.push(Asset { id: id.to_owned(), blob, thumb });
        }
    }
    work.finish().await?;
    Ok(Some(Removed { job, assets }))
}

pub(super) async fn sweep(connection: &Connection, keep: &[String]) -> Result<usize, StoreError> {
    let work = Work::write(connection, &[JOBS, ASSETS, THUMBS, QUARANTINE]).await?;
    let mut removed = 0;
    for key in work.store(ASSETS)?.get_all_keys(None, None)?.await? {
        let kept = key.as_string().is_some_and(|id| keep.contains(&id));
        if kept || is_named(&work, &key).await? {
            continue;
        }
        work.store(ASSETS)?.delete(key.clone())?;
        work.store(THUMBS)?.delete(key)?;
        removed += 1;
    }
    work.finish().await?;
    Ok(removed)
}

pub(super) async fn drop_files(connection: &Connection, ids: &[String]) -> Result<(), StoreError> {
    let work = Work::write(connection, &[JOBS, ASSETS, THUMBS, QUARANTINE]).await?;
    for id in ids {
        let key = JsValue::from_str(id);
        if !is_named(&work, &key).await? {
            work.store(ASSETS)?.delete(key.clone())?;
            work.store(THUMBS)?.delete(key)?;
        }
    }
    work.finish().await
}

pub(super) async fn clear(connection: &Connection) -> Result<(), StoreError> {
    let stores = [JOBS, ASSETS, THUMBS, QUARANTINE, META, LEDGER];
    let work = Work::write(connection, &stores).await?;
    for store in stores {
        work.store(store)?.clear()?;
    }
    work.finish().await
}

/// Whether any record names a file. A broken record counts as well: it may be mended one day.
async fn is_named(work: &Work, asset: &JsValue) -> Result<bool, StoreError> {
    for store in [JOBS, QUARANTINE] {
        if work.store(store)?.index(BY_ASSET)?.count(Some(asset.clone().into()))?.await? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}
