//! The gallery in a browser: one front for the database and its fallback in memory.

mod codec;
mod connection;
mod database;
mod fault;
mod listing;
mod quota;
mod removal;
mod schema;
mod work;

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Blob;

use self::connection::Connection;
pub use self::quota::Usage;
use crate::{Asset, Job, Line, Memory, Notice, Page, Phase, Place, Removed, StoreError, is_asset_id};

/// What the studio keeps, in this browser. Clones share the same store.
///
/// Dropping a future in the middle leaves the store as it was before the call or as it would be after it, never between.
#[derive(Debug, Clone)]
pub struct Gallery {
    backend: Rc<Backend>,
}

/// A gallery that was opened, and what the person should know about it.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The gallery; it works in either case.
    pub gallery: Gallery,
    /// Present when there is no database behind it, so that everything goes when the tab closes.
    pub notice: Option<Notice>,
}

#[derive(Debug)]
enum Backend {
    Database(Connection),
    Memory(RefCell<Memory<Blob>>),
}

impl Gallery {
    /// Opens the database of a name, or creates it. Never fails: without a database the gallery lives in memory and
    /// [`Opened::notice`] says why. It does not hang either: an open that gets no answer counts as blocked.
    pub async fn open(name: &str) -> Opened {
        match Connection::open(name).await {
            Ok(connection) => {
                Opened { gallery: Self { backend: Rc::new(Backend::Database(connection)) }, notice: None }
            }
            Err(cause) => Opened { gallery: Self::in_memory(), notice: Some(Notice { cause }) },
        }
    }

    /// A gallery that keeps nothing after the tab closes.
    pub fn in_memory() -> Self {
        Self { backend: Rc::new(Backend::Memory(RefCell::default())) }
    }

    /// Whether what is put here is still there after the tab closes.
    pub fn is_lasting(&self) -> bool {
        matches!(*self.backend, Backend::Database(_))
    }

    /// Lets go of the database, so that another tab can upgrade or delete it. The next call opens it again.
    pub fn close(&self) {
        if let Backend::Database(connection) = &*self.backend {
            connection.close();
        }
    }

    /// Keeps or replaces a job. Resolves when it is on the disk, as far as the browser can say.
    ///
    /// The last writer wins as a whole; for a job that may be changed elsewhere at the same time, use
    /// [`change_job`](Self::change_job) or [`join_job`](Self::join_job).
    ///
    /// # Errors
    /// [`StoreError::NoRoom`]; [`StoreError::Corrupt`] when the job fails [`Job::check`]; and those of a lost database.
    pub async fn put_job(&self, job: &Job) -> Result<(), StoreError> {
        self.put_job_with(job, &[]).await
    }

    /// Keeps a job together with files it names: either all of it is kept or nothing.
    ///
    /// # Errors
    /// As [`put_job`](Self::put_job), and [`StoreError::Corrupt`] for an impossible asset id.
    pub async fn put_job_with(&self, job: &Job, assets: &[Asset<Blob>]) -> Result<(), StoreError> {
        job.check().map_err(|flaw| StoreError::Corrupt(flaw.to_string()))?;
        assets.iter().try_for_each(|asset| check_asset_id(&asset.id))?;
        match &*self.backend {
            Backend::Database(connection) => database::put(connection, Some(job), assets).await,
            Backend::Memory(memory) => {
                let mut memory = memory.borrow_mut();
                assets.iter().for_each(|asset| memory.put_asset(asset.clone()));
                memory.put_job(job);
                Ok(())
            }
        }
    }

    /// Reads a job, lets `change` change it and writes it back, with no other writer in between. Gives the changed job,
    /// or nothing when there is no such job.
    ///
    /// # Errors
    /// As [`put_job`](Self::put_job); [`StoreError::Corrupt`] also when the kept record does not hold.
    pub async fn change_job(
        &self,
        id: &str,
        change: impl FnOnce(&mut Job),
    ) -> Result<Option<Job>, StoreError> {
        match &*self.backend {
            Backend::Database(connection) => database::change_job(connection, id, change).await,
            Backend::Memory(memory) => {
                let mut memory = memory.borrow_mut();
                let Some(mut job) = memory.job(id).cloned() else { return Ok(None) };
                change(&mut job);
                job.check().map_err(|flaw| StoreError::Corrupt(flaw.to_string()))?;
                memory.put_job(&job);
                Ok(Some(job))
            }
        }
    }

