//! Who belongs to what. Comes in: tagged stretches. Goes out: drafts, each a cue with its contents and its source.
//!
//! Every content goes to the cheapest cue and every cue takes the cheapest source, by distance in tokens and what stands between (with gold
//! stretches this finds 97.7 % of PolNeAR's sources; shared/experiments/link.py).

use super::confidence::Evidence;
use super::draft::{Draft, Words};
use super::grammar::Grammar;
use super::tagger::Stretch;
use crate::lexicon::cues;
use crate::model::Role;
use crate::quotation::CueClass;
use std::ops::Range;

/// Dearer links are not made.
const DEAREST_CONTENT: usize = 100;
const DEAREST_SOURCE: usize = 60;
/// Contents on one side of their cue are at most this far apart, in tokens, unless they are spoken.
const GAP: usize = 3;
/// How far to look, in stretches: nothing farther could be cheap enough.
const REACH: usize = 12;

/// Links the stretches of a text, which are in text order.
pub(super) fn link(grammar: &Grammar, stretches: &[Stretch]) -> Vec<Linked> {
    let linker = Linker { grammar, stretches };
    let mut contents: Vec<Vec<usize>> = vec![Vec::new(); stretches.len()];
    let mut orphans = Vec::new();
    for place in linker.places(Role::Content) {
        let nearest = linker.cheapest(place, Role::Cue, DEAREST_CONTENT);
        match linker.resumed(place, nearest, &contents).or(nearest) {
            Some(cue) if linker.joins(cue, &contents[cue], place) => contents[cue].push(place),
            _ => orphans.push(place),
        }
    }
    let mut drafts = Vec::new();
    for place in linker.places(Role::Cue).filter(|place| !contents[*place].is_empty()) {
        drafts.push(linker.draft(place, &contents[place]));
    }
    drafts.extend(orphans.into_iter().map(|place| linker.orphan(place)));
    drafts
}

/// A draft, and how likely its parts are by the tagger.
#[derive(Debug)]
pub(super) struct Linked {
    pub draft: Draft,
    pub evidence: Evidence,
}

struct Linker<'t> {
    grammar: &'t Grammar<'t>,
    stretches: &'t [Stretch],
}

