//! What can be told of a text without knowing what it says. Comes in: a body. Goes out: tokens, sentences, paragraphs, marks and offset units.

mod code_points;
mod furniture;
mod inserts;
mod marks;
mod paragraphs;
mod sentences;
mod tokens;

pub use code_points::CodePoints;
pub use marks::{MarkStyle, Region};
pub use tokens::{Token, TokenKind};

use crate::span::Span;
use std::borrow::Cow;
use std::ops::Range;

/// A body cut into tokens, sentences, paragraphs and quotation-mark regions: what every extraction step reads.
///
/// Tokens are numbered through the body; sentences and paragraphs are ranges of token numbers. All spans are bytes.
#[derive(Debug)]
pub struct Text<'a> {
    /// The body.
    pub body: &'a str,
    /// Words, numbers and single punctuation marks.
    pub tokens: Vec<Token>,
    /// Token ranges of sentences; none crosses a paragraph.
    pub sentences: Vec<Range<usize>>,
    /// Token ranges of paragraphs.
    pub paragraphs: Vec<Range<usize>>,
    /// Stretches between quotation marks, in text order; nested ones are left out.
    pub regions: Vec<Region>,
    /// What web pages slip in (lists of links inside sentences, forms and buttons between them), in text order: no token lies in one.
    pub inserts: Vec<Span>,
    lower: String,
    lower_ends: Vec<u32>,
}

impl<'a> Text<'a> {
    /// Reads `body`. Linear in its length.
    pub fn new(body: &'a str) -> Text<'a> {
        let (readable, inserts) = readable(body);
        let mut text = Text {
            body,
            tokens: Vec::with_capacity(body.len() / 5),
            sentences: Vec::new(),
            paragraphs: Vec::new(),
            regions: Vec::new(),
            inserts,
            lower: String::with_capacity(body.len()),
            lower_ends: Vec::new(),
        };
        for span in paragraphs::split(&readable) {
            text.add_paragraph(&readable, span);
        }
        text.mark_quoted();
        text
    }

    fn add_paragraph(&mut self, readable: &str, span: Span) {
        let first = self.tokens.len();
        tokens::scan(readable, span, self.paragraphs.len() as u32, &mut self.tokens);
        if self.tokens.len() == first {
            return;
        }
        for token in &self.tokens[first..] {
            self.lower.extend(token.span.of(self.body).chars().flat_map(char::to_lowercase));
            self.lower_ends.push(self.lower.len() as u32);
        }
        self.regions.extend(marks::regions(readable, span, self.paragraphs.len() as u32));
        for sentence in sentences::split(readable, span, &self.tokens[first..]) {
            let number = self.sentences.len() as u32;
            let sentence = first + sentence.start..first + sentence.end;
            for token in &mut self.tokens[sentence.clone()] {
                token.sentence = number;
            }
            self.sentences.push(sentence);
        }
        self.paragraphs.push(first..self.tokens.len());
    }

    fn mark_quoted(&mut self) {
        let mut next = 0;
        for (number, region) in self.regions.iter().enumerate() {
            while next < self.tokens.len() && self.tokens[next].span.start < region.span.start {
                next += 1;
            }
            while next < self.tokens.len() && self.tokens[next].span.start < region.span.end {
                self.tokens[next].region = Some(number as u32);
                next += 1;
            }
        }
    }

    /// The words of token `index` as they stand.
    pub fn word(&self, index: usize) -> &'a str {
        self.tokens[index].span.of(self.body)
    }

    /// The words of token `index` in lower case.
    pub fn lower(&self, index: usize) -> &str {
        let start = if index == 0 { 0 } else { self.lower_ends[index - 1] as usize };
        &self.lower[start..self.lower_ends[index] as usize]
    }

    /// The lower-case word of token `index`, or "" beyond either end of `within`.
    pub fn lower_in(&self, within: &Range<usize>, index: isize) -> &str {
        let inside = usize::try_from(index).ok().filter(|index| within.contains(index));
        inside.map_or("", |index| self.lower(index))
    }

