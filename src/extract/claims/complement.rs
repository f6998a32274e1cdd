//! What a wording is about. Comes in: a wording. Goes out: the tokens of the proposition, or that something said before is meant.

use super::extent::{clause, is_clause, is_mark, phrase, trim};
use super::words::{is_auxiliary, is_clitic, is_conjunction, is_determiner, is_negation, is_pointer, is_preposition, is_subject_pronoun};
use crate::lexicon::triggers::{NounKind, is_no_claim, noun_kind};
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// How far a claim noun may stand behind its wording, in tokens.
const NOUN_WITHIN: usize = 6;
/// How far "that" may stand behind a claim noun with a preposition between: "criticism from Quill that", in tokens.
const THAT_WITHIN: usize = 9;
/// How far "of" may stand behind "accused", in tokens.
const OF_WITHIN: usize = 16;

/// The proposition a wording points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// These tokens.
    Here(Range<usize>),
    /// Something said before.
    Before,
}

/// The claim noun at or soon after token `at`, with nothing but determiners and adjectives between.
pub(super) fn claim_noun(text: &Text, at: usize) -> Option<usize> {
    let sentence = text.sentence_of(at.min(text.tokens.len().checked_sub(1)?));
    let limit = sentence.end.min(at + NOUN_WITHIN);
    for index in at..limit {
        let word = text.lower(index);
        if noun_kind(word).is_some() {
            return Some(index);
        }
        let stop = is_preposition(word) || is_auxiliary(word) || is_subject_pronoun(word);
        let other = is_conjunction(word) && !is_determiner(word) && word != "and";
        // "the Democrats' claims": a possessive mark ends nothing.
        let possessive = matches!(word, "'" | "’") && index > at && text.lower(index - 1).ends_with('s');
        if stop || other || (text.tokens[index].kind == TokenKind::Punctuation && !possessive) {
            return None;
        }
    }
    None
}

/// What a claim noun is about: its "that" or "of" complement, or something said before.
pub(super) fn of_noun(text: &Text, noun: usize) -> Option<Target> {
    let sentence = text.sentence_of(noun);
    let next = text.lower_in(&sentence, noun as isize + 1);
    let thought = noun_kind(text.lower(noun)) == Some(NounKind::Thought);
    let account = noun_kind(text.lower(noun)) == Some(NounKind::Account);
    if account && next == "of" {
        return Some(Target::Before);
    }
    let here = match next {
        "that" if !is_relative_clause(text, noun + 2) => clause(text, noun + 2),
        "of" if noun + 2 < sentence.end && !thought => after_preposition(text, noun + 2),
        "he" | "she" | "they" | "it" if is_accusation(text.lower(noun)) => clause(text, noun + 1).filter(|tokens| is_full(text, tokens)),
        _ if is_accusation(text.lower(noun)) && noun + 1 < sentence.end && opens_clause(text, noun + 1) => {
            clause(text, noun + 1).filter(|tokens| is_full(text, tokens))
        }
        "is" | "was" if text.lower_in(&sentence, noun as isize + 2) == "that" => clause(text, noun + 3),
        "to" if is_infinitive(text, noun) => clause(text, noun + 2),
        "by" | "from" | "against" | "about" | "among" | "in" => that_after(text, noun + 2).and_then(|that| clause(text, that + 1)),
        _ => None,
    };
    // "rejected that idea": a plan, more often than something said to be so.
    let plan = matches!(text.lower(noun), "idea" | "ideas" | "suggestion" | "suggestions");
    let owned = !plan && noun > sentence.start && (is_possessive(text.lower(noun - 1)) || is_clitic(text.lower(noun - 1)));
    let alone = (!thought || owned)
        && (at_end(text, &sentence, noun + 1) || (is_accusation(text.lower(noun)) && is_preposition(next) && next != "of"));
    here.map(Target::Here).or(alone.then_some(Target::Before))
}

