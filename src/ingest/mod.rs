//! From files to articles. Comes in: paths, or standard input. Goes out: articles, and a sentence for everything that is not one.
//!
//! [`walk`] finds the files; [`open`] cuts a file into [`Raw`] records without looking into them, in bounded memory; [`Raw::read`] decodes and
//! parses one record, which is the CPU work that workers share.

mod dates;
mod elements;
mod encoding;
mod fields;
mod format;
mod front_matter;
mod headline;
mod html;
mod language;
mod lines;
mod markdown;
#[cfg(test)]
mod measured;
mod metadata;
mod names;
mod open;
mod plain;
mod raw;
mod record;
mod rows;
mod stream;
mod walk;

pub use fields::FieldMap;
pub use open::{Records, open, stdin};
pub use raw::Raw;
pub(crate) use walk::absolute;
pub use walk::{Found, walk};

use serde::{Deserialize, Serialize};
use std::fmt;

/// How to read.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Which fields of a record mean what, beyond the names that are known.
    pub fields: FieldMap,
    /// Largest record that is read, in bytes as stored (decompressed). Bounds the memory that one article can take.
    pub max_article_bytes: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options { fields: FieldMap::default(), max_article_bytes: 16 << 20 }
    }
}

/// A file or record that is not read, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Skipped {
    /// Path as stored and printed.
    pub path: String,
    /// 1-based number of the record in a file of many (line, list element, row after the header).
    pub record: Option<u64>,
    /// What is the matter, as the end of a sentence that starts with the path: "is empty".
    pub reason: String,
}

impl Skipped {
    pub(crate) fn new(path: &str, record: Option<u64>, reason: impl Into<String>) -> Skipped {
        Skipped { path: path.to_owned(), record, reason: reason.into() }
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.record {
            Some(record) => write!(f, "{}, record {record}: {}", self.path, self.reason),
            None => write!(f, "{}: {}", self.path, self.reason),
        }
    }
}

/// The reason for a record beyond [`Options::max_article_bytes`].
fn too_large(options: &Options) -> String {
    format!("is larger than {} for one article", in_words(options.max_article_bytes))
}

fn in_words(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} KB", bytes >> 10),
        _ => format!("{} MB", bytes >> 20),
    }
}
