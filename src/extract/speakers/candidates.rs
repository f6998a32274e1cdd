//! Whom "he" and "she" can mean, and how likely each is. Comes in: a pronoun's place. Goes out: candidates with their shares of likelihood.
//!
//! A mention-ranking model (Denis and Baldridge 2008): a softmax over everybody who fits and nobody, whose weights are learned from articles with
//! resolved sources (`data/model/pronouns.tsv`, described in `data/model/README.md`). Salience after Lappin and Leass is one of its signs.

use super::discourse::{QUOTED, Referent, SOURCE, SUBJECT};
use super::names::Sort;
use super::pronouns::Pronoun;
use super::{Asked, Cast};
use crate::extract::mentions::uncontracted;
use crate::lexicon::names::{Gender, likelihood};
use crate::lexicon::rows;
use crate::text::{Text, TokenKind};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What the model sees of a candidate.
pub const SIGNS: [&str; 39] = [
    "salience",
    "in this sentence",
    "in the sentence before",
    "two sentences before",
    "in this paragraph",
    "in the paragraph before",
    "how far",
    "subject in this sentence",
    "subject of the sentence before",
    "named last",
    "subject last",
    "spoke last",
    "not as subject",
    "as a pronoun",
    "opens this paragraph",
    "gender by the name’s ending",
    "sort unknown",
    "described",
    "just introduced",
    "often",
    "often in all",
    "only in others’ words",
    "subject before a paragraph of words",
    "spoke before a paragraph of words",
    "subject last, after words",
    "spoke last, after words",
    "subject last, at the start",
    "subject of the sentence before, at the start",
    "subject last, in the same sentence",
    "pronoun in the same sentence",
    "spoke last, in this paragraph",
    "just introduced, before words",
    "introduced with a role",
    "just introduced, not as subject",
    "his or him: in this sentence",
    "his or him: subject in this sentence",
    "his or him: named last",
    "his or him: subject last",
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
    /// Last token where the article itself mentions them, and what that mention weighs.
    last: Option<usize>,
    weight: f32,
    /// Last token where they are a subject in the article's own words, or the source of some.
    leads: Option<usize>,
    /// Subject in this sentence, in the one before.
    subject: [bool; 2],
    spoke: Option<usize>,
    /// First token of this paragraph where the article mentions them as subject.
    opens: Option<usize>,
    times: u32,
}

/// Where a pronoun stands.
struct Place {
    token: usize,
    /// Its paragraph opens with somebody's words.
    words_first: bool,
    /// It follows somebody's words in its sentence.
    after_words: bool,
    /// Its sentence starts with it, but for "but", "and" and marks.
    at_start: bool,
    /// It is no subject: his, him, her.
    oblique: bool,
}

impl Place {
    fn of(text: &Text, token: usize) -> Place {
        let sentence = text.sentence_of(token);
        let quoted = text.is_quoted(token);
        let leads =
            |index: usize| text.tokens[index].kind != TokenKind::Word || matches!(text.lower(index), "but" | "and" | "yet" | "so" | "then");
        Place {
            token,
            words_first: text.is_quoted(text.paragraph_of(token).start) && !quoted,
            after_words: !quoted && (sentence.start..token).rev().take(2).any(|index| text.is_quoted(index)),
            at_start: (sentence.start..token).all(leads),
            oblique: !matches!(uncontracted(text.lower(token)), "he" | "she"),
        }
    }
}

impl Cast {
    /// Those whom a pronoun of this gender at `token` can mean, likeliest first.
    pub(super) fn candidates(&self, text: &Text, token: usize, gender: Gender) -> Vec<Candidate> {
        let mut found = self.seen(text, token, gender, gender);
        share_out(&mut found);
        found
    }

    /// Those of gender `among` before a pronoun of this gender, as the model sees them; nobody has a share yet.
    fn seen(&self, text: &Text, token: usize, gender: Gender, among: Gender) -> Vec<Candidate> {
        let fitting = self.people(text, token, among);
        let trails: Vec<Trail> = fitting.iter().map(|(who, _)| self.trail(text, token, *who)).collect();
        let latest = trails.iter().filter_map(|trail| trail.last).max();
        let leads = trails.iter().filter_map(|trail| trail.leads).max();
        let opens = trails.iter().filter_map(|trail| trail.opens).min();
        let spoke = trails.iter().filter_map(|trail| trail.spoke).max();
        let place = Place::of(text, token);
        let seen = fitting.iter().zip(&trails).map(|((who, salience), trail)| {
            let is = |mine: Option<usize>, first: Option<usize>| mine.is_some() && mine == first;
            let firsts = [is(trail.last, latest), is(trail.leads, leads), is(trail.spoke, spoke), is(trail.opens, opens)];
            Candidate { who: *who, share: 0.0, signs: self.signs(text, &place, gender, (*who, *salience), trail, firsts) }
        });
        seen.collect()
    }

