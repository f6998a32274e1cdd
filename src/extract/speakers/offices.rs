//! Links roles to the people who hold them. Comes in: names in the text. Goes out: every person's offices, from titles, appositions and "is the".

use super::entities::{Entities, Office};
use super::names::Sort;
use crate::extract::mentions::is_capital;
use crate::lexicon::bodies::acronym;
use crate::lexicon::names::{Gender, is_small, title};
use crate::lexicon::places::place;
use crate::lexicon::roles::{Role, RoleKind, role};
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// How far from its name an apposition's noun may stand, in tokens.
const REACH: usize = 9;

/// Adds to every person the roles that the text gives them.
pub(super) fn link(text: &Text, entities: &mut Entities) {
    let mut found = Vec::new();
    for seen in &entities.occurrences {
        if !matches!(entities.list[seen.entity].sort, Sort::Person | Sort::Unknown) || !seen.sure {
            continue;
        }
        let (run, core) = (&seen.name.run, &seen.name.core);
        let title = seen.name.title.clone().and_then(|title| office(text, title));
        let parts =
            [title, premodifier(text, run.start), before_comma(text, run, core), after_comma(text, core.end), copula(text, core.end)];
        found.extend(parts.into_iter().flatten().map(|office| (seen.entity, office)));
    }
    found.extend(parents(text, entities));
    for (entity, (office, gender)) in found {
        let known = &mut entities.list[entity];
        known.gender = known.gender.or(gender);
        if known.sort == Sort::Unknown {
            known.sort = Sort::Person;
        }
        if !known.offices.iter().any(|other| other.phrase == office.phrase) {
            known.offices.push(office);
        }
    }
}

/// "My parents, Otto and Jo Tarn,": a father and a mother, by their given names.
fn parents(text: &Text, entities: &Entities) -> Vec<(usize, Found)> {
    let mut found = Vec::new();
    for pair in entities.occurrences.windows(2) {
        let start = pair[0].name.run.start;
        let joined = pair[1].name.run.start == pair[0].name.run.end + 1 && text.lower(pair[0].name.run.end) == "and";
        let before = |offset: usize| start.checked_sub(offset).map_or("", |index| text.lower(index));
        let apposed = before(1 + usize::from(before(1) == ",")) == "parents";
        for seen in pair.iter().filter(|_| joined && apposed) {
            let head = match entities.list[seen.entity].gender {
                Gender::Male => "father",
                Gender::Female => "mother",
                _ => continue,
            };
            let office = Office { head, phrase: head.to_owned(), at: start - 1 };
            found.push((seen.entity, (office, entities.list[seen.entity].gender)));
        }
    }
    found
}

type Found = (Office, Gender);

/// The office that the words of `range` name, their last role being the head.
fn office(text: &Text, range: Range<usize>) -> Option<Found> {
    let told = |index: usize| {
        let lower = text.lower(index);
        let titled = title(lower).and_then(|title| role(title.role));
        titled.or_else(|| role(lower)).filter(|role| !role.plural)
    };
    let found: Role = range.clone().rev().find_map(told)?;
    let range = without_shouts(text, range);
    let phrase = text.span(&range).of(text.body).split_whitespace().collect::<Vec<_>>().join(" ");
    Some((Office { head: found.lemma, phrase, at: range.start }, found.gender))
}

/// Leaves out what stands before an office without being part of it: "CLOSE President", and the verb of "Enter President Quill".
fn without_shouts(text: &Text, range: Range<usize>) -> Range<usize> {
    let verb = |lower: &str| {
        matches!(lower, "enter" | "exit" | "meet" | "poor" | "dear" | "close" | "watch" | "impeach" | "elect" | "vote" | "blame" | "thank")
    };
    let junk = |&index: &usize| {
        let (word, lower) = (text.word(index), text.lower(index));
        let shouts = word.len() > 3 && word.chars().all(char::is_uppercase);
        let opens = text.sentence_of(index).start == index && is_capital(text, index);
        (shouts && acronym(word).is_none() && place(lower).is_none() && !is_role(text, index)) || (opens && verb(lower))
    };
    let last = range.end - 1;
    let start = (range.start..last).find(|index| !junk(index)).unwrap_or(last);
    start..range.end
}

/// The singular role that token `index` is.
fn is_role(text: &Text, index: usize) -> bool {
    text.tokens[index].kind == TokenKind::Word && role(text.lower(index)).is_some_and(|role| !role.plural && role.kind != RoleKind::People)
}

/// "harbour committee spokesman" before a name.
fn premodifier(text: &Text, start: usize) -> Option<Found> {
    let sentence = text.sentence_of(start);
    (start > sentence.start && is_role(text, start - 1)).then(|| office(text, noun_phrase_start(text, start)..start)).flatten()
}

/// Where the words before `end` that modify one noun start; determiners and possessors are left out.
fn noun_phrase_start(text: &Text, end: usize) -> usize {
    let sentence = text.sentence_of(end - 1);
    let mut start = end - 1;
    while start > sentence.start && end - start < REACH {
        let word = text.lower(start - 1);
        if text.tokens[start - 1].kind == TokenKind::Punctuation || matches!(word, "'s" | "’s") || is_small(word) || word.ends_with("ed")
        {
            break;
        }
        start -= 1;
    }
    start
}

