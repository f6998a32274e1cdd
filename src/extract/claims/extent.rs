//! How far a proposition reaches. Comes in: the token after a wording. Goes out: the tokens of a clause or noun phrase, trimmed of marks.

use super::overrun;
use super::subject::looks_finite;
use super::words::{ends_phrase, is_auxiliary, is_clitic, is_conjunction, is_determiner, is_preposition, is_saying, is_subject_pronoun};
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// Longest noun phrase, in tokens.
const PHRASE: usize = 12;
/// Longest run of words between marks that a clause may start with, marks included, in tokens.
const SCARE: usize = 5;
/// How far into a clause its finite verb may stand, in tokens.
const VERB_WITHIN: usize = 14;

/// The clause that starts at token `start`: up to the sentence's end, the end of its quotation marks, or the next clause that is another's.
///
/// `None` where nothing is left.
pub(super) fn clause(text: &Text, start: usize) -> Option<Range<usize>> {
    let tokens = reach(text, start, true)?;
    trim(text, tokens.start..overrun::own_end(text, &tokens))
}

/// The same where a subject stands before, so that a second verb may go with it: "allegedly | wore a mask and was armed".
pub(super) fn predicate(text: &Text, start: usize) -> Option<Range<usize>> {
    reach(text, start, false)
}

/// Up to where another clause starts; over `asides` between a subject and its verb.
fn reach(text: &Text, start: usize, asides: bool) -> Option<Range<usize>> {
    let start = skip_opening(text, start)?;
    let sentence = text.sentence_of(start);
    let region = text.tokens[start].region;
    let mut end = start;
    while end < sentence.end {
        if closes(text, start, end, &sentence) {
            let Some(behind) = asides.then(|| overrun::after_aside(text, start, end, &sentence)).flatten() else { break };
            end = behind;
        }
        let left_region = end > start && region.is_some() && text.tokens[end - 1].region == region && text.tokens[end].region != region;
        let left_region = left_region && !is_scare(text, start, end);
        if left_region {
            break;
        }
        end += 1;
    }
    // A comma before the closing mark of words quoted within the clause: the mark belongs to it.
    let closing = end + 1 < sentence.end && text.lower(end) == "," && is_mark(text.word(end + 1)) && opened_within(text, start, end + 1);
    trim(text, start..if closing { end + 2 } else { end })
}

/// True where the clause from `start` is over before token `at`.
fn closes(text: &Text, start: usize, at: usize, sentence: &Range<usize>) -> bool {
    let word = text.lower(at);
    if matches!(word, ";" | "—" | "(" | ")" | "…") || (word == "–" || word == "-") && at > start {
        return true;
    }
    let next = text.lower_in(sentence, at as isize + 1);
    // "asserted that the town was lost: “It is gone,”": the words themselves follow.
    if word == ":" && is_mark(next) && at > start + 2 {
        return true;
    }
    let clause_follows = is_subject_pronoun(next) || is_determiner(next) || starts_upper(text, at + 1, sentence);
    if matches!(word, "while" | "although" | "though" | "whereas") && at > start + 1 && clause_follows {
        return true;
    }
    // "denied hiding it after a rival said he had seen it"
    let told = || (at + 2..sentence.end.min(at + 9)).any(|index| matches!(text.lower(index), "said" | "told" | "claimed" | "reported"));
    if word == "after" && at > start + 1 && told() {
        return true;
    }
    // "claiming that it clears Quill | and attacking Tarn": what the subject does beside claiming.
    let gerund = |index: usize| text.lower_in(sentence, index as isize).ends_with("ing");
    let cue = if start > sentence.start && text.lower(start - 1) == "that" { start.wrapping_sub(2) } else { start.wrapping_sub(1) };
    if word == "and" && at > start + 2 && gerund(at + 1) && sentence.contains(&cue) && gerund(cue) && !gerund(start) {
        return true;
    }
    let Some(comma) = (word == ",").then(|| text.lower_in(sentence, at as isize + 1)) else { return false };
    let second = text.lower_in(sentence, at as isize + 2);
    // ", as the police have said"
    let told = comma == "as" && (at + 3..sentence.end.min(at + 8)).any(|index| super::words::is_told(text.lower(index)));
    // ", as he left the town"
    let meanwhile = comma == "as" && is_subject_pronoun(second);
    let contrast = told
        || meanwhile
        || matches!(
            comma,
            "but"
                | "while"
                | "although"
                | "though"
                | "despite"
                | "however"
                | "whereas"
                | "yet"
                | "which"
                | "who"
                | "adding"
                | "prompting"
                | "even"
        );
    let saying = is_saying(comma) || (is_saying(second) && (is_subject_pronoun(comma) || starts_upper(text, at + 1, sentence)));
    let named_saying = is_saying(text.lower_in(sentence, at as isize + 3)) && starts_upper(text, at + 1, sentence);
    // ", the indictment says."
    let verb = (at + 3..sentence.end.min(at + 5)).find(|&index| is_saying(text.lower(index)));
    let last = verb.is_some_and(|verb| verb + 1 >= sentence.end || text.tokens[verb + 1].kind == TokenKind::Punctuation);
    let saying =
        saying || (is_determiner(comma) && last) || (comma == "in" && second == "fact" && text.lower_in(sentence, at as isize + 3) != ",");
    // ", and Quill made it clear"
    let named = || starts_upper(text, at + 2, sentence) && (at + 3..sentence.end.min(at + 5)).any(|index| looks_finite(text, index));
    let third = text.lower_in(sentence, at as isize + 3);
    // "platforms such as Tarn, Senn, and Orle have": without a verb before, a list goes on.
    let verb = (start + 1..at).any(|index| is_auxiliary(text.lower(index)) || looks_finite(text, index));
    let gerund_first = text.lower(start).ends_with("ing");
    let comma_before = (start + 1..at).any(|index| text.lower(index) == ",");
    let listed = comma_before && !verb && !gerund_first && starts_upper(text, at + 2, sentence);
    let other =
        comma == "and" && (is_subject_pronoun(second) || is_auxiliary(second) || (is_auxiliary(third) && !listed) || (named() && !listed));
    let marks = matches!(comma, "”" | "\"" | "''" | "’");
    let participle = matches!(
        comma,
        "calling" | "saying" | "telling" | "arguing" | "citing" | "noting" | "insisting" | "accusing" | "leading" | "forcing"
    );
    let gerund = |from: usize| (from..sentence.end.min(from + 4)).any(|index| text.lower(index).ends_with("ing"));
    let aside = participle || (comma == "with" && gerund(at + 2)) || (comma != "and" && is_fronted(text, start, sentence));
    contrast || saying || named_saying || other || marks || aside || super::relative::apposition(text, at, sentence).is_some()
}

