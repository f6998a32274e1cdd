//! What stands between a verb and its object or subject. Comes in: a wording. Goes out: an adjunct stepped over, who speaks of himself, a clause taken up by a noun.

use super::scene::Hit;
use super::subject;
use super::words::{is_adverb, is_determiner, is_preposition, is_saying};
use crate::lexicon::triggers::{Frame, Subject, Trigger, noun_kind};
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// How far an adjunct may reach, in tokens.
const ADJUNCT: usize = 14;
/// How far a noun that takes up a clause may stand before its verb, in tokens.
const APPOSED_WITHIN: usize = 24;

/// The token where the wording's object starts: "denied | on Tuesday | that", "disputes | in particular | the claim".
pub(super) fn skip_adjunct(text: &Text, hit: &Hit) -> usize {
    let end = hit.range.end;
    if !takes_object(hit.trigger) || text.lower(end - 1) == "that" {
        return end;
    }
    let sentence = text.sentence_of(hit.range.start);
    let first = text.lower_in(&sentence, end as isize);
    let joins = matches!(first, "on" | "in" | "at" | "during" | "through" | "via" | "before" | "after")
        || is_day(first)
        || (first == "all" && text.lower_in(&sentence, end as isize + 1) == "along");
    if matches!(first, "again" | "also" | "repeatedly" | "publicly" | "later" | "afterwards" | "flatly" | "strongly") {
        return end + 1;
    }
    if !joins {
        return end;
    }
    let limit = sentence.end.min(end + ADJUNCT);
    let stops = |index: &usize| text.tokens[*index].kind != TokenKind::Punctuation;
    let opens = |index: &usize| {
        let before = text.lower(index - 1);
        let word = text.lower(*index);
        let gerund = word.len() > 4 && word.ends_with("ing") && is_day(before);
        let object = is_determiner(word) && !word.contains(['\'', '’']) && !is_preposition(before);
        // "claimed in the letters | to have spent"
        let infinitive = word == "to" && matches!(text.lower((index + 1).min(text.tokens.len() - 1)), "have" | "be");
        word == "that" || gerund || object || infinitive
    };
    (end + 1..limit).take_while(stops).find(opens).unwrap_or(end)
}

fn takes_object(trigger: &Trigger) -> bool {
    matches!(trigger.frame, Frame::Object | Frame::Noun | Frame::Clause)
        && matches!(trigger.subject, Subject::Claimant | Subject::Contester)
}

fn is_day(word: &str) -> bool {
    matches!(word, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "yesterday" | "today")
}

/// "the company said it denied": who says so, where the subject is a pronoun right after the verb of saying.
pub(super) fn speaking(text: &Text, words: &Range<usize>) -> Option<Range<usize>> {
    let sentence = text.sentence_of(words.start);
    if words.len() != 1 || !is_taking_up(text.lower(words.start)) {
        return None;
    }
    let that = text.lower_in(&sentence, words.start as isize - 1) == "that";
    let mut verb = words.start.checked_sub(if that { 2 } else { 1 })?;
    // "said on Thursday it", "said Thursday it"
    if verb > sentence.start + 1 && is_day(text.lower(verb)) {
        verb -= if text.lower(verb - 1) == "on" { 2 } else { 1 };
    }
    if verb <= sentence.start || !is_saying(text.lower(verb)) || text.lower(verb) == "according" {
        return None;
    }
    subject::before(text, verb).filter(|found| found.len() > 1 || !is_taking_up(text.lower(found.start)))
}

fn is_taking_up(word: &str) -> bool {
    matches!(word, "he" | "she" | "it" | "they")
}

/// The noun that takes up the clause before the mark at token `at`: ", an allegation", ", a figure", "- something".
pub(super) fn apposition(text: &Text, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let word = |offset: usize| text.lower_in(sentence, (at + offset) as isize);
    if !matches!(text.lower(at), "," | "-" | "–" | "—") {
        return None;
    }
    if matches!(word(1), "something" | "which") {
        return Some(at + 1);
    }
    let names = |noun: &str| noun_kind(noun).is_some() || matches!(noun, "figure" | "number" | "total" | "toll" | "detail" | "rate");
    (matches!(word(1), "a" | "an")).then(|| (2..=4).find(|&offset| names(word(offset)))).flatten().map(|offset| at + offset)
}

/// ", an allegation the company rejected as fiction": the mark before the noun, and who rejects.
pub(super) fn apposed(text: &Text, hit: &Hit) -> Option<(usize, Range<usize>)> {
    let verb = hit.range.start;
    let sentence = text.sentence_of(verb);
    if hit.trigger.subject != Subject::Contester || !takes_object(hit.trigger) {
        return None;
    }
    let next = text.lower_in(&sentence, hit.range.end as isize);
    let open = next.is_empty() || text.tokens[hit.range.end].kind == TokenKind::Punctuation || is_preposition(next) || is_adverb(next);
    let from = sentence.start.max(verb.saturating_sub(APPOSED_WITHIN)) + 1;
    if !open || from >= verb {
        return None;
    }
    let (mark, noun) = (from..verb).rev().find_map(|mark| apposition(text, mark, &sentence).map(|noun| (mark, noun)))?;
    // ", which the council rejected" may be a plan; ", which the council denies" is something said.
    let says = matches!(text.lower(verb), "denies" | "denied" | "disputes" | "disputed" | "refutes" | "refuted");
    if text.lower(noun) == "which" && !says {
        return None;
    }
    let start = if matches!(text.lower(noun + 1), "that" | "which") { noun + 2 } else { noun + 1 };
    let found = subject::before(text, verb)?;
    let words = found.start.max(start)..found.end;
    (!words.is_empty() && !is_preposition(text.lower(start))).then_some((mark, words))
}

/// True where the sentence is nothing else than the wording.
pub(super) fn is_whole(text: &Text, hit: &Hit) -> bool {
    let sentence = text.sentence_of(hit.range.start);
    let mark = |index: usize| text.tokens[index].kind == TokenKind::Punctuation;
    (sentence.start..hit.range.start).all(mark) && (hit.range.end..sentence.end).all(mark)
}
