//! Two tabs may change one record at the same time. The one that is at work knows what came of the call; either of them
//! may mark a picture or throw it away. Joined, neither loses what the other has written.

use crate::{Job, Picture, Saved};

impl Job {
    /// Takes over what is kept of this job and may come from elsewhere.
    ///
    /// A person's marks are taken as they are kept, since a mark is written as soon as it is made. Of everything else what
    /// has come further stays: an outcome stands above an open call, and kept bytes above bytes that are still to be kept.
    pub fn join(&mut self, kept: &Self) {
        self.trashed_ms = kept.trashed_ms;
        if kept.phase.is_settled() && !self.phase.is_settled() {
            self.clone_from(kept);
            return;
        }
        for (mine, kept) in self.pictures.iter_mut().zip(&kept.pictures) {
            mine.join(kept);
        }
        let more = kept.pictures.iter().skip(self.pictures.len()).cloned();
        self.pictures.extend(more);
    }
}

impl Picture {
    fn join(&mut self, kept: &Self) {
        if kept.saved.standing() > self.saved.standing() {
            self.clone_from(kept);
            return;
        }
        self.starred = kept.starred;
        self.removed = kept.removed;
        // Its file went for good: nothing may name it any more.
        if kept.removed && kept.asset.is_none() && kept.saved == Saved::Saved {
            self.asset = None;
        }
    }
}

impl Saved {
    const fn standing(&self) -> u8 {
        match self {
            Self::Pending => 0,
            Self::Unreadable { .. } | Self::NoRoom | Self::Expired => 1,
            Self::Saved => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Phase, id_from};

    fn picture(saved: Saved) -> Picture {
        let asset = (saved == Saved::Saved).then(|| "a".to_owned());
        Picture { saved, asset, ..Picture::default() }
    }

    fn done(pictures: Vec<Picture>) -> Job {
        Job { phase: Phase::Done, pictures, ..Job::new(id_from([7; 16]), 1.0) }
    }

    #[test]
    fn a_mark_from_elsewhere_and_the_bytes_from_here_are_both_there() {
        let mut mine = done(vec![picture(Saved::Saved), picture(Saved::Saved)]);
        let starred = Picture { starred: true, ..picture(Saved::Saved) };
        mine.join(&done(vec![starred.clone(), picture(Saved::Pending)]));
        assert_eq!(mine.pictures, [starred, picture(Saved::Saved)]);
    }

    #[test]
    fn bytes_from_elsewhere_are_not_forgotten_by_a_tab_that_has_not_heard_of_them() {
        let mut mine = done(vec![picture(Saved::Pending), picture(Saved::NoRoom)]);
        let kept = done(vec![picture(Saved::Saved), picture(Saved::Saved), picture(Saved::Saved)]);
        mine.join(&kept);
        assert_eq!(mine, kept);
    }

    #[test]
    fn an_open_call_takes_the_outcome_and_an_outcome_is_not_taken_back() {
        let open = Job { phase: Phase::Sent, trashed_ms: Some(5.0), ..done(Vec::new()) };
        let mut mine = open.clone();
        mine.join(&done(vec![picture(Saved::Pending)]));
        assert_eq!(mine, done(vec![picture(Saved::Pending)]));
        mine.join(&open);
        assert_eq!(mine, Job { trashed_ms: Some(5.0), ..done(vec![picture(Saved::Pending)]) });
    }

    #[test]
    fn a_file_that_went_for_good_is_not_named_again() {
        let mut mine = done(vec![picture(Saved::Saved)]);
        let gone = Picture { removed: true, asset: None, ..picture(Saved::Saved) };
        mine.join(&done(vec![gone.clone()]));
        assert_eq!(mine.pictures, [gone]);
    }
}
