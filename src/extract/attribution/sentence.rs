//! Reads one sentence. Comes in: its tokens. Goes out: drafts of the attributions that its cues make.

use super::content::{self, Complement, end_of_content, region_end};
use super::cue::{CueHit, cues};
use super::draft::{Draft, Words};
use super::grammar::Grammar;
use crate::lexicon::words::Classes;
use crate::quotation::CueClass;
use std::ops::Range;

/// The attributions of a sentence, in the order they were found. `low` is where its paragraph starts.
pub(super) fn read(grammar: &Grammar, sentence: &Range<usize>, low: usize) -> Vec<Draft> {
    let cues = cues(grammar, sentence);
    let mut drafts = Vec::new();
    according_to(grammar, sentence, &mut drafts);
    for cue in &cues {
        let taken = drafts.iter().any(|draft: &Draft| draft.covers(cue.verb));
        if !taken && let Some(draft) = preposed(grammar, cue, sentence, low, &drafts) {
            drafts.push(draft);
        }
    }
    for cue in &cues {
        let taken = drafts.iter().any(|draft: &Draft| draft.covers(cue.verb));
        if !taken && let Some(draft) = postposed(grammar, cue, sentence, &cues, &drafts) {
            drafts.push(draft);
        }
    }
    drafts
}

/// "…, according to the board" and "According to the board, …".
fn according_to(grammar: &Grammar, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
    let hit =
        sentence.clone().find(|&index| grammar.word(index) == "according" && grammar.word(index + 1) == "to" && !grammar.is_quoted(index));
    let Some(at) = hit else { return };
    let Some(source) = grammar.phrase_after(at + 2, sentence.end) else { return };
    let cue = Words { range: at..at + 2, lemma: "according to".into(), class: CueClass::Neutral };
    let first = at == sentence.start || at == sentence.start + 1 && grammar.is(sentence.start, Classes::CONJUNCTION);
    let content = if first {
        let comma = (source.end..sentence.end).find(|&index| grammar.is_comma(index));
        comma.map(|comma| comma + 1..sentence.end)
    } else {
        let start = clause_start(grammar, sentence, at, drafts);
        Some(start..at)
    };
    if let Some(content) = content.filter(|content| content.len() > 1) {
        drafts.push(Draft { confidence: 0.85, ..Draft::new(content, cue, Some(source), "according to") });
    }
}

/// Where a clause that ends before `end` starts: the sentence's start, or after what an earlier draft took.
fn clause_start(grammar: &Grammar, sentence: &Range<usize>, end: usize, drafts: &[Draft]) -> usize {
    let taken = (sentence.start..end).rev().find(|&index| drafts.iter().any(|draft| draft.covers(index)));
    let start = taken.map_or(sentence.start, |index| index + 1);
    (start..end).find(|&index| grammar.is_word(index) || grammar.is_quoted(index)).unwrap_or(end)
}

/// "CONTENT, X said" and "CONTENT, said X".
fn preposed(grammar: &Grammar, cue: &CueHit, sentence: &Range<usize>, low: usize, drafts: &[Draft]) -> Option<Draft> {
    let frames = cue.entry.frames;
    if !frames.quotation || cue.participle || cue.passive || cue.noun {
        return None;
    }
    let inverted = inverted(grammar, cue, sentence);
    let (edge, source, after) = match &inverted {
        Some(source) => (cue.range.start, source.clone(), source.end),
        None => {
            let source = grammar.subject_before(cue.range.start, sentence.start)?;
            (source.start, source, cue.range.end)
        }
    };
    let quoted = edge > low && grammar.is_quoted(edge - 1) && is_pause(grammar, edge - 1, low);
    let quoted = quoted || edge > low + 1 && (grammar.is_comma(edge - 1) || grammar.is_dash(edge - 1)) && grammar.is_quoted(edge - 2);
    let pause = edge > sentence.start && (grammar.is_comma(edge - 1) || grammar.is_dash(edge - 1));
    if !quoted && !pause {
        return None;
    }
    if !quoted && opens_speech(grammar, after, sentence.end) {
        return None;
    }
    let apart = edge == sentence.start;
    if (!quoted || apart) && !ends_clause(grammar, cue, after, sentence.end, inverted.is_some())
        || quoted && is_led(grammar, after, sentence.end)
    {
        return None;
    }
    let last = if grammar.is_quoted(edge - 1) { edge - 1 } else { edge.checked_sub(2)? };
    let content = left_content(grammar, last, sentence, drafts)?;
    let rule = match (quoted, inverted.is_some()) {
        (true, false) => "quotation before speaker and cue",
        (true, true) => "quotation before cue and speaker",
        (false, false) => "clause before speaker and cue",
        (false, true) => "clause before cue and speaker",
    };
    let confidence = if quoted { 0.93 } else { 0.8 };
    let mut draft = Draft { confidence, ..Draft::new(content, cue.words(), Some(source), rule) };
    resume(grammar, after, sentence, &mut draft);
    let first = &draft.content[0];
    let adjunct = !quoted && draft.content.len() == 1 && is_adjunct(grammar, first);
    let title = !quoted && draft.content.len() > 1 && !content::has_verb(grammar, first.start, first.end);
    (!adjunct && !title).then_some(draft)
}

