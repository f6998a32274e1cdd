//! Puts the learned tagger to work. Comes in: a text and the attributions that the rules find. Goes out: the hints that the tagger reads, and the
//! stretches that it finds.

use super::draft::Draft;
use super::grammar::Grammar;
use crate::model::{Hint, Label, Role, Tagger};
use crate::span::Span;
use std::ops::Range;

/// What the rules say of every token.
pub(super) fn hints(grammar: &Grammar, rules: &[Draft]) -> Vec<Hint> {
    let text = grammar.text;
    let rules = super::in_order(grammar, rules.to_vec());
    let mut hints = vec![Hint { label: Label::OUTSIDE, confidence: 0.0 }; text.tokens.len()];
    let mut mark = |span: Span, role: Role, confidence: f32| {
        let tokens = text.tokens_in(span);
        let first = tokens.start;
        for index in tokens {
            let label = if index == first { Label::begin(role) } else { Label::inside(role) };
            hints[index] = Hint { label, confidence };
        }
    };
    for found in &rules {
        found.content.iter().for_each(|span| mark(*span, Role::Content, found.confidence));
        found.cue.iter().for_each(|cue| mark(cue.span, Role::Cue, found.confidence));
        found.source.iter().for_each(|source| mark(source.span, Role::Source, found.confidence));
    }
    hints
}

/// Neighbouring tokens with one role.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub role: Role,
    pub tokens: Range<usize>,
    /// Mean probability of the tokens' role.
    pub probability: f32,
}

/// The stretches that the tagger finds, in text order; none crosses a paragraph, and sources and cues neither start nor end with punctuation.
pub(super) fn stretches(grammar: &Grammar, tagger: &Tagger, rules: &[Draft]) -> Vec<Stretch> {
    let mut tags = tagger.tag(grammar.text, &hints(grammar, rules));
    for dateline in datelines(grammar) {
        tags[dateline].iter_mut().for_each(|tag| tag.label = Label::OUTSIDE);
    }
    let mut found: Vec<Stretch> = Vec::new();
    let same_paragraph = |index: usize| index > 0 && grammar.text.tokens[index - 1].paragraph == grammar.text.tokens[index].paragraph;
    for (index, tag) in tags.iter().enumerate() {
        let Some(role) = tag.label.role() else { continue };
        match found
            .last_mut()
            .filter(|last| tag.label.is_inside() && last.role == role && last.tokens.end == index && same_paragraph(index))
        {
            Some(last) => last.tokens.end = index + 1,
            None => found.push(Stretch { role, tokens: index..index + 1, probability: 0.0 }),
        }
    }
    for stretch in &mut found {
        let sum: f32 = tags[stretch.tokens.clone()].iter().map(|tag| tag.probability).sum();
        stretch.probability = sum / stretch.tokens.len() as f32;
    }
    found.iter_mut().filter(|stretch| stretch.role != Role::Content).for_each(|stretch| trim(grammar, &mut stretch.tokens));
    found
}

/// "HALVIK, 3 May (KPA) —" before the first sentence of a paragraph: nobody says it.
fn datelines(grammar: &Grammar) -> impl Iterator<Item = Range<usize>> {
    let text = grammar.text;
    text.paragraphs.iter().map(|paragraph| paragraph.start..grammar.after_dateline(&text.sentence_of(paragraph.start)))
}

/// Takes punctuation and possessive endings off; one token stays, as a colon can be a cue.
fn trim(grammar: &Grammar, tokens: &mut Range<usize>) {
    let loose = |index: usize| !grammar.is_word(index) || grammar.is_possessive(index);
    let bracket = tokens.clone().any(|index| grammar.word(index) == "(");
    while tokens.len() > 1 && loose(tokens.end - 1) && !(bracket && grammar.word(tokens.end - 1) == ")") {
        tokens.end -= 1;
    }
    while tokens.len() > 1 && loose(tokens.start) {
        tokens.start += 1;
    }
}
