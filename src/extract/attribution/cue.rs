//! Which words report. Comes in: a sentence. Goes out: cues with what they can govern.

use super::draft::Words;
use super::grammar::Grammar;
use crate::lexicon::cues::{Entry, Inflection};
use crate::lexicon::words::Classes;
use std::ops::Range;

/// A word that reports, in its sentence.
#[derive(Clone, Debug)]
pub(super) struct CueHit {
    /// The verb.
    pub verb: usize,
    /// The verb with its auxiliaries before and particle or preposition after it.
    pub range: Range<usize>,
    /// What the lexicon knows.
    pub entry: &'static Entry,
    /// True for "adding", "saying" without an auxiliary: the subject is that of the main clause.
    pub participle: bool,
    /// True for "was asked", "is expected".
    pub passive: bool,
    /// True for "her claim that".
    pub noun: bool,
}

impl CueHit {
    pub fn words(&self) -> Words {
        let lemma = self.entry.lemma.to_owned();
        Words { range: self.range.clone(), lemma, class: self.entry.class }
    }
}

const BE: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "'s",
    "’s",
    "am",
    "wasn’t",
    "wasn't",
    "isn’t",
    "isn't",
    "weren’t",
    "weren't",
    "get",
    "got",
];
const MODALS: &[&str] = &[
    "would",
    "could",
    "should",
    "might",
    "may",
    "must",
    "will",
    "can",
    "shall",
    "wouldn’t",
    "wouldn't",
    "couldn't",
    "couldn’t",
    "can't",
    "can’t",
    "cannot",
    "won't",
    "won’t",
];

/// The cues of a sentence that stand outside quotation marks, in text order.
pub(super) fn cues(grammar: &Grammar, sentence: &Range<usize>) -> Vec<CueHit> {
    let outside = |index: &usize| !grammar.is_quoted(*index);
    sentence.clone().filter(outside).filter_map(|index| cue_at(grammar, index, sentence.start)).collect()
}

fn cue_at(grammar: &Grammar, verb: usize, low: usize) -> Option<CueHit> {
    noun_at(grammar, verb, low).or_else(|| verb_at(grammar, verb, low))
}

/// "her claim that the dam is safe"
fn noun_at(grammar: &Grammar, noun: usize, low: usize) -> Option<CueHit> {
    let entry = grammar.noun_before_that(noun)?;
    let owned = noun > low && !grammar.is_pronoun_subject(noun - 1) && !grammar.is(noun - 1, Classes::AUXILIARY);
    let is_noun = owned && (grammar.verb(noun).is_none() || is_determined(grammar, noun, low));
    is_noun.then(|| CueHit { verb: noun, range: noun..noun + 1, entry, participle: false, passive: false, noun: true })
}

/// "her claim", "a false claim": a form that can be a verb is a noun behind these. There is a word before `noun`.
fn is_determined(grammar: &Grammar, noun: usize, low: usize) -> bool {
    let determines = |index: usize| {
        grammar.is_possessive(index)
            || grammar.is(index, Classes::DETERMINER.or(Classes::POSSESSIVE)) && !matches!(grammar.word(index), "that" | "those" | "these")
    };
    let adjective = noun > low + 1 && !grammar.is_capital(noun - 1) && grammar.is_word(noun - 1) && !grammar.word(noun - 1).ends_with('s');
    determines(noun - 1) || adjective && determines(noun - 2) && !determines(noun - 1)
}

fn verb_at(grammar: &Grammar, verb: usize, low: usize) -> Option<CueHit> {
    let (entry, inflection) = grammar.verb(verb)?;
    let first = before_adverbs(grammar, verb, low);
    let before = if first > low { grammar.word(first - 1) } else { "" };
    let auxiliary = first > low && grammar.is(first - 1, Classes::AUXILIARY);
    let bare = verb == low && entry.lemma == "ask";
    let passive = (BE.contains(&before) || bare) && matches!(inflection, Inflection::Past | Inflection::Participle);
    let participle = inflection == Inflection::Ing && !BE.contains(&before);
    let verb_follows =
        grammar.verb(verb + 1).is_some() || grammar.is(verb + 1, Classes::AUXILIARY) || grammar.word(verb + 1).ends_with("ed");
    let usable = match inflection {
        Inflection::Base => is_finite_base(grammar, verb, first, low),
        Inflection::Third => !is_noun(grammar, verb, low) && grammar.word(verb + 1) != "of" && !verb_follows,
        Inflection::Past => !is_adjective(grammar, verb, low),
        Inflection::Participle => auxiliary,
        Inflection::Ing => !participle || is_participial(grammar, verb, low),
    };
    let start = if auxiliary && !MODALS.contains(&before) { auxiliaries(grammar, first, low) } else { verb };
    let copula = BE.contains(&before) && inflection == Inflection::Base;
    let named = entry.lemma == "call" && names_its_noun(grammar, verb, low);
    let plain = entry.frames.strict
        && matches!(inflection, Inflection::Base | Inflection::Third)
        && !grammar.introduces(verb + 1, grammar.text.tokens.len())
        && !grammar.is_pause(verb + 1);
    // "regarding", "concerning"
    let preposition = inflection == Inflection::Ing && grammar.is(verb, Classes::PREPOSITION);
    let usable = usable && !preposition;
    (usable && !plain && !copula && !named).then(|| CueHit { verb, range: start..verb + 1, entry, participle, passive, noun: false })
}

