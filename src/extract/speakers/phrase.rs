//! Takes a source phrase apart. Comes in: its tokens and the names in it. Goes out: its head, determiner, number, and joined parts.

use super::body_nouns::is_document;
use super::entities::{Entities, Occurrence};
use super::names::Sort;
use crate::lexicon::bodies::{Family, body};
use crate::lexicon::cues::{Inflection, look_up};
use crate::lexicon::names::is_small;
use crate::lexicon::places::place;
use crate::lexicon::roles::role;
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// A noun phrase, taken apart.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// All of it, without prepositions before and marks around it.
    pub whole: Range<usize>,
    /// Up to where its first preposition, comma, bracket or relative clause starts.
    pub main: Range<usize>,
    /// Its last noun.
    pub head: usize,
    /// True for "a top aide", "one aide", "another delegate".
    pub indefinite: bool,
    /// True for "the", "this", "his", and after a possessor.
    pub definite: bool,
}

/// Takes `tokens` apart; `None` where no word is in it.
pub(super) fn parse(text: &Text, entities: &Entities, tokens: Range<usize>) -> Option<Phrase> {
    let whole = trim(text, tokens);
    if whole.is_empty() {
        return None;
    }
    let mut end = whole.start;
    while end < whole.end {
        if let Some(seen) = name_from(entities, end).filter(|seen| seen.name.run.end <= whole.end) {
            end = seen.name.run.end;
            // "Jo Tarn Jo Ann TarnQuill": a link's text after the name.
            if name_from(entities, end).is_some() {
                break;
            }
        } else if end > whole.start && stops(text, end) {
            break;
        } else {
            end += 1;
        }
    }
    let main = whole.start..end;
    let mark = |index: &usize| text.tokens[*index].kind == TokenKind::Word && !is_possessive(text, *index);
    let head = main.clone().rev().find(mark).unwrap_or(main.start);
    // "Jo Tarn KC": the letters after a name are not its last noun.
    let lettered = entities.before(head + 1).filter(|seen| seen.name.core.end <= head && seen.name.run.end > head);
    let head = lettered.map_or(head, |seen| seen.name.core.end - 1);
    let first = text.lower(main.start);
    let possessed = main.clone().any(|index| index < head && is_possessive(text, index));
    // The tagger may leave "the" out of a source.
    let left = main.start > text.sentence_of(main.start).start && matches!(text.lower(main.start - 1), "the" | "this");
    let definite =
        left || possessed || matches!(first, "the" | "this" | "that" | "these" | "those" | "his" | "her" | "its" | "their" | "my" | "our");
    let indefinite = matches!(first, "a" | "an" | "one" | "another" | "some" | "any" | "no" | "several" | "many" | "most");
    Some(Phrase { whole, main, head, indefinite, definite })
}

/// The name whose run starts at this token.
pub(super) fn name_from(entities: &Entities, token: usize) -> Option<&Occurrence> {
    let place = entities.occurrences.partition_point(|seen| seen.name.run.start < token);
    entities.occurrences.get(place).filter(|seen| seen.name.run.start == token)
}

/// The name whose core ends at this token.
pub(super) fn name_to(entities: &Entities, end: usize) -> Option<&Occurrence> {
    entities.before(end).filter(|seen| seen.name.core.end == end)
}

pub(super) fn is_possessive(text: &Text, index: usize) -> bool {
    matches!(text.lower(index), "'s" | "’s") || (matches!(text.word(index), "'" | "’") && index > 0 && text.lower(index - 1).ends_with('s'))
}

