//! Keeps annotated articles on disk, in one tantivy index. Comes in: articles with their tags. Goes out: documents that `search` reads.

pub mod folder;
pub mod schema;
pub mod tokens;
pub mod who;
