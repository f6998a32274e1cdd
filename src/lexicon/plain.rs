//! Words too plain for a topic. Comes in: `data/lexicon/plain_words.tsv`. Goes out: how plain a word is.

use super::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How plain a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// May stand in a topic beside a better word: "returns".
    Noun,
    /// Likewise, and often starts names: "new".
    Name,
    /// Stands before names and in dates: "senator", "Tuesday".
    Title,
    /// Counts only inside names.
    Other,
}

static PLAIN: LazyLock<FxHashMap<&'static str, Plain>> = LazyLock::new(|| {
    let kind = |name: &str| match name {
        "noun" => Plain::Noun,
        "name" => Plain::Name,
        "title" => Plain::Title,
        _ => Plain::Other,
    };
    rows(include_str!("../../data/lexicon/plain_words.tsv")).filter_map(|row| Some((*row.first()?, kind(row.get(1)?)))).collect()
});

/// How plain a lower-case word is; `None` for a word that can be a topic. A closing full stop does not count.
pub fn plain(word: &str) -> Option<Plain> {
    PLAIN.get(word.strip_suffix('.').unwrap_or(word)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_are_plain_and_subjects_are_not() {
        assert_eq!(plain("said"), Some(Plain::Other));
        assert_eq!(plain("sen."), Some(Plain::Title));
        assert_eq!(plain("returns"), Some(Plain::Noun));
        assert_eq!(plain("asylum"), None);
    }
}