fn trim(text: &Text, tokens: Range<usize>) -> Range<usize> {
    let mut tokens = tokens;
    let mark = |index: usize| text.tokens[index].kind == TokenKind::Punctuation && !is_possessive(text, index);
    let leads = |index: usize| {
        mark(index)
            || matches!(
                text.lower(index),
                "by" | "from" | "to" | "especially" | "even" | "according" | "for" | "with" | "among" | "but" | "and" | "only"
            )
    };
    // "Washington (VPA) President Ana Quill": where and from whom the article is.
    let dateline = tokens.len() > 4 && text.word(tokens.start + 1) == "(" && text.word(tokens.start + 3) == ")";
    if dateline && place(text.lower(tokens.start)).is_some() {
        tokens.start += 4;
    }
    while tokens.start < tokens.end && leads(tokens.start) {
        tokens.start += 1;
    }
    let day = |index: usize| {
        !is_possessive(text, index)
            && matches!(
                text.lower(index),
                "today"
                    | "yesterday"
                    | "now"
                    | "recently"
                    | "later"
                    | "then"
                    | "also"
                    | "has"
                    | "have"
                    | "both"
                    | "together"
                    | "once"
                    | "includes"
                    | "over"
            )
    };
    // "The piece used": a verb that the source runs on into; not "the accused".
    let verb = |start: usize, index: usize| {
        let noun = |index: usize| {
            let lower = text.lower(index);
            role(lower).is_some() || body(lower).is_some() || is_document(lower)
        };
        index > start + 1 && text.lower(index).ends_with("ed") && role(text.lower(index)).is_none() && noun(index - 1)
    };
    while tokens.end > tokens.start + 1
        && ((mark(tokens.end - 1) && !matches!(text.word(tokens.end - 1), ")" | "”"))
            // "the budget office's"
            || is_possessive(text, tokens.end - 1)
            || day(tokens.end - 1)
            || verb(tokens.start, tokens.end - 1))
    {
        tokens.end -= 1;
    }
    tokens
}

/// True where a noun phrase's first part ends.
fn stops(text: &Text, index: usize) -> bool {
    let word = text.lower(index);
    if is_possessive(text, index) {
        return false;
    }
    let punctuation =
        text.tokens[index].kind == TokenKind::Punctuation && !matches!(word, "%" | "$" | "'" | "’" | "“" | "”" | "\"" | "." | "-");
    // "a newly released letter"
    if word == "released" && index > 0 && text.lower(index - 1).ends_with("ly") {
        return false;
    }
    let people = index > 0 && (role(text.lower(index - 1)).is_some() || body(text.lower(index - 1)).is_some());
    // "the Senate banking committee"
    let field = text.tokens.get(index + 1).is_some_and(|next| body(&next.span.of(text.body).to_lowercase()).is_some());
    let people = people && !(word.ends_with("ing") && field);
    punctuation
        || (people
            && (word.ends_with("ing")
                || word.ends_with("ed")
                || look_up(word).is_some_and(|(_, inflection)| inflection == Inflection::Third)))
        || matches!(
            word,
            "who"
                | "whose"
                | "which"
                | "that"
                | "whom"
                | "of"
                | "for"
                | "at"
                | "in"
                | "from"
                | "with"
                | "to"
                | "on"
                | "by"
                | "about"
                | "under"
                | "near"
                | "among"
                | "as"
                | "including"
                | "against"
                | "and"
                | "or"
                | "familiar"
                | "close"
                | "involved"
                | "named"
                | "called"
                | "made"
                | "released"
                | "aligned"
                | "leaving"
                | "across"
                | "behind"
                | "inside"
                | "within"
                | "out"
                | "authorized"
                | "is"
                | "are"
                | "was"
                | "were"
                | "has"
                | "had"
                | "have"
                | "not"
                | "alike"
                | "surveyed"
                | "polled"
                | "interviewed"
                | "speaking"
                | "based"
                | "published"
                | "conducted"
                | "filed"
                | "issued"
                | "obtained"
                | "compiled"
                | "written"
                | "posted"
                | "commissioned"
                | "themselves"
                | "himself"
                | "herself"
                | "itself"
                | "like"
                | "outside"
                | "throughout"
                | "during"
                | "after"
                | "before"
                | "amid"
                | "since"
                | "over"
                | "than"
                | "involving"
                | "working"
                | "representing"
        )
}

