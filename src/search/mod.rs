//! Answers questions from the index. Comes in: a query with filters. Goes out: hits in a stable order, with counts.

mod hits;
mod query;
mod request;

pub use hits::*;
pub use request::*;
