//! Direct speech beyond one sentence. Comes in: drafts and the regions between marks. Goes out: drafts that go on, and quotations without a cue.

use super::draft::{Draft, Words};
use super::grammar::Grammar;
use super::sentence::main_subject;
use crate::quotation::CueClass;
use crate::text::Region;
use std::ops::Range;

/// A region without a cue must have this many tokens, marks included, to be speech rather than a scare quote, title or motto.
const SPOKEN: usize = 9;

const ABOUT: &str = "the sentence before is about its speaker";

/// Which draft holds each token, so that a text of a million quotations is still read in linear time.
struct Holders(Vec<u32>);

impl Holders {
    const NOBODY: u32 = u32::MAX;

    fn new(grammar: &Grammar, drafts: &[Draft]) -> Holders {
        let mut holders = Holders(vec![Holders::NOBODY; grammar.text.tokens.len()]);
        for (place, draft) in drafts.iter().enumerate() {
            draft.parts().for_each(|range| holders.give(range, place));
        }
        holders
    }

    fn give(&mut self, range: &Range<usize>, place: usize) {
        self.0[range.clone()].fill(place as u32);
    }

    fn of(&self, token: usize) -> Option<usize> {
        Some(self.0[token]).filter(|place| *place != Holders::NOBODY).map(|place| place as usize)
    }

    /// The drafts with tokens in `range`, the one that comes last in the text first.
    fn within(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        range.rev().filter_map(|token| self.of(token))
    }
}

/// Gives every region that no draft holds to the draft that it goes on from, or makes it a quotation of its own.
pub(super) fn gather(grammar: &Grammar, drafts: &mut Vec<Draft>) {
    let mut holders = Holders::new(grammar, drafts);
    for (number, region) in grammar.text.regions.iter().enumerate() {
        let tokens = grammar.text.tokens_in(region.span);
        if tokens.is_empty() || holders.of(tokens.start).is_some() || holders.of(tokens.end - 1).is_some() {
            continue;
        }
        let place = match continued(grammar, number, &tokens, drafts, &holders) {
            Some(place) => {
                drafts[place].content.push(tokens.clone());
                drafts[place].why.push("quotation goes on");
                place
            }
            None if is_spoken(grammar, &tokens) => {
                drafts.push(floating(grammar, region, tokens.clone(), &holders));
                drafts.len() - 1
            }
            None => continue,
        };
        holders.give(&tokens, place);
    }
}

/// Gives speech that has neither cue nor source to the draft that it goes on from; the drafts that are left, in their order, and where each
/// was before.
pub(super) fn join(grammar: &Grammar, mut drafts: Vec<Draft>) -> Vec<(usize, Draft)> {
    let mut holders = Holders::new(grammar, &drafts);
    let mut orphans: Vec<usize> = (0..drafts.len()).filter(|place| is_orphan(grammar, &drafts[*place])).collect();
    orphans.sort_by_key(|place| drafts[*place].start());
    let mut joined = vec![false; drafts.len()];
    for orphan in orphans {
        let content = drafts[orphan].content.clone();
        let number = grammar.text.tokens[content[0].start].region.map_or(0, |region| region as usize);
        let goes_on = |place: &usize| *place != orphan && may_go_on(grammar, number, &drafts[*place]);
        let Some(place) = continued(grammar, number, &content[0], &drafts, &holders).filter(goes_on) else {
            if let Some(source) = named_before(grammar, &content[0], &holders) {
                drafts[orphan].source = Some(source);
                drafts[orphan].why.push(ABOUT);
            }
            continue;
        };
        content.iter().for_each(|range| holders.give(range, place));
        drafts[place].content.extend(content);
        drafts[place].content.sort_by_key(|range| range.start);
        drafts[place].why.push("quotation goes on");
        joined[orphan] = true;
    }
    drafts.into_iter().enumerate().filter(|(place, _)| !joined[*place]).collect()
}

/// A new paragraph of speech is the answer to a question, and the next turn of a talk where no cue names its speaker; an unclosed mark tells
/// that the same speaker goes on.
fn may_go_on(grammar: &Grammar, number: usize, draft: &Draft) -> bool {
    let region = &grammar.text.regions[number];
    let previous = number.checked_sub(1).map(|before| &grammar.text.regions[before]);
    let same = previous.is_some_and(|previous| previous.paragraph == region.paragraph || !previous.closed);
    same || draft.cue.is_some() && !is_question(grammar, draft)
}

/// True where the content ends with a question between marks, or the cue asks.
pub(super) fn is_question(grammar: &Grammar, draft: &Draft) -> bool {
    let asks = draft.cue.as_ref().is_some_and(|cue| cue.class == CueClass::Ask);
    let last = draft.content.last().and_then(|range| range.end.checked_sub(2));
    asks || last.is_some_and(|last| grammar.word(last) == "?")
}

/// "Quill turned to the dam." and then a paragraph of speech: the subject of the sentence before, where that is somebody.
fn named_before(grammar: &Grammar, content: &Range<usize>, holders: &Holders) -> Option<Range<usize>> {
    let paragraph = grammar.text.paragraph_of(content.start);
    let alone = paragraph.start == content.start && content.end >= paragraph.end;
    let last = content.start.checked_sub(1).filter(|last| alone && grammar.word(*last) == ".")?;
    let named = |source: &Range<usize>| is_somebody(grammar, source) || source.len() == 1 && is_known_name(grammar, source.start);
    introduced_by(grammar, last, holders).filter(named)
}

