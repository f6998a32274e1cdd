//! How far a run is. Comes in: calls from any thread. Goes out: whatever the caller draws.

/// What the run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Looking which files there are and which are new.
    Look,
    /// Reading, extracting and indexing.
    Read,
    /// Committing and merging.
    Finish,
}

/// Told about a run while it goes on.
pub trait Progress: Sync {
    /// A step begins.
    fn step(&self, step: Step);
    /// How many files are to be read, and their bytes on disk. Standard input adds none.
    fn total(&self, files: usize, bytes: u64);
    /// So many more bytes on disk and articles are done.
    fn advance(&self, bytes: u64, articles: usize);
}

/// Draws nothing.
impl Progress for () {
    fn step(&self, _: Step) {}
    fn total(&self, _: usize, _: u64) {}
    fn advance(&self, _: u64, _: usize) {}
}
