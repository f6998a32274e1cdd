//! Words too plain for a topic. Comes in: `data/lexicon/plain_words.tsv`. Goes out: yes or no.

use super::rows;
use std::collections::HashSet;
use std::sync::LazyLock;

static PLAIN: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../../data/lexicon/plain_words.tsv")).filter_map(|row| row.first().copied()).collect());

/// True for a lower-case word that says little about what a text is about.
pub fn is_plain(word: &str) -> bool {
    PLAIN.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_are_plain_and_subjects_are_not() {
        assert!(is_plain("year") && is_plain("said"));
        assert!(!is_plain("asylum") && !is_plain("tax"));
    }
}