impl Linker<'_> {
    fn places(&self, role: Role) -> impl Iterator<Item = usize> {
        (0..self.stretches.len()).filter(move |place| self.stretches[*place].role == role)
    }

    /// The stretch with `role` that is cheapest to link to the one at `place`; the earlier among equals.
    fn cheapest(&self, place: usize, role: Role, dearest: usize) -> Option<usize> {
        let near = place.saturating_sub(REACH)..self.stretches.len().min(place + REACH + 1);
        let candidates = near.filter(|other| self.stretches[*other].role == role);
        let priced = candidates.map(|other| (self.cost(place.min(other), place.max(other), role, other > place), other));
        priced.min().filter(|(cost, _)| *cost < dearest).map(|(_, other)| other)
    }

    /// "“…,” said Quill, referring to the dam. “…”": speech behind a sentence with speech goes on from the cue of that, not from the nearest.
    fn resumed(&self, place: usize, nearest: Option<usize>, contents: &[Vec<usize>]) -> Option<usize> {
        let text = self.grammar.text;
        let start = self.stretches[place].tokens.start;
        let before = start.checked_sub(1).filter(|before| text.tokens[*before].paragraph == text.tokens[start].paragraph)?;
        let sentence = text.tokens[before].sentence;
        let in_sentence = |stretch: usize| text.tokens[self.stretches[stretch].tokens.end - 1].sentence == sentence;
        let behind = self.grammar.is_quoted(start) && text.tokens[start].sentence != sentence;
        let nearest = nearest.filter(|nearest| behind && *nearest < place && in_sentence(*nearest))?;
        let speaks = |cue: &usize| {
            let first = contents[*cue].first().filter(|first| **first < *cue && in_sentence(**first));
            first.is_some_and(|first| self.grammar.is_quoted(self.stretches[*first].tokens.end - 1))
        };
        (place.saturating_sub(REACH)..=nearest).filter(|cue| in_sentence(*cue)).find(speaks)
    }

    /// What it costs to link two stretches, `first` before `second`, one of them a cue.
    fn cost(&self, first: usize, second: usize, role: Role, behind: bool) -> usize {
        let text = self.grammar.text;
        let (left, right) = (&self.stretches[first].tokens, &self.stretches[second].tokens);
        let between = &self.stretches[first + 1..second];
        let count = |role: Role| between.iter().filter(|stretch| stretch.role == role).count();
        let sentence = |token: usize| text.tokens[token].sentence;
        let paragraph = |token: usize| text.tokens[token].paragraph;
        let mut cost = right.start - left.end + 40 * count(Role::Cue);
        // "Quill went on:", and what she said is the next paragraph.
        let led = !behind && role == Role::Cue && self.grammar.word(right.start.saturating_sub(1)) == ":";
        if sentence(left.end - 1) != sentence(right.start) && !led {
            cost += if role == Role::Cue && self.is_inside(if behind { left } else { right }) { DEAREST_CONTENT } else { 60 };
        }
        if paragraph(left.end - 1) != paragraph(right.start) && !led {
            cost += 100;
        }
        if role == Role::Source {
            cost += 12 * count(Role::Source) + 4 * count(Role::Content) + 3 * usize::from(behind);
        }
        cost
    }

    /// True for unspoken words from the midst of a sentence: their cue is in it.
    fn is_inside(&self, content: &Range<usize>) -> bool {
        let start = self.grammar.text.sentence_of(content.start).start;
        !self.grammar.is_quoted(content.start) && content.start > start + 1
    }

    /// True where the content at `place` may go on from those that the cue has: behind the cue, spoken, or close by.
    fn joins(&self, cue: usize, contents: &[usize], place: usize) -> bool {
        let Some(&last) = contents.last() else { return true };
        let (before, here) = (&self.stretches[last].tokens, &self.stretches[place].tokens);
        let text = self.grammar.text;
        let quoted = self.grammar.is_quoted(here.start);
        let same_sentence = text.tokens[before.end - 1].sentence == text.tokens[here.start].sentence;
        let around_cue = (last < cue) != (place < cue);
        quoted || around_cue && same_sentence || here.start - before.end <= GAP
    }

    fn draft(&self, cue: usize, contents: &[usize]) -> Linked {
        let source = self.cheapest(cue, Role::Source, DEAREST_SOURCE);
        let quoted = contents.iter().any(|place| self.grammar.holds_quoted(self.stretches[*place].tokens.clone()));
        let words = words(self.grammar, &self.stretches[cue].tokens, quoted);
        self.linked(contents, Some(words), source, vec!["tagger: content beside its cue"])
    }

    fn orphan(&self, place: usize) -> Linked {
        let spoken = self.grammar.holds_quoted(self.stretches[place].tokens.clone());
        let why = if spoken { "tagger: speech without a cue" } else { "tagger: content without a cue" };
        self.linked(&[place], None, None, vec![why])
    }

    fn linked(&self, contents: &[usize], cue: Option<Words>, source: Option<usize>, why: Vec<&'static str>) -> Linked {
        let stretches = || contents.iter().map(|place| &self.stretches[*place]);
        let source = source.map(|place| &self.stretches[place]);
        let content = stretches().map(|stretch| stretch.probability).fold(1.0, f32::min);
        let evidence = Evidence { content, source: source.map(|source| source.probability), sourced: source.is_some(), agreed: false };
        let draft = Draft {
            content: stretches().map(|stretch| stretch.tokens.clone()).collect(),
            cue,
            source: source.map(|source| source.tokens.clone()),
            follows: None,
            confidence: content,
            why,
        };
        Linked { draft, evidence }
    }
}

/// A cue's dictionary form and family, from the last of its words that the lexicon knows. Words that it does not know ("has been a staunch
/// opponent of") tell of an attitude rather than of speech, unless what follows is quoted.
fn words(grammar: &Grammar, range: &Range<usize>, quoted: bool) -> Words {
    let known = range.clone().rev().find_map(|index| cues::look_up_any(grammar.word(index)));
    let (lemma, class) = match known {
        Some(entry) => (entry.lemma.to_owned(), entry.class),
        None => {
            let class = if quoted { CueClass::Neutral } else { CueClass::Think };
            (grammar.text.span(range).of(grammar.text.body).to_lowercase(), class)
        }
    };
    Words { range: range.clone(), lemma, class }
}
