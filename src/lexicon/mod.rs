//! Knowledge that people edit. Comes in: the tables of `data/lexicon`, compiled into the binary. Goes out: look-ups.
//!
//! A table is sorted, tab-separated, with `#` comments at its head that say what it is and where it comes from.

pub mod answers;
pub mod bodies;
pub mod cues;
pub mod irregular;
pub mod names;
pub mod opposites;
pub mod places;
pub mod plain;
pub mod roles;
pub mod triggers;
pub mod variants;
pub mod words;

/// The rows of a table, split at tabs; comments and blank lines are left out.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}
