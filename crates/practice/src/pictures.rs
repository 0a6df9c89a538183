//! Results: recipes behind signed links, drawn when they are looked at.

use std::collections::VecDeque;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::draw::Recipe;
use crate::faults::ImageFault;

/// How many results are remembered; the oldest go first.
const REMEMBERED: usize = 600;
/// How many bytes of uploads are held for results that were never looked at.
const UPLOADS_MAX: usize = 256 * 1024 * 1024;
/// How many bytes of finished files are kept.
const FINISHED_MAX: usize = 96 * 1024 * 1024;

/// All results of a gateway.
#[derive(Debug)]
pub(crate) struct Pictures {
    secret: u64,
    made: VecDeque<Entry>,
    count: u64,
}

#[derive(Debug)]
struct Entry {
    id: String,
    recipe: Arc<Recipe>,
    file: Option<Arc<[u8]>>,
    fault: Option<ImageFault>,
    /// Expired on request, whatever the link says.
    expired: bool,
}

/// What a link leads to.
#[derive(Debug)]
pub(crate) enum Found {
    /// A finished file.
    File(Arc<[u8]>),
    /// Something that must still be drawn.
    Recipe(Arc<Recipe>),
}

impl Pictures {
    pub(crate) fn new() -> Self {
        // Every gateway has its own signatures; nothing is guarded by them but the likeness to the real thing.
        Self { secret: RandomState::new().build_hasher().finish(), made: VecDeque::new(), count: 0 }
    }

    /// A number nobody can foresee, different each time.
    pub(crate) fn random(&mut self) -> u64 {
        self.count += 1;
        let digest = Sha256::new()
            .chain_update(self.secret.to_le_bytes())
            .chain_update(self.count.to_le_bytes())
            .finalize();
        digest.iter().take(8).fold(0, |sum, &byte| sum << 8 | u64::from(byte))
    }

    /// Remembers a recipe and returns the path and query of its link.
    pub(crate) fn add(&mut self, recipe: Recipe, fault: Option<ImageFault>, expires: u64) -> String {
        let id = format!("{:016x}{:016x}", self.random(), self.random());
        let link = format!("images/{id}.png?exp={expires}&sig={}", self.sign(&id, expires));
        self.made.push_back(Entry { id, recipe: Arc::new(recipe), file: None, fault, expired: false });
        self.tidy();
        link
    }

    /// Whether a link is one of ours and still alive at `now`.
    pub(crate) fn admits(&self, id: &str, expires: u64, signature: &str, now: u64) -> bool {
        let expired = self.made.iter().any(|entry| entry.id == id && entry.expired);
        !expired && now < expires && signature == self.sign(id, expires)
    }

    /// Lets every link that was given out so far expire.
    pub(crate) fn expire_all(&mut self) {
        self.made.iter_mut().for_each(|entry| entry.expired = true);
    }

    pub(crate) fn find(&self, id: &str) -> Option<Found> {
        let entry = self.made.iter().find(|entry| entry.id == id)?;
        Some(match &entry.file {
            Some(file) => Found::File(Arc::clone(file)),
            None => Found::Recipe(Arc::clone(&entry.recipe)),
        })
    }

    /// The fault that looking at this picture meets now; counts the look.
    pub(crate) fn fault(&mut self, id: &str) -> Option<ImageFault> {
        let entry = self.made.iter_mut().find(|entry| entry.id == id)?;
        let fault = entry.fault.clone()?;
        if let Some(ImageFault { times: Some(times), .. }) = &mut entry.fault {
            *times = times.saturating_sub(1);
            if *times == 0 {
                entry.fault = None;
            }
        }
        Some(fault)
    }

    /// Keeps a finished file for the next look.
    pub(crate) fn keep(&mut self, id: &str, file: &Arc<[u8]>) {
        if let Some(entry) = self.made.iter_mut().find(|entry| entry.id == id) {
            entry.file = Some(Arc::clone(file));
        }
        self.tidy();
    }

    fn sign(&self, id: &str, expires: u64) -> String {
        let digest = Sha256::new()
            .chain_update(self.secret.to_le_bytes())
            .chain_update(id.as_bytes())
            .chain_update(expires.to_le_bytes())
            .finalize();
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    fn tidy(&mut self) {
        while self.made.len() > REMEMBERED {
            self.made.pop_front();
        }
        let uploads: usize = self.made.iter().map(|entry| entry.recipe.weight()).sum();
        let mut over = uploads.saturating_sub(UPLOADS_MAX);
        while over > 0
            && let Some(entry) = self.made.pop_front()
        {
            over = over.saturating_sub(entry.recipe.weight());
        }
        let finished: usize =
            self.made.iter().filter_map(|entry| entry.file.as_ref()).map(|file| file.len()).sum();
        let mut over = finished.saturating_sub(FINISHED_MAX);
        for entry in &mut self.made {
            if over == 0 {
                break;
            }
            // What is dropped here is drawn again when somebody looks.
            over = over.saturating_sub(entry.file.take().map_or(0, |file| file.len()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Scene;

    #[test]
    fn a_link_lives_until_its_second_and_only_with_its_own_signature() {
        let mut pictures = Pictures::new();
        let link = pictures.add(Recipe::of(Scene::default()), None, 100);
        let (id, rest) = link.strip_prefix("images/").unwrap().split_once(".png?exp=100&sig=").unwrap();
        assert!(pictures.admits(id, 100, rest, 99));
        assert!(!pictures.admits(id, 100, rest, 100));
        assert!(!pictures.admits(id, 101, rest, 99));
        assert!(!pictures.admits("other", 100, rest, 99));
        pictures.expire_all();
        assert!(!pictures.admits(id, 100, rest, 99));
    }

    #[test]
    fn memory_is_bounded_and_the_newest_is_kept() {
        let mut pictures = Pictures::new();
        let mut last = String::new();
        for n in 0..REMEMBERED + 50 {
            last = pictures.add(Recipe::of(Scene::default()), None, 100);
            let id = last.trim_start_matches("images/").split('.').next().unwrap().to_owned();
            if n % 10 == 0 {
                pictures.keep(&id, &Arc::from(vec![0u8; 4 * 1024 * 1024]));
            }
        }
        let id = last.trim_start_matches("images/").split('.').next().unwrap();
        assert!(pictures.find(id).is_some());
        assert_eq!(pictures.made.len(), REMEMBERED);
        let finished: usize =
            pictures.made.iter().filter_map(|entry| entry.file.as_ref()).map(|file| file.len()).sum();
        assert!(finished <= FINISHED_MAX);
    }
}
