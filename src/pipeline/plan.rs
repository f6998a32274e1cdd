//! What a run has to do. Comes in: the files there are and what the index knows of them. Goes out: files to read, files to forget, files to leave alone.

use super::ledger::Ledger;
use crate::error::Result;
use crate::index::state::Snapshot;
use crate::index::writer::FileRecord;
use crate::ingest::{Found, Skipped, absolute};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How files are read in this run: a file that was read otherwise is read again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Manner {
    /// Hash of the ingest options.
    pub(super) options: u64,
    /// Version of the extractor, 0 for none. What a newer one made is good enough.
    pub(super) extractor: u64,
}

/// What there is to do.
#[derive(Default)]
pub(super) struct Plan {
    /// New or changed, sorted by path.
    pub(super) read: Vec<Found>,
    /// Paths that are gone, sorted.
    pub(super) gone: Vec<String>,
    /// Read by an earlier run and not changed since, sorted by path.
    pub(super) unchanged: Vec<FileRecord>,
    /// Articles that standard input gave in earlier runs.
    pub(super) piped: FxHashSet<u64>,
}

/// The folders that a run looks at, to tell a file that is gone from one that was not asked for.
pub(super) struct Scope<'a> {
    /// What stored paths are relative to.
    pub(super) base: &'a Path,
    /// Files and folders given, without `-`.
    pub(super) roots: &'a [PathBuf],
    /// What the walk could not look into: whatever lies there is not gone.
    pub(super) blind: &'a [Skipped],
}

impl Scope<'_> {
    fn holds(&self, path: &str) -> bool {
        let whole = absolute(&self.base.join(path));
        let blind = self.blind.iter().any(|skipped| Path::new(path).starts_with(&skipped.path));
        !blind && self.roots.iter().any(|root| whole.starts_with(absolute(root)))
    }
}

impl Plan {
    /// Compares what was found with what is known, and tells `ledger` which copies of articles stay.
    pub(super) fn make(
        found: Vec<Found>,
        scope: &Scope,
        manner: Manner,
        known: &Snapshot,
        ledger: &Ledger,
        keep_missing: bool,
    ) -> Result<Plan> {
        let mut plan = Plan::default();
        let mut files: FxHashMap<String, FileRecord> = known.files()?.into_iter().map(|file| (file.path.clone(), file)).collect();
        let paths: BTreeSet<String> = found.iter().map(|found| found.path.clone()).collect();
        let mut idle = Vec::new();
        for found in found {
            match files.remove(&found.path) {
                Some(file) if is_fresh(&found, &file, manner) => {
                    plan.unchanged.push(file);
                    idle.push(found);
                }
                _ => plan.read.push(found),
            }
        }
        if !keep_missing {
            plan.gone = missing(known, &paths, &files, scope)?;
        }
        plan.settle_copies(known, ledger, idle)?;
        Ok(plan)
    }

    /// Tells the ledger which copies stay. Where the copy that is indexed goes while another stays, the file of the other is read again.
    fn settle_copies(&mut self, known: &Snapshot, ledger: &Ledger, idle: Vec<Found>) -> Result<()> {
        let dropped: FxHashSet<&str> =
            self.read.iter().map(|found| found.path.as_str()).chain(self.gone.iter().map(String::as_str)).collect();
        let mut piped = FxHashSet::default();
        let mut any_dropped = false;
        known.each_place(|place| {
            any_dropped |= dropped.contains(place.place.path.as_str());
            if !dropped.contains(place.place.path.as_str()) {
                ledger.keep(&place);
            }
            if place.place.path == STDIN {
                piped.insert(place.id);
            }
        })?;
        let mut again = FxHashSet::default();
        if any_dropped {
            known.each_place(|place| {
                if !dropped.contains(place.place.path.as_str()) && ledger.is_stale(place.id) {
                    again.insert(place.place.path);
                }
            })?;
        }
        self.piped = piped;
        self.unchanged.retain(|file| !again.contains(&file.path));
        self.read.extend(idle.into_iter().filter(|found| again.contains(&found.path)));
        self.read.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(())
    }
}

/// The path of articles from standard input.
pub(super) const STDIN: &str = "-";

fn is_fresh(found: &Found, file: &FileRecord, manner: Manner) -> bool {
    let same = (found.size, found.modified, manner.options) == (file.size, file.modified, file.options);
    same && file.extractor >= manner.extractor
}

/// Paths that the index knows, finished or not, and that are no longer there.
fn missing(known: &Snapshot, found: &BTreeSet<String>, files: &FxHashMap<String, FileRecord>, scope: &Scope) -> Result<Vec<String>> {
    let mut paths: BTreeSet<String> = files.keys().cloned().collect();
    known.each_place(|place| {
        if !found.contains(&place.place.path) && !paths.contains(&place.place.path) {
            paths.insert(place.place.path);
        }
    })?;
    let gone = |path: &String| path != STDIN && !found.contains(path) && scope.holds(path);
    Ok(paths.into_iter().filter(gone).collect())
}
