//! Walking through the jobs, and moving broken ones aside.

use std::collections::BTreeSet;

use idb::{CursorDirection, KeyRange, ObjectStore, Query};
use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::JsValue;

use super::codec::{decode, decode_line};
use super::connection::Connection;
use super::fault;
use super::schema::{BY_CREATED, BY_PHASE, BY_TIME, JOBS, LEDGER, QUARANTINE};
use super::work::{Step, Work};
use crate::{Job, Line, Page, Phase, Place, StoreError};

pub(super) async fn page(
    connection: &Connection,
    before: Option<&Place>,
    limit: usize,
) -> Result<Page, StoreError> {
    let work = Work::read(connection, &[JOBS]).await?;
    let jobs = work.store(JOBS)?;
    let mut broken = if before.is_none() { without_a_place(&jobs).await? } else { Vec::new() };
    let mut page = Page::default();

    let range = before.map(range_after).transpose()?;
    let cursor = jobs.index(BY_CREATED)?.open_cursor(range, Some(CursorDirection::Prev))?.await?;
    if let Some(mut cursor) = cursor.map(|cursor| cursor.into_managed()) {
        while let Some(record) = cursor.value()? {
            match decode(record) {
                Ok(_) if page.jobs.len() == limit => {
                    page.next = page.jobs.last().map(Place::of);
                    break;
                }
                Ok(job) => page.jobs.push(job),
                Err(_) => broken.extend(cursor.primary_key()?),
            }
            cursor.next(None).await?;
        }
    }
    drop(work);
    page.quarantined = set_aside(connection, broken).await;
    Ok(page)
}

pub(super) async fn in_phase(connection: &Connection, phase: Phase) -> Result<Vec<Job>, StoreError> {
    let work = Work::read(connection, &[JOBS]).await?;
    let key = JsValue::from_str(phase.name());
    let records = work.store(JOBS)?.index(BY_PHASE)?.get_all(Some(key.into()), None)?.await?;
    // Broken ones are left to the page, which counts them for the person.
    Ok(records.into_iter().filter_map(|record| decode(record).ok()).collect())
}

/// The lines of the ledger from one time up to another, oldest first. A broken line is left out.
pub(super) async fn ledger(
    connection: &Connection,
    from_ms: f64,
    to_ms: f64,
) -> Result<Vec<Line>, StoreError> {
    let work = Work::read(connection, &[LEDGER]).await?;
    let range = KeyRange::bound(&from_ms.into(), &to_ms.into(), Some(false), Some(true))?;
    let lines = work.store(LEDGER)?.index(BY_TIME)?.get_all(Some(range.into()), None)?.await?;
    Ok(lines.iter().filter_map(|line| decode_line(line).ok()).collect())
}

pub(super) async fn count(connection: &Connection) -> Result<usize, StoreError> {
    let work = Work::read(connection, &[JOBS]).await?;
    Ok(work.store(JOBS)?.count(None)?.await? as usize)
}

pub(super) async fn quarantined(connection: &Connection) -> Result<usize, StoreError> {
    let work = Work::read(connection, &[QUARANTINE]).await?;
    Ok(work.store(QUARANTINE)?.count(None)?.await? as usize)
}

/// Moves the records of some keys to the quarantine, as far as they are still broken: another tab may have replaced
/// them since they were read. Gives how many it moved.
pub(super) fn move_aside(connection: &Connection, keys: Vec<JsValue>) -> Step<'_, usize> {
    Box::pin(async move {
        let work = Work::write(connection, &[JOBS, QUARANTINE]).await?;
        let (jobs, quarantine) = (work.store(JOBS)?, work.store(QUARANTINE)?);
        let mut moved = 0;
        for key in keys {
            let Some(record) = jobs.get(key.clone())?.await? else { continue };
            let Err(flaw) = decode(record.clone()) else { continue };
            let entry = Object::new();
            for (name, value) in [
                ("record", record),
                ("flaw", JsValue::from_str(&flaw.to_string())),
                ("moved_ms", JsValue::from_f64(Date::now())),
            ] {
                Reflect::set(&entry, &name.into(), &value).map_err(|value| fault::from_js(&value))?;
            }
            quarantine.put(&entry, None)?;
            jobs.delete(key)?;
            moved += 1;
        }
        work.finish().await?;
        Ok(moved)
    })
}

/// Moves broken records aside for a page. A page is shown even when that fails, such as when the disk is full; the
/// records are then met, and counted, again.
async fn set_aside(connection: &Connection, broken: Vec<JsValue>) -> usize {
    let found = broken.len();
    if found == 0 {
        return 0;
    }
    move_aside(connection, broken).await.unwrap_or(found)
}

/// Keys of records that the gallery's order leaves out, because their creation time is missing or no valid key. Nobody
/// would ever see them otherwise.
async fn without_a_place(jobs: &ObjectStore) -> Result<Vec<JsValue>, StoreError> {
    let order = jobs.index(BY_CREATED)?;
    if jobs.count(None)?.await? == order.count(None)?.await? {
        return Ok(Vec::new());
    }
    let placed: BTreeSet<String> =
        order.get_all_keys(None, None)?.await?.iter().filter_map(JsValue::as_string).collect();
    let mut keys = jobs.get_all_keys(None, None)?.await?;
    keys.retain(|key| key.as_string().is_none_or(|key| !placed.contains(&key)));
    Ok(keys)
}

fn range_after(place: &Place) -> Result<Query, StoreError> {
    let key = Array::of2(&JsValue::from_f64(place.created_ms), &JsValue::from_str(&place.id));
    Ok(KeyRange::upper_bound(&key, Some(true))?.into())
}
