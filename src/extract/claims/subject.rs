//! Who stands before a verb. Comes in: the token of a wording. Goes out: the words of its subject, found from the words alone.
//!
//! There is no parse: the chunk between the clause's start and the verb is the subject where it looks like one; an apposition or relative
//! clause between commas is stepped over.

use super::extent::is_mark;
use super::words::{
    is_adverb, is_auxiliary, is_clitic, is_conjunction, is_determiner, is_light_verb, is_preposition, is_relative, is_saying,
    is_subject_pronoun,
};
use crate::span::Span;
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// Longest subject, in tokens.
const LONGEST: usize = 12;

/// The subject of the verb at token `verb`, or `None` where nothing before it looks like one.
pub(super) fn before(text: &Text, verb: usize) -> Option<Range<usize>> {
    let sentence = text.sentence_of(verb);
    let end = skip_verb_group(text, &sentence, verb);
    // "Quill left the room, denying it": the sentence's own subject, whatever stands between the commas.
    if end == verb && text.lower(verb).ends_with("ing") && end > sentence.start && matches!(text.lower(end - 1), "," | "and") {
        let said = end > sentence.start + 1 && is_saying(text.lower(end - 2));
        return if said { before(text, end - 2) } else { leading(text, &sentence, end - 1) };
    }
    let participle = text.lower(verb).ends_with("ing") && (end..verb).all(|index| is_adverb(text.lower(index)));
    // "a suit filed by a fired clerk alleging": who did it.
    if let Some(agent) = participle.then(|| agent(text, &sentence, end)).flatten() {
        return Some(agent);
    }
    if let Some(paper) = participle.then(|| paper(text, &sentence, end)).flatten() {
        return Some(paper);
    }
    if let Some(speech) = participle.then(|| speech(text, &sentence, end)).flatten() {
        return Some(speech);
    }
    if let Some(leading) = participle.then(|| leading(text, &sentence, end)).flatten() {
        return Some(leading);
    }
    let purpose = end < verb && text.lower(verb - 1) == "to";
    let found = ending_at(text, &sentence, end, 0).or_else(|| if purpose { leading(text, &sentence, end) } else { None });
    found.map(|words| after_time(text, words)).filter(|words| !words.is_empty())
}

/// "she noted published reports alleging": the reports that somebody else cites.
fn paper(text: &Text, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
    const WORDS: usize = 4;
    let reports =
        |word: &str| matches!(word, "report" | "reports" | "article" | "articles" | "stories" | "story" | "posts" | "tweets" | "ads");
    let last = end.checked_sub(1).filter(|last| *last > sentence.start && reports(text.lower(*last)))?;
    let cites =
        |index: &usize| is_saying(text.lower(*index)) || matches!(text.lower(*index), "cited" | "citing" | "cites" | "amid" | "after");
    let verb = (sentence.start.max(last.saturating_sub(WORDS))..last).rev().find(cites)?;
    (verb + 1..last).all(|index| text.tokens[index].kind == TokenKind::Word).then_some(verb + 1..end)
}

/// True for what somebody says or writes.
pub(super) fn is_speech(word: &str) -> bool {
    matches!(word, "speech" | "letter" | "statement" | "memo" | "op-ed" | "tweet" | "post" | "email" | "complaint")
}

/// "buzzing over his speech last year accusing": what accuses, with whose it is.
fn speech(text: &Text, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
    const TIME: usize = 3;
    const WORDS: usize = 4;
    let from = sentence.start.max(end.saturating_sub(TIME));
    let noun = (from..end).rev().find(|&index| is_speech(text.lower(index)))?;
    let own = |index: &usize| matches!(text.lower(*index), "his" | "her" | "their" | "its" | "my" | "our");
    // "Quill said in a statement accusing": who said so.
    let said = noun.checked_sub(3).filter(|verb| *verb > sentence.start && text.lower(verb + 1) == "in" && is_saying(text.lower(*verb)));
    if let Some(verb) = said {
        return before(text, verb);
    }
    let owner = (sentence.start.max(noun.saturating_sub(WORDS))..noun).rev().find(own)?;
    are_plain(text, noun + 1..end).then_some(owner..noun + 1)
}

/// "three days after court papers": only who did it.
fn after_time(text: &Text, words: Range<usize>) -> Range<usize> {
    let unit = |index: usize| {
        let word = text.lower(index).trim_end_matches('s');
        matches!(word, "minute" | "hour" | "day" | "week" | "month" | "year")
    };
    let joins = |index: &usize| matches!(text.lower(*index), "after" | "before" | "since") && unit(index - 1);
    (words.start + 1..words.end).find(joins).map_or(words.clone(), |at| at + 1..words.end)
}

