//! Words of personal names. Comes in: `data/lexicon/{given_names,nicknames,titles,small_words}.tsv`. Goes out: whose a given name is, which are short
//! for which, what a title says, which capitals mean nothing.

use super::rows;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Grammatical gender, as pronouns show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// she
    Female,
    /// he
    Male,
    /// Either, or not known.
    Either,
}

impl Gender {
    /// Reads the tables' f, m or u.
    pub(super) fn parse(letter: &str) -> Gender {
        match letter {
            "f" => Gender::Female,
            "m" => Gender::Male,
            _ => Gender::Either,
        }
    }

    /// True where one person can have both.
    pub fn agrees(self, other: Gender) -> bool {
        self == Gender::Either || other == Gender::Either || self == other
    }

    /// The one that is known.
    pub fn or(self, other: Gender) -> Gender {
        if self == Gender::Either { other } else { self }
    }
}

/// A title or form of address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// Whom it fits.
    pub gender: Gender,
    /// The role it abbreviates ("senator" for "Sen."); "" for "Mr.".
    pub role: &'static str,
}

static GIVEN: LazyLock<FxHashMap<&'static str, Gender>> = LazyLock::new(|| {
    let row = |row: Vec<&'static str>| Some((*row.first()?, Gender::parse(row.get(1)?)));
    rows(include_str!("../../data/lexicon/given_names.tsv")).filter_map(row).collect()
});

static NICKNAMES: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let row = |row: Vec<&'static str>| Some((*row.first()?, row.get(1)?.split(' ').collect()));
    rows(include_str!("../../data/lexicon/nicknames.tsv")).filter_map(row).collect()
});

static TITLES: LazyLock<FxHashMap<&'static str, Title>> = LazyLock::new(|| {
    let row = |row: Vec<&'static str>| {
        Some((*row.first()?, Title { gender: Gender::parse(row.get(1)?), role: row.get(2).copied().unwrap_or("") }))
    };
    rows(include_str!("../../data/lexicon/titles.tsv")).filter_map(row).collect()
});

static SMALL: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../../data/lexicon/small_words.tsv")).filter_map(|row| row.first().copied()).collect());

/// Whose given name this lower-case word mostly is, with or without accents; the first part decides for "jean-claude".
pub fn given(lower: &str) -> Option<Gender> {
    if let Some(gender) = GIVEN.get(lower) {
        return Some(*gender);
    }
    if !lower.is_ascii() {
        let plain: String = lower.nfd().filter(|c| !is_combining_mark(*c)).collect();
        if let Some(gender) = GIVEN.get(plain.as_str()) {
            return Some(*gender);
        }
    }
    lower.split_once('-').and_then(|(first, last)| GIVEN.get(last).and_then(|_| GIVEN.get(first)).copied())
}

/// True where `short` is a short form of the given name `long`: "bill" of "william".
pub fn is_nickname(short: &str, long: &str) -> bool {
    NICKNAMES.get(short).is_some_and(|names| names.contains(&long))
}

/// What this lower-case word says as a title before a name.
pub fn title(lower: &str) -> Option<Title> {
    TITLES.get(lower).copied()
}

/// True for lower-case words that are capitalised only for their place: function words, days, months.
pub fn is_small(lower: &str) -> bool {
    SMALL.contains(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_name_is_known_with_accents_and_hyphens() {
        assert_eq!(given("wanda"), Some(Gender::Female));
        assert_eq!(given("josé"), Some(Gender::Male));
        assert_eq!(given("jean-pierre"), Some(Gender::Male));
        assert_eq!(given("tarn"), None);
    }

    #[test]
    fn a_nickname_belongs_to_its_own_names_only() {
        assert!(is_nickname("bill", "william") && is_nickname("liz", "elizabeth"));
        assert!(!is_nickname("bill", "robert") && !is_nickname("william", "bill"));
    }

    #[test]
    fn the_table_of_nicknames_is_sorted() {
        let names: Vec<&str> = rows(include_str!("../../data/lexicon/nicknames.tsv")).filter_map(|row| row.first().copied()).collect();
        assert!(names.len() > 100 && names.is_sorted());
    }

    #[test]
    fn the_table_is_large_and_sorted() {
        let names: Vec<&str> = rows(include_str!("../../data/lexicon/given_names.tsv")).filter_map(|row| row.first().copied()).collect();
        assert!(names.len() >= 1_500);
        assert!(names.is_sorted());
    }
}
