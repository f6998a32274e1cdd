//! Words and names of bodies. Comes in: `data/lexicon/{organizations,body_endings}.tsv`. Goes out: the family of a body, and what an acronym stands for.

use super::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What sort of body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// An election campaign.
    Campaign,
    /// A publication or broadcaster.
    Press,
    /// A company.
    Company,
    /// A court.
    Court,
    /// A state and its organs.
    Government,
    /// A political party.
    Party,
    /// Any other body.
    Group,
    /// A document, which speaks for whoever issued it.
    Document,
    /// A name that never speaks: "Obamacare".
    Silent,
}

impl Family {
    fn parse(word: &str) -> Family {
        match word {
            "campaign" => Family::Campaign,
            "press" => Family::Press,
            "company" => Family::Company,
            "court" => Family::Court,
            "government" => Family::Government,
            "party" => Family::Party,
            "document" => Family::Document,
            "none" => Family::Silent,
            _ => Family::Group,
        }
    }
}

/// A body's word or name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body {
    /// What sort.
    pub family: Family,
    /// What it abbreviates; "" for nothing.
    pub full: &'static str,
}

static BODIES: LazyLock<FxHashMap<&'static str, Body>> = LazyLock::new(|| {
    let row = |row: Vec<&'static str>| {
        Some((*row.first()?, Body { family: Family::parse(row.get(1)?), full: row.get(2).copied().unwrap_or("") }))
    };
    rows(include_str!("../../data/lexicon/organizations.tsv")).filter_map(row).collect()
});

static ENDINGS: LazyLock<FxHashMap<&'static str, Family>> = LazyLock::new(|| {
    let row = |row: Vec<&'static str>| Some((*row.first()?, Family::parse(row.get(1)?)));
    rows(include_str!("../../data/lexicon/body_endings.tsv")).filter_map(row).collect()
});

/// What sort of body a name of several words is whose last, in lower case, is this: "foods".
pub fn ending(lower: &str) -> Option<Family> {
    ENDINGS.get(lower).copied()
}

/// What sort of body this acronym, in capitals as it stands, means.
pub fn acronym(word: &str) -> Option<Body> {
    if word.chars().any(char::is_lowercase) {
        return None;
    }
    let plain = || BODIES.get(word.replace('.', "").as_str()).filter(|_| word.contains('.'));
    BODIES.get(word).or_else(plain).copied()
}

/// What sort of body this word or name, in lower case and without "the", means.
pub fn body(lower: &str) -> Option<Body> {
    BODIES.get(lower).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acronym_has_its_full_name_and_a_word_its_family() {
        assert_eq!(acronym("FBI").map(|body| body.full), Some("Federal Bureau of Investigation"));
        assert_eq!(body("committee").map(|body| body.family), Some(Family::Group));
    }
}
