//! What calls have cost, apart from their records: a deleted picture stays paid.

use crate::shape::{Record, Walk, Word, as_value};
use crate::{Flaw, Job, Phase};

/// One call in the ledger. It is written with every change of the job's record, and stays when that goes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// The job's id.
    pub id: String,
    /// When it was asked for, Unix milliseconds.
    pub created_ms: f64,
    /// Operation, by its id in the capability table.
    pub operation: String,
    /// Model, as the API names it.
    pub model: String,
    /// How it was sent: `practice`, `direct` or `proxy`.
    pub connection: String,
    /// How many pictures were asked for.
    pub images: u8,
    /// The price of the whole call, thousandths of a US dollar; absent when it is not published.
    pub milli_usd: Option<u32>,
    /// What became of the money.
    pub money: Money,
}

/// What became of the money of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Money {
    /// Not billed.
    #[default]
    Free,
    /// On its way: the gateway holds it back.
    Reserved,
    /// Billed.
    Spent,
    /// Nobody knows.
    Unknown,
}

/// Sums over lines, practice left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// Calls that cost something, or may.
    pub calls: u32,
    /// Pictures of these calls.
    pub images: u32,
    /// Billed, thousandths of a US dollar.
    pub spent: u32,
    /// Held back for calls on their way.
    pub reserved: u32,
    /// Of calls whose outcome nobody knows.
    pub unknown: u32,
    /// Calls whose price is not published.
    pub unpriced: u32,
}

impl Line {
    /// The line of a job as it stands.
    pub fn of(job: &Job) -> Self {
        let billed = job.failure.as_ref().map(|failure| failure.billed.as_str());
        let money = match (job.phase, billed) {
            (Phase::Prepared | Phase::Refused | Phase::NotSent, _) => Money::Free,
            (Phase::Sent, _) => Money::Reserved,
            (Phase::Done, _) => Money::Spent,
            (Phase::Failed | Phase::Unknown, Some("no")) => Money::Free,
            (Phase::Failed | Phase::Unknown, Some("yes")) => Money::Spent,
            (Phase::Failed | Phase::Unknown, _) => Money::Unknown,
        };
        Self {
            id: job.id.clone(),
            created_ms: job.created_ms,
            operation: job.operation.clone(),
            model: job.model.clone(),
            connection: job.connection.clone(),
            images: job.images_asked,
            milli_usd: job.estimate_milli_usd,
            money,
        }
    }

    /// Whether it was practice, which costs nothing.
    pub fn is_practice(&self) -> bool {
        self.connection == "practice"
    }
}

impl Sums {
    /// Adds lines up.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Self {
        let mut sums = Self::default();
        for line in lines.into_iter().filter(|line| !line.is_practice() && line.money != Money::Free) {
            sums.calls += 1;
            sums.images += u32::from(line.images);
            let price = line.milli_usd.unwrap_or_default();
            sums.unpriced += u32::from(line.milli_usd.is_none());
            match line.money {
                Money::Spent => sums.spent += price,
                Money::Reserved => sums.reserved += price,
                Money::Unknown => sums.unknown += price,
                Money::Free => {}
            }
        }
        sums
    }

    /// The sums of each operation and model, in the order in which they first appear.
    pub fn by_kind(lines: &[Line]) -> Vec<(String, String, Self)> {
        let mut kinds: Vec<(&str, &str)> = Vec::new();
        for line in lines {
            let kind = (line.operation.as_str(), line.model.as_str());
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let sums = |(operation, model): (&str, &str)| {
            let of_kind = lines.iter().filter(|line| line.operation == operation && line.model == model);
            (operation.to_owned(), model.to_owned(), Self::of(of_kind))
        };
        kinds.into_iter().map(sums).filter(|(.., sums)| sums.calls > 0).collect()
    }
}

