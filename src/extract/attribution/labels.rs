//! Speakers named beside a paragraph of speech. Comes in: paragraphs. Goes out: drafts for headlines ("Mayor: bridge is safe"), transcripts
//! ("QUILL: It is not.", "A: It is not.", also with a mark before each turn), introduced ("And from Ada Quill:") and signed quotations ("“It is not.” — Ada Quill").

use super::block::{self, BLOCK};
use super::content;
use super::draft::{Draft, Words};
use super::grammar::Grammar;
use crate::lexicon::words::Classes;
use crate::quotation::CueClass;
use std::collections::BTreeMap;
use std::ops::Range;

/// Labels that name a kind of text rather than somebody.
const KINDS_OF_TEXT: &[&str] = &[
    "analysis",
    "breaking",
    "byline",
    "commentary",
    "contact",
    "contributing",
    "correction",
    "editorial",
    "email",
    "exclusive",
    "fact check",
    "live",
    "more",
    "note",
    "notice",
    "opinion",
    "paid notice",
    "photo",
    "photos",
    "read",
    "read more",
    "related",
    "report",
    "review",
    "source",
    "sources",
    "special report",
    "the latest",
    "twitter",
    "update",
    "updated",
    "updates",
    "video",
    "warning",
    "watch",
];
const HEADLINE: &str = "speaker before a colon in the headline";
const TRANSCRIPT: &str = "speaker before a colon";
const SIGNATURE: &str = "speaker signs the quotation";
const INTRODUCED: &str = "speaker before a colon and a paragraph of speech";
/// The longest label, in tokens.
const LONGEST: usize = 6;
/// The longest signature, in tokens.
const LONGEST_SIGNATURE: usize = 10;
/// The longest introduction ("from …:"), in tokens.
const LONGEST_INTRODUCTION: usize = 24;
/// One in so many turns of a conversation at least is addressed to somebody.
const CONVERSING: usize = 4;
/// What people say to each other and reports don't.
const PERSONAL: &[&str] =
    &["i", "i'm", "i’m", "we", "we're", "we’re", "you", "you're", "you’re", "my", "me", "our", "us", "your", "?", "yes"];
/// Labels of questions and answers.
const TURNS: &[&str] = &["q", "a", "question", "answer"];

/// The attributions that paragraphs with a label or a signature make, in text order.
pub(super) fn read(grammar: &Grammar) -> Vec<Draft> {
    let mut drafts = labelled(grammar);
    let paragraphs = 0..grammar.text.paragraphs.len();
    drafts.extend(paragraphs.filter_map(|number| {
        signed(grammar, number).or_else(|| introduced(grammar, number)).or_else(|| block::introduced(grammar, number))
    }));
    drafts.sort_by_key(Draft::start);
    drafts.dedup_by(|later, earlier| earlier.content.iter().any(|range| range.end > later.start()));
    drafts
}

/// True for a draft that is a paragraph, or the rest of it behind a label.
pub(super) fn is_label(draft: &Draft) -> bool {
    draft.why.first().is_some_and(|rule| [HEADLINE, TRANSCRIPT, SIGNATURE, INTRODUCED, BLOCK].contains(rule))
}

/// True for a turn of a transcript.
pub(super) fn is_turn(draft: &Draft) -> bool {
    draft.why.first() == Some(&TRANSCRIPT)
}

/// "“We walked it twice.” — Ada Quill", also with the name on the next line: speech, a dash and a name. On a line of its own "Ada Quill, The
/// Overby Echo" needs no dash.
fn signed(grammar: &Grammar, number: usize) -> Option<Draft> {
    let paragraph = &grammar.text.paragraphs[number];
    let region = grammar.text.tokens[paragraph.start].region? as usize;
    let speech = content::region_end(grammar, region, paragraph.start).max(marked_before_dash(grammar, paragraph));
    let (line, start) = if speech < paragraph.end {
        (paragraph.clone(), speech)
    } else {
        let next = grammar.text.paragraphs.get(number + 1)?.clone();
        let start = next.start;
        (next, start)
    };
    let dash = grammar.is_dash(start);
    let last = line.end - usize::from(grammar.is_stop(line.end - 1));
    let outlet = line.start == start && (start..last).any(|index| grammar.is_comma(index)) && !grammar.is_stop(line.end - 1);
    let introduced = paragraph.start > 0 && grammar.word(paragraph.start - 1) == ":";
    if !dash && (!outlet || introduced) {
        return None;
    }
    let name = signature(grammar, start + usize::from(dash)..last, dash)?;
    let cue = dash.then(|| Words { range: start..start + 1, lemma: "—".into(), class: CueClass::Neutral });
    let content = spoken_before(grammar, number, speech.min(paragraph.end));
    Some(Draft { content, cue, source: Some(name), follows: None, confidence: 0.9, why: vec![SIGNATURE] })
}

