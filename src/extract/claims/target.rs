//! Where the proposition of a wording stands, one rule a frame. Comes in: a wording. Goes out: its words, or that they were said before.

use super::complement::{self, Target, claim_noun, object, of_noun, with_prepositions};
use super::extent::{clause, is_clause, is_mark, phrase, trim};
use super::scene::{Hit, Scene};
use super::veto::is_forecast_question;
use super::words::{
    ends_phrase, is_adverb, is_auxiliary, is_clitic, is_determiner, is_preposition, is_relative, is_saying, is_subject_pronoun,
};
use super::{relative, subject};
use crate::lexicon::triggers::{self, Subject, noun_kind};
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// Longest adjunct between "claimed" and its clause, comma included, in tokens.
const ADJUNCT: usize = 9;

/// The clause after the wording; where there is none, what its quotation says.
pub(super) fn clause_after(scene: &Scene, hit: &Hit) -> Option<Target> {
    let text = scene.text;
    let end = relative::skip_adjunct(text, hit);
    let sentence = text.sentence_of(hit.range.start);
    let last = text.lower(end - 1);
    let next = text.lower_in(&sentence, end as isize);
    let explicit = matches!(last, "that" | "whether" | "if" | "suggestions") || next == "that";
    // "insisted on anonymity", "insisted on building its own"
    if text.lower_in(&sentence, hit.range.end as isize) == "on" && text.lower(hit.range.end - 1).starts_with("insist") && next != "that" {
        return None;
    }
    // "an inquiry into whether to impeach" holds no fact open.
    if matches!(last, "whether" | "if") && next == "to" {
        return None;
    }
    let infinitive = next == "to" && !is_determiner(text.lower_in(&sentence, end as isize + 1));
    if infinitive && !explicit {
        return clause(text, end + 1).map(Target::Here);
    }
    // "the conspiracy theory that ended in a shooting"
    let named = last == "that" && end > hit.range.start + 1 && noun_kind(text.lower(end - 2)).is_some();
    if named && complement::is_relative_clause(text, end) {
        return None;
    }
    if end < sentence.end && (explicit || is_clause(text, end)) {
        let tokens = within_relative(text, hit, clause(text, end)?);
        // "no evidence that is the case"
        if tokens.len() <= 4
            && matches!(text.lower(tokens.start), "is" | "was")
            && matches!(text.lower(tokens.end - 1), "case" | "true" | "so")
        {
            return Some(Target::Before);
        }
        // "doubt that they would take such a step"
        if hit.trigger.subject == Subject::Contester && complement::is_taken_up(text, &tokens) {
            return Some(Target::Before);
        }
        if is_forecast_question(text, hit, &tokens) {
            return None;
        }
        // "the lie that his campaign is built on"
        let stranded = last == "that" && super::words::is_preposition(text.lower(tokens.end - 1)) && hit.trigger.subject == Subject::None;
        if stranded {
            return None;
        }
        // "could not say whether it was true"
        let bare = matches!(last, "whether" | "if") && tokens.len() <= 4 && matches!(text.lower(tokens.start), "it" | "that" | "this");
        return Some(if bare { Target::Before } else { Target::Here(tokens) });
    }
    let quotation = &scene.quotations[scene.cued_by(text.span(&hit.range))?];
    let content = text.tokens_in(*quotation.content.first()?);
    // Direct speech has its own wording: "…," he insisted.
    let direct = text.tokens.get(content.start).is_some_and(|token| token.region.is_some());
    let bare = text.tokens.get(content.start).is_some_and(|_| text.lower(content.start) == "that");
    if direct { None } else { trim(text, if bare { content.start + 1..content.end } else { content }).map(Target::Here) }
}