/// "allegations | the mayor hid it", "rumors | Quill left": a clause without "that".
pub(super) fn opens_clause(text: &Text, at: usize) -> bool {
    let word = text.lower(at);
    let upper = text.word(at).starts_with(char::is_uppercase) && text.tokens[at].kind == TokenKind::Word;
    (upper || matches!(word, "the" | "his" | "her" | "their")) && is_clause(text, at)
}

/// "his claim to have seen it", not "a claim to fame" or "a claim to the land".
fn is_infinitive(text: &Text, noun: usize) -> bool {
    let sentence = text.sentence_of(noun);
    let verb = text.lower_in(&sentence, noun as isize + 2);
    let next = text.lower_in(&sentence, noun as isize + 3);
    let lower = noun + 2 < sentence.end && text.word(noun + 2).starts_with(char::is_lowercase);
    let object = is_determiner(next) || next.ends_with("ed") || matches!(next, "been" | "no" | "not") || verb == "have";
    text.lower(noun) == "claim" && lower && !is_determiner(verb) && object
}

/// The "that" which a claim noun's preposition and its noun stand before.
fn that_after(text: &Text, at: usize) -> Option<usize> {
    let sentence = text.sentence_of(at.checked_sub(1)?);
    let limit = sentence.end.min(at + THAT_WITHIN);
    let within = (at..limit).take_while(|&index| !is_auxiliary(text.lower(index)) && text.tokens[index].kind != TokenKind::Punctuation);
    within.into_iter().find(|&index| text.lower(index) == "that" && index > at && !is_relative_clause(text, index + 1))
}

/// "her argument", "that idea": a thought that has been told.
fn is_possessive(word: &str) -> bool {
    matches!(word, "his" | "her" | "their" | "its" | "that" | "this" | "those" | "these" | "such")
}

/// Nouns that need no more words: "the accusations against him".
fn is_accusation(word: &str) -> bool {
    noun_kind(word) == Some(NounKind::Strong) || matches!(word, "charge" | "charges")
}

/// "claims he sold the ferry", but not "claims he made" or "claims he denies", where the noun is the object.
fn is_full(text: &Text, tokens: &Range<usize>) -> bool {
    let takes =
        |index: usize| matches!(text.lower(index), "made" | "makes" | "make" | "faces" | "faced" | "levelled" | "leveled" | "knows");
    let contests =
        |index: usize| matches!(text.lower(index), "denies" | "denied" | "rejects" | "rejected" | "disputes" | "disputed" | "dismissed");
    // "claims they call untrue"
    let called = || matches!(text.lower(tokens.start + 1), "call" | "calls");
    tokens.len() > 2 && !called() && !tokens.clone().take(4).any(|index| takes(index) || contests(index))
}

/// "the claim that was made": a verb right after "that".
pub(super) fn is_relative_clause(text: &Text, at: usize) -> bool {
    let word = text.lower_in(&text.sentence_of(at - 1), at as isize);
    // "accusations that trace their origin to …"
    let next = text.lower_in(&text.sentence_of(at - 1), at as isize + 1);
    let noun = word.ends_with('s') || word.ends_with("ing") || super::words::is_adverb(word);
    let small = is_determiner(word) || is_subject_pronoun(word) || is_preposition(word) || is_conjunction(word) || is_negation(word);
    let verb = !noun && !small && !is_clitic(next) && is_determiner(next);
    let passive = is_auxiliary(word) || (word.ends_with("ed") && word.len() > 4);
    passive || (verb && text.word(at).starts_with(char::is_lowercase)) || is_contested(text, at)
}

/// "a claim that the company strongly disputes": a few words, the last of which wants an object that is not there.
fn is_contested(text: &Text, at: usize) -> bool {
    const LONGEST: usize = 8;
    let sentence = text.sentence_of(at - 1);
    let end = (at..sentence.end.min(at + LONGEST)).find(|&index| text.tokens[index].kind == TokenKind::Punctuation);
    end.is_some_and(|end| {
        end > at + 1
            && matches!(
                text.lower(end - 1),
                "denies" | "denied" | "rejects" | "rejected" | "disputes" | "disputed" | "dismissed" | "contests" | "contested" | "refuted"
            )
            && !is_auxiliary(text.lower(end - 2))
    })
}

