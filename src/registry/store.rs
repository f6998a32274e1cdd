//! The registry on disk, beside the index. Comes in: a registry. Goes out: the same registry, as long as the index has not changed since.
//!
//! `speakers.bin` holds nothing that the index does not: with another stamp, of another version or damaged, it is derived again. Only ids are
//! taken from an outdated one, so that they last. It is written whole after the last commit of a run: a run killed before leaves an outdated one.

use super::evidence;
use super::speakers::Registry;
use crate::error::{Error, Result};
use crate::index::folder::{Opened, write_whole};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use tantivy::Searcher;

/// Version of the file and of what decides who is who: raise it with any change to either.
const VERSION: u32 = 1;

/// The state of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    version: u32,
    commit: u64,
    documents: u64,
}

impl Stamp {
    /// That of an open index, as `searcher` sees it.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn of(opened: &Opened, searcher: &Searcher) -> Result<Stamp> {
        Ok(Stamp { version: VERSION, commit: opened.index.load_metas()?.opstamp, documents: searcher.num_docs() })
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join("speakers.bin")
}

/// The registry of the index in `folder`: as stored, or derived where it is outdated. Nothing is written.
///
/// # Errors
/// Where the index cannot be read.
pub fn open(folder: &Path, opened: &Opened, searcher: &Searcher) -> Result<Registry> {
    let before = read(folder);
    match before {
        Some((stamp, registry)) if stamp == Stamp::of(opened, searcher)? => Ok(registry),
        before => Ok(Registry::derive(evidence::read(searcher, &opened.fields)?, before.map(|(_, registry)| registry).as_ref())),
    }
}

/// Brings the stored registry up to date, after the last commit of a run and under its lock. `changed` says whether articles were added or removed.
///
/// # Errors
/// Where the index cannot be read or the file not be written.
pub fn update(folder: &Path, opened: &Opened, changed: bool) -> Result<Registry> {
    let searcher = opened.index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?.searcher();
    let stamp = Stamp::of(opened, &searcher)?;
    let registry = match read(folder) {
        Some((known, registry)) if !changed && Stamp { commit: stamp.commit, ..known } == stamp => registry,
        before => Registry::derive(evidence::read(&searcher, &opened.fields)?, before.map(|(_, registry)| registry).as_ref()),
    };
    let bytes = postcard::to_stdvec(&(stamp, &registry)).map_err(|error| Error::file(&path(folder), error))?;
    write_whole(&path(folder), &bytes)?;
    Ok(registry)
}

/// What is stored; `None` where nothing is, or nothing that this version can read.
fn read(folder: &Path) -> Option<(Stamp, Registry)> {
    let bytes = std::fs::read(path(folder)).ok()?;
    let (stamp, rest): (Stamp, &[u8]) = postcard::take_from_bytes(&bytes).ok()?;
    (stamp.version == VERSION).then(|| postcard::from_bytes(rest).ok()).flatten().map(|registry| (stamp, registry))
}
