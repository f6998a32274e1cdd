//! The sentences around a record. Comes in: the spans of a quotation or claim. Goes out: one stretch of the body that a reader can follow.

use crate::annotated::AnnotatedArticle;
use crate::claim::Claim;
use crate::quotation::Quotation;
use crate::span::Span;
use crate::text;
use std::cell::OnceCell;

/// Longest stretch shown, in bytes.
const LONGEST: usize = 1200;

/// Where the paragraphs of a body lie, and the sentences of those that were asked for: a hit is about one of thirty.
pub(super) struct Layout<'b> {
    body: &'b str,
    /// In text order.
    paragraphs: Vec<(Span, OnceCell<Vec<Span>>)>,
}

impl<'b> Layout<'b> {
    /// Of a body.
    pub(super) fn of(body: &'b str) -> Layout<'b> {
        Layout { body, paragraphs: text::paragraphs(body).into_iter().map(|span| (span, OnceCell::new())).collect() }
    }

    /// The body.
    pub(super) fn body(&self) -> &'b str {
        self.body
    }

    /// The number of the paragraph at byte `at`, or the nearest one before it.
    pub(super) fn paragraph_at(&self, at: usize) -> usize {
        self.paragraphs.partition_point(|(paragraph, _)| paragraph.start <= at).saturating_sub(1)
    }

    /// The number of the first paragraph that starts at byte `at` or later; of the first of all where none does.
    pub(super) fn paragraph_from(&self, at: usize) -> usize {
        let number = self.paragraphs.partition_point(|(paragraph, _)| paragraph.start < at);
        if number < self.paragraphs.len() { number } else { 0 }
    }

    /// Where the headline ends with which a body begins that has more than that; 0 in any other body.
    pub(super) fn end_of_headline(&self, headline: &str) -> usize {
        match self.paragraphs.as_slice() {
            [(first, _), _, ..] if first.of(self.body).split_whitespace().eq(headline.split_whitespace()) => first.end,
            _ => 0,
        }
    }

    /// The sentences of a paragraph, in text order; none where there is no such paragraph.
    pub(super) fn sentences(&self, paragraph: usize) -> &[Span] {
        let Some((span, sentences)) = self.paragraphs.get(paragraph) else { return &[] };
        sentences.get_or_init(|| text::sentences(self.body, *span))
    }

    /// The smallest run of sentences that holds `span`.
    fn around(&self, span: Span) -> Span {
        let (first, last) = (self.paragraph_at(span.start), self.paragraph_at(span.end.saturating_sub(1)));
        // What lies between the two is covered anyway.
        let ends = self.sentences(first).iter().chain(if last > first { self.sentences(last) } else { &[] });
        ends.filter(|sentence| sentence.start < span.end && span.start < sentence.end).fold(span, |all, sentence| all.cover(*sentence))
    }

    /// The run of sentences that holds all `parts`; where that is too long for the screen, what fits of it around the first of `parts`, within one paragraph.
    pub(super) fn cover(&self, parts: &[Span]) -> Span {
        let Some(&anchor) = parts.first() else { return Span::new(0, 0) };
        let whole = self.around(parts.iter().fold(anchor, |all, part| all.cover(*part)));
        if whole.len() <= LONGEST {
            return whole;
        }
        let number = self.paragraph_at(anchor.start);
        let paragraph = self.paragraphs.get(number).map_or(whole, |(span, _)| *span);
        let (start, end) = (whole.start.max(paragraph.start), whole.end.min(paragraph.end));
        let clipped = if start < end { Span::new(start, end) } else { whole };
        if clipped.len() <= LONGEST { clipped } else { self.grow(anchor.start, clipped) }
    }

    /// Whole sentences of `within` after and before the one at `at`, as many as fit.
    fn grow(&self, at: usize, within: Span) -> Span {
        let sentences = self.sentences(self.paragraph_at(at));
        let number = sentences.partition_point(|sentence| sentence.start <= at).saturating_sub(1);
        let Some(&first) = sentences.get(number) else { return within };
        let mut grown = first;
        let after = sentences.get(number + 1..).unwrap_or_default().iter();
        let before = sentences.get(..number).unwrap_or_default().iter().rev();
        for sentence in after.take_while(|sentence| sentence.end <= within.end) {
            if grown.cover(*sentence).len() > LONGEST {
                break;
            }
            grown = grown.cover(*sentence);
        }
        for sentence in before.take_while(|sentence| sentence.start >= within.start) {
            if grown.cover(*sentence).len() > LONGEST {
                break;
            }
            grown = grown.cover(*sentence);
        }
        grown
    }

    /// The sentences in which a quotation stands: those of its cue, source and content.
    pub(super) fn of_quotation(&self, quotation: &Quotation) -> Span {
        let cue = quotation.cue.as_ref().map(|cue| cue.span);
        let source = quotation.source.map(|source| source.span);
        let parts: Vec<Span> = cue.into_iter().chain(source).chain(quotation.content.iter().copied()).collect();
        self.cover(&parts)
    }

    /// The sentences in which a claim stands: those of its proposition, and of the quotation that states it.
    pub(super) fn of_claim(&self, article: &AnnotatedArticle, claim: &Claim) -> Span {
        let stated = claim.quotation.as_ref().and_then(|id| article.quotations.iter().find(|quotation| quotation.id == *id));
        let frame = stated.into_iter().flat_map(|quotation| {
            let cue = quotation.cue.as_ref().map(|cue| cue.span);
            cue.into_iter().chain(quotation.source.map(|source| source.span))
        });
        let parts: Vec<Span> = claim.proposition.iter().copied().chain(frame).collect();
        self.cover(&parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(body: &str, part: &str) -> Span {
        let start = body.find(part).unwrap();
        Span::new(start, start + part.len())
    }

    #[test]
    fn a_split_quotation_is_shown_in_all_its_sentences() {
        let body = "It rained. “We won,” said Ada Quill. “We will win again.” Nobody clapped.";
        let layout = Layout::of(body);
        let parts = [at(body, "said"), at(body, "Ada Quill"), at(body, "“We won,”"), at(body, "“We will win again.”")];
        assert_eq!(layout.cover(&parts).of(body), "“We won,” said Ada Quill. “We will win again.”");
    }

    #[test]
    fn a_long_speech_is_cut_to_whole_sentences_of_one_paragraph() {
        let speech = "We will mend the harbour wall before the winter comes. ".repeat(60);
        let body = format!("Ada Quill said: “{speech}\n“{speech}”");
        let layout = Layout::of(&body);
        let shown = layout.cover(&[at(&body, "said"), Span::new(16, body.len())]);
        assert!(shown.len() <= LONGEST && shown.len() > LONGEST / 2);
        assert!(shown.of(&body).starts_with("Ada Quill said:") && shown.of(&body).ends_with('.'));
    }

    #[test]
    fn an_empty_body_has_no_sentence_and_no_panic() {
        let layout = Layout::of("");
        assert!(layout.cover(&[]).is_empty());
        assert!(layout.around(Span::new(0, 0)).is_empty());
        let blank = "\n".repeat(2 * LONGEST) + "It rains.";
        let whole = Span::new(0, blank.len());
        assert!(Layout::of(&blank).cover(&[whole]).of(&blank).ends_with("It rains."));
    }
}
