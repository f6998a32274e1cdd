//! Speakers named beside a paragraph of speech. Comes in: paragraphs. Goes out: drafts for headlines ("Mayor: bridge is safe"), transcripts
//! ("QUILL: It is not.") and signed quotations ("“It is not.” — Ada Quill").

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
    "q",
    "a",
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
/// The longest label, in tokens.
const LONGEST: usize = 6;
/// The longest signature, in tokens.
const LONGEST_SIGNATURE: usize = 10;

/// The attributions that paragraphs with a label or a signature make, in text order.
pub(super) fn read(grammar: &Grammar) -> Vec<Draft> {
    let mut drafts = labelled(grammar);
    drafts.extend(grammar.text.paragraphs.iter().filter_map(|paragraph| signed(grammar, paragraph)));
    drafts.sort_by_key(Draft::start);
    drafts
}

/// True for a draft that this file made.
pub(super) fn is_label(draft: &Draft) -> bool {
    draft.why.first().is_some_and(|rule| [HEADLINE, TRANSCRIPT, SIGNATURE].contains(rule))
}

/// "“We walked it twice.” — Ada Quill": a paragraph of speech, a dash and a name.
fn signed(grammar: &Grammar, paragraph: &Range<usize>) -> Option<Draft> {
    let region = grammar.text.tokens[paragraph.start].region? as usize;
    let dash = content::region_end(grammar, region, paragraph.start);
    let last = paragraph.end - usize::from(grammar.is_stop(paragraph.end - 1));
    let name = dash + 1..last;
    let sets_off = dash < last && matches!(grammar.word(dash), "—" | "–" | "-" | "―" | "--");
    let named =
        |index: usize| grammar.is_capital(index) || !grammar.is_word(index) || matches!(grammar.word(index), "of" | "the" | "and" | "de");
    if !sets_off || name.is_empty() || name.len() > LONGEST_SIGNATURE || !grammar.is_capital(name.start) || !name.clone().all(named) {
        return None;
    }
    let cue = Words { range: dash..dash + 1, lemma: "—".into(), class: CueClass::Neutral };
    Some(Draft { confidence: 0.9, ..Draft::new(paragraph.start..dash, cue, Some(name), SIGNATURE) })
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
        *turns.entry(label(grammar, paragraph.start..*colon)).or_default() += 1;
    }
    let speaks = |(number, paragraph, colon): &(usize, Range<usize>, usize)| {
        let headline = *number == 0 && paragraph.end - colon > 3;
        headline || turns[&label(grammar, paragraph.start..*colon)] > 1
    };
    labelled.iter().filter(|found| speaks(found)).map(|(_, paragraph, colon)| draft(grammar, paragraph, *colon)).collect()
}

/// The colon of a paragraph that starts with a name and a colon.
fn colon(grammar: &Grammar, paragraph: &Range<usize>) -> Option<usize> {
    let colon = (paragraph.start + 1..paragraph.end.min(paragraph.start + LONGEST + 1)).find(|&index| grammar.word(index) == ":")?;
    let name =
        |index: usize| grammar.is_capital(index) || grammar.is_possessive(index) || matches!(grammar.word(index), "of" | "the" | "and");
    let reports =
        (paragraph.start..colon).any(|index| grammar.verb(index).is_some() && !grammar.text.word(index).chars().all(char::is_uppercase));
    let spaced = grammar.text.tokens.get(colon + 1).is_some_and(|next| next.span.start > grammar.text.tokens[colon].span.end);
    let label = label(grammar, paragraph.start..colon);
    let somebody =
        (paragraph.start..colon).all(name) && grammar.is_capital(paragraph.start) && !reports && !KINDS_OF_TEXT.contains(&label.as_str());
    let function_word =
        colon == paragraph.start + 1 && grammar.is(paragraph.start, Classes::ADVERB.or(Classes::PREPOSITION).or(Classes::SUBORDINATOR));
    (somebody && spaced && !function_word && colon + 1 < paragraph.end).then_some(colon)
}

fn label(grammar: &Grammar, words: Range<usize>) -> String {
    words.map(|index| grammar.word(index)).collect::<Vec<_>>().join(" ")
}

fn draft(grammar: &Grammar, paragraph: &Range<usize>, colon: usize) -> Draft {
    let cue = Words { range: colon..colon + 1, lemma: ":".into(), class: CueClass::Neutral };
    let headline = paragraph.start == 0;
    let end = if headline { grammar.text.sentence_of(colon + 1).end.max(colon + 2) } else { paragraph.end };
    let rule = if headline { HEADLINE } else { TRANSCRIPT };
    Draft {
        confidence: if headline { 0.6 } else { 0.85 },
        ..Draft::new(colon + 1..end.min(paragraph.end), cue, Some(paragraph.start..colon), rule)
    }
}
