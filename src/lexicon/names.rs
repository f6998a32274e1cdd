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

/// Shares of women in the news (a third, as in the Global Media Monitoring Project's counts) and in the table.
const WOMEN: f32 = 0.3;

/// By the last letters of a given name, one and two: how many women's and men's names of the table end so.
static ENDINGS: LazyLock<FxHashMap<&'static str, [f32; 2]>> = LazyLock::new(|| {
    let mut endings: FxHashMap<&'static str, [f32; 2]> = FxHashMap::default();
    for (name, gender) in GIVEN.iter() {
        let at = match gender {
            Gender::Female => 0,
            Gender::Male => 1,
            Gender::Either => continue,
        };
        for length in 0..=2 {
            endings.entry(ending(name, length)).or_default()[at] += 1.0;
        }
    }
    endings
});

fn ending(name: &str, length: usize) -> &str {
    name.len().checked_sub(length).and_then(|start| name.get(start..)).unwrap_or("")
}

/// How likely somebody in the news whose given name ends like this lower-case word is of this gender, 0 to 1; an empty word: whoever it is.
pub fn likelihood(lower: &str, gender: Gender) -> f32 {
    // Each longer ending corrects the shorter one; the table has more women than the news.
    let counts = |length: usize| ENDINGS.get(ending(lower, length)).copied().unwrap_or_default();
    let all = counts(0)[0] / (counts(0)[0] + counts(0)[1]).max(1.0);
    let lengths = if lower.is_empty() { 1..1 } else { 1..3 };
    let share = lengths.fold(all, |share, length| (counts(length)[0] + 10.0 * share) / (counts(length)[0] + counts(length)[1] + 10.0));
    let odds = share / (1.0 - share) * (1.0 - all) / all * WOMEN / (1.0 - WOMEN);
    let female = (odds / (1.0 + odds)).clamp(0.02, 0.98);
    match gender {
        Gender::Female => female,
        Gender::Male => 1.0 - female,
        Gender::Either => 1.0,
    }
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
    fn the_ending_of_an_unknown_given_name_tells_how_likely_it_is_a_womans() {
        assert_eq!(given("quilletta"), None);
        assert!(likelihood("quilletta", Gender::Female) > 0.75);
        assert!(likelihood("varnold", Gender::Male) > 0.8);
        assert!((likelihood("", Gender::Female) - WOMEN).abs() < 0.01);
        assert_eq!(likelihood("varnold", Gender::Either), 1.0);
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