/// "a beer called Tall Tarn": the verb belongs to the noun, nobody says it.
fn names_its_noun(grammar: &Grammar, verb: usize, low: usize) -> bool {
    let named = grammar.is_capital(verb + 1) || verb + 1 < grammar.text.tokens.len() && grammar.is_quoted(verb + 1);
    let subject = grammar.subject_before(verb, low);
    let quoted = grammar.text.tokens.get(verb + 1).is_some_and(|token| token.region.is_some());
    let common = |phrase: &Range<usize>| quoted || !grammar.is_capital(phrase.end - 1);
    named && subject.is_some_and(|phrase| matches!(grammar.word(phrase.start), "a" | "an" | "one" | "another") && common(&phrase))
}

fn before_adverbs(grammar: &Grammar, verb: usize, low: usize) -> usize {
    let mut at = verb;
    while at > low && grammar.is(at - 1, Classes::ADVERB.or(Classes::NEGATION)) && !grammar.is(at - 1, Classes::AUXILIARY) {
        at -= 1;
    }
    at
}

fn auxiliaries(grammar: &Grammar, end: usize, low: usize) -> usize {
    let mut at = end;
    while at > low
        && grammar.is(at - 1, Classes::AUXILIARY.or(Classes::ADVERB).or(Classes::NEGATION))
        && !grammar.is_pronoun_subject(at - 1)
    {
        at -= 1;
    }
    at
}

/// "critics say", "did not say", "went on to say"; not "to say", "would say", "the call".
fn is_finite_base(grammar: &Grammar, verb: usize, first: usize, low: usize) -> bool {
    if first == low {
        return false;
    }
    let before = grammar.word(first - 1);
    if before == "to" {
        let lead = if first > low + 1 { grammar.word(first - 2) } else { "" };
        return matches!(lead, "on" | "continued" | "continues" | "continue" | "began" | "sought" | "tried" | "managed");
    }
    if matches!(before, "did" | "do" | "does" | "didn't" | "didn’t" | "don't" | "don’t" | "doesn't" | "doesn’t") {
        return true;
    }
    let plural = before.ends_with('s')
        || matches!(
            before,
            "people" | "they" | "we" | "i" | "you" | "who" | "some" | "many" | "others" | "police" | "most" | "men" | "women" | "media"
        );
    if MODALS.contains(&before) {
        return grammar.is_negation(first) || grammar.is_negation(first - 1);
    }
    !is_noun(grammar, verb, low) && !grammar.is_possessive(first - 1) && (plural || has_plural_subject(grammar, first, low))
}

/// "figures from the office show", "the police, who had a patrol there, say"
fn has_plural_subject(grammar: &Grammar, first: usize, low: usize) -> bool {
    let Some(subject) = grammar.subject_before(first, low) else { return false };
    let post = subject.clone().find(|&index| grammar.is(index, Classes::PREPOSITION) || grammar.is_comma(index));
    let head = post.unwrap_or(subject.end).checked_sub(1).filter(|head| *head >= subject.start);
    let determined = grammar.is(subject.start, Classes::DETERMINER) && matches!(grammar.word(subject.start), "a" | "an");
    let singular = (first.saturating_sub(3)..first).any(|index| matches!(grammar.word(index), "a" | "an"));
    !singular
        && !determined
        && head.is_some_and(|head| {
            matches!(grammar.word(head), "police" | "people" | "men" | "women")
                || grammar.word(head).ends_with('s') && !grammar.is_capital(head)
                || grammar.is_quantity(head)
        })
}

/// "the claims", "its reports", "of calls": a form that is a noun here.
fn is_noun(grammar: &Grammar, verb: usize, low: usize) -> bool {
    if verb == low {
        return true;
    }
    let before = verb - 1;
    let determined = grammar.is(before, Classes::DETERMINER.or(Classes::POSSESSIVE))
        && !grammar.is_pronoun_subject(before)
        && !grammar.is_quantity(before)
        && !matches!(grammar.word(before), "that" | "her");
    let after_preposition = grammar.is(before, Classes::PREPOSITION) && !matches!(grammar.word(before), "in" | "on");
    determined
        || after_preposition
        || grammar.is_possessive(before) && !pronoun_contraction(grammar, before)
        || grammar.is(before, Classes::CONJUNCTION) && grammar.word(verb + 1) == "of"
}

fn pronoun_contraction(grammar: &Grammar, clitic: usize) -> bool {
    clitic > 0 && grammar.is(clitic - 1, Classes::PRONOUN)
}

/// "the alleged affair", "a reported plan", "the man accused of": not a finite verb.
fn is_adjective(grammar: &Grammar, verb: usize, low: usize) -> bool {
    if verb == low {
        return !matches!(grammar.word(verb), "said" | "asked" | "added");
    }
    let before = verb - 1;
    let determined = grammar.is(before, Classes::DETERMINER.or(Classes::POSSESSIVE))
        && !grammar.is_quantity(before)
        && !matches!(grammar.word(before), "that" | "this" | "her" | "such" | "which" | "what");
    let modifier = grammar.is(before, Classes::PREPOSITION)
        && !grammar.is(before, Classes::ADVERB.or(Classes::TIME))
        && !matches!(grammar.word(before), "before" | "after" | "as");
    determined || modifier
}

/// ", adding", "and saying", "by saying", "in calling", "Citing …,"; not "the meeting", "his saying".
fn is_participial(grammar: &Grammar, verb: usize, low: usize) -> bool {
    if verb == low {
        return true;
    }
    let before = verb - 1;
    let lead = grammar.is_comma(before)
        || grammar.is_dash(before)
        || grammar.is_quoted(before)
        || matches!(
            grammar.word(before),
            "and" | "by" | "while" | "without" | "before" | "after" | "in" | "statement" | "tweet" | "letter" | "email" | "reporters"
        );
    let subject = grammar.is_capital(before) || grammar.word(before).ends_with('s');
    lead || subject && !is_noun(grammar, verb, low)
        || grammar.introduces(verb + 1, grammar.text.tokens.len()) && !is_noun(grammar, verb, low)
}