/// The words after "by", up to token `end`.
fn agent(text: &Text, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
    let from = sentence.start.max(end.saturating_sub(7));
    let by = (from..end).rev().find(|&index| matches!(text.lower(index), "by"))?;
    let words = by + 1..end;
    let done = by > sentence.start && text.lower(by - 1).ends_with("ed");
    (done && !words.is_empty() && are_plain(text, words.clone())).then_some(words)
}

/// True for words alone, without auxiliaries and prepositions.
fn are_plain(text: &Text, mut tokens: Range<usize>) -> bool {
    tokens.all(|index| text.tokens[index].kind == TokenKind::Word && !is_auxiliary(text.lower(index)) && !is_preposition(text.lower(index)))
}

/// The token after the subject: adverbs, auxiliaries and carrying verbs before `verb` are stepped over.
pub(super) fn skip_verb_group(text: &Text, sentence: &Range<usize>, verb: usize) -> usize {
    let mut end = verb;
    while end > sentence.start {
        let word = text.lower(end - 1);
        if !(is_adverb(word) || is_auxiliary(word) || is_light_verb(word)) {
            break;
        }
        end -= 1;
    }
    end
}

fn ending_at(text: &Text, sentence: &Range<usize>, end: usize, depth: usize) -> Option<Range<usize>> {
    if end <= sentence.start || depth > 3 {
        return None;
    }
    let last = end - 1;
    let word = text.lower(last);
    if is_relative(word) || (word == "that" && last > sentence.start) {
        let end = if text.lower(last.saturating_sub(1)) == "," { last - 1 } else { last };
        let found = ending_at(text, sentence, end, depth + 1)?;
        // "playing into the hands of divers who doubted": only the noun before "who".
        let loose = text.word(found.start).starts_with(char::is_lowercase) && !is_determiner(text.lower(found.start));
        return Some(if loose { nearest(text, found.start, found.end)..found.end } else { found });
    }
    if is_subject_pronoun(word) {
        return Some(last..end);
    }
    if word == "," {
        return across_apposition(text, sentence, last, depth);
    }
    if word == ")" {
        // "Quill Foods (QF) denied": the short form is stepped over.
        let open = (sentence.start..last).rev().take(8).find(|&index| text.lower(index) == "(")?;
        return ending_at(text, sentence, open, depth + 1);
    }
    if matches!(word, "and" | "but") {
        return coordinated(text, sentence, last);
    }
    chunk(text, sentence, end)
}

/// "Quill, a lawyer from Osten, denied": what stands before the earlier comma; else what stands between.
fn across_apposition(text: &Text, sentence: &Range<usize>, comma: usize, depth: usize) -> Option<Range<usize>> {
    let earlier = (sentence.start..comma).rev().find(|&index| text.lower(index) == ",");
    let start = earlier.and_then(|earlier| (sentence.start..earlier).rev().find(|&index| text.lower(index) == ",")).map(|comma| comma + 1);
    // "Quill, 33, of Osten, Mass., denied", "Quill, R-Osten, fired in June, denied": an age, place or party is stepped over too.
    let detail = start.is_some_and(|start| {
        let party = matches!(text.word(start).split('-').next(), Some("R" | "D" | "I")) && text.word(start).len() > 1
            || matches!(text.word(start), "R" | "D" | "I") && text.lower(start + 1) == "-";
        text.tokens[start].kind == TokenKind::Number || is_preposition(text.lower(start)) || party
    });
    // "the mayor, Ada Quill, denied": the name says more than the office.
    if let Some(name) = earlier.map(|earlier| earlier + 1..comma).filter(|range| is_name(text, range)) {
        return Some(name);
    }
    match earlier {
        Some(earlier) if detail => across_apposition(text, sentence, earlier, depth),
        Some(earlier) => ending_at(text, sentence, earlier, depth + 1),
        None => leading(text, sentence, comma),
    }
}

/// Two to four capitalised words after a word in lower case.
fn is_name(text: &Text, range: &Range<usize>) -> bool {
    let upper = |index: usize| text.tokens[index].kind == TokenKind::Word && text.word(index).starts_with(char::is_uppercase);
    let office = range.start >= 2 && text.word(range.start - 2).starts_with(char::is_lowercase);
    office && (2..=4).contains(&range.len()) && range.clone().all(upper)
}

/// "Quill left the room, denying …" and "Quill spoke and denied …": the sentence's own subject.
fn coordinated(text: &Text, sentence: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let end = if at > sentence.start && text.lower(at - 1) == "," { at - 1 } else { at };
    leading(text, sentence, end)
}

