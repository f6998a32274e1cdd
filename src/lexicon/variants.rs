//! Spellings of one name, and names that many bear. Comes in: `data/lexicon/{name_variants,common_last_names,role_fields}.tsv`. Goes out: look-ups for
//! telling speakers apart across articles.

use super::rows;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static VARIANTS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let table = rows(include_str!("../../data/lexicon/name_variants.tsv"));
    table.filter_map(|row| Some((*row.first()?, row.get(1)?.split(' ')))).flat_map(|(name, all)| all.map(move |one| (one, name))).collect()
});

static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../../data/lexicon/common_last_names.tsv")).filter_map(|row| row.first().copied()).collect());

static FIELDS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../data/lexicon/role_fields.tsv")).filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect()
});

/// The usual spelling of a folded name: "muhammad" for "mohamed"; the name itself where the table has none.
pub fn canonical(name: &str) -> &str {
    VARIANTS.get(name).copied().unwrap_or(name)
}

/// True for folded last names that many people bear: two articles that write "Smith" need not mean one man.
pub fn is_common(last: &str) -> bool {
    COMMON.contains(last)
}

/// The walk of life that a lower-case word for a role belongs to: "sport" for "striker".
pub fn field(word: &str) -> Option<&'static str> {
    FIELDS.get(word).or_else(|| FIELDS.get(word.strip_suffix('s')?)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_read_and_sorted() {
        assert_eq!((canonical("mohamed"), canonical("quill")), ("muhammad", "quill"));
        assert!(is_common("smith") && !is_common("zelensky"));
        assert_eq!((field("striker"), field("senators"), field("of")), (Some("sport"), Some("public"), None));
        for table in [
            include_str!("../../data/lexicon/name_variants.tsv"),
            include_str!("../../data/lexicon/common_last_names.tsv"),
            include_str!("../../data/lexicon/role_fields.tsv"),
        ] {
            assert!(rows(table).is_sorted_by_key(|row| row.first().copied()));
        }
    }
}
