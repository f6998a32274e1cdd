//! Finds source, cue and content of reported statements. Comes in: a text. Goes out: attributions in text order, sources not yet resolved.

mod block;
mod combine;
mod confidence;
mod content;
mod cue;
mod draft;
mod grammar;
mod labels;
mod link;
mod quoted;
mod sentence;
mod tagger;
#[cfg(test)]
mod tests;

use crate::mention::Mention;
use crate::model::{self, Hint, Tagger};
use crate::quotation::{Cue, QuotationKind};
use crate::span::Span;
use crate::text::Text;
use draft::Draft;
use grammar::Grammar;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

/// In tokens; PolNeAR's longest has 150.
const LONGEST_SENTENCE: usize = 300;
/// What is less likely to be right is not told: about one in eight such attributions on PolNeAR's dev split was.
const UNLIKELY: f32 = 0.12;

/// A reported statement whose source is not yet resolved to a speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Direct, indirect or mixed.
    pub kind: QuotationKind,
    /// What is reported, in text order.
    pub content: Vec<Span>,
    /// The parts of `content` between marks.
    pub quoted: Vec<Span>,
    /// The cue, where there is one.
    pub cue: Option<Cue>,
    /// The words that name the source, where there are any.
    pub source: Option<Mention>,
    /// Without a source of its own: the position of the attribution (an earlier or later one in the list) whose speaker goes on.
    pub follows: Option<usize>,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The rules that decided.
    pub why: Vec<String>,
}

/// The attributions of a text, ordered by where their content starts; contents, cues and sources do not overlap.
pub fn find(text: &Text) -> Vec<Attribution> {
    let grammar = Grammar::new(text);
    let rules = by_rules(&grammar);
    let drafts = match model::tagger() {
        Some(tagger) => by_model(&grammar, tagger, &rules),
        None => rules,
    };
    in_order(&grammar, drafts)
}

/// What the rules say of every token: an input of the tagger, which its training needs too.
pub fn hints(text: &Text) -> Vec<Hint> {
    let grammar = Grammar::new(text);
    tagger::hints(&grammar, &by_rules(&grammar))
}

/// The drafts that the tagger finds, which has the rules for hints, and what only the rules find.
fn by_model(grammar: &Grammar, tagger: &Tagger, rules: &[Draft]) -> Vec<Draft> {
    let drafts = link::link(grammar, &tagger::stretches(grammar, tagger, rules));
    combine::combine(grammar, drafts, rules)
}

/// The drafts that the rules find, without the model.
fn by_rules(grammar: &Grammar) -> Vec<Draft> {
    let text = grammar.text;
    let mut drafts: Vec<Draft> = labels::read(grammar);
    let labelled: Vec<usize> = drafts.iter().map(Draft::start).collect();
    for sentence in &text.sentences {
        let paragraph = text.paragraph_of(sentence.start);
        if labelled.binary_search_by(|start| place(&paragraph, *start)).is_ok() {
            continue;
        }
        let start = if sentence.start == paragraph.start { grammar.after_dateline(sentence) } else { sentence.start };
        for part in parts(start..sentence.end) {
            drafts.extend(sentence::read(grammar, &part, paragraph.start));
        }
    }
    quoted::gather(grammar, &mut drafts);
    drafts
}

/// Where a token lies from a paragraph: before, in or after it.
fn place(paragraph: &Range<usize>, token: usize) -> Ordering {
    if token < paragraph.start {
        Ordering::Less
    } else if token < paragraph.end {
        Ordering::Equal
    } else {
        Ordering::Greater
    }
}

/// A sentence cut where it is too long to be one: tables and lists, on which some rules would take quadratic time.
fn parts(sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = sentence.end;
    sentence.step_by(LONGEST_SENTENCE).map(move |start| start..end.min(start + LONGEST_SENTENCE))
}

/// Drafts as attributions in text order, without the unlikely, `follows` renumbered.
fn in_order(grammar: &Grammar, drafts: Vec<Draft>) -> Vec<Attribution> {
    let finished = drafts.into_iter().enumerate().filter_map(|(old, draft)| Some((old, draft.finish(grammar)?)));
    let finished = finished.filter(|(_, attribution)| attribution.confidence >= UNLIKELY);
    let mut finished: Vec<(usize, Attribution)> = finished.collect();
    finished.sort_by_key(|(_, attribution)| attribution.content[0]);
    let places: HashMap<usize, usize> = finished.iter().enumerate().map(|(new, (old, _))| (*old, new)).collect();
    let renumbered = |attribution: Attribution| {
        let follows = attribution.follows.and_then(|old| places.get(&old).copied());
        Attribution { follows, ..attribution }
    };
    finished.into_iter().map(|(_, attribution)| renumbered(attribution)).collect()
}
