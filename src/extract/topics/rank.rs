//! Which phrases matter. Comes in: the phrases of a text. Goes out: scores, and the best that do not repeat each other.

use super::phrases::{Key, LONGEST, Phrases, Stat, singular};
use crate::mention::Form;
use crate::quotation::Quotation;
use crate::text::Text;
use std::collections::{HashMap, HashSet};

/// Worth of a phrase by its number of words. These weights were chosen on the 56 train articles of claims-speakers.
const LENGTH: [f32; LONGEST] = [1.0, 1.8, 2.2, 2.2];
/// Worth of one lower-case word.
const PLAIN_WORD: f32 = 0.6;
/// Worth of the name of somebody who speaks.
const SPEAKER: f32 = 0.3;
/// Worth of a phrase that is always capitalised.
const NAME: f32 = 1.4;
/// What standing in the headline adds.
const HEADLINE: f32 = 1.5;

/// A phrase with its score.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ranked {
    pub key: Key,
    pub score: f32,
}

/// Best first; ties by first occurrence of their words, so that the order is always the same.
pub(super) fn order(one: &Ranked, other: &Ranked) -> std::cmp::Ordering {
    other.score.total_cmp(&one.score).then_with(|| one.key.cmp(&other.key))
}

/// The score of every phrase.
pub(super) fn rank(text: &Text, phrases: &Phrases, headline: Option<&str>, quotations: &[Quotation]) -> HashMap<Key, f32> {
    let headline: HashSet<String> =
        headline.unwrap_or("").split(|c: char| !c.is_alphanumeric()).map(|word| singular(&word.to_lowercase()).to_owned()).collect();
    let speakers = speaker_words(text, quotations);
    let score = |stat: &Stat| {
        let words = stat.label.clone().map(|index| singular(text.lower(index)));
        let spoken = words.clone().filter(|word| speakers.contains(word)).count() as f32 / stat.label.len() as f32;
        let shared = words.filter(|word| headline.contains(*word)).count() as f32 / stat.label.len() as f32;
        weigh(stat, text.tokens[stat.label.start].sentence as f32, spoken, shared)
    };
    phrases.stats.iter().map(|(key, stat)| (*key, score(stat))).collect()
}

fn weigh(stat: &Stat, sentence: f32, spoken: f32, in_headline: f32) -> f32 {
    let length = stat.label.len();
    let named = stat.capitals * 2 > stat.count;
    let mut score = stat.count as f32 * LENGTH[length.clamp(1, LONGEST) - 1];
    score *= 1.0 + 1.0 / (1.0 + sentence / 6.0);
    score *= 1.0 + HEADLINE * in_headline;
    score *= match (named, length) {
        (true, _) => NAME,
        (false, 1) => PLAIN_WORD,
        (false, _) => 1.0,
    };
    score * (1.0 - (1.0 - SPEAKER) * spoken)
}

/// The folded words of named sources.
fn speaker_words<'t>(text: &'t Text, quotations: &[Quotation]) -> HashSet<&'t str> {
    let named = quotations.iter().filter_map(|quotation| quotation.source).filter(|source| source.form == Form::Named);
    let tokens = named.flat_map(|source| text.tokens_in(source.span));
    tokens.filter(|&index| text.word(index).starts_with(char::is_uppercase)).map(|index| singular(text.lower(index))).collect()
}

/// The `most` best phrases of which none holds all words of a better one, or the other way round.
pub(super) fn distinct(phrases: &Phrases, scores: &HashMap<Key, f32>, most: usize) -> Vec<Ranked> {
    let mut all: Vec<Ranked> = scores.iter().map(|(key, score)| Ranked { key: *key, score: *score }).collect();
    all.sort_unstable_by(order);
    let mut kept: Vec<Ranked> = Vec::new();
    for found in all {
        if kept.len() == most {
            break;
        }
        if phrases.stats.contains_key(&found.key) && !kept.iter().any(|better| repeats(&better.key, &found.key)) {
            kept.push(found);
        }
    }
    kept
}

fn repeats(one: &Key, other: &Key) -> bool {
    let within = |inner: &Key, outer: &Key| inner.iter().filter(|id| **id != 0).all(|id| outer.contains(id));
    within(one, other) || within(other, one)
}
