//! Who is spoken of where. Comes in: mentions in text order. Goes out: how salient everybody is at a place of the text.
//!
//! Salience as Lappin and Leass (1994) have it: every mention adds a weight by its grammatical place, which fades with every sentence.

use super::entities::Entities;
use super::names::Sort;
use crate::span::Span;
use crate::speaker::SpeakerId;
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// What a mention refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Referent {
    /// A named one, by position.
    Entity(usize),
    /// A described one, already a speaker.
    Phrase(SpeakerId),
}

/// A mention and what it weighs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub token: usize,
    pub span: Span,
    pub who: Referent,
    pub weight: f32,
}

/// How much of a weight is left a sentence later; sentences that are all somebody's words do not count, for they are told of whoever says them.
const FADE: f32 = 0.45;
/// Sentences beyond which nothing is left.
const MEMORY: u32 = 9;
/// Weights by place: source of a statement, subject, other, after a preposition, possessor, inside quotation marks.
pub(super) const SOURCE: f32 = 2.2;
pub(super) const SUBJECT: f32 = 1.0;
const OTHER: f32 = 0.6;
/// Weight of a body made of a name and a noun ("the Quill campaign").
pub(super) const OTHER_BODY: f32 = 0.8;
const OBLIQUE: f32 = 0.45;
pub(super) const POSSESSOR: f32 = 0.45;
pub(super) const QUOTED: f32 = 0.15;
/// What is left of a weight inside what is reported.
pub(super) const REPORTED: f32 = 0.35;
/// Weight of another name inside a source: "Quill" in "Quill’s spokesman Jo Tarn".
const BESIDE: f32 = 0.3;

/// All mentions so far, in text order.
#[derive(Debug, Default)]
pub(super) struct Discourse {
    events: Vec<Event>,
    /// By sentence: how many sentences up to it the article tells in its own words.
    told: Vec<u32>,
}

impl Discourse {
    /// Nobody mentioned yet.
    pub fn new(text: &Text) -> Discourse {
        let own =
            |sentence: &Range<usize>| sentence.clone().any(|index| text.tokens[index].kind == TokenKind::Word && !text.is_quoted(index));
        let told = text.sentences.iter().scan(0, |count, sentence| {
            *count += u32::from(own(sentence));
            Some(*count)
        });
        Discourse { events: Vec::new(), told: told.collect() }
    }

    /// How many sentences of the article's own words lie between two tokens, the later one's included.
    pub fn apart(&self, text: &Text, before: usize, at: usize) -> u32 {
        let told = |index: usize| text.tokens.get(index).and_then(|token| self.told.get(token.sentence as usize)).copied().unwrap_or(0);
        told(at).saturating_sub(told(before))
    }

    /// Adds a mention at its place.
    pub fn add(&mut self, event: Event) {
        let place = self.events.partition_point(|other| other.token <= event.token);
        self.events.insert(place, event);
    }

    /// The event at exactly this token.
    pub fn at(&self, token: usize) -> Option<&Event> {
        let place = self.events.partition_point(|other| other.token < token);
        self.events.get(place).filter(|event| event.token == token)
    }

    /// The mentions before token `at` that are not forgotten, in text order.
    pub fn remembered(&self, text: &Text, at: usize) -> impl DoubleEndedIterator<Item = &Event> {
        let end = self.events.partition_point(|event| event.token < at);
        let start = self.events[..end].partition_point(|event| self.apart(text, event.token, at) > MEMORY);
        self.events[start..end].iter()
    }

    /// Everybody mentioned in the sentences up to token `at`, with salience, most salient first; ties go to the nearer one.
    pub fn salient(&self, text: &Text, at: usize) -> Vec<(Referent, f32)> {
        let mut found: Vec<(Referent, f32)> = Vec::new();
        for event in self.remembered(text, at).rev() {
            let distance = self.apart(text, event.token, at);
            let weight = event.weight * FADE.powi(distance as i32);
            match found.iter_mut().find(|(who, _)| *who == event.who) {
                Some((_, sum)) => *sum += weight,
                None => found.push((event.who, weight)),
            }
        }
        found.sort_by(|one, other| other.1.total_cmp(&one.1));
        found
    }