    /// The bytes from the first to the last token of `range`.
    ///
    /// # Panics
    /// On an empty range.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.tokens[range.start].span.start, self.tokens[range.end - 1].span.end)
    }

    /// The parts of `span` between inserts, without spaces at their edges.
    pub fn without_inserts(&self, span: Span) -> impl Iterator<Item = Span> {
        let first = self.inserts.partition_point(|insert| insert.end <= span.start);
        let cuts = self.inserts[first..].iter().take_while(move |insert| insert.start < span.end);
        let starts = std::iter::once(span.start).chain(cuts.clone().map(|insert| insert.end));
        let ends = cuts.map(|insert| insert.start).chain([span.end]);
        let parts = starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| Span::new(start, end).trim(self.body));
        parts.filter(|part| !part.is_empty())
    }

    /// The tokens that share a byte with `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// The token range of the sentence that holds token `index`.
    pub fn sentence_of(&self, index: usize) -> Range<usize> {
        self.sentences[self.tokens[index].sentence as usize].clone()
    }

    /// The token range of the paragraph that holds token `index`.
    pub fn paragraph_of(&self, index: usize) -> Range<usize> {
        self.paragraphs[self.tokens[index].paragraph as usize].clone()
    }

    /// True where token `index` stands between quotation marks, or is one.
    pub fn is_quoted(&self, index: usize) -> bool {
        self.tokens[index].region.is_some()
    }
}

/// A body as it is to be read, every byte where it stood, and what was left out: lists of links for spaces, furniture for line breaks, as it parts paragraphs.
fn readable(body: &str) -> (Cow<'_, str>, Vec<Span>) {
    let mut inserts = inserts::find(body);
    let unlisted = inserts::blanked(body, &inserts, ' ');
    let furniture = furniture::find(&unlisted);
    if furniture.is_empty() {
        return (unlisted, inserts);
    }
    let readable = inserts::blanked(&unlisted, &furniture, '\n').into_owned();
    inserts.extend(furniture);
    inserts.sort_by_key(|insert| insert.start);
    inserts.dedup_by(|next, kept| {
        next.start < kept.end && {
            *kept = kept.cover(*next);
            true
        }
    });
    (Cow::Owned(readable), inserts)
}

/// The paragraphs of a body, blank ones left out: those of [`Text`] where nothing was left out, without reading them.
pub fn paragraphs(body: &str) -> Vec<Span> {
    paragraphs::split(body)
}

/// The sentences of one paragraph of a body: those of [`Text`], for whoever needs no more.
pub fn sentences(body: &str, paragraph: Span) -> Vec<Span> {
    let mut tokens = Vec::new();
    tokens::scan(body, paragraph, 0, &mut tokens);
    let sentences = sentences::split(body, paragraph, &tokens).into_iter();
    let span = |range: Range<usize>| Some(tokens.get(range.start)?.span.cover(tokens.get(range.end.checked_sub(1)?)?.span));
    sentences.filter_map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_knows_its_sentences_and_what_is_quoted() {
        let text = Text::new("Mr. Tarn said: “It is late.” She left.\n\nNobody came.");
        assert_eq!(text.paragraphs.len(), 2);
        let sentences: Vec<&str> = text.sentences.iter().map(|range| text.span(range).of(text.body)).collect();
        assert_eq!(sentences, ["Mr. Tarn said: “It is late.”", "She left.", "Nobody came."]);
        let late = (0..text.tokens.len()).find(|&index| text.lower(index) == "late").unwrap();
        assert!(text.is_quoted(late));
        assert!(!text.is_quoted(0));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic_and_tokens_lie_in_order(body in "\\PC{0,80}[\n\r“”\"'‘’. ]{0,5}\\PC{0,80}") {
            let text = Text::new(&body);
            prop_assert!(text.tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            prop_assert_eq!(text.sentences.iter().map(|range| range.len()).sum::<usize>(), text.tokens.len());
            let alone: Vec<Span> = paragraphs(&body).into_iter().flat_map(|paragraph| sentences(&body, paragraph)).collect();
            prop_assert_eq!(alone, text.sentences.iter().map(|range| text.span(range)).collect::<Vec<_>>());
            for index in 0..text.tokens.len() {
                prop_assert!(!text.word(index).is_empty());
                prop_assert!(text.sentence_of(index).contains(&index));
            }
        }
    }
}