/// "While he claimed that it rained, records show": the clause belongs to one that opens the sentence, and ends with it.
fn is_fronted(text: &Text, start: usize, sentence: &Range<usize>) -> bool {
    // "But contrary to his claim that it rained, …", "Hours after she claimed that it rained, …"
    let mut words = (sentence.start..start).filter(|&index| text.tokens[index].kind == TokenKind::Word).map(|index| text.lower(index));
    let first = words.find(|word| !matches!(*word, "but" | "and" | "yet")).unwrap_or_default();
    let opens = matches!(
        first,
        "while" | "although" | "though" | "despite" | "as" | "after" | "whereas" | "when" | "because" | "since" | "contrary" | "by"
    );
    let later = matches!(first, "minutes" | "hours" | "days" | "weeks" | "months" | "years") && words.next() == Some("after");
    (opens || later) && !(sentence.start..start).any(|index| text.lower(index) == ",")
}

/// "claimed that “thousands” of people cheered": a word or two between marks do not end the clause.
fn is_scare(text: &Text, start: usize, close: usize) -> bool {
    close - start <= SCARE && opened_within(text, start, close - 1) && text.tokens[close].kind == TokenKind::Word
}

fn starts_upper(text: &Text, index: usize, within: &Range<usize>) -> bool {
    within.contains(&index) && text.word(index).starts_with(char::is_uppercase)
}

/// The noun phrase that starts at token `start`: words up to a verb, clause or preposition; "of" goes on.
pub(super) fn phrase(text: &Text, start: usize) -> Option<Range<usize>> {
    let start = skip_opening(text, start)?;
    let sentence = text.sentence_of(start);
    let limit = sentence.end.min(start + PHRASE);
    let mut end = start;
    while end < limit {
        let word = text.lower(end);
        let mark = text.tokens[end].kind == TokenKind::Punctuation && !is_mark(word) && word != "$" && word != "&";
        let inner = end > start && (is_determiner(word) && !is_clitic(word)) && text.lower(end - 1) != "of";
        if mark || inner || (ends_phrase(word) && !(word == "of" && end > start)) {
            break;
        }
        end += 1;
    }
    trim(text, start..end)
}

/// Quotation marks.
pub(super) fn is_mark(word: &str) -> bool {
    matches!(word, "“" | "”" | "\"" | "‘" | "’" | "'" | "`" | "«" | "»" | "„")
}

