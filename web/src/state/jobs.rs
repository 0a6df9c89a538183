//! The list of jobs, above the places of the studio: leaving a page never loses a paid call.

use super::Studio;
use super::messages::NOTE_MS;
use super::records::Files;
use super::runner::lock_name;
use crate::browser::{self, Held};
use crate::parts::Deed;
use crate::text::{job_words, sift_words, text};
use ideomix_api::{Draft, Problem, Value, estimate};
use ideomix_client::{Client, Fetch, Stop};
use ideomix_gallery::{Asset, Field, Job, Phase};
use leptos::prelude::*;
use std::collections::VecDeque;
use std::rc::Rc;
use web_sys::Blob;

/// How many pictures may be in the making at once unless a person says otherwise. The service's own limit is ten for all
/// users of the gateway together (ODOC), so the studio stays well below; a single larger call passes when nothing else
/// runs.
const PICTURES_AT_ONCE: u32 = 4;
/// The most that a person can choose.
pub(crate) const PICTURES_AT_MOST: u32 = 10;
/// Where the choice is kept.
const LIMIT: &str = "ideomix.at_once";
/// Two presses within this time with nothing changed in between, in whichever tabs, are one, in milliseconds.
const ONE_PRESS_MS: u32 = 500;

/// One job: its record, and what is happening to it in this tab.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The record's id.
    pub(crate) id: String,
    /// The record as it will be kept.
    pub(crate) job: ArcRwSignal<Job>,
    /// What is happening.
    pub(crate) live: ArcRwSignal<Live>,
}

/// What is happening to a job in this tab.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Live {
    /// Waits for a free place; nothing has been sent.
    Queued,
    /// Could not be written down; nothing has been sent, and a person decides.
    Held,
    /// Sent, no answer yet.
    Sending {
        /// Since when, in milliseconds since 1970.
        since_ms: f64,
    },
    /// Refused without running; goes out again by itself.
    Waiting {
        /// When, in milliseconds since 1970.
        until_ms: f64,
    },
    /// Answered; its pictures are being fetched and kept.
    Saving,
    /// Another tab is at it.
    Elsewhere,
    /// Nothing is happening any more.
    Ended,
}

/// A job that waits for a free place.
#[derive(Clone, Debug)]
pub(super) struct Ticket {
    pub(super) entry: Entry,
    pub(super) call: ideomix_api::Call<Blob>,
    pub(super) inputs: Files,
    pub(super) client: Rc<Client<Fetch>>,
    pub(super) stop: Stop,
    /// Tells other tabs that this one is at it.
    pub(super) lock: Rc<Held>,
    /// Whether it was written down, with inputs, because it had to wait.
    pub(super) written: bool,
    /// Whether a person wants it sent although no trace of it can be kept.
    pub(super) unkept: bool,
}

/// All jobs of this tab, newest first, with those of earlier visits behind them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Jobs {
    /// The entries, newest first.
    pub(crate) entries: RwSignal<Vec<Entry>>,
    /// The job on the stage.
    pub(crate) shown: RwSignal<Option<String>>,
    /// Whether older jobs are still in the gallery.
    pub(crate) more: RwSignal<bool>,
    /// How many damaged records were set aside.
    pub(crate) quarantined: RwSignal<usize>,
    /// How many pictures may be in the making at once.
    pub(crate) limit: RwSignal<u32>,
    /// Ids of the waiting jobs, in the order in which they will go.
    pub(crate) line: RwSignal<Vec<String>>,
    /// Whether a person accepts, for this visit, that nothing lasts: this browser has no database.
    pub(super) unkept: StoredValue<bool>,
    /// The last wish to run something, for as long as the same would be the same press.
    pressed: StoredValue<String>,
    waiting: StoredValue<VecDeque<Ticket>, LocalStorage>,
    held: StoredValue<Vec<Ticket>, LocalStorage>,
    running: StoredValue<Vec<(String, u32, Stop)>, LocalStorage>,
}