/// What stands after "denied" or "claimed"; what stands around ", they claim,"; what ends in ", he claimed".
pub(super) fn claimed(scene: &Scene, hit: &Hit, end: usize) -> Option<Target> {
    let text = scene.text;
    let contests = hit.trigger.subject == Subject::Contester;
    let sentence = text.sentence_of(hit.range.start);
    let subject = subject::before(text, hit.range.start);
    let opens = subject.is_some_and(|words| text.lower_in(&sentence, words.start as isize - 1) == ",");
    if !contests && opens && text.lower_in(&sentence, end as isize) == "," {
        return clause(text, end + 1).map(Target::Here);
    }
    // "claimed in an interview, it was empty": the adjunct opens the clause.
    let fronted =
        !contests && matches!(text.lower_in(&sentence, end as isize), "at" | "in" | "on" | "during" | "after" | "before" | "when");
    let comma = fronted.then(|| (end + 1..sentence.end.min(end + ADJUNCT)).find(|&index| text.lower(index) == ",")).flatten();
    let verb = |comma: usize| (comma + 2..sentence.end.min(comma + ADJUNCT)).any(|index| text.lower(index).ends_with("ed"));
    if comma.is_some_and(|comma| comma + 1 < sentence.end && (is_clause(text, comma + 1) || verb(comma))) {
        return clause(text, end).map(Target::Here);
    }
    object(text, end, contests)
}

/// "a man accused of hiding the losses told the court": what belongs to the noun ends before the sentence's own verb.
pub(super) fn within_noun(text: &Text, hit: &Hit, tokens: Range<usize>) -> Range<usize> {
    let sentence = text.sentence_of(hit.range.start);
    let before = text.lower_in(&sentence, hit.range.start as isize - 1);
    let next = text.lower_in(&sentence, hit.range.end as isize);
    let participle = text.lower(hit.range.end - 1).ends_with("ed") && matches!(next, "of" | "by" | "with");
    let group = subject::skip_verb_group(text, &sentence, hit.range.start);
    let relative = matches!(text.lower_in(&sentence, group as isize - 1), "who" | "that" | "which");
    if !relative && (!participle || is_auxiliary(before) || is_adverb(before) || before.is_empty()) {
        return tokens;
    }
    // "the more recognized sign" holds no verb of saying.
    let adjective = |index: usize| is_determiner(text.lower(index - 1)) || matches!(text.lower(index - 1), "more" | "most" | "less");
    // What is no participle too.
    let past = |index: usize| {
        matches!(text.lower(index), "went" | "came" | "took" | "gave" | "spoke" | "wrote" | "ran" | "saw" | "began" | "became" | "left")
    };
    let verb = (tokens.start + 1..tokens.end).find(|&index| {
        is_auxiliary(text.lower(index)) || (is_saying(text.lower(index)) || past(index) && participle && !relative) && !adjective(index)
    });
    verb.and_then(|verb| trim(text, tokens.start..verb)).unwrap_or(tokens)
}

/// "those who insist she was cheated | are laughed at": the clause ends before the verb of the sentence that the relative clause stands in.
fn within_relative(text: &Text, hit: &Hit, tokens: Range<usize>) -> Range<usize> {
    let sentence = text.sentence_of(hit.range.start);
    let group = subject::skip_verb_group(text, &sentence, hit.range.start);
    if !matches!(text.lower_in(&sentence, group as isize - 1), "who" | "that" | "which") {
        return tokens;
    }
    let Some(first) = tokens.clone().find(|&index| is_auxiliary(text.lower(index)) && !is_clitic(text.lower(index))) else { return tokens };
    let mut last = first;
    for index in first + 1..tokens.end {
        let word = text.lower(index);
        if ends_phrase(word) && !is_auxiliary(word) && !super::words::is_preposition(word)
            || text.tokens[index].kind == TokenKind::Punctuation
        {
            return tokens;
        }
        // A second auxiliary that does not go with the first one.
        if is_auxiliary(word) && !is_clitic(word) && index > last + 2 {
            return trim(text, tokens.start..index).unwrap_or(tokens);
        }
        if is_auxiliary(word) || is_adverb(word) {
            last = index;
        }
    }
    tokens
}

pub(super) fn gerund_or_phrase(text: &Text, at: usize) -> Option<Target> {
    let tokens = complement::after_preposition(text, at)?;
    // "had no role in the matter"
    let taken_up = tokens.len() == 2
        && matches!(text.lower(tokens.start), "the" | "this" | "that")
        && matches!(text.lower(tokens.start + 1), "matter" | "case" | "incident" | "issue" | "affair" | "process" | "decision");
    if taken_up {
        return Some(Target::Before);
    }
    (!tokens.clone().any(|index| triggers::is_no_claim(text.lower(index)))).then_some(Target::Here(tokens))
}

