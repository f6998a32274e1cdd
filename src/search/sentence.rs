//! The sentences around a record. Comes in: the spans of a quotation or claim. Goes out: one stretch of the body that a reader can follow.

use crate::annotated::AnnotatedArticle;
use crate::claim::Claim;
use crate::quotation::Quotation;
use crate::span::Span;
use crate::text::Text;

/// Longest stretch shown, in bytes.
const LONGEST: usize = 1200;

/// Where the sentences and paragraphs of a body lie.
pub(super) struct Layout {
    /// In text order; none crosses a paragraph.
    pub sentences: Vec<Span>,
    /// In text order.
    pub paragraphs: Vec<Span>,
}

impl Layout {
    /// Reads a body.
    pub(super) fn of(body: &str) -> Layout {
        let text = Text::new(body);
        let spans = |ranges: &[std::ops::Range<usize>]| ranges.iter().map(|range| text.span(range)).collect();
        Layout { sentences: spans(&text.sentences), paragraphs: spans(&text.paragraphs) }
    }

    /// The sentence at byte `at`, or the nearest one before it.
    pub(super) fn sentence_at(&self, at: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.start <= at).saturating_sub(1)
    }

    /// The smallest run of sentences that holds `span`.
    fn around(&self, span: Span) -> Span {
        let first = self.sentence_at(span.start);
        let last = self.sentences.partition_point(|sentence| sentence.start < span.end).max(first + 1);
        self.sentences.get(first..last).unwrap_or_default().iter().fold(span, |all, sentence| all.cover(*sentence))
    }

    /// The run of sentences that holds all `parts`; where that is too long for the screen, what fits of it around the first of `parts`, within one paragraph.
    pub(super) fn cover(&self, parts: &[Span]) -> Span {
        let Some(&anchor) = parts.first() else { return Span::new(0, 0) };
        let whole = self.around(parts.iter().fold(anchor, |all, part| all.cover(*part)));
        if whole.len() <= LONGEST {
            return whole;
        }
        let number = self.paragraphs.partition_point(|paragraph| paragraph.start <= anchor.start).saturating_sub(1);
        let paragraph = self.paragraphs.get(number).copied().unwrap_or(whole);
        let (start, end) = (whole.start.max(paragraph.start), whole.end.min(paragraph.end));
        let clipped = if start < end { Span::new(start, end) } else { whole };
        if clipped.len() <= LONGEST { clipped } else { self.grow(anchor.start, clipped) }
    }

    /// Whole sentences of `within` after and before the one at `at`, as many as fit.
    fn grow(&self, at: usize, within: Span) -> Span {
        let number = self.sentence_at(at);
        let Some(&first) = self.sentences.get(number) else { return within };
        let mut grown = first;
        let after = self.sentences.get(number + 1..).unwrap_or_default().iter();
        let before = self.sentences.get(..number).unwrap_or_default().iter().rev();
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