/// The parts that "and" joins, where the phrase is a list: cut at "and" and at commas before any relative clause.
pub(super) fn conjuncts(text: &Text, entities: &Entities, whole: &Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut joined = false;
    let mut start = whole.start;
    let mut index = whole.start;
    while index < whole.end {
        if let Some(seen) = name_from(entities, index) {
            index = seen.name.run.end;
            continue;
        }
        let word = text.lower(index);
        if matches!(word, "who" | "whose" | "which") {
            // "Otto Quill, who is running again, and Jo Tarn": the list goes on after the clause.
            let Some(next) = after_clause(text, entities, index, whole.end) else { break };
            index = next;
            start = next;
            continue;
        }
        if word == "(" {
            index = (index..whole.end).find(|&close| text.word(close) == ")").unwrap_or(index) + 1;
            continue;
        }
        if joined && word == "," {
            // "Quill and his counterpart, Jo Tarn": the list ends with who the counterpart is.
            let named =
                name_from(entities, index + 1).filter(|seen| seen.name.run.end <= whole.end && name_from(entities, start).is_none());
            let Some(seen) = named else { break };
            parts.push(start..index);
            start = index + 1;
            index = seen.name.run.end;
            break;
        }
        if matches!(word, "," | "and" | "&") {
            joined |= word != ",";
            parts.push(start..index);
            start = index + 1;
        }
        index += 1;
    }
    parts.push(start..index);
    parts.retain(|part| !part.is_empty());
    if joined { parts } else { Vec::new() }
}

/// The comma that ends the relative clause at `index`, where "and" and a name follow it.
fn after_clause(text: &Text, entities: &Entities, index: usize, end: usize) -> Option<usize> {
    let opened = index > 0 && text.word(index - 1) == ",";
    let comma = (index..end).find(|&at| text.word(at) == ",").filter(|_| opened)?;
    (comma + 2 < end && text.lower(comma + 1) == "and" && name_from(entities, comma + 2).is_some()).then_some(comma)
}

/// The one who the part names, where it is nothing but a name.
pub(super) fn only_name<'e>(text: &Text, entities: &'e Entities, part: &Range<usize>) -> Option<&'e Occurrence> {
    let mut part = part.clone();
    while part.start < part.end && matches!(text.lower(part.start), "the" | "both" | "for" | "by") {
        part.start += 1;
    }
    while part.end > part.start && is_possessive(text, part.end - 1) {
        part.end -= 1;
    }
    // "Sens. Jo Tarn (D-Varn) and …" of which the source leaves "Sens." out.
    let titled = |seen: &&Occurrence| seen.name.core.start == part.start;
    let seen = name_from(entities, part.start).or_else(|| entities.before(part.start + 1).filter(titled))?;
    if matches!(text.lower(part.end - 1), "all" | "both" | "also" | "each") {
        part.end -= 1;
    }
    let bracket = seen.name.run.end < part.end && text.word(seen.name.run.end) == "(" && text.word(part.end - 1) == ")";
    // "the Quill newspaper chain"
    let noun = |index: usize| text.tokens[index].kind == TokenKind::Word && !text.word(index).starts_with(char::is_uppercase);
    let body_noun = seen.name.run.end < part.end
        && !matches!(seen.name.sort, Sort::Person | Sort::Group)
        && (seen.name.run.end..part.end).all(noun)
        && body(text.lower(part.end - 1)).is_some_and(|found| matches!(found.family, Family::Press | Family::Company));
    // "Sen. Jo Tarn of Ohio", "the University of Varn at Halm"
    let joiner = text.lower(seen.name.run.end.min(part.end - 1));
    let body = matches!(seen.name.sort, Sort::Body(_));
    let home = name_from(entities, seen.name.run.end + 1).filter(|_| joiner == "of" || (body && matches!(joiner, "at" | "in")));
    let home = home.is_some_and(|home| home.name.run.end == part.end && (home.name.sort == Sort::Place || body));
    (seen.name.run.end == part.end || bracket || body_noun || home).then_some(seen)
}

/// True for a noun in the plural, or a word for many.
pub(super) fn is_plural(text: &Text, entities: &Entities, index: usize) -> bool {
    let word = text.lower(index);
    if let Some(role) = role(word) {
        return role.plural;
    }
    let group = name_to(entities, index + 1).is_some_and(|seen| seen.name.sort == Sort::Group);
    group || (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !is_small(word))
}
