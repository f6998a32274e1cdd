//! Candidate topics. Comes in: a text. Goes out: every phrase in its runs of content words, with how often and where it occurs.
//!
//! A name is taken whole: a capitalised phrase never leaves out a capitalised neighbour. A headline in title case hides what is a name, so it
//! only counts for phrases that the body has too.

use crate::lexicon::cues::{self, Inflection};
use crate::lexicon::plain::{Plain, plain};
use crate::lexicon::words::classes;
use crate::text::{Text, TokenKind};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::ops::Range;

/// Longest phrase, in words.
pub(super) const LONGEST: usize = 4;

/// The folded words of a phrase; unused places are 0.
pub(super) type Key = [u32; LONGEST];

/// How a phrase occurs.
#[derive(Clone, Debug)]
pub(super) struct Stat {
    /// Tokens of its first occurrence.
    pub label: Range<usize>,
    /// Occurrences.
    pub count: u32,
    /// Occurrences that are capitalised throughout, sentence starts left out.
    pub capitals: u32,
}

/// The phrases of a text.
pub(super) struct Phrases {
    pub stats: FxHashMap<Key, Stat>,
    /// The folded word of every token; 0 where it cannot be in a phrase.
    ids: Vec<u32>,
    parts: Vec<Part>,
    upper: Vec<bool>,
}

/// What a token can be in a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Ends every phrase.
    Break,
    /// May stand inside: "of".
    Link,
    /// May stand first, not last: adjectives, participles, years.
    First,
    /// May stand anywhere beside a better word.
    Weak,
    /// May stand anywhere and alone.
    Any,
}

impl Phrases {
    /// Reads the whole text once; tokens before `body` are a headline in title case.
    pub(super) fn gather(text: &Text, body: usize) -> Phrases {
        let parts: Vec<Part> = (0..text.tokens.len()).map(|index| part(text, index)).collect();
        let upper = (0..text.tokens.len()).map(|index| text.word(index).starts_with(char::is_uppercase)).collect();
        let mut phrases = Phrases {
            stats: FxHashMap::with_capacity_and_hasher(text.tokens.len(), FxBuildHasher),
            ids: fold_all(text, &parts),
            parts,
            upper,
        };
        for start in (body..text.tokens.len()).chain(0..body) {
            for range in phrases.from(text, start) {
                phrases.add(text, range, body);
            }
        }
        phrases
    }

    /// Every phrase that starts at token `start`.
    pub(super) fn from(&self, text: &Text, start: usize) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        if matches!(self.parts[start], Part::Break | Part::Link) {
            return found;
        }
        let sentence = text.tokens[start].sentence;
        let mut strong = false;
        for last in start..(start + LONGEST).min(self.parts.len()) {
            let part = self.parts[last];
            if part == Part::Break || text.tokens[last].sentence != sentence {
                break;
            }
            strong |= part == Part::Any;
            let ends = matches!(part, Part::Any | Part::Weak);
            if strong && ends && self.keeps_names_whole(start, last) {
                found.push(start..last + 1);
            }
        }
        found
    }

    /// No capitalised neighbour of a capitalised edge is left out, and no name follows a lower-case word.
    fn keeps_names_whole(&self, start: usize, last: usize) -> bool {
        let name = |index: usize| self.upper[index] && self.parts[index] != Part::Break;
        let before = start > 0 && self.upper[start] && name(start - 1);
        let after = last + 1 < self.upper.len() && self.upper[last] && name(last + 1);
        let climbs = (start + 1..=last).any(|index| self.upper[index] && !self.upper[index - 1] && self.parts[index - 1] != Part::Link);
        !before && !after && !climbs
    }

    fn add(&mut self, text: &Text, range: Range<usize>, body: usize) {
        let key = self.key(&range);
        let headline = range.start < body;
        if headline && !self.stats.contains_key(&key) {
            return;
        }
        let upper = range.clone().all(|index| self.upper[index] || self.parts[index] == Part::Link || self.parts[index] == Part::First);
        let named = upper && self.upper[range.end - 1] && !headline && text.sentence_of(range.start).start != range.start;
        let stat = self.stats.entry(key).or_insert(Stat { label: range, count: 0, capitals: 0 });
        stat.count += 1;
        stat.capitals += u32::from(named);
    }

    /// The folded words of these tokens.
    pub(super) fn key(&self, range: &Range<usize>) -> Key {
        let mut key = [0; LONGEST];
        for (place, index) in key.iter_mut().zip(range.clone()) {
            *place = self.ids[index];
        }
        key
    }
}

fn part(text: &Text, index: usize) -> Part {
    let word = text.lower(index);
    match text.tokens[index].kind {
        TokenKind::Punctuation => return Part::Break,
        TokenKind::Number if word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) => return Part::First,
        TokenKind::Number if !word.bytes().any(|byte| byte.is_ascii_alphabetic()) => return Part::Break,
        _ => {}
    }
    let upper = text.word(index).starts_with(char::is_uppercase);
    let opens = text.sentence_of(index).start == index;
    let short = word.chars().count() < 2 || matches!(word, "'s" | "’s");
    match plain(word) {
        _ if word == "of" || word == "&" => Part::Link,
        _ if short || !classes(word).is_open() || word.contains(['\'', '’']) && !upper => Part::Break,
        Some(Plain::Title) => Part::Break,
        Some(Plain::Name) if upper => Part::Weak,
        Some(_) if upper && !opens => Part::Weak,
        Some(Plain::Noun | Plain::Name) => Part::Weak,
        Some(Plain::Other) => Part::Break,
        None if upper => Part::Any,
        None => lower_part(word),
    }
}

/// A lower-case word that is not plain: verbs break, adjectives and participles only start.
fn lower_part(word: &str) -> Part {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    match cues::look_up(word) {
        Some((_, Inflection::Base | Inflection::Third)) => return Part::Weak,
        Some(_) => return Part::Break,
        None => {}
    }
    if ends(&["ly"]) {
        Part::Break
    } else if ends(&["ed", "ing", "tial", "ional", "ical", "ous", "ful", "ish", "able", "ible"]) && word.len() > 5 {
        Part::First
    } else {
        Part::Any
    }
}

/// A number for every folded word, by first occurrence.
fn fold_all(text: &Text, parts: &[Part]) -> Vec<u32> {
    let mut known: FxHashMap<&str, u32> = FxHashMap::with_capacity_and_hasher(text.tokens.len() / 2, FxBuildHasher);
    let mut ids = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        let next = known.len() as u32 + 1;
        let id = if *part == Part::Break { 0 } else { *known.entry(singular(text.lower(index))).or_insert(next) };
        ids.push(id);
    }
    ids
}

/// The word without a plural "s": "returns" and "return" are one, "crisis" and "congress" stay.
pub(super) fn singular(word: &str) -> &str {
    let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is");
    if plural { &word[..word.len() - 1] } else { word }
}
