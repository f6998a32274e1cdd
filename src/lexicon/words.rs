//! Closed-class words. Comes in: `data/lexicon/function_words.tsv`. Goes out: the classes a word can have.

use super::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u16);

const NAMES: [&str; 12] = [
    "determiner",
    "possessive",
    "pronoun",
    "subject",
    "preposition",
    "conjunction",
    "subordinator",
    "auxiliary",
    "copula",
    "negation",
    "adverb",
    "time",
];

impl Classes {
    /// the, a, some
    pub const DETERMINER: Classes = Classes(1);
    /// his, their
    pub const POSSESSIVE: Classes = Classes(1 << 1);
    /// he, them, others
    pub const PRONOUN: Classes = Classes(1 << 2);
    /// Pronouns that are subjects: he, they, who.
    pub const SUBJECT: Classes = Classes(1 << 3);
    /// of, in, against
    pub const PREPOSITION: Classes = Classes(1 << 4);
    /// and, or, but
    pub const CONJUNCTION: Classes = Classes(1 << 5);
    /// that, because, which
    pub const SUBORDINATOR: Classes = Classes(1 << 6);
    /// has, will, don't
    pub const AUXILIARY: Classes = Classes(1 << 7);
    /// is, were
    pub const COPULA: Classes = Classes(1 << 8);
    /// not, never
    pub const NEGATION: Classes = Classes(1 << 9);
    /// also, repeatedly
    pub const ADVERB: Classes = Classes(1 << 10);
    /// Tuesday, morning, last
    pub const TIME: Classes = Classes(1 << 11);

    /// Either of two sets.
    pub const fn or(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// True where the two sets share a class.
    pub fn any(self, of: Classes) -> bool {
        self.0 & of.0 != 0
    }

    /// True for an open-class word.
    pub fn is_open(self) -> bool {
        self.0 == 0
    }
}

static WORDS: LazyLock<FxHashMap<&'static str, Classes>> = LazyLock::new(|| {
    let table = include_str!("../../data/lexicon/function_words.tsv");
    let classes = |names: &str| {
        names.split(',').filter_map(|name| NAMES.iter().position(|known| *known == name)).fold(0, |set, place| set | 1 << place)
    };
    rows(table).filter_map(|row| Some((*row.first()?, Classes(classes(row.get(1)?))))).collect()
});

/// The classes that the lower-case word can have; none for an open-class word.
pub fn classes(word: &str) -> Classes {
    WORDS.get(word).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_has_only_known_classes() {
        let table = include_str!("../../data/lexicon/function_words.tsv");
        assert!(rows(table).map(|row| row[0]).is_sorted());
        assert!(rows(table).all(|row| row[1].split(',').all(|name| NAMES.contains(&name))));
    }

    #[test]
    fn a_word_has_every_class_it_can_have() {
        assert!(classes("that").any(Classes::SUBORDINATOR) && classes("that").any(Classes::DETERMINER));
        assert!(classes("dam").is_open());
    }
}
