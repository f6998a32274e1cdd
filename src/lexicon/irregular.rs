//! Irregular forms of words. Comes in: `data/lexicon/irregular.tsv`. Goes out: the word that a form belongs to.

use super::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static FORMS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let row = |row: Vec<&'static str>| Some((*row.first()?, *row.get(1)?));
    rows(include_str!("../../data/lexicon/irregular.tsv")).filter_map(row).collect()
});

/// The dictionary form of a lower-case word; the word itself where it is regular.
pub fn regular(lower: &str) -> &str {
    FORMS.get(lower).copied().unwrap_or(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_to_its_word_and_the_table_is_sorted() {
        assert_eq!((regular("hidden"), regular("rose"), regular("hide")), ("hide", "rise", "hide"));
        assert!(rows(include_str!("../../data/lexicon/irregular.tsv")).map(|row| row[0]).is_sorted());
    }
}