    /// Keeps a job as this tab knows it, together with files it names: [joined](Job::join) with what is kept of it, then
    /// changed by `change`, with no other writer in between. Gives the job as it is kept now.
    ///
    /// # Errors
    /// As [`put_job_with`](Self::put_job_with).
    pub async fn join_job(
        &self,
        mut job: Job,
        change: &dyn Fn(&mut Job),
        assets: &[Asset<Blob>],
    ) -> Result<Job, StoreError> {
        assets.iter().try_for_each(|asset| check_asset_id(&asset.id))?;
        match &*self.backend {
            Backend::Database(connection) => database::join_job(connection, job, change, assets).await,
            Backend::Memory(memory) => {
                let mut memory = memory.borrow_mut();
                if let Some(kept) = memory.job(&job.id) {
                    job.join(kept);
                }
                change(&mut job);
                job.check().map_err(|flaw| StoreError::Corrupt(flaw.to_string()))?;
                assets.iter().for_each(|asset| memory.put_asset(asset.clone()));
                memory.put_job(&job);
                Ok(job)
            }
        }
    }

    /// The job of an id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the record does not hold; it was moved aside. And those of a lost database.
    pub async fn job(&self, id: &str) -> Result<Option<Job>, StoreError> {
        match &*self.backend {
            Backend::Database(connection) => database::job(connection, id).await,
            Backend::Memory(memory) => Ok(memory.borrow().job(id).cloned()),
        }
    }

    /// How many jobs there are.
    ///
    /// # Errors
    /// Those of a lost database.
    pub async fn count(&self) -> Result<usize, StoreError> {
        match &*self.backend {
            Backend::Database(connection) => listing::count(connection).await,
            Backend::Memory(memory) => Ok(memory.borrow().count()),
        }
    }

    /// Up to `limit` jobs that come after `before` (from the newest one, if absent), newest first. Broken records are
    /// moved aside and counted; they never stop the page.
    ///
    /// # Errors
    /// Those of a lost database.
    pub async fn page(&self, before: Option<&Place>, limit: usize) -> Result<Page, StoreError> {
        match &*self.backend {
            Backend::Database(connection) => listing::page(connection, before, limit).await,
            Backend::Memory(memory) => Ok(memory.borrow().page(before, limit)),
        }
    }

    /// Jobs that stand in one phase, such as those an earlier run left at [`Phase::Sent`].
    ///
    /// # Errors
    /// Those of a lost database.
    pub async fn in_phase(&self, phase: Phase) -> Result<Vec<Job>, StoreError> {
        match &*self.backend {
            Backend::Database(connection) => listing::in_phase(connection, phase).await,
            Backend::Memory(memory) => Ok(memory.borrow().in_phase(phase)),
        }
    }

    /// What the calls from one time up to another cost, oldest first; those of deleted jobs as well.
    ///
    /// # Errors
    /// Those of a lost database.
    pub async fn ledger(&self, from_ms: f64, to_ms: f64) -> Result<Vec<Line>, StoreError> {
        match &*self.backend {
            Backend::Database(connection) => listing::ledger(connection, from_ms, to_ms).await,
            Backend::Memory(memory) => Ok(memory.borrow().ledger(from_ms, to_ms)),
        }
    }

    /// How many broken records lie aside.
    ///
    /// # Errors
    /// Those of a lost database.
    pub async fn quarantined(&self) -> Result<usize, StoreError> {
        match &*self.backend {
            Backend::Database(connection) => listing::quarantined(connection).await,
            Backend::Memory(_) => Ok(0),
        }
    }

    /// Keeps or replaces a file and its small picture. The blob is stored as it is.
    ///
    /// A file that no job names yet is in danger of [`sweep`](Self::sweep); where the job is at hand, prefer
    /// [`put_job_with`](Self::put_job_with).
    ///
    /// # Errors
    /// [`StoreError::NoRoom`]; [`StoreError::Corrupt`] for an impossible id; and those of a lost database.
    pub async fn put_asset(&self, id: &str, blob: &Blob, thumb: Option<&Blob>) -> Result<(), StoreError> {
        check_asset_id(id)?;
        let asset = Asset { id: id.to_owned(), blob: blob.clone(), thumb: thumb.cloned() };
        match &*self.backend {
            Backend::Database(connection) => database::put(connection, None, &[asset]).await,
            Backend::Memory(memory) => {
                memory.borrow_mut().put_asset(asset);
                Ok(())
            }
        }
    }

    /// The file of an id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when something else than a file lies there; and those of a lost database.
    pub async fn asset(&self, id: &str) -> Result<Option<Blob>, StoreError> {
        match &*self.backend {
            Backend::Database(connection) => database::blob(connection, schema::ASSETS, id).await,
            Backend::Memory(memory) => Ok(memory.borrow().asset(id).map(|asset| asset.blob.clone())),
        }
    }

    /// The small picture of a file.
    ///
    /// # Errors
    /// As [`asset`](Self::asset).
    pub async fn thumb(&self, id: &str) -> Result<Option<Blob>, StoreError> {
        match &*self.backend {
            Backend::Database(connection) => database::blob(connection, schema::THUMBS, id).await,
            Backend::Memory(memory) => Ok(memory.borrow().asset(id).and_then(|asset| asset.thumb.clone())),
        }
    }

