//! Where the sentence goes on without the proposition. Comes in: the tokens of a clause or noun phrase. Goes out: the token before which its own words end.
//!
//! "accused Quill of hiding it | but stressed", "the claim that Quill was told | is false", "denied any part in it | and they had found nothing":
//! a finite verb that the proposition cannot hold belongs to the sentence around it.

use super::subject::looks_finite;
use super::words::{
    is_adverb, is_auxiliary, is_clitic, is_conjunction, is_determiner, is_preposition, is_relative, is_saying, is_subject_pronoun,
};
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// How far behind a noun the aside may end that parts it from its verb, in tokens.
const ASIDE: usize = 24;

/// The token at which what belongs to the proposition ends; the end of `tokens` where all of it does.
pub(super) fn own_end(text: &Text, tokens: &Range<usize>) -> usize {
    let mut finite = None;
    for index in tokens.clone() {
        if is_verdict(text, tokens, index)
            || (index > tokens.start && (goes_on(text, tokens, index, finite.is_some()) || turns(text, tokens, index, finite)))
        {
            return index;
        }
        if finite.is_none() && is_finite_auxiliary(text, tokens, index) {
            finite = Some(index);
        }
    }
    tokens.end
}

/// "Quill lied to the board | are completely false", "they burned | appear to be made up": what the whole claim is said to be.
fn is_verdict(text: &Text, tokens: &Range<usize>, at: usize) -> bool {
    let copula = matches!(text.lower(at), "is" | "are" | "was" | "were" | "appear" | "appears" | "seem" | "seems" | "proved");
    // "they claimed the attack was a hoax": that is what they claimed.
    // "articles about Quill, produced by a student, were misleading": nothing is said of them before.
    let aside = |index: usize| text.lower(index - 1) == "," || text.lower((index + 1).min(at)) == "by";
    let verb = |index: usize| is_auxiliary(text.lower(index)) || (looks_finite(text, index) && !aside(index));
    let whole = (tokens.start + 1..at).any(verb) && !(tokens.start + 1..at).any(|index| is_saying(text.lower(index)));
    if !copula || at < tokens.start + 2 || !whole {
        return false;
    }
    let steps = |index: &usize| is_adverb(text.lower(*index)) || matches!(text.lower(*index), "to" | "be" | "a" | "an" | "not");
    let Some(word) = (at + 1..tokens.end).find(|index| !steps(index)).map(|index| text.lower(index)) else { return false };
    matches!(
        word,
        "false"
            | "untrue"
            | "baseless"
            | "unfounded"
            | "fabricated"
            | "fabrication"
            | "bogus"
            | "inaccurate"
            | "incorrect"
            | "misleading"
            | "meritless"
            | "groundless"
            | "unsubstantiated"
            | "debunked"
            | "nonsense"
            | "preposterous"
            | "lie"
            | "lies"
            | "hoax"
            | "myth"
            | "true"
            | "absurd"
            | "ludicrous"
    )
}

/// "of wrongdoing | and says", "of hiding it | but stressed", "any part in it | and they had": a conjunction, and a verb that nothing before it goes with.
fn goes_on(text: &Text, tokens: &Range<usize>, at: usize, finite: bool) -> bool {
    if finite && splices(text, tokens, at) {
        return true;
    }
    let word = |offset: usize| if at + offset < tokens.end { text.lower(at + offset) } else { "" };
    let gerund = text.lower(tokens.start).ends_with("ing");
    if text.lower(at) == "," && gerund && !finite {
        return is_subject_pronoun(word(1)) && is_verb(text, tokens, at + 2);
    }
    if !matches!(text.lower(at), "and" | "but") {
        return false;
    }
    let verb = (at + 1..tokens.end).find(|&index| !is_adverb(text.lower(index))).unwrap_or(at + 1);
    let saying = |index: usize| index < tokens.end && is_telling(text.lower(index));
    if matches!(text.lower(verb), "has" | "have" | "had")
        && saying((verb + 1..tokens.end).find(|&index| !is_adverb(text.lower(index))).unwrap_or(verb))
    {
        return true;
    }
    if is_saying(text.lower(verb)) && is_telling(text.lower(verb)) && verb < tokens.end {
        return true;
    }
    // Without a verb of its own, the proposition joins none.
    let other = is_auxiliary(text.lower(verb)) && !is_clitic(text.lower(verb)) && verb < tokens.end;
    let infinitive = word(1) == "to" && !tokens.clone().take_while(|&index| index < at).any(|index| text.lower(index) == "to");
    let anew = is_subject_pronoun(word(1)) && is_verb(text, tokens, at + 2);
    !finite
        && (other || (gerund && text.lower(tokens.start) != "being" && is_past(text, tokens, verb)) || (infinitive && !gerund) || anew)
        && !has_clause(text, tokens, at)
}

