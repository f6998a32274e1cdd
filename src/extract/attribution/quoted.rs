//! Direct speech beyond one sentence. Comes in: drafts and the regions between marks. Goes out: drafts that go on, and quotations without a cue.

use super::draft::Draft;
use super::grammar::Grammar;
use crate::text::Region;
use std::ops::Range;

/// A region without a cue must have this many tokens, marks included, to be speech rather than a scare quote, title or motto.
const SPOKEN: usize = 9;

/// Gives every region that no draft holds to the draft that it goes on from, or makes it a quotation of its own.
pub(super) fn gather(grammar: &Grammar, drafts: &mut Vec<Draft>) {
    for (number, region) in grammar.text.regions.iter().enumerate() {
        let tokens = grammar.text.tokens_in(region.span);
        if tokens.is_empty() || drafts.iter().any(|draft| draft.covers(tokens.start) || draft.covers(tokens.end - 1)) {
            continue;
        }
        let content = tokens.clone();
        if let Some(draft) = continued(grammar, number, &tokens, drafts) {
            drafts[draft].content.push(content);
            drafts[draft].why.push("quotation goes on");
        } else if is_spoken(grammar, &tokens) {
            drafts.push(floating(grammar, region, content, drafts));
        }
    }
}

/// The draft whose speech goes on in this region: right behind it in the paragraph, or in the next after an unclosed mark.
fn continued(grammar: &Grammar, number: usize, tokens: &Range<usize>, drafts: &[Draft]) -> Option<usize> {
    let starts_paragraph = grammar.text.paragraph_of(tokens.start).start == tokens.start;
    if starts_paragraph {
        return from_paragraph_before(grammar, number, tokens, drafts);
    }
    let sentence = grammar.text.sentence_of(tokens.start);
    let starts_sentence = sentence.start == tokens.start;
    let before = tokens.start - 1;
    let behind_quotation = grammar.text.is_quoted(before);
    if !starts_sentence && !behind_quotation {
        return None;
    }
    let near: Vec<usize> = (0..drafts.len()).filter(|&place| last_sentence_holds(grammar, &drafts[place], before)).collect();
    let spoken = near.iter().rev().find(|&&place| is_direct(grammar, &drafts[place]));
    spoken.or(near.last().filter(|_| behind_quotation)).copied()
}

/// True where the content starts or ends between marks.
fn is_direct(grammar: &Grammar, draft: &Draft) -> bool {
    draft.content.iter().any(|range| grammar.text.is_quoted(range.start) || grammar.text.is_quoted(range.end - 1))
}

/// The draft that a paragraph of nothing but speech goes on from: the one that the paragraph before ends with.
fn from_paragraph_before(grammar: &Grammar, number: usize, tokens: &Range<usize>, drafts: &[Draft]) -> Option<usize> {
    let region = &grammar.text.regions[number];
    let previous = number.checked_sub(1).map(|before| &grammar.text.regions[before])?;
    if !previous.closed && previous.paragraph + 1 == region.paragraph {
        return holder(drafts, grammar.text.tokens_in(previous.span).start);
    }
    let paragraph = grammar.text.paragraph_of(tokens.start);
    let alone = tokens.end >= paragraph.end;
    let last = tokens.start.checked_sub(1)?;
    let near = (0..drafts.len()).filter(|&place| last_sentence_holds(grammar, &drafts[place], last) && is_direct(grammar, &drafts[place]));
    near.last().filter(|_| alone)
}

/// The draft that holds the token.
fn holder(drafts: &[Draft], token: usize) -> Option<usize> {
    drafts.iter().position(|draft| draft.covers(token))
}

/// True where the sentence of token `before` belongs to the draft.
fn last_sentence_holds(grammar: &Grammar, draft: &Draft, before: usize) -> bool {
    let sentence = grammar.text.sentence_of(before);
    let cue = draft.cue.as_ref().is_some_and(|cue| sentence.contains(&cue.range.start));
    cue || draft.content.iter().any(|range| range.end > sentence.start && range.end <= before + 1)
}

fn is_spoken(grammar: &Grammar, tokens: &Range<usize>) -> bool {
    let words = tokens.clone().filter(|&index| grammar.is_word(index)).count();
    let capitals = tokens.clone().filter(|&index| grammar.is_capital(index)).count();
    let sentence = grammar.text.sentence_of(tokens.start);
    let whole = sentence.start == tokens.start && tokens.end >= sentence.end;
    tokens.len() >= SPOKEN && capitals * 2 < words.max(1) || whole && words >= 3
}

/// A quotation without a cue: its speaker is that of the quotation before, where that is near.
fn floating(grammar: &Grammar, region: &Region, content: Range<usize>, drafts: &[Draft]) -> Draft {
    let near = |draft: &Draft| {
        let cue = draft.cue.as_ref().map_or(draft.start(), |cue| cue.range.start);
        let paragraph = grammar.text.tokens[cue].paragraph;
        paragraph <= region.paragraph && paragraph + 1 >= region.paragraph && draft.start() < content.start
    };
    let follows = drafts.iter().enumerate().filter(|(_, draft)| near(draft)).max_by_key(|(_, draft)| draft.start()).map(|(place, _)| place);
    Draft { content: vec![content], cue: None, source: None, follows, confidence: 0.5, why: vec!["quotation without a cue"] }
}