impl Live {
    /// Whether it is over.
    pub(crate) const fn is_over(self) -> bool {
        matches!(self, Self::Ended)
    }
}

impl Entry {
    pub(super) fn new(job: Job, live: Live) -> Self {
        Self { id: job.id.clone(), job: ArcRwSignal::new(job), live: ArcRwSignal::new(live) }
    }

    /// The name of what the job does, in the chosen language.
    pub(crate) fn title(&self) -> String {
        let row = self.job.with(|job| ideomix_api::capability::by_id(&job.operation));
        row.map_or_else(String::new, |row| (text().operation)(row.operation).to_owned())
    }
}

impl Jobs {
    pub(super) fn new() -> Self {
        Self {
            entries: RwSignal::new(Vec::new()),
            shown: RwSignal::new(None),
            more: RwSignal::new(false),
            quarantined: RwSignal::new(0),
            limit: RwSignal::new(kept_limit()),
            line: RwSignal::new(Vec::new()),
            unkept: StoredValue::new(false),
            pressed: StoredValue::new(String::new()),
            waiting: StoredValue::new_local(VecDeque::new()),
            held: StoredValue::new_local(Vec::new()),
            running: StoredValue::new_local(Vec::new()),
        }
    }

    /// The entry of an id.
    pub(crate) fn find(self, id: &str) -> Option<Entry> {
        self.entries.with(|entries| entries.iter().find(|entry| entry.id == id).cloned())
    }

    /// Entries that are not over: those that run, newest first, then those that wait, in their order.
    pub(crate) fn active(self) -> Vec<Entry> {
        let line = self.line.get();
        let mut active: Vec<Entry> = self.entries.with(|entries| {
            let active =
                entries.iter().filter(|entry| !entry.live.get().is_over() && !line.contains(&entry.id));
            active.cloned().collect()
        });
        active.extend(line.iter().filter_map(|id| self.find(id)));
        active
    }

    /// Whether something would be lost with the page: unsent, on its way, or not kept yet. Practice loses nothing.
    pub(crate) fn is_busy(self) -> bool {
        self.entries.with_untracked(|entries| {
            entries.iter().any(|entry| {
                !matches!(entry.live.get_untracked(), Live::Ended | Live::Elsewhere)
                    && entry.job.with_untracked(|job| job.connection != "practice")
            })
        })
    }

    /// The place in line of a waiting job, from 1.
    pub(crate) fn place(self, id: &str) -> usize {
        self.line.with(|line| line.iter().position(|other| other == id)).map_or(1, |place| place + 1)
    }

    /// Chooses how many pictures may be in the making at once, here and for the next visit.
    pub(crate) fn set_limit(self, limit: u32) {
        browser::write(LIMIT, Some(&limit.to_string()));
        self.limit.set(limit);
    }

    /// Changes the line of waiting jobs.
    fn change_line(self, change: impl FnOnce(&mut VecDeque<Ticket>)) {
        self.waiting.update_value(change);
        self.line.set(
            self.waiting.with_value(|waiting| waiting.iter().map(|ticket| ticket.entry.id.clone()).collect()),
        );
    }

    pub(super) fn next_ticket(self) -> Option<Ticket> {
        let busy: u32 = self.running.with_value(|running| running.iter().map(|(_, images, _)| images).sum());
        let images =
            self.waiting.with_value(|waiting| waiting.front().map(|ticket| u32::from(ticket.call.images)))?;
        if busy > 0 && busy + images > self.limit.get_untracked() {
            return None;
        }
        let mut next = None;
        self.change_line(|waiting| next = waiting.pop_front());
        let ticket = next?;
        self.running.update_value(|running| {
            running.push((ticket.entry.id.clone(), u32::from(ticket.call.images), ticket.stop.clone()));
        });
        Some(ticket)
    }

    pub(super) fn leave(self, id: &str) {
        self.running.update_value(|running| running.retain(|(running, ..)| running != id));
    }

    fn take_held(self, id: &str) -> Option<Ticket> {
        let mut found = None;
        self.held.update_value(|held| {
            let at = held.iter().position(|ticket| ticket.entry.id == id);
            found = at.map(|at| held.remove(at));
        });
        found
    }