/// The first words of the sentence up to its first verb.
pub(super) fn leading(text: &Text, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
    let start = (sentence.start..end)
        .find(|&index| !is_mark(text.word(index)) && !is_conjunction(text.lower(index)) && text.lower(index) != ",")?;
    if let Some(behind) = dateline_end(text, sentence, end) {
        return leading(text, &(behind..sentence.end), end);
    }
    if is_preposition(text.lower(start)) {
        let comma = (start..end).find(|&index| text.lower(index) == ",")?;
        return leading(text, &(comma + 1..sentence.end), end);
    }
    if is_subject_pronoun(text.lower(start)) {
        return Some(start..start + 1);
    }
    if start + 2 < end && text.lower(start + 1) == "," {
        return leading(text, &(start + 2..sentence.end), end);
    }
    let stop = (start..end).find(|&index| {
        let word = text.lower(index);
        let verb = index > start && looks_finite(text, index);
        is_auxiliary(word)
            || is_relative(word)
            || is_saying(word)
            || is_conjunction(word) && word != "and"
            || text.tokens[index].kind == TokenKind::Punctuation
            || verb
            || is_adverb(word)
    });
    let stop = stop?;
    (stop > start && stop - start <= LONGEST).then_some(start..stop)
}

/// "OSTEN (QP) — Quill …": the token behind the dash, where only places, agencies and dates stand before it.
fn dateline_end(text: &Text, sentence: &Range<usize>, end: usize) -> Option<usize> {
    const LONGEST_DATELINE: usize = 10;
    let limit = end.min(sentence.start + LONGEST_DATELINE);
    let dash = (sentence.start + 1..limit).find(|&index| matches!(text.lower(index), "–" | "—" | "--" | "-" | "―"))?;
    let place = |index: usize| text.tokens[index].kind != TokenKind::Word || text.word(index).starts_with(char::is_uppercase);
    let spaced = text.tokens[dash - 1].span.end < text.tokens[dash].span.start;
    (spaced && dash + 1 < end && (sentence.start..dash).all(place)).then_some(dash + 1)
}

/// A lower-case word in -ed, or in -s after a name: rough, but only used for the first verb of a sentence.
pub(super) fn looks_finite(text: &Text, index: usize) -> bool {
    let word = text.word(index);
    let lower = word.starts_with(char::is_lowercase);
    let after_name = text.word(index - 1).starts_with(char::is_uppercase);
    let irregular = matches!(
        word,
        "said"
            | "told"
            | "went"
            | "hit"
            | "made"
            | "came"
            | "took"
            | "gave"
            | "spoke"
            | "wrote"
            | "left"
            | "ran"
            | "met"
            | "says"
            | "tells"
            | "called"
            | "fought"
            | "found"
            | "won"
            | "lost"
            | "saw"
            | "sent"
            | "led"
            | "lied"
            | "sued"
            | "began"
            | "became"
    );
    lower && (irregular || (word.ends_with("ed") && word.len() > 4) || (after_name && word.ends_with('s') && !word.ends_with("ss")))
}

/// The noun phrase that ends before token `end`, back to the start of its clause; "and" joins two unless a verb stands before it.
fn chunk(text: &Text, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
    let mut start = end;
    let mut joint = None;
    while start > sentence.start {
        let index = start - 1;
        let word = text.lower(index);
        let inner =
            index > sentence.start && index + 1 < end && looks_finite(text, index) && !text.word(index + 1).starts_with(char::is_lowercase);
        // "an article published Friday found", "two suits being heard in Osten say": words that hang on the noun.
        let hangs = is_issued(word) || word == "being";
        if hangs && index > sentence.start && text.word(index - 1).starts_with(char::is_lowercase) {
            start = index;
            continue;
        }
        if is_auxiliary(word) && !is_clitic(word)
            || (is_saying(word) && !is_plural_noun(text, sentence, index) && !is_state(text, index, end))
            || inner
        {
            start = joint.unwrap_or(start);
            break;
        }
        // "the Osten, Mo.-based company"
        let based = word == "," && (start..end.min(start + 4)).any(|near| text.lower(near).ends_with("based"));
        let mark = text.tokens[index].kind == TokenKind::Punctuation && word != "&" && word != "-" && !based;
        if mark || is_relative(word) || (is_conjunction(word) && word != "and") {
            break;
        }
        if word == "and" && joint.is_none() {
            joint = Some(start);
        }
        start = index;
    }
    // A chunk that opens with a preposition is the tail of something else: "in Osten officials".
    let tail = start < end && is_preposition(text.lower(start));
    // "… as the head of the council has accused": all that follows.
    let opened = start + 1 < end
        && matches!(text.lower(start), "as" | "because" | "since" | "when" | "after" | "if" | "that")
        && is_determiner(text.lower(start + 1));
    let start = if opened {
        start + 1
    } else if tail || end - start > LONGEST {
        nearest(text, start, end)
    } else {
        start
    };
    (start < end && text.tokens[end - 1].kind == TokenKind::Word).then_some(start..end)
}

