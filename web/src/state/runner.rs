//! What happens to one job: written down before it is sent, sent once, its pictures fetched and kept at once.

use super::jobs::Ticket;
use super::{Entry, Live, Studio, Version};
use crate::browser::{self, Held};
use crate::text::text;
use ideomix_api::reply::{Content, Image, Reply, link_expires};
use ideomix_api::{Cause, Failure, Outcome};
use ideomix_client::{DownloadFault, Event, Picture, Stop, decode, download};
use ideomix_gallery::{Asset, FailureNote, Job, Made, Phase, Saved, StoreError, View};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The lock's name of a running job, shared with every other tab.
pub(super) fn lock_name(id: &str) -> String {
    format!("ideomix-job-{id}")
}

impl Studio {
    /// Starts waiting jobs as long as there is room.
    pub(crate) fn start_next(self) {
        while let Some(ticket) = self.jobs.next_ticket() {
            spawn_local(self.carry_out(ticket));
        }
    }

    async fn carry_out(self, ticket: Ticket) {
        let entry = ticket.entry.clone();
        let accepted = ticket.unkept || self.jobs.unkept.get_value();
        entry.live.set(Live::Sending { since_ms: browser::now_ms() });
        // The record is on the disk before the first byte leaves: a tab that dies leaves a trace of what may be billed.
        let sent = |job: &mut Job| {
            job.advance(Phase::Sent);
        };
        let written = if accepted || self.gallery().is_lasting() {
            self.write(&entry, Box::new(sent), &ticket.inputs).await
        } else {
            Err(StoreError::NoDatabase)
        };
        if let Err(error) = written {
            self.messages.store.set(Some(error));
            if !accepted {
                return self.hold(ticket);
            }
            entry.job.update(sent);
        }
        let Ticket { call, client, stop, lock, .. } = ticket;
        self.messages.say((text().jobs.started_spoken)(&untrack(|| entry.title())));
        let (live, job) = (entry.live.clone(), entry.job.clone());
        let on = move |event| match event {
            Event::Sent(_) => live.set(Live::Sending { since_ms: browser::now_ms() }),
            Event::Waiting { wait_ms, .. } => {
                live.set(Live::Waiting { until_ms: browser::now_ms() + f64::from(wait_ms) });
            }
            Event::Answered(text) => job.update(|job| job.raw = Some(text)),
        };
        let answer = client.send(&call, &stop, on).await;
        self.jobs.leave(&entry.id);
        self.start_next();
        self.end(&entry, answer, Some(&lock));
        self.keep(&entry).await;
    }

    /// Books an outcome and starts fetching the pictures of a good one. The job's lock is held until the last of them
    /// is kept, so that no other tab fetches them too.
    pub(super) fn end(self, entry: &Entry, answer: Result<Reply, Failure>, lock: Option<&Rc<Held>>) {
        let now_ms = browser::now_ms();
        let mut inline = Vec::new();
        entry.job.update(|job| {
            job.finished_ms = Some(now_ms);
            match answer {
                Ok(Reply::Images(images)) => {
                    job.advance(Phase::Done);
                    job.pictures =
                        images.iter().enumerate().map(|(n, image)| picture(n, image, now_ms)).collect();
                    inline = images.into_iter().map(|image| image.content).collect();
                }
                Ok(Reply::Descriptions(texts)) => {
                    job.advance(Phase::Done);
                    job.descriptions = texts;
                }
                Err(failure) => fail(job, &failure),
            }
        });
        self.announce(entry);
        let wanted: Vec<(usize, Content)> = inline
            .into_iter()
            .enumerate()
            .filter(|(_, content)| matches!(content, Content::Link(_) | Content::Base64(_)))
            .collect();
        entry.live.set(if wanted.is_empty() { Live::Ended } else { Live::Saving });
        let left = Rc::new(Cell::new(wanted.len()));
        for (index, content) in wanted {
            let (entry, left, lock) = (entry.clone(), Rc::clone(&left), lock.cloned());
            spawn_local(async move {
                self.fetch_picture(entry.clone(), index, content).await;
                left.set(left.get() - 1);
                if left.get() == 0 {
                    entry.live.set(Live::Ended);
                    self.ask_to_persist();
                }
                drop(lock);
            });
        }
    }

    /// Tries again to fetch and keep a picture whose bytes are not here.
    pub(crate) fn save_again(self, entry: &Entry, index: usize) {
        let entry = entry.clone();
        spawn_local(async move { self.fetch_again(&entry, index).await });
    }

    pub(super) async fn fetch_again(self, entry: &Entry, index: usize) {
        let link =
            entry.job.with_untracked(|job| job.pictures.get(index).and_then(|picture| picture.url.clone()));
        let Some(link) = link else { return };
        entry.job.update(|job| job.pictures[index].saved = Saved::Pending);
        self.fetch_picture(entry.clone(), index, Content::Link(link)).await;
    }

