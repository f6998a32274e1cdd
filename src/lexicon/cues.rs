//! Words that report. Comes in: `data/lexicon/cues.tsv`. Goes out: what is known of a word form as a cue.

use super::rows;
use crate::quotation::CueClass;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What may follow a cue, or stand before it, as its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frames {
    /// A clause, with or without "that".
    pub clause: bool,
    /// A direct quotation beside it.
    pub quotation: bool,
    /// An object or any other complement.
    pub object: bool,
    /// An infinitive.
    pub infinitive: bool,
    /// An indirect question.
    pub question: bool,
    /// The addressee comes before the content: "told her that".
    pub addressee: bool,
    /// Present forms are mostly nouns ("states") and count only before "that" or a mark.
    pub strict: bool,
}

/// The inflection of a word form; a form that serves as several is given as the one most frequent in news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inflection {
    /// say
    Base,
    /// says
    Third,
    /// said (past or participle)
    Past,
    /// written, where it differs from the past
    Participle,
    /// saying
    Ing,
}

/// A reporting verb.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Dictionary form.
    pub lemma: &'static str,
    /// Its family.
    pub class: CueClass,
    /// What can be its content.
    pub frames: Frames,
    /// Prepositions that join the cue and lead the content.
    pub prepositions: Vec<&'static str>,
}

struct Cues {
    entries: Vec<Entry>,
    forms: FxHashMap<&'static str, (usize, Inflection)>,
    nouns: FxHashMap<&'static str, usize>,
    others: FxHashMap<&'static str, usize>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| read(include_str!("../../data/lexicon/cues.tsv")));

/// The cue that the lower-case word `form` may be.
pub fn look_up(form: &str) -> Option<(&'static Entry, Inflection)> {
    CUES.forms.get(form).map(|&(entry, inflection)| (&CUES.entries[entry], inflection))
}

/// The cue that the lower-case word `form` may be as a noun before a that-clause: "claim", "accusations".
pub fn look_up_noun(form: &str) -> Option<&'static Entry> {
    CUES.nouns.get(form).map(|&entry| &CUES.entries[entry])
}

/// What the lower-case word `form` tells of a cue that it belongs to: "has been a fierce critic of", "made it clear".
pub fn look_up_any(form: &str) -> Option<&'static Entry> {
    let other = || CUES.others.get(form).map(|&entry| &CUES.entries[entry]);
    look_up(form).map(|(entry, _)| entry).or_else(|| look_up_noun(form)).or_else(other)
}

fn read(table: &'static str) -> Cues {
    let mut cues = Cues { entries: Vec::new(), forms: FxHashMap::default(), nouns: FxHashMap::default(), others: FxHashMap::default() };
    for row in rows(table) {
        let [lemma, class, frames, prepositions, forms] = row[..] else { continue };
        let Ok(class) = class.parse() else { continue };
        let prepositions = prepositions.split(',').filter(|word| *word != "-").collect();
        cues.entries.push(Entry { lemma, class, frames: read_frames(frames), prepositions });
        let entry = cues.entries.len() - 1;
        let names = match frames {
            "n" => Some(&mut cues.nouns),
            "x" => Some(&mut cues.others),
            _ => None,
        };
        if let Some(names) = names {
            names.extend(forms.split(' ').map(|form| (form, entry)));
            continue;
        }
        let inflections = [Inflection::Base, Inflection::Third, Inflection::Past, Inflection::Participle, Inflection::Ing];
        for (place, form) in forms.split(' ').enumerate() {
            let spelling = if form.ends_with("ing") { Inflection::Ing } else { Inflection::Past };
            let inflection = inflections.get(place).copied().unwrap_or(spelling);
            // "read" is past more often than not.
            if place == 2 {
                cues.forms.insert(form, (entry, inflection));
            }
            cues.forms.entry(form).or_insert((entry, inflection));
        }
    }
    cues
}

fn read_frames(letters: &str) -> Frames {
    Frames {
        clause: letters.contains('c'),
        quotation: letters.contains('q'),
        object: letters.contains('o'),
        infinitive: letters.contains('i'),
        question: letters.contains('w'),
        addressee: letters.contains('a'),
        strict: letters.contains('s'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_in_order() {
        let table = include_str!("../../data/lexicon/cues.tsv");
        let lemmas: Vec<&str> = rows(table).map(|row| row[0]).collect();
        assert_eq!(CUES.entries.len(), lemmas.len(), "a row has a wrong class or number of columns");
        assert!(lemmas.is_sorted());
    }

    #[test]
    fn forms_lead_to_their_lemma() {
        let lemma = |form| look_up(form).map(|(entry, inflection)| (entry.lemma, inflection));
        assert_eq!(lemma("denied"), Some(("deny", Inflection::Past)));
        assert_eq!(lemma("written"), Some(("write", Inflection::Participle)));
        assert_eq!(lemma("labelling"), Some(("label", Inflection::Ing)));
        assert_eq!(lemma("table"), None);
        assert_eq!(look_up_noun("accusations").map(|entry| entry.lemma), Some("accusation"));
        assert!(look_up("told").unwrap().0.frames.addressee);
        assert_eq!(look_up("warned").unwrap().0.prepositions, ["of", "against", "about"]);
    }
}
