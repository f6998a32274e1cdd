//! Words that report. Comes in: `data/lexicon/cues.tsv`. Goes out: lemma and class of a word form.

use crate::quotation::CueClass;

/// A reporting verb as the lexicon knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Dictionary form.
    pub lemma: &'static str,
    /// Its family.
    pub class: CueClass,
}
