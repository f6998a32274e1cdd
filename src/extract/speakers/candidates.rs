//! Whom "he" and "she" can mean, and how likely each is. Comes in: a pronoun's place. Goes out: candidates with their shares of likelihood.
//!
//! A mention-ranking model (Denis and Baldridge 2008): a softmax over everybody who fits and nobody, whose weights are learned from articles with
//! resolved sources (`data/model/pronouns.tsv`, described in `data/model/README.md`). Salience after Lappin and Leass is one of its signs.

use super::discourse::{QUOTED, Referent, SOURCE, SUBJECT};
use super::names::Sort;
use super::{Asked, Cast};
use crate::lexicon::names::Gender;
use crate::lexicon::rows;
use crate::text::Text;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What the model sees of a candidate.
pub const SIGNS: [&str; 19] = [
    "salience",
    "in this sentence",
    "in the sentence before",
    "two sentences before",
    "in this paragraph",
    "in the paragraph before",
    "subject in this sentence",
    "subject of the sentence before",
    "named last",
    "spoke last",
    "gender known",
    "sort unknown",
    "described",
    "just introduced",
    "often",
    "only in others’ words",
    "subject before a paragraph of words",
    "spoke before a paragraph of words",
    "nobody",
];

/// Signs of one candidate, in the order of [`SIGNS`].
pub type Signs = [f32; SIGNS.len()];

/// The sign of nobody: the article names whom it means too far away, or not at all.
const NOBODY: usize = SIGNS.len() - 1;

static WEIGHTS: LazyLock<Signs> = LazyLock::new(|| {
    let table = rows(include_str!("../../../data/model/pronouns.tsv"));
    let weights: FxHashMap<&str, f32> = table.filter_map(|row| Some((*row.first()?, row.get(1)?.parse().ok()?))).collect();
    SIGNS.map(|sign| weights.get(sign).copied().unwrap_or(0.0))
});

/// Somebody whom a pronoun can mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub who: Referent,
    /// How likely it is them, 0 to 1.
    pub share: f32,
    signs: Signs,
}

/// What the text says of one candidate before the pronoun.
#[derive(Clone, Copy, Default)]
struct Trail {
    /// Last token where the article itself mentions them.
    last: Option<usize>,
    subject: [bool; 2],
    spoke: Option<usize>,
    times: u32,
}

impl Cast {
    /// Those whom a pronoun of this gender at `token` can mean, likeliest first.
    pub(super) fn candidates(&self, text: &Text, token: usize, gender: Gender) -> Vec<Candidate> {
        let fitting = self.people(text, token, gender);
        let trails: Vec<Trail> = fitting.iter().map(|(who, _)| self.trail(text, token, *who)).collect();
        let latest = trails.iter().filter_map(|trail| trail.last).max();
        let spoke = self.discourse.remembered(text, token).rev().find(|event| event.weight >= SOURCE).map(|event| event.token);
        let words_first = text.is_quoted(text.paragraph_of(token).start) && !text.is_quoted(token);
        let mut found: Vec<Candidate> = fitting
            .iter()
            .zip(&trails)
            .map(|((who, salience), trail)| {
                let apart = trail.last.map(|last| self.discourse.apart(text, last, token));
                let paragraphs = trail.last.map(|last| text.tokens[token].paragraph - text.tokens[last].paragraph);
                let spoke = spoke.is_some() && trail.spoke == spoke;
                let signs = [
                    libm::logf(0.02 + salience),
                    yes(apart == Some(0)),
                    yes(apart == Some(1)),
                    yes(apart == Some(2)),
                    yes(paragraphs == Some(0)),
                    yes(paragraphs == Some(1)),
                    yes(trail.subject[0]),
                    yes(trail.subject[1]),
                    yes(trail.last.is_some() && trail.last == latest),
                    yes(spoke),
                    yes(self.gender(*who) == gender),
                    yes(self.is_unknown(*who)),
                    yes(matches!(who, Referent::Phrase(_))),
                    yes(self.is_just_introduced(text, *who, token)),
                    libm::logf(1.0 + trail.times as f32),
                    yes(trail.last.is_none()),
                    yes(words_first && trail.subject[1]),
                    yes(words_first && spoke),
                    0.0,
                ];
                Candidate { who: *who, share: 0.0, signs }
            })
            .collect();
        share_out(&mut found);
        found
    }

    /// Keeps what the model is asked about the source at `token`.
    pub(super) fn keep(&mut self, text: &Text, token: usize, gender: Gender) {
        let candidates = self.candidates(text, token, gender);
        let name = |who: Referent| match who {
            Referent::Entity(entity) => Some(self.entities.list[entity].name.clone()),
            Referent::Phrase(speaker) => self.speakers[speaker.0 as usize].name.clone(),
        };
        let candidates = candidates.iter().map(|candidate| (name(candidate.who), candidate.signs)).collect();
        self.asked.get_or_insert_default().push(Asked { pronoun: text.tokens[token].span, candidates });
    }

    fn trail(&self, text: &Text, token: usize, who: Referent) -> Trail {
        let mut trail = Trail::default();
        for event in self.discourse.remembered(text, token).rev().filter(|event| event.who == who) {
            let apart = self.discourse.apart(text, event.token, token) as usize;
            trail.times += 1;
            let own = event.weight > QUOTED && !text.is_quoted(event.token) && self.reported.get(event.token) != Some(&true);
            if own && trail.last.is_none() {
                trail.last = Some(event.token);
            }
            if let Some(subject) = trail.subject.get_mut(apart).filter(|_| own) {
                *subject |= event.weight >= SUBJECT;
            }
            if event.weight >= SOURCE && trail.spoke.is_none() {
                trail.spoke = Some(event.token);
            }
        }
        trail
    }

    fn gender(&self, who: Referent) -> Gender {
        match who {
            Referent::Entity(entity) => self.entities.list[entity].gender,
            Referent::Phrase(_) => Gender::Either,
        }
    }

    fn is_unknown(&self, who: Referent) -> bool {
        matches!(who, Referent::Entity(entity) if self.entities.list[entity].sort != Sort::Person)
    }

    /// True where the article names them first in this sentence of its own or the one before.
    fn is_just_introduced(&self, text: &Text, who: Referent, token: usize) -> bool {
        let Referent::Entity(entity) = who else { return false };
        let first = self.entities.occurrences.iter().find(|seen| seen.entity == entity).map(|seen| seen.name.core.start);
        first.is_some_and(|first| first < token && !text.is_quoted(first) && self.discourse.apart(text, first, token) <= 1)
    }
}

fn yes(sign: bool) -> f32 {
    f32::from(u8::from(sign))
}

/// Gives everybody their share by the weights, nobody's left out, and sorts by it; ties keep the order of salience.
fn share_out(candidates: &mut [Candidate]) {
    let score = |signs: &Signs| signs.iter().zip(WEIGHTS.iter()).map(|(sign, weight)| sign * weight).sum::<f32>();
    let best = candidates.iter().map(|candidate| score(&candidate.signs)).fold(WEIGHTS[NOBODY], f32::max);
    let mut sum = libm::expf(WEIGHTS[NOBODY] - best);
    for candidate in candidates.iter_mut() {
        candidate.share = libm::expf(score(&candidate.signs) - best);
        sum += candidate.share;
    }
    candidates.iter_mut().for_each(|candidate| candidate.share /= sum);
    candidates.sort_by(|one, other| other.share.total_cmp(&one.share));
}