/// "no evidence for that", "no record of it": something said before.
pub(super) fn pointed(text: &Text, at: usize) -> Option<Target> {
    let sentence = text.sentence_of(at.checked_sub(1)?);
    let word = text.lower_in(&sentence, at as isize);
    let pointer = matches!(word, "him" | "them") || (is_pointer(word) && at_end(text, &sentence, at + 1));
    let noun = || claim_noun(text, at).filter(|&noun| of_noun(text, noun) == Some(Target::Before));
    (pointer || (at < sentence.end && noun().is_some())).then_some(Target::Before)
}

/// A gerund with what hangs on it, or a noun phrase.
pub(super) fn after_preposition(text: &Text, at: usize) -> Option<Range<usize>> {
    if at >= text.tokens.len() {
        return None;
    }
    if is_gerund(text.lower(at)) {
        return clause(text, at);
    }
    phrase(text, at).map(|head| with_prepositions(text, head))
}

/// What stands after "denied": a claim noun, a pronoun, a clause, a gerund or a noun phrase.
pub(super) fn object(text: &Text, at: usize, nouns: bool) -> Option<Target> {
    let sentence = text.sentence_of(at.checked_sub(1)?);
    if at >= sentence.end {
        return None;
    }
    // "denied all of the allegations"
    let of =
        matches!(text.lower(at), "all" | "any" | "some" | "most" | "many" | "both") && text.lower_in(&sentence, at as isize + 1) == "of";
    if of && at + 2 < sentence.end && claim_noun(text, at + 2).is_some() {
        return object(text, at + 2, nouns);
    }
    let word = text.lower(at);
    let mark = text.tokens[at].kind == TokenKind::Punctuation && !is_mark(text.word(at)) && word != "$";
    let told = || at_end(text, &sentence, at + 1) || text.lower_in(&sentence, at as isize + 1) == "to";
    let any = usize::from(matches!(word, "any" | "all"));
    let wrongdoing = text.lower_in(&sentence, (at + any) as isize) == "wrongdoing";
    if nouns && wrongdoing && at_end(text, &sentence, at + any + 1) {
        return Some(Target::Before);
    }
    if mark || (is_pointer(word) && told()) {
        return nouns.then_some(Target::Before);
    }
    if let Some(noun) = claim_noun(text, at).filter(|_| nouns) {
        return of_noun(text, noun);
    }
    if word == "to" {
        // "Quill alleged to the Osten Post": to whom.
        let verb = at + 1 < sentence.end && !text.word(at + 1).starts_with(char::is_uppercase) && !is_determiner(text.lower(at + 1));
        return clause(text, at + 1).filter(|_| !nouns && verb).map(Target::Here);
    }
    let two_objects = text.word(at).starts_with(char::is_uppercase) && is_determiner(text.lower_in(&sentence, at as isize + 1));
    if word == "that" || (is_clause(text, at) && !two_objects) || is_gerund(word) {
        return clause(text, at).map(|tokens| if nouns && is_taken_up(text, &tokens) { Target::Before } else { Target::Here(tokens) });
    }
    noun_phrase(text, at).filter(|tokens| !(nouns && is_given(text, tokens))).map(Target::Here)
}

/// "denied that it happened", "denied that that was the case": what was said before.
pub(super) fn is_taken_up(text: &Text, tokens: &Range<usize>) -> bool {
    let ends = matches!(text.lower(tokens.end - 1), "happened" | "occurred" | "true" | "case" | "so" | "exists" | "existed" | "accurate");
    let such = tokens.len() >= 5 && matches!(text.lower(tokens.end - 3), "such") && is_subject_pronoun(text.lower(tokens.start));
    let so = matches!(text.lower(tokens.end - 1), "so" | "that" | "this" | "it") && is_subject_pronoun(text.lower(tokens.start));
    (tokens.len() <= 5 && is_pointer(text.lower(tokens.start)) && ends) || (tokens.len() <= 7 && (such || so))
}

