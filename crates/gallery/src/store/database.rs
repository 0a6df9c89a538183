//! Single records and files.

use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::codec::{as_blob, corrupt, decode, encode, encode_line};
use super::connection::Connection;
use super::listing;
use super::schema::{ASSETS, JOBS, LEDGER, META, THUMBS};
use super::work::Work;
use crate::{Asset, Job, Line, StoreError};

pub(super) async fn put(
    connection: &Connection,
    job: Option<&Job>,
    assets: &[Asset<Blob>],
) -> Result<(), StoreError> {
    let record = job.map(encode).transpose()?;
    let line = job.map(|job| encode_line(&Line::of(job))).transpose()?;
    let work = Work::write(connection, &[JOBS, LEDGER, ASSETS, THUMBS]).await?;
    if let Some(record) = record {
        work.store(JOBS)?.put(&record, None)?;
    }
    if let Some(line) = line {
        work.store(LEDGER)?.put(&line, None)?;
    }
    put_assets(&work, assets)?;
    work.finish().await
}

fn put_assets(work: &Work, assets: &[Asset<Blob>]) -> Result<(), StoreError> {
    for asset in assets {
        let key = JsValue::from_str(&asset.id);
        work.store(ASSETS)?.put(&asset.blob, Some(&key))?;
        match &asset.thumb {
            Some(thumb) => drop(work.store(THUMBS)?.put(thumb, Some(&key))?),
            // A replaced file must not keep the small picture of the old one.
            None => drop(work.store(THUMBS)?.delete(key)?),
        }
    }
    Ok(())
}

pub(super) async fn put_thumb(connection: &Connection, id: &str, thumb: &Blob) -> Result<(), StoreError> {
    let key = JsValue::from_str(id);
    let work = Work::write(connection, &[ASSETS, THUMBS]).await?;
    if work.store(ASSETS)?.count(Some(key.clone().into()))?.await? > 0 {
        work.store(THUMBS)?.put(thumb, Some(&key))?;
    }
    work.finish().await
}

pub(super) async fn change_job(
    connection: &Connection,
    id: &str,
    change: impl FnOnce(&mut Job),
) -> Result<Option<Job>, StoreError> {
    let key = JsValue::from_str(id);
    let work = Work::write(connection, &[JOBS, LEDGER]).await?;
    let jobs = work.store(JOBS)?;
    let Some(record) = jobs.get(key.clone())?.await? else { return Ok(None) };
    match decode(record) {
        Ok(mut job) => {
            change(&mut job);
            jobs.put(&encode(&job)?, None)?;
            work.store(LEDGER)?.put(&encode_line(&Line::of(&job))?, None)?;
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

pub(super) async fn join_job(
    connection: &Connection,
    mut job: Job,
    change: &dyn Fn(&mut Job),
    assets: &[Asset<Blob>],
) -> Result<Job, StoreError> {
    let work = Work::write(connection, &[JOBS, LEDGER, ASSETS, THUMBS]).await?;
    let jobs = work.store(JOBS)?;
    // A broken record has nothing to say, and is replaced.
    let kept = jobs.get(JsValue::from_str(&job.id))?.await?;
    if let Some(Ok(kept)) = kept.map(decode) {
        job.join(&kept);
    }
    change(&mut job);
    jobs.put(&encode(&job)?, None)?;
    work.store(LEDGER)?.put(&encode_line(&Line::of(&job))?, None)?;
    put_assets(&work, assets)?;
    work.finish().await?;
    Ok(job)
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
    assets: &[Asset<Blob>],
) -> Result<(), StoreError> {
    let key = JsValue::from_str(name);
    let work = Work::write(connection, &[META, ASSETS, THUMBS]).await?;
    match text {
        Some(text) => drop(work.store(META)?.put(&JsValue::from_str(text), Some(&key))?),
        None => drop(work.store(META)?.delete(key)?),
    }
    put_assets(&work, assets)?;
    work.finish().await
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use js_sys::{Array, Function, Promise, Uint8Array};
    use wasm_bindgen::JsCast;
    use wasm_bindgen_test::wasm_bindgen_test;
    use web_sys::IdbFactory;

    use super::*;
    use crate::{Job, id_from};

    /// A database in a bucket of storage that holds one megabyte.
    async fn small(name: &str) -> Connection {
        let open = "return navigator.storageBuckets.delete(name)\
            .then(() => navigator.storageBuckets.open(name, { quota: 1e6 })).then((bucket) => bucket.indexedDB)";
        let promise = Function::new_with_args("name", open).call1(&JsValue::NULL, &name.into());
        let promise: Promise = promise.expect("this browser has storage buckets").unchecked_into();
        let factory: IdbFactory = promise.await.expect("a bucket can be made").unchecked_into();
        Connection::open_in(factory.into(), name).await.expect("a new database opens")
    }

    fn asset(id: &str, bytes: u32) -> Asset<Blob> {
        let parts = Array::of1(&Uint8Array::new_with_length(bytes));
        let blob = Blob::new_with_u8_array_sequence(&parts).expect("the bytes are valid");
        Asset { id: id.to_owned(), blob, thumb: None }
    }

    #[wasm_bindgen_test]
    async fn without_room_for_the_file_nothing_is_kept_and_what_was_there_stays() {
        let connection = small("no-room").await;
        let (before, after) = (Job::new(id_from([1; 16]), 1.0), Job::new(id_from([2; 16]), 2.0));
        put(&connection, Some(&before), &[asset("small", 1_000)]).await.expect("there is room for this");

        let full = put(&connection, Some(&after), &[asset("large", 3_000_000)]).await;
        assert_eq!(full, Err(StoreError::NoRoom));
        assert_eq!(job(&connection, &after.id).await, Ok(None));
        assert_eq!(blob(&connection, ASSETS, "large").await, Ok(None));
        assert_eq!(job(&connection, &before.id).await, Ok(Some(before)));
        assert_eq!(
            blob(&connection, ASSETS, "small").await.map(|file| file.map(|file| file.size())),
            Ok(Some(1_000.0))
        );
    }
}