/// "his campaign manager, Jo Tarn,".
fn before_comma(text: &Text, run: &Range<usize>, core: &Range<usize>) -> Option<Found> {
    let sentence = text.sentence_of(run.start);
    let closed = matches!(text.lower_in(&sentence, core.end as isize), "," | "" | "." | ";" | "—" | "–" | "(");
    let comma = run.start > sentence.start + 1 && text.word(run.start - 1) == ",";
    if !closed || !comma {
        return None;
    }
    if is_role(text, run.start - 2) {
        return office(text, noun_phrase_start(text, run.start - 1)..run.start - 1);
    }
    // "An attorney for Quill, Jo Tarn,"
    let from = (run.start - 1).saturating_sub(REACH).max(sentence.start);
    let head = (from..run.start - 2).rev().find(|&index| is_role(text, index))?;
    let joined = matches!(text.lower(head + 1), "for" | "of" | "to" | "at" | "with");
    let determined = head > sentence.start
        && matches!(text.lower(noun_phrase_start(text, head + 1).checked_sub(1)?), "a" | "an" | "the" | "his" | "her" | "one");
    let whole = (head + 1..run.start - 1).all(|index| text.tokens[index].kind == TokenKind::Word);
    let (office, gender) = office(text, noun_phrase_start(text, head + 1)..head + 1).filter(|_| joined && determined && whole)?;
    let phrase = text.span(&(office.at..run.start - 1)).of(text.body).split_whitespace().collect::<Vec<_>>().join(" ");
    Some((Office { phrase, ..office }, gender))
}

/// "Jo Tarn, a former adviser to the mayor,".
fn after_comma(text: &Text, end: usize) -> Option<Found> {
    let sentence = text.sentence_of(end.saturating_sub(1));
    let mut at = end;
    if text.lower_in(&sentence, at as isize) != "," {
        return None;
    }
    at += 1;
    // An age between commas.
    if text.lower_in(&sentence, at as isize).parse::<u32>().is_ok() && text.lower_in(&sentence, at as isize + 1) == "," {
        at += 2;
    }
    apposition(text, &sentence, at)
}

/// "Jo Tarn is the mayor", "Jo Tarn, who was a senator".
fn copula(text: &Text, end: usize) -> Option<Found> {
    let sentence = text.sentence_of(end.saturating_sub(1));
    // "Tarn, a poet, was elected mayor"
    let short = sentence.end.min(end + 5);
    let aside = (end + 2..short)
        .find(|&index| text.word(index) == "," && text.word(end) == "," && text.lower_in(&sentence, index as isize + 2) == "elected");
    let end = aside.map_or(end, |comma| comma + 1);
    let word = |offset: usize| text.lower_in(&sentence, (end + offset) as isize);
    let at = match word(0) {
        "is" | "was" | "became" => end + 1,
        "," if word(1) == "who" && matches!(word(2), "is" | "was") => end + 3,
        _ => return None,
    };
    // "Tarn was elected mayor", "Tarn was appointed as judge"
    let chosen = matches!(text.lower_in(&sentence, at as isize), "elected" | "re-elected" | "appointed" | "named");
    let office = if chosen { at + 1 + usize::from(text.lower_in(&sentence, at as isize + 1) == "as") } else { at };
    (chosen || matches!(text.lower_in(&sentence, at as isize), "the" | "a" | "an")).then(|| apposition(text, &sentence, office)).flatten()
}

/// The role at the head of the noun phrase that starts at `at`.
fn apposition(text: &Text, sentence: &Range<usize>, at: usize) -> Option<Found> {
    let start =
        if matches!(text.lower_in(sentence, at as isize), "the" | "a" | "an" | "his" | "her" | "their" | "its") { at + 1 } else { at };
    let stops = |index: usize| {
        let word = text.lower(index);
        let punctuation = text.tokens[index].kind == TokenKind::Punctuation;
        (punctuation && !matches!(word, "'" | "’"))
            || (is_small(word) && !matches!(word, "'s" | "’s"))
            || matches!(word, "said" | "says" | "told")
    };
    let end = (start..sentence.end.min(start + REACH)).find(|&index| stops(index)).unwrap_or(sentence.end.min(start + REACH));
    let head = (start..end).rev().find(|&index| is_role(text, index))?;
    // The role is the last noun ("the mayor's office" is none), and no verb follows ("In Varn, the mayor said").
    let next = text.lower_in(sentence, end as isize);
    let verb =
        matches!(next, "said" | "says" | "told" | "is" | "was" | "has" | "had" | "have" | "will" | "would" | "did" | "could" | "may");
    if head + 1 < end || verb {
        return None;
    }
    let full = with_prepositions(text, sentence, end);
    office(text, start..end)
        .map(|(office, gender)| (Office { phrase: text.span(&(start..full)).of(text.body).to_owned(), ..office }, gender))
}

/// Takes in "of the water board" after a role, up to the next comma.
fn with_prepositions(text: &Text, sentence: &Range<usize>, end: usize) -> usize {
    if !matches!(text.lower_in(sentence, end as isize), "of" | "for" | "at" | "to" | "with") {
        return end;
    }
    let stops = |index: usize| {
        let word = text.lower(index);
        matches!(word, "," | "(" | ")" | ";" | "who" | "which" | "and" | "said" | "says" | "told" | "." | "—" | "–" | "”" | "\"")
            || word.ends_with("ed")
    };
    let limit = sentence.end.min(end + REACH);
    (end..limit).find(|&index| stops(index)).unwrap_or(end)
}