/// Lines as comma-separated values with a heading, times as Unix milliseconds and money in US dollars, as spreadsheets
/// read it.
pub fn csv(lines: &[Line]) -> String {
    let mut out = String::from("id,created_ms,operation,model,connection,images,usd,billed\r\n");
    for line in lines {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a time of this age")]
        let created = line.created_ms.max(0.0) as u64;
        let price =
            line.milli_usd.map_or_else(String::new, |price| format!("{}.{:03}", price / 1000, price % 1000));
        let cells = [
            &line.id,
            &created.to_string(),
            &line.operation,
            &line.model,
            &line.connection,
            &line.images.to_string(),
            &price,
            crate::shape::word(line.money),
        ];
        out.push_str(&cells.map(cell).join(","));
        out.push_str("\r\n");
    }
    out
}

/// A cell that no spreadsheet takes for a formula or for two cells. What stands here is no free text, but records come
/// out of a database that is distrusted.
fn cell(text: &str) -> String {
    text.chars().filter(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '.')).collect()
}

impl Record for Line {
    fn members(&mut self, walk: &mut Walk) -> Result<(), Flaw> {
        walk.member("id", &mut self.id)?;
        walk.member("created_ms", &mut self.created_ms)?;
        walk.member("operation", &mut self.operation)?;
        walk.member("model", &mut self.model)?;
        walk.member("connection", &mut self.connection)?;
        walk.member("images", &mut self.images)?;
        walk.member("milli_usd", &mut self.milli_usd)?;
        walk.member("money", &mut self.money)
    }
}

impl Word for Money {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Free, "no"), (Self::Reserved, "reserved"), (Self::Spent, "yes"), (Self::Unknown, "unknown")];
}

as_value!(word Money);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FailureNote, id_from};

    fn job(phase: Phase, billed: Option<&str>, price: Option<u32>) -> Job {
        let mut job = Job::new(id_from([3; 16]), 1_790_000_000_000.0);
        job.phase = phase;
        job.operation = "v3_generate".to_owned();
        job.model = "V3".to_owned();
        job.connection = "direct".to_owned();
        job.images_asked = 2;
        job.estimate_milli_usd = price;
        job.failure =
            billed.map(|billed| FailureNote { billed: billed.to_owned(), ..FailureNote::default() });
        job
    }

    #[test]
    fn every_outcome_is_booked_where_it_belongs() {
        for (phase, billed, money) in [
            (Phase::Prepared, None, Money::Free),
            (Phase::Sent, None, Money::Reserved),
            (Phase::Done, None, Money::Spent),
            (Phase::Refused, Some("no"), Money::Free),
            (Phase::NotSent, Some("no"), Money::Free),
            (Phase::Failed, Some("unknown"), Money::Unknown),
            (Phase::Unknown, Some("unknown"), Money::Unknown),
            (Phase::Unknown, Some("yes"), Money::Spent),
            (Phase::Failed, Some("no"), Money::Free),
        ] {
            assert_eq!(Line::of(&job(phase, billed, Some(60))).money, money, "{phase:?} {billed:?}");
        }
    }

    #[test]
    fn practice_and_free_calls_add_nothing_and_unpublished_prices_are_counted_apart() {
        let mut practice = Line::of(&job(Phase::Done, None, Some(60)));
        practice.connection = "practice".to_owned();
        let lines = [
            practice,
            Line::of(&job(Phase::Refused, Some("no"), Some(60))),
            Line::of(&job(Phase::Done, None, Some(120))),
            Line::of(&job(Phase::Sent, None, Some(60))),
            Line::of(&job(Phase::Unknown, Some("unknown"), Some(90))),
            Line::of(&job(Phase::Done, None, None)),
        ];
        let sums = Sums::of(&lines);
        let wanted = Sums { calls: 4, images: 8, spent: 120, reserved: 60, unknown: 90, unpriced: 1 };
        assert_eq!(sums, wanted);
        assert_eq!(Sums::by_kind(&lines), [("v3_generate".to_owned(), "V3".to_owned(), wanted)]);
    }

    #[test]
    fn the_table_has_a_line_for_each_call_and_no_cell_that_acts() {
        let mut line = Line::of(&job(Phase::Done, None, Some(25)));
        line.model = "=V_2,\"x\"".to_owned();
        let table = csv(&[line]);
        let id = id_from([3; 16]);
        assert_eq!(
            table,
            format!(
                "id,created_ms,operation,model,connection,images,usd,billed\r\n{id},1790000000000,v3_generate,V_2x,direct,2,0.025,yes\r\n"
            )
        );
    }
}