/// What is done with a document, behind its noun.
fn is_issued(word: &str) -> bool {
    matches!(word, "published" | "released" | "conducted" | "filed")
}

/// "which state radio claimed": the state's own, not what somebody states.
fn is_state(text: &Text, index: usize, end: usize) -> bool {
    text.lower(index) == "state"
        && index + 1 < end
        && !is_determiner(text.lower(index + 1))
        && text.word(index + 1).starts_with(char::is_lowercase)
}

/// "the council's powerful rules committee", "the claims office": a verb of saying in -s is a noun behind an adjective, determiner or possessive.
fn is_plural_noun(text: &Text, sentence: &Range<usize>, index: usize) -> bool {
    let word = text.lower(index);
    let before = text.lower_in(sentence, index as isize - 1);
    let adjective = ["ful", "al", "ous", "ive", "ic", "ary"].iter().any(|ending| before.len() > 4 && before.ends_with(ending));
    let lower = index > sentence.start && text.word(index - 1).starts_with(char::is_lowercase);
    word.ends_with('s') && word != "says" && (is_determiner(before) || (adjective && lower))
}

/// The last words of `start..end` that hold no preposition but within a name: "Divers for Truth".
fn nearest(text: &Text, start: usize, end: usize) -> usize {
    let upper = |index: usize| text.word(index).starts_with(char::is_uppercase);
    let within = |index: usize| index > start && index + 1 < end && upper(index - 1) && upper(index + 1);
    let parts = |index: &usize| is_preposition(text.lower(*index)) && !(matches!(text.lower(*index), "for" | "of") && within(*index));
    (start..end).rev().find(parts).map_or(start, |index| index + 1)
}

/// "a biographer", with ", the late Hugo Tarn" where that follows: a description of somebody whom the next words name.
pub(super) fn with_name(text: &Text, words: Range<usize>) -> Range<usize> {
    const LONGEST_NAME: usize = 7;
    let sentence = text.sentence_of(words.start);
    let described =
        matches!(text.lower(words.start), "a" | "an" | "another" | "the") && text.lower_in(&sentence, words.end as isize) == ",";
    let upper = |index: usize| text.tokens[index].kind == TokenKind::Word && text.word(index).starts_with(char::is_uppercase);
    let limit = sentence.end.min(words.end + 1 + LONGEST_NAME);
    let close = (words.end + 1..limit).find(|&index| text.lower(index) == ",").filter(|_| described && !words.clone().skip(1).any(upper));
    let Some(close) = close.filter(|&close| close >= words.end + 3) else { return words };
    let before = words.end + 1..close - 2;
    let plain = before.clone().all(|index| upper(index) || matches!(text.lower(index), "the" | "late" | "former" | "then"));
    if upper(close - 1) && upper(close - 2) && plain { words.start..close } else { words }
}

/// The noun phrase from token `start`, of somebody named after a wording: "by the campaign".
pub(super) fn span(text: &Text, range: &Range<usize>) -> Span {
    let mut range = range.clone();
    while range.len() > 1 && (is_mark(text.word(range.start)) || matches!(text.lower(range.start), "but" | "and" | "yet" | "however")) {
        range.start += 1;
    }
    // "quoting a clerk who denied it": the clerk.
    if range.len() > 2 && matches!(text.lower(range.start), "quoting" | "citing") {
        range.start += 1;
    }
    // "the complaint, which was filed in Osten", "a study published in May": the rest says nothing of who it is.
    let cuts = |index: &usize| {
        let after = text.lower((*index + 1).min(range.end - 1));
        let filed = is_issued(text.lower(*index)) || text.lower(*index) == "being";
        (text.lower(*index) == "," && (is_relative(after) || after == "released" || after == "published")) || filed
    };
    if let Some(cut) = (range.start + 1..range.end).find(cuts) {
        range.end = cut;
    }
    // "a statement issued by the port": who issued it.
    let issues = |index: usize| matches!(text.lower(index), "statement" | "release");
    if range.len() > 3 && matches!(text.lower(range.start), "a" | "the") && issues(range.start + 1) {
        let by = (range.start + 2..range.end - 1).find(|&index| matches!(text.lower(index), "by" | "from"));
        range.start = by.map_or(range.start, |by| by + 1);
    }
    while range.len() > 1 && matches!(text.lower(range.end - 1), "'s" | "’s") {
        range.end -= 1;
    }
    text.span(&range)
}