    /// Fetches the bytes of a picture and keeps them. Boxed, since both the first try and a later one do it.
    fn fetch_picture(
        self,
        entry: Entry,
        index: usize,
        content: Content,
    ) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(async move {
            let fetched = match &content {
                Content::Base64(bytes) => decode(bytes).await,
                Content::Link(link) => {
                    let relay = self.settings.relay();
                    download(link, relay.as_deref(), &Stop::new()).await
                }
                Content::Withheld | Content::Missing => return,
            };
            self.book_picture(&entry, index, fetched).await;
        })
    }

    pub(super) async fn book_picture(
        self,
        entry: &Entry,
        index: usize,
        fetched: Result<Picture, DownloadFault>,
    ) {
        let (saved, found) = match fetched {
            Ok(found) => (Saved::Saved, Some((browser::random_id(), found))),
            Err(DownloadFault::Expired) => (Saved::Expired, None),
            Err(fault) => (Saved::Unreadable { reason: fault.code().to_owned() }, None),
        };
        let known = found.clone();
        let book = move |saved: Saved| {
            let known = known.clone();
            move |job: &mut Job| {
                let Some(picture) = job.pictures.get_mut(index) else { return };
                if let Some((id, Picture { blob, facts })) = &known {
                    picture.view = View::Viewable;
                    picture.asset = Some(id.clone());
                    picture.mime = Some(facts.kind.mime().to_owned());
                    (picture.width, picture.height) = (Some(facts.width), Some(facts.height));
                    picture.bytes = Some(blob.size());
                }
                picture.saved = saved.clone();
            }
        };
        let mut files = Vec::new();
        if let Some((id, Picture { blob, .. })) = found {
            // Shown from memory at once, whatever the disk says later.
            self.assets.know(&id, Version::Whole, &blob);
            entry.job.update(book(Saved::Pending));
            let thumb = browser::thumbnail(&blob).await;
            files.push(Asset { id, blob, thumb });
        }
        let has_file = !files.is_empty();
        // The file and the record that names it are kept together; only then it is called saved.
        let written = self.write(entry, Box::new(book(saved.clone())), &Rc::new(files.into())).await;
        if let Err(error) = written {
            let lost = match error {
                _ if !has_file => saved,
                StoreError::NoRoom => Saved::NoRoom,
                _ => Saved::Unreadable { reason: "store".to_owned() },
            };
            self.messages.store.set(Some(error));
            self.change(entry, book(lost)).await;
        }
    }

    fn announce(self, entry: &Entry) {
        let (title, words) = (untrack(|| entry.title()), text());
        let job = entry.job.get_untracked();
        match &job.failure {
            Some(failure) => {
                let cause = Cause::from_code(&failure.cause).unwrap_or(Cause::BrokenAnswer);
                self.messages.alert((words.jobs.failed_spoken)(&title, (words.advice)(cause).title));
            }
            None => {
                let made = job.counts().made;
                self.messages.say((words.jobs.finished_spoken)(&title, made));
            }
        }
    }

    /// Asks the browser to keep the gallery, when there is something to keep: some browsers ask the person, so it is done
    /// once in a visit.
    fn ask_to_persist(self) {
        static ASKED: AtomicBool = AtomicBool::new(false);
        if ASKED.swap(true, Ordering::Relaxed) {
            return;
        }
        spawn_local(async move {
            self.gallery().persist().await;
        });
    }
}

fn picture(index: usize, image: &Image, now_ms: f64) -> ideomix_gallery::Picture {
    let url = match &image.content {
        Content::Link(link) => Some(link.clone()),
        _ => None,
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a time of this century in seconds"
    )]
    let expires_ms = url.as_ref().map(|link| link_expires(link, (now_ms / 1000.0) as u64) as f64 * 1000.0);
    ideomix_gallery::Picture {
        index: u8::try_from(index).unwrap_or(u8::MAX),
        made: match image.content {
            Content::Withheld => Made::Withheld,
            Content::Missing => Made::NoLink,
            Content::Link(_) | Content::Base64(_) => Made::Made,
        },
        url,
        expires_ms,
        prompt: image.prompt.clone().unwrap_or_default(),
        seed: image.seed.and_then(|seed| u64::try_from(seed).ok()),
        style_type: image.style_type.clone(),
        resolution: image.upscaled_resolution.clone().or_else(|| image.resolution.clone()),
        ..ideomix_gallery::Picture::default()
    }
}

fn fail(job: &mut Job, failure: &Failure) {
    job.advance(match failure.outcome() {
        Outcome::Refused => Phase::Refused,
        Outcome::NotSent => Phase::NotSent,
        Outcome::Failed => Phase::Failed,
        Outcome::Done | Outcome::Unknown => Phase::Unknown,
    });
    // A call that was written down as sent and then never left is not open any more.
    if failure.outcome() == Outcome::NotSent {
        job.phase = Phase::NotSent;
    }
    job.failure = Some(FailureNote {
        cause: failure.cause.code().to_owned(),
        billed: failure.billed().code().to_owned(),
        status: failure.status,
        message: failure.message.clone(),
        trace: failure.trace.clone(),
    });
    // What came with a success that made no sense is kept for whoever paid for it.
    if failure.status == Some(200) {
        job.raw.clone_from(&failure.message);
    }
}
