//! What the registry decides, on disk beside the index. Comes in: speakers or the ledger of claims. Goes out: the same, as long as the index has not changed since.
//!
//! `speakers.bin` and `claims.bin` hold nothing that the index does not: with another stamp, of another version or damaged, they are derived again. Only ids
//! are taken from an outdated one, so that they last. Each is written whole after the last commit of a run: a run killed before leaves an outdated one.

use super::claims::{self, Ledger};
use super::evidence;
use super::speakers::Registry;
use crate::error::{Error, Result};
use crate::index::folder::{Opened, write_whole};
use crate::index::schema::Fields;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use tantivy::Searcher;

/// Something that is decided from the columns of a whole index and kept beside it.
pub(super) trait Kept: Serialize + DeserializeOwned {
    /// Name of the file.
    const FILE: &str;
    /// Version of the file and of what decides: raise it with any change to either.
    const VERSION: u32;

    /// Decides anew; takes only ids from what was decided before.
    fn derive(searcher: &Searcher, fields: &Fields, before: Option<&Self>) -> Result<Self>;
}

impl Kept for Registry {
    const FILE: &str = "speakers.bin";
    const VERSION: u32 = 3;

    fn derive(searcher: &Searcher, fields: &Fields, before: Option<&Registry>) -> Result<Registry> {
        Ok(Registry::derive(evidence::read(searcher, fields)?, before))
    }
}

impl Kept for Ledger {
    const FILE: &str = "claims.bin";
    const VERSION: u32 = 2;

    fn derive(searcher: &Searcher, fields: &Fields, before: Option<&Ledger>) -> Result<Ledger> {
        Ok(Ledger::derive(claims::read(searcher, fields)?, before))
    }
}

/// The state of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    version: u32,
    commit: u64,
    documents: u64,
}

impl Stamp {
    /// That of an open index, as `searcher` sees it.
    fn of<T: Kept>(opened: &Opened, searcher: &Searcher) -> Result<Stamp> {
        Ok(Stamp { version: T::VERSION, commit: opened.index.load_metas()?.opstamp, documents: searcher.num_docs() })
    }
}

fn path<T: Kept>(folder: &Path) -> PathBuf {
    folder.join(T::FILE)
}

/// What is kept of the index in `folder`: as stored, or derived where it is outdated. Nothing is written.
pub(super) fn open<T: Kept>(folder: &Path, opened: &Opened, searcher: &Searcher) -> Result<T> {
    match read::<T>(folder) {
        Some((stamp, kept)) if stamp == Stamp::of::<T>(opened, searcher)? => Ok(kept),
        before => T::derive(searcher, &opened.fields, before.map(|(_, kept)| kept).as_ref()),
    }
}

/// Brings what is stored up to date, after the last commit of a run and under its lock. `changed` says whether articles were added or removed.
pub(super) fn update<T: Kept>(folder: &Path, opened: &Opened, changed: bool) -> Result<T> {
    let searcher = opened.index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?.searcher();
    let stamp = Stamp::of::<T>(opened, &searcher)?;
    let kept = match read::<T>(folder) {
        Some((known, kept)) if !changed && Stamp { commit: stamp.commit, ..known } == stamp => kept,
        before => T::derive(&searcher, &opened.fields, before.map(|(_, kept)| kept).as_ref())?,
    };
    let bytes = postcard::to_stdvec(&(stamp, &kept)).map_err(|error| Error::file(&path::<T>(folder), error))?;
    write_whole(&path::<T>(folder), &bytes)?;
    Ok(kept)
}

/// What is stored; `None` where nothing is, or nothing that this version can read.
fn read<T: Kept>(folder: &Path) -> Option<(Stamp, T)> {
    let bytes = std::fs::read(path::<T>(folder)).ok()?;
    let (stamp, rest): (Stamp, &[u8]) = postcard::take_from_bytes(&bytes).ok()?;
    (stamp.version == T::VERSION).then(|| postcard::from_bytes(rest).ok()).flatten().map(|kept| (stamp, kept))
}