    /// The nearest mention of `who` before token `at`.
    pub fn last(&self, who: Referent, at: usize) -> Option<&Event> {
        let end = self.events.partition_point(|event| event.token < at);
        self.events[..end].iter().rev().find(|event| event.who == who)
    }
}

/// The mentions by name of a text, weighed. `sources` are the token ranges of sources, in text order; `heads` the first tokens, sorted, of the names they mean;
/// `reported` the tokens of what is said, whose people are less salient than whoever says it.
pub(super) fn named(text: &Text, entities: &Entities, sources: &[Range<usize>], heads: &[usize], reported: &[bool]) -> Vec<Event> {
    let mut events = Vec::with_capacity(entities.occurrences.len());
    let mut last_subject = u32::MAX;
    let mut subject_end = None;
    for seen in &entities.occurrences {
        if matches!(seen.name.sort, Sort::Office) || is_dateline(text, &seen.name.run) {
            continue;
        }
        let (run, core) = (&seen.name.run, &seen.name.core);
        let token = &text.tokens[core.start];
        let weight = if heads.binary_search(&core.start).is_ok() {
            SOURCE
        } else if text.is_quoted(core.start) {
            QUOTED
        } else if is_within(sources, run) {
            BESIDE
        } else {
            // In "Quill and Tarn came", both are subjects.
            let joined = subject_end.is_some_and(|end| run.start == end + 1 && text.lower(end) == "and");
            let weight = place_weight(text, run, core.end, joined || last_subject != token.sentence);
            if weight == SUBJECT {
                last_subject = token.sentence;
                subject_end = Some(run.end);
            }
            weight
        };
        let weight = if reported.get(core.start) == Some(&true) && weight < SOURCE { weight * REPORTED } else { weight };
        events.push(Event { token: core.start, span: text.span(core), who: Referent::Entity(seen.entity), weight });
    }
    events
}

/// True for the "VARN" and the "(VPA)" of "VARN, 1 May (VPA) —": they say where and from whom an article is, not of whom.
pub(super) fn is_dateline(text: &Text, run: &Range<usize>) -> bool {
    let capitals = run.clone().all(|index| text.word(index).len() > 1 && !text.word(index).chars().any(char::is_lowercase));
    let paragraph = &text.paragraphs[text.tokens[run.start].paragraph as usize];
    if !capitals || run.start > paragraph.start + 10 {
        return false;
    }
    let dash = |index: &usize| matches!(text.word(*index), "—" | "–" | "-" | "--");
    (run.start..paragraph.end.min(paragraph.start + 12)).any(|index| dash(&index))
        && (paragraph.start..run.start).all(|index| text.word(index) != "said" && !text.is_quoted(index))
}

/// True for a name inside a source.
fn is_within(sources: &[Range<usize>], run: &Range<usize>) -> bool {
    let place = sources.partition_point(|source| source.start <= run.start);
    place > 0 && sources[place - 1].end > run.start
}

fn place_weight(text: &Text, run: &Range<usize>, end: usize, first: bool) -> f32 {
    let sentence = text.sentence_of(run.start);
    let next = text.lower_in(&sentence, end as isize);
    let before = text.lower_in(&sentence, run.start as isize - 1);
    let before = if matches!(before, "the" | "a") { text.lower_in(&sentence, run.start as isize - 2) } else { before };
    if matches!(next, "'s" | "’s" | "'" | "’") {
        POSSESSOR
    } else if matches!(
        before,
        "of" | "for"
            | "by"
            | "with"
            | "to"
            | "from"
            | "in"
            | "on"
            | "at"
            | "against"
            | "about"
            | "under"
            | "over"
            | "between"
            | "than"
            | "like"
    ) {
        OBLIQUE
    } else if first {
        SUBJECT
    } else {
        OTHER
    }
}
