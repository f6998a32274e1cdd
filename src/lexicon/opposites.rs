//! Words that turn a statement into its contrary. Comes in: `data/lexicon/opposites.tsv`. Goes out: pairs of them.

use super::rows;

/// Every pair of opposites, in lower case and dictionary form.
pub fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(include_str!("../../data/lexicon/opposites.tsv")).filter_map(|row| Some((*row.first()?, *row.get(1)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_no_word_is_its_own_opposite() {
        let pairs: Vec<_> = pairs().collect();
        assert!(pairs.len() > 60 && pairs.is_sorted());
        assert!(pairs.iter().all(|(one, other)| one < other && !one.is_empty()));
    }
}
