//! Words numbered. Comes in: words of claims. Goes out: the same number for the same word, and how much it tells.

use crate::registry::columns::Values;
use serde::{Deserialize, Serialize};

/// Every term that claims are compared by, numbered in the order in which they were met.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    values: Values,
    /// In how many claims each stands.
    uses: Vec<u32>,
    /// Around how many it does.
    around: Vec<u32>,
}

/// Terms as they are stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct StoredTerms(Vec<(String, u32, u32)>);

impl Terms {
    /// The number of a term.
    pub(super) fn number(&mut self, term: &str) -> u32 {
        let number = self.values.number(term);
        self.uses.resize(self.values.all().len(), 0);
        self.around.resize(self.values.all().len(), 0);
        number
    }

    /// Notes that one more claim has these terms, and these names around it.
    pub(super) fn count(&mut self, terms: impl Iterator<Item = u32>, around: &[u32]) {
        let up = |counts: &mut Vec<u32>, term: u32| counts.get_mut(term as usize).into_iter().for_each(|count| *count += 1);
        terms.for_each(|term| up(&mut self.uses, term));
        around.iter().for_each(|term| up(&mut self.around, *term));
    }

    /// Around how many claims each name stands.
    pub(super) fn around(&self) -> &[u32] {
        &self.around
    }

    /// How much each term tells among `claims` claims: the rarer, the more (inverse document frequency, Spärck Jones 1972).
    pub(super) fn weights(&self, claims: usize) -> Vec<f32> {
        self.uses.iter().map(|uses| libm::logf((claims + 1) as f32 / (*uses).max(1) as f32).max(LEAST)).collect()
    }

    /// For the store.
    pub(super) fn stored(&self) -> StoredTerms {
        let counts = self.uses.iter().zip(&self.around);
        StoredTerms(self.values.all().iter().zip(counts).map(|(term, (uses, around))| (term.clone(), *uses, *around)).collect())
    }

    /// From the store.
    pub(super) fn restored(stored: StoredTerms) -> Terms {
        let mut terms = Terms::default();
        for (term, uses, around) in stored.0 {
            let number = terms.number(&term) as usize;
            (terms.uses[number], terms.around[number]) = (uses, around);
        }
        terms
    }
}

/// What even a word of every claim tells.
const LEAST: f32 = 0.5;