fn is_gerund(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ing") && !matches!(word, "anything" | "nothing" | "everything" | "something" | "during" | "being")
}

fn at_end(text: &Text, sentence: &Range<usize>, at: usize) -> bool {
    let word = text.lower_in(sentence, at as isize);
    word.is_empty()
        || super::words::is_adverb(word)
        || text.tokens[at].kind == TokenKind::Punctuation
        || matches!(word, "and" | "but" | "as" | "in" | "on" | "at" | "when" | "because" | "after" | "within" | "during")
}

/// A noun phrase with the prepositions that hang on it, unless its nouns make the verb no claim: "denied access to the building".
fn noun_phrase(text: &Text, at: usize) -> Option<Range<usize>> {
    let head = phrase(text, at)?;
    let second = text.lower_in(&text.sentence_of(at), head.end as isize);
    if is_determiner(second) {
        // "denied the reporter a seat" has two objects.
        return None;
    }
    let upper = text.word(head.start).starts_with(char::is_uppercase);
    let other = is_preposition(text.lower(at)) || is_conjunction(text.lower(at)) || is_negation(text.lower(at)) && text.lower(at) != "no";
    if upper || other || head.start > at + 1 || head.clone().any(|index| is_no_claim(text.lower(index))) {
        return None;
    }
    Some(with_prepositions(text, head))
}

/// "denied a seat to the reporter" refuses.
fn is_given(text: &Text, tokens: &Range<usize>) -> bool {
    let sentence = text.sentence_of(tokens.start);
    let to = (tokens.start..sentence.end.min(tokens.end + 1)).find(|&index| text.lower(index) == "to");
    let to_whom =
        |to: usize| to + 1 < sentence.end && (is_determiner(text.lower(to + 1)) || text.word(to + 1).starts_with(char::is_uppercase));
    to.is_some_and(to_whom) && !(tokens.start..tokens.end).any(|index| matches!(text.lower(index), "any" | "ties" | "links"))
}

/// A noun phrase goes on over prepositions and ", including".
pub(super) fn with_prepositions(text: &Text, head: Range<usize>) -> Range<usize> {
    let sentence = text.sentence_of(head.start);
    let mut end = head.end;
    while end < sentence.end {
        let word = text.lower(end);
        let comma = word == "," && text.lower_in(&sentence, end as isize + 1) == "including";
        // "collusion between the port | and Quill"
        let last = (head.start..end).rev().find(|&index| is_preposition(text.lower(index)) || text.lower(index) == "and");
        let both = word == "and" && last.is_some_and(|index| text.lower(index) == "between");
        if !(comma || both || is_preposition(word)) {
            break;
        }
        let next = if comma { end + 2 } else { end + 1 };
        match (next < sentence.end).then(|| phrase(text, next)).flatten() {
            Some(more) if more.end > end && more.start <= next + 1 => {
                // "bias against Quill | gained ground": the verb that the whole phrase is the subject of.
                match (more.start + 1..more.end).find(|&index| is_predicate(text, index)) {
                    Some(verb) => {
                        end = verb;
                        break;
                    }
                    None => end = more.end,
                }
            }
            _ => break,
        }
    }
    trim(text, head.start..end).unwrap_or(head)
}

