//! Rules and model together. Comes in: the drafts of both. Goes out: the model's drafts, with what only the rules know.
//!
//! The model decides what is content. The rules win in paragraphs with a label or a signature, name the speaker where the model finds none,
//! and say which cue a piece of speech goes on from. Of what only the rules find, speech between marks is kept: the rest is wrong too often on
//! PolNeAR's dev split.

use super::confidence::confidence;
use super::draft::Draft;
use super::grammar::Grammar;
use super::labels;
use super::link::Linked;
use super::quoted;
use crate::lexicon::words::Classes;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// Drafts of rules and model are about the same statement from this intersection over union of their contents on, in tokens.
const SAME: f32 = 0.5;

/// What is left of the rules' confidence where the tagger finds nothing.
const MISSED: f32 = 0.6;

/// Words that no name ends with.
const TITLES: &[&str] = &["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "lady"];

/// The drafts of rules and model joined.
pub(super) fn combine(grammar: &Grammar, model: Vec<Linked>, rules: &[Draft]) -> Vec<Draft> {
    let tokens = grammar.text.tokens.len();
    let mut labelled = vec![false; tokens];
    let (mut drafts, mut partners) = (Vec::new(), Vec::new());
    for (place, rule) in rules.iter().enumerate().filter(|(_, rule)| labels::is_label(rule)) {
        rule.content.iter().for_each(|range| labelled[range.clone()].fill(true));
        drafts.push(rule.clone());
        partners.push(Some(place));
    }
    let holders = Holders::new(rules, tokens);
    let free = |linked: &Linked| !linked.draft.content.iter().any(|range| labelled[range.start] || labelled[range.end - 1]);
    let says = |linked: &Linked| free(linked) && !is_preposition(grammar, &linked.draft);
    for Linked { mut draft, mut evidence } in model.into_iter().filter(says) {
        let partner = holders.partner(&draft, rules);
        if let Some((place, ratio)) = partner {
            let rule = &rules[place];
            evidence.agreed = ratio >= SAME && draft.source.iter().zip(&rule.source).any(|(ours, theirs)| shared(ours, theirs) > 0);
            take(&mut draft, rule, ratio);
        }
        complete_name(grammar, &mut draft);
        evidence.sourced = draft.source.is_some();
        draft.confidence = confidence(evidence);
        drafts.push(draft);
        partners.push(partner.map(|(place, _)| place));
    }
    add_missed(grammar, rules, &mut drafts, &mut partners);
    merge(&mut drafts, &mut partners);
    let joined = quoted::join(grammar, drafts);
    let partners: Vec<Option<usize>> = joined.iter().map(|(place, _)| partners[*place]).collect();
    let mut drafts: Vec<Draft> = joined.into_iter().map(|(_, draft)| draft).collect();
    follow(&mut drafts, &partners, rules);
    drafts
}

/// Adds speech between marks that the rules find and the tagger misses.
fn add_missed(grammar: &Grammar, rules: &[Draft], drafts: &mut Vec<Draft>, partners: &mut Vec<Option<usize>>) {
    let mut taken = vec![false; grammar.text.tokens.len()];
    for draft in drafts.iter() {
        draft.parts().for_each(|range| taken[range.clone()].fill(true));
    }
    let free = |rule: &Draft| !rule.parts().any(|range| taken[range.clone()].contains(&true));
    let missed = rules.iter().enumerate().filter(|(_, rule)| is_plain(grammar, rule) && free(rule));
    for (place, rule) in missed {
        drafts.push(Draft { confidence: MISSED * rule.confidence, ..rule.clone() });
        partners.push(Some(place));
    }
}

/// Speech with a cue beside it, or a whole paragraph of speech.
fn is_plain(grammar: &Grammar, rule: &Draft) -> bool {
    let Some(content) = rule.content.first().filter(|content| grammar.is_quoted(content.start) && content.len() > 3) else { return false };
    let paragraph = grammar.text.paragraph_of(content.start);
    let alone = *content == paragraph && grammar.is_stop(content.end - 2);
    rule.cue.is_some() && rule.confidence > 0.87 || alone
}

/// Takes over from the rules' draft what the model's lacks.
fn take(draft: &mut Draft, rule: &Draft, ratio: f32) {
    let cue = draft.cue.as_ref().zip(rule.cue.as_ref());
    let same_cue = cue.is_some_and(|(ours, theirs)| shared(&ours.range, &theirs.range) > 0);
    if same_cue && !rule.cue.iter().any(|cue| draft.holds_source_or_content(&cue.range)) {
        draft.cue.clone_from(&rule.cue);
    }
    if !same_cue && ratio < SAME {
        return;
    }
    if draft.cue.is_none() && !rule.cue.iter().any(|cue| draft.holds_source_or_content(&cue.range)) {
        draft.cue.clone_from(&rule.cue);
        draft.why.push("cue by rules");
    }
    let clear = |source: &Range<usize>| !source.clone().any(|token| draft.covers(token));
    if draft.source.is_none() && rule.source.as_ref().is_some_and(clear) {
        draft.source.clone_from(&rule.source);
        draft.why.push("source by rules");
    }
}

/// "questions regarding the dam": the tagger's cue is a preposition, and nobody says anything.
fn is_preposition(grammar: &Grammar, draft: &Draft) -> bool {
    let cue = draft.cue.as_ref().map(|cue| cue.range.clone()).filter(|range| range.len() == 1);
    cue.is_some_and(|range| grammar.word(range.start).ends_with("ing") && grammar.is(range.start, Classes::PREPOSITION))
}

/// A source that stops inside a name goes on to its end: "Ada", "Mrs".
fn complete_name(grammar: &Grammar, draft: &mut Draft) {
    let Some(source) = draft.source.clone() else { return };
    let limit = grammar.text.sentence_of(source.end - 1).end;
    let goes_on = |end: &usize| {
        let title = TITLES.contains(&grammar.word(end - 1));
        let name = title || !grammar.is(*end, Classes::TIME) && !grammar.is_pronoun_subject(end - 1);
        name && grammar.is_capital(end - 1) && grammar.is_capital(*end) && !draft.covers(*end)
    };
    let end = (source.end..limit).find(|end| !goes_on(end)).unwrap_or(limit);
    draft.source = Some(source.start..end);
}

/// Contents without a cue, which the rules give to the cue of another draft, go there.
fn merge(drafts: &mut Vec<Draft>, partners: &mut Vec<Option<usize>>) {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    let mut keep = vec![true; drafts.len()];
    for place in 0..drafts.len() {
        let key = drafts[place].cue.as_ref().map(|cue| cue.range.start);
        let Some(key) = key else { continue };
        match first.get(&key) {
            Some(&other) => {
                let more = std::mem::take(&mut drafts[place].content);
                drafts[other].content.extend(more);
                drafts[other].content.sort_by_key(|range| range.start);
                keep[place] = false;
            }
            None => _ = first.insert(key, place),
        }
    }
    let mut kept = keep.iter();
    drafts.retain(|_| kept.next().is_some_and(|keep| *keep));
    let mut kept = keep.iter();
    partners.retain(|_| kept.next().is_some_and(|keep| *keep));
}

/// Drafts without a source go on from the one that the rules say.
fn follow(drafts: &mut [Draft], partners: &[Option<usize>], rules: &[Draft]) {
    let places: BTreeMap<usize, usize> = partners.iter().enumerate().rev().filter_map(|(place, rule)| Some(((*rule)?, place))).collect();
    for (place, rule) in partners.iter().enumerate() {
        let follows = rule.and_then(|rule| rules[rule].follows).and_then(|before| places.get(&before).copied());
        drafts[place].follows = follows.filter(|before| *before != place && drafts[place].source.is_none());
    }
}

fn shared(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// Which of the rules' drafts holds each token of content.
struct Holders(Vec<Option<usize>>);

impl Holders {
    fn new(rules: &[Draft], tokens: usize) -> Holders {
        let mut holders = vec![None; tokens];
        for (place, draft) in rules.iter().enumerate() {
            draft.content.iter().for_each(|range| holders[range.clone()].fill(Some(place)));
        }
        Holders(holders)
    }

    /// The rules' draft that shares most content with `draft`, and the intersection over the union of both, in tokens.
    fn partner(&self, draft: &Draft, rules: &[Draft]) -> Option<(usize, f32)> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for place in draft.content.iter().cloned().flatten().filter_map(|token| self.0[token]) {
            *counts.entry(place).or_default() += 1;
        }
        let (place, count) = counts.into_iter().max_by_key(|(place, count)| (*count, Reverse(*place)))?;
        let length = |draft: &Draft| draft.content.iter().map(ExactSizeIterator::len).sum::<usize>();
        Some((place, count as f32 / (length(draft) + length(&rules[place]) - count) as f32))
    }
}
