//! What holds across the whole corpus. Comes in: the columns of the index. Goes out: speakers, contested claims, topics and counts over all articles.
//!
//! Everything is read from columns, no article is loaded. How a ledger across articles is made here, for speakers: `evidence` reads columns into plain
//! records in an order of their own; `forms` and `context` say what is compared and what surrounds it; `people` and `bodies` decide into `groups`, which
//! keep reasons and doubts; `entry` counts; `store` keeps the result beside the index, stamped with its commit; `corrections` lay on top what people know
//! better, at every question anew. `claims` does the same for contested claims, in the same store.

mod bodies;
mod claims;
mod columns;
mod context;
pub mod corrections;
pub mod edit;
mod entry;
mod evidence;
mod find;
mod forms;
mod groups;
mod names;
mod people;
mod repeats;
mod speakers;
mod stats;
mod store;
mod topics;

pub use claims::{ClaimEntry, ClaimMatcher, ClaimPlace, Ledger};
pub use edit::Edit;
pub use entry::{Entry, RoleSpan, date};
pub use repeats::repeats;
pub use speakers::{Registry, SpeakerRow, Unsure};
pub use stats::{Stats, stats};
pub use topics::{TopicRow, sort_topics, topic_key, topics};

use crate::error::Result;
use crate::index::folder::Opened;
use std::path::Path;
use tantivy::Searcher;

/// The registry of the index in `folder`, with its corrections applied.
///
/// # Errors
/// Where the index or the corrections cannot be read.
pub fn open(folder: &Path, opened: &Opened, searcher: &Searcher) -> Result<Registry> {
    Ok(corrections::Corrections::of(folder)?.apply(uncorrected(folder, opened, searcher)?))
}

/// The registry as it was decided, without corrections.
///
/// # Errors
/// Where the index cannot be read.
pub fn uncorrected(folder: &Path, opened: &Opened, searcher: &Searcher) -> Result<Registry> {
    store::open(folder, opened, searcher)
}

/// The ledger of contested claims of the index in `folder`.
///
/// # Errors
/// Where the index cannot be read.
pub fn ledger(folder: &Path, opened: &Opened, searcher: &Searcher) -> Result<Ledger> {
    store::open(folder, opened, searcher)
}

/// Brings registry and ledger up to date after a run; gives the number of speakers that are listed, with corrections.
///
/// # Errors
/// As [`open`], and where they cannot be written.
pub fn update(folder: &Path, opened: &Opened, changed: bool) -> Result<usize> {
    let registry: Registry = store::update(folder, opened, changed)?;
    let _: Ledger = store::update(folder, opened, changed)?;
    Ok(corrections::Corrections::of(folder)?.apply(registry).count())
}
