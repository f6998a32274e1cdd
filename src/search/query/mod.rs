//! The query language, version 1. Comes in: what somebody typed. Goes out: a tree, or an error that names the place and offers a correction.
//!
//! The grammar is tantivy's (`AND OR NOT + - ( ) "phrase" "near phrase"~5 field:value prefix*`), read by a reader of our own because
//! tantivy's own misreads curly marks, `O'Brien`, pasted addresses and `said: taxes`, takes `foo AND` for a word, binds words with OR, and
//! overflows the stack on deep nesting (shared/STACK.md). Nothing is guessed: the tree prints as the interpreted query.

mod field;
mod parse;
mod token;
mod tree;

pub(crate) use field::Name;
pub(crate) use parse::parse;
pub(crate) use tree::{Leaf, Node, Test};

use crate::error::Error;

/// An error about character `at` (0-based code point) of the query.
pub(crate) fn fault(at: usize, sentence: impl std::fmt::Display) -> Error {
    Error::Query(format!("character {}: {sentence}", at + 1))
}