/// A verb in lower case right after a name, with words of its own: "Quill gained ground", "the Tarns persists as".
fn is_predicate(text: &Text, index: usize) -> bool {
    let word = text.lower(index);
    let sentence = text.sentence_of(index);
    let next = text.lower_in(&sentence, index as isize + 1);
    let name = text.word(index - 1).starts_with(char::is_uppercase) && text.tokens[index - 1].kind == TokenKind::Word;
    let lower = text.word(index).starts_with(char::is_lowercase) && word.len() > 3;
    let past = word.ends_with("ed") && !next.is_empty() && next != "by";
    let plural = text.lower(index - 1).ends_with('s') && word.ends_with('s') && !word.ends_with("ss") && is_preposition(next);
    name && lower && (past || plural)
}

/// What stands after "of" behind "accused … of"; an "of" before a gerund is preferred.
pub(super) fn after_of(text: &Text, at: usize) -> Option<Range<usize>> {
    let sentence = text.sentence_of(at.checked_sub(1)?);
    let direct = text.lower_in(&sentence, at as isize);
    if !matches!(direct, "of" | "by") && is_preposition(direct) {
        return None;
    }
    let limit = sentence.end.min(at + OF_WITHIN);
    let ofs: Vec<usize> =
        (at..limit).take_while(|&index| !matches!(text.lower(index), ";" | "." | ":")).filter(|&index| text.lower(index) == "of").collect();
    let gerund = ofs.iter().copied().find(|&of| text.lower_in(&sentence, of as isize + 1).ends_with("ing"));
    let of = gerund.or(ofs.first().copied())?;
    (of + 1 < sentence.end).then(|| clause(text, of + 1)).flatten()
}

/// What stands after "with" behind "charged … with": a deed, not a duty.
pub(super) fn after_with(text: &Text, at: usize) -> Option<Range<usize>> {
    const DUTIES: &[&str] = &[
        "administering",
        "advising",
        "carrying",
        "defending",
        "developing",
        "drafting",
        "enforcing",
        "ensuring",
        "finding",
        "guarding",
        "handling",
        "implementing",
        "investigating",
        "keeping",
        "leading",
        "maintaining",
        "making",
        "managing",
        "monitoring",
        "overseeing",
        "preparing",
        "preventing",
        "protecting",
        "providing",
        "recommending",
        "regulating",
        "reviewing",
        "running",
        "supervising",
        "upholding",
    ];
    let sentence = text.sentence_of(at.checked_sub(1)?);
    let stop = |index: &usize| !matches!(text.lower(*index), ";" | ":" | "." | "that" | "and") && !is_auxiliary(text.lower(*index));
    let with = (at..sentence.end.min(at + OF_WITHIN)).take_while(stop).find(|&index| text.lower(index) == "with")?;
    let deed = text.lower_in(&sentence, with as isize + 1);
    (is_gerund(deed) && !DUTIES.contains(&deed)).then(|| clause(text, with + 1)).flatten()
}

/// What the subject before token `end` stands for: the complement of its claim noun, or something said before.
pub(super) fn of_subject(text: &Text, end: usize) -> Option<Target> {
    let sentence = text.sentence_of(end);
    let start =
        (sentence.start..end).rev().find(|&index| matches!(text.lower(index), ";" | "—" | "but")).map_or(sentence.start, |index| index + 1);
    // "“Whether it holds is unknown”"
    let start = (start..end).find(|&index| text.tokens[index].kind != TokenKind::Punctuation).unwrap_or(start);
    let noun = (start..end).find(|&index| noun_kind(text.lower(index)).is_some_and(|kind| kind != NounKind::Thought));
    if text.lower(start) == "whether" {
        return trim(text, start + 1..end).map(Target::Here);
    }
    match noun {
        Some(noun) if text.lower_in(&sentence, noun as isize + 1) == "that" && !is_relative_clause(text, noun + 2) => {
            trim(text, noun + 2..end).map(Target::Here)
        }
        Some(_) => Some(Target::Before),
        None => {
            let last = (start..end).rev().find(|&index| !super::words::is_adverb(text.lower(index)))?;
            (is_pointer(text.lower(last)) && last <= start + 2).then_some(Target::Before)
        }
    }
}