/// "In a statement on Monday, …": a fronted phrase, not a clause.
fn is_adjunct(grammar: &Grammar, content: &Range<usize>) -> bool {
    let first = grammar.word(content.start);
    let fronted = grammar.is(content.start, Classes::PREPOSITION.or(Classes::TIME))
        || matches!(first, "when" | "while" | "asked" | "speaking" | "if");
    let clause = content.clone().skip(1).any(|index| grammar.is(index, Classes::AUXILIARY) || grammar.is_pronoun_subject(index));
    fronted && !clause || matches!(first, "asked" | "speaking")
}

/// The speaker behind the cue: "… said Ada Quill, the mayor."
fn inverted(grammar: &Grammar, cue: &CueHit, sentence: &Range<usize>) -> Option<Range<usize>> {
    let start = cue.range.start;
    let before = start.checked_sub(1).filter(|before| *before >= sentence.start)?;
    if cue.entry.frames.addressee || grammar.word(cue.range.end) == "that" {
        return None;
    }
    let adjacent = grammar.is_quoted(before) || grammar.is_comma(before) || grammar.is_dash(before);
    let source = adjacent.then(|| grammar.phrase_after(cue.range.end, sentence.end))??;
    let end = source.end;
    let spoken = grammar.is_quoted(before) || before > sentence.start && grammar.is_quoted(before - 1);
    let own = |subject: Range<usize>| subject.start <= sentence.start + 1 || end < sentence.end && !grammar.is_stop(end);
    let plain = matches!(cue.entry.class, CueClass::Neutral | CueClass::Report) && cue.entry.frames.clause;
    let inserted = !spoken && (!plain || grammar.subject_before(start, sentence.start).is_some_and(own));
    let closed = end >= sentence.end || grammar.is_stop(end) || grammar.is_comma(end) || grammar.word(end) == ":" || grammar.is_dash(end);
    let open = end < sentence.end
        && (grammar.is(end, Classes::PREPOSITION.or(Classes::TIME).or(Classes::CONJUNCTION))
            || grammar.word(end).ends_with("ing")
            || grammar.is(end, Classes::SUBORDINATOR));
    (closed || open && (spoken || !grammar.is(end, Classes::CONJUNCTION)) && !inserted).then_some(source).filter(|_| !inserted)
}

/// The region that `last` stands in ends with a comma, stop or dash: it was spoken, not named.
fn is_pause(grammar: &Grammar, last: usize, low: usize) -> bool {
    let inner =
        last > low && (grammar.is_dash(last - 1) || matches!(grammar.word(last - 1), "," | "." | "!" | "?" | "…" | "’" | "'" | "]" | ")"));
    let region = grammar.text.tokens[last].region.map(|region| grammar.text.regions[region as usize].span);
    inner || region.is_some_and(|span| grammar.text.tokens_in(span).len() > 8)
}

/// Nothing behind the cue (and its speaker) could be content.
fn ends_clause(grammar: &Grammar, cue: &CueHit, after: usize, high: usize, inverted: bool) -> bool {
    if after >= high || grammar.is_stop(after) || grammar.is_comma(after) {
        return true;
    }
    if inverted {
        return !is_led(grammar, after, high);
    }
    content::complement(grammar, cue, high) == Complement::None
}

/// A "that" or mark soon after: the content is on this side.
fn is_led(grammar: &Grammar, after: usize, high: usize) -> bool {
    after < high && (grammar.word(after) == "that" || grammar.word(after) == ":" || grammar.is_quoted(after))
}

