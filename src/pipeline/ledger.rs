//! Which articles are in the index and which copy of each. Comes in: every article met, from many threads. Goes out: whether to write it, the same answer in any order.
//!
//! Copies of one article (same headline, body, publisher and date) may differ in their details: authors, address, section. Of all copies
//! in all files the one with the smallest [`details`](crate::index::document::details) is kept, so the index does not depend on who came first.

use crate::article::ArticleId;
use crate::error::Result;
use crate::index::state::{Known, PlaceRecord};
use rustc_hash::FxHashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

const SHARDS: usize = 64;

/// All articles, by id.
pub(super) struct Ledger {
    shards: Vec<Mutex<FxHashMap<u64, Entry>>>,
}

#[derive(Clone, Copy)]
struct Entry {
    /// The smallest details among the copies that are known to exist.
    best: u64,
    /// Details of the copy that is indexed or on its way; `None` where what is indexed must be made anew.
    current: Option<u64>,
    /// In the index when the run began.
    before: bool,
    /// Written by this run.
    written: bool,
}

/// How many articles the run changed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Changes {
    pub(super) added: usize,
    pub(super) replaced: usize,
    pub(super) unchanged: usize,
}

impl Ledger {
    /// Articles of the index; those that an older extractor than `extractor` went through are to be made anew.
    pub(super) fn new(articles: FxHashMap<u64, Known>, extractor: u64) -> Ledger {
        let ledger = Ledger { shards: (0..SHARDS).map(|_| Mutex::default()).collect() };
        for (id, known) in articles {
            let current = (known.extractor >= extractor).then_some(known.details);
            ledger.shard(id).insert(id, Entry { best: u64::MAX, current, before: true, written: false });
        }
        ledger
    }

    /// Takes in a copy that is in a file which this run does not read.
    pub(super) fn keep(&self, place: &PlaceRecord) {
        if let Some(entry) = self.shard(place.id).get_mut(&place.id) {
            entry.best = entry.best.min(place.details);
        }
    }

    /// Ids of articles whose indexed copy is in no file that is kept, while another copy is: `kept` are the places of all kept files.
    pub(super) fn is_stale(&self, id: u64) -> bool {
        self.shard(id).get(&id).is_some_and(|entry| entry.best != u64::MAX && entry.current.is_some_and(|current| current != entry.best))
    }

    /// True where the caller is to extract this copy and hand it to [`Ledger::settle`].
    pub(super) fn meet(&self, id: ArticleId, details: u64) -> bool {
        let mut shard = self.shard(id.0);
        let entry = shard.entry(id.0).or_insert(Entry { best: u64::MAX, current: None, before: false, written: false });
        entry.best = entry.best.min(details);
        let wanted = details == entry.best && entry.current != Some(details);
        if wanted {
            entry.current = Some(details);
        }
        wanted
    }

    /// Calls `write` with whether something is to be replaced, unless a better copy has come by since [`Ledger::meet`]; true where it did.
    ///
    /// Nobody else writes the same article meanwhile, so that a deletion never meets a later addition.
    pub(super) fn settle(&self, id: ArticleId, details: u64, write: impl FnOnce(bool) -> Result<()>) -> Result<bool> {
        let mut shard = self.shard(id.0);
        let Some(entry) = shard.get_mut(&id.0).filter(|entry| entry.current == Some(details)) else { return Ok(false) };
        write(entry.before || entry.written)?;
        entry.written = true;
        Ok(true)
    }

    /// The changes made, where `removed` (sorted ids) were deleted at the end.
    pub(super) fn changes(&self, removed: &[u64]) -> Changes {
        let mut changes = Changes::default();
        for shard in &self.shards {
            for (id, entry) in lock(shard).iter() {
                match (entry.before, entry.written) {
                    (false, true) => changes.added += 1,
                    (true, true) => changes.replaced += 1,
                    (true, false) => changes.unchanged += usize::from(removed.binary_search(id).is_err()),
                    (false, false) => {}
                }
            }
        }
        changes
    }

    fn shard(&self, id: u64) -> MutexGuard<'_, FxHashMap<u64, Entry>> {
        lock(&self.shards[id as usize % SHARDS])
    }
}

fn lock(shard: &Mutex<FxHashMap<u64, Entry>>) -> MutexGuard<'_, FxHashMap<u64, Entry>> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Place;

    const ID: ArticleId = ArticleId(7);

    fn ledger(known: &[(u64, u64)]) -> Ledger {
        let known = known.iter().map(|&(id, details)| (id, Known { details, extractor: 1 }));
        Ledger::new(known.collect(), 1)
    }

    /// Meets copies one after another; gives the details of the copy that is indexed in the end.
    fn indexed(ledger: &Ledger, copies: &[u64]) -> Option<u64> {
        let mut last = None;
        for &details in copies {
            if ledger.meet(ID, details) {
                ledger.settle(ID, details, |_| Ok(())).unwrap();
                last = Some(details);
            }
        }
        last
    }

    fn place(details: u64) -> PlaceRecord {
        PlaceRecord { place: Place { path: "a.txt".into(), record: None }, id: ID.0, details }
    }

    #[test]
    fn the_same_copy_wins_in_any_order() {
        assert_eq!(indexed(&ledger(&[]), &[5, 3, 4]), Some(3));
        assert_eq!(indexed(&ledger(&[]), &[3, 4, 5]), Some(3));
        assert_eq!(indexed(&ledger(&[]), &[3, 3]), Some(3));
    }

    #[test]
    fn a_copy_that_is_indexed_is_not_written_again() {
        assert_eq!(indexed(&ledger(&[(7, 3)]), &[3, 5]), None);
    }

    #[test]
    fn corrected_details_replace_what_is_indexed() {
        let ledger = ledger(&[(7, 3)]);
        assert_eq!(indexed(&ledger, &[5]), Some(5));
        assert_eq!(ledger.changes(&[]), Changes { added: 0, replaced: 1, unchanged: 0 });
    }

    #[test]
    fn a_copy_in_a_kept_file_stays_the_best() {
        let ledger = ledger(&[(7, 3)]);
        ledger.keep(&place(3));
        assert_eq!(indexed(&ledger, &[5]), None);
        assert!(!ledger.is_stale(7));
    }

    #[test]
    fn a_copy_whose_file_is_gone_is_stale() {
        let ledger = ledger(&[(7, 3)]);
        ledger.keep(&place(5));
        assert!(ledger.is_stale(7));
        assert_eq!(indexed(&ledger, &[5]), Some(5));
    }

    #[test]
    fn who_was_overtaken_does_not_write() {
        let ledger = ledger(&[]);
        assert!(ledger.meet(ID, 5));
        assert!(ledger.meet(ID, 3));
        let mut replaced = None;
        let note = |replace| {
            replaced = Some(replace);
            Ok(())
        };
        assert!(ledger.settle(ID, 3, note).unwrap());
        assert_eq!(replaced, Some(false));
        assert!(!ledger.settle(ID, 5, |_| panic!("written")).unwrap());
    }

    #[test]
    fn an_older_extractor_s_work_is_done_anew() {
        let ledger = Ledger::new([(7, Known { details: 3, extractor: 0 })].into_iter().collect(), 1);
        ledger.keep(&place(3));
        assert_eq!(indexed(&ledger, &[3]), Some(3));
    }
}