/// Where a paragraph's signature begins, after marks that close speech with speech of the same marks in it: "“He said “no” to us.” — Ada Quill".
fn marked_before_dash(grammar: &Grammar, paragraph: &Range<usize>) -> usize {
    let low = paragraph.start.max(paragraph.end.saturating_sub(LONGEST_SIGNATURE + 1));
    let closes = |index: usize| matches!(grammar.word(index), "”" | "\"" | "''" | "’");
    (low + 1..paragraph.end).rev().find(|dash| grammar.is_dash(*dash) && closes(dash - 1)).unwrap_or(0)
}

/// The name in a signature: "Ada Quill, mayor of Overby", "Ben Tarn to the Overby Echo" without the outlet.
fn signature(grammar: &Grammar, words: Range<usize>, dash: bool) -> Option<Range<usize>> {
    let named =
        |index: usize| grammar.is_capital(index) || !grammar.is_word(index) || matches!(grammar.word(index), "of" | "the" | "and" | "de");
    let reports = |index: usize| {
        grammar.is(index, Classes::AUXILIARY) || grammar.is_quoted(index) || grammar.verb(index).is_some() && !grammar.is_capital(index)
    };
    if words.is_empty() || words.len() > LONGEST_SIGNATURE || !grammar.is_capital(words.start) || words.clone().any(reports) {
        return None;
    }
    let end = words.clone().find(|index| !named(*index)).unwrap_or(words.end);
    if end == words.end || dash && grammar.is_comma(end - 1) && !grammar.is(end, Classes::PREPOSITION.or(Classes::SUBJECT)) {
        return Some(words);
    }
    (dash && grammar.is(end, Classes::PREPOSITION)).then_some(words.start..end)
}

/// Speech that ends in paragraph `number` before `end`, with the paragraphs before that it goes on from.
fn spoken_before(grammar: &Grammar, number: usize, end: usize) -> Vec<Range<usize>> {
    let text = grammar.text;
    let open = |paragraph: &&Range<usize>| {
        let region = text.tokens[paragraph.start].region.map(|region| text.regions[region as usize]);
        region.is_some_and(|region| !region.closed)
    };
    let before = text.paragraphs[..number].iter().rev().take_while(open).cloned();
    let mut content: Vec<_> = std::iter::once(text.paragraphs[number].start..end).chain(before).collect();
    content.reverse();
    content
}

/// "And from Ben Tarn, the board's engineer:", then a paragraph of speech.
fn introduced(grammar: &Grammar, number: usize) -> Option<Draft> {
    let paragraph = &grammar.text.paragraphs[number];
    let next = grammar.text.paragraphs.get(number + 1)?;
    let colon = paragraph.end - 1;
    let region = grammar.text.tokens[next.start].region? as usize;
    let speech = content::region_end(grammar, region, next.start);
    let from = (paragraph.start..colon.min(paragraph.start + 3)).find(|index| grammar.word(*index) == "from");
    let name = from.map_or(paragraph.start, |from| from + 1)..colon;
    let reports = |index: usize| grammar.is(index, Classes::AUXILIARY) || grammar.verb(index).is_some() && !grammar.is_capital(index);
    let somebody = !name.is_empty() && name.clone().any(|index| grammar.is_capital(index)) && !name.clone().any(reports);
    let bare =
        from.is_some() || name.len() <= LONGEST && label_of_somebody(grammar, name.clone()) && !grammar.is(name.start, Classes::DETERMINER);
    if grammar.word(colon) != ":" || speech + 1 < next.end || !somebody || !bare || name.len() > LONGEST_INTRODUCTION {
        return None;
    }
    let cue = Words { range: colon..colon + 1, lemma: ":".into(), class: CueClass::Neutral };
    Some(Draft { confidence: 0.9, ..Draft::new(next.start..speech, cue, Some(name), INTRODUCED) })
}