/// ", “It is": what was said comes behind the cue, the clause before it is the reporter's.
fn opens_speech(grammar: &Grammar, after: usize, high: usize) -> bool {
    let mark = after + usize::from(grammar.is_comma(after) || grammar.word(after) == ":");
    mark < high && mark + 1 < grammar.text.tokens.len() && grammar.is_quoted(mark) && grammar.is_capital(mark + 1)
}

/// The content that ends with token `last`: a quotation with all its sentences, or the clause.
fn left_content(grammar: &Grammar, last: usize, sentence: &Range<usize>, drafts: &[Draft]) -> Option<Range<usize>> {
    let clause = clause_start(grammar, sentence, last + 1, drafts);
    let start = match grammar.text.tokens[last].region {
        Some(region) => {
            let first = grammar.text.tokens_in(grammar.text.regions[region as usize].span).start;
            let led = first > clause && grammar.word(first - 1) != ":" && (clause..first).any(|index| grammar.is_word(index));
            if led { clause } else { first }
        }
        None => clause,
    };
    let long = last + 1 >= start + 2 || grammar.is_quoted(last);
    (start <= last && long).then_some(start..last + 1)
}

/// "“…,” he said, “…”" and "…, she said, and …": the content goes on behind the cue.
fn resume(grammar: &Grammar, after: usize, sentence: &Range<usize>, draft: &mut Draft) {
    let mut at = after;
    while at < sentence.end && !grammar.is_quoted(at) && !grammar.is_comma(at) {
        at += 1;
    }
    let mark = if at < sentence.end && grammar.is_comma(at) { at + 1 } else { at };
    if mark < sentence.end && grammar.is_quoted(mark) {
        let region = grammar.text.tokens[mark].region.map_or(0, |region| region as usize);
        draft.content.push(mark..region_end(grammar, region, mark));
        draft.why.push("goes on behind the cue");
        return;
    }
    let verb = grammar.is(mark, Classes::AUXILIARY) || matches!(grammar.word(mark), "and" | "but" | "because" | "so");
    let quiet = !(mark..sentence.end).any(|index| grammar.verb(index).is_some() && !grammar.is_quoted(index));
    if at < sentence.end && grammar.is_comma(at) && verb && quiet && mark + 2 < sentence.end {
        draft.content.push(mark..sentence.end);
        draft.why.push("goes on behind the cue");
    }
}

/// "X said (that) CONTENT".
fn postposed(grammar: &Grammar, cue: &CueHit, sentence: &Range<usize>, cues: &[CueHit], drafts: &[Draft]) -> Option<Draft> {
    let limit = (cue.verb..sentence.end).find(|&index| drafts.iter().any(|draft| draft.covers(index))).unwrap_or(sentence.end);
    let Complement::Content { start, cue_end, rule } = content::complement(grammar, cue, limit) else { return None };
    let object = matches!(rule, "object of the cue" | "cue with preposition");
    let end = end_of_content(grammar, start, limit, cues);
    let end = if object { content::end_of_object(grammar, start, end) } else { end };
    let mut words = cue.words();
    words.range.end = cue_end.max(cue.range.end);
    let source = source(grammar, cue, sentence, drafts);
    let empty = source.as_ref().is_some_and(|source| source.len() == 1 && matches!(grammar.word(source.start), "it" | "this" | "that"));
    if empty && matches!(cue.entry.lemma, "show" | "suggest" | "indicate" | "find" | "demonstrate" | "seem" | "appear") {
        return None;
    }
    let negated = cue.range.clone().any(|index| grammar.is_negation(index));
    let nothing = rule == "object of the cue"
        && (negated && cue.entry.lemma != "mention" || end == start + 1 && !grammar.is_capital(start) && !grammar.is_quoted(start));
    let counted = cue.entry.lemma == "claim"
        && rule == "object of the cue"
        && (grammar.is_number(start)
            || matches!(
                grammar.word(start),
                "lives" | "responsibility" | "victory" | "credit" | "powers" | "asylum" | "hundreds" | "thousands"
            ));
    let timed = end == start + 1 && grammar.is(start, Classes::TIME);
    if start >= end || nothing || counted || timed || source.is_none() && !cue.passive && !grammar.is_quoted(start) && rule != "that-clause"
    {
        return None;
    }
    let confidence = confidence(rule, cue.entry.class, source.is_some());
    Some(Draft { confidence, ..Draft::new(start..end, words, source, rule) })
}