/// Skips "that" (but not after "whether" or "if", where it is a pronoun), a colon, a comma and, where it does not end the sentence, an opening mark.
fn skip_opening(text: &Text, start: usize) -> Option<usize> {
    let sentence = text.sentence_of(start.min(text.tokens.len().checked_sub(1)?));
    let asked = matches!(text.lower_in(&sentence, start as isize - 1), "whether" | "if");
    // "denied that that was so": the second one is a pronoun.
    let second = |index: usize| index > start && text.lower(index - 1) == "that";
    let skipped = |index: usize| matches!(text.lower(index), ":" | ",") || (text.lower(index) == "that" && !asked && !second(index));
    (start..sentence.end).find(|&index| !skipped(index) || index > start + 1)
}

/// Takes marks, commas and dangling conjunctions off both ends; keeps a pair of marks that encloses inner words.
pub(super) fn trim(text: &Text, range: Range<usize>) -> Option<Range<usize>> {
    let Range { mut start, mut end } = range;
    let is_word = |index: usize| text.tokens[index].kind != TokenKind::Punctuation;
    while end > start
        && !is_word(end - 1)
        && !(is_mark(text.word(end - 1)) && opened_within(text, start, end - 1))
        && text.word(end - 1) != "%"
    {
        end -= 1;
    }
    while end > start + 1
        && (matches!(text.lower(end - 1), "and" | "but" | "or" | "that" | "as" | "who" | "which" | "whose")
            || is_dangling_preposition(text, end))
    {
        end -= 1;
    }
    while start < end && !is_word(start) && text.word(start) != "$" && !(is_mark(text.word(start)) && closed_within(text, start, end)) {
        start += 1;
    }
    (start < end).then_some(start..end)
}

fn is_dangling_preposition(text: &Text, end: usize) -> bool {
    matches!(text.lower(end - 1), "of" | "for" | "with" | "by" | "from")
}

fn opened_within(text: &Text, start: usize, close: usize) -> bool {
    text.tokens[close].region.is_some_and(|region| {
        let at = text.regions[region as usize].span.start;
        text.tokens[start].span.start <= at && at < text.tokens[close].span.start
    })
}

fn closed_within(text: &Text, open: usize, end: usize) -> bool {
    text.tokens[open].region.is_some_and(|region| text.regions[region as usize].span.end <= text.tokens[end - 1].span.end)
}

/// True where a finite clause, not a noun phrase, seems to start at `start`: a subject pronoun, or an auxiliary before the next comma.
pub(super) fn is_clause(text: &Text, start: usize) -> bool {
    let Some(start) = skip_opening(text, start) else { return false };
    let sentence = text.sentence_of(start);
    if is_subject_pronoun(text.lower(start)) {
        return true;
    }
    let within = start..sentence.end.min(start + VERB_WITHIN);
    let stop = |index: usize| {
        let word = text.lower(index);
        matches!(word, "," | ";" | "—" | "(") || is_relative_or_conjunction(word)
    };
    let mut seen_subject = false;
    for index in within {
        let word = text.lower(index);
        if stop(index) {
            return false;
        }
        if index > start && is_finite(text, index) {
            return true;
        }
        // "the wrongdoing | and was acquitted", "any part in it | and they had": the verb of another.
        let joined = !text.lower(start).ends_with("ing") && index > start && matches!(text.lower(index - 1), "and" | "but" | "or");
        if joined && seen_subject && (is_subject_pronoun(word) || is_auxiliary(word)) {
            return false;
        }
        if is_auxiliary(word) && seen_subject {
            return true;
        }
        seen_subject |= !is_preposition(word);
    }
    false
}

/// "Quill runs a ring", "the ferry carried arms": a verb in -s after a name, or in -ed before an object.
fn is_finite(text: &Text, index: usize) -> bool {
    let word = text.lower(index);
    let sentence = text.sentence_of(index);
    let next = text.lower_in(&sentence, index as isize + 1);
    let before = text.word(index - 1);
    let lower = text.word(index).starts_with(char::is_lowercase) && word.len() > 3;
    let object = is_determiner(next) || is_preposition(next) && !matches!(next, "of" | "by");
    let present = word.ends_with('s') && !word.ends_with("ss") && before.starts_with(char::is_uppercase) && is_determiner(next);
    let noun = before.starts_with(char::is_alphabetic) && !is_determiner(text.lower(index - 1)) && !is_preposition(text.lower(index - 1));
    lower && noun && (present || (word.ends_with("ed") && object))
}

fn is_relative_or_conjunction(word: &str) -> bool {
    super::words::is_relative(word) || (is_conjunction(word) && !matches!(word, "and" | "or" | "once"))
}