    /// Keeps a small picture of a file; nothing is kept where the file has gone meanwhile.
    ///
    /// # Errors
    /// As [`put_asset`](Self::put_asset).
    pub async fn put_thumb(&self, id: &str, thumb: &Blob) -> Result<(), StoreError> {
        match &*self.backend {
            Backend::Database(connection) => database::put_thumb(connection, id, thumb).await,
            Backend::Memory(memory) => {
                memory.borrow_mut().put_thumb(id, thumb.clone());
                Ok(())
            }
        }
    }

    /// Takes away a job and the files that no other record names, at once. What it gives back undoes the delete, by
    /// [`restore`](Self::restore); nothing, when there was no such job.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the record does not hold; it was moved aside. And those of a lost database.
    pub async fn delete_job(&self, id: &str) -> Result<Option<Removed<Blob>>, StoreError> {
        match &*self.backend {
            Backend::Database(connection) => removal::delete_job(connection, id).await,
            Backend::Memory(memory) => Ok(memory.borrow_mut().delete_job(id)),
        }
    }

    /// Undoes a delete.
    ///
    /// # Errors
    /// As [`put_job`](Self::put_job).
    pub async fn restore(&self, removed: &Removed<Blob>) -> Result<(), StoreError> {
        self.put_job_with(&removed.job, &removed.assets).await
    }

    /// Takes away files that no record and no entry of `keep` names, and says how many. They are left behind when a tab
    /// dies between keeping a file and naming it. Call it while no other tab is at work, and name in `keep` the files
    /// of unsent drafts.
    ///
    /// # Errors
    /// Those of a lost database.
    pub async fn sweep(&self, keep: &[String]) -> Result<usize, StoreError> {
        match &*self.backend {
            Backend::Database(connection) => removal::sweep(connection, keep).await,
            Backend::Memory(memory) => Ok(memory.borrow_mut().sweep(keep)),
        }
    }

    /// Takes away those of the files that no record names any more.
    ///
    /// # Errors
    /// Those of a lost database.
    pub async fn drop_files(&self, ids: &[String]) -> Result<(), StoreError> {
        match &*self.backend {
            Backend::Database(connection) => removal::drop_files(connection, ids).await,
            Backend::Memory(memory) => {
                memory.borrow_mut().drop_files(ids);
                Ok(())
            }
        }
    }

    /// Takes away everything: jobs, files, broken records and notes.
    ///
    /// # Errors
    /// Those of a lost database.
    pub async fn clear(&self) -> Result<(), StoreError> {
        match &*self.backend {
            Backend::Database(connection) => removal::clear(connection).await,
            Backend::Memory(memory) => {
                memory.take();
                Ok(())
            }
        }
    }

    /// A small text that was noted under a name, such as an unsent draft or a setting.
    ///
    /// # Errors
    /// Those of a lost database.
    pub async fn note(&self, name: &str) -> Result<Option<String>, StoreError> {
        match &*self.backend {
            Backend::Database(connection) => database::note(connection, name).await,
            Backend::Memory(memory) => Ok(memory.borrow().note(name).map(str::to_owned)),
        }
    }

    /// Notes a small text under a name, or forgets it. Not for secrets.
    ///
    /// # Errors
    /// As [`put_job`](Self::put_job).
    pub async fn set_note(&self, name: &str, text: Option<&str>) -> Result<(), StoreError> {
        self.set_note_with(name, text, &[]).await
    }

    /// Notes a text together with files it names: either all of it is kept or nothing. No job may name these files.
    ///
    /// # Errors
    /// As [`put_asset`](Self::put_asset).
    pub async fn set_note_with(
        &self,
        name: &str,
        text: Option<&str>,
        assets: &[Asset<Blob>],
    ) -> Result<(), StoreError> {
        assets.iter().try_for_each(|asset| check_asset_id(&asset.id))?;
        match &*self.backend {
            Backend::Database(connection) => database::set_note(connection, name, text, assets).await,
            Backend::Memory(memory) => {
                let mut memory = memory.borrow_mut();
                assets.iter().for_each(|asset| memory.put_asset(asset.clone()));
                memory.set_note(name, text);
                Ok(())
            }
        }
    }

    /// How much room this origin uses and may use, where the browser tells. An estimate: whether a write fits is only
    /// known by writing.
    pub async fn usage(&self) -> Option<Usage> {
        quota::usage().await
    }

    /// Asks the browser not to clear this origin by itself. Ask on the first save, because some browsers ask the
    /// person. False when it declines, cannot, or when nothing is kept anyway.
    pub async fn persist(&self) -> bool {
        self.is_lasting() && quota::persist().await
    }
}

fn check_asset_id(id: &str) -> Result<(), StoreError> {
    if is_asset_id(id) { Ok(()) } else { Err(StoreError::Corrupt("asset id".to_owned())) }
}
