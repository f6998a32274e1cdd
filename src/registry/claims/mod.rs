//! The ledger: what is contested across the whole corpus. Comes in: the columns of claims. Goes out: one entry a claim, however many articles carry it,
//! with the status that each gives it.
//!
//! `evidence` reads columns; `meaning` says what is compared, in numbered `terms`; `likeness` compares two; `group` finds the pairs and joins them;
//! `ledger` lists and finds the entries; `matcher` holds other words against one. A wrong merge misleads more than a double: in doubt claims stay apart.

mod evidence;
mod group;
mod ledger;
mod likeness;
mod matcher;
mod meaning;
mod terms;

pub use evidence::ClaimPlace;
pub(crate) use evidence::read;
pub use ledger::{ClaimEntry, Ledger};
pub use matcher::ClaimMatcher;
