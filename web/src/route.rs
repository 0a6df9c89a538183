//! The places of the studio. The address holds the place and no secret, so Back works and a tab can be reopened.

use crate::state::Pick;
use ideomix_api::Operation;

/// A place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// The workspace for an operation.
    Create(Operation),
    /// One picture of a job, large.
    Item {
        /// The job's id.
        job: String,
        /// Which of its pictures.
        index: usize,
    },
    /// The mask editor, on the picture of the edit form.
    Mask,
    /// Two pictures against each other.
    Compare {
        /// The one that comes first: left, or below.
        a: Pick,
        /// The one that comes second: right, or above.
        b: Pick,
    },
    /// Everything that was kept.
    Gallery,
    /// Everything that runs or ended badly.
    Jobs,
    /// What was spent.
    Spending,
    /// Connection, language, look, storage.
    Settings,
}

impl Route {
    /// Reads the part of an address after `#`. What is no place is the first one.
    pub(crate) fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches(['#', '/']);
        let mut parts = path.split(['/', '?', '&', '=']);
        match (parts.next(), parts.next(), parts.next()) {
            (Some("mask"), ..) => Self::Mask,
            (Some("gallery"), ..) => Self::Gallery,
            (Some("queue"), ..) => Self::Jobs,
            (Some("ledger"), ..) => Self::Spending,
            (Some("settings"), ..) => Self::Settings,
            (Some("item"), Some(job), Some(index)) => {
                Self::Item { job: job.to_owned(), index: index.parse().unwrap_or_default() }
            }
            (Some("compare"), Some("a"), Some(job)) => {
                let pick = |job: &str, index: Option<&str>| Pick {
                    job: job.to_owned(),
                    index: index.and_then(|index| index.parse().ok()).unwrap_or_default(),
                };
                let a = pick(job, parts.next());
                match (parts.next(), parts.next()) {
                    (Some("b"), Some(job)) => Self::Compare { a, b: pick(job, parts.next()) },
                    _ => Self::Create(Operation::Generate),
                }
            }
            (Some("create"), Some(name), _) => Self::Create(operation(name).unwrap_or(Operation::Generate)),
            _ => Self::Create(Operation::Generate),
        }
    }

    /// The address, with its `#`.
    pub(crate) fn hash(&self) -> String {
        match self {
            Self::Create(operation) => format!("#/create/{}", name(*operation)),
            Self::Item { job, index } => format!("#/item/{job}/{index}"),
            Self::Mask => "#/mask".to_owned(),
            Self::Compare { a, b } => format!("#/compare?a={}/{}&b={}/{}", a.job, a.index, b.job, b.index),
            Self::Gallery => "#/gallery".to_owned(),
            Self::Jobs => "#/queue".to_owned(),
            Self::Spending => "#/ledger".to_owned(),
            Self::Settings => "#/settings".to_owned(),
        }
    }
}

/// The word for an operation in an address.
const fn name(operation: Operation) -> &'static str {
    match operation {
        Operation::ReplaceBackground => "background",
        other => other.name(),
    }
}

fn operation(word: &str) -> Option<Operation> {
    Operation::ALL.into_iter().find(|operation| name(*operation) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_finds_back_to_itself() {
        let mut places = vec![Route::Mask, Route::Gallery, Route::Jobs, Route::Spending, Route::Settings];
        places.extend(Operation::ALL.map(Route::Create));
        places.push(Route::Item { job: "0a".repeat(16), index: 3 });
        let pick = |job: &str, index| Pick { job: job.repeat(16), index };
        places.push(Route::Compare { a: pick("0a", 1), b: pick("1b", 0) });
        for place in places {
            assert_eq!(Route::parse(&place.hash()), place);
        }
    }

    #[test]
    fn nonsense_leads_to_the_first_place() {
        for hash in ["", "#", "#/", "#/nowhere", "#/create/zebra", "#/item/x", "#/compare?a=x/0"] {
            assert_eq!(Route::parse(hash), Route::Create(Operation::Generate), "{hash}");
        }
    }
}
