//! An attribution in the making. Comes in: token ranges. Goes out: spans, kind and confidence.

use super::Attribution;
use super::grammar::Grammar;
use crate::extract::mentions;
use crate::quotation::{Cue, CueClass, QuotationKind};
use crate::span::Span;
use crate::text::{Region, Text};
use std::ops::Range;

/// Source, cue and content as token ranges.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub content: Vec<Range<usize>>,
    pub cue: Option<Words>,
    pub source: Option<Range<usize>>,
    /// Position of the draft whose speaker goes on.
    pub follows: Option<usize>,
    pub confidence: f32,
    pub why: Vec<&'static str>,
}

/// A cue in the making.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub range: Range<usize>,
    pub lemma: String,
    pub class: CueClass,
}

impl Draft {
    /// A draft with one stretch of content; `rule` is the first of its reasons.
    pub fn new(content: Range<usize>, cue: Words, source: Option<Range<usize>>, rule: &'static str) -> Draft {
        Draft { content: vec![content], cue: Some(cue), source, follows: None, confidence: 0.6, why: vec![rule] }
    }

    /// First token of the content.
    pub fn start(&self) -> usize {
        self.content.first().map_or(0, |range| range.start)
    }

    /// The stretches of content, source and cue.
    pub fn parts(&self) -> impl Iterator<Item = &Range<usize>> {
        self.content.iter().chain(&self.source).chain(self.cue.as_ref().map(|cue| &cue.range))
    }

    /// True where the token belongs to content, cue or source.
    pub fn covers(&self, index: usize) -> bool {
        self.parts().any(|range| range.contains(&index))
    }

    /// True where one of the tokens belongs to content or source.
    pub fn holds_source_or_content(&self, range: &Range<usize>) -> bool {
        self.content.iter().chain(&self.source).any(|own| own.start < range.end && range.start < own.end)
    }

    /// Turns token ranges into spans. `None` where nothing is left of the content.
    pub fn finish(self, grammar: &Grammar) -> Option<Attribution> {
        let text = grammar.text;
        let taken: Vec<Span> =
            self.cue.iter().map(|cue| text.span(&cue.range)).chain(self.source.iter().map(|source| text.span(source))).collect();
        let content = self.content.iter().filter_map(|range| content_span(grammar, range.clone()));
        let mut content: Vec<Span> = content.flat_map(|span| text.without_inserts(span)).collect();
        content.retain(|span| !taken.iter().any(|other| other.overlaps(*span)));
        content.sort();
        content.dedup_by(|later, earlier| earlier.overlaps(*later));
        let cue = self.cue.map(|cue| Cue { span: text.span(&cue.range), lemma: cue.lemma, class: cue.class });
        let source = self.source.and_then(|source| text.without_inserts(text.span(&source)).next());
        let source = source.map(|source| mentions::mention(text, source));
        let overlap = cue.as_ref().zip(source).is_some_and(|(cue, source)| cue.span.overlaps(source.span));
        if content.is_empty() || overlap {
            return None;
        }
        let quoted = quoted_parts(text, &content);
        Some(Attribution {
            kind: kind(text, &content),
            quoted,
            content,
            cue,
            source,
            follows: self.follows,
            confidence: self.confidence,
            why: self.why.into_iter().map(String::from).collect(),
        })
    }
}

/// The span of a content range without commas, stops and dashes at its ends. `None` where no word is left.
fn content_span(grammar: &Grammar, mut range: Range<usize>) -> Option<Span> {
    let loose = |index: usize| {
        !grammar.is_quoted(index)
            && (grammar.is_comma(index) || grammar.is_stop(index) || grammar.is_dash(index) || matches!(grammar.word(index), ":" | ")"))
    };
    while range.end > range.start && loose(range.end - 1) && !(grammar.word(range.end - 1) == ")" && has_open_bracket(grammar, &range)) {
        range.end -= 1;
    }
    while range.start < range.end && loose(range.start) {
        range.start += 1;
    }
    let bare = range.len() == 1 && grammar.word(range.start) == "that";
    (range.clone().any(|index| grammar.is_word(index)) && !bare).then(|| grammar.text.span(&range))
}

fn has_open_bracket(grammar: &Grammar, range: &Range<usize>) -> bool {
    range.clone().any(|index| grammar.word(index) == "(")
}

/// The regions of the text, cut to the content.
fn quoted_parts(text: &Text, content: &[Span]) -> Vec<Span> {
    let cut = |region: &Region, span: &Span| (region.span.start.max(span.start), region.span.end.min(span.end));
    let part = |span: &Span| {
        let first = text.regions.partition_point(|region| region.span.end <= span.start);
        let regions = text.regions[first..].iter().take_while(|region| region.span.start < span.end);
        regions
            .map(|region| cut(region, span))
            .filter(|(start, end)| start < end)
            .map(|(start, end)| Span::new(start, end))
            .collect::<Vec<_>>()
    };
    content.iter().flat_map(part).collect()
}

/// All words of the content between marks: direct; none: indirect (shared/score/quotations.py, "KINDS"). A leading "that" does not count.
fn kind(text: &Text, content: &[Span]) -> QuotationKind {
    let mut words: Vec<usize> = content
        .iter()
        .flat_map(|span| text.tokens_in(*span))
        .filter(|&index| text.tokens[index].kind != crate::text::TokenKind::Punctuation)
        .collect();
    if words.len() > 1 && text.lower(words[0]) == "that" {
        words.remove(0);
    }
    let quoted = words.iter().filter(|&&index| text.is_quoted(index)).count();
    match quoted {
        0 => QuotationKind::Indirect,
        all if all == words.len() => QuotationKind::Direct,
        _ => QuotationKind::Mixed,
    }
}
