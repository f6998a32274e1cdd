//! What can go wrong, each in a sentence a user can act on. Comes in: failures of files, formats and the index. Goes out: one enum.

use std::path::{Path, PathBuf};

/// Any failure of the library.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: {reason}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// The system's or the format's reason, in words.
        reason: String,
    },
    /// There is no index where one was looked for.
    #[error("no index in {}: run `sayso index` first, or name another with --index", .0.display())]
    NoIndex(PathBuf),
    /// The index was written by another version of the format.
    #[error("the index in {} has format {found}, this sayso reads format {expected}: delete the folder and run `sayso index` again", path.display())]
    Format {
        /// The index folder.
        path: PathBuf,
        /// What is there.
        found: String,
        /// What this program reads.
        expected: u32,
    },
    /// Another process is writing to the index.
    #[error("the index in {} is being written by another sayso: wait until it has finished", .0.display())]
    Locked(PathBuf),
    /// The query cannot be read.
    #[error("cannot read the query: {0}")]
    Query(String),
    /// An option's value makes no sense.
    #[error("{0}")]
    Usage(String),
    /// The search engine failed.
    #[error("index: {0}")]
    Tantivy(#[from] tantivy::TantivyError),
    /// Output could not be written.
    #[error("cannot write: {0}")]
    Write(#[from] std::io::Error),
    /// A record could not be turned into or read from JSON.
    #[error("JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Gold data or an evaluation set cannot be read.
    #[error("{0}")]
    Gold(String),
}

/// Shorthand for results of the library.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A failure at `path` for the reason that displays as `reason`.
    pub fn file(path: &Path, reason: impl std::fmt::Display) -> Error {
        Error::File { path: path.to_owned(), reason: reason.to_string() }
    }
}