    fn stop_of(self, id: &str) -> Option<Stop> {
        self.running.with_value(|running| {
            running.iter().find(|(running, ..)| running == id).map(|(_, _, stop)| stop.clone())
        })
    }
}

impl Studio {
    /// Runs a form: checks it, puts the job in line and shows it. The form keeps everything.
    ///
    /// # Errors
    ///
    /// What is wrong with the form. Nothing was sent.
    pub(crate) fn run(self, draft: &Draft<Blob>) -> Result<(), Vec<Problem>> {
        draft.check()?;
        self.work(Deed::Run(Box::new(draft.clone())));
        Ok(())
    }

    /// Puts the job of a checked draft in line.
    pub(crate) fn start(self, draft: &Draft<Blob>) {
        let Ok(request) = draft.check() else { return };
        let press = press(draft);
        if self.jobs.pressed.with_value(|pressed| *pressed == press) {
            return;
        }
        self.jobs.pressed.set_value(press.clone());
        let mut job = Job::new(browser::random_id(), browser::now_ms());
        let connection = untrack(|| self.settings.connection());
        request.capability().id.clone_into(&mut job.operation);
        job.model = request.model().map(|model| model.wire().to_owned()).unwrap_or_default();
        connection.name().clone_into(&mut job.connection);
        job.images_asked = request.images();
        job.estimate_milli_usd = estimate(draft).total();
        let (fields, inputs) = fields(draft, |blob| self.assets.lent(blob));
        job.fields = fields;
        let entry = Entry::new(job, Live::Queued);
        self.jobs.shown.set(Some(entry.id.clone()));
        self.jobs.entries.update(|entries| entries.insert(0, entry.clone()));
        match self.settings.client() {
            Ok(client) => {
                let call = request.call();
                let lock = Rc::new(browser::hold(&lock_name(&entry.id)));
                let (client, stop) = (Rc::new(client), Stop::new());
                let inputs = Rc::new(inputs.into());
                let ticket =
                    Ticket { entry, call, inputs, client, stop, lock, written: false, unkept: false };
                leptos::task::spawn_local(self.get_in_line(ticket, press));
            }
            Err(cause) => {
                self.end(&entry, Err(ideomix_api::Failure::new(cause)), None);
                leptos::task::spawn_local(self.keep(&entry));
            }
        }
    }

    /// Writes the last job of the line down, if it has to wait: a tab that dies must not lose what was asked for.
    fn write_down_last(self) {
        let mut last = None;
        self.jobs.waiting.update_value(|line| {
            last = line.back_mut().filter(|last| !last.written).map(|ticket| {
                ticket.written = true;
                (ticket.entry.clone(), Rc::clone(&ticket.inputs))
            });
        });
        if let Some((entry, inputs)) = last {
            // What cannot be written down now is held when its turn to be sent comes.
            let written = self.write(&entry, Box::new(|_| ()), &inputs);
            leptos::task::spawn_local(async move { drop(written.await) });
        }
    }

    /// Puts a job at the end of the line, unless the same was asked for a moment ago in another tab: the lock is one for
    /// all of them.
    async fn get_in_line(self, ticket: Ticket, press: String) {
        let held = browser::try_hold(&press).await;
        match held {
            Some(_) => {
                self.jobs.change_line(|waiting| waiting.push_back(ticket));
                self.start_next();
                self.write_down_last();
            }
            None => {
                self.cancel(&ticket.entry.id);
                let newest =
                    self.jobs.entries.with_untracked(|entries| entries.first().map(|entry| entry.id.clone()));
                self.jobs.shown.set(newest);
                self.messages.note(crate::ui::Tone::Info, job_words().same.to_owned(), None);
            }
        }
        gloo_timers::future::TimeoutFuture::new(ONE_PRESS_MS).await;
        self.jobs.pressed.update_value(|pressed| {
            if *pressed == press {
                pressed.clear();
            }
        });
        drop(held);
    }

