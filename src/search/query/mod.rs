//! The query language of docs/search.md. Comes in: what somebody typed. Goes out: a tree, or an error that names the place and offers a correction.
//!
//! The grammar is Lucene's and tantivy's (`AND OR NOT + - ( ) "phrase" "near phrase"~5 field:value pre*fix fuzzy~1 /regex/ ^2`) with
//! `=exact`, read by a reader of our own because tantivy's own misreads curly marks, `O'Brien`, pasted addresses and `said: taxes`, takes `foo AND` for a word, binds words with OR, and
//! overflows the stack on deep nesting (shared/STACK.md). Nothing is guessed: the tree prints as the interpreted query.

mod field;
mod parse;
mod token;
mod tree;
mod word;

pub(crate) use field::{Name, nearest};
pub(crate) use parse::parse;
pub(crate) use tree::{Leaf, Node, Test};

use crate::error::Error;

/// The words of all fields, in the order of the documentation.
#[cfg(test)]
pub(crate) fn fields() -> impl Iterator<Item = &'static str> {
    Name::all()
}

/// An error about character `at` (0-based code point) of the query. [`parse`] and [`located`] show the place under the query.
pub(crate) fn fault(at: usize, sentence: impl std::fmt::Display) -> Error {
    Error::Query(format!("character {}: {sentence}", at + 1))
}

/// Widest stretch of a query shown in an error, in characters.
const SHOWN: usize = 72;

/// The error with the query and a caret under the place that it names; any other error as it is.
pub(crate) fn located(error: Error, query: &str) -> Error {
    let Error::Query(sentence) = error else { return error };
    let place =
        sentence.strip_prefix("character ").and_then(|rest| rest.split_once(':')).and_then(|(number, _)| number.parse::<usize>().ok());
    let Some(at) = place.map(|number| number.saturating_sub(1)) else { return Error::Query(sentence) };
    let from = (at + SHOWN / 4).saturating_sub(SHOWN);
    let one_line = |c: char| if c.is_control() || c.is_whitespace() { ' ' } else { c };
    let shown: String = query.chars().skip(from).take(SHOWN).map(one_line).collect();
    let (dots, indent) = if from > 0 { ("…", at - from + 1) } else { ("", at) };
    Error::Query(format!("{sentence}\n  {dots}{shown}\n  {}^", " ".repeat(indent)))
}