/// "attacked the mayor", not "unverified report": a verb in the past with its object or a preposition.
fn is_past(text: &Text, tokens: &Range<usize>, at: usize) -> bool {
    let next = if at + 1 < tokens.end { text.lower(at + 1) } else { "" };
    let object = is_determiner(next)
        || is_preposition(next)
        || is_subject_pronoun(next)
        || text.word((at + 1).min(text.tokens.len() - 1)).starts_with(char::is_uppercase);
    looks_finite(text, at) && text.lower(at).len() > 3 && object
}

/// "the rates rise, | this is not the case", "they could reopen them | also marks a change": another main clause, or the verb that the clause is the subject of.
fn splices(text: &Text, tokens: &Range<usize>, at: usize) -> bool {
    let word = |offset: usize| if at + offset < tokens.end { text.lower(at + offset) } else { "" };
    if text.lower(at) == "also" {
        return word(1).ends_with('s') && !word(1).ends_with("ss") && is_determiner(word(2)) && !is_auxiliary(word(1));
    }
    let first = text.lower(tokens.start);
    let fronted = is_conjunction(first) || is_preposition(first);
    let subject = is_subject_pronoun(word(1)) || word(1) == "this";
    let verb = if is_adverb(word(2)) { 3 } else { 2 };
    text.lower(at) == "," && !fronted && subject && word(1) != "i" && is_auxiliary(word(verb)) && !word(1).contains(['\'', '’'])
}

/// Verbs of saying that are rarely part of what is alleged: one may be accused of telling, seldom of noting.
fn is_telling(word: &str) -> bool {
    matches!(
        word,
        "says"
            | "stressed"
            | "asserted"
            | "insisted"
            | "insists"
            | "argued"
            | "argues"
            | "added"
            | "adds"
            | "noted"
            | "notes"
            | "claims"
            | "said"
    )
}

fn is_verb(text: &Text, tokens: &Range<usize>, at: usize) -> bool {
    at < tokens.end && (is_auxiliary(text.lower(at)) || looks_finite(text, at))
        || text.lower(at.min(text.tokens.len() - 1) - 1).contains(['\'', '’'])
}

/// True where words before token `at` make a clause of their own, whatever its verb.
fn has_clause(text: &Text, tokens: &Range<usize>, at: usize) -> bool {
    (tokens.start..at).any(|index| {
        let opens = is_subject_pronoun(text.lower(index)) || is_relative(text.lower(index)) || text.lower(index) == "that";
        opens || (index > tokens.start && looks_finite(text, index) && !text.lower(tokens.start).ends_with("ing"))
    })
}

/// A form of be, have, do or a modal that is the first verb of its clause, not "to have", nor one within a relative clause.
fn is_finite_auxiliary(text: &Text, tokens: &Range<usize>, index: usize) -> bool {
    let word = text.lower(index);
    if !is_auxiliary(word) || is_clitic(word) || matches!(word, "be" | "been" | "being" | "having") {
        return false;
    }
    index == tokens.start || text.lower(index - 1) != "to"
}

/// "Quill was told | is false": a second verb of the same clause.
fn turns(text: &Text, tokens: &Range<usize>, at: usize, finite: Option<usize>) -> bool {
    let Some(first) = finite.filter(|&first| at > first + 2 && is_finite_auxiliary(text, tokens, at)) else { return false };
    let word = text.lower(at);
    let before = text.lower(at - 1);
    // "told it had", "those who were": a clause within. "the one he wanted is": its verb is the whole's.
    let opens = |index: usize| {
        let word = text.lower(index);
        is_subject_pronoun(word)
            || is_relative(word)
            || is_conjunction(word)
            || is_saying(word)
            || text.tokens[index].kind == TokenKind::Punctuation
            || matches!(
                word,
                "that"
                    | "what"
                    | "how"
                    | "where"
                    | "why"
                    | "if"
                    | "whether"
                    | "as"
                    | "than"
                    | "because"
                    | "like"
                    | "all"
                    | "before"
                    | "after"
                    | "since"
                    | "until"
                    | "when"
            )
    };
    let plain = !(tokens.start + 1..first).any(opens) && !(first + 1..at).any(|index| opens(index) || looks_finite(text, index));
    let group = is_auxiliary(before) || is_adverb(before) && is_auxiliary(text.lower(at - 2)) || is_preposition(before);
    let asks = matches!(word, "do" | "have" | "need" | "being") || before == "else";
    plain && !group && !asks
}

/// "the ferry, which had left the port, | was": where the clause goes on behind the aside that token `at` opens.
pub(super) fn after_aside(text: &Text, start: usize, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let mark = text.lower(at);
    let bare = at > start
        && !(start..at)
            .any(|index| is_auxiliary(text.lower(index)) && !is_clitic(text.lower(index)) || (index > start && looks_finite(text, index)));
    if !bare || !matches!(mark, "," | "—" | "–" | "-") || text.lower(start).ends_with("ing") {
        return None;
    }
    let close = (at + 2..sentence.end.min(at + ASIDE)).find(|&index| text.lower(index) == mark)?;
    let verb = text.lower_in(sentence, close as isize + 1);
    (is_auxiliary(verb) && !is_clitic(verb)).then_some(close + 1)
}