/// The attributions that paragraphs with a label make.
fn labelled(grammar: &Grammar) -> Vec<Draft> {
    let labelled: Vec<(usize, Range<usize>, usize)> = grammar
        .text
        .paragraphs
        .iter()
        .enumerate()
        .filter_map(|(number, paragraph)| Some((number, paragraph.clone(), colon(grammar, paragraph)?)))
        .collect();
    let mut turns: BTreeMap<String, usize> = BTreeMap::new();
    for (_, paragraph, colon) in &labelled {
        *turns.entry(label(grammar, behind_mark(grammar, paragraph)..*colon)).or_default() += 1;
    }
    let asked: usize = TURNS.iter().filter_map(|turn| turns.get(*turn)).sum();
    let repeated = labelled.iter().filter(|(_, paragraph, colon)| turns[&label(grammar, behind_mark(grammar, paragraph)..*colon)] > 1);
    let (conversing, all) = repeated.fold((0, 0), |(conversing, all), (_, paragraph, colon)| {
        (conversing + usize::from(converses(grammar, paragraph, *colon)), all + 1)
    });
    let conversation = conversing * CONVERSING >= all;
    let speaks = |(number, paragraph, colon): &(usize, Range<usize>, usize)| {
        let label = label(grammar, behind_mark(grammar, paragraph)..*colon);
        if TURNS.contains(&label.as_str()) {
            return asked > 2;
        }
        let headline = *number == 0 && paragraph.end - colon > 3;
        headline || conversation && turns[&label] > 1
    };
    let turns: Vec<_> = labelled.into_iter().filter(speaks).collect();
    let limits = turns.iter().skip(1).map(|(number, ..)| *number).chain([grammar.text.paragraphs.len()]);
    turns.iter().zip(limits).map(|((number, _, colon), limit)| draft(grammar, *number..limit, *colon)).collect()
}

/// True for words to somebody: a question, "I", "you", or speech between marks. "Herons: Visit Overby on Friday." is none.
fn converses(grammar: &Grammar, paragraph: &Range<usize>, colon: usize) -> bool {
    let marked = opens_with_mark(grammar, paragraph) || grammar.holds_quoted(colon + 1..paragraph.end);
    marked || (colon + 1..paragraph.end).any(|index| PERSONAL.contains(&grammar.word(index)))
}

/// The first token of a paragraph, or the one behind the mark that opens it.
fn behind_mark(grammar: &Grammar, paragraph: &Range<usize>) -> usize {
    paragraph.start + usize::from(opens_with_mark(grammar, paragraph))
}

fn opens_with_mark(grammar: &Grammar, paragraph: &Range<usize>) -> bool {
    let first = &grammar.text.tokens[paragraph.start];
    first.region.is_some_and(|region| grammar.text.regions[region as usize].span.start == first.span.start)
}

/// The colon of a paragraph that starts with a name and a colon.
fn colon(grammar: &Grammar, paragraph: &Range<usize>) -> Option<usize> {
    let start = behind_mark(grammar, paragraph);
    let colon = (start + 1..paragraph.end.min(start + LONGEST + 1)).find(|&index| grammar.word(index) == ":")?;
    let spaced = grammar.text.tokens.get(colon + 1).is_some_and(|next| next.span.start > grammar.text.tokens[colon].span.end);
    let somebody = label_of_somebody(grammar, start..colon) || TURNS.contains(&label(grammar, start..colon).as_str());
    let words = (colon + 1..paragraph.end).any(|index| grammar.is_word(index) && !grammar.is_number(index));
    (somebody && spaced && words).then_some(colon)
}

/// A name before a colon.
fn label_of_somebody(grammar: &Grammar, words: Range<usize>) -> bool {
    let name =
        |index: usize| grammar.is_capital(index) || grammar.is_possessive(index) || matches!(grammar.word(index), "of" | "the" | "and");
    let reports = words.clone().any(|index| grammar.verb(index).is_some() && !grammar.text.word(index).chars().all(char::is_uppercase));
    let label = label(grammar, words.clone());
    let function_word = words.len() == 1 && grammar.is(words.start, Classes::ADVERB.or(Classes::PREPOSITION).or(Classes::SUBORDINATOR));
    words.clone().all(name) && grammar.is_capital(words.start) && !reports && !function_word && !KINDS_OF_TEXT.contains(&label.as_str())
}

fn label(grammar: &Grammar, words: Range<usize>) -> String {
    words.map(|index| grammar.word(index)).collect::<Vec<_>>().join(" ")
}

/// The attribution that the first of these paragraphs makes with its label. A turn behind a mark goes on in paragraphs that open with one.
fn draft(grammar: &Grammar, paragraphs: Range<usize>, colon: usize) -> Draft {
    let cue = Words { range: colon..colon + 1, lemma: ":".into(), class: CueClass::Neutral };
    let paragraph = &grammar.text.paragraphs[paragraphs.start];
    let headline = paragraph.start == 0;
    let end = if headline { grammar.text.sentence_of(colon + 1).end.max(colon + 2) } else { paragraph.end };
    let rule = if headline { HEADLINE } else { TRANSCRIPT };
    let source = Some(behind_mark(grammar, paragraph)..colon);
    let mut draft = Draft::new(colon + 1..end.min(paragraph.end), cue, source, rule);
    draft.confidence = if headline { 0.6 } else { 0.85 };
    if !headline && opens_with_mark(grammar, paragraph) {
        let more = grammar.text.paragraphs[paragraphs].iter().skip(1).take_while(|paragraph| opens_with_mark(grammar, paragraph));
        draft.content.extend(more.cloned());
    }
    draft
}
