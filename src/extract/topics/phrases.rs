//! Candidate topics. Comes in: a text. Goes out: every run of content words, and each phrase in it with how often and where it occurs.

use crate::lexicon::words::{Classes, classes};
use crate::lexicon::{cues, plain};
use crate::text::{Text, TokenKind};
use std::collections::HashMap;
use std::ops::Range;

/// Longest phrase, in words.
pub(super) const LONGEST: usize = 4;

/// The folded words of a phrase; unused places are 0.
pub(super) type Key = [u32; LONGEST];

/// How a phrase occurs.
#[derive(Clone, Debug)]
pub(super) struct Stat {
    /// Tokens of the occurrence that gives the label: the first one outside the headline line, else the first.
    pub label: Range<usize>,
    /// Sentence of the first occurrence.
    pub first: u32,
    /// Occurrences.
    pub count: u32,
    /// Occurrences that are capitalised throughout, sentence starts left out.
    pub capitals: u32,
}

/// The phrases of a text.
pub(super) struct Phrases {
    pub stats: HashMap<Key, Stat>,
    /// The folded word of every token; 0 where it cannot be in a phrase.
    pub ids: Vec<u32>,
}

/// What a token can be in a phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Ends every phrase.
    Break,
    /// May stand inside: "of".
    Link,
    /// May stand first, not last: adjectives in -ed, years.
    First,
    /// May stand anywhere.
    Any,
}

impl Phrases {
    /// Reads the whole text once; tokens before `body` are the headline's line.
    pub(super) fn gather(text: &Text, body: usize) -> Phrases {
        let parts: Vec<Part> = (0..text.tokens.len()).map(|index| part(text, index)).collect();
        let mut phrases = Phrases { stats: HashMap::with_capacity(text.tokens.len()), ids: fold_all(text, &parts) };
        for start in 0..text.tokens.len() {
            if matches!(parts[start], Part::Any | Part::First) {
                phrases.add_from(text, &parts, start, body);
            }
        }
        phrases
    }

    fn add_from(&mut self, text: &Text, parts: &[Part], start: usize, body: usize) {
        let sentence = text.tokens[start].sentence;
        for end in start + 1..=(start + LONGEST).min(parts.len()) {
            let last = end - 1;
            if parts[last] == Part::Break || text.tokens[last].sentence != sentence {
                return;
            }
            if parts[last] == Part::Any && !(end == start + 1 && parts[start] == Part::First) {
                self.add(text, start..end, sentence, body);
            }
        }
    }

    fn add(&mut self, text: &Text, range: Range<usize>, sentence: u32, body: usize) {
        let upper = range.clone().all(|index| !text.word(index).starts_with(char::is_lowercase) || is_link(text.lower(index)));
        let named = upper && range.start >= body && text.sentence_of(range.start).start != range.start;
        let key = self.key(&range);
        let fresh = || Stat { label: range.clone(), first: sentence, count: 0, capitals: 0 };
        let stat = self.stats.entry(key).or_insert_with(fresh);
        stat.count += 1;
        stat.capitals += u32::from(named);
        if stat.label.start < body && range.start >= body {
            stat.label = range;
        }
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
    let token = text.tokens[index];
    let word = text.lower(index);
    match token.kind {
        TokenKind::Punctuation => return Part::Break,
        TokenKind::Number if word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) => return Part::First,
        TokenKind::Number if !word.bytes().any(|byte| byte.is_ascii_alphabetic()) => return Part::Break,
        _ => {}
    }
    if is_link(word) {
        return Part::Link;
    }
    let upper = text.word(index).starts_with(char::is_uppercase);
    let closed = !classes(word).is_open();
    let plain = plain::is_plain(word);
    let verb = !upper && cues::look_up(word).is_some();
    let short = word.chars().count() < 2 || matches!(word, "'s" | "’s") || word.contains(['\'', '’']) && !upper;
    if closed || short || plain || verb || (word.ends_with("ly") && !upper) {
        return Part::Break;
    }
    if !upper && ((word.ends_with("ed") && word.len() > 5) || (word.ends_with("ing") && word.len() > 6)) {
        return Part::First;
    }
    Part::Any
}

fn is_link(word: &str) -> bool {
    word == "of" || word == "&"
}

/// A number for every folded word, by first occurrence.
fn fold_all(text: &Text, parts: &[Part]) -> Vec<u32> {
    let mut known: HashMap<&str, u32> = HashMap::with_capacity(text.tokens.len() / 2);
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