/// A word with a capital that has one inside a sentence, too.
fn is_known_name(grammar: &Grammar, index: usize) -> bool {
    let text = grammar.text;
    let inside = |other: usize| text.word(other) == text.word(index) && text.sentence_of(other).start != other && !grammar.is_quoted(other);
    grammar.is_capital(index) && (0..text.tokens.len()).any(inside)
}

/// Speech of which nobody is said to be the source.
fn is_orphan(grammar: &Grammar, draft: &Draft) -> bool {
    draft.cue.is_none() && draft.source.is_none() && draft.content.first().is_some_and(|range| grammar.is_quoted(range.start))
}

/// The draft whose speech goes on in this region: right behind it in the paragraph, or in the next after an unclosed mark.
fn continued(grammar: &Grammar, number: usize, tokens: &Range<usize>, drafts: &[Draft], holders: &Holders) -> Option<usize> {
    let starts_paragraph = grammar.text.paragraph_of(tokens.start).start == tokens.start;
    if starts_paragraph {
        return from_paragraph_before(grammar, number, tokens, drafts, holders);
    }
    let starts_sentence = grammar.text.sentence_of(tokens.start).start == tokens.start;
    let before = tokens.start - 1;
    if grammar.text.tokens[before].region == Some(number as u32) {
        return holders.of(before);
    }
    let behind_quotation = grammar.is_quoted(before);
    if !starts_sentence && !behind_quotation {
        return None;
    }
    let sentence = grammar.text.sentence_of(before);
    let mut near = holders.within(sentence.start..before + 1).peekable();
    let last = near.peek().copied();
    near.find(|&place| is_direct(grammar, &drafts[place])).or(last.filter(|_| behind_quotation))
}

/// True where the content starts or ends between marks.
fn is_direct(grammar: &Grammar, draft: &Draft) -> bool {
    draft.content.iter().any(|range| grammar.is_quoted(range.start) || grammar.is_quoted(range.end - 1))
}

/// The draft that a paragraph of nothing but speech goes on from: the one that the paragraph before ends with.
fn from_paragraph_before(grammar: &Grammar, number: usize, tokens: &Range<usize>, drafts: &[Draft], holders: &Holders) -> Option<usize> {
    let region = &grammar.text.regions[number];
    let previous = number.checked_sub(1).map(|before| &grammar.text.regions[before])?;
    if !previous.closed && previous.paragraph + 1 == region.paragraph {
        return holders.of(grammar.text.tokens_in(previous.span).start);
    }
    let last = tokens.start.checked_sub(1)?;
    let alone = tokens.end >= grammar.text.paragraph_of(tokens.start).end;
    let sentence = grammar.text.sentence_of(last);
    let direct = holders.within(sentence).find(|&place| is_direct(grammar, &drafts[place]));
    direct.filter(|_| alone)
}

fn is_spoken(grammar: &Grammar, tokens: &Range<usize>) -> bool {
    let words = tokens.clone().filter(|&index| grammar.is_word(index)).count();
    let capitals = tokens.clone().filter(|&index| grammar.is_capital(index)).count();
    let sentence = grammar.text.sentence_of(tokens.start);
    let whole = sentence.start == tokens.start && tokens.end >= sentence.end;
    tokens.len() >= SPOKEN && capitals * 2 < words.max(1) || whole && words >= 3
}

/// A quotation without a cue. Behind a colon, or behind a sentence about somebody, that is who speaks; else the speaker of the quotation
/// before goes on, where that is near.
fn floating(grammar: &Grammar, region: &Region, content: Range<usize>, holders: &Holders) -> Draft {
    let mut draft = Draft {
        content: vec![content.clone()],
        cue: None,
        source: None,
        follows: None,
        confidence: 0.5,
        why: vec!["quotation without a cue"],
    };
    let before = content.start.checked_sub(1);
    if let Some(colon) = before.filter(|&index| grammar.word(index) == ":" && holders.of(index).is_none()) {
        draft.cue = Some(Words { range: colon..colon + 1, lemma: ":".into(), class: CueClass::Neutral });
        draft.source = introduced_by(grammar, colon, holders);
        draft.why.push("colon before the quotation");
        return draft;
    }
    let paragraph = grammar.text.paragraph_of(content.start);
    let starts_sentence = grammar.text.sentence_of(content.start).start == content.start;
    if let Some(last) = before.filter(|last| *last >= paragraph.start && starts_sentence) {
        draft.source = introduced_by(grammar, last, holders).filter(|source| is_somebody(grammar, source));
        if draft.source.is_some() {
            draft.why.push(ABOUT);
            return draft;
        }
    }
    let from = if region.paragraph == 0 { 0 } else { grammar.text.paragraphs[region.paragraph as usize - 1].start };
    draft.follows = holders.within(from..content.start).next();
    draft
}

/// The subject of the sentence that ends with token `last`, where nothing else of it is reported.
fn introduced_by(grammar: &Grammar, last: usize, holders: &Holders) -> Option<Range<usize>> {
    let sentence = grammar.text.sentence_of(last);
    let free = sentence.start..last + 1;
    let reported = holders.within(free.clone()).next().is_some() || grammar.holds_quoted(free.clone());
    (!reported).then(|| main_subject(grammar, last, last..last + 1, &sentence)).flatten()
}

/// A name or a personal pronoun: a thing in the sentence before does not speak.
fn is_somebody(grammar: &Grammar, source: &Range<usize>) -> bool {
    let pronoun = source.len() == 1 && matches!(grammar.word(source.start), "he" | "she");
    let name = source.clone().all(|index| grammar.is_capital(index) || !grammar.is_word(index));
    pronoun || name && source.len() > 1 || name && grammar.text.sentence_of(source.start).start != source.start
}