    /// The signs of one candidate; `firsts`: named last, subject last, spoke last, opens the paragraph.
    fn signs(
        &self,
        text: &Text,
        place: &Place,
        gender: Gender,
        (who, salience): (Referent, f32),
        trail: &Trail,
        firsts: [bool; 4],
    ) -> Signs {
        let token = place.token;
        let apart = trail.last.map(|last| self.discourse.apart(text, last, token));
        let paragraphs = trail.last.map(|last| text.tokens[token].paragraph - text.tokens[last].paragraph);
        let here = trail.last.is_some_and(|last| text.tokens[last].sentence == text.tokens[token].sentence);
        let pronoun = trail.last.is_some_and(|last| Pronoun::of(uncontracted(text.lower(last))).is_some());
        let [named, subject, spoke, opens] = firsts;
        let introduced = self.is_just_introduced(text, who, token);
        let count = match who {
            Referent::Entity(entity) => self.entities.list[entity].count,
            Referent::Phrase(_) => 1,
        };
        [
            libm::logf(0.02 + salience),
            yes(apart == Some(0)),
            yes(apart == Some(1)),
            yes(apart == Some(2)),
            yes(paragraphs == Some(0)),
            yes(paragraphs == Some(1)),
            trail.last.map_or(5.0, |last| libm::logf((token - last) as f32)),
            yes(trail.subject[0]),
            yes(trail.subject[1]),
            yes(named),
            yes(subject),
            yes(spoke),
            yes(trail.last.is_some() && trail.weight < SUBJECT),
            yes(pronoun),
            yes(opens),
            self.likely(who, gender),
            yes(self.is_unknown(who)),
            yes(matches!(who, Referent::Phrase(_))),
            yes(introduced),
            libm::logf(1.0 + trail.times as f32),
            libm::logf(1.0 + count as f32),
            yes(trail.last.is_none()),
            yes(place.words_first && trail.subject[1]),
            yes(place.words_first && spoke),
            yes(place.after_words && subject),
            yes(place.after_words && spoke),
            yes(place.at_start && subject),
            yes(place.at_start && trail.subject[1]),
            yes(here && subject),
            yes(here && pronoun),
            yes(spoke && trail.spoke.is_some_and(|at| text.tokens[at].paragraph == text.tokens[token].paragraph)),
            yes(place.words_first && introduced),
            yes(introduced && self.has_role(who)),
            yes(introduced && trail.weight < SUBJECT),
            yes(place.oblique && here),
            yes(place.oblique && here && trail.subject[0]),
            yes(place.oblique && named),
            yes(place.oblique && subject),
            0.0,
        ]
    }

    fn has_role(&self, who: Referent) -> bool {
        matches!(who, Referent::Entity(entity) if !self.entities.list[entity].offices.is_empty())
    }

    /// The logarithm of how likely a name of unknown gender is of this one; 0 for a known one.
    fn likely(&self, who: Referent, gender: Gender) -> f32 {
        match who {
            Referent::Entity(entity) if self.entities.list[entity].gender == Gender::Either => {
                let words = &self.entities.list[entity].words;
                libm::logf(likelihood(words.first().filter(|_| words.len() > 1).map_or("", String::as_str), gender))
            }
            _ => 0.0,
        }
    }

    /// Keeps what the model is asked about the source at `token`; `among`: of which gender the candidates are.
    pub(super) fn keep(&mut self, text: &Text, token: usize, gender: Gender, among: Gender) {
        let candidates = self.seen(text, token, gender, among);
        let name = |who: Referent| match who {
            Referent::Entity(entity) => Some(self.entities.list[entity].name.clone()),
            Referent::Phrase(speaker) => self.speakers[speaker.0 as usize].name.clone(),
        };
        let told = |who: Referent| match who {
            Referent::Entity(entity) => self.told.get(entity).copied().unwrap_or(Gender::Either),
            Referent::Phrase(_) => Gender::Either,
        };
        let candidates = candidates.iter().map(|candidate| (name(candidate.who), told(candidate.who), candidate.signs)).collect();
        self.asked.get_or_insert_default().push(Asked { pronoun: text.tokens[token].span, gender, candidates });
    }

    fn trail(&self, text: &Text, token: usize, who: Referent) -> Trail {
        let mut trail = Trail::default();
        for event in self.discourse.remembered(text, token).rev().filter(|event| event.who == who) {
            let apart = self.discourse.apart(text, event.token, token) as usize;
            trail.times += 1;
            let own = event.weight > QUOTED && !text.is_quoted(event.token) && self.reported.get(event.token) != Some(&true);
            if own && trail.last.is_none() {
                trail.last = Some(event.token);
                trail.weight = event.weight;
            }
            if own && event.weight >= SUBJECT {
                trail.leads = trail.leads.or(Some(event.token));
                if let Some(subject) = trail.subject.get_mut(apart) {
                    *subject = true;
                }
                if text.tokens[event.token].paragraph == text.tokens[token].paragraph {
                    trail.opens = Some(event.token);
                }
            }
            if event.weight >= SOURCE && trail.spoke.is_none() {
                trail.spoke = Some(event.token);
            }
        }
        trail
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