/// The subject of the cue, or of the clause that a participle or a joined verb belongs to.
fn source(grammar: &Grammar, cue: &CueHit, sentence: &Range<usize>, drafts: &[Draft]) -> Option<Range<usize>> {
    if cue.noun {
        return owner(grammar, cue.verb, sentence.start);
    }
    if cue.passive {
        return agent(grammar, cue, sentence);
    }
    let bare = cue.participle && cue.verb > sentence.start && !grammar.is(cue.verb - 1, Classes::PREPOSITION.or(Classes::CONJUNCTION));
    let own = (!cue.participle || bare && grammar.is_word(cue.verb - 1))
        .then(|| grammar.subject_before(cue.range.start, sentence.start))
        .flatten();
    let own = own.or_else(|| antecedent(grammar, cue, sentence));
    if own.is_some() {
        return own;
    }
    let earlier = drafts.iter().filter(|draft| draft.cue.as_ref().is_some_and(|other| other.range.start < cue.verb));
    let nearest = earlier.max_by_key(|draft| draft.cue.as_ref().map(|other| other.range.start));
    if let Some(draft) = nearest {
        return draft.source.clone();
    }
    main_subject(grammar, cue.verb, cue.range.clone(), sentence)
}

/// "a poll that showed", "the letter, which said": the noun before the relative pronoun.
fn antecedent(grammar: &Grammar, cue: &CueHit, sentence: &Range<usize>) -> Option<Range<usize>> {
    let end = grammar.before_auxiliaries(cue.range.start, sentence.start);
    let relative = end.checked_sub(1).filter(|at| *at > sentence.start && matches!(grammar.word(*at), "that" | "which"))?;
    let noun_end = if grammar.is_comma(relative - 1) { relative - 1 } else { relative };
    grammar.phrase_before(noun_end, sentence.start)
}

/// The subject of the sentence: the first noun phrase, after a fronted adjunct.
pub(super) fn main_subject(grammar: &Grammar, verb: usize, cue: Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let mut start = sentence.start;
    if grammar.is(start, Classes::PREPOSITION.or(Classes::SUBORDINATOR)) && !grammar.is(start, Classes::DETERMINER)
        || grammar.word(start).ends_with("ing")
    {
        let comma = (start..sentence.end).find(|&index| grammar.is_comma(index) && index != verb.saturating_sub(1))?;
        start = comma + 1;
    }
    while start < verb
        && (grammar.is(start, Classes::CONJUNCTION.or(Classes::ADVERB)) && !grammar.is_pronoun_subject(start) || grammar.is_comma(start))
    {
        start += 1;
    }
    let phrase = grammar.phrase_after(start, sentence.end)?;
    let clear = phrase.end <= cue.start || phrase.start >= cue.end;
    (clear && !grammar.is_quoted(phrase.start)).then_some(phrase)
}

/// "Quill’s claim that", "her claim that"
fn owner(grammar: &Grammar, noun: usize, low: usize) -> Option<Range<usize>> {
    let at = (low..noun).rev().take(3).find(|&index| grammar.is_possessive(index) || grammar.is(index, Classes::POSSESSIVE))?;
    if !grammar.is_possessive(at) {
        return Some(at..at + 1);
    }
    let phrase = grammar.phrase_before(at, low)?;
    let preposition = phrase.clone().rev().find(|&index| grammar.is(index, Classes::PREPOSITION));
    Some(preposition.map_or(phrase.start, |index| index + 1)..phrase.end)
}

/// "was accused by the board of …"
fn agent(grammar: &Grammar, cue: &CueHit, sentence: &Range<usize>) -> Option<Range<usize>> {
    let by = (cue.range.end..sentence.end.min(cue.range.end + 4)).find(|&index| grammar.word(index) == "by")?;
    grammar.phrase_after(by + 1, sentence.end)
}

fn confidence(rule: &str, class: CueClass, sourced: bool) -> f32 {
    let rule = match rule {
        "that-clause" | "content after the addressee" | "clause after the addressee" => 0.85,
        "quotation after the cue" | "quotation after comma or colon" | "content after an adjunct" => 0.88,
        "clause without that" | "indirect question" => 0.75,
        _ => 0.55,
    };
    let thought = if class == CueClass::Think { 0.15 } else { 0.0 };
    if sourced { rule - thought } else { rule - thought - 0.25 }
}
