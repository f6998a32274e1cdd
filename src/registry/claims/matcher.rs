//! Other words that say what a claim of the ledger says. Comes in: an entry, then words of any article. Goes out: whether they are one.

use super::group::{Item, apart};
use super::ledger::{ClaimEntry, Ledger};
use super::likeness::{Scale, difference, likeness};
use super::meaning::{Capitals, Meaning, Reading};
use super::terms::Terms;
use crate::index::wording::Wording;

/// Holds words against one entry.
pub struct ClaimMatcher<'a> {
    capitals: Capitals,
    terms: Terms,
    scale: Scale,
    /// What its places say, and the first day of each.
    known: Vec<Item<'a>>,
}

impl Ledger {
    /// A matcher of the claim of `entry`.
    pub fn matcher<'a>(&'a self, entry: &'a ClaimEntry) -> ClaimMatcher<'a> {
        let (mut terms, capitals) = self.words();
        let scale = Scale::of(&mut terms, self.count());
        ClaimMatcher { capitals, terms, scale, known: self.items(entry).collect() }
    }
}

impl ClaimMatcher<'_> {
    /// True where these words of an article of `day` (`YYYYMMDD`), said by `party`, are the claim: alike to one of its places, and nothing makes them
    /// another claim than any.
    pub fn says(&mut self, wording: &Wording, party: Option<&str>, day: Option<i64>) -> bool {
        let mut reading = Reading { capitals: &self.capitals, terms: &mut self.terms, typed: false };
        let meaning: Meaning = reading.meaning(wording, party.into_iter());
        let item = Item { meaning: &meaning, day };
        let differs = |known: &Item| difference(known.meaning, &meaning, apart(known, &item), &self.scale).is_some();
        let alike = |known: &Item| likeness(known.meaning, &meaning, apart(known, &item), &self.scale).is_some();
        self.known.iter().any(alike) && !self.known.iter().any(differs)
    }
}