    /// Keeps back a job that could not be written down, until a person has decided.
    pub(super) fn hold(self, ticket: Ticket) {
        ticket.entry.live.set(Live::Held);
        self.jobs.leave(&ticket.entry.id);
        self.jobs.held.update_value(|held| held.push(ticket));
        self.messages.alert(job_words().held_about.to_owned());
        self.start_next();
    }

    /// Sends a job of which no trace can be kept, since a person wants it. It is written down if that works by now.
    pub(crate) fn send_anyway(self, id: &str) {
        let Some(ticket) = self.jobs.take_held(id) else { return };
        // Without a database the question is always the same, and asked once in a visit.
        self.jobs.unkept.set_value(!self.gallery().is_lasting());
        ticket.entry.live.set(Live::Queued);
        self.jobs.change_line(|waiting| waiting.push_front(Ticket { unkept: true, ..ticket }));
        self.start_next();
    }

    /// Moves a waiting job in the line: back by one place, or forward by one.
    pub(crate) fn move_in_line(self, id: &str, by: isize) {
        self.jobs.change_line(|waiting| {
            let at = waiting.iter().position(|ticket| ticket.entry.id == id);
            let to = at.and_then(|at| at.checked_add_signed(by)).filter(|to| *to < waiting.len());
            if let (Some(at), Some(to)) = (at, to) {
                waiting.swap(at, to);
            }
        });
        self.start_next();
    }

    /// Takes a waiting job out of the line, or one that is held. Free: nothing was sent.
    pub(crate) fn cancel(self, id: &str) {
        let mut cancelled = self.jobs.take_held(id);
        self.jobs.change_line(|waiting| {
            let at = waiting.iter().position(|ticket| ticket.entry.id == id);
            cancelled = cancelled.take().or_else(|| at.and_then(|at| waiting.remove(at)));
        });
        if cancelled.is_some_and(|ticket| ticket.written) {
            leptos::task::spawn_local(self.take_away(id.to_owned(), || true));
        }
        self.jobs.entries.update(|entries| entries.retain(|entry| entry.id != id));
        if self.jobs.shown.with_untracked(|shown| shown.as_deref() == Some(id)) {
            // What is still being made is looked at instead.
            let running = untrack(|| self.jobs.active()).into_iter().next().map(|entry| entry.id);
            self.jobs.shown.set(running);
        }
        self.start_next();
    }

    /// Tears a sent call down: a person's second, explicit choice.
    pub(crate) fn stop(self, id: &str) {
        if let Some(stop) = self.jobs.stop_of(id) {
            stop.stop();
        }
    }

    /// Throws a job away and offers to take it back. Its files go for good when the offer ends, or at the next start.
    pub(crate) fn delete(self, id: &str) {
        self.delete_all(vec![id.to_owned()]);
    }

    /// Throws jobs away, with one offer to take all of them back.
    pub(crate) fn delete_all(self, ids: Vec<String>) {
        leptos::task::spawn_local(async move {
            let mut gone = Vec::new();
            for entry in ids.iter().filter_map(|id| untrack(|| self.jobs.find(id))) {
                let now_ms = browser::now_ms();
                self.change(&entry, move |job| job.trashed_ms = Some(now_ms)).await;
                gone.push(entry);
            }
            if !gone.is_empty() {
                self.offer_undo(gone);
            }
        });
    }

