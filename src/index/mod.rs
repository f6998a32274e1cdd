//! Keeps annotated articles on disk, in one tantivy index. Comes in: articles with their tags. Goes out: documents that `search` reads.

mod budget;
pub mod document;
pub mod fingerprint;
pub mod folder;
pub mod schema;
pub mod state;
pub mod tokens;
pub mod who;
pub mod wording;
pub mod writer;
