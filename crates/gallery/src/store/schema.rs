//! The database's form, as a list of steps from one version to the next.
//!
//! A step, once released, never changes: browsers out there have run it. A new form is a new step at the end.

use idb::event::VersionChangeEvent;
use idb::{
    Database, DatabaseEvent, Error, Event, IndexParams, KeyPath, ObjectStoreParams, Request, Transaction,
};
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::IdbRequest;

use super::codec::{decode, encode_line};
use crate::Line;

/// Records of jobs, by their id.
pub(super) const JOBS: &str = "jobs";
/// Files, by asset id; the value is the blob itself.
pub(super) const ASSETS: &str = "assets";
/// Small pictures, by the asset id of the file they show; apart, so that a list never touches the large ones.
pub(super) const THUMBS: &str = "thumbs";
/// Broken records, as `{ record, flaw, moved_ms }`, under a running number.
pub(super) const QUARANTINE: &str = "quarantine";
/// Small texts, by name.
pub(super) const META: &str = "meta";

/// What calls have cost, by the job's id.
pub(super) const LEDGER: &str = "ledger";
/// Index of the ledger by creation time.
pub(super) const BY_TIME: &str = "by_time";

/// Index of jobs by creation time and id: the gallery's order.
pub(super) const BY_CREATED: &str = "by_created";
/// Index of jobs by phase.
pub(super) const BY_PHASE: &str = "by_phase";
/// Index of jobs, and of broken ones, by each asset id they name.
pub(super) const BY_ASSET: &str = "by_asset";

/// Member of a kept record that lists its asset ids, for the index. It is made at writing and not part of the model.
pub(super) const ASSETS_MEMBER: &str = "assets";

type Step = fn(&Database, &Transaction) -> Result<(), Error>;

const STEPS: &[Step] = &[first, second];

/// The database version this code reads and writes.
pub(super) const VERSION: u32 = STEPS.len() as u32;

/// Brings a database of any earlier version to [`VERSION`]. A failed step undoes the whole upgrade, which makes
/// the open request fail and leaves the data as it was.
pub(super) fn upgrade(event: &VersionChangeEvent) {
    let Ok(request) = event.target() else { return };
    let Some(transaction) = request.transaction() else { return };
    let run = || {
        let database = event.database()?;
        let done = event.old_version()? as usize;
        STEPS.iter().skip(done).try_for_each(|step| step(&database, &transaction))
    };
    if run().is_err() {
        // The only way an abort can fail is that the transaction is already over, and then the open fails as well.
        let _ = transaction.abort();
    }
}

fn first(database: &Database, _: &Transaction) -> Result<(), Error> {
    let jobs = database.create_object_store(JOBS, keyed_by("id"))?;
    jobs.create_index(BY_CREATED, KeyPath::new_array(["created_ms", "id"]), None)?;
    jobs.create_index(BY_PHASE, KeyPath::new_single("phase"), None)?;
    jobs.create_index(BY_ASSET, KeyPath::new_single(ASSETS_MEMBER), Some(each_entry()))?;

    let mut numbered = ObjectStoreParams::new();
    numbered.auto_increment(true);
    let quarantine = database.create_object_store(QUARANTINE, numbered)?;
    quarantine.create_index(BY_ASSET, KeyPath::new_single("record.assets"), Some(each_entry()))?;

    for name in [ASSETS, THUMBS, META] {
        database.create_object_store(name, ObjectStoreParams::new())?;
    }
    Ok(())
}

/// The ledger, with a line for every job that is there already.
fn second(database: &Database, transaction: &Transaction) -> Result<(), Error> {
    let ledger = database.create_object_store(LEDGER, keyed_by("id"))?;
    ledger.create_index(BY_TIME, KeyPath::new_single("created_ms"), None)?;
    let jobs: IdbRequest = transaction.object_store(JOBS)?.get_all(None, None)?.into();
    let asked = jobs.clone();
    let fill = Closure::once_into_js(move || {
        let records: Option<Array> = asked.result().ok().and_then(|list| list.dyn_into().ok());
        for record in records.iter().flat_map(Array::iter) {
            // A broken record is met again by the gallery, which moves it aside and says so.
            let line = decode(record).ok().and_then(|job| encode_line(&Line::of(&job)).ok());
            if let Some(line) = line {
                // Should a line not go in, the upgrade fails as a whole, and the data stays as it was.
                let _ = ledger.put(&line, None);
            }
        }
    });
    jobs.set_onsuccess(Some(fill.unchecked_ref()));
    Ok(())
}

fn keyed_by(member: &str) -> ObjectStoreParams {
    let mut params = ObjectStoreParams::new();
    params.key_path(Some(KeyPath::new_single(member)));
    params
}

fn each_entry() -> IndexParams {
    let mut params = IndexParams::new();
    params.multi_entry(true);
    params
}