    fn offer_undo(self, gone: Vec<Entry>) {
        let is_gone = |id: &str| gone.iter().any(|entry| entry.id == id);
        let before = self.jobs.entries.get_untracked();
        self.jobs.entries.update(|entries| entries.retain(|entry| !is_gone(&entry.id)));
        if self.jobs.shown.with_untracked(|shown| shown.as_deref().is_some_and(is_gone)) {
            self.jobs.shown.set(None);
        }
        let words = match gone.len() {
            1 => text().result.removed.to_owned(),
            jobs => (sift_words().deleted)(jobs),
        };
        let offered = gone.clone();
        let undo = Callback::new(move |()| {
            let (back, before) = (offered.clone(), before.clone());
            leptos::task::spawn_local(async move {
                for entry in &back {
                    self.change(entry, |job| job.trashed_ms = None).await;
                }
                // Where they were, among what has come and gone since.
                self.jobs.entries.update(|entries| {
                    for entry in back {
                        let at = before.iter().position(|other| other.id == entry.id).unwrap_or_default();
                        let older = |id: &str| before.iter().skip(at).any(|other| other.id == id);
                        let place =
                            entries.iter().position(|other| older(&other.id)).unwrap_or(entries.len());
                        entries.insert(place, entry);
                    }
                });
            });
        });
        let action = Some((text().result.undo.to_owned(), undo));
        self.messages.note(crate::ui::Tone::Info, words, action);
        gloo_timers::callback::Timeout::new(NOTE_MS, move || {
            for entry in gone {
                // Looked at when its turn to be written comes: an undo of the last moment counts.
                let still = move || {
                    let trashed = entry.job.with_untracked(|job| job.trashed_ms.is_some());
                    if trashed {
                        entry.job.with_untracked(|job| {
                            job.asset_ids().into_iter().for_each(|id| self.assets.forget(id));
                        });
                    }
                    trashed
                };
                leptos::task::spawn_local(self.take_away(entry.id.clone(), still));
            }
        })
        .forget();
    }
}

/// The limit of an earlier visit.
fn kept_limit() -> u32 {
    let kept = browser::read(LIMIT).and_then(|limit| limit.parse().ok());
    kept.filter(|limit| (1..=PICTURES_AT_MOST).contains(limit)).unwrap_or(PICTURES_AT_ONCE)
}

/// The name of the lock for one press of the run button: the same for the same wishes.
fn press(draft: &Draft<Blob>) -> String {
    // The hash of Fowler, Noll and Vo: a name for a lock needs no more.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    add(draft.capability.id);
    add(draft.model.map_or("", ideomix_api::Model::wire));
    for (name, value) in draft.values() {
        add(name);
        match value {
            Value::Text(words) => add(words),
            Value::Integer(number) => add(&number.to_string()),
            Value::Texts(words) => words.iter().for_each(|word| add(word)),
            Value::Palette(palette) => {
                super::recipe::palette_words(palette).iter().for_each(|word| add(word))
            }
            Value::Files(files) => {
                files.iter().for_each(|file| add(&format!("{} {} {}", file.bytes, file.width, file.height)));
            }
        }
    }
    format!("ideomix-press-{hash:016x}")
}

/// The draft as text and files, for the record: enough to fill the form again.
fn fields(draft: &Draft<Blob>, lent: impl Fn(&Blob) -> Option<String>) -> (Vec<Field>, Vec<Asset<Blob>>) {
    let mut inputs = Vec::new();
    let mut keep = |blob: &Blob| {
        if let Some(id) = lent(blob) {
            return id;
        }
        let id = browser::random_id();
        inputs.push(Asset { id: id.clone(), blob: blob.clone(), thumb: None });
        id
    };
    let fields = draft.values().map(|(name, value)| {
        let (mut texts, mut files) = (Vec::new(), Vec::new());
        match value {
            Value::Text(words) => texts.push(words.clone()),
            Value::Integer(number) => texts.push(number.to_string()),
            Value::Texts(words) => texts.clone_from(words),
            Value::Files(uploads) => files.extend(uploads.iter().map(|upload| keep(&upload.blob))),
            Value::Palette(palette) => texts.extend(crate::state::recipe::palette_words(palette)),
        }
        Field { name: name.to_owned(), texts, files }
    });
    (fields.collect(), inputs)
}

/// Whether the record says that something about money or outcome is open, or that a job was lost on its way.
pub(crate) fn needs_a_look(job: &Job) -> bool {
    let interrupted = job.failure.as_ref().is_some_and(|failure| failure.cause == "interrupted");
    interrupted || matches!(job.phase, Phase::Unknown | Phase::Failed)
}