/// "pleaded not guilty to charges that …".
pub(super) fn plea(text: &Text, hit: &Hit) -> Option<Target> {
    let sentence = text.sentence_of(hit.range.start);
    let to = text.lower(hit.range.end - 1) == "guilty" && text.lower_in(&sentence, hit.range.end as isize) == "to";
    let noun = to.then(|| claim_noun(text, hit.range.end + 1)).flatten()?;
    of_noun(text, noun)
}

/// Something said before, where the wording stands as it must: "in fact" opens its sentence, "disagreed" ends its clause.
pub(super) fn back(text: &Text, hit: &Hit) -> Option<Target> {
    let sentence = text.sentence_of(hit.range.start);
    let before = text.lower_in(&sentence, hit.range.start as isize - 1);
    let second = text.lower_in(&sentence, hit.range.start as isize - 2);
    let next = text.lower_in(&sentence, hit.range.end as isize);
    let first = text.lower(hit.range.start);
    let placed = match first {
        "in" => matches!(before, "" | "(" | "but" | "when") || (before == "," && matches!(second, "but" | "when")),
        "really" if !matches!(next, "" | "." | "?" | "!" | ",") && !is_mark(next) => false,
        "really" => before.is_empty() || is_mark(text.word(hit.range.start - 1)),
        _ if text.lower(hit.range.end - 1) == "skeptical" => matches!(next, "" | "." | "," | ";" | "!"),
        "disagreed" | "disagrees" => matches!(next, "" | "." | "," | ";" | "!"),
        "there" if text.lower(hit.range.end - 1) == "none" => matches!(next, "" | "." | "," | ";" | "!"),
        _ => true,
    };
    placed.then_some(Target::Before)
}

pub(super) fn noun_after(text: &Text, hit: &Hit, end: usize) -> Option<Target> {
    if hit.trigger.phrase.ends_with("@noun") {
        return of_noun(text, hit.range.end - 1).filter(|target| matches!(target, Target::Here(_)));
    }
    of_noun(text, claim_noun(text, end)?)
}

/// "alleged affair": a noun phrase, where the word is not a verb.
pub(super) fn modified(text: &Text, hit: &Hit) -> Option<Range<usize>> {
    let sentence = text.sentence_of(hit.range.start);
    let before = text.lower_in(&sentence, hit.range.start as isize - 1);
    let next = hit.range.end;
    let verb = is_subject_pronoun(before) || is_auxiliary(before) || is_relative(before);
    let word = next < sentence.end && text.tokens[next].kind != TokenKind::Punctuation && !is_determiner(text.lower(next));
    if verb || !word {
        return None;
    }
    // "an alleged attacker" is somebody, and no proposition.
    let found = phrase(text, next)?;
    // "the alleged statement prompted Quill": up to the verb.
    let verb = (found.start + 1..found.end).find(|&index| {
        let after = text.word((index + 1).min(text.tokens.len() - 1));
        text.lower(index).ends_with("ed") && (after.starts_with(char::is_uppercase) || is_determiner(&after.to_lowercase()))
    });
    let found = found.start..verb.unwrap_or(found.end);
    // "the alleged incident | occurred", "an alleged conflict of interest | stemming from it"
    let after = text.lower_in(&sentence, found.end as isize);
    let behind = |index: usize| {
        index > found.start
            && (is_preposition(after) && matches!(text.lower(index), "stemming" | "dating" | "resulting" | "arising")
                || subject::looks_finite(text, index) && found.len() < 4)
    };
    let found = found.start..if behind(found.end - 1) { found.end - 1 } else { found.end };
    // "the alleged role in the fire"
    let found = if found.len() == 1 { with_prepositions(text, found) } else { found };
    // "the alleged comments" says nothing that could be checked.
    if found.len() < 2 {
        return None;
    }
    let head = found.clone().find(|&index| text.lower(index) == "of").unwrap_or(found.end) - 1;
    (!(found.start..=head).any(|index| triggers::is_person(text.lower(index)))).then_some(found)
}

/// "no evidence to support that", "… to support the claim".
pub(super) fn supported(text: &Text, at: usize) -> Option<Target> {
    object(text, at, true)
}
