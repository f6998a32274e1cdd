//! What a run has done. Comes in: the changes, the index as it is now. Goes out: figures, and what was skipped and why.

use super::clock::Timings;
use crate::index::state::Totals;
use crate::ingest::Skipped;

/// The account of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Articles that were not in the index.
    pub added: usize,
    /// Articles that were, and were written anew: their details (authors, address) were corrected, or they were extracted again.
    pub replaced: usize,
    /// Articles that are in no file any more. A file whose text was edited counts one removed and one added.
    pub removed: usize,
    /// Articles that were in the index and stay as they are.
    pub unchanged: usize,
    /// Files opened.
    pub files_read: usize,
    /// Files not opened, because they are as they were.
    pub files_unchanged: usize,
    /// Files that are gone.
    pub files_removed: usize,
    /// Bytes on disk of the files opened.
    pub file_bytes: u64,
    /// Bytes of text (bodies) read, decoded.
    pub text_bytes: u64,
    /// Articles read, those among them that the index already had.
    pub articles_read: usize,
    /// Counts over the whole index as it is now.
    pub totals: Totals,
    /// Named speakers of the whole corpus, as `speakers` lists them.
    pub speakers: usize,
    /// What is not in the index and why, sorted: of this run, and of files that are as they were.
    pub skipped: Vec<Skipped>,
    /// What each stage took.
    pub timings: Timings,
}

impl Summary {
    /// Articles read a second.
    pub fn articles_per_second(&self) -> f64 {
        rate(self.articles_read as f64, self.timings.wall)
    }

    /// Megabytes (10⁶ bytes) of text read a second.
    pub fn megabytes_per_second(&self) -> f64 {
        rate(self.text_bytes as f64 / 1e6, self.timings.wall)
    }
}

fn rate(amount: f64, seconds: f64) -> f64 {
    if seconds > 0.0 { amount / seconds } else { 0.0 }
}
